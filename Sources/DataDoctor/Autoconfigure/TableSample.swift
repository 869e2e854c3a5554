import Datasets
import FoundationEssentials

/// The first rows of an unknown file, in columns, with how it is written.
struct TableSample {
    var path: String
    /// Without folder and `.gz`.
    var name: String
    var layout: MappedTable.Layout
    var delimiter: String
    var hasHeader: Bool
    var encoding: MappedTable.Encoding
    var columns: [Column]
    var rowCount: Int
    /// Lines with another number of fields than most.
    var oddLines: Int
    /// Why the dialect was chosen.
    var evidence: [String]

    struct Column {
        /// As a mapping names it: the header, or the position from 1.
        var name: String
        var cells: [String]
    }

    /// What cannot be a table, and why.
    struct Refusal: Error { var sentence: String }

    static let maximumLines = 200_000
    static let maximumRows = 20_000
    static let maximumBytes = 1 << 26

    /// - Throws: `ImportError` when the file cannot be read, `Refusal` when it is no table.
    init(path: String) throws {
        let lines = try TableSample.lines(of: path)
        guard !lines.isEmpty else { throw Refusal(sentence: "the file is empty") }
        self.path = path
        name = ImportSource(path: path).name
        let isText = lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
        encoding = isText ? .utf8 : .latin1
        evidence = [isText ? "all sampled bytes are UTF-8" : "some bytes are no UTF-8, every byte is a character in latin-1"]
        let texts = lines.map { TableSample.decode($0, isText ? .utf8 : .latin1) }
        if let objects = TableSample.objects(texts) {
            (layout, delimiter, hasHeader, oddLines) = (.jsonl, "", false, texts.count - objects.rowCount)
            (columns, rowCount) = (objects.columns, objects.rowCount)
            evidence.append("every line is a JSON object")
            return
        }
        guard texts.count > 1 || texts[0].utf8.first != UInt8(ascii: "{") else {
            throw Refusal(sentence: "one JSON object, no table: if it says item → attributes, give it with --attributes")
        }
        guard let dialect = Dialect(texts) else {
            throw Refusal(sentence: "no character separates the same number of fields in most lines")
        }
        delimiter = dialect.delimiter
        layout = dialect.delimiter == "\t" ? .tsv : .csv
        evidence.append(dialect.evidence)
        let rows = texts.compactMap { text -> [String]? in
            let fields = dialect.split(text)
            return fields.count == dialect.fieldCount ? fields : nil
        }
        oddLines = texts.count - rows.count
        let header = Header(rows)
        hasHeader = header.isPresent
        evidence.append(header.evidence)
        let body = header.isPresent ? rows.dropFirst() : rows[...]
        rowCount = body.count
        columns = (0..<dialect.fieldCount).map { place in
            Column(name: header.isPresent ? rows[0][place] : "\(place + 1)", cells: body.map { $0[place] })
        }
        if header.isPresent, let first = columns.first, first.name.isEmpty { columns[0].name = "" }
    }

    /// The first lines, thinned evenly and in order where there are more than `maximumRows`.
    private static func lines(of path: String) throws -> [[UInt8]] {
        let reader = try LineReader(path: path, maximumLineLength: 1 << 20)
        var kept: [[UInt8]] = []
        var (seen, bytes, step) = (0, 0, 1)
        reading: while seen < maximumLines, bytes < maximumBytes {
            switch try reader.next() {
            case .end: break reading
            case .tooLong: continue
            case .line(let line):
                bytes += line.bytes.count
                seen += 1
                guard !line.bytes.isEmpty, seen == 1 || seen % step == 0 else { continue }
                kept.append(Array(line.bytes))
                guard kept.count > maximumRows else { continue }
                step *= 2
                kept = kept.indices.filter { $0 == 0 || $0 % 2 == 1 }.map { kept[$0] }
            }
        }
        return kept
    }

    private static func decode(_ bytes: [UInt8], _ encoding: MappedTable.Encoding) -> String {
        guard encoding == .latin1 else { return String(decoding: bytes, as: UTF8.self) }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }
}

// MARK: - JSON lines

/// Any JSON.
enum JSONTree: Codable {
    case object([String: JSONTree]), array([JSONTree]), text(String), number(Double), truth(Bool), nothing

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() { self = .nothing; return }
        if let truth = try? value.decode(Bool.self) { self = .truth(truth); return }
        if let number = try? value.decode(Double.self) { self = .number(number); return }
        if let text = try? value.decode(String.self) { self = .text(text); return }
        if let array = try? value.decode([JSONTree].self) { self = .array(array); return }
        self = .object(try value.decode([String: JSONTree].self))
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .object(let object): try value.encode(object)
        case .array(let array): try value.encode(array)
        case .text(let text): try value.encode(text)
        case .number(let number): try value.encode(number)
        case .truth(let truth): try value.encode(truth)
        case .nothing: try value.encodeNil()
        }
    }

    /// A mapping without what it would say anyway.
    var withoutDefaults: JSONTree {
        switch self {
        case .array(let values): return .array(values.map(\.withoutDefaults))
        case .object(let object):
            return .object(
                object.mapValues(\.withoutDefaults).filter { key, value in
                    switch (key, value) {
                    case (_, .object(let inner)): !inner.isEmpty
                    case ("hasHeader", .truth(let truth)): !truth
                    case ("isOptional", .truth(let truth)): truth
                    case ("encoding", .text(let text)): text != "utf8"
                    default: true
                    }
                })
        default: return self
        }
    }

    /// A cell as a table would hold it; nil for objects and nested lists.
    var cell: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .truth(let truth): truth ? "true" : "false"
        case .nothing: ""
        case .array(let values): values.isEmpty ? "" : values.compactMap(\.cell).joined(separator: "|")
        case .object: nil
        }
    }
}

