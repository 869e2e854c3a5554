/// The csv files of Amazon Personalize: item interactions, items and users, told apart by their headers.
///
/// `USER_ID,ITEM_ID,TIMESTAMP` with `EVENT_TYPE`, `IMPRESSION`, `DEVICE`, `LOCATION` make events; each item of an `IMPRESSION`, `a|b|c`, is
/// an event of its own in a source of its own. `ITEM_ID` without user makes items: `CREATION_TIMESTAMP`, `GENRES` and all other words, several
/// of them separated by `|`. `USER_ID` without item makes users. `EVENT_VALUE` is not read, since the format does not say what it measures:
/// whoever knows writes a mapping.
///
/// Amazon Personalize Developer Guide, "Custom datasets and schemas".
public struct PersonalizeImporter: Importer {
    /// A folder of csv files, or one of them.
    public let path: String
    public let options: ImportOptions
    public var format: ImportFormat { .personalize }
    public var domain: ItemDomain { .other }
    public var ratingScale: ClosedRange<Float>? { nil }

    static let expected = ["csv files with USER_ID and ITEM_ID, with ITEM_ID, or with USER_ID"]

    public init(path: String, options: ImportOptions = ImportOptions()) {
        self.path = path
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        var files: [MappedFile] = []
        for file in try csvFiles() { files += try tables(file) }
        let order: [MappedTable.Holds] = [.items, .users, .events]
        for file in order.flatMap({ holds in files.filter { $0.table.holds == holds } }) {
            try TableImport(file: file, ratingScale: nil, domain: domain, options: options, format: format).run(into: &sink)
        }
    }

    private func csvFiles() throws(ImportError) -> [String] {
        if ImportSource(path: path).name.hasSuffix(".csv") { return [path] }
        let listing = try FolderListing(path, format: format, expected: Self.expected)
        let found = listing.names.filter { ImportSource.plainName($0).hasSuffix(".csv") }.map(listing.path(of:))
        guard found.isEmpty else { return found }
        throw ImportError(
            .wrongFolder, file: path, reason: "the folder has no csv files; \(format.rawValue) expects \(Self.expected[0])",
            advice: "Name the folder that holds them, or another format")
    }

    private func tables(_ file: String) throws(ImportError) -> [MappedFile] {
        let names = try HeaderPeek(file, delimiter: ",", hasQuotes: true, options: options).names
        let source = ImportSource(path: file)
        switch (names.contains("USER_ID"), names.contains("ITEM_ID")) {
        case (true, true):
            let events = MappedFile(table: PersonalizeImporter.interactions(names), source: source)
            guard let impressions = PersonalizeImporter.impressions(names) else { return [events] }
            var second = source
            second.name += " (impressions)"
            return [events, MappedFile(table: impressions, source: second)]
        case (false, true): return [MappedFile(table: PersonalizeImporter.items(names), source: source)]
        case (true, false): return [MappedFile(table: PersonalizeImporter.users(names), source: source)]
        case (false, false):
            throw ImportError(
                .notThisFormat, file: file, line: 1,
                reason: "the header has neither USER_ID nor ITEM_ID: \(names.prefix(12).joined(separator: ", "))",
                advice: "Take the file out of the folder, or write a mapping for it")
        }
    }

    private static func interactions(_ names: [String]) -> MappedTable {
        var table = MappedTable(holds: .events)
        (table.user, table.item, table.time) = (FieldSource("USER_ID"), FieldSource("ITEM_ID"), TimeSource("TIMESTAMP"))
        if names.contains("EVENT_TYPE") { table.kind = KindSource(column: "EVENT_TYPE", values: ReadyWords.kinds, others: .interaction) }
        if names.contains("DEVICE") { table.device = FieldSource("DEVICE") }
        if names.contains("LOCATION") { table.locale = FieldSource("LOCATION") }
        return table
    }

    private static func impressions(_ names: [String]) -> MappedTable? {
        guard names.contains("IMPRESSION") else { return nil }
        var table = interactions(names)
        table.kind = KindSource(constant: EventKindName(.impression))
        table.item = FieldSource("IMPRESSION", separator: "|")
        return table
    }

    /// Measures, which are no words.
    private static let measures: Set<String> = ["PRICE", "DURATION", "AVERAGE_RATING", "POPULARITY"]

    private static func items(_ names: [String]) -> MappedTable {
        var table = MappedTable(holds: .items)
        table.item = FieldSource("ITEM_ID")
        for name in names where name != "ITEM_ID" && !measures.contains(name) {
            switch name {
            case "CREATION_TIMESTAMP": table.released = TimeSource(name)
            case "TITLE", "NAME", "ITEM_NAME", "PRODUCT_NAME": table.title = FieldSource(name)
            case "PRODUCT_DESCRIPTION", "DESCRIPTION": table.text = FieldSource(name)
            case "GENRES", "GENRE": table.facets["genre"] = FieldSource(name, separator: "|")
            case "CONTENT_CLASSIFICATION": table.facets["certificate"] = FieldSource(name, separator: "|")
            default: table.facets[name.lowercased()] = FieldSource(name, separator: "|")
            }
        }
        return table
    }

    private static func users(_ names: [String]) -> MappedTable {
        var table = MappedTable(holds: .users)
        table.user = FieldSource("USER_ID")
        for name in names where name != "USER_ID" { table.attributes[name.lowercased()] = FieldSource(name) }
        return table
    }
}
