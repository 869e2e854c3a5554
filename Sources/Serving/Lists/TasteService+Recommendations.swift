import Datasets
import Recommenders

extension TasteService {
    /// The titles for a person, best first, made diverse and brought to the person's own mix as far as the service was told to.
    ///
    /// With `cursor`, the next titles of the same list: none comes twice, and what happens meanwhile does not shuffle the rest.
    /// - Throws: `ServingError` (`notReady`, `invalid`, `unknownRecommendation` when the list is too long ago), `StorageError`,
    ///   `StateError`.
    public func recommendations(_ request: ListRequest) throws -> ServedList {
        let begun = seconds()
        try check(count: request.count)
        if let cursor = request.cursor { return try recommendations(after: cursor, request, begun: begun) }
        let snapshot = try host.current()
        let id = recommendationID(now())
        let person = try person(request.asker, in: snapshot)
        let context = try context(request.page, person, in: snapshot, surface: "recommendations")
        let visit = Visit(
            id: id, asker: request.asker.user, request: request.page, generation: snapshot.generation, events: person.eventCount,
            rows: [], now: begun)
        if request.isShown { pages.visits.keep(visit) }
        return list(
            context, request.page, before: [], visit: visit, answer: (id, ""), following: .init(visit: id, part: .list, number: 1), begun)
    }

    private func recommendations(after cursor: String, _ request: ListRequest, begun: Double) throws -> ServedList {
        let (visit, start, place) = try visit(cursor, request.asker) { $0.part == .list }
        let snapshot = try host.current()
        var page = visit.request
        page.count = request.count
        let context = try context(page, past(visit, request.asker, snapshot), in: snapshot, shown: start.shown, surface: "recommendations")
        return list(context, page, before: start.shown, visit: visit, answer: (cursor, place.visit), following: place.following, begun)
    }

    private func list(
        _ context: PageContext, _ request: PageRequest, before: [ItemIndex], visit: Visit, answer: (id: String, continues: String),
        following: PageCursor, _ begun: Double
    ) -> ServedList {
        let strengths = strengths(request)
        var composer = ListComposer(
            context, diversity: Double(strengths.diversity), calibration: Double(strengths.calibration), draw: draw(request, id: answer.id))
        let titles = composer.choose(request.count, before: before)
        visit.show([Visit.Row(id: ListComposer.rowID, items: titles.map(\.item))])
        let snapshot = context.sheet.snapshot
        var items = served(titles, context)
        if request.isShown { present(&items, on: context.sheet) }
        if request.isShown, let user = context.sheet.person.id {
            let row = ServedRow(id: ListComposer.rowID, kind: .topPicks, title: "", items: items)
            record(
                [row], id: answer.id, of: user, surface: "list", continues: answer.continues, candidates: composer.candidateDigest,
                rate: explorationRate(request), snapshot: snapshot)
        }
        var head = head(snapshot, since: begun, id: answer.id)
        head.basis = basis(context.sheet.person, asker: visit.asker, in: snapshot)
        let goesOn = request.isShown && composer.hasMore && titles.count == request.count
        return ServedList(head: head, snapshot: snapshot, items: items, next: goesOn ? following.text : nil)
    }

    private func served(_ titles: [ChosenTitle], _ context: PageContext) -> [ServedItem] {
        var reasons = PageReasons(context)
        let nobody = context.sheet.person.titles.isEmpty ? ServedReason(.popular, text: PageWords(context.sheet).beginning.reason) : nil
        return titles.map { title in
            ServedItem(
                title.item, score: context.sheet.scores[title.item.position],
                source: title.isPinned ? .pinned : title.isDrawn ? .explore : context.sheet.source,
                reason: reasons.reason(title, in: nobody, kind: nil), propensity: title.propensity)
        }
    }
}
