/// Collects what an importer finds until a batch is full.
struct EventBatch {
    let source: ImportSource
    let options: ImportOptions
    private(set) var events: [RawEvent] = []
    private var problems: [RowProblem] = []
    private(set) var eventCount = 0
    private(set) var problemCount = 0
    private(set) var firstProblem: RowProblem?

    init(source: ImportSource, options: ImportOptions) {
        self.source = source
        self.options = options
        events.reserveCapacity(options.batchSize)
    }

    var isFull: Bool { events.count >= options.batchSize || problems.count >= options.batchSize }

    mutating func append(_ event: RawEvent) {
        events.append(event)
        eventCount += 1
    }

    mutating func append(_ problem: RowProblem) {
        if firstProblem == nil { firstProblem = problem }
        problems.append(problem)
        problemCount += 1
    }

    mutating func flush(into sink: inout some ImportSink, reader: LineReader) throws {
        if !events.isEmpty { try sink.receive(events: events) }
        if !problems.isEmpty { try sink.receive(problems: problems) }
        events.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
        try sink.progress(source, bytesRead: reader.bytesConsumed, of: reader.byteCount)
    }

    /// Hands over the rest. A file without one good row is not what it was taken for.
    mutating func finish(into sink: inout some ImportSink, reader: LineReader, format: ImportFormat) throws {
        try flush(into: &sink, reader: reader)
        guard eventCount == 0 else { return }
        guard let firstProblem else {
            throw ImportError(
                .empty, file: source.path, reason: "the file has no rows", advice: "Check that it is the right file")
        }
        throw ImportError(
            .notThisFormat, file: source.path, line: firstProblem.line, field: firstProblem.field,
            reason: "none of \(problemCount) rows could be read as \(format.rawValue): \(firstProblem.reason)",
            advice: "Check the format and the file")
    }
}
