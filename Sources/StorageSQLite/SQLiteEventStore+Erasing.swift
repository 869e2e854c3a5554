import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    /// Overwrites what is removed and cuts the log, so that no copy of it remains in the store's files.
    ///
    /// Where somebody else is reading, the log is cut at the next `purge` or checkpoint instead.
    @discardableResult
    public func erase(user: UserID, at time: Timestamp?) throws -> Int {
        let removed = try writing { database, numbers in
            try SQLiteEventStore.note(user, at: time, database)
            let number = try SQLiteEventStore.number(ofUser: user, database)
            numbers.forget()
            return try number.map { try SQLiteEventStore.remove($0, database) } ?? 0
        }
        try purge()
        return removed
    }

    /// Cuts the log, in which removed rows may still be read.
    ///
    /// - Returns: false when somebody is reading an earlier state, which the log must keep until they end.
    @discardableResult
    public func purge() throws -> Bool {
        do {
            try checkpoint()
            return true
        } catch let error as StorageError where error.code == .busy {
            return false
        }
    }

    private static func remove(_ user: Int64, _ database: Database) throws -> Int {
        let places = try UserPlaces.of(user, database)
        let traces = try UserTraces(places, database)
        let events = try RawStatement(database, "DELETE FROM events WHERE source = ? AND line = ? AND ordinal = ?")
        let ids = try RawStatement(database, "DELETE FROM event_ids WHERE hash = ? AND source = ? AND line = ? AND ordinal = ?")
        var counts: [Int64: Int] = [:]
        for place in places {
            if let id = traces.ids[place] {
                ids.bind(1, EventIDHash.of(id))
                bind(place, to: ids, from: 2)
                try ids.run()
            }
            bind(place, to: events, from: 1)
            try events.run()
            counts[place.source, default: 0] += 1
        }
        for (source, count) in counts {
            try database.execute(sql: "UPDATE sources SET accepted = accepted - ? WHERE id = ?", arguments: [count, source])
        }
        try database.execute(sql: "DELETE FROM user_runs WHERE user = ?", arguments: [user])
        try database.execute(sql: "DELETE FROM user_attributes WHERE user = ?", arguments: [user])
        try database.execute(sql: "DELETE FROM users WHERE id = ?", arguments: [user])
        try traces.removeUnused(database)
        return places.count
    }

    private static func bind(_ place: EventPlace, to statement: RawStatement, from column: Int32) {
        statement.bind(column, place.source)
        statement.bind(column + 1, place.line)
        statement.bind(column + 2, place.ordinal)
    }

    // MARK: The ledger

    public func erasures() throws -> ErasureLedger { try reading { try SQLiteEventStore.erasures($0) } }

    @discardableResult
    public func forgetErasure(of user: UserID) throws -> Bool {
        try writing { database, numbers in
            numbers.forget()
            let hash = try SQLiteEventStore.erasures(database).hash(of: user)
            let removal = try RawStatement(database, "DELETE FROM erased_users WHERE hash = ?")
            removal.bind(1, bytes: hash)
            return try removal.run() == 1
        }
    }

    static func erasures(_ database: Database) throws -> ErasureLedger {
        let keys = try RawStatement(database, "SELECT key FROM erasure_key")
        guard try keys.step() else { return ErasureLedger() }
        let key = keys.bytes(0)
        keys.reset()
        var entries: [ErasureLedger.Entry] = []
        let rows = try RawStatement(database, "SELECT hash, time FROM erased_users")
        while try rows.step() {
            entries.append(ErasureLedger.Entry(hash: rows.bytes(0), time: rows.optionalInteger(1).map(Timestamp.init(rawValue:))))
        }
        return ErasureLedger(key: key, entries: entries)
    }

    public func adopt(_ ledger: ErasureLedger) throws {
        try writing { database, numbers in
            numbers.forget()
            let mine = try SQLiteEventStore.erasures(database)
            guard mine.key == ledger.key || mine.isEmpty else { return }
            try SQLiteEventStore.setKey(ledger.key, database)
            for entry in ledger.entries { try SQLiteEventStore.insert(entry, database) }
        }
    }

    private static func note(_ user: UserID, at time: Timestamp?, _ database: Database) throws {
        let ledger = try erasures(database)
        try setKey(ledger.key, database)
        try insert(ErasureLedger.Entry(hash: ledger.hash(of: user), time: time), database)
    }

    private static func setKey(_ key: [UInt8], _ database: Database) throws {
        try database.execute(sql: "DELETE FROM erasure_key")
        let insertion = try RawStatement(database, "INSERT INTO erasure_key (key) VALUES (?)")
        insertion.bind(1, bytes: key)
        try insertion.run()
    }

    private static func insert(_ entry: ErasureLedger.Entry, _ database: Database) throws {
        let insertion = try RawStatement(database, "INSERT INTO erased_users (hash, time) VALUES (?, ?) ON CONFLICT DO NOTHING")
        insertion.bind(1, bytes: entry.hash)
        insertion.bind(2, entry.time?.rawValue)
        try insertion.run()
    }
}

/// What a user's events brought into other tables.
private struct UserTraces {
    private(set) var ids: [EventPlace: String] = [:]
    /// Items that nothing describes.
    private var items: Set<Int64> = []
    private var contexts: Set<Int64> = []

    init(_ places: [EventPlace], _ database: Database) throws {
        let rows = try RawStatement(
            database,
            """
            SELECT id, item, device, locale, surface, (SELECT is_described FROM items WHERE items.id = item) FROM events
            WHERE source = ? AND line = ? AND ordinal = ?
            """)
        for place in places {
            rows.bind(1, place.source)
            rows.bind(2, place.line)
            rows.bind(3, place.ordinal)
            while try rows.step() {
                if let id = rows.optionalText(0) { ids[place] = id }
                if let item = rows.optionalInteger(1), rows.integer(5) == 0 { items.insert(item) }
                for column in 2...4 as ClosedRange<Int32> {
                    if let context = rows.optionalInteger(column) { contexts.insert(context) }
                }
            }
            rows.reset()
        }
    }

    /// Removes the names that nobody else's events use.
    ///
    /// - Complexity: one pass over the events that ends as soon as everything was met again.
    func removeUnused(_ database: Database) throws {
        var (items, contexts) = (items, contexts)
        let rows = try RawStatement(database, "SELECT item, device, locale, surface FROM events")
        while !(items.isEmpty && contexts.isEmpty), try rows.step() {
            if !rows.isNull(0) { items.remove(rows.integer(0)) }
            for column in 1...3 as ClosedRange<Int32> where !contexts.isEmpty && !rows.isNull(column) {
                contexts.remove(rows.integer(column))
            }
        }
        rows.reset()
        for item in items { try database.execute(sql: "DELETE FROM items WHERE id = ?", arguments: [item]) }
        for context in contexts { try database.execute(sql: "DELETE FROM contexts WHERE id = ?", arguments: [context]) }
    }
}
