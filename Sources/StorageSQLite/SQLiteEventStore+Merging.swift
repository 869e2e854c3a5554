import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    /// - Complexity: one search for every event that changes hands.
    @discardableResult
    public func merge(user: UserID, into other: UserID) throws -> Int {
        guard user != other else { return 0 }
        return try writing { database, numbers in
            let ledger = try SQLiteEventStore.erasures(database)
            guard !ledger.contains(other) else { throw StorageError.erased(store: name) }
            guard let from = try SQLiteEventStore.number(ofUser: user, database) else { return 0 }
            let target = try NameInsertion(database, table: "users").number(of: other.rawValue)
            numbers.forgetUsers()
            let places = try UserPlaces.of(from, database)
            try SQLiteEventStore.move(places, to: target, database)
            try SQLiteEventStore.moveAttributes(of: from, to: target, database)
            try database.execute(sql: "DELETE FROM user_runs WHERE user = ?", arguments: [from])
            try database.execute(sql: "DELETE FROM users WHERE id = ?", arguments: [from])
            return places.count
        }
    }

    private static func move(_ places: [EventPlace], to user: Int64, _ database: Database) throws {
        let update = try RawStatement(database, "UPDATE events SET user = ? WHERE source = ? AND line = ? AND ordinal = ?")
        var runs = try UserRunWriter(database)
        for place in places {
            update.bind(1, user)
            update.bind(2, place.source)
            update.bind(3, place.line)
            update.bind(4, place.ordinal)
            try update.run()
            try runs.add(user: user, place)
        }
        try runs.flush()
    }

    private static func moveAttributes(of user: Int64, to other: Int64, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO user_attributes SELECT ?2, name, value FROM user_attributes WHERE user = ?1 ON CONFLICT DO NOTHING",
            arguments: [user, other])
        try database.execute(
            sql: "UPDATE users SET is_described = 1 WHERE id = ?2 AND (SELECT is_described FROM users WHERE id = ?1)",
            arguments: [user, other])
        try database.execute(sql: "DELETE FROM user_attributes WHERE user = ?", arguments: [user])
    }
}
