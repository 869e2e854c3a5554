import Datasets
import GRDB
import Storage

/// The store of a workspace: one SQLite file in write-ahead mode, every commit on the disk before it is acknowledged.
///
/// One writer at a time, readers beside it. The file is marked as ours, its tables only ever migrate forward.
public final class SQLiteEventStore: EventStore {
    public let name: String
    let pool: DatabasePool
    private let numbers = WriterState()

    /// Opens a store, or makes one.
    ///
    /// - Parameters:
    ///   - path: of a file in a folder that exists; two files of SQLite's own lie beside it while it is open.
    ///   - maximumBytes: the size beyond which writing fails with `StorageError.Code.full`; nil for as much as the disk has.
    /// - Throws: `StorageError`: `unwritable`, `notAStore`, `damaged`, `newerFormat`, `notDurable`, `busy`.
    public init(path: String, maximumBytes: Int? = nil) throws {
        try StoreFile.check(path)
        name = path
        pool = try SQLiteEventStore.translating(path) {
            let pool = try DatabasePool(path: path, configuration: SQLiteEventStore.configuration())
            try SQLiteEventStore.demandDurability(pool, path)
            try SQLiteEventStore.migrate(pool, path)
            if let maximumBytes { try SQLiteEventStore.limit(pool, to: maximumBytes) }
            return pool
        }
    }

    private static func configuration() -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "tastemaker"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824; PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }

    /// The pool sets `synchronous` to NORMAL after it has prepared a connection, so FULL is set afterwards, and read back.
    private static func demandDurability(_ pool: DatabasePool, _ path: String) throws {
        let level = try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            return try Int.fetchOne(database, sql: "PRAGMA synchronous")
        }
        guard level == 2 else {
            throw StorageError(
                .notDurable, store: path, "SQLite keeps synchronous at \(level ?? -1) instead of 2 (FULL)",
                advice: "Use an unmodified SQLite library")
        }
    }

    private static func migrate(_ pool: DatabasePool, _ path: String) throws {
        let migrator = Schema.migrator
        let isNewer = try pool.read { try migrator.hasBeenSuperseded($0) }
        guard !isNewer else {
            throw StorageError(
                .newerFormat, store: path, "it was written by a later version of the program", advice: "Update the program")
        }
        let isOld = try pool.read { try $0.tableExists("events") && !migrator.hasCompletedMigrations($0) }
        try migrator.migrate(pool)
        // What an older version stored is not indexed yet. This may be killed: reading is right without it, and the end of the
        // next import makes up for it.
        guard isOld else { return }
        do {
            try pool.write { database in
                var numbers = NameIDs()
                try EventIndexing.indexRanges(database, &numbers)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {}  // Whoever writes now indexes when it ends.
    }

    private static func limit(_ pool: DatabasePool, to bytes: Int) throws {
        try pool.writeWithoutTransaction { database in
            let page = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(max(1, bytes / page))")
        }
    }

    /// What SQLite answers for `PRAGMA synchronous` on the writing connection; 2 is FULL.
    package func synchronousLevel() throws -> Int {
        try translating { try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 } }
    }

    /// Brings everything into the main file and shortens the log, so that the file can be copied alone.
    public func checkpoint() throws {
        try translating { _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
    }

    // MARK: Access

    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try translating { try pool.read(body) }
    }

    /// One transaction that may give out new numbers; what it remembered is forgotten when it fails.
    func writing<Result>(_ body: (Database, inout NameIDs) throws -> Result) throws -> Result {
        try translating {
            do {
                return try pool.write { database in
                    let version = try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
                    if version != numbers.value.dataVersion { numbers.value.forget() }
                    numbers.value.dataVersion = version
                    return try body(database, &numbers.value)
                }
            } catch {
                pool.writeWithoutTransaction { _ in numbers.value.forget() }
                throw error
            }
        }
    }

    private func translating<Result>(_ body: () throws -> Result) throws -> Result {
        try SQLiteEventStore.translating(name, body)
    }
}

/// What the writer remembers between its transactions.
///
/// `@unchecked Sendable`: it is touched only inside the pool's writing accesses, which run one at a time.
private final class WriterState: @unchecked Sendable {
    var value = NameIDs()
}
