#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is known about items, from files beside the events, joined by item id. Plain or gzip, told apart by content:
/// - a JSON object `{"item": [attribute, …], …}` with whole numbers or strings: facet `attribute`;
/// - tab-separated rows with a header, `item<TAB>asin<TAB>short_text`: text, and a title for people.
public struct AttributesImporter: Sendable {
    public let file: String
    public let domain: ItemDomain
    public let options: ImportOptions

    /// A JSON file is decoded as a whole; larger ones are refused.
    static let maximumJSONSize = 1 << 28

    public init(file: String, domain: ItemDomain = .other, options: ImportOptions = ImportOptions()) {
        self.file = file
        self.domain = domain
        self.options = options
    }

    /// - Throws: `ImportError` when the file is neither of the two, or what the sink throws.
    public func run(into sink: inout some ImportSink) throws {
        let source = ImportSource(path: file)
        try sink.begin(source)
        if try isJSON() {
            try sink.receive(items: try readJSON())
        } else {
            try readTable(source, into: &sink)
        }
    }

    private func isJSON() throws -> Bool {
        var head = [UInt8](repeating: 0, count: 64)
        let reader = try ByteReader(path: file)
        let count = try head.withUnsafeMutableBytes { try reader.read(into: $0) }
        guard count > 0 else {
            throw ImportError(.empty, file: file, reason: "the file is empty", advice: "Check that it is the right file")
        }
        return head[..<count].first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    // MARK: JSON

    private enum Attribute: Decodable {
        case name(String)
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int64.self) {
                self = .name(String(number))
            } else {
                self = .name(try value.decode(String.self))
            }
        }
    }

    private func readJSON() throws -> [Item] {
        let bytes = try ByteReader(path: file).readAll(limit: Self.maximumJSONSize)
        let table: [String: [Attribute]]
        do {
            table = try JSONDecoder().decode([String: [Attribute]].self, from: Data(bytes))
        } catch {
            throw ImportError(
                .notThisFormat, file: file, reason: "not a JSON object of item to list of attributes (\(Self.summary(error)))",
                advice: "Expected {\"item\": [1, 2, …], …}")
        }
        guard table[""] == nil else {
            throw ImportError(.notThisFormat, file: file, reason: "an item without a name", advice: "Expected {\"item\": [1, 2, …], …}")
        }
        return table.map { key, attributes in
            let names = attributes.map { attribute in
                switch attribute {
                case .name(let name): name
                }
            }
            let values = Item.canonical(names)
            return Item(id: ItemID(key), domain: domain, facets: values.isEmpty ? [:] : [.attribute: values])
        }
    }

    private static func summary(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "unreadable" }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return path.isEmpty ? context.debugDescription : "at \(path): \(context.debugDescription)"
        case .keyNotFound(let key, _): return "no \(key.stringValue)"
        @unknown default: return "unreadable"
        }
    }

    // MARK: Tab-separated

    private func readTable(_ source: ImportSource, into sink: inout some ImportSink) throws {
        let reader = try LineReader(path: file, maximumLineLength: options.maximumLineLength)
        var items: [Item] = []
        var problems: [RowProblem] = []
        var isFirst = true
        reading: while true {
            switch try reader.next() {
            case .end: break reading
            case .tooLong(let number, let length):
                problems.append(
                    RowProblem(.tooLong, file: source.name, line: number, reason: "the line has \(length) bytes"))
            case .line(let line):
                if isFirst {
                    try checkHeader(line)
                } else {
                    read(line, file: source.name, items: &items, problems: &problems)
                }
            }
            isFirst = false
        }
        try sink.receive(items: items)
        if !problems.isEmpty { try sink.receive(problems: problems) }
        try sink.progress(source, bytesRead: reader.bytesConsumed, of: reader.byteCount)
    }

    private func checkHeader(_ line: Line) throws(ImportError) {
        guard TextEncoding.utf8.decode(line.bytes) != "item\tasin\tshort_text" else { return }
        throw ImportError(
            .notThisFormat, file: file, line: 1, reason: "the header is not item<TAB>asin<TAB>short_text",
            advice: "Expected that, or a JSON object of item to list of attributes")
    }

    private func read(_ line: Line, file: String, items: inout [Item], problems: inout [RowProblem]) {
        func report(_ kind: RowProblem.Kind, _ field: String?, _ reason: String) {
            problems.append(RowProblem(kind, file: file, line: line.number, field: field, reason: reason))
        }
        var scanner = FieldScanner(line.bytes, separator: "\t")
        guard let item = scanner.next(), scanner.next() != nil, let text = scanner.next() else {
            return report(.truncated, nil, "fewer than 3 fields")
        }
        guard let id = TextEncoding.identifier(item) else { return report(.malformed, "item", "not an identifier") }
        guard let words = TextEncoding.utf8.decode(text)?.trimmed else {
            return report(.wrongEncoding, "short_text", "not UTF-8")
        }
        guard !words.isEmpty else { return }
        items.append(Item(id: ItemID(id), domain: domain, title: words, text: words))
    }
}

/// An importer followed by files of attributes, so that both reach the sink in one run.
///
/// The attributes are read first, so that a wrong file is refused before anything was handed over, and handed over last,
/// so that titles of the format itself stay.
public struct AttributedImporter: Importer {
    private let base: any Importer
    private let attributes: [AttributesImporter]
    public var format: ImportFormat { base.format }
    public var ratingScale: ClosedRange<Float>? { base.ratingScale }
    public var domain: ItemDomain { base.domain }

    public init(_ base: any Importer, attributes: [String], options: ImportOptions = ImportOptions()) {
        self.base = base
        self.attributes = attributes.map { AttributesImporter(file: $0, domain: base.domain, options: options) }
    }

    public func run(into sink: inout some ImportSink) throws {
        var described = DescriptionSink()
        for file in attributes { try file.run(into: &described) }
        try base.run(into: &sink)
        for file in described.files {
            try sink.begin(file.source)
            try sink.receive(items: file.items)
            if !file.problems.isEmpty { try sink.receive(problems: file.problems) }
        }
    }
}

/// Holds items back, by file; memory is bounded by the catalogue.
private struct DescriptionSink: ImportSink {
    struct File {
        var source: ImportSource
        var items: [Item] = []
        var problems: [RowProblem] = []
    }
    var files: [File] = []
    mutating func begin(_ source: ImportSource) { files.append(File(source: source)) }
    mutating func receive(items new: [Item]) { files[files.count - 1].items += new }
    mutating func receive(users: [UserAttributes]) {}
    mutating func receive(events: [RawEvent]) {}
    mutating func receive(problems new: [RowProblem]) { files[files.count - 1].problems += new }
}

extension ByteReader {
    /// The whole rest of the file.
    ///
    /// - Throws: `ImportError` when it is longer than `limit` bytes, or cannot be read.
    func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = try chunk.withUnsafeMutableBytes { try read(into: $0) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else {
                throw ImportError(
                    .lineTooLong, file: path, reason: "more than \(limit) bytes in one value", advice: "Split the file")
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
