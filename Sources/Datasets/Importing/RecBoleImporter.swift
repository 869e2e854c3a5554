/// RecBole's atomic files: `NAME.inter` and, when present, `NAME.item` and `NAME.user`; plain, gzip or zstd.
///
/// Tab-separated, the header says name and type of each column: `user_id:token`, `rating:float`, `genre:token_seq`. Vectors
/// (`float_seq`) are not read, nor are `.kg`, `.link` and `.net`. Where an `item_id_list:token_seq` stands, its items come before
/// `item_id`, in order and without time. Times are seconds; numbers too large for that are taken for milli- or microseconds.
///
/// RecBole, "Atomic Files", https://recbole.io/docs/user_guide/data/atomic_files.html
public struct RecBoleImporter: Importer {
    /// The folder, or the `.inter` file; beside a file, only files of the same name are read.
    public let path: String
    public let options: ImportOptions
    public var format: ImportFormat { .recBole }
    public var domain: ItemDomain { .other }

    static let expected = ["NAME.inter", "NAME.item (optional)", "NAME.user (optional)"]

    public init(path: String, options: ImportOptions = ImportOptions()) {
        self.path = path
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        let scale = ratingScale
        for file in try mappedFiles() {
            try TableImport(file: file, ratingScale: scale, domain: domain, options: options, format: format).run(into: &sink)
        }
    }

    /// The lowest and the highest rating of the `.inter` file, which the format does not say; nil when there are none.
    ///
    /// - Complexity: reads the file once.
    public var ratingScale: ClosedRange<Float>? {
        guard let file = try? interactionFiles().first,
            let peek = try? HeaderPeek(file, delimiter: "\t", hasQuotes: false, options: options),
            let column = peek.names.firstIndex(of: "rating:float"),
            let lines = try? LineReader(path: file, maximumLineLength: options.maximumLineLength)
        else { return nil }
        let records = DelimitedRecordReader(lines, file: file, delimiter: 9, hasQuotes: false)
        var (low, high) = (Float.infinity, -Float.infinity)
        while let reading = try? records.next() {
            if case .end = reading { break }
            guard case .record = reading, column < records.fields.count, let value = DecimalParser.number(records.fields[column]) else {
                continue
            }
            (low, high) = (min(low, Float(value)), max(high, Float(value)))
        }
        return low < high && low.isFinite && high.isFinite ? low...high : nil
    }

    // MARK: Files

    private func interactionFiles() throws(ImportError) -> [String] {
        if ImportSource(path: path).name.hasSuffix(".inter") { return [path] }
        let listing = try FolderListing(path, format: format, expected: Self.expected)
        let found = listing.names.filter { ImportSource.plainName($0).hasSuffix(".inter") }.map(listing.path(of:))
        guard found.isEmpty else { return found }
        throw ImportError(
            .wrongFolder, file: path, reason: "no file ends in .inter; \(format.rawValue) expects \(Self.expected.joined(separator: ", "))",
            advice: "Name the folder that holds the atomic files, or another format")
    }

    private func mappedFiles() throws(ImportError) -> [MappedFile] {
        var (items, users, events): ([MappedFile], [MappedFile], [MappedFile]) = ([], [], [])
        for file in try interactionFiles() {
            events.append(MappedFile(table: try interactions(file), source: ImportSource(path: file)))
            let (folder, name) = FolderListing.split(file)
            let stem = String(ImportSource.plainName(name).dropLast(".inter".utf8.count))
            let listing = try FolderListing(folder, format: format, expected: Self.expected)
            if let file = listing.find(stem + ".item") {
                items.append(MappedFile(table: try self.items(file), source: ImportSource(path: file)))
            }
            if let file = listing.find(stem + ".user") {
                users.append(MappedFile(table: try self.users(file), source: ImportSource(path: file)))
            }
        }
        return items + users + events
    }

    // MARK: Columns

    private func interactions(_ file: String) throws(ImportError) -> MappedTable {
        let peek = try HeaderPeek(file, delimiter: "\t", hasQuotes: false, options: options)
        var table = MappedTable(holds: .events, layout: .tsv)
        table.user = FieldSource("user_id:token")
        table.item = FieldSource("item_id:token")
        if peek.names.contains("item_id_list:token_seq") {
            table.item = FieldSource("item_id_list:token_seq", "item_id:token", separator: " ")
            return table
        }
        if peek.names.contains("rating:float") { table.rating = FieldSource("rating:float") }
        if let column = ["timestamp:float", "timestamp:token"].first(where: peek.names.contains) {
            table.time = TimeSource(column, format: RecBoleImporter.unit(of: peek.firstValue(column)))
        }
        return table
    }

    /// Seconds reach 10¹¹ in the year 5138, milliseconds 10¹⁴ then.
    private static func unit(of value: String?) -> String {
        guard let number = value.flatMap(Double.init), number >= 1e11 else { return "seconds" }
        return number < 1e14 ? "milliseconds" : "microseconds"
    }

    private func items(_ file: String) throws(ImportError) -> MappedTable {
        let peek = try HeaderPeek(file, delimiter: "\t", hasQuotes: false, options: options)
        var table = MappedTable(holds: .items, layout: .tsv)
        table.item = FieldSource("item_id:token")
        for column in peek.names where column != "item_id:token" {
            let (name, isSequence, isWord) = RecBoleImporter.split(column)
            guard isWord else { continue }
            switch name {
            case "title", "movie_title", "name", "item_name", "song_name", "artist_name": table.title = FieldSource(column)
            case "year", "release_year": table.facets["year"] = FieldSource(column)
            case "description", "overview", "text", "abstract": table.text = FieldSource(column)
            case "genre", "genres", "class", "category", "categories":
                table.facets["genre"] = FieldSource(column, separator: isSequence ? " " : nil)
            default: table.facets[name] = FieldSource(column, separator: isSequence ? " " : nil)
            }
        }
        return table
    }

    private func users(_ file: String) throws(ImportError) -> MappedTable {
        let peek = try HeaderPeek(file, delimiter: "\t", hasQuotes: false, options: options)
        var table = MappedTable(holds: .users, layout: .tsv)
        table.user = FieldSource("user_id:token")
        for column in peek.names where column != "user_id:token" && !column.hasSuffix(":float_seq") {
            table.attributes[RecBoleImporter.split(column).name] = FieldSource(column)
        }
        return table
    }

    private static func split(_ column: String) -> (name: String, isSequence: Bool, isWord: Bool) {
        guard let colon = column.lastIndex(of: ":") else { return (column, false, true) }
        let type = column[column.index(after: colon)...]
        return (String(column[..<colon]), type == "token_seq", type == "token" || type == "token_seq")
    }
}

extension FolderListing {
    func path(of name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

    /// Folder and name of a path.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }
}
