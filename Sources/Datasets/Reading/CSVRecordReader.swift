/// Records of a comma-separated file by RFC 4180: quoted fields, doubled quotes, line ends inside quotes.
///
/// A quote that is never closed would swallow the rest of the file. It costs its own line only: after
/// `maximumRecordLines` lines without an end the first line is reported and the others are read again.
struct CSVRecordReader {
    /// What came next.
    enum Reading {
        /// The fields are valid until the next call.
        case record(fields: [[UInt8]], line: Int, isTerminated: Bool)
        case problem(RowProblem)
        case end
    }

    private struct HeldLine {
        var bytes: [UInt8]
        var number: Int
        var isTerminated: Bool
    }

    let reader: LineReader
    let file: String
    let maximumRecordLines: Int
    /// Lines read ahead and given back, next one last.
    private var held: [HeldLine] = []

    init(_ reader: LineReader, file: String, maximumRecordLines: Int = 64) {
        self.reader = reader
        self.file = file
        self.maximumRecordLines = maximumRecordLines
    }

    mutating func next() throws(ImportError) -> Reading {
        switch try nextLine() {
        case .end: return .end
        case .problem(let problem): return .problem(problem)
        case .line(let first):
            if CSVRecordReader.isBalanced(first.bytes) { return fields(of: first) }
            return try joined(from: first)
        }
    }

    private enum HeldReading {
        case line(HeldLine)
        case problem(RowProblem)
        case end
    }

    private mutating func nextLine() throws(ImportError) -> HeldReading {
        if let line = held.popLast() { return .line(line) }
        switch try reader.next() {
        case .end: return .end
        case .tooLong(let number, let length):
            return .problem(RowProblem(.tooLong, file: file, line: number, reason: "the line has \(length) bytes"))
        case .line(let line):
            return .line(HeldLine(bytes: Array(line.bytes), number: line.number, isTerminated: line.isTerminated))
        }
    }

    /// A record whose quote is still open at the end of its first line.
    private mutating func joined(from first: HeldLine) throws(ImportError) -> Reading {
        var whole = first
        var ahead: [HeldLine] = []
        while ahead.count < maximumRecordLines, case .line(let line) = try nextLine() {
            ahead.append(line)
            whole.bytes.append(10)
            whole.bytes.append(contentsOf: line.bytes)
            whole.isTerminated = line.isTerminated
            if !CSVRecordReader.hasOddQuotes(line.bytes) { continue }
            if CSVRecordReader.isBalanced(whole.bytes) { return fields(of: whole) }
        }
        held.append(contentsOf: ahead.reversed())
        return .problem(RowProblem(.malformed, file: file, line: first.number, reason: "a quote is never closed"))
    }

    private func fields(of line: HeldLine) -> Reading {
        guard let fields = CSVRecordReader.split(line.bytes) else {
            return .problem(
                RowProblem(.malformed, file: file, line: line.number, reason: "text follows a closing quote"))
        }
        return .record(fields: fields, line: line.number, isTerminated: line.isTerminated)
    }

    private static func hasOddQuotes(_ bytes: [UInt8]) -> Bool {
        var isOdd = false
        for byte in bytes where byte == UInt8(ascii: "\"") { isOdd.toggle() }
        return isOdd
    }

    private static func isBalanced(_ bytes: [UInt8]) -> Bool { !hasOddQuotes(bytes) }

    /// - Returns: nil when something other than a comma follows a closing quote.
    static func split(_ bytes: [UInt8]) -> [[UInt8]]? {
        var fields: [[UInt8]] = []
        var position = 0
        while true {
            var field: [UInt8] = []
            if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
                guard let stop = quotedField(bytes, from: position + 1, into: &field) else { return nil }
                position = stop
            } else {
                let first = position
                while position < bytes.count && bytes[position] != UInt8(ascii: ",") { position += 1 }
                field.append(contentsOf: bytes[first..<position])
            }
            fields.append(field)
            guard position < bytes.count else { return fields }
            guard bytes[position] == UInt8(ascii: ",") else { return nil }
            position += 1
        }
    }

    /// - Returns: the position behind the closing quote; nil when there is none.
    private static func quotedField(_ bytes: [UInt8], from start: Int, into field: inout [UInt8]) -> Int? {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == UInt8(ascii: "\"") else {
                field.append(byte)
                continue
            }
            guard position < bytes.count && bytes[position] == UInt8(ascii: "\"") else { return position }
            field.append(byte)
            position += 1
        }
        return nil
    }
}
