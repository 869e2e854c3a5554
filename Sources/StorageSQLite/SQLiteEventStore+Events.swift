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
            var events: [RawEvent] = []
            for (number, file) in try names.sourcesByName(database) {
                let rows = try RawStatement(
                    database,
                    """
                    SELECT \(EventNames.columns) FROM events
                    WHERE source = \(number) AND time >= \(start.rawValue) AND time < \(end.rawValue) ORDER BY line, ordinal
                    """)
                while try rows.step() { events.append(try names.event(rows, file: file, store: name)) }
            }
            return events
        }
    }

    public func events(of user: UserID) throws -> [RawEvent] {
        try reading { database in
            guard let number = try SQLiteEventStore.number(ofUser: user, database) else { return [] }
            var history = try UserHistory(user, database, store: name)
            return try history.events(number, database)
        }
    }

    static func number(ofUser user: UserID, _ database: Database) throws -> Int64? {
        let selection = try RawStatement(cached: "SELECT id FROM users WHERE name = ?", database)
        selection.bind(1, user.rawValue)
        defer { selection.reset() }
        return try selection.step() ? selection.integer(0) : nil
    }
}

/// Where the events of one user lie.
enum UserPlaces {
    /// Without repetition, by place.
    ///
    /// - Complexity: a search for every run, and one pass over what no index knows yet.
    static func of(_ user: Int64, _ database: Database) throws -> [EventPlace] {
        let ranges = try ranges(user, database)
        let rows = try RawStatement(database, "SELECT line, ordinal FROM events WHERE \(EventRange.condition) AND user = \(user)")
        var places: Set<EventPlace> = []
        for range in ranges {
            range.bind(to: rows)
            while try rows.step() {
                places.insert(EventPlace(source: range.first.source, line: rows.integer(0), ordinal: rows.integer(1)))
            }
            rows.reset()
        }
        return places.sorted()
    }
    /// Where to look for the events of a user; events of others lie there as well.
    static func ranges(_ user: Int64, _ database: Database) throws -> [EventRange] {
        let runs = try RawStatement(
            cached: "SELECT source, line, ordinal, lines, last_ordinal FROM user_runs WHERE user = ? ORDER BY 1, 2, 3", database)
        runs.bind(1, user)
        defer { runs.reset() }
        var ranges: [EventRange] = []
        while try runs.step() {
            let first = EventPlace(source: runs.integer(0), line: runs.integer(1), ordinal: runs.integer(2))
            ranges.append(EventRange(first: first, lastLine: first.line + runs.integer(3), lastOrdinal: runs.integer(4)))
        }
        return try ranges + EventIndexing.ranges(database)
    }
}

/// Reads single events with the names behind their numbers.
struct EventReading {
    private let statement: RawStatement
    /// Kinds by their name in the table.
    static let kinds = EventNames.kinds

    static func unlisted(_ position: SourcePosition, store: String) -> StorageError { EventNames.unlisted(position, store: store) }

    init(_ database: Database) throws {
        statement = try RawStatement(
            database,
            """
            SELECT sources.name, users.name, items.name, kinds.name, time, rating, duration, completion, episode, a.name, b.name, c.name,
            events.id FROM events JOIN sources ON sources.id = source LEFT JOIN users ON users.id = user
            LEFT JOIN items ON items.id = item LEFT JOIN kinds ON kinds.id = kind LEFT JOIN contexts AS a ON a.id = device
            LEFT JOIN contexts AS b ON b.id = locale LEFT JOIN contexts AS c ON c.id = surface
            WHERE source = ? AND events.line = ? AND events.ordinal = ?
            """)
    }

    /// Nil when there is none in this place.
    func event(at place: EventPlace, store: String) throws -> RawEvent? {
        statement.bind(1, place.source)
        statement.bind(2, place.line)
        statement.bind(3, place.ordinal)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let source = SourcePosition(file: statement.text(0), line: Int(place.line), ordinal: Int32(truncatingIfNeeded: place.ordinal))
        guard !statement.isNull(1), let kind = EventReading.kinds[statement.text(3)] else {
            throw EventNames.unlisted(source, store: store)
        }
        return RawEvent(
            user: UserID(statement.text(1)), item: statement.optionalText(2).map { ItemID($0) }, kind: kind,
            time: statement.optionalInteger(4).map(Timestamp.init(rawValue:)), rating: statement.optionalFloat(5),
            duration: statement.optionalFloat(6), completion: statement.optionalFloat(7),
            episode: Int32(truncatingIfNeeded: statement.integer(8)), device: statement.optionalText(9),
            locale: statement.optionalText(10), surface: statement.optionalText(11), id: statement.optionalText(12), source: source)
    }
}

/// The names behind the numbers of the event table, as of one moment.
private struct EventNames {
    static let columns =
        "events.line, events.ordinal, user, item, kind, time, rating, duration, completion, episode, device, locale, surface, id"

    private let users: [UserID?]
    private let items: [ItemID?]
    private let kinds: [EventKind?]
    private let contexts: [String?]

    init(_ database: Database) throws {
        users = try EventNames.read(database, "users") { UserID($0) }
        items = try EventNames.read(database, "items") { ItemID($0) }
        kinds = try EventNames.read(database, "kinds") { EventNames.kinds[$0] }
        contexts = try EventNames.read(database, "contexts") { $0 }
    }

    static let kinds = Dictionary(uniqueKeysWithValues: EventKind.allCases.map { (String(describing: $0), $0) })

    static func unlisted(_ position: SourcePosition, store: String) -> StorageError {
        StorageError(
            .damaged, store: store, "the event \(position.file):\(position.line) has a user or kind that is not listed",
            advice: "Restore the file from a copy, or import into a new workspace")
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
            throw EventNames.unlisted(SourcePosition(file: file, line: line), store: store)
        }
        return RawEvent(
            user: user, item: row.optionalInteger(3).flatMap { EventNames.name($0, items) }, kind: kind,
            time: row.optionalInteger(5).map(Timestamp.init(rawValue:)), rating: row.optionalFloat(6), duration: row.optionalFloat(7),
            completion: row.optionalFloat(8), episode: Int32(truncatingIfNeeded: row.integer(9)),
            device: row.optionalInteger(10).flatMap { EventNames.name($0, contexts) },
            locale: row.optionalInteger(11).flatMap { EventNames.name($0, contexts) },
            surface: row.optionalInteger(12).flatMap { EventNames.name($0, contexts) }, id: row.optionalText(13),
            source: SourcePosition(file: file, line: line, ordinal: Int32(truncatingIfNeeded: row.integer(1))))
    }

    private static func name<Name>(_ number: Int64, _ names: [Name?]) -> Name? {
        number >= 0 && number < names.count ? names[Int(number)] : nil
    }
}
