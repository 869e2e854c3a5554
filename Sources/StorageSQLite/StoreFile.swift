import Glibc
import Storage

/// A look at a file before SQLite touches it, so that another program's database is never converted.
enum StoreFile {
    private static let magic = Array("SQLite format 3\u{0}".utf8)

    static func check(_ path: String, mark ours: Int32) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return try checkFolder(path) }
            throw unwritable(path, errno)
        }
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        guard status.st_mode & S_IFMT == S_IFREG else { throw notAStore(path, "it is not a file") }
        guard access(path, W_OK) == 0 else { throw unwritable(path, errno) }
        var header = [UInt8](repeating: 0, count: 100)
        let count = pread(descriptor, &header, header.count, 0)
        if count == 0 { return }
        guard count == header.count, header.starts(with: magic) else { throw notAStore(path, "it is not an SQLite file") }
        let mark = header[68..<72].reduce(0) { $0 << 8 | Int32($1) }
        if mark == ours { return }
        // A store that was just made may have its mark in the log only.
        let isYoung = status.st_size <= 4096 || access(path + "-wal", F_OK) == 0
        guard mark == 0, isYoung else { throw notAStore(path, "it is a database of another program") }
    }

    private static func checkFolder(_ path: String) throws {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard access(folder, W_OK | X_OK) == 0 else { throw unwritable(path, errno) }
    }

    static func unwritable(_ path: String, _ number: Int32) -> StorageError {
        StorageError(
            .unwritable, store: path, "it cannot be opened for writing (\(String(cString: strerror(number))))",
            advice: "Choose a folder that you may write to, or change its permissions")
    }

    private static func notAStore(_ path: String, _ reason: String) -> StorageError {
        StorageError(.notAStore, store: path, reason, advice: "Name another workspace folder, or move the file away")
    }
}
