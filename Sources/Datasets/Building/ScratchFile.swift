#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file without a name: when the process ends, however it ends, nothing of it is left on the disk.
///
/// `@unchecked Sendable`: one thread writes; reading is `pread`, which any thread may do.
package final class ScratchFile: @unchecked Sendable {
    private let folder: String
    private let descriptor: Int32
    private let maximumBytes: Int
    /// Written so far.
    package private(set) var byteCount = 0

    /// - Parameter maximumBytes: beyond which writing fails as on a full disk; nil for as much as the disk has.
    /// - Throws: `ScratchError`.
    package init(folder: String, maximumBytes: Int? = nil) throws(ScratchError) {
        self.folder = folder
        self.maximumBytes = maximumBytes ?? .max
        descriptor = try ScratchFile.opened(in: folder)
    }

    deinit { close(descriptor) }

    /// Opens a new file for reading and writing and takes its name away again.
    ///
    /// - Returns: a descriptor that the caller closes.
    package static func opened(in folder: String) throws(ScratchError) -> Int32 {
        for attempt in 0..<1000 {
            let path = "\(folder)/.scratch-\(getpid())-\(attempt)"
            let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
            if descriptor < 0, errno == EEXIST { continue }
            guard descriptor >= 0 else { break }
            unlink(path)
            return descriptor
        }
        throw ScratchError(folder: folder, number: errno)
    }

    /// - Returns: where the bytes begin.
    /// - Throws: `ScratchError`; what was written before stays readable.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(ScratchError) -> Int {
        guard bytes.count <= maximumBytes - byteCount else { throw ScratchError(folder: folder, number: ENOSPC) }
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(byteCount + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ScratchError(folder: folder, number: count == 0 ? ENOSPC : errno) }
            done += count
        }
        defer { byteCount += bytes.count }
        return byteCount
    }

    /// Fills a buffer from a place.
    package func read(at place: Int, into bytes: UnsafeMutableRawBufferPointer) throws(ScratchError) {
        var done = 0
        while done < bytes.count {
            let count = pread(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(place + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ScratchError(folder: folder, number: count == 0 ? EIO : errno) }
            done += count
        }
    }
}

/// The operating system refused a temporary file.
package struct ScratchError: Error, Equatable, Sendable, CustomStringConvertible {
    /// In which the file was to be.
    package var folder: String
    /// What `errno` said.
    package var number: Int32

    package init(folder: String, number: Int32) { (self.folder, self.number) = (folder, number) }

    package var description: String {
        "a temporary file in \(folder): \(String(cString: strerror(number))); check the folder and the space on the disk"
    }
}

/// A 64-bit sum over words in order. It finds damage, not malice.
package struct WordChecksum: Sendable, Hashable {
    package private(set) var value: UInt64 = 0x7A57_E7A5
    package init() {}

    /// - Parameter bytes: a multiple of eight.
    package mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        var sum = value
        for place in stride(from: 0, to: bytes.count & ~7, by: 8) {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            sum ^= sum >> 29
        }
        value = sum
    }
}
