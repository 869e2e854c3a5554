import Datasets
import Foundation
import Storage
import StorageSQLite
import Synchronization
import Testing

/// Copies of a store that is being written.
@Suite struct CopyingTests {
    private final class Progress: Sendable {
        let acknowledged = Atomic(0)
        let isDone = Atomic(false)
    }

    /// Two batch sizes, so that copies are taken before, while and after indexes are brought up to date.
    @Test(arguments: [40, 700]) func aCopyIsAPrefixOfWhatWasAcknowledged(_ batchSize: Int) throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try store.begin(Sample.source)
            let progress = Progress()
            let total = 60 * batchSize
            let writer = Thread {
                for first in stride(from: 0, to: total, by: batchSize) {
                    guard (try? store.append(Sample.events(first..<first + batchSize), problems: [], source: "events.txt")) != nil else {
                        break
                    }
                    progress.acknowledged.store(first + batchSize, ordering: .sequentiallyConsistent)
                }
                try? store.finish(source: "events.txt")
                progress.isDone.store(true, ordering: .sequentiallyConsistent)
            }
            writer.start()
            var sizes: [Int] = []
            repeat {
                let path = folder + "/copy-\(sizes.count).sqlite"
                let before = progress.acknowledged.load(ordering: .sequentiallyConsistent)
                try store.copy(to: path)
                let after = progress.acknowledged.load(ordering: .sequentiallyConsistent)
                let copy = try SQLiteEventStore(path: path)
                var events: [RawEvent] = []
                try copy.forEachBatch(of: 5000) { events += $0 }
                // A batch may be committed and not yet counted.
                #expect(events.count >= before && events.count <= after + batchSize && events.count % batchSize == 0)
                #expect(events == Sample.events(0..<events.count))
                #expect(try copy.events(of: "b") == copy.eventsByScanning(of: "b"))
                #expect(try copy.integrityProblems().isEmpty)
                sizes.append(events.count)
            } while !progress.isDone.load(ordering: .sequentiallyConsistent)
            #expect(progress.acknowledged.load(ordering: .sequentiallyConsistent) == total)
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test func aCopyStandsAloneInItsFile() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<2000), problems: [], source: "events.txt")
            try FileManager.default.createDirectory(atPath: folder + "/elsewhere", withIntermediateDirectories: true)
            try store.copy(to: folder + "/elsewhere/copy.sqlite")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/elsewhere") == ["copy.sqlite"])
            let copy = try SQLiteEventStore(path: folder + "/elsewhere/copy.sqlite")
            #expect(try copy.counts() == store.counts())
            #expect(try copy.synchronousLevel() == 2)
        }
    }

    @Test func theLogIsCutWhenAnImportEnds() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try store.begin(Sample.source)
            for first in stride(from: 0, to: 100_000, by: 10_000) {
                try store.append(Sample.events(first..<first + 10_000), problems: [], source: "events.txt")
            }
            try store.finish(source: "events.txt")
            let size = try FileManager.default.attributesOfItem(atPath: folder + "/store.sqlite-wal")[.size] as? Int
            #expect(size ?? 0 < 1 << 20)
        }
    }

    /// Ids, items, attributes and context names, indexed at once and later; the user's number may stay, their names may not.
    @Test(arguments: [300, 3000]) func nothingOfAnErasedUserRemainsInTheFiles(_ count: Int) throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try store.begin(Sample.source)
            let canary = "canary-91d3"
            let events = (0..<count).map { index -> RawEvent in
                guard index % 50 == 7 else { return Sample.event(index) }
                var event = Sample.event(index, user: canary)
                event.item = ItemID("\(canary)-item-\(index)")
                event.id = "\(canary)-id-\(index)"
                event.device = "\(canary)-device"
                return event
            }
            try store.append(events, problems: [], source: "events.txt")
            if count > 1000 { try store.finish(source: "events.txt") }
            try store.describe(users: [UserAttributes(id: UserID(canary), values: ["job": canary])])
            #expect(try store.erase(user: UserID(canary)) == count / 50)
            #expect(try store.purge())
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
                #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(file)")
            }
            #expect(try store.integrityProblems().isEmpty)
            try store.append([events[7]], problems: [], source: "events.txt")
            #expect(try store.events(of: UserID(canary)).isEmpty)
        }
    }
}
