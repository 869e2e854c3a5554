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
        let wanted = first + request.count + 1
        let isLearned = request.withoutParts.isEmpty && !learnedShares(request.text, in: snapshot).isEmpty
        let depth = isLearned ? max(wanted, TasteService.learnedDepth) : wanted
        var found = find(request, at: moment, in: snapshot, among: allowed, prior: scores, count: depth)
        if isLearned {
            found = learned(found, for: request.text, among: allowed, in: snapshot)
            found.hits = Array(found.hits.prefix(wanted))
        }
        let page = found.hits.dropFirst(first).prefix(request.count)
        let items = page.map { ServedItem($0.item, score: $0.score, source: .search) }
        let isMore = found.hits.count > first + items.count
        let next = isMore ? try sealCursor(SearchPlace(request, moment, first + items.count).written, for: SearchPlace.purpose) : nil
        let list = ServedList(head: head(snapshot, since: begun), snapshot: snapshot, items: items, next: next)
        record(asked: list, of: person?.id, surface: "search")
        noteSearch(request.text, list, for: person)
        return SearchAnswer(
            list: list,
            matches: items.map { found.matches(of: $0.index) }, total: found.matching.count,
            facets: snapshot.titles.counts(Array(request.facets.prefix(10)), of: found.matching, limit: 50), understood: found.understood)
    }

    /// Makes what search and similar titles need, before somebody waits for it.
    ///
    /// - Throws: `ServingError.notReady`, what the model throws.
    public func prepareSearch() throws {
        let (snapshot, _, _, _) = try audience(nil, Moment(time: now()))
        _ = searchIndex(snapshot)
        try prepareLearnedQueries()
        listCaches.search.prepareVectors(listCaches.rules.columns(snapshot.titles).names)
        guard snapshot.titles.count > 0 else { return }
        _ = listCaches.similar.row([ItemIndex(0)], snapshot, listCaches.rules.columns(snapshot.titles))
    }

    // MARK: Parts

    func searchIndex(_ snapshot: ServingSnapshot) -> SearchIndex { listCaches.search.index(listCaches.rules.columns(snapshot.titles)) }

    /// What may be shown, and in which order people would choose from it.
    func audience(
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

    func check(text: String) throws(ServingError) {
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
