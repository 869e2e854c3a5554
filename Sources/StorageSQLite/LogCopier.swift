import Dispatch
import GRDB
import Storage
import Synchronization

/// Copies a store's log into its main file beside the writer, who else does it himself and waits for the disk every few transactions.
///
/// SQLite copies what was committed when it began, while writing goes on; what came meanwhile is copied next, and is less each time. The
/// last of it is copied in a turn of the writer, for only where nothing is left can the log begin anew. Where a copy fails, the next
/// writer makes it again and tells its caller.
final class LogCopier: Sendable {
    private enum State { case idle, copying, failed }

    private let state = Mutex(State.idle)
    private let queue = DispatchQueue(label: "tastemaker.log")
    private let connection: DatabaseQueue
    private let pool: any DatabaseWriter
    private let watch: DiskWatch

    private let bounds: ClosedRange<Int>

    /// Pages after which copying begins, and at which the writer has to wait for it: 32 MB, eight times as many as where the writer
    /// copies, since pages that are written again and again are copied once; and 256 MB.
    static let bounds = 8_000...65_536
    /// Pages that a writer may be kept waiting for, and how often what came meanwhile is copied beside it before: readers, or a disk that
    /// is slower than the writer, may keep it from becoming less.
    private static let fewPages = 200, mostRounds = 6

    init(path: String, pool: any DatabaseWriter, watch: DiskWatch, bounds: ClosedRange<Int> = LogCopier.bounds) throws {
        self.bounds = bounds
        connection = try DatabaseQueue(path: path, configuration: SQLiteEventStore.configuration())
        try SQLiteEventStore.demandDurability(connection, path)
        self.pool = pool
        self.watch = watch
    }

    /// Begins a copy where none is under way.
    ///
    /// - Returns: false where the writer must copy now: after a failure, and where the log grows faster than it is copied.
    func begin() -> Bool {
        let pages = watch.logPages
        guard pages >= bounds.lowerBound else { return true }
        let (isWilling, isNew) = state.withLock { state -> (Bool, Bool) in
            switch state {
            case .failed:
                state = .idle
                return (false, false)
            case .copying: return (pages < bounds.upperBound, false)
            case .idle:
                state = .copying
                return (true, true)
            }
        }
        if isNew { queue.async { self.copy() } }
        return isWilling
    }

    /// Runs something while no copy is under way: SQLite refuses a second one at once, whatever time it was given.
    ///
    /// Not from within an access to the store.
    func betweenCopies<Result>(_ body: () throws -> Result) rethrows -> Result { try queue.sync(execute: body) }

    /// Ends a copy under way and lets go of the file.
    func close() { queue.sync { try? connection.close() } }

    private func copy() {
        do {
            try SQLiteEventStore.translating(connection.path) {
                try watch.demandGoodDisk()
                for _ in 0..<LogCopier.mostRounds {
                    guard let copied = try DiskWatch.copyLog(by: connection), watch.logPages - copied > LogCopier.fewPages else { break }
                }
                try watch.copyLog(of: pool)
            }
            state.withLock { $0 = .idle }
        } catch {
            // A failed fsync must be known before anybody writes again.
            if let error = error as? StorageError { watch.note(error, pool: pool) }
            state.withLock { $0 = .failed }
        }
    }
}