extension TableSample {
    private static func objects(_ lines: [String]) -> (columns: [Column], rowCount: Int)? {
        guard lines[0].utf8.first == UInt8(ascii: "{") else { return nil }
        let decoder = JSONDecoder()
        let trees = lines.prefix(2000).compactMap { try? decoder.decode([String: JSONTree].self, from: Data($0.utf8)) }
        guard trees.count * 10 >= min(lines.count, 2000) * 9, trees.count > 1 else { return nil }
        var names: [String] = []
        var cells: [String: [String]] = [:]
        for (row, tree) in trees.enumerated() {
            for (name, cell) in flatten(tree) {
                if cells[name] == nil {
                    guard names.count < 500 else { continue }
                    names.append(name)
                    cells[name] = []
                }
                while cells[name]!.count < row { cells[name]!.append("") }
                cells[name]!.append(cell)
            }
        }
        return (
            names.sorted().map { name in
                let known = cells[name]!
                return Column(name: name, cells: known + [String](repeating: "", count: trees.count - known.count))
            }, trees.count
        )
    }

    /// Dotted paths, two levels deep.
    private static func flatten(_ tree: [String: JSONTree]) -> [(String, String)] {
        tree.sorted { $0.key < $1.key }.flatMap { key, value -> [(String, String)] in
            if let cell = value.cell { return [(key, cell)] }
            guard case .object(let inner) = value else { return [] }
            return inner.sorted { $0.key < $1.key }.compactMap { name, value in value.cell.map { ("\(key).\(name)", $0) } }
        }
    }
}

// MARK: - Separators and headers

/// Which character separates the fields.
struct Dialect {
    var delimiter: String
    var fieldCount: Int
    var evidence: String

    static let candidates = ["\t", ",", ";", "|", "::", " "]

    init?(_ lines: [String]) {
        let sample = Array(lines.prefix(2000))
        var best: (score: Double, delimiter: String, count: Int, share: Double)?
        var tried: [String] = []
        for (rank, delimiter) in Dialect.candidates.enumerated() {
            var counts: [Int: Int] = [:]
            for line in sample { counts[Dialect.split(line, by: delimiter).count, default: 0] += 1 }
            guard let (count, lines) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), count > 1 else { continue }
            let share = Double(lines) / Double(sample.count)
            tried.append("\(Dialect.name(delimiter)) gives \(count) fields in \(Figures.percent(share)) of the lines")
            // The fewer lines disagree the better; a character that separates more fields is rarely there by chance.
            let score = share - Double(rank) * 0.001 + 0.01 * Double(min(count, 10))
            if share >= 0.7, score > best?.score ?? 0 { best = (score, delimiter, count, share) }
        }
        guard let best else { return nil }
        (delimiter, fieldCount) = (best.delimiter, best.count)
        evidence = tried.joined(separator: "; ")
    }

    func split(_ line: String) -> [String] { Dialect.split(line, by: delimiter) }

    static func name(_ delimiter: String) -> String {
        switch delimiter {
        case "\t": "a tab"
        case " ": "a blank"
        default: "“\(delimiter)”"
        }
    }

    /// Fields, with quotes as in RFC 4180 where commas or semicolons separate.
    static func split(_ line: String, by delimiter: String) -> [String] {
        let bytes = Array(line.utf8)
        let separator = Array(delimiter.utf8)
        let quotes = delimiter == "," || delimiter == ";"
        var fields: [String] = []
        var field: [UInt8] = []
        var (position, isQuoted) = (0, false)
        while position < bytes.count {
            let byte = bytes[position]
            if quotes, byte == UInt8(ascii: "\"") {
                if isQuoted, position + 1 < bytes.count, bytes[position + 1] == byte {
                    field.append(byte)
                    position += 1
                } else if isQuoted || field.isEmpty {
                    isQuoted.toggle()
                } else {
                    field.append(byte)
                }
                position += 1
            } else if !isQuoted, byte == separator[0], bytes[position...].starts(with: separator) {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
                position += separator.count
            } else {
                field.append(byte)
                position += 1
            }
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }
}

/// Whether the first row names the columns.
struct Header {
    var isPresent = false
    var evidence = "one row only: whether it is a header cannot be told"

    init(_ rows: [[String]]) {
        guard let first = rows.first, rows.count > 1 else { return }
        let body = rows.dropFirst().prefix(500)
        let named = first.count { ColumnRole.byName($0) != nil }
        var unlike = 0
        var alike = 0
        for place in first.indices {
            let numbers = body.count { Double($0[place]) != nil || $0[place].isEmpty }
            guard numbers * 10 >= body.count * 9 else { continue }
            if first[place].isEmpty || Double(first[place]) == nil { unlike += 1 } else { alike += 1 }
        }
        let isDistinct = Set(first).count == first.count
        isPresent = isDistinct && alike == 0 && (unlike > 0 || named > 0)
        if isPresent {
            evidence =
                unlike > 0
                ? "the first row has words above \(Figures.counted(unlike, "column")) of numbers: a header"
                : "the first row has known column names: a header"
        } else {
            evidence =
                alike > 0
                ? "the first row has numbers where the others have numbers: no header, columns are named by position"
                : "the first row looks like the others: no header, columns are named by position"
        }
    }
}
