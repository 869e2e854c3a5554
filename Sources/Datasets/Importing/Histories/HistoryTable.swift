/// The rows of a small table with a header, addressed by the names of its columns.
///
/// Columns may stand in any order and there may be more than expected; names are compared without case and blanks at the ends.
struct HistoryTable {
    struct Row {
        let line: Int
        let cells: [String]
        fileprivate let places: [String: Int]

        /// Trimmed; empty where the column is missing.
        subscript(column: String) -> String {
            guard let place = places[column.lowercased()], place < cells.count else { return "" }
            return cells[place].trimmed
        }
        func value(_ column: String) -> String? {
            let text = self[column]
            return text.isEmpty ? nil : text
        }
    }

    let source: ImportSource
    private(set) var header: [String] = []
    private(set) var rows: [Row] = []
    private(set) var problems: [RowProblem] = []

    /// - Parameter isHeader: recognises the line of names; lines before it, as services put them there, are passed over.
    /// - Throws: `ImportError`: `notThisFormat` when no line is a header, `tooLong` for more rows than a person can have.
    init(path: String, isHeader: ([String]) -> Bool) throws(ImportError) {
        source = ImportSource(path: path)
        let lines = try LineReader(path: path, maximumLineLength: 1 << 20)
        var reader = CSVRecordReader(lines, file: source.name)
        var places: [String: Int] = [:]
        var first: [String] = []
        reading: while true {
            switch try reader.next() {
            case .end: break reading
            case .problem(let problem): problems.append(problem)
            case .record(let fields, let line, _):
                guard let cells = HistoryTable.texts(fields) else {
                    problems.append(RowProblem(.wrongEncoding, file: source.name, line: line, reason: "not UTF-8"))
                    continue
                }
                let isBlank = cells.allSatisfy { $0.trimmed.isEmpty }
                if header.isEmpty {
                    if first.isEmpty { first = cells }
                    guard isHeader(cells.map { $0.trimmed.lowercased() }) else { continue }
                    header = cells.map { $0.trimmed }
                    for (place, name) in header.enumerated() where places[name.lowercased()] == nil { places[name.lowercased()] = place }
                } else if !isBlank {
                    rows.append(Row(line: line, cells: cells, places: places))
                }
            }
            guard rows.count <= PersonalHistory.maximumRows else {
                throw ImportError(
                    .notThisFormat, file: path, reason: "more than \(PersonalHistory.maximumRows) rows are no person's history",
                    advice: "Import it with a mapping file and --format csv")
            }
        }
        guard header.isEmpty else { return }
        guard !first.isEmpty else {
            throw ImportError(.empty, file: path, reason: "the file has no rows", advice: "Check that it is the right file")
        }
        throw HistoryTable.noHeader(path, first)
    }

    private static func noHeader(_ path: String, _ first: [String]) -> ImportError {
        let shown = first.joined(separator: ",").prefix(80)
        return ImportError(
            .notThisFormat, file: path, line: 1, reason: "no line holds the expected column names; the first is “\(shown)”",
            advice: "Check the format and the file")
    }

    private static func texts(_ fields: [[UInt8]]) -> [String]? {
        var texts: [String] = []
        for field in fields {
            guard let text = field.withUnsafeBytes({ TextEncoding.utf8.decode($0) }) else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// A problem of one cell.
    func problem(_ kind: RowProblem.Kind, _ row: Row, _ column: String, _ reason: String) -> RowProblem {
        RowProblem(kind, file: source.name, line: row.line, field: column, reason: reason)
    }
}
