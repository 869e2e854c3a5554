import Foundation
import GRDB
import Storage
import StorageSQLite
import Testing

/// Every page of a store carries a seal, whichever way it came into the file.
@Suite struct PageSealTests {
    private static let pageSize = 4096

    private func fill(_ path: String, events: Range<Int> = 0..<3000) throws {
        let store = try SQLiteEventStore(path: path)
        _ = try store.begin(Sample.source)
        try store.append(Sample.events(events), problems: [], source: "events.txt")
        try store.describe(items: Sample.items)
        try store.finish(source: "events.txt")
    }

    private func isSealed(_ path: String) throws -> Bool { try Data(contentsOf: URL(fileURLWithPath: path))[20] == 8 }

    /// Reads everything; nil when all is well.
    private func complaint(_ path: String) throws -> StorageError.Code? {
        do {
            let store = try SQLiteEventStore(path: path)
            guard try store.integrityProblems().isEmpty else { return .damaged }
            try store.forEachBatch(of: 1000) { _ in }
            return nil
        } catch let error as StorageError { return error.code }
    }

    @Test func aFlippedBitInAnyPageIsFound() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            try fill(path)
            #expect(try isSealed(path))
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(whole.count % PageSealTests.pageSize == 0 && whole.count > 10 * PageSealTests.pageSize)
            for page in 0..<(whole.count / PageSealTests.pageSize) {
                var bytes = whole
                // Another place in each page, seals included.
                let place = page * PageSealTests.pageSize + (page * 1237 + 16) % PageSealTests.pageSize
                bytes[place] ^= 1 << UInt8(page % 8)
                try bytes.write(to: URL(fileURLWithPath: path))
                let found = try complaint(path)
                #expect(found == .damaged || found == .notAStore, "byte \(place): \(found.map(String.init(describing:)) ?? "nothing")")
            }
        }
    }

    @Test func aPageInThePlaceOfAnotherIsFound() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            try fill(path)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let size = PageSealTests.pageSize
            let last = bytes.count / size - 1
            let (first, second) = (bytes.subdata(in: (last - 1) * size..<last * size), bytes.subdata(in: last * size..<(last + 1) * size))
            bytes.replaceSubrange((last - 1) * size..<last * size, with: second)
            bytes.replaceSubrange(last * size..<(last + 1) * size, with: first)
            try bytes.write(to: URL(fileURLWithPath: path))
            #expect(try complaint(path) == .damaged)
        }
    }

    /// Copies are written by other paths of SQLite, and must be as whole as the original.
    @Test func copiesOfEveryKindAreWhole() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            try fill(path, events: 0..<20_000)
            // With changes that are only in the log yet.
            let store = try SQLiteEventStore(path: path)
            #expect(try store.erase(user: Sample.event(0).user) > 0)
            try store.append(Sample.events(20_000..<21_000), problems: [], source: "events.txt")
            let events = try store.counts().events

            let source = try DatabaseQueue(path: path)
            try source.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [folder + "/vacuumed.sqlite"]) }
            let backup = try DatabaseQueue(path: folder + "/backup.sqlite")
            try source.backup(to: backup)
            try backup.close()
            try source.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
            try source.close()
            for copy in ["vacuumed", "backup", "store"] {
                #expect(try isSealed(folder + "/\(copy).sqlite"), "\(copy)")
                #expect(try complaint(folder + "/\(copy).sqlite") == nil, "\(copy)")
                #expect(try SQLiteEventStore(path: folder + "/\(copy).sqlite").counts().events == events, "\(copy)")
            }
        }
    }

    /// A store of the time before seals has no room for them, and is read as ever.
    @Test func aStoreWithoutSealsStillWorks() throws {
        try withTemporaryFolder { folder in
            let (path, old) = (folder + "/store.sqlite", folder + "/old.sqlite")
            try fill(path)
            let unsealed = try DatabaseQueue(path: old)
            try unsealed.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE probe (id INTEGER); DROP TABLE probe")
                try database.execute(sql: "ATTACH ? AS sealed", arguments: [path])
                let tables = try Row.fetchAll(
                    database,
                    sql: "SELECT name, sql FROM sealed.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC")
                for table in tables { try database.execute(sql: table["sql"]) }
                for name in try String.fetchAll(
                    database, sql: "SELECT name FROM sealed.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
                {
                    try database.execute(sql: "INSERT INTO main.\"\(name)\" SELECT * FROM sealed.\"\(name)\"")
                }
                let mark = try Int.fetchOne(database, sql: "PRAGMA sealed.application_id") ?? 0
                try database.execute(sql: "PRAGMA main.application_id = \(mark)")
            }
            try unsealed.close()
            #expect(try !isSealed(old))
            let store = try SQLiteEventStore(path: old)
            #expect(try store.counts().events == 3000)
            try store.append(Sample.events(3000..<4000), problems: [], source: "events.txt")
            #expect(try store.integrityProblems().isEmpty)
            #expect(try store.counts().events == 4000)
        }
    }
}
