import Datasets
import Language
import Recommenders

extension TasteService {
    /// Titles by name, people, facets and description: what is called so first, then what the asker would choose.
    ///
    /// Misspelt words, accents, order of words, numerals and missing blanks are forgiven. Without any word, a filter lists all its titles.
    /// - Throws: `ServingError.invalid` (`q`, `count`, `filter`, `cursor`), `notReady`, `StorageError`, `StateError`.
    public func search(_ request: SearchRequest) throws -> SearchAnswer {
        let begun = seconds()
        try check(count: request.count)
        try check(text: request.text)
        var moment = request.moment
        let first = try place(request, &moment)
        let (snapshot, person, scores, permitted) = try audience(request.asker, moment)
        let rules = try listRules(filter: request.filter, surface: "search", person: person, at: moment, in: snapshot)
        let allowed = rules.allowed.map { permitted.intersection($0) } ?? permitted
        let found = find(request, at: moment, in: snapshot, among: allowed, prior: scores, count: first + request.count + 1)
        let page = found.hits.dropFirst(first).prefix(request.count)
        let items = page.map { ServedItem($0.item, score: $0.score, source: .search) }
        let isMore = found.hits.count > first + items.count
        let next = isMore ? try sealCursor(SearchPlace(request, moment, first + items.count).written, for: SearchPlace.purpose) : nil
        let list = ServedList(head: head(snapshot, since: begun), snapshot: snapshot, items: items, next: next)
        record(asked: list, of: person?.id, surface: "search")
        return SearchAnswer(
            list: list,
            matches: items.map { found.matches?.matches(of: $0.index) ?? [] }, total: found.matching.count,
            facets: snapshot.titles.counts(Array(request.facets.prefix(10)), of: found.matching, limit: 50), understood: found.understood)
    }

    /// Titles and people whose names begin so, or nearly.
    ///
    /// - Throws: as `search`.
    public func suggest(_ text: String, at moment: Moment, count: Int = 8) throws -> SearchSuggestions {
        try check(count: count)
        try check(text: text)
        let (snapshot, _, scores, permitted) = try audience(nil, moment)
        let rules = try listRules(filter: nil, surface: "search", person: nil, at: moment, in: snapshot)
        let allowed = rules.allowed.map { permitted.intersection($0) } ?? permitted
        let index = searchIndex(snapshot)
        let query = SearchQuery(text, isUnfinished: true)
        guard !query.words.isEmpty else { return SearchSuggestions(snapshot: snapshot, titles: [], people: [], genres: []) }
        let ranking = SearchRanking(query: query, index: index)
        let terms = QueryTerms(query, index.titles)
        let titles = ranking.hits(terms, among: allowed, prior: scores, count: count, fields: [.title, .alias, .joined, .year]).hits.prefix(
            count)
        return SearchSuggestions(
            snapshot: snapshot, titles: titles.map(\.item), people: TasteService.people(query, index, among: allowed, count: count),
            genres: TasteService.genres(query, snapshot.titles))
    }

    /// Makes what search and similar titles need, before somebody waits for it.
    ///
    /// - Throws: `ServingError.notReady`, what the model throws.
    public func prepareSearch() throws {
        let (snapshot, _, _, _) = try audience(nil, Moment(time: now()))
        _ = searchIndex(snapshot)
        listCaches.search.prepareVectors(listCaches.rules.columns(snapshot.titles).names)
        guard snapshot.titles.count > 0 else { return }
        _ = listCaches.similar.row([ItemIndex(0)], snapshot, listCaches.rules.columns(snapshot.titles))
    }

    // MARK: Parts

    func searchIndex(_ snapshot: ServingSnapshot) -> SearchIndex { listCaches.search.index(listCaches.rules.columns(snapshot.titles)) }

    /// What may be shown, and in which order people would choose from it.
    private func audience(
        _ asker: Asker?, _ moment: Moment
    ) throws -> (snapshot: ServingSnapshot, person: PersonView?, scores: [Float], permitted: ItemMask) {
        if let asker {
            let sheet = try sheet(asker, moment)
            return (sheet.snapshot, sheet.person, sheet.scores, sheet.permitted)
        }
        let snapshot = try host.current()
        let scores = try listCaches.search.prior(snapshot) {
            try snapshot.engine.scores(of: .stranger(nil, key: 0), at: snapshot.context(moment))
        }
        let permitted = snapshot.titles.permitted(country: moment.country, maturity: moment.maturity, time: moment.time)
        return (snapshot, nil, scores, permitted)
    }

