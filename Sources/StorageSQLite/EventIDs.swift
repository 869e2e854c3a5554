import Datasets
import GRDB

/// Events with an id of their own that the index does not know yet.
struct UnindexedIDs {
    private(set) var places: [Int64: EventPlace] = [:]

    var count: Int { places.count }
    func place(ofHash hash: Int64) -> EventPlace? { places[hash] }

    /// - Returns: false when another event with this hash is there; both cannot be held.
    mutating func insert(_ hash: Int64, _ place: EventPlace) -> Bool {
        if let known = places[hash] { return known == place }
        places[hash] = place
        return true
    }
}

/// The number under which an event id is found; ids that share one are told apart by their text.
enum EventIDHash {
    static func of(_ id: String) -> Int64 { Int64(bitPattern: StableHash.of(id, seed: 0x1D)) }
}

/// Writes hashes of event ids into the index in its own order.
struct EventIDWriter {
    private let statement: RawStatement

    init(_ database: Database) throws {
        statement = try RawStatement(
            database, "INSERT INTO event_ids (hash, source, line, ordinal) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
    }

    func write(_ hash: Int64, _ place: EventPlace) throws {
        statement.bind(1, hash)
        statement.bind(2, place.source)
        statement.bind(3, place.line)
        statement.bind(4, place.ordinal)
        try statement.run()
    }

    /// - Parameter entries: in any order; they are sorted in place.
    func write(_ entries: inout [(hash: Int64, place: EventPlace)]) throws {
        entries.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.place < $1.place }
        for entry in entries { try write(entry.hash, entry.place) }
    }
}

/// Finds the stored event with an id.
struct EventIDLookup {
    private let index: RawStatement
    private let text: RawStatement

    init(_ database: Database) throws {
        index = try RawStatement(database, "SELECT source, line, ordinal FROM event_ids WHERE hash = ?")
        text = try RawStatement(database, "SELECT id FROM events WHERE source = ? AND line = ? AND ordinal = ?")
    }

    /// - Parameters:
    ///   - batch, unindexed, waiting: events that the index may not know.
    /// - Complexity: two searches of a B-tree where the id is known, one where it is not.
    func place(
        of id: String, hash: Int64, batch: UnindexedIDs, unindexed: UnindexedIDs?, waiting: WaitingIDs
    ) throws -> EventPlace? {
        if let place = batch.place(ofHash: hash), try has(place, id) { return place }
        if let place = waiting.place(ofHash: hash), try has(place, id) { return place }
        if let place = unindexed?.place(ofHash: hash), try has(place, id) { return place }
        index.bind(1, hash)
        defer { index.reset() }
        while try index.step() {
            let place = EventPlace(source: index.integer(0), line: index.integer(1), ordinal: index.integer(2))
            if try has(place, id) { return place }
        }
        return nil
    }

    /// Whether the event at this place has this id; places of events that were erased have none.
    private func has(_ place: EventPlace, _ id: String) throws -> Bool {
        text.bind(1, place.source)
        text.bind(2, place.line)
        text.bind(3, place.ordinal)
        defer { text.reset() }
        return try text.step() && text.optionalText(0) == id
    }
}
