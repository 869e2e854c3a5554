import GRDB
import Glibc
import Storage

/// The names of a store's files, made durable by us: SQLite does the same and hears no error of it.
///
/// `unixSync` passes over a failed fsync of the folder, and a failed `PRAGMA journal_mode = WAL` can leave the file in
/// rollback mode, where a commit is durable only after the next fsync of the folder.
extension StoreFile {
    /// Makes an empty store in write-ahead mode where there is none: under another name first, so that it appears whole.
    static func createIfMissing(_ path: String, mark: Int32) throws {
        var status = stat()
        if stat(path, &status) == 0, status.st_size > 0 { return }
        let draft = "\(path).new-\(getpid())"
        defer { for end in ["", "-journal", "-wal", "-shm"] { unlink(draft + end) } }
        try SQLiteEventStore.translating(path) { try makeEmpty(draft, mark: mark) }
        guard try header(of: draft, path)[18...19] == [2, 2] else {
            throw diskFailed(path, "SQLite could not bring the new file into write-ahead mode")
        }
        try synchronize(draft, path)
        // An empty file is no store; another process may have been quicker, and then its file counts.
        if stat(path, &status) == 0, status.st_size == 0 { unlink(path) }
        if link(draft, path) != 0, errno != EEXIST { try check(rename(draft, path), path) }
        try synchronizeFolder(path)
    }

    private static func makeEmpty(_ draft: String, mark: Int32) throws {
        let queue = try DatabaseQueue(path: draft)
        try queue.writeWithoutTransaction { database in
            PageSeals.reserveRoom(in: database)
            // A draft needs no journal, nor the folder to be synced for one. It is synced once, by us: a failure of SQLite's own
            // fsync here is swallowed by `PRAGMA journal_mode`, and a second fsync would succeed over what the first one lost.
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = OFF")
            try database.execute(sql: "PRAGMA synchronous = OFF; PRAGMA application_id = \(mark)")
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        }
        try queue.close()
    }

    /// Makes the log before SQLite does, and brings the names of store and log to the disk.
    ///
    /// Also where both are there: a process that made them may have ended before it came to this.
    static func createLog(_ path: String) throws {
        let log = path + "-wal"
        if access(log, F_OK) != 0 {
            let descriptor = open(log, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            try check(descriptor, path)
            close(descriptor)
        }
        try synchronizeFolder(path)
    }

    private static func synchronizeFolder(_ path: String) throws {
        try synchronize(path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".", path)
    }

    private static func synchronize(_ file: String, _ path: String) throws {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        try check(descriptor, path)
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw errno == ENOSPC || errno == EDQUOT ? full(path) : diskFailed(path, "\(file): \(String(cString: strerror(errno)))")
        }
    }

    private static func header(of file: String, _ path: String) throws -> [UInt8] {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        try check(descriptor, path)
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: 100)
        _ = pread(descriptor, &header, header.count, 0)
        return header
    }

    private static func check(_ result: Int32, _ path: String) throws {
        guard result < 0 else { return }
        throw errno == ENOSPC || errno == EDQUOT ? full(path) : unwritable(path, errno)
    }

    private static func full(_ path: String) -> StorageError {
        StorageError(
            .full, store: path, "the disk is full", advice: "Free some space and run the command again; nothing was half-written")
    }

    private static func diskFailed(_ path: String, _ reason: String) -> StorageError {
        StorageError(
            .diskFailed, store: path, "the disk failed to keep what it was given (\(reason))",
            advice: "Check the disk, then run the command again: it goes on behind the last thing that was acknowledged")
    }
}
