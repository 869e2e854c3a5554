/// Titles with all that speaks for their tags.
struct TaggedCatalogue: Sendable {
    let titles: [TaggedTitle]
    let reader: EvidenceReader
    /// By place of the tag, one a title.
    let cues: [[Int: CueEvidence]]
    let facets: [[Int: (share: Double, value: String)]]
    /// What people decided, by place of the tag.
    let decisions: [[Int: Bool]]
    private let meaning: TagPropagation
    private let behaviour: TagPropagation
    private let bases: [Double]

    /// What a cue is worth as a seed for neighbours; only the order matters much, since lifts are weighed by what they turn out to tell.
    private static let seeds: [CueLevel: Double] = [.weak: 0.3, .strong: 0.7, .several: 0.9]

    init(
        _ titles: [TaggedTitle], _ reader: EvidenceReader, vectors: [Float], behaviour: [Float], decisions: [String: [TagDecision]],
        workers: Int
    ) {
        (self.titles, self.reader) = (titles, reader)
        let tagCount = reader.vocabulary.count
        cues = titles.map(reader.cues)
        facets = titles.map(reader.facets)
        let places = titles.map { title -> [Int: Bool] in
            (decisions[title.id] ?? []).reduce(into: [:]) { found, decision in
                if let place = reader.vocabulary.place(of: decision.tag) { found[place] = decision.isAccepted }
            }
        }
        self.decisions = places
        let seeds = zip(cues, places).map { cues, decided in
            cues.compactMapValues { Self.seeds[$0.level] }.merging(decided.mapValues { $0 ? 1 : 0 }) { $1 }
        }
        func propagation(_ vectors: [Float]) -> TagPropagation {
            let nearest = NearestTitles(
                CentredVectors(vectors, count: titles.count), titles: titles.count, count: TagPropagation.neighbours, workers: workers)
            return TagPropagation(seeds, tagCount: tagCount, nearest: nearest)
        }
        meaning = propagation(vectors)
        self.behaviour = propagation(behaviour)
        bases = Self.bases(cues, tagCount)
    }

    /// Logit of the share of titles with a strong cue of each tag, at least half a title's.
    private static func bases(_ cues: [[Int: CueEvidence]], _ tagCount: Int) -> [Double] {
        var counts = [Double](repeating: 0.5, count: tagCount)
        for title in cues { for (tag, evidence) in title where evidence.level >= .strong { counts[tag] += 1 } }
        return counts.map { TagPropagation.logit(min(0.9, $0 / Double(cues.count + 1))) }
    }

    private typealias Lifts = (told: [Int: Double], otherwise: (Int) -> Double)

    private func evidence(_ title: Int, _ tag: Int, _ meaning: Lifts, _ behaviour: Lifts) -> EvidenceWeights.Evidence {
        EvidenceWeights.Evidence(
            level: cues[title][tag]?.level ?? .none, meaning: meaning.told[tag] ?? meaning.otherwise(tag),
            behaviour: behaviour.told[tag] ?? behaviour.otherwise(tag), base: bases[tag])
    }

    /// What the tags that facets imply teach about evidence; the facets themselves are hidden.
    func evidenceWeights() -> EvidenceWeights { EvidenceWeights.fitted(knownPairs(), tagCount: knownTags.count) ?? .fallback }

    /// Tags that facets imply more often than not.
    var knownTags: [Int] {
        reader.vocabulary.tags.indices.filter { tag in reader.vocabulary.tags[tag].facets.contains { $0.share >= 0.6 } }
    }

    /// Evidence and truth of every known tag of every described title.
    func knownPairs(without absent: Int? = nil) -> [(evidence: EvidenceWeights.Evidence, truth: Bool)] {
        let known = knownTags.filter { $0 != absent }
        var pairs: [(evidence: EvidenceWeights.Evidence, truth: Bool)] = []
        for title in titles.indices {
            let (near, company) = (meaning.lifts(of: title), behaviour.lifts(of: title))
            for tag in known where reader.isDescribed(titles[title], for: tag) {
                pairs.append((evidence(title, tag, near, company), facets[title][tag] != nil))
            }
        }
        return pairs
    }

    /// Evidence and truth of one known tag, for whoever judges weights that were fitted without it.
    func pairs(of tag: Int) -> [(evidence: EvidenceWeights.Evidence, truth: Bool)] {
        titles.indices.filter { reader.isDescribed(titles[$0], for: tag) }.map { title in
            (evidence(title, tag, meaning.lifts(of: title), behaviour.lifts(of: title)), facets[title][tag] != nil)
        }
    }

    /// What can be claimed of a title, without regard to decisions.
    func claims(of title: Int, _ weights: EvidenceWeights, _ learned: LearnedTags) -> [TagClaim] {
        let (near, company) = (meaning.lifts(of: title), behaviour.lifts(of: title))
        return reader.vocabulary.tags.indices.compactMap { tag in
            let evidence = evidence(title, tag, near, company)
            let words = weights.probability(evidence)
            var confidence = words
            if let facet = facets[title][tag] {
                confidence = 1 - (1 - facet.share) * (1 - words)
            } else if let share = reader.vocabulary.tags[tag].facets.map(\.share).max() {
                let told = reader.isDescribed(titles[title], for: tag)
                // Facets that are there and do not say it speak against it; where there are none, the classifier stands in for them.
                confidence = told ? words * (1 - share) : max(words, share * (learned.probability(of: tag, for: title) ?? 0))
            }
            guard confidence >= 0.01 else { return nil }
            let (provenance, grounds) = grounds(title, tag, evidence, weights)
            return TagClaim(tag: reader.vocabulary.tags[tag].id, confidence: confidence, provenance: provenance, evidence: grounds)
        }
    }

    private func grounds(
        _ title: Int, _ tag: Int, _ evidence: EvidenceWeights.Evidence, _ weights: EvidenceWeights
    ) -> (TagProvenance, [String]) {
        if let facet = facets[title][tag] { return (.facets, [facet.value]) }
        if let words = cues[title][tag]?.words { return (.synopsis, words) }
        let isCompany = Double(weights.weights[4]) * evidence.behaviour > Double(weights.weights[3]) * evidence.meaning
        let witnesses = (isCompany ? behaviour : meaning).witnesses(of: tag, for: title)
        return (isCompany ? .behaviour : .meaning, witnesses.map { titles[$0].id })
    }
}
