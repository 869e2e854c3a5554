/// Judges what evidence is worth on tags that had no part in learning it; for the report.
package struct TagTransferStudy: Sendable {
    private let catalogue: TaggedCatalogue

    package init(_ titles: [TaggedTitle], vocabulary: TagVocabulary = .standard, vectors: [Float], workers: Int) {
        catalogue = TaggedCatalogue(
            titles, EvidenceReader(vocabulary), vectors: vectors, behaviour: [], decisions: [:], workers: workers)
    }

    /// Places of the tags whose truth the facets tell.
    package var knownTags: [Int] { catalogue.knownTags }

    package var weights: [Float] { catalogue.evidenceWeights().weights }
    package var bias: Float { catalogue.evidenceWeights().bias }

    /// What the weights of all other tags say of this one's titles, and the truth.
    package func withoutItself(_ tag: Int) -> (probabilities: [Double], truth: [Bool]) {
        let weights = EvidenceWeights.fitted(catalogue.knownPairs(without: tag), tagCount: knownTags.count - 1) ?? .fallback
        let pairs = catalogue.pairs(of: tag)
        return (pairs.map { weights.probability($0.evidence) }, pairs.map(\.truth))
    }
}
