/// Records of a small comma-separated file as arrays that may be kept; `DelimitedRecordReader` does the reading, and is what large files are
/// read with.
struct CSVRecordReader {
    /// What came next.
    enum Reading {
        case record(fields: [[UInt8]], line: Int, isTerminated: Bool)
        case problem(RowProblem)
        case end
    }

    private let records: DelimitedRecordReader

    init(_ reader: LineReader, file: String, maximumRecordLines: Int = 64) {
        records = DelimitedRecordReader(
            reader, file: file, delimiter: UInt8(ascii: ","), hasQuotes: true, maximumRecordLines: maximumRecordLines)
    }

    mutating func next() throws(ImportError) -> Reading {
        switch try records.next() {
        case .end: .end
        case .problem(let problem): .problem(problem)
        case .record(let line, let isTerminated): .record(fields: records.fields.map(Array.init), line: line, isTerminated: isTerminated)
        }
    }
}
