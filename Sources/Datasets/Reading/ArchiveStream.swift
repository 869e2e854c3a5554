import CZlib
import CZstd

/// How a file is compressed, told by its first bytes.
enum ArchiveKind: String, Sendable {
    case gzip, zstd

    /// Bytes that must be seen before the kind is known.
    static let magicLength = 4

    init?(magic bytes: UnsafeRawBufferPointer) {
        if bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B {
            self = .gzip
        } else if bytes.count >= 4, bytes[1] == 0xB5, bytes[2] == 0x2F, bytes[3] == 0xFD, bytes[0] == 0x28 {
            self = .zstd
        } else if bytes.count >= 4, bytes[0] & 0xF0 == 0x50, bytes[1] == 0x2A, bytes[2] == 0x4D, bytes[3] == 0x18 {
            // A skippable frame, as parallel compressors put in front.
            self = .zstd
        } else {
            return nil
        }
    }
}

/// What one step of inflating did.
struct InflatingStep {
    /// Bytes taken from the input.
    var consumed: Int
    /// Bytes put into the output.
    var produced: Int
    /// Whether a member (gzip) or frame (zstd) came to its end, check sum included.
    var isAtMemberEnd: Bool
}

/// Why bytes are not what a compressor wrote.
struct ArchiveDamage: Error {
    var detail: String
}

/// A decompressor of one format; memory is bounded by the format's window, at most 128 MB for zstd and 32 KB for gzip.
final class ArchiveStream {
    let kind: ArchiveKind
    private let gzip: UnsafeMutablePointer<z_stream>?
    private let zstd: OpaquePointer?

    /// - Throws: `ArchiveDamage` when the library refuses to start.
    init(_ kind: ArchiveKind) throws(ArchiveDamage) {
        self.kind = kind
        switch kind {
        case .gzip:
            zstd = nil
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            // 15 bits of window, + 16: a gzip header and its check sum are required.
            let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            guard code == Z_OK else {
                stream.deallocate()
                gzip = nil
                throw ArchiveDamage(detail: "zlib refused to start, code \(code)")
            }
            gzip = stream
        case .zstd:
            gzip = nil
            zstd = ZSTD_createDStream()
            guard zstd != nil else { throw ArchiveDamage(detail: "no memory for zstd") }
        }
    }

    deinit {
        if let gzip {
            inflateEnd(gzip)
            gzip.deallocate()
        }
        if let zstd { ZSTD_freeDStream(zstd) }
    }

    /// Inflates as much as fits.
    ///
    /// - Throws: `ArchiveDamage` when the input is not what it should be.
    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(ArchiveDamage) -> InflatingStep {
        switch kind {
        case .gzip: try inflateGzip(input, output)
        case .zstd: try inflateZstd(input, output)
        }
    }

    /// Begins the next member of a gzip file; frames of zstd follow each other without it.
    func beginNextMember() {
        if let gzip { inflateReset(gzip) }
    }

    private func inflateGzip(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(ArchiveDamage) -> InflatingStep {
        let stream = gzip!
        let capacity = min(output.count, Int(Int32.max))
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress!.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress!.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(capacity)
        let code = inflate(stream, Z_NO_FLUSH)
        guard code == Z_OK || code == Z_BUF_ERROR || code == Z_STREAM_END else {
            throw ArchiveDamage(detail: stream.pointee.msg.map { String(cString: $0) } ?? "zlib code \(code)")
        }
        return InflatingStep(
            consumed: input.count - Int(stream.pointee.avail_in), produced: capacity - Int(stream.pointee.avail_out),
            isAtMemberEnd: code == Z_STREAM_END)
    }

    private func inflateZstd(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(ArchiveDamage) -> InflatingStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(zstd, &target, &source)
        guard ZSTD_isError(code) == 0 else { throw ArchiveDamage(detail: String(cString: ZSTD_getErrorName(code))) }
        return InflatingStep(consumed: source.pos, produced: target.pos, isAtMemberEnd: code == 0)
    }
}
