/// The header and the first row of a file, to find out what it is before it is read.
struct HeaderPeek {
    let names: [String]
    let firstRow: [String]

    /// - Throws: `ImportError` when the file cannot be read or is empty.
    init(_ path: String, delimiter: Unicode.Scalar, hasQuotes: Bool, options: ImportOptions) throws(ImportError) {
        let source = ImportSource(path: path)
        let lines = try LineReader(path: path, maximumLineLength: options.maximumLineLength)
        let records = DelimitedRecordReader(lines, file: source.name, delimiter: UInt8(ascii: delimiter), hasQuotes: hasQuotes)
        names = try TableHeader(records, path: path, encoding: .utf8).names
        guard case .record = try records.next() else {
            firstRow = []
            return
        }
        firstRow = records.fields.map { TextEncoding.utf8OrLatin1.decode($0)?.trimmed ?? "" }
    }

    /// The first row's field in a column; nil where there is none.
    func firstValue(_ column: String) -> String? {
        guard let position = names.firstIndex(of: column), position < firstRow.count else { return nil }
        return firstRow[position]
    }
}
