import Datasets
import GRDB
import Storage
import Synchronization

/// The store of a workspace: one SQLite file in write-ahead mode, every commit on the disk before it is acknowledged.
///
/// One writer at a time, readers beside it. The file is marked as ours, its tables only ever migrate forward.
public final class SQLiteEventStore: EventStore {
    public let name: String
    /// A pool; on a full disk one connection.
    let pool: any DatabaseWriter
    let watch = DiskWatch()
    /// Nil where the writer copies its log itself.
    let copier = Mutex<LogCopier?>(nil)
    private let numbers = WriterState()
    private let file: OpenFiles.Identity?

    /// Opens a store, or makes one.
    ///
    /// - Parameters:
    ///   - path: of a file in a folder that exists; two files of SQLite's own lie beside it while it is open.
    ///   - maximumBytes: the size beyond which writing fails with `StorageError.Code.full`; nil for as much as the disk has.
    /// - Throws: `StorageError`: `unwritable`, `notAStore`, `damaged`, `newerFormat`, `notDurable`, `busy`.
    public init(path: String, maximumBytes: Int? = nil) throws {
        name = path
        (pool, file) = try SQLiteEventStore.open(path, mark: Schema.applicationID, watch, SQLiteEventStore.migrate)
        if let maximumBytes { try translating { try SQLiteEventStore.limit(pool, to: maximumBytes) } }
    }

    deinit {
        copier.withLock { $0 }?.close()
        OpenFiles.leave(file)
    }

    /// Opens a store's file, or makes one; the same care for all kinds of stores.
    ///
    /// - Parameters:
    ///   - mark: what tells the kind of store in the header of its file.
    ///   - writerKilobytes: pages that the writing connection may hold.
    static func open(
        _ path: String, mark: Int32, writerKilobytes: Int = 65_536, _ watch: DiskWatch,
        _ migrate: (any DatabaseWriter, String) throws -> Void
    ) throws -> (any DatabaseWriter, OpenFiles.Identity?) {
        if !OpenFiles.contains(path) { try StoreFile.check(path, mark: mark) }
        _ = PageSeals.isRegistered
        try StoreFile.createIfMissing(path, mark: mark)
        try LogCheck.demandWholeLog(of: path)
        let pool: any DatabaseWriter
        do {
            pool = try open(path, watch, migrate) {
                try DatabasePool(path: path, configuration: configuration(writerKilobytes: writerKilobytes))
            }
        } catch let error as StorageError where error.code == .full {
            pool = try openOnFullDisk(path, watch, migrate)
        }
        return (pool, OpenFiles.enter(path))
    }

    /// - Parameter isAlone: whether this connection shares the file with nobody; said before anything is read.
    static func configuration(isAlone: Bool = false, writerKilobytes: Int = 65_536) -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "tastemaker"
        configuration.prepareDatabase { database in
            if isAlone { try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
            // There are several readers for each store; the system keeps their pages as well. With the writer's bound for each of them
            // a server's memory would grow for hours.
            let kilobytes = database.configuration.readonly ? 8192 : writerKilobytes
            try database.execute(
                sql: """
                    PRAGMA secure_delete = ON; PRAGMA cache_size = -\(kilobytes); PRAGMA mmap_size = 1073741824;
                    PRAGMA journal_size_limit = 67108864
                    """)
        }
        return configuration
    }

    /// The pool sets `synchronous` to NORMAL after it has prepared a connection, so FULL is set afterwards, and read back.
    static func demandDurability(_ pool: any DatabaseWriter, _ path: String) throws {
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

    static func migrate(_ pool: any DatabaseWriter, _ path: String) throws {
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

    static func limit(_ pool: any DatabaseWriter, to bytes: Int) throws {
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
        let truncate = {
            try self.watch.demandGoodDisk()
            _ = try self.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            self.watch.logWasCopied()
        }
        let copier = copier.withLock { $0 }
        try translating { try copier?.betweenCopies(truncate) ?? truncate() }
    }

    // MARK: Access

    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try translating { try pool.read(body) }
    }

    /// One transaction that may give out new numbers; what it remembered is forgotten when it fails.
    func writing<Result>(_ body: (Database, inout NameIDs) throws -> Result) throws -> Result {
        try translating {
            try watch.demandGoodDisk()
            do {
                let result = try pool.write { database in
                    let version = try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
                    if version != numbers.value.dataVersion { numbers.value.forget() }
                    numbers.value.dataVersion = version
                    return try body(database, &numbers.value)
                }
                try copyLog()
                return result
            } catch {
                pool.writeWithoutTransaction { _ in numbers.value.forget() }
                throw error
            }
        }
    }

    func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try SQLiteEventStore.translating(name, body) } catch let error as StorageError {
            watch.note(error, pool: pool)
            throw error
        }
    }
}

/// What the writer remembers between its transactions.
///
/// `@unchecked Sendable`: it is touched only inside the pool's writing accesses, which run one at a time.
private final class WriterState: @unchecked Sendable {
    var value = NameIDs()
}
