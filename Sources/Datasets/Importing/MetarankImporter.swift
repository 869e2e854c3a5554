/// Events of Metarank, one JSON object a line: `item`, `user`, `ranking` and `interaction`, mixed in any order.
///
/// Each item of a ranking becomes an `impression`, an interaction becomes what its `type` says. `fields` of items become title, text and
/// facets, those of users attributes. Events without user belong to their session; without either they are reported. Ids are kept, so that
/// an event that is sent twice counts once.
///
/// Metarank, "Supported events" (`doc/event-schema.md`) and "Timestamp formats" (`doc/timestamp-formats.md`).
public struct MetarankImporter: Importer {
    /// One file, or a folder whose `.jsonl` and `.json` files are all read.
    public let path: String
    public let options: ImportOptions
    public var format: ImportFormat { .metarank }
    public var domain: ItemDomain { .other }
    public var ratingScale: ClosedRange<Float>? { nil }

    public init(path: String, options: ImportOptions = ImportOptions()) {
        self.path = path
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        for file in try files() {
            let source = ImportSource(path: file)
            try sink.begin(source)
            let lines = try LineReader(path: file, maximumLineLength: options.maximumLineLength)
            let mapper = MetarankMapper(file: source.name, latest: options.latestTime)
            var rows = JSONRows(lines, file: source.name, paths: mapper.paths)
            var batch = RowBatch(source: source, options: options)
            var row = TableRow(slots: mapper.paths.count)
            reading: while true {
                switch try rows.next(&row) {
                case .end: break reading
                case .problem(let problem): batch.append(problem)
                case .row: take(row, mapper, &batch)
                }
                if batch.isFull { try batch.flush(into: &sink, reader: lines) }
            }
            try batch.finish(into: &sink, reader: lines, format: format, mayBeEmpty: false)
        }
    }

    private func take(_ row: TableRow, _ mapper: MetarankMapper, _ batch: inout RowBatch) {
        batch.rowCount += 1
        do throws(FieldProblem) {
            try mapper.read(row, into: &batch)
        } catch {
            batch.rowCount -= 1
            batch.append(RowProblem(error.kind, file: batch.source.name, line: row.line, field: error.field, reason: error.reason))
        }
    }

    private func files() throws(ImportError) -> [String] {
        let name = ImportSource(path: path).name
        if name.hasSuffix(".jsonl") || name.hasSuffix(".json") { return [path] }
        let expected = ["files that end in .jsonl or .json"]
        let listing: FolderListing
        do {
            listing = try FolderListing(path, format: format, expected: expected)
        } catch {
            // A file may have any name.
            if error.code == .wrongFolder { return [path] }
            throw error
        }
        let found = listing.names.filter { name in [".jsonl", ".json"].contains { ImportSource.plainName(name).hasSuffix($0) } }
        guard found.isEmpty else { return found.map(listing.path(of:)) }
        throw ImportError(
            .wrongFolder, file: path, reason: "the folder has no \(expected[0])",
            advice: "Name the folder that holds them, or another format")
    }
}

/// Makes items, users and events of Metarank's rows.
private final class MetarankMapper {
    private let file: String
    private let latest: Timestamp
    private let reader = TextReader(encoding: .utf8)
    private let event, id, user, session, type, item, items: BoundField
    private let milliseconds, date: BoundTime
    private let dateField: BoundField
    private let fieldName, fieldValue: Int
    private let kinds: BoundKind
    let paths: [String]

    init(file: String, latest: Timestamp) {
        self.file = file
        self.latest = latest
        var slots = SlotTable()
        func bind(_ path: String, _ slots: inout SlotTable) -> BoundField { BoundField(FieldSource(path), &slots) }
        event = bind("event", &slots)
        id = bind("id", &slots)
        user = bind("user", &slots)
        session = bind("session", &slots)
        type = bind("type", &slots)
        item = bind("item", &slots)
        items = bind("items.id", &slots)
        dateField = bind("timestamp", &slots)
        milliseconds = BoundTime(TimeSource("timestamp", format: "milliseconds"), latest: latest, &slots)!
        date = BoundTime(TimeSource("timestamp", format: "iso8601"), latest: latest, &slots)!
        fieldName = slots.slot(of: "fields.name")
        fieldValue = slots.slot(of: "fields.value")
        kinds = BoundKind(KindSource(column: "type", values: ReadyWords.kinds, others: .interaction), otherwise: .interaction, &slots)
        paths = slots.columns
    }

