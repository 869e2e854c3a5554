/// How loudly a title's own words speak for a tag.
enum CueLevel: Int, Sendable, Comparable, CaseIterable {
    case none, weak, strong
    /// Two or more different strong cues.
    case several

    static func < (a: CueLevel, b: CueLevel) -> Bool { a.rawValue < b.rawValue }
}

/// What the words of one title say of one tag.
struct CueEvidence: Sendable {
    var level: CueLevel
    /// As the text writes them, without repetition, in its order.
    var words: [String]
}

/// Reads titles for cues and facets.
struct EvidenceReader: Sendable {
    let vocabulary: TagVocabulary
    private let matcher: CueMatcher
    /// Places and shares of tags by facet and value in lower case.
    private let facets: [String: [String: [(tag: Int, share: Double)]]]

    private static let wordsKept = 4

    init(_ vocabulary: TagVocabulary) {
        self.vocabulary = vocabulary
        matcher = CueMatcher(vocabulary)
        var facets: [String: [String: [(tag: Int, share: Double)]]] = [:]
        for (place, tag) in vocabulary.tags.enumerated() {
            for facet in tag.facets {
                facets[facet.facet, default: [:]][facet.value.lowercased(), default: []].append((place, facet.share))
            }
        }
        self.facets = facets
    }

    /// Tags that the title's words speak for, by place.
    func cues(of title: TaggedTitle) -> [Int: CueEvidence] {
        var strong: [Int: Set<String>] = [:]
        var found: [Int: CueEvidence] = [:]
        for hit in matcher.hits(in: title.text) where !hit.isNegated {
            if !hit.isWeak { strong[hit.tag, default: []].insert(hit.words.lowercased()) }
            let count = strong[hit.tag]?.count ?? 0
            var evidence = found[hit.tag] ?? CueEvidence(level: .none, words: [])
            evidence.level = count == 0 ? .weak : count == 1 ? .strong : .several
            if evidence.words.count < Self.wordsKept, !evidence.words.contains(hit.words) { evidence.words.append(hit.words) }
            found[hit.tag] = evidence
        }
        return found
    }

    /// Tags that a facet implies, by place, with the largest share and the value that says so.
    func facets(of title: TaggedTitle) -> [Int: (share: Double, value: String)] {
        var found: [Int: (share: Double, value: String)] = [:]
        for (facet, values) in title.facets {
            guard let known = facets[facet] else { continue }
            for value in values {
                for (tag, share) in known[value.lowercased()] ?? [] where share > found[tag]?.share ?? 0 {
                    found[tag] = (share, "\(facet): \(value)")
                }
            }
        }
        return found
    }

    /// Whether the title has any value of the facets that could imply the tag: only then does their silence say something.
    func isDescribed(_ title: TaggedTitle, for tag: Int) -> Bool {
        vocabulary.tags[tag].facets.contains { !(title.facets[$0.facet] ?? []).isEmpty }
    }
}
