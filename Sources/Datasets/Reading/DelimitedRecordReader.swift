#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Records of a delimited file, without allocation per field.
///
/// With quotes, as RFC 4180 has them: a field that begins with `"` may hold delimiters, doubled quotes and line ends; a quote
/// inside any other field is a character like others. Without, as tab-separated files are: every byte between delimiters counts.
///
/// A quote that is never closed would swallow the rest of the file. It costs its own line only: after
/// `maximumRecordLines` lines without an end the first line is reported and the others are read again.
final class DelimitedRecordReader {
    enum Reading {
        /// `fields` holds until the next call.
        case record(line: Int, isTerminated: Bool)
        case problem(RowProblem)
        case end
    }

    private enum Splitting {
        case whole, open, textAfterQuote
    }

    private struct HeldLine {
        var bytes: [UInt8]
        var number: Int
        var isTerminated: Bool
    }

    let reader: LineReader
    let file: String
    let delimiter: UInt8
    let hasQuotes: Bool
    let maximumRecordLines: Int
    /// Of the current record, quotes taken off.
    private(set) var fields: [UnsafeRawBufferPointer] = []
    /// Lines read ahead and given back, next one last.
    private var held: [HeldLine] = []
    /// What stopped the reading ahead; comes after the lines that are held.
    private var heldProblem: RowProblem?
    private let text = RawScratch()
    private let unquoted = RawScratch()

    init(_ reader: LineReader, file: String, delimiter: UInt8, hasQuotes: Bool, maximumRecordLines: Int = 64) {
        self.reader = reader
        self.file = file
        self.delimiter = delimiter
        self.hasQuotes = hasQuotes
        self.maximumRecordLines = maximumRecordLines
    }

    func next() throws(ImportError) -> Reading {
        if let line = held.popLast() { return try record(of: line) }
        if let problem = heldProblem.take() { return .problem(problem) }
        switch try reader.next() {
        case .end: return .end
        case .tooLong(let number, let length): return .problem(tooLong(number, length))
        case .line(let line):
            switch split(line.bytes) {
            case .whole: return .record(line: line.number, isTerminated: line.isTerminated)
            case .textAfterQuote: return .problem(textAfterQuote(line.number))
            case .open:
                return try joined(
                    from: HeldLine(bytes: Array(line.bytes), number: line.number, isTerminated: line.isTerminated))
            }
        }
    }

    /// A line that was read ahead before.
    private func record(of line: HeldLine) throws(ImportError) -> Reading {
        switch split(copied(line.bytes)) {
        case .whole: .record(line: line.number, isTerminated: line.isTerminated)
        case .textAfterQuote: .problem(textAfterQuote(line.number))
        case .open: try joined(from: line)
        }
    }

    /// A record whose quote is still open at the end of its first line.
    private func joined(from first: HeldLine) throws(ImportError) -> Reading {
        var whole = first.bytes
        var ahead: [HeldLine] = []
        while ahead.count < maximumRecordLines, whole.count <= reader.maximumLineLength, let line = try nextHeld() {
            ahead.append(line)
            whole.append(10)
            whole.append(contentsOf: line.bytes)
            guard line.bytes.contains(UInt8(ascii: "\"")) else { continue }
            if case .whole = split(copied(whole)) { return .record(line: first.number, isTerminated: line.isTerminated) }
        }
        held.append(contentsOf: ahead.reversed())
        return .problem(RowProblem(.malformed, file: file, line: first.number, reason: "a quote is never closed"))
    }

    /// Nil at the end, and where a line is too long to be part of a record: that line is then reported by itself.
    private func nextHeld() throws(ImportError) -> HeldLine? {
        if let line = held.popLast() { return line }
        guard heldProblem == nil else { return nil }
        switch try reader.next() {
        case .end: return nil
        case .tooLong(let number, let length):
            heldProblem = tooLong(number, length)
            return nil
        case .line(let line):
            return HeldLine(bytes: Array(line.bytes), number: line.number, isTerminated: line.isTerminated)
        }
    }

    private func copied(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        text.clear(reserving: bytes.count)
        bytes.withUnsafeBytes { text.append($0) }
        return text.bytes
    }

    private func tooLong(_ number: Int, _ length: Int) -> RowProblem {
        RowProblem(.tooLong, file: file, line: number, reason: "the line has \(length) bytes")
    }

    private func textAfterQuote(_ line: Int) -> RowProblem {
        RowProblem(.malformed, file: file, line: line, reason: "text follows a closing quote")
    }

    // MARK: Fields

    private func split(_ bytes: UnsafeRawBufferPointer) -> Splitting {
        fields.removeAll(keepingCapacity: true)
        guard let base = bytes.baseAddress, !bytes.isEmpty else {
            fields.append(bytes)
            return .whole
        }
        if hasQuotes, memchr(base, Int32(UInt8(ascii: "\"")), bytes.count) != nil { return splitQuoted(bytes) }
        var first = 0
        var position = 0
        let count = bytes.count
        while position < count {
            if bytes[position] == delimiter {
                fields.append(UnsafeRawBufferPointer(start: base + first, count: position - first))
                first = position + 1
            }
            position += 1
        }
        fields.append(UnsafeRawBufferPointer(start: base + first, count: count - first))
        return .whole
    }

    private func splitQuoted(_ bytes: UnsafeRawBufferPointer) -> Splitting {
        unquoted.clear(reserving: bytes.count)
        var position = 0
        while true {
            if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
                guard let stop = quotedField(bytes, from: position + 1) else { return .open }
                position = stop
            } else {
                let first = position
                while position < bytes.count && bytes[position] != delimiter { position += 1 }
                fields.append(UnsafeRawBufferPointer(rebasing: bytes[first..<position]))
            }
            guard position < bytes.count else { return .whole }
            guard bytes[position] == delimiter else { return .textAfterQuote }
            position += 1
        }
    }

    /// - Returns: the position behind the closing quote; nil when there is none.
    private func quotedField(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var first = start
        var isDoubled = false
        let kept = unquoted.count
        while let found = memchr(bytes.baseAddress! + first, Int32(UInt8(ascii: "\"")), bytes.count - first) {
            let quote = UnsafeRawPointer(found) - bytes.baseAddress!
            guard quote + 1 < bytes.count && bytes[quote + 1] == UInt8(ascii: "\"") else {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[first..<quote])
                // Without doubled quotes the field can stay where it is.
                if isDoubled { unquoted.append(rest) }
                fields.append(isDoubled ? unquoted.bytes(from: kept) : rest)
                return quote + 1
            }
            unquoted.append(UnsafeRawBufferPointer(rebasing: bytes[first...quote]))
            isDoubled = true
            first = quote + 2
        }
        return nil
    }
}
