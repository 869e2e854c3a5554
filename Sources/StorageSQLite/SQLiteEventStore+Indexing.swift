import Datasets
import GRDB
import Storage

/// The indexes by user and by event id: kept at once for small batches, postponed and sorted in for large ones.
///
/// Whatever is not indexed yet lies in a range of the table `unindexed`; readers search the index and those ranges. A service's ids wait by
/// themselves (`WaitingIDs`): its readers look for users alone.
enum EventIndexing {
    /// Batches up to this size are indexed with the events: a service's, not an import's.
    static let smallBatch = 512
    /// Events in ranges before they are sorted in; what a reader then searches is bounded too.
    static let maximumUnindexed = 1 << 19
    /// Ids held in memory before they are sorted in: about 60 bytes each.
    static let maximumIDs = 1 << 20

    /// Indexes events that were just stored, or notes where they lie.
    ///
    /// - Parameter ids: of those among them that have one, without the ones that are indexed already.
    static func note(_ stored: [StoredPlace], ids: UnindexedIDs, _ database: Database, _ numbers: inout NameIDs) throws {
        guard !stored.isEmpty else { return }
        if stored.count <= smallBatch { return try index(stored, ids, database, &numbers) }
        try noteRange(stored, database)
        if ids.count > 0 {
            let writer = try EventIDWriter(database)
            var all = numbers.unindexedIDs ?? UnindexedIDs()
            for (hash, place) in ids.places where !all.insert(hash, place) { try writer.write(hash, place) }
            numbers.unindexedIDs = all
        }
        let waiting = try Int.fetchOne(database, sql: "SELECT sum(events) FROM unindexed") ?? 0
        if waiting >= maximumUnindexed || numbers.unindexedIDs?.count ?? 0 >= maximumIDs { try indexRanges(database, &numbers) }
    }

    private static func index(_ stored: [StoredPlace], _ ids: UnindexedIDs, _ database: Database, _ numbers: inout NameIDs) throws {
        var runs = try UserRunWriter(database)
        for one in stored.sorted(by: { $0.place < $1.place }) { try runs.add(user: one.user, one.place) }
        try runs.flush()
        guard ids.count > 0 else { return }
        if numbers.idLot > 0 { return try numbers.waitingIDs.add(ids, of: stored, lotSize: numbers.idLot, database) }
        let writer = try EventIDWriter(database)
        for (hash, place) in ids.places { try writer.write(hash, place) }
    }

    private static func noteRange(_ stored: [StoredPlace], _ database: Database) throws {
        let range = EventRange(holding: stored)
        try database.execute(
            sql: "INSERT INTO unindexed (source, line, ordinal, last_line, last_ordinal, events) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [range.first.source, range.first.line, range.first.ordinal, range.lastLine, range.lastOrdinal, stored.count])
    }

    /// Ranges that readers must search beside the index.
    static func ranges(_ database: Database) throws -> [EventRange] {
        let rows = try RawStatement(
            cached: "SELECT source, line, ordinal, last_line, last_ordinal FROM unindexed ORDER BY 1, 2, 3", database)
        return try EventRange.all(rows)
    }

    /// The ids of the events in some ranges, by their hashes.
    static func forEachID(in ranges: [EventRange], _ database: Database, _ body: (Int64, EventPlace) throws -> Void) throws {
        let rows = try RawStatement(
            database, "SELECT line, ordinal, id FROM events WHERE \(EventRange.condition) AND id IS NOT NULL ORDER BY line, ordinal")
        for range in ranges {
            range.bind(to: rows)
            while try rows.step() {
                let place = EventPlace(source: range.first.source, line: rows.integer(0), ordinal: rows.integer(1))
                try body(EventIDHash.of(rows.text(2)), place)
            }
            rows.reset()
        }
    }

    /// Sorts everything into the indexes that is not there yet.
    ///
    /// - Complexity: one pass over the events of the ranges, and one over the pages of the indexes for every
    ///   `UserRunWriter.limit` runs.
    static func indexRanges(_ database: Database, _ numbers: inout NameIDs) throws {
        let ranges = try ranges(database)
        let waiting = try WaitingIDs.ranges(database)
        guard !ranges.isEmpty || !waiting.isEmpty else { return }
        var runs = try UserRunWriter(database)
        let idWriter = try EventIDWriter(database)
        var ids: [(hash: Int64, place: EventPlace)] = []
        func add(_ hash: Int64, _ place: EventPlace) throws {
            ids.append((hash, place))
            guard ids.count >= maximumIDs else { return }
            try idWriter.write(&ids)
            ids.removeAll(keepingCapacity: true)
        }
        let rows = try RawStatement(
            database, "SELECT line, ordinal, user, id FROM events WHERE \(EventRange.condition) ORDER BY line, ordinal")
        for range in ranges {
            range.bind(to: rows)
            while try rows.step() {
                let place = EventPlace(source: range.first.source, line: rows.integer(0), ordinal: rows.integer(1))
                try runs.add(user: rows.integer(2), place)
                if !rows.isNull(3) { try add(EventIDHash.of(rows.text(3)), place) }
            }
            rows.reset()
        }
        try runs.flush()
        try forEachID(in: waiting, database, add)
        try idWriter.write(&ids)
        try database.execute(sql: "DELETE FROM unindexed")
        try WaitingIDs.clear(database)
        (numbers.unindexedIDs, numbers.waitingIDs) = (UnindexedIDs(), WaitingIDs())
    }

    /// Reads the ids of events that no index knows, where nobody remembers them.
    static func loadUnindexedIDs(_ database: Database, _ numbers: inout NameIDs) throws {
        guard numbers.unindexedIDs == nil else { return }
        var ids = UnindexedIDs()
        let writer = try EventIDWriter(database)
        try forEachID(in: ranges(database), database) { hash, place in
            // The rare one that shares its hash with another is looked up in the index at once.
            if !ids.insert(hash, place) { try writer.write(hash, place) }
        }
        numbers.waitingIDs = try WaitingIDs(database)
        numbers.unindexedIDs = ids
        if ids.count >= maximumIDs { try indexRanges(database, &numbers) }
    }
}

/// An event that was just stored.
struct StoredPlace {
    var place: EventPlace
    var user: Int64
}

extension SQLiteEventStore {
    /// Brings the indexes up to date; reading is right without it, and slower.
    public func updateIndexes() throws {
        try writing { database, numbers in try EventIndexing.indexRanges(database, &numbers) }
    }
}
