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
/// The file appears under its name when `finish()` has brought it to the disk, whole or not at all.
public struct CorpusWriter: ~Copyable {
    static let magic: UInt64 = 0x5355_5052_4F43_4D54  // "TMCORPUS"
    static let version: UInt64 = 1
    static let headBytes = 64
    /// What of the head the checksum is over.
    static let sealedHeadBytes = 48
    private static let flushBytes = 1 << 20

    private let path: String
    private let draft: String
    private let descriptor: Int32
    private let itemCount: Int
    private var buffer: [UInt8] = []
    private var index: [UInt64] = []
    private var events = 0
    /// Of what is flushed, from the beginning of the file.
    private var written = CorpusWriter.headBytes
    private var checksum = CorpusChecksum()
    private var isFinished = false

    /// - Parameters:
    ///   - path: of the file; what is there is replaced when the new one is whole.
    ///   - itemCount: size of the catalogue whose positions the events name.
    /// - Throws: `CorpusError.file`.
    public init(path: String, itemCount: Int) throws(CorpusError) {
        self.path = path
        self.itemCount = itemCount
        draft = path + ".draft"
        descriptor = open(draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .file(draft, errno) }
        try Self.write([UInt8](repeating: 0, count: Self.headBytes), to: descriptor, at: 0, path: draft)
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(draft) }
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

    /// - Throws: `CorpusError.file`; then there is no file, or the old one.
    public mutating func finish() throws(CorpusError) {
        let end = UInt64(written + buffer.count)
        while buffer.count % 8 != 0 { buffer.append(0) }
        let place = UInt64(written + buffer.count)
        for word in index + [end] { withUnsafeBytes(of: word.littleEndian) { buffer.append(contentsOf: $0) } }
        try flush()
        var head: [UInt8] = []
        func put(_ word: UInt64) { withUnsafeBytes(of: word.littleEndian) { head.append(contentsOf: $0) } }
        for word in [Self.magic, Self.version, UInt64(index.count / 2), UInt64(events), UInt64(itemCount), place] { put(word) }
        head.withUnsafeBytes { checksum.combine($0) }
        put(checksum.value)
        put(0)
        try Self.write(head, to: descriptor, at: 0, path: draft)
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw .file(path, errno) }
        isFinished = true
    }

    /// Whole words; the rest waits.
    private mutating func flush() throws(CorpusError) {
        let count = buffer.count & ~7
        let ready = Array(buffer[..<count])
        ready.withUnsafeBytes { checksum.combine($0) }
        try Self.write(ready, to: descriptor, at: written, path: draft)
        written += count
        buffer.removeFirst(count)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, at place: Int, path: String) throws(CorpusError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress! + done, bytes.count - done, off_t(place + done)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .file(path, count == 0 ? ENOSPC : errno) }
            done += count
        }
    }
}

/// A 64-bit sum over words in order. It finds damage, not malice.
package struct CorpusChecksum {
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
