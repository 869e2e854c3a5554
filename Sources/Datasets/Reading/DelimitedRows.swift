/// The wanted columns of a delimited file.
struct DelimitedRows: RowReader {
    private let records: DelimitedRecordReader
    /// Slot of each column of the file, −1 where nobody asked.
    private var slots: [Int]
    /// Fields that a row must have; rows without a header may have more.
    private let requiredFields: Int
    private let hasHeader: Bool

    /// - Parameter columns: of each slot, the column counted from 0.
    /// - Parameter columnCount: of the header; nil where there is none.
    init(_ records: DelimitedRecordReader, columns: [Int], columnCount: Int?) {
        self.records = records
        hasHeader = columnCount != nil
        requiredFields = columnCount ?? (columns.max() ?? -1) + 1
        slots = Array(repeating: -1, count: (columns.max() ?? -1) + 1)
        for (slot, column) in columns.enumerated() { slots[column] = slot }
    }

    mutating func next(_ row: inout TableRow) throws(ImportError) -> RowReading {
        while true {
            switch try records.next() {
            case .end: return .end
            case .problem(let problem): return .problem(problem)
            case .record(let line, let isTerminated):
                // A blank line says nothing and costs nothing.
                if records.fields.count == 1, requiredFields > 1, records.fields[0].isEmpty { continue }
                guard records.fields.count >= requiredFields, records.fields.count == requiredFields || !hasHeader else {
                    return .problem(wrongCount(line, isTerminated))
                }
                row.line = line
                for column in slots.indices where slots[column] >= 0 {
                    row.cells[slots[column]] = Cell(kind: .value, bytes: records.fields[column])
                }
                return .row
            }
        }
    }

    private func wrongCount(_ line: Int, _ isTerminated: Bool) -> RowProblem {
        let count = records.fields.count
        let isShort = count < requiredFields
        var reason = "\(count) fields, expected \(requiredFields)"
        if isShort && !isTerminated { reason += "; the file ends inside this row" }
        return RowProblem(isShort ? .truncated : .malformed, file: records.file, line: line, reason: reason)
    }
}
