/// Sequences: one line a user, `user item item …`, oldest first, separated by blanks or tabs. Order is all there is.
///
/// A user on two lines continues the first.
public struct SequencesImporter: Importer {
    public let file: String
    public let options: ImportOptions
    public var format: ImportFormat { .sequences }
    public var ratingScale: ClosedRange<Float>? { nil }
    public var domain: ItemDomain { .other }

    public init(file: String, options: ImportOptions = ImportOptions()) {
        self.file = file
        self.options = options
    }

    public func run(into sink: inout some ImportSink) throws {
        let source = ImportSource(path: file)
        try sink.begin(source)
        let reader = try LineReader(path: file, maximumLineLength: options.maximumLineLength)
        var batch = EventBatch(source: source, options: options)
        reading: while true {
            switch try reader.next() {
            case .end: break reading
            case .tooLong(let number, let length):
                batch.append(
                    RowProblem(.tooLong, file: source.name, line: number, reason: "the line has \(length) bytes"))
            case .line(let line):
                read(line, file: source.name, into: &batch)
            }
            if batch.isFull { try batch.flush(into: &sink, reader: reader) }
        }
        try batch.finish(into: &sink, reader: reader, format: format)
    }

    private func read(_ line: Line, file: String, into batch: inout EventBatch) {
        var position = 0
        guard let first = SequencesImporter.word(line.bytes, &position) else {
            batch.append(RowProblem(.truncated, file: file, line: line.number, reason: "the line is empty"))
            return
        }
        guard let user = TextEncoding.identifier(first).map(UserID.init(_:)) else {
            batch.append(SequencesImporter.problem(first, file: file, line: line.number, field: "user"))
            return
        }
        var ordinal: Int32 = 0
        while let word = SequencesImporter.word(line.bytes, &position) {
            ordinal += 1
            guard let item = TextEncoding.identifier(word) else {
                batch.append(SequencesImporter.problem(word, file: file, line: line.number, field: "item \(ordinal)"))
                continue
            }
            let place = SourcePosition(file: file, line: line.number, ordinal: ordinal)
            batch.append(RawEvent(user: user, item: ItemID(item), kind: .interaction, source: place))
        }
        if ordinal == 0 {
            batch.append(RowProblem(.truncated, file: file, line: line.number, reason: "a user without items"))
        }
    }

    private static func problem(_ word: UnsafeRawBufferPointer, file: String, line: Int, field: String) -> RowProblem {
        let isText = TextEncoding.utf8.decode(word) != nil
        return RowProblem(
            isText ? .malformed : .wrongEncoding, file: file, line: line, field: field,
            reason: isText ? "not an identifier of at most 256 bytes" : "not UTF-8")
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> UnsafeRawBufferPointer? {
        while position < bytes.count, bytes[position] == 32 || bytes[position] == 9 { position += 1 }
        guard position < bytes.count else { return nil }
        let first = position
        while position < bytes.count, bytes[position] != 32, bytes[position] != 9 { position += 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[first..<position])
    }
}
