import Datasets
import FoundationEssentials
import Recommenders
import Storage

extension TasteService {
    /// What a person was shown lately; read from their records once, then kept.
    package func exposures(of person: PersonView, in snapshot: ServingSnapshot) throws -> Exposures? {
        guard let user = person.id else { return nil }
        if let known = pages.exposures.exposures(of: user, generation: snapshot.generation) { return known }
        let changes = pages.exposures.changes
        let exposures = try readExposures(of: user, person, in: snapshot)
        pages.exposures.keep(exposures, of: user, generation: snapshot.generation, asOf: changes)
        return exposures
    }

    private func readExposures(of user: UserID, _ person: PersonView, in snapshot: ServingSnapshot) throws -> Exposures {
        let options = options.pages
        // After four half-lives a sixteenth is left.
        let since = Timestamp(rawValue: now().rawValue - Int64(4 * options.forgivenAfter * 86_400_000))
        var shown: [(time: Timestamp, titles: [(item: ItemIndex, weight: Float)])] = []
        for document in try documents.latest(
            in: .impressions, owner: user, since: since, before: nil, limit: PageRoom.readRecords)
        {
            let record = try ImpressionRecord(packed: document.data)
            shown.append((record.time, record.exposed(snapshot.titles.catalog)))
        }
        for event in try confirmed(of: user, person, since: since, in: snapshot) where event.kind == .impression {
            guard let item = event.item, let time = event.time, time >= since else { continue }
            shown.append((time, [(item, Exposures.confirmed)]))
        }
        var exposures = Exposures()
        for one in shown.sorted(by: { $0.time < $1.time }) {
            exposures.note(one.titles, at: one.time, visit: options.visit, halfLife: options.forgivenAfter)
        }
        return exposures
    }

    /// Events among which are all impressions that clients confirmed since an instant.
    ///
    /// - Complexity: O(events of the person in the log) where some of the impressions are kept as sums, once in a long time.
    private func confirmed(
        of user: UserID, _ person: PersonView, since: Timestamp, in snapshot: ServingSnapshot
    ) throws -> [Interaction] {
        guard let last = person.older?.lastImpression, last >= since else { return person.interactions }
        let (events, taste) = try log(of: user, reader(snapshot))
        guard let begun = person.record.tasteSince else { return taste ?? events }
        return (taste ?? events).filter { $0.time.map { $0 >= begun } ?? false }
    }

    /// Records an answer that was shown to somebody whose profile may be kept.
    func record(
        _ rows: [ServedRow], id: String, of user: UserID, surface: String, continues: String, candidates: UInt64, rate: Double,
        snapshot: ServingSnapshot
    ) {
        let time = now()
        pages.impressions.note(
            ImpressionLog.Waiting(owner: user, id: id, time: time) {
                ImpressionRecord(
                    id: id, time: time, model: snapshot.model, surface: surface, continues: continues, candidates: candidates,
                    explorationRate: rate, rows: rows.map { ImpressionRecord.Row($0, snapshot.titles.catalog) })
            })
        var shown: [(item: ItemIndex, weight: Float)] = []
        for (number, row) in rows.enumerated() where row.kind != .continueWatching {
            for (place, item) in row.items.enumerated() { shown.append((item.index, Exposures.weight(row: number, place: place))) }
        }
        pages.exposures.update(user, generation: snapshot.generation) {
            $0.note(shown, at: time, visit: options.pages.visit, halfLife: options.pages.forgivenAfter)
        }
    }

    /// Records an answer to somebody who asked for something: found, compared, or put in order.
    ///
    /// It can be told later as every answer can. Nothing in it counts as passed over: who searches for one title refuses no other.
    func record(asked list: ServedList, of user: UserID?, surface: String) {
        guard let user else { return }
        let (time, snapshot) = (now(), list.snapshot)
        let row = ServedRow(id: surface, kind: .topPicks, title: "", items: Array(list.items.prefix(ImpressionRecord.longestAsked)))
        let head = list.head
        pages.impressions.note(
            ImpressionLog.Waiting(owner: user, id: head.recommendationID, time: time) {
                ImpressionRecord(
                    id: head.recommendationID, time: time, model: snapshot.model, surface: surface, continues: "", candidates: 0,
                    explorationRate: 0, rows: [ImpressionRecord.Row(row, snapshot.titles.catalog)])
            })
    }

