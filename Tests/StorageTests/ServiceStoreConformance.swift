import Datasets
import Foundation
import Storage
import StorageSQLite
import Testing

/// Every implementation of `ServiceStore`; the conformance suite runs with each.
enum ServiceStoreKind: CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { self == .memory ? "in memory" : "SQLite" }

    /// Runs `body` with an empty store, which is gone afterwards.
    func withStore(_ body: (any ServiceStore) throws -> Void) throws {
        switch self {
        case .memory: try body(MemoryServiceStore())
        case .sqlite: try withTemporaryFolder { try body(try SQLiteServiceStore(path: $0 + "/service.sqlite")) }
        }
    }
}

extension ServiceDocument {
    static func sample(
        _ key: String, in collection: ServiceCollection = "c", owner: UserID? = nil, time: Int64 = 0, _ text: String = "x"
    )
        -> ServiceDocument
    {
        ServiceDocument(collection, key: key, owner: owner, time: Timestamp(rawValue: time), data: Data(text.utf8))
    }
}

/// What every store of documents promises.
@Suite("Every service store") struct ServiceStoreConformance {
    private func keys(_ documents: [ServiceDocument]) -> [String] { documents.map(\.key) }

    @Test(arguments: ServiceStoreKind.allCases) func givesBackWhatItWasGiven(_ kind: ServiceStoreKind) throws {
        try kind.withStore { store in
            let texts = ["", "a\u{0}b", "Ж日本語🎬", "'; DROP TABLE documents; --", "\u{202E}x", String(repeating: "k", count: 3000)]
            let bytes = Data((0..<256).map { UInt8($0) })
            let documents = texts.enumerated().map { place, text in
                ServiceDocument(
                    ServiceCollection(rawValue: "collection " + text), key: text, owner: place % 2 == 0 ? nil : UserID(text),
                    time: Timestamp(rawValue: place == 0 ? .min : .max - Int64(place)), data: place == 0 ? Data() : bytes)
            }
            try store.write(documents.map { .put($0) })
            for document in documents { #expect(try store.document(document.key, in: document.collection) == document) }
            #expect(try store.document("nobody", in: "collection ") == nil)
            #expect(try store.document("", in: "nowhere") == nil)
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test(arguments: ServiceStoreKind.allCases) func replacesRemovesAndCounts(_ kind: ServiceStoreKind) throws {
        try kind.withStore { store in
            try store.put(.sample("a", owner: UserID("u"), time: 1, "one"))
            try store.put(.sample("a", time: 2, "two"))
            try store.put(.sample("b"))
            #expect(try store.document("a", in: "c") == .sample("a", time: 2, "two"))
            #expect(try store.everything(of: UserID("u")).isEmpty && store.owners().isEmpty)
            #expect(try store.count(of: "c") == 2 && store.count(of: "d") == 0)
            try store.remove("a", in: "c")
            try store.remove("a", in: "c")
            #expect(try store.document("a", in: "c") == nil && store.count(of: "c") == 1)
        }
    }

    @Test(arguments: ServiceStoreKind.allCases) func aTransactionHappensWholeOrNotAtAll(_ kind: ServiceStoreKind) throws {
        try kind.withStore { store in
            try store.write([.create(.sample("taken", "old"))])
            expectFailure(.conflict) {
                try store.write([
                    .put(.sample("new")), .remove("c", key: "taken"), .create(.sample("taken", "new")), .create(.sample("taken")),
                ])
            }
            #expect(try keys(store.documents(in: "c", after: nil, limit: 9)) == ["taken"])
            #expect(try store.document("taken", in: "c")?.data == Data("old".utf8))
            try store.write([.remove("c", key: "taken"), .create(.sample("taken", "new"))])
            #expect(try store.document("taken", in: "c")?.data == Data("new".utf8))
            try store.write([])
        }
    }

    @Test(arguments: ServiceStoreKind.allCases) func listsByKeyInByteOrderPageByPage(_ kind: ServiceStoreKind) throws {
        try kind.withStore { store in
            let names = ["a", "B", "ä", "aa", "", "Z", "🎬", "z", "\u{FFFF}"]
            try store.write(names.map { .put(.sample($0)) } + [.put(.sample("other", in: "d"))])
            let expected = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(try keys(store.documents(in: "c", after: nil, limit: 100)) == expected)
            var paged: [String] = []
            while true {
                let page = try store.documents(in: "c", after: paged.last, limit: 2)
                if page.isEmpty { break }
                paged += keys(page)
            }
            #expect(paged == expected)
            #expect(try store.documents(in: "c", after: nil, limit: 0).isEmpty)
            #expect(try store.documents(in: "c", after: nil, limit: -1).isEmpty)
        }
    }

    @Test(arguments: ServiceStoreKind.allCases, [1, 2, 3] as [UInt64]) func listsTheLatestAsASortWould(
        _ kind: ServiceStoreKind, seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        try kind.withStore { store in
            var all: [ServiceDocument] = []
            for place in 0..<300 {
                let owner = [nil, UserID("u"), UserID("v")].randomElement(using: &random)!
                all.append(
                    .sample(
                        "k\(place)", in: Bool.random(using: &random) ? "c" : "d", owner: owner,
                        time: Int64.random(in: 0..<40, using: &random)))
            }
            try store.write(all.map { .put($0) })
            for _ in 0..<60 {
                let owner = [nil, UserID("u"), UserID("w")].randomElement(using: &random)!
                let since = Bool.random(using: &random) ? Timestamp(rawValue: Int64.random(in: 0..<40, using: &random)) : nil
                let before = Bool.random(using: &random) ? Timestamp(rawValue: Int64.random(in: 0..<40, using: &random)) : nil
                let limit = Int.random(in: 0..<50, using: &random)
                let expected = all.filter { document in
                    document.collection == "c" && (owner == nil || document.owner == owner) && (since.map { document.time > $0 } ?? true)
                        && (before.map { document.time < $0 } ?? true)
                }.sorted {
                    $0.time != $1.time ? $0.time > $1.time : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) == false && $0.key != $1.key
                }
                .prefix(limit)
                let found = try store.latest(in: "c", owner: owner, since: since, before: before, limit: limit)
                #expect(found == Array(expected), "seed \(seed)")
            }
        }
    }

    @Test(arguments: ServiceStoreKind.allCases) func everythingOfAPersonIsFoundAndErased(_ kind: ServiceStoreKind) throws {
        try kind.withStore { store in
            let (ann, bob) = (UserID("ann"), UserID("bob"))
            try store.write([
                .put(.sample("2", in: "b", owner: ann)), .put(.sample("1", in: "b", owner: ann)), .put(.sample("9", in: "a", owner: ann)),
                .put(.sample("3", in: "b", owner: bob)), .put(.sample("4", in: "b")),
            ])
            #expect(try store.everything(of: ann).map { $0.collection.rawValue + $0.key } == ["a9", "b1", "b2"])
            #expect(try store.owners() == [ann, bob])
            #expect(try store.erase(owner: ann) == 3)
            #expect(try store.erase(owner: ann) == 0)
            #expect(try store.everything(of: ann).isEmpty && store.owners() == [bob])
            #expect(try keys(store.documents(in: "b", after: nil, limit: 9)) == ["3", "4"])
            #expect(try store.latest(in: "b", owner: ann, since: nil, before: nil, limit: 9).isEmpty)
            #expect(try store.purge())
            var ledger = ErasureLedger()
            ledger.insert(bob, at: nil)
            #expect(try store.obey(ledger) == 1)
            #expect(try store.count(of: "b") == 1)
        }
    }

    @Test(arguments: ServiceStoreKind.allCases) func forgetsWhatIsOld(_ kind: ServiceStoreKind) throws {
        try kind.withStore { store in
            try store.write((0..<10).map { .put(.sample("\($0)", time: Int64($0))) } + [.put(.sample("x", in: "d", time: 0))])
            #expect(try store.removeDocuments(in: "c", before: Timestamp(rawValue: 4)) == 4)
            #expect(try keys(store.documents(in: "c", after: nil, limit: 20)) == ["4", "5", "6", "7", "8", "9"])
            #expect(try store.count(of: "d") == 1)
        }
    }

    @Test(arguments: ServiceStoreKind.allCases) func thousandsOfSmallAndSomeLargeDocumentsAreHeld(_ kind: ServiceStoreKind) throws {
        try kind.withStore { store in
            for start in stride(from: 0, to: 4000, by: 500) {
                try store.write(
                    (start..<start + 500).map { .put(.sample("k\($0)", owner: UserID("u\($0 % 50)"), time: Int64($0), "small \($0)")) })
            }
            let large = Data((0..<50_000).map { UInt8($0 * 7 % 251) })
            for place in 0..<20 {
                try store.put(ServiceDocument("large", key: "\(place)", owner: UserID("u7"), time: Timestamp(rawValue: 0), data: large))
            }
            #expect(try store.count(of: "c") == 4000)
            #expect(try store.document("3", in: "large")?.data == large)
            #expect(
                try store.latest(in: "c", owner: UserID("u7"), since: nil, before: nil, limit: 3).map(\.key) == ["k3957", "k3907", "k3857"])
            #expect(try store.everything(of: UserID("u7")).count == 100)
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test(arguments: ServiceStoreKind.allCases) func manyMayWriteAndReadAtOnce(_ kind: ServiceStoreKind) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tastemaker-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store: any ServiceStore = try kind == .memory ? MemoryServiceStore() : SQLiteServiceStore(path: folder + "/s.sqlite")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for place in 0..<25 {
                        let key = "\(writer)-\(place)"
                        try store.write([.create(.sample(key, time: Int64(place))), .put(.sample("shared", in: "d", key))])
                        #expect(try store.document(key, in: "c") != nil)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.count(of: "c") == 100 && store.count(of: "d") == 1)
    }
}
