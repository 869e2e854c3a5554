#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of a file from front to back, inflated on the way when the file begins as gzip or zstd does.
///
/// The name of the file is not asked: its first bytes decide. Memory is bounded by one input buffer and the window of the
/// compressor. A gzip file of several members, or a zstd file of several frames, is read as one, as `gunzip` and `unzstd` do.
public final class ByteReader {
    public let path: String
    /// Size on disk, in bytes; 0 when the system does not say (a pipe).
    public let byteCount: Int64
    /// How much of the file has been consumed, in bytes on disk.
    public private(set) var bytesConsumed: Int64 = 0
    public var isCompressed: Bool { archive != nil }

    /// Data does not shrink to a thousandth: an archive that did is made to fill somebody's disk or day.
    static let maximumRatio: Int64 = 1000
    /// Below this many bytes of content nobody is harmed.
    static let toleratedInflation: Int64 = 1 << 26

    private let descriptor: Int32
    private let input: UnsafeMutableRawBufferPointer
    private var inputStart = 0
    private var inputEnd = 0
    private var archive: ArchiveStream?
    private var bytesInflated: Int64 = 0
    private var isBetweenMembers = false
    /// The decompressor filled all it was given, so it may have more without further input.
    private var mayHoldOutput = false
    private var isFinished = false

    /// - Throws: `ImportError` when the file is missing, unreadable or a folder.
    public init(path: String, inputSize: Int = 1 << 17) throws(ImportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ImportError.cannotOpen(path, errorNumber: errno) }
        var status = stat()
        fstat(descriptor, &status)
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw ImportError.isFolder(path)
        }
        self.path = path
        self.descriptor = descriptor
        byteCount = Int64(status.st_size)
        input = .allocate(byteCount: max(inputSize, 64), alignment: 16)
        try detectCompression()
    }

    deinit {
        input.deallocate()
        close(descriptor)
    }

    /// Fills `buffer` from its front with what comes next.
    ///
    /// - Returns: the number of bytes written, 0 only at the end of the file.
    /// - Throws: `ImportError` when the disk fails, or when an archive ends too early, is damaged or a bomb.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
        guard !buffer.isEmpty, !isFinished else { return 0 }
        guard let archive else { return try copy(into: buffer) }
        return try inflate(archive, into: buffer)
    }

    // MARK: Plain files

    private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
        if inputStart == inputEnd { try refill() }
        let count = min(buffer.count, inputEnd - inputStart)
        guard count > 0 else {
            isFinished = true
            return 0
        }
        buffer.baseAddress!.copyMemory(from: input.baseAddress! + inputStart, byteCount: count)
        inputStart += count
        return count
    }

    /// Reads on after what is left in the input buffer; at the end of the file nothing is added.
    private func refill() throws(ImportError) {
        if inputStart > 0 {
            input.baseAddress!.copyMemory(from: input.baseAddress! + inputStart, byteCount: inputEnd - inputStart)
            inputEnd -= inputStart
            inputStart = 0
        }
        while inputEnd < input.count {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, input.baseAddress! + inputEnd, input.count - inputEnd)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, input.baseAddress! + inputEnd, input.count - inputEnd)
            #else
                let count = Glibc.read(descriptor, input.baseAddress! + inputEnd, input.count - inputEnd)
            #endif
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw ImportError.cannotOpen(path, errorNumber: errno) }
            inputEnd += count
            bytesConsumed += Int64(count)
            return
        }
    }

    // MARK: Archives

    private func detectCompression() throws(ImportError) {
        // A pipe may hand over its first bytes one by one.
        while inputEnd < ArchiveKind.magicLength {
            let before = inputEnd
            try refill()
            if inputEnd == before { break }
        }
        guard let kind = ArchiveKind(magic: UnsafeRawBufferPointer(rebasing: input[..<inputEnd])) else { return }
        do {
            archive = try ArchiveStream(kind)
        } catch {
            throw ImportError.damaged(path, kind, at: 0, error.detail)
        }
    }

    private func inflate(_ archive: ArchiveStream, into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
        while true {
            if inputStart == inputEnd && !mayHoldOutput { try refill() }
            if inputStart == inputEnd && !mayHoldOutput {
                guard isBetweenMembers else { throw ImportError.truncated(path, archive.kind, after: bytesConsumed) }
                isFinished = true
                return 0
            }
            let produced = try inflateOnce(archive, into: buffer)
            if produced > 0 { return produced }
            if isFinished { return 0 }
        }
    }

    private func inflateOnce(_ archive: ArchiveStream, into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
        let step: InflatingStep
        do {
            step = try archive.step(UnsafeRawBufferPointer(rebasing: input[inputStart..<inputEnd]), into: buffer)
        } catch {
            throw ImportError.damaged(path, archive.kind, at: bytesConsumed - Int64(inputEnd - inputStart), error.detail)
        }
        inputStart += step.consumed
        bytesInflated += Int64(step.produced)
        mayHoldOutput = step.produced == buffer.count && !step.isAtMemberEnd
        isBetweenMembers = step.isAtMemberEnd
        if bytesInflated > ByteReader.toleratedInflation, bytesInflated / ByteReader.maximumRatio > bytesConsumed {
            throw ImportError.inflatesTooMuch(path, archive.kind, from: bytesConsumed, to: bytesInflated)
        }
        if step.isAtMemberEnd, archive.kind == .gzip, try !beginNextMember(archive) { isFinished = true }
        return step.produced
    }

    /// After one member: zero bytes may pad the end, another member may follow, anything else is damage.
    private func beginNextMember(_ archive: ArchiveStream) throws(ImportError) -> Bool {
        while true {
            while inputStart < inputEnd && input[inputStart] == 0 { inputStart += 1 }
            if inputEnd - inputStart >= 2 { break }
            let before = inputEnd - inputStart
            try refill()
            if inputEnd - inputStart == before {
                if before == 0 { return false }
                break
            }
        }
        guard inputEnd - inputStart >= 2, input[inputStart] == 0x1F, input[inputStart + 1] == 0x8B else {
            let place = bytesConsumed - Int64(inputEnd - inputStart)
            throw ImportError.damaged(path, archive.kind, at: place, "bytes that are not gzip follow")
        }
        archive.beginNextMember()
        isBetweenMembers = false
        return true
    }
}
