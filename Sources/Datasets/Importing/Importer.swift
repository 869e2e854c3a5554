/// A reader of one file format, streaming what it finds into a sink.
///
/// Memory is bounded by one batch and, where a format spreads an item over several files, by the catalogue.
public protocol Importer: Sendable {
    var format: ImportFormat { get }
    /// Lowest and highest rating of the format, nil when it has none.
    var ratingScale: ClosedRange<Float>? { get }
    /// What kind of things the items are, for the reader of a report.
    var domain: ItemDomain { get }
    /// Reads everything once, items before events.
    ///
    /// - Throws: `ImportError` when a file cannot be used at all, or what the sink throws. Everything handed
    ///   over before stays handed over; whether it is kept is for the sink to decide.
    func run(into sink: inout some ImportSink) throws
}

/// Who takes what an importer finds: a builder in memory, a store on disk, a counter.
public protocol ImportSink {
    /// A file begins.
    mutating func begin(_ source: ImportSource) throws
    /// Items, each with what one file knows about it: two with one id are to be merged (`Item.merge`).
    mutating func receive(items: [Item]) throws
    mutating func receive(users: [UserAttributes]) throws
    mutating func receive(events: [RawEvent]) throws
    mutating func receive(problems: [RowProblem]) throws
    /// Called about once a batch. Both figures are bytes on disk; `total` is 0 when unknown.
    mutating func progress(_ source: ImportSource, bytesRead: Int64, of total: Int64) throws
}

extension ImportSink {
    public mutating func begin(_ source: ImportSource) {}
    public mutating func progress(_ source: ImportSource, bytesRead: Int64, of total: Int64) {}
}

/// A file that is being imported.
public struct ImportSource: Sendable, Hashable, Codable {
    /// As in `SourcePosition.file`.
    public var name: String
    public var path: String
    public init(path: String) {
        self.path = path
        let last = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
        name = ImportSource.plainName(String(last))
    }

    /// Without `.gz` or `.zst`.
    static func plainName(_ name: String) -> String {
        if name.hasSuffix(".gz") { return String(name.dropLast(3)) }
        return name.hasSuffix(".zst") ? String(name.dropLast(4)) : name
    }
}

/// What an import may take for granted.
public struct ImportOptions: Sendable, Hashable, Codable {
    /// Rows stamped later are reported; the default is the year 2100, the application knows what time it is.
    public var latestTime: Timestamp
    /// Events handed to the sink at once.
    public var batchSize: Int
    /// In bytes; longer lines are reported and skipped.
    public var maximumLineLength: Int
    public init(
        latestTime: Timestamp = Timestamp(seconds: 4_102_444_800), batchSize: Int = 4096, maximumLineLength: Int = 1 << 22
    ) {
        self.latestTime = latestTime
        self.batchSize = max(batchSize, 1)
        self.maximumLineLength = max(maximumLineLength, 1)
    }
}

/// The formats that can be imported, by the names used on the command line.
public enum ImportFormat: String, Sendable, Codable, CaseIterable {
    case movieLens1M = "movielens-1m"
    case movieLens100K = "movielens-100k"
    case movieLensCSV = "movielens-csv"
    case sequences
    case recBole = "recbole"
    case personalize, gorse, metarank
    /// Tables that a `Mapping` explains.
    case mapping

    /// - Parameters:
    ///   - path: a folder for the MovieLens formats, a file for `sequences`, either for the others.
    ///   - attributes: files with what is known about items, see `AttributesImporter`.
    public func importer(
        path: String, attributes: [String] = [], options: ImportOptions = ImportOptions()
    ) -> any Importer {
        let main: any Importer =
            switch self {
            case .movieLens1M: MovieLens1MImporter(folder: path, options: options)
            case .movieLensCSV: MovieLensCSVImporter(folder: path, options: options)
            case .sequences: SequencesImporter(file: path, options: options)
            case .movieLens100K: MovieLens100KImporter(folder: path, options: options)
            case .recBole: RecBoleImporter(path: path, options: options)
            case .personalize: PersonalizeImporter(path: path, options: options)
            case .gorse: MappedImporter(mapping: .gorse, path: path, options: options, format: .gorse)
            case .metarank: MetarankImporter(path: path, options: options)
            case .mapping: UnmappedImporter(path: path)
            }
        return attributes.isEmpty ? main : AttributedImporter(main, attributes: attributes, options: options)
    }
}

extension Item {
    /// Adds what another description of this item knows: a real title, year and text replace missing ones, facets unite.
    public mutating func merge(_ other: Item) {
        if title == id.rawValue || title.isEmpty { title = other.title }
        if domain == .other { domain = other.domain }
        if year == nil { year = other.year }
        if text == nil { text = other.text }
        if released == nil { released = other.released }
        identifiers.merge(other.identifiers) { mine, _ in mine }
        facets.merge(other.facets) { mine, theirs in Item.canonical(mine + theirs) }
    }

    /// Sorted by bytes, without repetitions, blanks at the ends and empty values.
    static func canonical(_ values: some Sequence<String>) -> [String] {
        var unique: Set<String> = []
        for value in values {
            let trimmed = value.trimmed
            if !trimmed.isEmpty { unique.insert(trimmed) }
        }
        return unique.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        var bytes = utf8[...]
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(Substring(bytes))
    }
}
