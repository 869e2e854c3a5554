#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One line of a file, valid until the next one is asked for.
public struct Line {
    /// Without the line end, be it LF or CR LF.
    public var bytes: UnsafeRawBufferPointer
    /// Counted from 1.
    public var number: Int
    /// False for a last line that the file does not end.
    public var isTerminated: Bool
}

/// What a `LineReader` found next.
public enum LineReading {
    case line(Line)
    /// A line longer than allowed; its bytes were skipped.
    case tooLong(number: Int, length: Int)
    case end
}

/// A text file line by line, plain, gzip or zstd, with one buffer for everything.
///
/// A UTF-8 byte order mark is skipped; UTF-16 is refused by name, for its bytes look like broken rows.
public final class LineReader {
    public let maximumLineLength: Int
    private let source: ByteReader
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var number = 0
    private var isAtEnd = false

    /// - Parameter maximumLineLength: in bytes; the buffer never grows beyond twice this.
    /// - Throws: `ImportError` when the file cannot be opened or begins as UTF-16.
    public init(path: String, maximumLineLength: Int = 1 << 20, bufferSize: Int = 1 << 18) throws(ImportError) {
        source = try ByteReader(path: path)
        self.maximumLineLength = max(maximumLineLength, 1)
        buffer = .allocate(byteCount: max(bufferSize, 16), alignment: 16)
        try skipByteOrderMark()
    }

    deinit { buffer.deallocate() }

    public var path: String { source.path }
    public var byteCount: Int64 { source.byteCount }
    /// Bytes on disk that have been read; together with `byteCount` the progress.
    public var bytesConsumed: Int64 { source.bytesConsumed }

    /// - Throws: `ImportError` when the disk fails or an archive is truncated or damaged.
    public func next() throws(ImportError) -> LineReading {
        var searched = start
        while true {
            if let found = memchr(buffer.baseAddress! + searched, 10, end - searched) {
                let stop = UnsafeRawPointer(found) - UnsafeRawPointer(buffer.baseAddress!)
                return take(upTo: stop, next: stop + 1, isTerminated: true)
            }
            if isAtEnd {
                return start == end ? .end : take(upTo: end, next: end, isTerminated: false)
            }
            if end - start > maximumLineLength + 1 { return try skipLongLine() }
            let pending = end - start
            try fill()
            searched = start + pending
        }
    }

    private func take(upTo stop: Int, next: Int, isTerminated: Bool) -> LineReading {
        number += 1
        let first = start
        start = next
        var last = stop
        if last > first && buffer[last - 1] == 13 { last -= 1 }
        guard last - first <= maximumLineLength else { return .tooLong(number: number, length: last - first) }
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[first..<last])
        return .line(Line(bytes: bytes, number: number, isTerminated: isTerminated))
    }

    private func skipLongLine() throws(ImportError) -> LineReading {
        number += 1
        var length = end - start
        start = end
        while true {
            try fill()
            guard start < end else { return .tooLong(number: number, length: length) }
            if let found = memchr(buffer.baseAddress! + start, 10, end - start) {
                let stop = UnsafeRawPointer(found) - UnsafeRawPointer(buffer.baseAddress!)
                length += stop - start
                start = stop + 1
                return .tooLong(number: number, length: length)
            }
            length += end - start
            start = end
        }
    }

    /// Moves what is pending to the front and reads on behind it, growing the buffer only when it is full of one line.
    private func fill() throws(ImportError) {
        if start > 0 {
            buffer.baseAddress!.copyMemory(from: buffer.baseAddress! + start, byteCount: end - start)
            end -= start
            start = 0
        }
        if end == buffer.count { grow() }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        end += count
        if count == 0 { isAtEnd = true }
    }

    private func grow() {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 16)
        larger.baseAddress!.copyMemory(from: buffer.baseAddress!, byteCount: end)
        buffer.deallocate()
        buffer = larger
    }

    private func skipByteOrderMark() throws(ImportError) {
        while end < 3 && !isAtEnd { try fill() }
        if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { start = 3 }
        guard end >= 2 else { return }
        let mark = (buffer[0], buffer[1])
        guard mark != (0xFF, 0xFE) && mark != (0xFE, 0xFF) else {
            throw ImportError(
                .wrongEncoding, file: path, line: 1, reason: "the file is UTF-16",
                advice: "Convert it first: iconv -f UTF-16 -t UTF-8")
        }
    }
}
