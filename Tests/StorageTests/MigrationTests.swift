import Datasets
import Foundation
import GRDB
import Storage
import StorageSQLite
import Testing

/// Files of earlier versions.
@Suite struct MigrationTests {
    /// A store as version 1 made it, with the events that `Sample` tells.
    private func makeVersion1(_ path: String, events: Int) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(sql: Schema.migrations[0].sql)
            try database.execute(
                sql: """
                    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                    INSERT INTO grdb_migrations VALUES ('\(Schema.migrations[0].name)');
                    INSERT INTO sources (id, name, format, domain, rating_low, rating_high, line, ordinal, accepted, is_complete)
                    VALUES (1, 'events.txt', 'sample', 'film', 1, 5, \((events - 1) / 3 + 1), \((events - 1) % 3), \(events), 1);
                    """)
            for index in 0..<events { try insert(Sample.event(index), database) }
        }
    }

    private func insert(_ event: RawEvent, _ database: Database) throws {
        func number(_ table: String, _ name: String?) throws -> Int64? {
            guard let name else { return nil }
            try database.execute(sql: "INSERT INTO \(table) (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
            return try Int64.fetchOne(database, sql: "SELECT id FROM \(table) WHERE name = ?", arguments: [name])
        }
        try database.execute(
            sql: "INSERT INTO events VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                event.source.line, event.source.ordinal, number("users", event.user.rawValue), number("items", event.item?.rawValue),
                number("kinds", String(describing: event.kind)), event.time?.rawValue, event.rating, event.duration, event.completion,
                event.episode, number("contexts", event.device), number("contexts", event.locale), number("contexts", event.surface),
            ])
    }

    @Test func aStoreOfVersion1OpensAndLosesNothing() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            try makeVersion1(path, events: 700)
            let store = try SQLiteEventStore(path: path)
            var read: [RawEvent] = []
            try store.forEachBatch(of: 100) { read += $0 }
            #expect(read == Sample.events(0..<700))
            #expect(try store.events(of: "b") == store.eventsByScanning(of: "b"))
            #expect(try store.counts().users == 5)
            #expect(try store.sources().first?.isComplete == true)
            // The same rows again, and new ones behind them.
            #expect(
                try store.append(Sample.events(690..<710), problems: [], source: "events.txt") == AppendSummary(inserted: 10, repeated: 10))
            #expect(try store.erase(user: "b") > 100)
            #expect(try store.eventsByScanning(of: "b").isEmpty)
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test func aMigrationThatWasKilledBetweenItsStepsGoesOn() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            try makeVersion1(path, events: 700)
            // The tables are changed and the indexes are empty: as a kill before the second transaction leaves it.
            let queue = try DatabaseQueue(path: path)
            try queue.write { database in
                try database.execute(sql: Schema.migrations[1].sql)
                try database.execute(sql: "INSERT INTO grdb_migrations VALUES (?)", arguments: [Schema.migrations[1].name])
            }
            try queue.close()
            let store = try SQLiteEventStore(path: path)
            #expect(try store.events(of: "c") == store.eventsByScanning(of: "c"))
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test func aLaterVersionIsRefusedByName() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            do { _ = try SQLiteEventStore(path: path) }
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('3 from the future')") }
            try queue.close()
            expectFailure(.newerFormat) { _ = try SQLiteEventStore(path: path) }
        }
    }
}

extension EventStore {
    /// The same as `events(of:)`, without any index.
    func eventsByScanning(of user: UserID) throws -> [RawEvent] {
        var events: [RawEvent] = []
        try forEachBatch(of: 1000) { events += $0.filter { $0.user == user } }
        return events.sorted {
            let (a, b) = ($0.time?.rawValue ?? .min, $1.time?.rawValue ?? .min)
            return a != b ? a < b : $0.source < $1.source
        }
    }
}
