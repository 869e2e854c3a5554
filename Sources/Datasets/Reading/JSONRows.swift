/// The wanted values of a file with one JSON object a line.
struct JSONRows: RowReader {
    private let reader: LineReader
    private let file: String
    private let scanner: JSONScanner

    init(_ reader: LineReader, file: String, paths: [String]) {
        self.reader = reader
        self.file = file
        scanner = JSONScanner(JSONPaths(paths))
    }

    mutating func next(_ row: inout TableRow) throws(ImportError) -> RowReading {
        while true {
            switch try reader.next() {
            case .end: return .end
            case .tooLong(let number, let length):
                return .problem(RowProblem(.tooLong, file: file, line: number, reason: "the line has \(length) bytes"))
            case .line(let line):
                if line.bytes.allSatisfy({ $0 <= 0x20 }) { continue }
                return read(line, &row)
            }
        }
    }

    private func read(_ line: Line, _ row: inout TableRow) -> RowReading {
        row.clear()
        row.line = line.number
        do {
            try scanner.scan(line.bytes, into: &row)
            return .row
        } catch {
            let isCut = !line.isTerminated && error.offset >= line.bytes.count
            let reason = isCut ? "the file ends inside this row" : "\(error.reason), at byte \(error.offset + 1)"
            return .problem(RowProblem(isCut ? .truncated : .malformed, file: file, line: line.number, reason: reason))
        }
    }
}
