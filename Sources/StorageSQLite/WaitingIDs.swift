import Datasets
import GRDB

/// Ids of a service's events on their way into the index.
///
/// Hashes lie anywhere in the index, so that a batch would write almost as many of its pages as the batch has events. So they wait until
/// they are many; then they are written in the order of their hashes, a few with each batch, and many of them into one page. Where
/// their events lie is noted in `unindexed_ids`, from which they are read again after a restart.
struct WaitingIDs {
    /// Ids of one lot; 0 where nothing waits.
    ///
    /// 131,072 take 10 MB of memory, twice that while a lot is written, and are read in a fifth of a second.
    static let servingLot = 1 << 17

    /// Those since the last lot was closed.
    private var young = UnindexedIDs()
    private var lot: Lot?
    /// The row of the table that grows as long as events lie one behind the other.
    private var last: (row: Int64, range: EventRange)?

    /// What is being written; its rows of the table stay until all of it is, and writing it twice does no harm.
    private struct Lot {
        var ids: UnindexedIDs
        var entries: [(hash: Int64, place: EventPlace)]
        var next = 0
        var lastRow: Int64
    }

    /// So many are written for each one that comes: a lot has gone before the next is full.
    private static let pace = 2

    func place(ofHash hash: Int64) -> EventPlace? { young.place(ofHash: hash) ?? lot?.ids.place(ofHash: hash) }

    /// - Returns: false when another event with this hash waits; both cannot.
    private mutating func insert(_ hash: Int64, _ place: EventPlace) -> Bool {
        if let known = lot?.ids.place(ofHash: hash) { return known == place }
        return young.insert(hash, place)
    }

    /// Takes the ids of one batch.
    ///
    /// - Parameter stored: the batch's events, in which the ids' lie.
    mutating func add(_ ids: UnindexedIDs, of stored: [StoredPlace], lotSize: Int, _ database: Database) throws {
        guard ids.count > 0 else { return }
        try note(EventRange(holding: stored), database)
        let writer = try EventIDWriter(database)
        for (hash, place) in ids.places where !insert(hash, place) { try writer.write(hash, place) }
        if lot == nil, young.count >= lotSize { try close(database) }
        try write(WaitingIDs.pace * ids.count, writer, database)
    }

    private mutating func note(_ range: EventRange, _ database: Database) throws {
        if var last, last.range.isFollowed(by: range) {
            (last.range.lastLine, last.range.lastOrdinal) = (range.lastLine, range.lastOrdinal)
            let update = try RawStatement(cached: "UPDATE unindexed_ids SET last_line = ?, last_ordinal = ? WHERE id = ?", database)
            update.bind(1, range.lastLine)
            update.bind(2, range.lastOrdinal)
            update.bind(3, last.row)
            try update.run()
            self.last = last
            return
        }
        let insertion = try RawStatement(
            cached: "INSERT INTO unindexed_ids (source, line, ordinal, last_line, last_ordinal) VALUES (?, ?, ?, ?, ?)", database)
        range.bind(to: insertion)
        try insertion.run()
        last = (insertion.lastInsertedID, range)
    }

    private mutating func close(_ database: Database) throws {
        let entries = young.places.map { (hash: $0.key, place: $0.value) }.sorted { $0.hash < $1.hash }
        let row = try Int64.fetchOne(database, sql: "SELECT max(id) FROM unindexed_ids") ?? 0
        lot = Lot(ids: young, entries: entries, lastRow: row)
        young = UnindexedIDs()
        last = nil
    }

    private mutating func write(_ count: Int, _ writer: EventIDWriter, _ database: Database) throws {
        guard let lot else { return }
        let end = min(lot.entries.count, lot.next + count)
        for entry in lot.entries[lot.next..<end] { try writer.write(entry.hash, entry.place) }
        self.lot?.next = end
        guard end == lot.entries.count else { return }
        try database.execute(sql: "DELETE FROM unindexed_ids WHERE id <= ?", arguments: [lot.lastRow])
        self.lot = nil
    }

    // MARK: The table

    static func ranges(_ database: Database) throws -> [EventRange] {
        let rows = try RawStatement(
            database, "SELECT source, line, ordinal, last_line, last_ordinal FROM unindexed_ids ORDER BY 1, 2, 3")
        return try EventRange.all(rows)
    }

    static func clear(_ database: Database) throws { try database.execute(sql: "DELETE FROM unindexed_ids") }

    /// Reads again what waits.
    init(_ database: Database) throws {
        let writer = try EventIDWriter(database)
        try EventIndexing.forEachID(in: WaitingIDs.ranges(database), database) { hash, place in
            // The rare one that shares its hash with another is looked up in the index at once.
            if !young.insert(hash, place) { try writer.write(hash, place) }
        }
    }

    /// Nothing waits.
    init() {}
}
