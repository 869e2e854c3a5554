import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    @discardableResult
    public func append(
        _ events: [RawEvent], problems: [RowProblem], source: String, notesConflicts: Bool
    ) throws -> AppendSummary {
        try writing { database, numbers in
            let id = try SQLiteEventStore.number(ofSource: source, database, name)
            var batch = AppendedBatch(source: id, file: source)
            if !events.isEmpty {
                numbers.erasures = try numbers.erasures ?? SQLiteEventStore.erasures(database)
                if events.contains(where: { $0.id != nil }) { try EventIndexing.loadUnindexedIDs(database, &numbers) }
                let insertion = try EventInsertion(database)
                for event in events {
                    guard event.source.file == source else { throw StorageError.unknownSource(event.source.file, store: name) }
                    try batch.take(event, insertion, &numbers, store: name)
                }
                try EventIndexing.note(batch.stored, ids: batch.ids, database, &numbers)
            }
            let problems = problems + (notesConflicts ? batch.summary.conflicts.map(\.problem) : [])
            try SQLiteEventStore.insert(problems, source: id, database)
            try SQLiteEventStore.advance(id, to: events.max { $0.source < $1.source }?.source, batch.summary, problems.count, database)
            return batch.summary
        }
    }

    private static func insert(_ problems: [RowProblem], source: Int64, _ database: Database) throws {
        guard !problems.isEmpty else { return }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO problems (source, line, kind, field, reason) VALUES (?, ?, ?, ?, ?)")
        for problem in problems {
            try statement.execute(arguments: [source, problem.line, problem.kind.rawValue, problem.field, problem.reason])
        }
    }

    /// Writes the position reached beside the rows that it stands for; it never goes back.
    private static func advance(
        _ source: Int64, to position: SourcePosition?, _ summary: AppendSummary, _ rejected: Int, _ database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE sources SET accepted = accepted + ?, rejected = rejected + ? WHERE id = ?",
            arguments: [summary.inserted, rejected, source])
        guard let position else { return }
        try database.execute(
            sql: "UPDATE sources SET line = ?1, ordinal = ?2 WHERE id = ?3 AND (line IS NULL OR (line, ordinal) < (?1, ?2))",
            arguments: [position.line, position.ordinal, source])
    }
}

/// A batch on its way into the table.
private struct AppendedBatch {
    let source: Int64
    let file: String
    var summary = AppendSummary()
    var stored: [StoredPlace] = []
    var ids = UnindexedIDs()

    init(source: Int64, file: String) {
        self.source = source
        self.file = file
    }

    mutating func take(_ event: RawEvent, _ insertion: EventInsertion, _ numbers: inout NameIDs, store: String) throws {
        if numbers.refuses(event.user) {
            summary.noteRefused()
            return
        }
        let place = EventPlace(source: source, line: Int64(event.source.line), ordinal: Int64(event.source.ordinal))
        if let id = event.id, try isTaken(id, place, event, insertion, numbers, store: store) { return }
        let user = try insertion.insert(event, source: source, &numbers)
        if let user {
            summary.noteInserted()
            stored.append(StoredPlace(place: place, user: user))
            guard let id = event.id else { return }
            let hash = EventIDHash.of(id)
            if !ids.insert(hash, place) { try insertion.identifiers.writer.write(hash, place) }
        } else {
            guard try insertion.isStored(event, source: source, &numbers) else { throw StorageError.conflict(event.source, store: store) }
            summary.noteRepeated()
        }
    }

    /// Whether the id belongs to an event in another place; if so, the event is counted and done with.
    private mutating func isTaken(
        _ id: String, _ place: EventPlace, _ event: RawEvent, _ insertion: EventInsertion, _ numbers: NameIDs, store: String
    ) throws -> Bool {
        let known = try insertion.identifiers.lookup.place(
            of: id, hash: EventIDHash.of(id), batch: ids, unindexed: numbers.unindexedIDs, waiting: numbers.waitingIDs)
        guard let known, known != place, let other = try insertion.identifiers.reading.event(at: known, store: store) else { return false }
        if other.says(theSameAs: event) {
            summary.noteRepeated()
        } else {
            summary.note(EventConflict(id: id, position: event.source, stored: other.source))
        }
        return true
    }
}

/// The statements that only events with ids need.
private struct IdentifierStatements {
    let lookup: EventIDLookup
    let writer: EventIDWriter
    let reading: EventReading

    init(_ database: Database) throws {
        lookup = try EventIDLookup(database)
        writer = try EventIDWriter(database)
        reading = try EventReading(database)
    }
}

/// The statement that every event goes through.
private struct EventInsertion {
    private static let columns =
        "source, line, ordinal, user, item, kind, time, rating, duration, completion, episode, device, locale, surface, id"

    private let statement: RawStatement
    private let comparison: RawStatement
    private let users: NameInsertion
    private let items: NameInsertion
    private let kinds: NameInsertion
    private let contexts: NameInsertion
    let identifiers: IdentifierStatements

    init(_ database: Database) throws {
        statement = try RawStatement(
            database,
            "INSERT INTO events (\(EventInsertion.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        comparison = try RawStatement(
            database,
            """
            SELECT 1 FROM events WHERE source = ? AND line = ? AND ordinal = ? AND user = ? AND item IS ? AND kind = ? AND time IS ?
            AND rating IS ? AND duration IS ? AND completion IS ? AND episode = ? AND device IS ? AND locale IS ? AND surface IS ? AND id IS ?
            """)
        users = try NameInsertion(database, table: "users")
        items = try NameInsertion(database, table: "items")
        kinds = try NameInsertion(database, table: "kinds")
        contexts = try NameInsertion(database, table: "contexts")
        identifiers = try IdentifierStatements(database)
    }

    /// - Returns: the number of the user; nil when an event with this place is stored already.
    func insert(_ event: RawEvent, source: Int64, _ numbers: inout NameIDs) throws -> Int64? {
        let user = try bind(event, source: source, to: statement, &numbers)
        return try statement.run() == 1 ? user : nil
    }

    /// Whether the event with this place is this one.
    func isStored(_ event: RawEvent, source: Int64, _ numbers: inout NameIDs) throws -> Bool {
        try bind(event, source: source, to: comparison, &numbers)
        defer { comparison.reset() }
        return try comparison.step()
    }

    @discardableResult
    private func bind(_ event: RawEvent, source: Int64, to statement: RawStatement, _ numbers: inout NameIDs) throws -> Int64 {
        let user = try numbers.user(event.user, users)
        statement.bind(1, source)
        statement.bind(2, Int64(event.source.line))
        statement.bind(3, Int64(event.source.ordinal))
        statement.bind(4, user)
        statement.bind(5, try event.item.map { try numbers.item($0, items) })
        statement.bind(6, try numbers.kind(event.kind, kinds))
        statement.bind(7, event.time?.rawValue)
        statement.bind(8, event.rating)
        statement.bind(9, event.duration)
        statement.bind(10, event.completion)
        statement.bind(11, Int64(event.episode))
        statement.bind(12, try event.device.map { try numbers.context($0, contexts) })
        statement.bind(13, try event.locale.map { try numbers.context($0, contexts) })
        statement.bind(14, try event.surface.map { try numbers.context($0, contexts) })
        statement.bind(15, event.id)
        return user
    }
}
