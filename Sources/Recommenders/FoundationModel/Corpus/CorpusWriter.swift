import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// The file of a corpus: head, blocks of users, index. Little-endian.
//
//     head    "TMCORPUS" · version u64 · users u64 · events u64 · items u64 · place of the index u64 · checksum u64 · 0 u64
//     index   users × (key u64 · place of the block u64), then the place behind the last block
//
// The checksum is over everything behind the head, then over the head before it, eight bytes at a time.

/// Writes histories into a file that `MappedCorpus` reads, one user at a time.
///
/// The file appears under its name when `finish()` has brought it to the disk, whole or not at all; one that nobody else shall
/// read never has a name, and is gone with whoever reads it.
public struct CorpusWriter: ~Copyable {
    static let magic: UInt64 = 0x5355_5052_4F43_4D54  // "TMCORPUS"
    static let version: UInt64 = 1
    static let headBytes = 64
    /// What of the head the checksum is over.
    static let sealedHeadBytes = 48
    private static let flushBytes = 1 << 20

    private let path: String
    /// Nil for a file without a name.
    private let draft: String?
    private let descriptor: Int32
    private let itemCount: Int
    private var buffer: [UInt8] = []
    private var index: [UInt64] = []
    private var events = 0
    /// Of what is flushed, from the beginning of the file.
    private var written = CorpusWriter.headBytes
    private var checksum = WordChecksum()
    private var isFinished = false

    /// - Parameters:
    ///   - path: of the file; what is there is replaced when the new one is whole.
    ///   - itemCount: size of the catalogue whose positions the events name.
    /// - Throws: `CorpusError.file`.
    public init(path: String, itemCount: Int) throws(CorpusError) {
        let draft = path + ".draft"
        let descriptor = open(draft, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .file(draft, errno) }
        try self.init(path: path, draft: draft, descriptor, itemCount)
    }

    /// A file without a name, for `finishedCorpus()`.
    ///
    /// - Parameter folder: on whose disk it lies.
    /// - Throws: `CorpusError.file`.
    package init(scratchIn folder: String, itemCount: Int) throws(CorpusError) {
        let descriptor: Int32
        do { descriptor = try ScratchFile.opened(in: folder) } catch { throw .file(error.folder, error.number) }
        try self.init(path: folder, draft: nil, descriptor, itemCount)
    }

    private init(path: String, draft: String?, _ descriptor: Int32, _ itemCount: Int) throws(CorpusError) {
        (self.path, self.draft, self.descriptor, self.itemCount) = (path, draft, descriptor, itemCount)
        try write([UInt8](repeating: 0, count: Self.headBytes), at: 0)
    }

    deinit {
        close(descriptor)
        if let draft, !isFinished { unlink(draft) }
    }

    /// Users come in the order of `Dataset.users`.
    ///
    /// - Throws: `CorpusError`.
    public mutating func append(_ user: UserHistory) throws(CorpusError) {
        index.append(user.key)
        index.append(UInt64(written + buffer.count))
        try CorpusBlock.encode(user, into: &buffer)
        events += user.interactions.count
        if buffer.count >= Self.flushBytes { try flush() }
    }

    /// Gives the file its name.
    ///
    /// - Throws: `CorpusError.file`; then there is no file, or the old one.
    public mutating func finish() throws(CorpusError) {
        try seal()
        guard let draft else { throw .file(path, ENOENT) }
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw .file(path, errno) }
        isFinished = true
    }

    /// What was written, from here on read from the file.
    ///
    /// - Throws: `CorpusError`.
    package mutating func finishedCorpus() throws(CorpusError) -> MappedCorpus {
        try seal()
        return try MappedCorpus(descriptor: descriptor, path: path)
    }

    /// Writes the index, and the head with the checksum over everything.
    private mutating func seal() throws(CorpusError) {
        let end = UInt64(written + buffer.count)
        while buffer.count % 8 != 0 { buffer.append(0) }
        let place = UInt64(written + buffer.count)
        for word in index + [end] {
            withUnsafeBytes(of: word.littleEndian) { buffer.append(contentsOf: $0) }
            if buffer.count >= Self.flushBytes { try flush() }
        }
        try flush()
        var head: [UInt8] = []
        func put(_ word: UInt64) { withUnsafeBytes(of: word.littleEndian) { head.append(contentsOf: $0) } }
        for word in [Self.magic, Self.version, UInt64(index.count / 2), UInt64(events), UInt64(itemCount), place] { put(word) }
        head.withUnsafeBytes { checksum.combine($0) }
        put(checksum.value)
        put(0)
        try write(head, at: 0)
    }

    /// Whole words; the rest waits.
    private mutating func flush() throws(CorpusError) {
        let count = buffer.count & ~7
        let ready = Array(buffer[..<count])
        ready.withUnsafeBytes { checksum.combine($0) }
        try write(ready, at: written)
        written += count
        buffer.removeFirst(count)
    }

    private func write(_ bytes: [UInt8], at place: Int) throws(CorpusError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress! + done, bytes.count - done, off_t(place + done)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .file(draft ?? path, count == 0 ? ENOSPC : errno) }
            done += count
        }
    }
}

/// What can go wrong with the file of a corpus, each with what to do.
public enum CorpusError: Error, Equatable, Sendable, CustomStringConvertible {
    case file(String, Int32)
    case damaged(String, reason: String)
    case tooLong(user: String)

    public var description: String {
        switch self {
        case .file(let path, let number): "\(path): \(String(cString: strerror(number))); check the path and the space on the disk"
        case .damaged(let path, let reason): "\(path) is no corpus, or it is damaged: \(reason); write it again"
        case .tooLong(let user): "the id of user \(user.prefix(40))… is too long to be written; the limit is 65,535 bytes"
        }
    }
}
