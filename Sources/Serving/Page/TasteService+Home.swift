import Datasets
import Recommenders
import Storage

extension TasteService {
    /// A home page: rows and their titles chosen jointly for one person at one moment.
    ///
    /// The same person, moment, history and recommendation id give the same page.
    /// - Throws: `ServingError` (`notReady`, `invalid`), `StorageError`, `StateError`.
    public func home(_ request: PageRequest) throws -> ServedPage {
        let begun = seconds()
        try check(request)
        let snapshot = try host.current()
        let id = recommendationID(now())
        let person = try person(request.asker, in: snapshot)
        let context = try context(request, person, in: snapshot)
        var composer = composer(context, request, id: id)
        let rows = composer.compose(rows: request.rows, of: request.count)
        let visit = Visit(
            id: id, asker: request.asker.user, request: request, generation: snapshot.generation, events: person.eventCount,
            rows: rows.map(\.visited), now: begun)
        if request.isShown { pages.visits.keep(visit) }
        return finish(rows, context, request, &composer, visit: visit, answer: (id, "home", ""), firstRow: 0, begun: begun)
    }

    /// The rows below those that a visit has shown.
    ///
    /// - Parameter asker: as for the page; a session sends its history again.
    /// - Throws: `ServingError.unknownRecommendation` when the visit is over, or the model has changed since.
    public func home(after cursor: String, _ asker: Asker) throws -> ServedPage {
        let begun = seconds()
        let (visit, start, place) = try visit(cursor, asker) { $0.part == .rows }
        let snapshot = try host.current()
        let context = try context(visit.request, past(visit, asker, snapshot), in: snapshot, shown: start.shown)
        var composer = composer(context, visit.request, id: cursor, excluded: Set(start.rows.map(\.id)))
        let left = max(0, options.pages.mostRows - start.rows.count)
        let rows = composer.compose(rows: min(visit.request.rows, left), of: visit.request.count)
        visit.show(rows.map(\.visited))
        return finish(
            rows, context, visit.request, &composer, visit: visit, answer: (cursor, "home", place.visit), firstRow: start.rows.count,
            begun: begun, next: left > rows.count ? place.following : nil)
    }

    /// More titles of one row of a page.
    ///
    /// - Throws: as `home(after:_:)`; `invalid` for a count.
    public func homeRow(_ cursor: String, _ asker: Asker, count: Int? = nil) throws -> ServedPage {
        let begun = seconds()
        let (visit, start, place) = try visit(cursor, asker) { if case .row = $0.part { true } else { false } }
        guard case .row(let number) = place.part, start.rows.indices.contains(number) else {
            throw ServingError.unknownRecommendation(cursor)
        }
        var request = visit.request
        request.count = count ?? request.count
        try check(request)
        let snapshot = try host.current()
        let context = try context(request, past(visit, asker, snapshot), in: snapshot, shown: start.shown)
        var composer = composer(context, request, id: cursor)
        let row = composer.extend(start.rows[number].id, by: request.count, before: start.rows[number].items)
        let rows = row.map { [$0] } ?? []
        visit.show(rows.map(\.visited))
        var page = finish(
            rows, context, request, &composer, visit: visit, answer: (cursor, "row", place.visit), firstRow: number, begun: begun)
        page.next = nil
        if !page.rows.isEmpty { page.rows[0].next = rows[0].hasMore ? place.following.text : nil }
        return page
    }

    // MARK: Parts

    func check(_ request: PageRequest) throws(ServingError) {
        let most = options.pages
        guard (1...most.mostRows).contains(request.rows) else {
            throw .invalid(field: "rows", reason: "\(request.rows) is not between 1 and \(most.mostRows)")
        }
        guard (1...most.longestRow).contains(request.count) else {
            throw .invalid(field: "count", reason: "\(request.count) is not between 1 and \(most.longestRow)")
        }
    }

    /// Scores of a person, with everything that moves them.
    func context(
        _ request: PageRequest, _ person: PersonView, in snapshot: ServingSnapshot, shown: [ItemIndex] = [], surface: String = "home"
    ) throws -> PageContext {
        try prepareTrends()
        let rules = try listRules(filter: request.filter, surface: surface, person: person, at: request.moment, in: snapshot)
        let sheet = try sheet(of: person, request.moment, in: snapshot)
        return PageContext(
            sheet, shelves: snapshot.shelves, options: options.pages, rules: rules,
            exposures: request.isShown ? try exposures(of: person, in: snapshot) : nil,
            trending: pages.trends(snapshot, at: now(), now: seconds()), includesSeen: KindShift.includesSeen(request), shown: shown)
    }

