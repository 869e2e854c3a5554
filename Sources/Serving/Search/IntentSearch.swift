import Datasets
import Recommenders
import Understanding

/// What a search found, before it is cut into pages.
struct FoundTitles {
    var hits: [SearchRanking.Hit]
    /// All that match, on this page or not.
    var matching: ItemMask
    var matches: SearchMatches?
    var understood: UnderstoodQuery?
    /// Titles that people chose after the same words.
    var learned: Set<ItemIndex> = []

    /// Where a title has what was asked for, and whether others chose it after the same words.
    func matches(of item: ItemIndex) -> [SearchMatch] {
        (matches?.matches(of: item) ?? []) + (learned.contains(item) ? [SearchMatch(field: SearchMatch.searches)] : [])
    }
}

/// One search: what was typed is understood first, then names, conditions, descriptions and likeness each find their part.
struct IntentSearch {
    let service: TasteService
    let snapshot: ServingSnapshot
    let request: SearchRequest
    let index: SearchIndex
    let columns: TitleColumns
    let understood: UnderstoodQuery

    init(_ service: TasteService, _ snapshot: ServingSnapshot, _ request: SearchRequest, _ moment: Moment) {
        self.service = service
        self.snapshot = snapshot
        self.request = request
        columns = service.listCaches.rules.columns(snapshot.titles)
        index = service.listCaches.search.index(columns)
        understood = IntentSearch.understood(
            request.text, without: request.withoutParts, proposal: request.proposal, at: moment, index.meanings.parser,
            isUnfinished: request.isUnfinished)
    }

    static func understood(
        _ text: String, without keys: [String], proposal: ProposedIntent?, at moment: Moment, _ parser: IntentParser,
        isUnfinished: Bool = false
    ) -> UnderstoodQuery {
        var intent = proposal?.intent ?? parser.parse(text, in: CalendarDate(moment.time).year, isUnfinished: isUnfinished)
        for key in keys { intent = intent.removing(key) }
        // The free text of a query that goes on may be a name of which the rest is still to come.
        let end = intent.parts.first { $0.meaning.kind == .text }?.span?.upperBound
        let isBegun = isUnfinished && end == text.utf16.count && intent.text.map(parser.isBegun) ?? false
        let sentence = IntentSentence(intent, in: IntentSentence.Language(of: text), isBegun: isBegun)
        var answer = UnderstoodQuery(intent: intent, sentence: sentence)
        if let proposal, proposal.intent != nil { answer.engine = proposal.engine }
        answer.fallback = proposal?.fallback
        return answer
    }

    private var intent: Intent { understood.intent }

    func found(among allowed: ItemMask, prior: [Float], count: Int) -> FoundTitles {
        // Nothing that would need understanding, or nothing of it was meant: names and words, as typed.
        if isStory { return story(among: allowed, count) }
        if isPlain { return isDescription ? described(among: allowed, prior, count) : lexical(plainText, among: allowed, prior, count) }
        return constrained(among: allowed, prior, count)
    }

    /// Whether the query says only what something is called or about.
    private var isPlain: Bool {
        intent.isEmpty || intent.title != nil || intent.parts.allSatisfy { $0.meaning.kind == .text }
    }

    /// What was typed, without "I want to watch" before a title.
    private var plainText: String {
        guard let begin = intent.parts.first(where: { $0.meaning.kind == .title })?.span?.lowerBound, begin > 0 else { return request.text }
        return String(decoding: Array(request.text.utf16.dropFirst(begin)), as: UTF16.self)
    }

    private var isDescription: Bool {
        guard intent.title == nil, let text = intent.text else { return false }
        return QueryTokens.contentWords(text) >= IntentRanking.descriptionLength
    }

    /// Whether somebody tells what happens, at length.
    private var isStory: Bool {
        guard intent.title == nil, intent.values(.like).isEmpty, let text = intent.text else { return false }
        return QueryTokens.contentWords(text) >= IntentRanking.storyLength && !request.text.contains("\"")
    }

    // MARK: Ways to find

