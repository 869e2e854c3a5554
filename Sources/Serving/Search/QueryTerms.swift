/// The words of an index that may be meant by each word of a query, with how surely.
struct QueryTerms {
    struct Term {
        var word: Int
        var weight: Float
    }
    /// `[words of the query]`
    var terms: [[Term]]
    /// What each word of the query says, by how rare it is. `[words of the query]`
    var weights: [Float]

    init(_ query: SearchQuery, _ index: TermIndex) {
        terms = query.words.enumerated().map { place, word in
            QueryTerms.terms(word, mayGoOn: query.isUnfinished && place == query.words.count - 1, index)
        }
        QueryTerms.join(query, index, &terms)
        let known = terms.map { QueryTerms.weight($0, index) }
        // A word that nobody knows counts as little as the least of the others: what is left may still be enough.
        let least = known.compactMap(\.self).min() ?? 1
        weights = known.map { $0 ?? least }
    }

    private static let termLimit = 48

    private static func terms(_ word: [UInt8], mayGoOn: Bool, _ index: TermIndex) -> [Term] {
        let limit = word.count < 3 ? 4096 : termLimit
        var found: [Int: Float] = [:]
        func add(_ word: Int, _ weight: Float) { found[word] = max(found[word] ?? 0, weight) }
        let exact = index.words.find(word)
        if let exact { add(exact, 1) }
        if mayGoOn {
            // After other words a single letter may begin any of thousands.
            for completion in index.completions(word, limit: limit) {
                add(completion, 0.55 + 0.35 * Float(word.count) / Float(index.words.range(completion).count))
            }
        }
        if let distance = allowedDistance(word, isKnown: exact != nil) {
            for (neighbour, away) in index.neighbours(word, within: distance, isPrefix: false, limit: termLimit) {
                add(neighbour, away == 1 ? 0.7 : 0.45)
            }
            if mayGoOn, found.isEmpty, word.count >= 4 {
                for (neighbour, _) in index.neighbours(word, within: 1, isPrefix: true, limit: termLimit) { add(neighbour, 0.4) }
            }
        }
        return found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(limit).map { Term(word: $0.key, weight: $0.value) }
    }

    /// How many changes are forgiven: short words are other words after one, numbers always are.
    private static func allowedDistance(_ word: [UInt8], isKnown: Bool) -> Int? {
        if word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return nil }
        return switch word.count {
        case ..<2: nil
        case 2...3: isKnown ? nil : 1
        case 4...7: 1
        default: 2
        }
    }

    /// "spider man" may mean "spiderman".
    private static func join(_ query: SearchQuery, _ index: TermIndex, _ terms: inout [[Term]]) {
        for place in query.words.indices.dropFirst() {
            guard let word = index.words.find(query.words[place - 1] + query.words[place]) else { continue }
            terms[place - 1].append(Term(word: word, weight: 0.9))
            terms[place].append(Term(word: word, weight: 0.9))
        }
    }

    /// ln(1 + N/df) of the most likely reading; nil for a word that nothing is like.
    private static func weight(_ terms: [Term], _ index: TermIndex) -> Float? {
        guard let best = terms.max(by: { $0.weight < $1.weight }) else { return nil }
        return Float((1 + Double(index.documentCount) / Double(max(1, index.frequency(best.word)))).logarithm)
    }
}
