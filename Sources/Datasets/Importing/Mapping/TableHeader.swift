/// The first row of a delimited file.
struct TableHeader {
    let names: [String]
    private let path: String

    /// - Throws: `ImportError` when the file is empty or its first row is not text.
    init(_ records: DelimitedRecordReader, path: String, encoding: TextEncoding) throws(ImportError) {
        self.path = path
        guard case .record = try records.next(), records.fields.count > 1 || !records.fields[0].isEmpty else {
            throw ImportError(.empty, file: path, line: 1, reason: "there is no header", advice: "Check that it is the right file")
        }
        var names: [String] = []
        for field in records.fields {
            guard let name = encoding.decode(field) else {
                throw ImportError(
                    .wrongEncoding, file: path, line: 1, reason: "the header is not UTF-8",
                    advice: "Say \"encoding\": \"latin1\" in the mapping")
            }
            names.append(name.trimmed)
        }
        self.names = names
    }

    /// - Throws: `ImportError` with code `missingColumn`, naming what is there and what comes nearest.
    func position(of column: String) throws(ImportError) -> Int {
        if let position = names.firstIndex(of: column) {
            guard !names[(position + 1)...].contains(column) else {
                throw ImportError(
                    .missingColumn, file: path, line: 1, field: column, reason: "there are two columns “\(column)”",
                    advice: "Rename one of them")
            }
            return position
        }
        var there = names.prefix(40).joined(separator: ", ")
        if names.count > 40 { there += ", and \(names.count - 40) more" }
        let nearest = Spelling.nearest(to: column, among: names)
        throw ImportError(
            .missingColumn, file: path, line: 1, field: column, reason: "there is no column “\(column)”; there are \(there)",
            advice: nearest.map { "Perhaps “\($0)” is meant: change the mapping" }
                ?? "Change the mapping, or check that it is the right file")
    }
}

/// How far apart two words are written.
enum Spelling {
    /// The word that takes the fewest changes, letters in either case being the same; nil when half of it would have to change.
    ///
    /// - Parameter changes: how many may be needed at most; nil leaves it at half the word.
    static func nearest(to word: String, among words: [String], changes limit: Int? = nil) -> String? {
        let wanted = folded(word)
        var best: (distance: Int, word: String)?
        for candidate in words.prefix(1000) where candidate.utf8.count <= 256 {
            let distance = changes(wanted, folded(candidate))
            if distance * 2 <= max(wanted.count, 2), distance <= limit ?? .max, distance < best?.distance ?? .max {
                best = (distance, candidate)
            }
        }
        return best?.word
    }

    /// Lower case, and without the marks that set words apart: `userId` and `user_id` are the same.
    private static func folded(_ word: String) -> [UInt8] {
        word.lowercased().utf8.prefix(256).filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != 0x20 }
    }

    /// Levenshtein distance.
    private static func changes(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (line, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, right) in b.enumerated() {
                let substituted = diagonal + (left == right ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column + 1] + 1, row[column] + 1)
            }
        }
        return row[b.count]
    }
}