    private func check(text: String) throws(ServingError) {
        guard text.utf8.count <= SearchQuery.longest else {
            throw .invalid(field: "q", reason: "\(text.utf8.count) bytes are more than \(SearchQuery.longest)")
        }
    }

    private func find(
        _ request: SearchRequest, at moment: Moment, in snapshot: ServingSnapshot, among allowed: ItemMask, prior: [Float], count: Int
    ) -> FoundTitles {
        let query = SearchQuery(request.text, isUnfinished: request.isUnfinished)
        if query.words.isEmpty, request.text.allSatisfy(\.isWhitespace) {
            // No word, but a condition: whoever browses sees all that fulfil it.
            guard request.filter != nil else { return FoundTitles(hits: [], matching: ItemMask(itemCount: allowed.itemCount)) }
            let best = TopItems.best(of: prior, count: count) { allowed.contains($0) }
            return FoundTitles(
                hits: best.map { SearchRanking.Hit(item: $0, isExact: false, lexical: 0, score: prior[$0.position]) }, matching: allowed)
        }
        return IntentSearch(self, snapshot, request, moment).found(among: allowed, prior: prior, count: count)
    }

    /// Genres that begin with what was typed, as the catalogue writes them.
    private static func genres(_ query: SearchQuery, _ titles: TitleTable) -> [String] {
        let values = titles.values(of: .genre).filter { WordFold.fold($0.key).starts(with: query.folded) }
        return values.sorted { $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key }.prefix(3)
            .compactMap { value, items in titles[items[0]].facets[.genre]?.first { $0.lowercased() == value } }
    }

    /// People by name who stand in at least one title that may be shown.
    private static func people(
        _ query: SearchQuery, _ index: SearchIndex, among allowed: ItemMask, count: Int
    ) -> [SearchSuggestions.Person] {
        let terms = QueryTerms(query, index.people)
        // All words must be met: “tom ha” is no other Tom.
        var found = LexicalScores(terms, index.people).candidates.filter { $0.coverage > 0.999 }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
        var people: [SearchSuggestions.Person] = []
        for candidate in found.prefix(20 * count) where people.count < count {
            let person = index.persons[candidate.document]
            let titles = person.titles.lazy.filter { allowed.contains($0) }.count
            if titles > 0 { people.append(SearchSuggestions.Person(name: person.name, titles: titles)) }
        }
        return people
    }

    /// Where the page begins; the moment of the first page holds for all.
    private func place(_ request: SearchRequest, _ moment: inout Moment) throws -> Int {
        guard let cursor = request.cursor else { return 0 }
        var reader = try openCursor(cursor, for: SearchPlace.purpose)
        guard let place = SearchPlace(&reader), place.question == SearchPlace.question(request) else {
            throw ServingError.invalid(field: "cursor", reason: CursorError.foreign.description)
        }
        moment.time = place.time
        return place.first
    }
}

/// A place in what was found.
private struct SearchPlace {
    static let purpose: Cursor.Purpose = "search"
    var question: UInt64
    var time: Timestamp
    var first: Int

    init(_ request: SearchRequest, _ moment: Moment, _ first: Int) {
        question = SearchPlace.question(request)
        time = moment.time
        self.first = first
    }

    init?(_ reader: inout CursorReader) {
        guard let question = reader.number(), let time = reader.signed(), let first = reader.count(), reader.isAtEnd else { return nil }
        self.question = question
        self.time = Timestamp(rawValue: time)
        self.first = first
    }

    var written: CursorWriter {
        var writer = CursorWriter()
        writer.write(question)
        writer.write(time.rawValue)
        writer.write(first)
        return writer
    }

    /// Whatever else is asked has other places.
    static func question(_ request: SearchRequest) -> UInt64 {
        var hash = StableHash(seed: 0x5EA)
        hash.combine(request.text)
        hash.combine(request.filter ?? "")
        for key in request.withoutParts { hash.combine(key) }
        if case .user(let id)? = request.asker { hash.combine(id.rawValue) }
        return hash.value
    }
}
