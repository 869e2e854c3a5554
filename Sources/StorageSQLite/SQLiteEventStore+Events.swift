import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func forEachBatch(of batchSize: Int, _ body: ([RawEvent]) throws -> Void) throws {
        try reading { database in
            let names = try EventNames(database)
            var batch: [RawEvent] = []
            batch.reserveCapacity(max(batchSize, 1))
            for (number, file) in try names.sourcesByName(database) {
                let rows = try RawStatement(
                    database, "SELECT \(EventNames.columns) FROM events WHERE source = \(number) ORDER BY line, ordinal")
                while try rows.step() {
                    batch.append(try names.event(rows, file: file, store: name))
                    if batch.count >= batchSize {
                        try body(batch)
                        batch.removeAll(keepingCapacity: true)
                    }
                }
            }
            if !batch.isEmpty { try body(batch) }
        }
    }

    public func events(from start: Timestamp, until end: Timestamp) throws -> [RawEvent] {
        try reading { database in
            let names = try EventNames(database)
            let rows = try RawStatement(
                database,
                """
                SELECT \(EventNames.columns), sources.name FROM events JOIN sources ON sources.id = source
                WHERE time >= \(start.rawValue) AND time < \(end.rawValue)
                """)
            var events: [RawEvent] = []
            while try rows.step() { events.append(try names.event(rows, file: rows.text(EventNames.columnCount), store: name)) }
            return events
        }
    }

    public func events(of user: UserID) throws -> [RawEvent] {
        try reading { database in
            guard let number = try Int64.fetchOne(database, sql: "SELECT id FROM users WHERE name = ?", arguments: [user.rawValue]) else {
                return []
            }
            let names = try EventNames(database)
            let rows = try RawStatement(
                database,
                """
                SELECT \(EventNames.columns), sources.name FROM events JOIN sources ON sources.id = source WHERE user = \(number)
                ORDER BY time, sources.name, events.line, events.ordinal
                """)
            var events: [RawEvent] = []
            while try rows.step() { events.append(try names.event(rows, file: rows.text(EventNames.columnCount), store: name)) }
            return events
        }
    }
}

/// The names behind the numbers of the event table, as of one moment.
private struct EventNames {
    static let columns =
        "events.line, events.ordinal, user, item, kind, time, rating, duration, completion, episode, device, locale, surface"
    static let columnCount: Int32 = 13

    private let users: [UserID?]
    private let items: [ItemID?]
    private let kinds: [EventKind?]
    private let contexts: [String?]

    init(_ database: Database) throws {
        users = try EventNames.read(database, "users") { UserID($0) }
        items = try EventNames.read(database, "items") { ItemID($0) }
        let kindNames = Dictionary(uniqueKeysWithValues: EventKind.allCases.map { (String(describing: $0), $0) })
        kinds = try EventNames.read(database, "kinds") { kindNames[$0] }
        contexts = try EventNames.read(database, "contexts") { $0 }
    }

    /// Names at the places of their numbers, which SQLite gives out densely.
    private static func read<Name>(_ database: Database, _ table: String, _ make: (String) -> Name?) throws -> [Name?] {
        let highest = try Int.fetchOne(database, sql: "SELECT max(id) FROM \(table)") ?? -1
        var names = [Name?](repeating: nil, count: highest + 1)
        let rows = try RawStatement(database, "SELECT id, name FROM \(table)")
        while try rows.step() { names[Int(rows.integer(0))] = make(rows.text(1)) }
        return names
    }

    func sourcesByName(_ database: Database) throws -> [(number: Int64, file: String)] {
        try Row.fetchAll(database, sql: "SELECT id, name FROM sources ORDER BY name").map { ($0["id"], $0["name"]) }
    }

    func event(_ row: RawStatement, file: String, store: String) throws -> RawEvent {
        let line = Int(row.integer(0))
        guard let user = EventNames.name(row.integer(2), users), let kind = EventNames.name(row.integer(4), kinds) else {
            throw StorageError(
                .damaged, store: store, "the event \(file):\(line) has a user or kind that is not listed",
                advice: "Restore the file from a copy, or import into a new workspace")
        }
        return RawEvent(
            user: user, item: row.optionalInteger(3).flatMap { EventNames.name($0, items) }, kind: kind,
            time: row.optionalInteger(5).map(Timestamp.init(rawValue:)), rating: row.optionalFloat(6), duration: row.optionalFloat(7),
            completion: row.optionalFloat(8), episode: Int32(truncatingIfNeeded: row.integer(9)),
            device: row.optionalInteger(10).flatMap { EventNames.name($0, contexts) },
            locale: row.optionalInteger(11).flatMap { EventNames.name($0, contexts) },
            surface: row.optionalInteger(12).flatMap { EventNames.name($0, contexts) },
            source: SourcePosition(file: file, line: line, ordinal: Int32(truncatingIfNeeded: row.integer(1))))
    }

    private static func name<Name>(_ number: Int64, _ names: [Name?]) -> Name? {
        number >= 0 && number < names.count ? names[Int(number)] : nil
    }
}
