import Datasets
import Recommenders

/// Orders what the words found: exact titles first, then by words and by what the asker would choose.
struct SearchRanking {
    struct Hit {
        var item: ItemIndex
        /// Whether the title, in one of its names, is what was asked for.
        var isExact: Bool
        /// Of the words, 0 to about 1.3.
        var lexical: Float
        /// With the asker's share.
        var score: Float
    }
    let query: SearchQuery
    let index: SearchIndex

    /// How much the asker's taste may move a title: less than what one word in three more is worth.
    static let personalShare: Float = 0.12
    /// Candidates that are looked at closely.
    static let depth = 200

    /// - Parameters:
    ///   - permitted: titles that may be shown.
    ///   - prior: a score per title; only its order among the candidates matters. `[V]`
    ///   - count: at least so many are ranked.
    ///   - fields: where words count.
    /// - Returns: the hits in order, ties by index; and every title that matches at all.
    func hits(
        _ terms: QueryTerms, among permitted: ItemMask, prior: [Float], count: Int, fields: SearchFields = .everything
    ) -> (hits: [Hit], matching: ItemMask) {
        var candidates = LexicalScores(terms, index.titles, fields: fields).candidates.filter { permitted.contains(ItemIndex($0.document)) }
        if !query.phrases.isEmpty { candidates.removeAll { !hasPhrases($0.document) } }
        let matching = ItemMask(itemCount: permitted.itemCount, candidates.lazy.map { ItemIndex($0.document) })
        let depth = max(SearchRanking.depth, count)
        if candidates.count > depth {
            candidates.sort { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
            candidates.removeLast(candidates.count - depth)
        }
        var hits = candidates.map(hit)
        personalise(&hits, prior)
        hits.sort { a, b in
            if a.isExact != b.isExact { return a.isExact }
            return a.score != b.score ? a.score > b.score : a.item < b.item
        }
        return (hits, matching)
    }

    // MARK: Names

    private func hit(_ candidate: LexicalScores.Candidate) -> Hit {
        let names = index.names.names[candidate.document]
        var lexical = candidate.score
        let begins = names.contains {
            $0.starts(with: query.folded) && ($0.count == query.folded.count || $0[query.folded.count] == WordFold.blank)
        }
        // A name that is being typed begins in the middle of a word.
        let isBegun = query.isUnfinished && names.contains { $0.starts(with: query.folded) }
        if begins || isBegun && query.words.count > 1 {
            lexical += 0.15
        } else if names.contains(where: { contains($0, query.folded) }) {
            lexical += 0.08
        }
        return Hit(item: ItemIndex(candidate.document), isExact: isExact(candidate.document, names), lexical: lexical, score: lexical)
    }

    private func isExact(_ document: Int, _ names: [[UInt8]]) -> Bool {
        let wanted = Numerals.canonical(query.folded)
        guard !wanted.isEmpty else { return false }
        let isOfYear = query.year.map { index.names.catalog.items[document].year == $0 } ?? false
        let undated = isOfYear ? Numerals.canonical(query.withoutYear) : nil
        let words = SearchRanking.words(query.folded)
        return names.contains { folded in
            let name = Numerals.canonical(folded)
            return name == wanted || name == undated || SearchRanking.words(folded) == words
        }
    }

    /// “matrix the” is what is called “The Matrix”.
    private static func words(_ text: [UInt8]) -> [[UInt8]] {
        WordFold.words(text).map { Array($0) }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Whether folded words stand one behind the other in a folded text.
    private func contains(_ text: [UInt8], _ words: [UInt8]) -> Bool {
        let padded = [WordFold.blank] + text + [WordFold.blank]
        let wanted = [WordFold.blank] + words + [WordFold.blank]
        return padded.withUnsafeBufferPointer { ByteSearch.contains(wanted, in: $0) }
    }

    private func hasPhrases(_ document: Int) -> Bool {
        let item = index.names.catalog.items[document]
        return query.phrases.allSatisfy { phrase in
            index.names.names[document].contains { contains($0, phrase) }
                || item.facets.values.contains { $0.contains { contains(WordFold.fold($0), phrase) } }
                || (item.text.map { contains(WordFold.fold($0), phrase) } ?? false)
        }
    }

    // MARK: Taste

    /// Adds the place of each title's prior between the least and the greatest among the hits.
    private func personalise(_ hits: inout [Hit], _ prior: [Float]) {
        let known = hits.lazy.map { prior[$0.item.position] }.filter(\.isFinite)
        guard let least = known.min(), let greatest = known.max(), greatest > least else { return }
        for place in hits.indices {
            let value = prior[hits[place].item.position]
            let share = value.isFinite ? (value - least) / (greatest - least) : 0
            hits[place].score = hits[place].lexical + SearchRanking.personalShare * share
        }
    }
}
