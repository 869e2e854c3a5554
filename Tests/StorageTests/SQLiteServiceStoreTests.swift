import Datasets
import Foundation
import GRDB
import Storage
import StorageSQLite
import Testing

/// What only a store on a disk has to show.
@Suite struct SQLiteServiceStoreTests {
    @Test func everyWriteIsFoundAgainByWhoeverOpensTheFileNext() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/service.sqlite"
            for place in 0..<3 {
                let store = try SQLiteServiceStore(path: path)
                #expect(try store.synchronousLevel() == 2)
                #expect(try store.count(of: "c") == place)
                try store.put(.sample("\(place)"))
            }
            // Beside one that is open as well.
            let first = try SQLiteServiceStore(path: path)
            let second = try SQLiteServiceStore(path: path)
            try first.put(.sample("a"))
            try second.put(.sample("b"))
            #expect(try first.count(of: "c") == 5 && second.count(of: "c") == 5)
        }
    }

    @Test func filesOfOthersAreLeftAlone() throws {
        try withTemporaryFolder { folder in
            let events = folder + "/store.sqlite"
            do { _ = try SQLiteEventStore(path: events) }
            expectFailure(.notAStore) { _ = try SQLiteServiceStore(path: events) }
            let documents = folder + "/service.sqlite"
            do { _ = try SQLiteServiceStore(path: documents) }
            expectFailure(.notAStore) { _ = try SQLiteEventStore(path: documents) }
            let text = folder + "/text"
            try Data("hello, this is a text of more than a hundred bytes, so that a header could be read from it, and it is none".utf8)
                .write(to: URL(fileURLWithPath: text))
            expectFailure(.notAStore) { _ = try SQLiteServiceStore(path: text) }
            expectFailure(.unwritable) { _ = try SQLiteServiceStore(path: folder + "/none/service.sqlite") }
        }
    }

    @Test func aLaterVersionIsRefusedByName() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/service.sqlite"
            do { _ = try SQLiteServiceStore(path: path) }
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 from the future')") }
            try queue.close()
            expectFailure(.newerFormat) { _ = try SQLiteServiceStore(path: path) }
        }
    }

    @Test func aFullDiskRefusesTheWriteAndReadingGoesOn() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/service.sqlite"
            let store = try SQLiteServiceStore(path: path, maximumBytes: 200_000)
            try store.put(.sample("kept"))
            let large = ServiceDocument("c", key: "large", time: Timestamp(rawValue: 0), data: Data(count: 400_000))
            expectFailure(.full) { try store.write([.put(.sample("half")), .put(large)]) }
            #expect(try store.documents(in: "c", after: nil, limit: 9).map(\.key) == ["kept"])
            // What fits is taken in again.
            try store.put(.sample("later"))
            #expect(try store.count(of: "c") == 2)
        }
    }

    @Test func aFlippedBitIsRefusedInsteadOfBelieved() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/service.sqlite"
            do {
                let store = try SQLiteServiceStore(path: path)
                try store.write((0..<400).map { .put(.sample("key \($0)", String(repeating: "payload \($0) ", count: 20))) })
                try store.checkpoint()
            }
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let place = try #require(bytes.range(of: Data("payload 200 ".utf8))?.lowerBound)
            bytes[place] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
            let store = try SQLiteServiceStore(path: path)
            expectFailure(.damaged) { _ = try store.document("key 200", in: "c") }
            #expect(try !store.integrityProblems().isEmpty)
        }
    }

    @Test func nothingOfAnErasedPersonStaysInTheBytesOfTheFiles() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteServiceStore(path: folder + "/service.sqlite")
            // Enough that pages are split and joined while the canary lies among the others.
            func document(_ place: Int) -> ServiceDocument {
                let isCanary = place % 10 == 3
                let owner = UserID(isCanary ? "canary-owner" : "other\(place % 97)")
                let key = String(StableHash.mix(UInt64(place)), radix: 36) + (isCanary ? "-canary-key" : "")
                return .sample(key, owner: owner, time: Int64(place * 7919 % 3000), isCanary ? "canary-data \(place)" : "data \(place)")
            }
            for start in stride(from: 0, to: 3000, by: 50) {
                try store.write((start..<start + 50).map { .put(document($0)) })
                // Split pages reach the file in between, as they do in a long life.
                if start % 500 == 0 { try store.checkpoint() }
            }
            #expect(try store.erase(owner: UserID("canary-owner")) == 300)
            #expect(try store.purge())
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
                #expect(bytes.range(of: Data("canary".utf8)) == nil, "\(file)")
            }
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test func aCopyHoldsWhatWasThereAtOneMoment() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteServiceStore(path: folder + "/service.sqlite")
            try store.write((0..<200).map { .put(.sample("\($0)")) })
            try store.copy(to: folder + "/copy.sqlite")
            try store.put(.sample("later"))
            let copy = try SQLiteServiceStore(path: folder + "/copy.sqlite")
            #expect(try copy.count(of: "c") == 200)
        }
    }

    @Test func nothingOfAnErasedUserStaysInTheBytesOfTheEventStore() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteEventStore(path: folder + "/store.sqlite")
            _ = try store.begin(SourceDescription(name: "api", format: "api"))
            func event(_ line: Int) -> RawEvent {
                let isCanary = line % 10 == 3
                let name = String(StableHash.mix(UInt64(line)), radix: 36)
                return RawEvent(
                    user: UserID(isCanary ? "canary-user" : "user \(line % 301)"),
                    item: ItemID(isCanary ? "canary-item \(name)" : "item \(name)"),
                    kind: .play, device: isCanary ? "canary-device" : "phone", id: isCanary ? "canary-id \(name)" : name,
                    source: SourcePosition(file: "api", line: line))
            }
            for start in stride(from: 1, to: 4000, by: 100) {
                try store.append((start..<start + 100).map(event), problems: [], source: "api")
                if start % 400 == 1 { try store.checkpoint() }
            }
            try store.describe(users: [UserAttributes(id: "canary-user", values: ["canary-name": "canary-value"])])
            #expect(try store.erase(user: "canary-user") == 400)
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
                #expect(bytes.range(of: Data("canary".utf8)) == nil, "\(file)")
            }
            #expect(try store.integrityProblems().isEmpty)
        }
    }
}