    func composer(_ context: PageContext, _ request: PageRequest, id: String, excluded: Set<String> = []) -> PageComposer {
        PageComposer(context, strengths: strengths(request), draw: draw(request, id: id), excluded: excluded)
    }

    func strengths(_ request: PageRequest) -> (diversity: Float, calibration: Float) {
        (request.diversity ?? options.pages.diversity, request.calibration ?? options.pages.calibration)
    }

    func draw(_ request: PageRequest, id: String) -> PlaceDraw {
        PlaceDraw(
            rate: explorationRate(request), width: options.pages.explorationWidth, floor: options.pages.explorationFloor,
            seed: PlaceDraw.seed(of: id))
    }

    func explorationRate(_ request: PageRequest) -> Double {
        request.isShown ? request.explorationRate ?? options.explorationRate : 0
    }

    private func finish(
        _ rows: [ComposedRow], _ context: PageContext, _ request: PageRequest, _ composer: inout PageComposer, visit: Visit,
        answer: (id: String, surface: String, continues: String), firstRow: Int, begun: Double, next: PageCursor? = nil
    ) -> ServedPage {
        var served = served(rows, context, visit: answer.continues.isEmpty ? answer.id : answer.continues, firstRow: firstRow, request)
        if request.isShown { present(&served, on: context.sheet) }
        let snapshot = context.sheet.snapshot
        if request.isShown, let user = context.sheet.person.id {
            record(
                served, id: answer.id, of: user, surface: answer.surface, continues: answer.continues,
                candidates: composer.candidateDigest, rate: explorationRate(request), snapshot: snapshot)
        }
        let following = next ?? (answer.continues.isEmpty ? PageCursor(visit: answer.id, part: .rows, number: 1) : nil)
        let goesOn =
            request.isShown && following != nil && firstRow + rows.count < options.pages.mostRows && composer.hasMore(request.count)
        var head = head(snapshot, since: begun, id: answer.id)
        head.basis = basis(context.sheet.person, asker: visit.asker, in: snapshot)
        return ServedPage(head: head, snapshot: snapshot, rows: served, next: goesOn ? following?.text : nil)
    }

    private func served(
        _ rows: [ComposedRow], _ context: PageContext, visit: String, firstRow: Int, _ request: PageRequest
    ) -> [ServedRow] {
        var reasons = PageReasons(context)
        return rows.enumerated().map { place, row in
            let next = row.hasMore && request.isShown ? PageCursor(visit: visit, part: .row(firstRow + place), number: 1).text : nil
            return ServedRow(
                id: row.proposal.id, kind: row.proposal.kind, title: row.proposal.title, reason: row.proposal.reason,
                items: row.titles.map { row.served($0, context, &reasons) }, next: next)
        }
    }

    /// What an answer rests on where it is less than a model and a history.
    func basis(_ person: PersonView, asker: UserID?, in snapshot: ServingSnapshot) -> String? {
        var sentences: [String] = []
        if let basis = snapshot.basis { sentences.append(basis.sentence) }
        if asker != nil, person.id == nil {
            sentences.append("This person allows no profile: nothing of what they did was read.")
        } else if person.titles.isEmpty {
            sentences.append("Nothing is known of this person yet: this rests on what others chose.")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}

extension ComposedRow {
    var visited: Visit.Row { Visit.Row(id: proposal.id, items: titles.map(\.item)) }

    fileprivate func served(_ title: ChosenTitle, _ context: PageContext, _ reasons: inout PageReasons) -> ServedItem {
        let progress = proposal.progress[title.item]
        return ServedItem(
            title.item, score: context.sheet.scores[title.item.position],
            source: title.isPinned ? .pinned : title.isDrawn ? .explore : proposal.source,
            reason: reasons.reason(title, in: proposal.reason, kind: proposal.kind), propensity: title.propensity,
            progress: progress?.share, episode: progress?.episode ?? 0)
    }
}

extension Asker {
    var user: UserID? { if case .user(let id) = self { id } else { nil } }
}