    private func lexical(_ text: String, among allowed: ItemMask, _ prior: [Float], _ count: Int) -> FoundTitles {
        let query = SearchQuery(text, isUnfinished: request.isUnfinished)
        let terms = QueryTerms(query, index.titles)
        let found = SearchRanking(query: query, index: index).hits(terms, among: allowed, prior: prior, count: count)
        if found.hits.isEmpty, intent.text != nil { return described(among: allowed, prior, count) }
        return FoundTitles(hits: found.hits, matching: found.matching, matches: SearchMatches(terms, index), understood: understood)
    }

    /// By what titles are about; what is called like the query stands above.
    private func described(among allowed: ItemMask, _ prior: [Float], _ count: Int) -> FoundTitles {
        let query = SearchQuery(request.text, isUnfinished: request.isUnfinished)
        let terms = QueryTerms(query, index.titles)
        let named = SearchRanking(query: query, index: index).hits(terms, among: allowed, prior: prior, count: count)
        var (scores, fitting) = ranking.description(intent.text ?? request.text)
        for hit in named.hits { scores[hit.item.position] += hit.lexical + (hit.isExact ? 10 : 0) }
        var matching = named.matching
        // Quotes stay what they are: words that must stand together.
        guard query.phrases.isEmpty else {
            return FoundTitles(hits: named.hits, matching: matching, matches: SearchMatches(terms, index), understood: understood)
        }
        fitting.formIntersection(allowed)
        matching = matching.union(fitting)
        let best = TopItems.best(of: scores, count: count) { matching.contains($0) }
        return FoundTitles(
            hits: best.map { SearchRanking.Hit(item: $0, isExact: false, lexical: scores[$0.position], score: scores[$0.position]) },
            matching: matching, matches: SearchMatches(terms, index), understood: understood)
    }

    /// By all the words of a story; what would be a condition elsewhere is a hint, but for what is not wanted and for ages.
    private func story(among allowed: ItemMask, _ count: Int) -> FoundTitles {
        let told = Intent(parts: intent.parts.filter { $0.meaning.kind != .exclusion }, confidence: intent.confidence)
        let constraints = IntentConstraints(told, index.meanings, index, snapshot.titles)
        var permitted = allowed
        permitted.subtract(constraints.forbidden)
        var (scores, matching) = ranking.description(request.text)
        var answer = understood
        for hint in constraints.demanded {
            for position in scores.indices where hint.titles.contains(ItemIndex(position)) { scores[position] += IntentRanking.hintShare }
            answer.notes.append(IntentNote(key: hint.key, reason: .hint))
        }
        matching.formIntersection(permitted)
        let best = TopItems.best(of: scores, count: count) { matching.contains($0) }
        let terms = QueryTerms(SearchQuery(request.text, isUnfinished: false), index.titles)
        return FoundTitles(
            hits: best.map { SearchRanking.Hit(item: $0, isExact: false, lexical: scores[$0.position], score: scores[$0.position]) },
            matching: matching, matches: SearchMatches(terms, index), understood: answer)
    }

    /// By the conditions of the intent; a title that is called exactly what was typed stands above.
    private func constrained(among allowed: ItemMask, _ prior: [Float], _ count: Int) -> FoundTitles {
        var constraints = IntentConstraints(intent, index.meanings, index, snapshot.titles)
        var candidates = allowed
        let seeds = intent.values(.like).flatMap { index.meanings.titles(named: $0) }
        for seed in seeds { candidates.remove(seed) }
        let mask = constraints.satisfied(among: candidates)
        let likeness = seeds.isEmpty ? nil : service.listCaches.similar.row(Array(seeds.prefix(SimilarTitles.mostSeeds)), snapshot, columns)
        var (hits, matching) = ranking.hits(among: mask, prior: prior, likeness: likeness, count: count)
        let names = exact(among: allowed, prior)
        if !names.isEmpty {
            let met = Set(names.map(\.item))
            hits = Array((names + hits.filter { !met.contains($0.item) }).prefix(count))
            for hit in names { matching.insert(hit.item) }
        }
        var answer = understood
        answer.notes = constraints.notes
        let words = (intent.people.map(\.name) + [intent.text ?? ""]).joined(separator: " ") + " " + genreWords
        let terms = QueryTerms(SearchQuery(words, isUnfinished: false), index.titles)
        return FoundTitles(hits: hits, matching: matching, matches: SearchMatches(terms, index), understood: answer)
    }

