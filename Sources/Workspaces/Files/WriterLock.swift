import Glibc

/// The right to write to a folder, held by one process at a time.
///
/// The kernel gives the lock back when its holder ends, however it ends; the text in the file is for people only.
public final class WriterLock: Sendable {
    private let descriptor: Int32

    /// - Parameter purpose: what the holder does, shown to whoever finds the lock taken.
    /// - Throws: `WorkspaceError` with code `locked` when another holder is alive.
    package init(file path: String, purpose: String) throws {
        let descriptor = Int32(try FileSystemCall.check("open", path) { Int(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)) })
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            let holder = WriterLock.holder(of: descriptor)
            close(descriptor)
            if number != EWOULDBLOCK { throw FileSystemCall.error("lock", path, number) }
            throw WorkspaceError(
                .locked, "\(FileSystemCall.parent(of: path)) is being written by \(holder)",
                advice: "Wait for it to end, or end it, then run the command again")
        }
        let text = Array("process \(getpid()), \(purpose)\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
        self.descriptor = descriptor
    }

    /// Unlocked by name: a child process that another thread is just starting holds a copy of the descriptor until it has begun its
    /// own program, and closing ours alone would leave the lock with it.
    deinit {
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func holder(of descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        let text = String(decoding: buffer.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return text.isEmpty ? "another process" : text
    }
}
