import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func counts() throws -> StoreCounts {
        try reading { database in
            var counts = StoreCounts()
            counts.events = try Int.fetchOne(database, sql: "SELECT ifnull(sum(accepted), 0) FROM sources") ?? 0
            counts.users = try Int.fetchOne(database, sql: "SELECT count(DISTINCT user) FROM events") ?? 0
            counts.items = try Int.fetchOne(database, sql: "SELECT count(*) FROM items") ?? 0
            counts.problems = try Int.fetchOne(database, sql: "SELECT count(*) FROM problems") ?? 0
            return counts
        }
    }

    /// Overwrites what is removed and cuts the log, so that no copy of it remains in the store's files.
    @discardableResult
    public func erase(user: UserID) throws -> Int {
        let removed = try writing { database, numbers in
            guard let number = try Int64.fetchOne(database, sql: "SELECT id FROM users WHERE name = ?", arguments: [user.rawValue]) else {
                return 0
            }
            numbers.forget()
            for row in try Row.fetchAll(
                database, sql: "SELECT source, count(*) AS count FROM events WHERE user = ? GROUP BY source", arguments: [number])
            {
                try database.execute(
                    sql: "UPDATE sources SET accepted = accepted - ? WHERE id = ?",
                    arguments: [row["count"] as Int, row["source"] as Int64])
            }
            try database.execute(sql: "DELETE FROM events WHERE user = ?", arguments: [number])
            let removed = database.changesCount
            try database.execute(sql: "DELETE FROM user_attributes WHERE user = ?", arguments: [number])
            try database.execute(sql: "DELETE FROM users WHERE id = ?", arguments: [number])
            try SQLiteEventStore.removeUnusedNames(database)
            return removed
        }
        try checkpoint()
        return removed
    }

    private static func removeUnusedNames(_ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM items WHERE NOT is_described AND id NOT IN (SELECT item FROM events WHERE item IS NOT NULL);
                DELETE FROM contexts WHERE id NOT IN (
                    SELECT device FROM events WHERE device IS NOT NULL UNION SELECT locale FROM events WHERE locale IS NOT NULL
                    UNION SELECT surface FROM events WHERE surface IS NOT NULL);
                """)
    }

    public func integrityProblems() throws -> [String] {
        do {
            return try reading { database in
                let found = try String.fetchAll(database, sql: "PRAGMA quick_check(20)").filter { $0 != "ok" }
                guard found.isEmpty else { return found }
                return try SQLiteEventStore.ledgerProblems(database)
            }
        } catch let error as StorageError where error.code == .damaged {
            return [error.reason]
        }
    }

    /// The ledger counts what the event table holds; a difference means that somebody else wrote to the file.
    private static func ledgerProblems(_ database: Database) throws -> [String] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT name, accepted, (SELECT count(*) FROM events WHERE source = sources.id) AS stored FROM sources
                WHERE accepted <> stored
                """
        ).map { "the source \($0["name"] as String) has \($0["stored"] as Int) events, its ledger says \($0["accepted"] as Int)" }
    }
}