    func read(_ row: TableRow, into batch: inout RowBatch) throws(FieldProblem) {
        let word = try required(event, row)
        switch word {
        case "item": batch.append(try readItem(row))
        case "user": batch.append(try readUser(row))
        case "interaction":
            guard let kind = try kinds.kind(of: row) else { return }
            var found = try readEvent(kind, row)
            found.item = ItemID(try required(item, row))
            batch.append(found)
        case "ranking": try readRanking(row, &batch)
        default: throw FieldProblem(kind: .malformed, field: "event", reason: "“\(word)” is not item, user, ranking or interaction")
        }
    }

    private func required(_ field: BoundField, _ row: TableRow) throws(FieldProblem) -> String {
        guard let bytes = try field.bytes(row) else { throw FieldProblem(kind: .truncated, field: field.name, reason: "it is missing") }
        return try reader.name(bytes, field)
    }

    private func readEvent(_ kind: EventKind, _ row: TableRow) throws(FieldProblem) -> RawEvent {
        let bytes = try user.bytes(row)
        let name = bytes == nil ? try required(session, row) : try reader.name(bytes!, user)
        var found = RawEvent(user: UserID(name), item: nil, kind: kind, source: SourcePosition(file: file, line: row.line))
        found.time = try time(row)
        found.id = try required(id, row)
        for (name, value) in try fields(row) {
            switch name {
            case "source", "surface": found.surface = value
            case "device", "platform": found.device = value
            case "locale", "country": found.locale = value
            default: break
            }
        }
        return found
    }

    private func readRanking(_ row: TableRow, _ batch: inout RowBatch) throws(FieldProblem) {
        let shown = try readEvent(.impression, row)
        var names: [Result<String, FieldProblem>] = []
        try items.forEach(row) { bytes in names.append(Result { () throws(FieldProblem) in try reader.name(bytes, items) }) }
        for name in names { _ = try name.get() }
        for (place, name) in names.enumerated() {
            var one = shown
            one.item = ItemID(try name.get())
            one.source.ordinal = Int32(clamping: place + 1)
            one.id = "\(shown.id!)/\(place + 1)"
            batch.append(one)
        }
    }

    /// Milliseconds as a number or a string of digits, or ISO 8601.
    private func time(_ row: TableRow) throws(FieldProblem) -> Timestamp? {
        guard let bytes = try dateField.bytes(row) else {
            throw FieldProblem(kind: .truncated, field: "timestamp", reason: "the time is missing")
        }
        let isDate = bytes.count > 4 && bytes[4] == UInt8(ascii: "-")
        return isDate ? try date.promised(row) : try milliseconds.promised(row)
    }

    // MARK: Fields

    /// Names and values; a list gives its name several times.
    private func fields(_ row: TableRow) throws(FieldProblem) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        let values = row.values(of: fieldValue)
        for name in row.values(of: fieldName) where name.kind == .value {
            for value in values where value.owner == name.owner && value.kind == .value {
                guard let nameText = reader.encoding.decode(name.bytes), let valueText = reader.encoding.decode(value.bytes) else {
                    throw FieldProblem(kind: .wrongEncoding, field: "fields", reason: "not UTF-8")
                }
                found.append((nameText, valueText))
            }
        }
        return found
    }

    private func readItem(_ row: TableRow) throws(FieldProblem) -> Item {
        var result = Item(id: ItemID(try required(item, row)))
        var facets: [FacetName: [String]] = [:]
        for (name, value) in try fields(row) where !value.trimmed.isEmpty {
            switch name {
            case "title", "name": result.title = value
            case "description", "overview", "text": result.text = value
            case "year", "release_year": result.year = Int(value.prefix(4))
            case "genre", "genres": facets[.genre, default: []].append(value)
            // A number with decimals is a measure, no word.
            default: if Double(value) == nil || Int64(value) != nil { facets[FacetName(rawValue: name), default: []].append(value) }
            }
        }
        result.facets = facets.mapValues { Item.canonical($0) }
        return result
    }

    private func readUser(_ row: TableRow) throws(FieldProblem) -> UserAttributes {
        var result = UserAttributes(id: UserID(try required(user, row)), values: [:])
        for (name, value) in try fields(row) { result.values[name] = result.values[name].map { "\($0) \(value)" } ?? value }
        return result
    }
}
