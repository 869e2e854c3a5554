import Datasets
import Recommenders

extension TasteService {
    /// Titles, people and genres whose names begin so, or nearly.
    ///
    /// - Throws: as `search`.
    public func suggest(_ text: String, at moment: Moment, count: Int = 8) throws -> SearchSuggestions {
        try check(count: count)
        try check(text: text)
        let (snapshot, _, scores, permitted) = try audience(nil, moment)
        let rules = try listRules(filter: nil, surface: "search", person: nil, at: moment, in: snapshot)
        let allowed = rules.allowed.map { permitted.intersection($0) } ?? permitted
        let query = SearchQuery(text, isUnfinished: true)
        let finder = SuggestionFinder(query: query, index: searchIndex(snapshot), titles: snapshot.titles, allowed: allowed)
        let (titles, people, genres) =
            query.words.isEmpty ? ([], [], []) : (finder.namedTitles(prior: scores, count: count), finder.people(count), finder.genres())
        return SearchSuggestions(
            snapshot: snapshot, titles: titles.map(\.value), people: people.map(\.value), genres: genres.map(\.value),
            ordered: Array(SuggestionFinder.ordered(titles, people, genres).prefix(count)))
    }
}

/// What somebody who types may mean, with how nearly each name is what stands there.
struct SuggestionFinder {
    let query: SearchQuery
    let index: SearchIndex
    let titles: TitleTable
    let allowed: ItemMask

    /// How a name fits what was typed, the best first.
    enum Nearness: Int, Comparable, CaseIterable {
        /// It is all of it.
        case whole
        /// The name begins so.
        case beginning
        /// Every word of it stands in the name, the last one perhaps unfinished: "willis" of Bruce Willis.
        case words
        /// So does every word, with errors.
        case nearly
        /// Some of the words do.
        case partly

        static func < (a: Nearness, b: Nearness) -> Bool { a.rawValue < b.rawValue }
    }

    struct Found<Value> {
        var value: Value
        var nearness: Nearness
    }

    // MARK: Names

    /// - Parameter prior: a score per title; its order among equals. `[V]`
    func namedTitles(prior: [Float], count: Int) -> [Found<ItemIndex>] {
        let terms = QueryTerms(query, index.titles)
        let hits = SearchRanking(query: query, index: index)
            .hits(terms, among: allowed, prior: prior, count: count, fields: [.title, .alias, .joined, .year]).hits
        let found = hits.prefix(max(count, SearchRanking.depth)).map { hit in
            let names = index.names.names[hit.item.position]
            let best = names.map { nearness($0) }.min() ?? .partly
            return Found(value: hit.item, nearness: hit.isExact ? .whole : min(best, hit.lexical >= Self.nearlyAll ? .nearly : .partly))
        }
        return Array(SuggestionFinder.stable(found).prefix(count))
    }

    /// What the words of a title must be worth together to be its name with errors.
    private static let nearlyAll: Float = 0.5

    /// People who stand in at least one title that may be shown.
    func people(_ count: Int) -> [Found<SearchSuggestions.Person>] {
        // All words must be met: “tom ha” is no other Tom.
        var near = LexicalScores(QueryTerms(query, index.people), index.people).candidates.filter { $0.coverage > 0.999 }
        near.sort { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
        let found = near.prefix(50 * count).compactMap { candidate -> Found<SearchSuggestions.Person>? in
            let person = index.persons[candidate.document]
            let titles = person.titles.lazy.filter { allowed.contains($0) }.count
            guard titles > 0 else { return nil }
            return Found(
                value: SearchSuggestions.Person(name: person.name, titles: titles),
                nearness: min(nearness(WordFold.fold(person.name)), .nearly))
        }
        return Array(SuggestionFinder.stable(found).prefix(count))
    }

    /// Genres that begin with what was typed, as the catalogue writes them, the commonest first.
    func genres() -> [Found<String>] {
        let values = titles.values(of: .genre).filter { WordFold.fold($0.key).starts(with: query.folded) }
        return values.sorted { $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key }.prefix(3)
            .compactMap { value, items in
                titles[items[0]].facets[.genre]?.first { $0.lowercased() == value }.map {
                    Found(value: $0, nearness: nearness(WordFold.fold(value)))
                }
            }
    }

    /// How a folded name fits what was typed; `partly` where not every word does.
    func nearness(_ name: [UInt8]) -> Nearness {
        if name == query.folded { return .whole }
        let isUndivided = name.count > query.folded.count && name[query.folded.count] == WordFold.blank
        if name.starts(with: query.folded), query.isUnfinished || isUndivided { return .beginning }
        // The article in front is seldom typed.
        if let rest = SuggestionFinder.withoutArticle(name), rest.starts(with: query.folded),
            query.isUnfinished || rest.elementsEqual(query.folded)
        {
            return .beginning
        }
        let words = WordFold.words(name)
        let last = query.words.count - 1
        let isMet = query.words.enumerated().allSatisfy { place, word in
            words.contains { $0.elementsEqual(word) || place == last && query.isUnfinished && $0.starts(with: word) }
        }
        return isMet ? .words : .partly
    }

    private static func withoutArticle(_ name: [UInt8]) -> ArraySlice<UInt8>? {
        for article in ["the ", "a ", "an "] where name.starts(with: article.utf8) { return name.dropFirst(article.utf8.count) }
        return nil
    }

    // MARK: Together

    /// By nearness, and among the equally near as they stood.
    private static func stable<Value>(_ found: [Found<Value>]) -> [Found<Value>] {
        Nearness.allCases.flatMap { nearness in found.filter { $0.nearness == nearness } }
    }

    /// Of the equally near a title, a person and a genre in turn; what fits only partly is left out where something fits well.
    static func ordered(
        _ titles: [Found<ItemIndex>], _ people: [Found<SearchSuggestions.Person>], _ genres: [Found<String>]
    ) -> [SearchSuggestions.Suggestion] {
        let all: [[Found<SearchSuggestions.Suggestion>]] = [
            titles.map { Found(value: .title($0.value), nearness: $0.nearness) },
            people.map { Found(value: .person($0.value), nearness: $0.nearness) },
            genres.map { Found(value: .genre($0.value), nearness: $0.nearness) },
        ]
        let best = all.joined().map(\.nearness).min() ?? .partly
        return Nearness.allCases.filter { $0 < .partly || best > .words }.flatMap { nearness in
            inTurn(all.map { kind in kind.filter { $0.nearness == nearness }.map(\.value) })
        }
    }

    private static func inTurn<Value>(_ lists: [[Value]]) -> [Value] {
        (0..<(lists.map(\.count).max() ?? 0)).flatMap { place in lists.compactMap { $0.indices.contains(place) ? $0[place] : nil } }
    }
}
