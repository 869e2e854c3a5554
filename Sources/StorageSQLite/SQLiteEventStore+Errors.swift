import GRDB
import Glibc
import Storage

extension SQLiteEventStore {
    /// Runs `body` and gives SQLite's errors the names of this package; all others pass.
    static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError { throw storageError(error, path) }
    }

    private static func storageError(_ error: DatabaseError, _ path: String) -> StorageError {
        let detail = error.message ?? "SQLite code \(error.extendedResultCode.rawValue)"
        // Where there is no room for its shared memory, SQLite speaks of an I/O error.
        if error.resultCode == .SQLITE_IOERR || error.resultCode == .SQLITE_CANTOPEN, isDiskFull(path) {
            return StorageError(
                .full, store: path, "the disk is full", advice: "Free some space and run the command again; nothing was half-written")
        }
        if error.isFailedSync {
            return StorageError(
                .diskFailed, store: path, "the disk failed to keep what it was given (\(detail))",
                advice: "Check the disk, then run the command again: it goes on behind the last thing that was acknowledged")
        }
        if error.isBrokenSeal {
            return StorageError(
                .damaged, store: path,
                "a page does not match its seal: the disk gave back something else than was written, or another program wrote to it",
                advice: "Restore the file from a copy, or import into a new workspace; see `tastemaker doctor`")
        }
        switch error.resultCode {
        case .SQLITE_FULL:
            return StorageError(.full, store: path, detail, advice: "Free some space and run the command again; nothing was half-written")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            return StorageError(
                .unwritable, store: path, detail, advice: "Choose a folder that you may write to, or change its permissions")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StorageError(.busy, store: path, detail, advice: "Wait for the other command to end, then run this one again")
        case .SQLITE_CORRUPT:
            return StorageError(
                .damaged, store: path, detail,
                advice: "Restore the file from a copy, or import into a new workspace; see `tastemaker doctor`")
        case .SQLITE_NOTADB:
            return StorageError(.notAStore, store: path, detail, advice: "Name another workspace folder, or move the file away")
        case .SQLITE_IOERR:
            return StorageError(
                .failed, store: path, detail, advice: "Check the disk, then run the command again; nothing was half-written")
        default:
            return StorageError(.failed, store: path, detail, advice: "Run the command again; if it fails again, please report it")
        }
    }

    private static func isDiskFull(_ path: String) -> Bool {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        var status = statvfs()
        return statvfs(folder, &status) == 0 && UInt(status.f_bavail) * UInt(status.f_frsize) < 1 << 16
    }
}
