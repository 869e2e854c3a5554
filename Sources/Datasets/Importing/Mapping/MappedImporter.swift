/// Reads somebody's own tables as a mapping says: events, items and users from csv, tsv or jsonl files, plain, gzip or zstd.
///
/// Streaming: memory is bounded by one batch and one row. Each file is a source of its own in the ledger. A row that cannot be used
/// is reported with file, line, column and reason, and costs nothing else; a column that is not there stops the import before the
/// first row of its file.
public struct MappedImporter: Importer {
    public let mapping: Mapping
    /// A folder, or one file.
    public let path: String
    public let options: ImportOptions
    public let format: ImportFormat
    public var domain: ItemDomain { mapping.domain }
    public var ratingScale: ClosedRange<Float>? {
        guard let scale = mapping.ratingScale, scale.low.isFinite, scale.high.isFinite, scale.low < scale.high else { return nil }
        return scale.low...scale.high
    }

    /// - Parameter format: what reports call it, where the mapping belongs to a format that has a name.
    public init(mapping: Mapping, path: String, options: ImportOptions = ImportOptions(), format: ImportFormat = .mapping) {
        self.format = format
        self.mapping = mapping
        self.path = path
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        try mapping.check(file: path)
        for file in try MappedFiles(mapping: mapping, path: path).resolve() {
            try TableImport(file: file, ratingScale: ratingScale, domain: domain, options: options, format: format).run(into: &sink)
        }
    }
}

/// Stands where a mapping is needed and none was given.
struct UnmappedImporter: Importer {
    let path: String
    var format: ImportFormat { .mapping }
    var domain: ItemDomain { .other }
    var ratingScale: ClosedRange<Float>? { nil }

    func run(into sink: inout some ImportSink) throws {
        throw ImportError(
            .badMapping, file: path, reason: "the format “mapping” needs a mapping file",
            advice: "Name it with --mapping; see docs/importing.md")
    }
}
