import Datasets
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Histories in a file of `CorpusWriter`, read as they are asked for: the system keeps in memory what fits, and no more.
///
/// Of the file itself at most some 64 MB count as memory of the process: what was read is let go again and again. Where there is
/// room, the system keeps it all the same, and reading it once more costs a look into its table.
public final class MappedCorpus: TrainingCorpus, @unchecked Sendable {  // Rule: the mapping is read only from `init` to `deinit`.
    private let bytes: UnsafeRawBufferPointer
    private let index: Int
    private let bytesRead = Atomic<Int>(0)
    private static let mostResidentBytes = 64 << 20
    public let userCount: Int
    public let eventCount: Int
    /// Size of the catalogue whose positions the events name.
    public let itemCount: Int

    /// Of the whole file.
    public var byteCount: Int { bytes.count }

    /// Opens a file and reads it once, so that nothing in it can surprise the training.
    ///
    /// - Throws: `CorpusError`: the file cannot be read, or is not whole.
    /// - Complexity: O(bytes of the file).
    public convenience init(path: String) throws(CorpusError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path, errno) }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, path: path)
    }

    /// - Parameters:
    ///   - descriptor: of an open file, which may be closed afterwards.
    ///   - path: what errors call it.
    package init(descriptor: Int32, path: String) throws(CorpusError) {
        let mapped = try Self.map(descriptor, path)
        var head = [UInt64](repeating: 0, count: 8)
        if mapped.count >= CorpusWriter.headBytes {
            for place in 0..<8 { head[place] = UInt64(littleEndian: mapped.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)) }
        }
        (userCount, eventCount) = (Int(truncatingIfNeeded: head[2]), Int(truncatingIfNeeded: head[3]))
        (itemCount, index) = (Int(truncatingIfNeeded: head[4]), Int(truncatingIfNeeded: head[5]))
        bytes = mapped
        if let reason = problem(head) { throw .damaged(path, reason: reason) }
        letGo()
        // Users come in the order of a hash, and what was read is not needed again soon.
        madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count, MADV_RANDOM)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }

    private static func map(_ descriptor: Int32, _ path: String) throws(CorpusError) -> UnsafeRawBufferPointer {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .file(path, errno) }
        guard status.st_size > 0 else { throw .damaged(path, reason: "it is empty") }
        let count = Int(status.st_size)
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else { throw .file(path, errno) }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// The pages stay in the system's cache as long as there is room; nobody writes to them, so nothing is lost.
    private func letGo() { madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count, MADV_DONTNEED) }

    private func noteRead(_ count: Int) {
        let (old, new) = bytesRead.add(count, ordering: .relaxed)
        if old / Self.mostResidentBytes != new / Self.mostResidentBytes { letGo() }
    }

    private func problem(_ head: [UInt64]) -> String? {
        guard head[0] == CorpusWriter.magic else { return "it does not begin as one" }
        guard head[1] == CorpusWriter.version else { return "version \(head[1]), this program reads \(CorpusWriter.version)" }
        guard itemCount >= 0, itemCount <= Int(Int32.max), userCount >= 0, userCount < bytes.count / 16, index >= CorpusWriter.headBytes,
            index <= bytes.count, bytes.count - index == 16 * userCount + 8
        else { return "\(userCount) users do not fit into \(bytes.count) bytes" }
        madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count, MADV_SEQUENTIAL)
        var checksum = WordChecksum()
        for place in stride(from: CorpusWriter.headBytes, to: bytes.count, by: Self.mostResidentBytes) {
            checksum.combine(UnsafeRawBufferPointer(rebasing: bytes[place..<min(place + Self.mostResidentBytes, bytes.count)]))
            letGo()
        }
        checksum.combine(UnsafeRawBufferPointer(rebasing: bytes[..<CorpusWriter.sealedHeadBytes]))
        guard checksum.value == head[6] else { return "its content is not what was written" }
        return problemInBlocks()
    }

    private func problemInBlocks() -> String? {
        var (place, events) = (CorpusWriter.headBytes, 0)
        for user in 0..<userCount {
            let range = block(user)
            guard range.lower == place, range.upper >= place + CorpusBlock.headBytes, range.upper <= index else {
                return "user \(user) lies at \(range.lower)"
            }
            let content = UnsafeRawBufferPointer(rebasing: bytes[range.lower..<range.upper])
            if let reason = CorpusBlock.problem(in: content, itemCount: itemCount) { return "user \(user): \(reason)" }
            guard UInt64(littleEndian: content.loadUnaligned(as: UInt64.self)) == key(of: user) else { return "user \(user) has two keys" }
            events += Int(UInt32(littleEndian: content.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
            place = range.upper
            noteRead(content.count)
        }
        return events == eventCount ? nil : "\(events) of \(eventCount) events are there"
    }

    private func word(_ place: Int) -> UInt64 { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }

    /// Where a block lies; the end is where the next one begins.
    private func block(_ user: Int) -> (lower: Int, upper: Int) {
        let next = index + 16 * (user + 1) + (user + 1 < userCount ? 8 : 0)
        return (Int(truncatingIfNeeded: word(index + 16 * user + 8)), Int(truncatingIfNeeded: word(next)))
    }

    public func key(of user: Int) -> UInt64 { word(index + 16 * user) }

    public func history(of user: Int) -> UserHistory {
        precondition(user >= 0 && user < userCount, "user \(user) of \(userCount)")
        let range = block(user)
        noteRead(range.upper - range.lower)
        return CorpusBlock.decode(UnsafeRawBufferPointer(rebasing: bytes[range.lower..<range.upper]))
    }
}
