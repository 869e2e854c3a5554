/// MovieLens 100K: `u.data`, `u.item` and, when present, `u.user`; plain, gzip or zstd.
///
/// `u.item` is latin-1, separated by `|`: id, title, release date such as `01-Jan-1995`, video release date, address, and one flag for
/// each of 19 genres.
public struct MovieLens100KImporter: Importer {
    public let folder: String
    public let options: ImportOptions
    public var format: ImportFormat { .movieLens100K }
    public var ratingScale: ClosedRange<Float>? { 1...5 }
    public var domain: ItemDomain { .film }

    static let expected = ["u.data", "u.item", "u.user (optional)"]

    public init(folder: String, options: ImportOptions = ImportOptions()) {
        self.folder = folder
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        let listing = try FolderListing(folder, format: format, expected: Self.expected)
        let films = try listing.require("u.item", format: format, expected: Self.expected)
        let ratings = try listing.require("u.data", format: format, expected: Self.expected)
        try readFilms(films, into: &sink)
        if let users = listing.find("u.user") { try read(Self.users, users, into: &sink) }
        try read(Self.ratings, ratings, into: &sink)
    }

    private func read(_ table: MappedTable, _ path: String, into sink: inout some ImportSink) throws {
        let file = MappedFile(table: table, source: ImportSource(path: path))
        try TableImport(file: file, ratingScale: ratingScale, domain: domain, options: options, format: format).run(into: &sink)
    }

    private static let ratings: MappedTable = {
        var table = MappedTable(holds: .events, layout: .tsv)
        table.hasHeader = false
        (table.user, table.item, table.rating, table.time) = (FieldSource("1"), FieldSource("2"), FieldSource("3"), TimeSource("4"))
        return table
    }()

    private static let users: MappedTable = {
        var table = MappedTable(holds: .users, layout: .tsv)
        (table.hasHeader, table.delimiter, table.encoding) = (false, "|", .latin1)
        table.user = FieldSource("1")
        table.attributes = ["age": FieldSource("2"), "gender": FieldSource("3"), "occupation": FieldSource("4")]
        return table
    }()

    // MARK: Films

    /// In the order of the flags.
    static let genres = [
        "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy", "Film-Noir",
        "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
    ]
    private static let released = TimeFormat("d-MMM-yyyy")!

    private func readFilms(_ path: String, into sink: inout some ImportSink) throws {
        let source = ImportSource(path: path)
        try sink.begin(source)
        let lines = try LineReader(path: path, maximumLineLength: options.maximumLineLength)
        let records = DelimitedRecordReader(lines, file: source.name, delimiter: UInt8(ascii: "|"), hasQuotes: false)
        var batch = RowBatch(source: source, options: options)
        reading: while true {
            switch try records.next() {
            case .end: break reading
            case .problem(let problem): batch.append(problem)
            case .record(let line, _):
                guard records.fields.count > 1 || !records.fields[0].isEmpty else { continue }
                do throws(FieldProblem) {
                    batch.append(try film(records.fields))
                    batch.rowCount += 1
                } catch {
                    batch.append(RowProblem(error.kind, file: source.name, line: line, field: error.field, reason: error.reason))
                }
            }
            if batch.isFull { try batch.flush(into: &sink, reader: lines) }
        }
        try batch.finish(into: &sink, reader: lines, format: format, mayBeEmpty: false)
    }

    private func film(_ fields: [UnsafeRawBufferPointer]) throws(FieldProblem) -> Item {
        guard fields.count == 5 + Self.genres.count else {
            throw FieldProblem(
                kind: fields.count < 5 + Self.genres.count ? .truncated : .malformed, field: nil,
                reason: "\(fields.count) fields, expected \(5 + Self.genres.count)")
        }
        guard let id = TextEncoding.identifier(fields[0]) else {
            throw FieldProblem(kind: .malformed, field: "movie id", reason: "not an identifier")
        }
        let title = MovieTitle(TextEncoding.utf8OrLatin1.decode(fields[1]) ?? "")
        var genres: [String] = []
        for (genre, flag) in zip(Self.genres, fields[5...]) {
            guard flag.count == 1, flag[0] == UInt8(ascii: "0") || flag[0] == UInt8(ascii: "1") else {
                throw FieldProblem(kind: .malformed, field: genre, reason: "\(TextEncoding.quoted(flag)) is neither 0 nor 1")
            }
            if flag[0] == UInt8(ascii: "1"), genre != "unknown" { genres.append(genre) }
        }
        return Item(
            id: ItemID(id), domain: .film, title: title.display, year: title.year,
            facets: genres.isEmpty ? [:] : [.genre: Item.canonical(genres)], released: Self.released.parse(BoundField.trimmed(fields[2])))
    }
}
