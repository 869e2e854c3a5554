/// MovieLens 1M: `ratings.dat`, `movies.dat`, `users.dat` and, when present, `movies_extrainfos.dat`; plain or gzip.
///
/// `movies.dat` is latin-1, `movies_extrainfos.dat` UTF-8 with CR LF. Films with ratings that no file lists
/// still get an item, named by their number.
public struct MovieLens1MImporter: Importer {
    public let folder: String
    public let options: ImportOptions
    public var format: ImportFormat { .movieLens1M }
    public var ratingScale: ClosedRange<Float>? { 1...5 }
    public var domain: ItemDomain { .film }

    static let expected = ["ratings.dat", "movies.dat", "users.dat", "movies_extrainfos.dat (optional)"]

    public init(folder: String, options: ImportOptions = ImportOptions()) {
        self.folder = folder
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        let listing = try FolderListing(folder, format: format, expected: Self.expected)
        let movies = try listing.require("movies.dat", format: format, expected: Self.expected)
        let ratings = try listing.require("ratings.dat", format: format, expected: Self.expected)
        try readItems(movies, extras: listing.find("movies_extrainfos.dat"), into: &sink)
        if let users = listing.find("users.dat") { try readUsers(users, into: &sink) }
        try ratingFile(ratings).run(into: &sink)
    }

    private func ratingFile(_ path: String) -> RatingFile {
        let source = ImportSource(path: path)
        let parser = RatingRowParser(
            file: source.name, separator: ":", separatorRepeats: 2,
            fieldNames: ["UserID", "MovieID", "Rating", "Timestamp"], scale: 1...5, step: 1, latestTime: options.latestTime)
        return RatingFile(source: source, parser: parser, options: options, hasHeader: false, format: format)
    }

    // MARK: Films

    private func readItems(_ path: String, extras: String?, into sink: inout some ImportSink) throws {
        var items: [Item] = []
        let table = DelimitedTable(path: path, encoding: .utf8OrLatin1, minimumFields: 3, options: options)
        try table.forEachRow(into: &sink) { fields, _ in
            guard let id = TextEncoding.identifier(fields[0]) else { return ("MovieID", "not an identifier") }
            // A title may hold "::"; the genres come last.
            guard let title = table.text(fields[1..<(fields.count - 1)]), let genres = table.text(fields.suffix(1)) else {
                return ("Title", "not text")
            }
            items.append(MovieLens1MImporter.film(id: id, title: title, genres: genres))
            return nil
        }
        guard !items.isEmpty else { throw ImportError.noRows(path, format) }
        if let extras { try MovieExtraInfo.merge(extras, into: &items, sink: &sink, options: options) }
        try sink.receive(items: items)
    }

    static func film(id: String, title: String, genres: String) -> Item {
        let parsed = MovieTitle(title)
        let names = Item.canonical(genres.utf8.split(separator: UInt8(ascii: "|")).map { String(Substring($0)) })
            .filter { $0 != "(no genres listed)" }
        return Item(
            id: ItemID(id), domain: .film, title: parsed.display, year: parsed.year,
            facets: names.isEmpty ? [:] : [.genre: names])
    }

    // MARK: Users

    private func readUsers(_ path: String, into sink: inout some ImportSink) throws {
        var users: [UserAttributes] = []
        let table = DelimitedTable(path: path, encoding: .utf8OrLatin1, minimumFields: 5, options: options)
        try table.forEachRow(into: &sink) { fields, _ in
            guard let id = TextEncoding.identifier(fields[0]) else { return ("UserID", "not an identifier") }
            guard let gender = table.text(fields[1...1]), let age = table.text(fields[2...2]),
                let occupation = table.text(fields[3...3])
            else { return ("Gender", "not text") }
            users.append(
                UserAttributes(id: UserID(id), values: ["gender": gender, "age": age, "occupation": occupation]))
            return nil
        }
        try sink.receive(users: users)
    }
}

/// A small file of rows separated by `::`.
struct DelimitedTable {
    let source: ImportSource
    let encoding: TextEncoding
    let minimumFields: Int
    let options: ImportOptions

    init(path: String, encoding: TextEncoding, minimumFields: Int, options: ImportOptions) {
        source = ImportSource(path: path)
        self.encoding = encoding
        self.minimumFields = minimumFields
        self.options = options
    }

    /// Calls `body` with the fields of every row that has enough of them; what it returns is reported.
    func forEachRow(
        into sink: inout some ImportSink, _ body: ([UnsafeRawBufferPointer], Int) -> (field: String, reason: String)?
    ) throws {
        try sink.begin(source)
        let reader = try LineReader(path: source.path, maximumLineLength: options.maximumLineLength)
        var problems: [RowProblem] = []
        reading: while true {
            switch try reader.next() {
            case .end: break reading
            case .tooLong(let number, let length):
                problems.append(
                    RowProblem(.tooLong, file: source.name, line: number, reason: "the line has \(length) bytes"))
            case .line(let line):
                var scanner = FieldScanner(line.bytes, separator: ":", repeats: 2)
                let fields = scanner.all()
                guard fields.count >= minimumFields else {
                    let reason = "\(fields.count) of \(minimumFields) fields"
                    problems.append(RowProblem(.truncated, file: source.name, line: line.number, reason: reason))
                    continue
                }
                if let (field, reason) = body(fields, line.number) {
                    let kind: RowProblem.Kind = reason == "not text" ? .wrongEncoding : .malformed
                    problems.append(RowProblem(kind, file: source.name, line: line.number, field: field, reason: reason))
                }
            }
        }
        if !problems.isEmpty { try sink.receive(problems: problems) }
        try sink.progress(source, bytesRead: reader.bytesConsumed, of: reader.byteCount)
    }

    /// Neighbouring fields as one text, separators between them included.
    func text(_ fields: ArraySlice<UnsafeRawBufferPointer>) -> String? {
        guard let first = fields.first?.baseAddress, let last = fields.last else {
            return fields.isEmpty ? nil : ""
        }
        guard let lastStart = last.baseAddress else { return "" }
        let count = lastStart + last.count - first
        return encoding.decode(UnsafeRawBufferPointer(start: first, count: count))?.trimmed
    }
}

extension ImportError {
    static func noRows(_ path: String, _ format: ImportFormat) -> ImportError {
        ImportError(
            .notThisFormat, file: path, reason: "no row could be read as \(format.rawValue)",
            advice: "Check the format and the file")
    }
}
