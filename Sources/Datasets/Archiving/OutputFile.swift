import CZlib

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is written from front to back, compressed if its name ends with `.gz`.
///
/// The same bytes give the same file: gzip without name and time stamp.
package final class OutputFile {
    package let path: String
    private let descriptor: Int32
    private var archive: gzFile?
    private var isOpen = true

    /// - Throws: `OutputError` when the file exists or cannot be made.
    package init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputError(path: path, number: errno) }
        guard path.hasSuffix(".gz") else { return }
        // zlib closes the descriptor it is given.
        archive = gzdopen(dup(descriptor), "wb6")
        guard archive != nil else { throw OutputError(path: path, number: ENOMEM) }
    }

    deinit { if isOpen { _ = closeFiles() } }

    package func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        if let archive {
            let count = bytes.withUnsafeBytes { gzwrite(archive, $0.baseAddress, UInt32($0.count)) }
            guard count == bytes.count else { throw OutputError(path: path, number: errno) }
            return
        }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw OutputError(path: path, number: errno) }
            written += count
        }
    }

    /// Brings everything to the disk and closes.
    package func close() throws {
        isOpen = false
        if let archive, gzclose(archive) != Z_OK {
            let number = errno
            _ = system_close(descriptor)
            throw OutputError(path: path, number: number)
        }
        archive = nil
        let result = fsync(descriptor)
        let number = errno
        _ = system_close(descriptor)
        if result != 0 { throw OutputError(path: path, number: number) }
    }

    private func closeFiles() -> Int32 {
        if let archive { _ = gzclose(archive) }
        return system_close(descriptor)
    }
}

/// A file could not be written: the path, and the system's error number.
package struct OutputError: Error, Sendable {
    package var path: String
    package var number: Int32
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int { write(descriptor, bytes, count) }
private func system_close(_ descriptor: Int32) -> Int32 { close(descriptor) }
