/// MovieLens as comma-separated files, the layout of latest, 20M, 25M and 32M.
///
/// `ratings.csv` and `movies.csv` are needed; `links.csv`, when present, gives the films their identifiers `imdb` and `tmdb`. With `readsTags`, tags that at least two
/// users gave a film become its facet `keyword`. This is off by default: tags are what users did, at a time that
/// may lie after a cut, and a facet made of them would outlive the erasure of a user.
public struct MovieLensCSVImporter: Importer {
    public let folder: String
    public let options: ImportOptions
    public let readsTags: Bool
    public var format: ImportFormat { .movieLensCSV }
    public var ratingScale: ClosedRange<Float>? { 0.5...5 }
    public var domain: ItemDomain { .film }

    static let expected = ["ratings.csv", "movies.csv", "links.csv (optional)", "tags.csv (optional)"]

    public init(folder: String, options: ImportOptions = ImportOptions(), readsTags: Bool = false) {
        self.folder = folder
        self.options = options
        self.readsTags = readsTags
    }

    public func run(into sink: inout some ImportSink) throws {
        let listing = try FolderListing(folder, format: format, expected: Self.expected)
        let movies = try listing.require("movies.csv", format: format, expected: Self.expected)
        let ratings = try listing.require("ratings.csv", format: format, expected: Self.expected)
        var items = try readMovies(movies, into: &sink)
        if let links = listing.find("links.csv") { try readLinks(links, items: &items, into: &sink) }
        if readsTags, let tags = listing.find("tags.csv") { try readTags(tags, items: &items, into: &sink) }
        try sink.receive(items: items)
        let source = ImportSource(path: ratings)
        let parser = RatingRowParser(
            file: source.name, separator: ",", separatorRepeats: 1,
            fieldNames: ["userId", "movieId", "rating", "timestamp"], scale: 0.5...5, step: 0.5,
            latestTime: options.latestTime)
        try RatingFile(source: source, parser: parser, options: options, hasHeader: true, format: format).run(into: &sink)
    }

    private func readMovies(_ path: String, into sink: inout some ImportSink) throws -> [Item] {
        var items: [Item] = []
        let table = CSVTable(path: path, columns: ["movieId", "title", "genres"], options: options)
        try table.forEachRow(into: &sink) { fields in
            items.append(MovieLens1MImporter.film(id: fields[0], title: fields[1], genres: fields[2]))
        }
        guard !items.isEmpty else { throw ImportError.noRows(path, format) }
        return items
    }

    /// What IMDb and TMDB call the films; either may be missing.
    private func readLinks(_ path: String, items: inout [Item], into sink: inout some ImportSink) throws {
        var places: [String: Int] = [:]
        for (place, item) in items.enumerated() { places[item.id.rawValue] = place }
        let table = CSVTable(path: path, columns: ["movieId", "imdbId", "tmdbId"], options: options)
        try table.forEachRow(into: &sink) { fields in
            guard let place = places[fields[0]] else { return }
            if !fields[1].isEmpty { items[place].identifiers["imdb"] = OutsideIdentifier.canonical(fields[1], scheme: "imdb") }
            if !fields[2].isEmpty { items[place].identifiers["tmdb"] = fields[2] }
        }
    }

    /// A tag of one person is a note to self; one that two people chose says something about the film.
    private func readTags(_ path: String, items: inout [Item], into sink: inout some ImportSink) throws {
        var places: [String: Int] = [:]
        for (place, item) in items.enumerated() { places[item.id.rawValue] = place }
        var givers: [Int: [String: Set<String>]] = [:]
        let table = CSVTable(path: path, columns: ["userId", "movieId", "tag", "timestamp"], options: options)
        try table.forEachRow(into: &sink) { fields in
            guard let place = places[fields[1]] else { return }
            givers[place, default: [:]][fields[2].lowercased().trimmed, default: []].insert(fields[0])
        }
        for (place, tags) in givers {
            let common = tags.filter { $0.value.count >= 2 }.keys
            if !common.isEmpty { items[place].facets[.keyword] = Item.canonical(common) }
        }
    }
}

/// A small comma-separated file with a header.
struct CSVTable {
    let source: ImportSource
    let columns: [String]
    let options: ImportOptions

    init(path: String, columns: [String], options: ImportOptions) {
        source = ImportSource(path: path)
        self.columns = columns
        self.options = options
    }

    func forEachRow(into sink: inout some ImportSink, _ body: ([String]) -> Void) throws {
        try sink.begin(source)
        let lines = try LineReader(path: source.path, maximumLineLength: options.maximumLineLength)
        var reader = CSVRecordReader(lines, file: source.name)
        var problems: [RowProblem] = []
        var isFirst = true
        reading: while true {
            switch try reader.next() {
            case .end: break reading
            case .problem(let problem):
                if isFirst { try checkHeader([]) }
                problems.append(problem)
            case .record(let fields, let line, _):
                switch decode(fields, line: line) {
                case .problem(let problem):
                    if isFirst { try checkHeader([]) }
                    problems.append(problem)
                case .fields(let texts):
                    if isFirst { try checkHeader(texts) } else { body(texts) }
                }
            }
            isFirst = false
        }
        if !problems.isEmpty { try sink.receive(problems: problems) }
        try sink.progress(source, bytesRead: lines.bytesConsumed, of: lines.byteCount)
    }

    private enum Decoded {
        case fields([String])
        case problem(RowProblem)
    }

    private func decode(_ fields: [[UInt8]], line: Int) -> Decoded {
        guard fields.count == columns.count else {
            let kind: RowProblem.Kind = fields.count < columns.count ? .truncated : .malformed
            let reason = "\(fields.count) fields, expected \(columns.count)"
            return .problem(RowProblem(kind, file: source.name, line: line, reason: reason))
        }
        var texts: [String] = []
        for (position, field) in fields.enumerated() {
            guard let text = field.withUnsafeBytes({ TextEncoding.utf8.decode($0) }) else {
                return .problem(
                    RowProblem(.wrongEncoding, file: source.name, line: line, field: columns[position], reason: "not UTF-8"))
            }
            texts.append(text)
        }
        guard !texts[0].isEmpty, texts[0].utf8.allSatisfy({ $0 &- 48 < 10 }) else {
            return line == 1
                ? .fields(texts)
                : .problem(
                    RowProblem(.malformed, file: source.name, line: line, field: columns[0], reason: "not a number"))
        }
        return .fields(texts)
    }

    private func checkHeader(_ texts: [String]) throws(ImportError) {
        guard texts != columns else { return }
        throw ImportError(
            .notThisFormat, file: source.path, line: 1, reason: "the header is not \(columns.joined(separator: ","))",
            advice: "Check the format and the file")
    }
}
