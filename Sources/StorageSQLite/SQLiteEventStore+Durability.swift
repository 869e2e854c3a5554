import GRDB
import GRDBSQLite
import Storage
import Synchronization

/// What is known about the disk below a store, and how much lies in its log.
///
/// After a failed fsync the kernel may have dropped what it could not write and forgotten about it, so that a second fsync
/// succeeds over lost data (PostgreSQL, "PANIC on fsync() failure", 2018; Rebello et al., ATC 2020). So there is no second
/// one: the store writes no more, and its connections are never closed, since closing would checkpoint. Whoever opens the
/// file next reads what the last good fsync left.
final class DiskWatch: Sendable {
    private struct State {
        var failure: StorageError?
        var logPages = 0
    }
    private let state = Mutex(State())

    /// SQLite's own threshold of automatic checkpoints: 4 MB.
    private static let longestLog = 1000

    var hasLongLog: Bool { state.withLock { $0.logPages >= DiskWatch.longestLog } }
    var hasLog: Bool { state.withLock { $0.logPages > 0 } }
    var logPages: Int { state.withLock { $0.logPages } }

    /// Takes the place of SQLite's automatic checkpoints, whose failures nobody would hear of.
    func countLogPages(of database: Database) {
        guard let connection = database.sqliteConnection else { return }
        let watch = Unmanaged.passUnretained(self).toOpaque()
        _ = sqlite3_wal_hook(
            connection,
            { watch, _, _, pages in
                Unmanaged<DiskWatch>.fromOpaque(watch!).takeUnretainedValue().state.withLock { $0.logPages = Int(pages) }
                return SQLITE_OK
            }, watch)
    }

    func logWasCopied() { state.withLock { $0.logPages = 0 } }

    func demandGoodDisk() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Remembers a failed fsync, and keeps the connections from being closed until the process ends.
    func note(_ error: StorageError, pool: (any DatabaseWriter)?) {
        guard error.code == .diskFailed else { return }
        let isFirst = state.withLock { state in
            defer { state.failure = error }
            return state.failure == nil
        }
        guard isFirst, let pool else { return }
        _ = Unmanaged.passRetained(pool as AnyObject)
        _ = Unmanaged.passRetained(self)
    }
}

extension SQLiteEventStore {
    /// Opens a file, and copies what an earlier process left in the log while a failure of that can still be reported.
    static func open(
        _ path: String, _ watch: DiskWatch, _ migrate: (any DatabaseWriter, String) throws -> Void,
        _ connect: () throws -> any DatabaseWriter
    ) throws -> any DatabaseWriter {
        var opened: (any DatabaseWriter)?
        do {
            return try translating(path) {
                try StoreFile.createLog(path)
                let pool = try connect()
                opened = pool
                pool.writeWithoutTransaction { watch.countLogPages(of: $0) }
                try demandDurability(pool, path)
                // Before anything else is written: the pool's own first commit is not synced.
                try watch.copyLog(of: pool)
                try migrate(pool, path)
                return pool
            }
        } catch let error as StorageError {
            watch.note(error, pool: opened)
            throw error
        }
    }

    /// Opens a file where there is no room even for the index that processes share: it is held in memory, by this process alone.
    ///
    /// Reading works, and so does writing as soon as there is room.
    static func openOnFullDisk(
        _ path: String, _ watch: DiskWatch, _ migrate: (any DatabaseWriter, String) throws -> Void
    ) throws -> any DatabaseWriter {
        try translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(isAlone: true))
            queue.writeWithoutTransaction { watch.countLogPages(of: $0) }
            try demandDurability(queue, path)
            try migrate(queue, path)
            return queue
        }
    }

    /// Copies the log into the main file when it has grown long, or has anything at all.
    func copyLog(always: Bool = false) throws {
        guard let copier = copier.withLock({ $0 }) else {
            if always ? watch.hasLog : watch.hasLongLog { try watch.copyLog(of: pool) }
            return
        }
        guard always ? watch.hasLog : !copier.begin() else { return }
        try copier.betweenCopies {
            try watch.demandGoodDisk()
            try watch.copyLog(of: pool)
        }
    }

    /// From now on the log is copied on a thread of its own, and event ids are indexed many at once.
    ///
    /// The log then grows to about 32 MB. The writer holds fewer pages than an import needs.
    public func prepareToServe() throws {
        try copyLogBesideWriting(LogCopier.bounds)
        try indexIDs(inLotsOf: WaitingIDs.servingLot)
        try translating {
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = -\(SQLiteEventStore.servingKilobytes)") }
        }
    }

    /// Reads what waits from before, so that the first event need not.
    ///
    /// - Parameter count: ids that wait for the index before they are written; with 0 each batch writes its own.
    package func indexIDs(inLotsOf count: Int) throws {
        try writing { database, numbers in
            numbers.idLot = count
            try EventIndexing.loadUnindexedIDs(database, &numbers)
        }
    }

    /// Pages that the writing connection of a service may hold.
    static let servingKilobytes = 16_384

    /// - Parameter bounds: pages of the log after which copying begins, and at which writers wait for it.
    package func copyLogBesideWriting(_ bounds: ClosedRange<Int>) throws {
        guard pool is DatabasePool else { return }
        let made = try translating { try LogCopier(path: name, pool: pool, watch: watch, bounds: bounds) }
        copier.withLock { $0 = $0 ?? made }
    }
}

extension DiskWatch {
    func copyLog(of pool: any DatabaseWriter) throws {
        if try DiskWatch.copyLog(by: pool) != nil { logWasCopied() }
    }

    /// - Returns: how many pages of the log lie in the main file now; nil where somebody else is at it.
    @discardableResult
    static func copyLog(by connection: any DatabaseWriter) throws -> Int? {
        do {
            return try connection.writeWithoutTransaction { try $0.checkpoint(.passive) }.checkpointedFrameCount
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED {
            return nil
        }
    }
}

extension DatabaseError {
    /// Whether a file or folder could not be brought to the disk.
    var isFailedSync: Bool { extendedResultCode == .SQLITE_IOERR_FSYNC || extendedResultCode == .SQLITE_IOERR_DIR_FSYNC }
}
