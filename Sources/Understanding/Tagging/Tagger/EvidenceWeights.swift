/// How likely a tag is, given what speaks for it: one logistic regression for all tags.
///
/// It is fitted on tags whose truth the catalogue tells, because a facet implies them, with that facet hidden; tags without such a facet
/// take over what was learned there. So a confidence rests on how often like evidence was right in this catalogue, not on a guess.
struct EvidenceWeights: Sendable, Hashable {
    /// What is known of one tag of one title, without facets.
    struct Evidence: Sendable {
        var level: CueLevel
        var meaning: Double
        var behaviour: Double
        /// Logit of the share of titles whose words say so.
        var base: Double

        var numbers: [Float] {
            [
                level == .weak ? 1 : 0, level == .strong ? 1 : 0, level == .several ? 1 : 0,
                Float(min(4, max(-4, meaning))), Float(min(4, max(-4, behaviour))), Float(base),
            ]
        }
    }

    /// Of `Evidence.numbers`, in their order.
    var weights: [Float]
    var bias: Float

    static let width = 6
    /// Tags and titles that a fit of our own needs; below, `fallback` is better.
    static let minimumTags = 5
    static let minimumPositives = 300

    /// For catalogues whose facets tell nothing. The levels are from reading 79 claims of tags without a genre, drawn from the plots of
    /// MovieLens 1M: 3 of 20 weak, 20 of 38 strong and 19 of 21 several-cue claims were right. The lift of meaning is as fitted there on
    /// the tags of genres; that of behaviour is taken to be equal.
    static let fallback = EvidenceWeights(weights: [2.2, 4.0, 6.1, 0.45, 0.45, 0], bias: -3.9)

    func probability(_ evidence: Evidence) -> Double {
        var logit = bias
        for (weight, number) in zip(weights, evidence.numbers) { logit += weight * number }
        return PlattScaling.sigmoid(Double(logit))
    }

    /// - Returns: nil when there is too little to learn from.
    /// - Complexity: O(pairs).
    static func fitted(_ pairs: [(evidence: Evidence, truth: Bool)], tagCount: Int) -> EvidenceWeights? {
        guard tagCount >= minimumTags, pairs.lazy.filter(\.truth).count >= minimumPositives else { return nil }
        var rows = FeatureRows(sparseWidth: 0, denseWidth: width)
        for pair in pairs { rows.append([], vector: pair.evidence.numbers) }
        let model = LogisticRegression(penalty: 1 / Float(pairs.count)).fit(rows, pairs.map(\.truth))
        // Nothing that speaks for a tag may count against it, whatever the sample says; how frequent its cues are may count either way.
        return EvidenceWeights(weights: model.weights.dropLast().map { max(0, $0) } + model.weights.suffix(1), bias: model.bias)
    }
}
