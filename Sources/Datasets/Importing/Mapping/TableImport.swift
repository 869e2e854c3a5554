/// Reads one file as one table of a mapping.
struct TableImport {
    let file: MappedFile
    let ratingScale: ClosedRange<Float>?
    let domain: ItemDomain
    let options: ImportOptions
    let format: ImportFormat

    private enum Mapper {
        case events(EventMapper)
        case items(ItemMapper)
        case users(UserMapper)
    }

    func run(into sink: inout some ImportSink) throws {
        var slots = SlotTable()
        let mapper = makeMapper(&slots)
        try sink.begin(file.source)
        let lines = try LineReader(path: file.source.path, maximumLineLength: options.maximumLineLength)
        switch file.table.layout {
        case .jsonl:
            try JSONSample(file.source.path).check(slots.columns, needed: neededPaths, file: file.source.path)
            try read(JSONRows(lines, file: file.source.name, paths: slots.columns), lines, slots, mapper, into: &sink)
        case .json:
            try read(
                JSONDocumentRows(file.source.path, file: file.source.name, paths: slots.columns), lines, slots, mapper, into: &sink)
        case .csv, .tsv:
            try read(try delimitedRows(lines, slots), lines, slots, mapper, into: &sink)
        }
    }

    private func makeMapper(_ slots: inout SlotTable) -> Mapper {
        let table = file.table
        switch table.holds {
        case .events:
            return .events(EventMapper(table, file: file.source.name, scale: ratingScale, latest: options.latestTime, &slots))
        case .items: return .items(ItemMapper(table, domain: domain, &slots))
        case .users: return .users(UserMapper(table, &slots))
        }
    }

    private func read(
        _ reader: some RowReader, _ lines: LineReader, _ slots: SlotTable, _ mapper: Mapper, into sink: inout some ImportSink
    ) throws {
        var reader = reader
        var batch = RowBatch(source: file.source, options: options)
        var row = TableRow(slots: slots.columns.count)
        reading: while true {
            switch try reader.next(&row) {
            case .end: break reading
            case .problem(let problem): batch.append(problem)
            case .row: take(row, mapper, &batch)
            }
            if batch.isFull { try batch.flush(into: &sink, reader: lines) }
        }
        try batch.finish(into: &sink, reader: lines, format: format, mayBeEmpty: file.table.isOptional || hasHeader)
    }

    private var hasHeader: Bool { !file.table.layout.isJSON && file.table.hasHeader }

    private func take(_ row: TableRow, _ mapper: Mapper, _ batch: inout RowBatch) {
        batch.rowCount += 1
        do throws(FieldProblem) {
            switch mapper {
            case .events(let events): try events.read(row) { batch.append($0) }
            case .items(let items): batch.append(try items.item(of: row))
            case .users(let users): batch.append(try users.user(of: row))
            }
        } catch {
            batch.rowCount -= 1
            batch.append(RowProblem(error.kind, file: file.source.name, line: row.line, field: error.field, reason: error.reason))
        }
    }

    // MARK: Columns

    /// What rows of this table cannot do without.
    private var neededPaths: Set<String> {
        let table = file.table
        let key = table.holds == .items ? table.item : table.user
        let time = table.time.map { $0.missing.contains("") ? [] : $0.columns } ?? []
        return Set((key?.columns ?? []) + time)
    }

    private func delimitedRows(_ lines: LineReader, _ slots: SlotTable) throws -> DelimitedRows {
        let table = file.table
        let delimiter = table.delimiter?.utf8.first ?? UInt8(ascii: table.layout == .tsv ? "\t" : ",")
        let records = DelimitedRecordReader(lines, file: file.source.name, delimiter: delimiter, hasQuotes: table.layout == .csv)
        guard table.hasHeader else {
            return DelimitedRows(records, columns: try positions(slots.columns), columnCount: nil)
        }
        let header = try TableHeader(records, path: file.source.path, encoding: table.encoding == .utf8 ? .utf8 : .latin1)
        var columns: [Int] = []
        for column in slots.columns { columns.append(try header.position(of: column)) }
        return DelimitedRows(records, columns: columns, columnCount: header.names.count)
    }

    /// Columns of a file without header, counted from 1 in the mapping and from 0 here.
    private func positions(_ columns: [String]) throws(ImportError) -> [Int] {
        var positions: [Int] = []
        for column in columns {
            guard let position = Int(column), (1...10_000).contains(position) else {
                throw ImportError(
                    .badMapping, file: file.source.path, field: column, reason: "without a header, columns are positions counted from 1",
                    advice: "Write \"1\" for the first column, or take \"hasHeader\": false out of the mapping")
            }
            positions.append(position - 1)
        }
        return positions
    }
}

/// Collects what a table holds until a batch is full.
struct RowBatch {
    let source: ImportSource
    let options: ImportOptions
    private var events: [RawEvent] = []
    private var items: [Item] = []
    private var users: [UserAttributes] = []
    private var problems: [RowProblem] = []
    private var problemCount = 0
    private var firstProblem: RowProblem?
    /// Rows that could be read, whether or not something came of them.
    var rowCount = 0

    init(source: ImportSource, options: ImportOptions) {
        self.source = source
        self.options = options
    }

    var isFull: Bool { max(events.count, items.count, users.count, problems.count) >= options.batchSize }

    mutating func append(_ event: RawEvent) { events.append(event) }
    mutating func append(_ item: Item) { items.append(item) }
    mutating func append(_ user: UserAttributes) { users.append(user) }
    mutating func append(_ problem: RowProblem) {
        if firstProblem == nil { firstProblem = problem }
        problems.append(problem)
        problemCount += 1
    }

    mutating func flush(into sink: inout some ImportSink, reader: LineReader) throws {
        if !items.isEmpty { try sink.receive(items: items) }
        if !users.isEmpty { try sink.receive(users: users) }
        if !events.isEmpty { try sink.receive(events: events) }
        if !problems.isEmpty { try sink.receive(problems: problems) }
        items.removeAll(keepingCapacity: true)
        users.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
        try sink.progress(source, bytesRead: reader.bytesConsumed, of: reader.byteCount)
    }

    /// Hands over the rest. A file without one good row is not what it was taken for.
    mutating func finish(into sink: inout some ImportSink, reader: LineReader, format: ImportFormat, mayBeEmpty: Bool) throws {
        try flush(into: &sink, reader: reader)
        guard rowCount == 0 else { return }
        guard let firstProblem else {
            if mayBeEmpty { return }
            throw ImportError(
                .empty, file: source.path, reason: "the file has no rows", advice: "Check that it is the right file")
        }
        throw ImportError(
            .notThisFormat, file: source.path, line: firstProblem.line, field: firstProblem.field,
            reason: "none of \(problemCount) rows could be read: \(firstProblem.reason)",
            advice: "Check the mapping and the file")
    }
}
