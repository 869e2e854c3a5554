import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func counts() throws -> StoreCounts {
        try reading { database in
            var counts = StoreCounts()
            counts.events = try Int.fetchOne(database, sql: "SELECT ifnull(sum(accepted), 0) FROM sources") ?? 0
            let isIndexed = try EventIndexing.ranges(database).isEmpty
            counts.users =
                try Int.fetchOne(database, sql: "SELECT count(DISTINCT user) FROM \(isIndexed ? "user_runs" : "events")") ?? 0
            counts.items = try Int.fetchOne(database, sql: "SELECT count(*) FROM items") ?? 0
            counts.problems = try Int.fetchOne(database, sql: "SELECT count(*) FROM problems") ?? 0
            return counts
        }
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