    /// What was shown under a recommendation id.
    ///
    /// - Parameter user: nil for whoever may read everybody's.
    /// - Throws: `ServingError.unknownRecommendation` also for answers that were not recorded: sessions, and people without profile.
    public func recommendation(_ id: String, of user: UserID? = nil) throws -> (owner: UserID, record: ImpressionRecord) {
        if let waiting = pages.impressions.waiting(id), user == nil || waiting.owner == user { return waiting }
        guard id.utf8.count <= 80, let document = try documents.document(id, in: .impressions), let owner = document.owner,
            user == nil || owner == user
        else { throw ServingError.unknownRecommendation(id) }
        return (owner, try ImpressionRecord(packed: document.data))
    }

    /// Counts events that have become durable for trends, and impressions that clients confirm.
    func notePages(_ event: RawEvent, snapshot: ServingSnapshot) {
        guard let time = event.time, let item = event.item else { return }
        if event.kind == .impression, let index = snapshot.titles.catalog.index(of: item) {
            pages.exposures.update(event.user, generation: snapshot.generation) {
                $0.note([(index, Exposures.confirmed)], at: time, visit: options.pages.visit, halfLife: options.pages.forgivenAfter)
            }
        }
        guard event.kind.isChoice, mayCount(event.user) else { return }
        pages.trending.note(item, by: StableHash.of(event.user.rawValue, seed: Dataset.userKeySeed), at: time)
    }

    private func mayCount(_ user: UserID) -> Bool {
        pages.mayCount(user) { try record(of: user).allows(.personalise, at: now(), byDefault: options.personalisesByDefault) }
    }

    /// Counts the store's last week once, so that trends do not begin anew with the process. Call it before the first request;
    /// the first page does otherwise.
    public func prepareTrends() throws {
        try pages.trending.seed {
            let until = now()
            let events = try workspace.store.events(
                from: Timestamp(rawValue: until.rawValue - TrendingCounts.window), until: Timestamp(rawValue: until.rawValue + 1))
            for event in events {
                guard let time = event.time, let item = event.item, event.kind.isChoice, mayCount(event.user) else { continue }
                pages.trending.note(item, by: StableHash.of(event.user.rawValue, seed: Dataset.userKeySeed), at: time)
            }
        }
    }
}

extension ImpressionRecord {
    /// Surfaces whose titles were asked for, and not offered.
    static let asked: Set = ["search", "similar", "rank"]
    /// Places of an answer that is asked for which are recorded; a caller's own list may be longer.
    static let longestAsked = 500

    /// Titles of a record that are still there, with the weight of their place; none where they were asked for.
    func exposed(_ catalog: Catalog) -> [(item: ItemIndex, weight: Float)] {
        guard !ImpressionRecord.asked.contains(surface) else { return [] }
        return rows.enumerated().filter { $0.element.id != "continue" }.flatMap { number, row in
            row.items.enumerated().compactMap { place, shown in
                catalog.index(of: shown.item).map { ($0, Exposures.weight(row: number, place: place)) }
            }
        }
    }
}

extension ImpressionRecord.Row {
    init(_ row: ServedRow, _ catalog: Catalog) {
        self.init(
            id: row.id, title: row.title,
            items: row.items.map {
                var shown = ImpressionRecord.Shown(
                    item: catalog.items[$0.index.position].id, score: $0.score, source: $0.source, propensity: Float($0.propensity))
                shown.artwork = ImpressionRecord.Face($0.artwork)
                shown.highlight = ImpressionRecord.Face($0.highlight)
                return shown
            })
    }
}
