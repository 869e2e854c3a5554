import Datasets
import Foundation
import Storage
import StorageSQLite
import Testing

/// A service's store copies its log on a thread of its own.
@Suite struct LogCopyingTests {
    @Test func theLogBeginsAnewWhileWritingGoesOn() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteEventStore(path: path)
            try store.copyLogBesideWriting(50...400)
            _ = try store.begin(Sample.source)
            for batch in 0..<400 {
                try store.append(Sample.events(batch * 20..<batch * 20 + 20), problems: [], source: "events.txt")
            }
            // More than 2,000 pages were written; the log's file is as long as the log ever was.
            #expect(try size(path + "-wal") < 600 * 4_200)
            #expect(try store.counts().events == 8_000)
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test func anotherOpeningReadsWhatWasWrittenUntilTheEnd() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            do {
                let store = try SQLiteEventStore(path: path)
                try store.copyLogBesideWriting(5...50)
                _ = try store.begin(Sample.source)
                for batch in 0..<100 { try store.append(Sample.events(batch * 3..<batch * 3 + 3), problems: [], source: "events.txt") }
            }
            // Whoever closes last leaves no log behind.
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            #expect(try SQLiteEventStore(path: path).counts().events == 300)
        }
    }

    /// SQLite refuses a second copy at once; erasing must not be refused for that.
    @Test func erasingCutsTheLogWhileItIsCopied() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteEventStore(path: path)
            try store.copyLogBesideWriting(5...50)
            _ = try store.begin(Sample.source)
            for batch in 0..<100 {
                let user = UserID("canary-\(batch)-of-the-mine")
                try store.append([Sample.event(batch, user: user.rawValue)], problems: [], source: "events.txt")
                #expect(try store.erase(user: user) == 1)
                #expect(try size(path + "-wal") == 0)
            }
        }
    }

    private func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? -1
    }
}
