import FoundationEssentials

/// Reads what `tastemaker export` wrote: a folder with `events.jsonl`, and beside it `items.jsonl` and `users.jsonl`, plain or gzip.
///
/// Events keep the place that they had in the source they came from, so that a row of that source is still the same row.
public struct ArchiveImporter: Importer {
    public let format = ImportFormat.tastemaker
    public let folder: String
    public let options: ImportOptions
    /// Unknown here: sources.jsonl has one for each source.
    public let ratingScale: ClosedRange<Float>? = nil
    public let domain = ItemDomain.other

    public init(folder: String, options: ImportOptions = ImportOptions()) {
        self.folder = folder
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        guard let events = ArchiveImporter.path(of: .events, in: folder) else {
            throw ImportError(
                .wrongFolder, file: folder, reason: "there is no events.jsonl or events.jsonl.gz in it",
                advice: "Name a folder that `tastemaker export` wrote")
        }
        if let path = ArchiveImporter.path(of: .items, in: folder) {
            try read(path, as: ArchivedItem.self, into: &sink) { rows, sink in try sink.receive(items: rows.map(\.value)) }
        }
        if let path = ArchiveImporter.path(of: .users, in: folder) {
            try read(path, as: ArchivedUser.self, into: &sink) { rows, sink in try sink.receive(users: rows.map(\.value)) }
        }
        try read(events, as: ArchivedEvent.self, into: &sink) { rows, sink in try sink.receive(events: rows.map(\.value)) }
    }

    /// The plain file, or the compressed one.
    public static func path(of file: ArchiveFile, in folder: String) -> String? {
        [file.rawValue, file.rawValue + ".gz"].map { folder + "/" + $0 }.first { FileManager.default.fileExists(atPath: $0) }
    }

    private func read<Row: Decodable, Sink: ImportSink>(
        _ path: String, as type: Row.Type, into sink: inout Sink, deliver: ([Row], inout Sink) throws -> Void
    ) throws {
        let source = ImportSource(path: path)
        let reader = try LineReader(path: path, maximumLineLength: options.maximumLineLength)
        let decoder = JSONDecoder()
        var (rows, problems): ([Row], [RowProblem]) = ([], [])
        func flush(_ sink: inout Sink) throws {
            if !rows.isEmpty { try deliver(rows, &sink) }
            if !problems.isEmpty { try sink.receive(problems: problems) }
            rows.removeAll(keepingCapacity: true)
            problems.removeAll(keepingCapacity: true)
            try sink.progress(source, bytesRead: reader.bytesConsumed, of: reader.byteCount)
        }
        reading: while true {
            switch try reader.next() {
            case .end: break reading
            case .tooLong(let number, let length):
                problems.append(RowProblem(.tooLong, file: source.name, line: number, reason: "the line has \(length) bytes"))
            case .line(let line):
                do {
                    rows.append(try decoder.decode(Row.self, from: Data(line.bytes)))
                } catch let error as DecodingError { problems.append(ArchiveImporter.problem(error, source.name, line.number)) }
            }
            if rows.count + problems.count >= options.batchSize { try flush(&sink) }
        }
        try flush(&sink)
    }

    private static func problem(_ error: DecodingError, _ file: String, _ line: Int) -> RowProblem {
        switch error {
        case .keyNotFound(let key, _):
            return RowProblem(.truncated, file: file, line: line, field: key.stringValue, reason: "the field is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let field = context.codingPath.first?.stringValue
            let reason = field == nil ? "the line is not a JSON object" : context.debugDescription
            return RowProblem(.malformed, file: file, line: line, field: field, reason: reason)
        @unknown default:
            return RowProblem(.malformed, file: file, line: line, reason: "the line cannot be read")
        }
    }
}
