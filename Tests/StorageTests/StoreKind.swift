import Datasets
import Foundation
import Storage
import StorageSQLite
import Testing

/// Every implementation of `EventStore`; the conformance suite runs with each.
enum StoreKind: CaseIterable, CustomTestStringConvertible {
    case memory, sqlite, serving

    var testDescription: String {
        switch self {
        case .memory: "in memory"
        case .sqlite: "SQLite"
        case .serving: "SQLite that copies its log beside the writer and indexes ids many at once"
        }
    }

    /// Runs `body` with an empty store, which is gone afterwards.
    func withStore(_ body: (any EventStore) throws -> Void) throws {
        switch self {
        case .memory: try body(MemoryEventStore())
        case .sqlite: try withTemporaryFolder { try body(try SQLiteEventStore(path: $0 + "/store.sqlite")) }
        case .serving:
            try withTemporaryFolder { folder in
                let store = try SQLiteEventStore(path: folder + "/store.sqlite")
                // So early that every suite meets a copy, and lots on their way.
                try store.copyLogBesideWriting(5...50)
                try store.indexIDs(inLotsOf: 40)
                try body(store)
            }
        }
    }
}

func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tastemaker-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}

/// A small world: users a…e choose among items 0…9, three events a line of the source.
enum Sample {
    static let source = SourceDescription(
        name: "events.txt", format: "sample", ratingScale: 1...5, domain: .film, head: SourceHead(bytes: 3, hash: "abc"))

    static func event(_ index: Int, user: String? = nil, file: String = "events.txt") -> RawEvent {
        RawEvent(
            user: UserID(user ?? ["a", "b", "c", "d", "e"][index * 7 % 5]), item: index % 11 == 10 ? nil : ItemID("\(index * 13 % 10)"),
            kind: EventKind.allCases[index % EventKind.allCases.count],
            time: index % 4 == 3 ? nil : Timestamp(seconds: Int64(1000 - index / 2)),
            rating: index % 3 == 0 ? Float(index % 5 + 1) : nil, duration: index % 5 == 0 ? 12.5 : nil,
            completion: index % 7 == 0 ? 0.25 : nil,
            episode: Int32(index % 2), device: index % 2 == 0 ? "phone" : nil, locale: index % 3 == 0 ? "de-DE" : nil,
            surface: index % 5 == 0 ? "home" : nil, source: SourcePosition(file: file, line: index / 3 + 1, ordinal: Int32(index % 3)))
    }

    static func events(_ range: Range<Int>) -> [RawEvent] { range.map { event($0) } }

    static let items = [
        Item(id: "1", domain: .film, title: "Solaris", year: 1972, facets: [.genre: ["Drama", "Science Fiction"]]),
        Item(id: "2", domain: .film, title: "Stalker", year: 1979, text: "Three men walk.", released: Timestamp(seconds: 300_000_000)),
    ]
}

extension ItemID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}
extension UserID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

/// Expects `body` to fail with one kind of storage error.
func expectFailure(_ code: StorageError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void) {
    let error = #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try body() }
    #expect(error?.code == code, sourceLocation: sourceLocation)
}