    /// Titles whose whole name was typed, nearly or so far: "War" may be one, whatever else it means, and "dark kni" begins one.
    private func exact(among allowed: ItemMask, _ prior: [Float]) -> [SearchRanking.Hit] {
        guard request.withoutParts.isEmpty else { return [] }
        let query = SearchQuery(request.text, isUnfinished: request.isUnfinished)
        guard !query.words.isEmpty else { return [] }
        let terms = QueryTerms(query, index.titles)
        let hits = SearchRanking(query: query, index: index).hits(terms, among: allowed, prior: prior, count: 10, fields: .names).hits
        return Array(hits.lazy.prefix(20).filter { isName($0, query) }.prefix(3))
    }

    private func isName(_ hit: SearchRanking.Hit, _ query: SearchQuery) -> Bool {
        if hit.isExact { return true }
        let names = index.names.names[hit.item.position]
        if query.isUnfinished, query.words.count > 1,
            names.contains(where: { Numerals.canonical($0).starts(with: Numerals.canonical(query.folded)) })
        {
            return true
        }
        return query.words.count > 1 && hit.lexical >= IntentSearch.nameLike
            && names.contains { WordFold.words($0).count <= query.words.count }
    }

    /// What words must be worth to be a name with errors in it.
    private static let nameLike: Float = 0.66

    private var ranking: IntentRanking {
        IntentRanking(intent: intent, meanings: index.meanings, index: index, vectors: service.listCaches.search.vectors(columns.names))
    }

    private var genreWords: String {
        intent.values(.genre).flatMap { (index.meanings.genreNames["genre:" + $0] ?? []).sorted() }.joined(separator: " ")
    }
}

extension TasteService {
    /// What a query means here: the part of a search that can be shown and corrected before anything is looked for.
    ///
    /// - Parameters:
    ///   - keys: of parts that the asker does not mean.
    ///   - proposal: what a language model made of it.
    ///   - isUnfinished: whether the last word may go on, as while somebody types.
    /// - Throws: `ServingError.invalid` (`q`), `notReady`.
    public func understand(
        _ text: String, without keys: [String] = [], proposal: ProposedIntent? = nil, at moment: Moment, isUnfinished: Bool = false
    ) throws -> UnderstoodQuery {
        try checkQuery(text)
        let index = searchIndex(try host.current())
        return IntentSearch.understood(
            text, without: keys, proposal: proposal, at: moment, index.meanings.parser, isUnfinished: isUnfinished)
    }

    /// What a language model may be asked about a query: nil where the tables understood enough of it.
    ///
    /// - Returns: what was read, and what every proposal is held against.
    /// - Throws: as `understand`.
    public func intentQuestion(_ text: String, for proposer: IntentProposer, at moment: Moment) throws -> IntentQuestionnaire? {
        try checkQuery(text)
        let parser = searchIndex(try host.current()).meanings.parser
        let year = CalendarDate(moment.time).year
        let read = parser.parse(text, in: year)
        return proposer.isWorthAsking(text, read) ? IntentQuestionnaire(text: text, read: read, parser: parser, year: year) : nil
    }

    private func checkQuery(_ text: String) throws(ServingError) {
        guard text.utf8.count <= SearchQuery.longest else {
            throw .invalid(field: "q", reason: "\(text.utf8.count) bytes are more than \(SearchQuery.longest)")
        }
    }
}

/// A query that is worth asking a language model about.
public struct IntentQuestionnaire: Sendable {
    public let text: String
    public let read: Intent
    public let parser: IntentParser
    public let year: Int

    /// Asks; whatever goes wrong, the tables are believed and the answer says so.
    public func answer(of proposer: IntentProposer, within deadline: Duration) async -> ProposedIntent {
        do {
            let intent = try await proposer.proposal(for: text, read: read, parser: parser, year: year, deadline: deadline)
            return ProposedIntent(intent, engine: proposer.model.name, fallback: intent == nil ? PitchWriter.unsupported : nil)
        } catch { return ProposedIntent(nil, engine: proposer.model.name, fallback: error.kind) }
    }
}
