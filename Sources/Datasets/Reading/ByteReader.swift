import CZlib

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of a file from front to back, inflated on the way when the file begins as gzip does.
///
/// The name of the file is not asked: two magic bytes decide. Memory is bounded by one input buffer.
/// A gzip file of several members is read as one, as `gunzip` does.
public final class ByteReader {
    public let path: String
    /// Size on disk, in bytes; 0 when the system does not say (a pipe).
    public let byteCount: Int64
    /// How much of the file has been consumed, in bytes on disk.
    public private(set) var bytesConsumed: Int64 = 0
    public private(set) var isCompressed = false

    private let descriptor: Int32
    private let input: UnsafeMutableRawBufferPointer
    private var inputStart = 0
    private var inputEnd = 0
    private var inflater: UnsafeMutablePointer<z_stream>?
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
        if let inflater {
            inflateEnd(inflater)
            inflater.deallocate()
        }
        input.deallocate()
        close(descriptor)
    }

    /// Fills `buffer` from its front with what comes next.
    ///
    /// - Returns: the number of bytes written, 0 only at the end of the file.
    /// - Throws: `ImportError` when the disk fails, or when a gzip file ends too early or is damaged.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
        guard !buffer.isEmpty, !isFinished else { return 0 }
        return inflater == nil ? try copy(into: buffer) : try inflate(into: buffer)
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

    // MARK: Gzip

    private func detectCompression() throws(ImportError) {
        // A pipe may hand over its first two bytes one by one.
        while inputEnd < 2 {
            let before = inputEnd
            try refill()
            if inputEnd == before { break }
        }
        guard inputEnd >= 2, input[0] == 0x1F, input[1] == 0x8B else { return }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, + 16: a gzip header and its check sum are required.
        let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            throw ImportError.damaged(path, at: 0, "zlib refused to start, code \(code)")
        }
        inflater = stream
        isCompressed = true
    }

    private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
        let stream = inflater!
        stream.pointee.next_out = buffer.baseAddress!.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(min(buffer.count, Int(Int32.max)))
        let wanted = Int(stream.pointee.avail_out)
        while Int(stream.pointee.avail_out) == wanted {
            if inputStart == inputEnd { try refill() }
            guard inputStart < inputEnd else { throw ImportError.truncated(path, after: bytesConsumed) }
            let available = inputEnd - inputStart
            stream.pointee.next_in = (input.baseAddress! + inputStart).assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_in = UInt32(available)
            let code = CZlib.inflate(stream, Z_NO_FLUSH)
            inputStart += available - Int(stream.pointee.avail_in)
            if code == Z_STREAM_END {
                if try !beginNextMember() {
                    isFinished = true
                    break
                }
            } else if code != Z_OK && code != Z_BUF_ERROR {
                let detail = stream.pointee.msg.map { String(cString: $0) } ?? "zlib code \(code)"
                throw ImportError.damaged(path, at: bytesConsumed - Int64(inputEnd - inputStart), detail)
            }
        }
        return wanted - Int(stream.pointee.avail_out)
    }

    /// After one member: zero bytes may pad the end, another member may follow, anything else is damage.
    private func beginNextMember() throws(ImportError) -> Bool {
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
            throw ImportError.damaged(path, at: place, "bytes that are not gzip follow")
        }
        inflateReset(inflater!)
        return true
    }
}
