import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func begin(_ source: SourceDescription) throws -> SourceRecord {
        try writing { database, _ in
            try database.execute(
                sql: """
                    INSERT INTO sources (name, format, domain, rating_low, rating_high, head_bytes, head_hash)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    source.name, source.format, source.domain.rawValue, source.ratingScale.map { Double($0.lowerBound) },
                    source.ratingScale.map { Double($0.upperBound) }, source.head?.bytes, source.head?.hash,
                ])
            let id = try SQLiteEventStore.number(ofSource: source.name, database, name)
            try database.execute(
                sql: "DELETE FROM problems WHERE source = ?1 AND line > (SELECT ifnull(line, 0) FROM sources WHERE id = ?1)",
                arguments: [id])
            try database.execute(
                sql: "UPDATE sources SET rejected = (SELECT count(*) FROM problems WHERE source = ?1) WHERE id = ?1", arguments: [id])
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM sources WHERE id = ?", arguments: [id]) else {
                throw StorageError.unknownSource(source.name, store: name)
            }
            return SQLiteEventStore.record(row)
        }
    }

    public func adopt(_ record: SourceRecord) throws {
        try writing { database, _ in
            let id = try SQLiteEventStore.number(ofSource: record.description.name, database, name)
            try database.execute(
                sql: """
                    UPDATE sources SET line = ?1, ordinal = ?2 WHERE id = ?3 AND ?1 IS NOT NULL
                    AND (line IS NULL OR (line, ordinal) < (?1, ?2))
                    """, arguments: [record.line, record.ordinal, id])
            if record.isComplete { try database.execute(sql: "UPDATE sources SET is_complete = 1 WHERE id = ?", arguments: [id]) }
        }
        // While failures can still be reported: nobody hears what happens to the log when the file is closed.
        try translating { try copyLog(always: true) }
    }

    /// Also lets SQLite renew its statistics and cuts the log, which the sorting of the indexes has made long.
    public func finish(source: String) throws {
        try writing { database, numbers in
            let id = try SQLiteEventStore.number(ofSource: source, database, name)
            try EventIndexing.indexRanges(database, &numbers)
            try database.execute(sql: "UPDATE sources SET is_complete = 1 WHERE id = ?", arguments: [id])
            try database.execute(sql: "PRAGMA analysis_limit = 400; PRAGMA optimize")
        }
        try purge()
    }

    public func sources() throws -> [SourceRecord] {
        try reading { try Row.fetchAll($0, sql: "SELECT * FROM sources ORDER BY name").map(SQLiteEventStore.record) }
    }

    public func problems(limit: Int) throws -> [RowProblem] {
        try reading { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT name, problems.line, kind, field, reason FROM problems JOIN sources ON sources.id = source
                    ORDER BY name, problems.line, ifnull(field, '') LIMIT ?
                    """, arguments: [limit]
            ).map { row in
                RowProblem(
                    RowProblem.Kind(rawValue: row["kind"]) ?? .malformed, file: row["name"], line: row["line"], field: row["field"],
                    reason: row["reason"])
            }
        }
    }

    static func number(ofSource source: String, _ database: Database, _ store: String) throws -> Int64 {
        guard let id = try Int64.fetchOne(database, sql: "SELECT id FROM sources WHERE name = ?", arguments: [source]) else {
            throw StorageError.unknownSource(source, store: store)
        }
        return id
    }

    private static func record(_ row: Row) -> SourceRecord {
        var scale: ClosedRange<Float>?
        if let low = row["rating_low"] as Double?, let high = row["rating_high"] as Double?, low <= high {
            scale = Float(low)...Float(high)
        }
        var head: SourceHead?
        if let bytes = row["head_bytes"] as Int?, let hash = row["head_hash"] as String? { head = SourceHead(bytes: bytes, hash: hash) }
        let description = SourceDescription(
            name: row["name"], format: row["format"], ratingScale: scale, domain: ItemDomain(rawValue: row["domain"]) ?? .other, head: head)
        return SourceRecord(
            description: description, line: row["line"], ordinal: row["ordinal"], accepted: row["accepted"], rejected: row["rejected"],
            isComplete: row["is_complete"])
    }
}
