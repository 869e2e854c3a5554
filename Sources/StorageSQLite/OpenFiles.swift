import Glibc
import Synchronization

/// The store files that this process has open.
///
/// SQLite's locks belong to the process and the file: closing any descriptor of a file gives all of them back (fcntl(2)), and
/// another process could then take itself for the last user and delete a log that is in use. So a file that is open here
/// already is not opened for a look.
enum OpenFiles {
    struct Identity: Hashable, Sendable {
        var device: UInt
        var inode: UInt

        /// Nil when there is no such file.
        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
        }
    }

    private static let counts = Mutex<[Identity: Int]>([:])

    static func contains(_ path: String) -> Bool {
        Identity(path).map { file in counts.withLock { $0[file] != nil } } ?? false
    }

    /// - Returns: what `leave` wants back.
    static func enter(_ path: String) -> Identity? {
        let file = Identity(path)
        if let file { counts.withLock { $0[file, default: 0] += 1 } }
        return file
    }

    static func leave(_ file: Identity?) {
        guard let file else { return }
        counts.withLock { counts in
            let left = (counts[file] ?? 1) - 1
            counts[file] = left > 0 ? left : nil
        }
    }
}
