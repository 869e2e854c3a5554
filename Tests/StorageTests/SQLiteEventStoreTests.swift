import Datasets
import Foundation
import Glibc
import Storage
import StorageSQLite
import Testing

/// What the SQLite driver promises beyond the conformance suite.
@Suite struct SQLiteEventStoreTests {
    @Test func everyCommitReachesTheDisk() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            #expect(try store.synchronousLevel() == 2)
        }
    }

    @Test func anotherOpeningSeesEverything() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            do {
                let store = try SQLiteEventStore(path: path)
                _ = try store.begin(Sample.source)
                try store.append(Sample.events(0..<10), problems: [], source: "events.txt")
            }
            let store = try SQLiteEventStore(path: path)
            #expect(try store.counts().events == 10)
            #expect(try store.begin(Sample.source).line == 4)
        }
    }

    @Test func twoOpeningsDoNotConfuseEachOthersNumbers() throws {
        try withTemporaryFolder { folder in
            let first = try SQLiteEventStore(path: folder + "/store.sqlite")
            let second = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try first.begin(Sample.source)
            try first.append([Sample.event(0, user: "x"), Sample.event(1, user: "y")], problems: [], source: "events.txt")
            #expect(try second.erase(user: "x") == 1)
            _ = try second.begin(SourceDescription(name: "second", format: "sample"))
            try second.append([Sample.event(0, user: "w", file: "second")], problems: [], source: "second")
            #expect(try first.append([Sample.event(2, user: "x")], problems: [], source: "events.txt") == AppendSummary(refused: 1))
            #expect(try first.forgetErasure(of: "x"))
            try second.append([Sample.event(2, user: "x")], problems: [], source: "events.txt")
            #expect(try first.events(of: "x").count == 1)
            #expect(try first.events(of: "w").count == 1)
        }
    }

    @Test func aFullDiskIsNamedAndLeavesNothingHalfWritten() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            do {
                let store = try SQLiteEventStore(path: path, maximumBytes: 300_000)
                _ = try store.begin(Sample.source)
                try store.append(Sample.events(0..<1000), problems: [], source: "events.txt")
                expectFailure(.full) { try store.append(Sample.events(1000..<50_000), problems: [], source: "events.txt") }
                #expect(try store.counts().events == 1000)
                #expect(try store.sources().first?.line == 334)
            }
            let store = try SQLiteEventStore(path: path)
            #expect(try store.integrityProblems().isEmpty)
            try store.append(Sample.events(1000..<50_000), problems: [], source: "events.txt")
            #expect(try store.counts().events == 50_000)
        }
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere")) func aReadOnlyFolderIsNamed() throws {
        try withTemporaryFolder { folder in
            chmod(folder, 0o555)
            defer { chmod(folder, 0o755) }
            expectFailure(.unwritable) { _ = try SQLiteEventStore(path: folder + "/store.sqlite") }
        }
    }

    @Test func aMissingFolderIsNamed() throws {
        expectFailure(.unwritable) { _ = try SQLiteEventStore(path: "/nowhere/at/all/store.sqlite") }
    }

    @Test func aFileOfSomethingElseIsLeftAsItIs() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let content = Data(repeating: 0x41, count: 5000)
            try content.write(to: URL(fileURLWithPath: path))
            expectFailure(.notAStore) { _ = try SQLiteEventStore(path: path) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
        }
    }

    @Test func anotherProgramsDatabaseIsLeftAsItIs() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            do { _ = try SQLiteEventStore(path: path) }
            // The mark in the header is all that tells two programs' files apart.
            var content = try Data(contentsOf: URL(fileURLWithPath: path))
            content.replaceSubrange(68..<72, with: [1, 2, 3, 4])
            try content.write(to: URL(fileURLWithPath: path))
            expectFailure(.notAStore) { _ = try SQLiteEventStore(path: path) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
        }
    }

    @Test func damageIsFound() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            do {
                let store = try SQLiteEventStore(path: path)
                _ = try store.begin(Sample.source)
                try store.append(Sample.events(0..<5000), problems: [], source: "events.txt")
                try store.checkpoint()
            }
            var content = try Data(contentsOf: URL(fileURLWithPath: path))
            // Behind the pages that say which tables there are, without which a file is not opened at all.
            for page in stride(from: 40 * 4096, to: content.count, by: 4096) {
                content.replaceSubrange(page..<page + 64, with: Data(count: 64))
            }
            try content.write(to: URL(fileURLWithPath: path))
            let store = try SQLiteEventStore(path: path)
            #expect(try !store.integrityProblems().isEmpty)
        }
    }

    @Test func anErasedUserIsNowhereInTheFiles() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try store.begin(Sample.source)
            let canary = "canary-4f1c-user-of-no-other-name"
            let events = (0..<3000).map { Sample.event($0, user: $0 % 100 == 7 ? canary : nil) }
            try store.append(events, problems: [], source: "events.txt")
            try store.describe(users: [UserAttributes(id: UserID(canary), values: ["job": canary])])
            #expect(try store.erase(user: UserID(canary)) == 30)
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
                #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(file)")
            }
        }
    }
}
