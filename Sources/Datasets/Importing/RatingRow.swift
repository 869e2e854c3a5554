/// A row `user, item, rating, seconds`, common to all MovieLens files.
struct RatingRow {
    var user: UnsafeRawBufferPointer
    var item: UnsafeRawBufferPointer
    var rating: Float
    var time: Timestamp
}

/// Reads rating rows and says what is wrong with those that are none.
struct RatingRowParser {
    let file: String
    let separator: Unicode.Scalar
    let separatorRepeats: Int
    let fieldNames: [String]
    let scale: ClosedRange<Float>
    /// The step between two ratings: 1 or one half.
    let step: Float
    let latestTime: Timestamp

    enum Outcome {
        case row(RatingRow)
        case problem(RowProblem)
    }

    func parse(_ line: Line) -> Outcome {
        var scanner = FieldScanner(line.bytes, separator: separator, repeats: separatorRepeats)
        guard let user = scanner.next(), let item = scanner.next(), let rating = scanner.next(), let time = scanner.next()
        else { return .problem(tooFew(line)) }
        guard scanner.next() == nil else { return .problem(problem(.malformed, line, nil, "more than 4 fields")) }
        guard isKey(user) else { return .problem(notAKey(line, 0, user)) }
        guard isKey(item) else { return .problem(notAKey(line, 1, item)) }
        guard let value = ratingValue(rating) else { return .problem(badRating(line, rating)) }
        guard let seconds = DecimalParser.integer(time) else {
            let reason = "\(TextEncoding.quoted(time)) is not a number of seconds"
            return .problem(problem(time.isEmpty ? .truncated : .malformed, line, fieldNames[3], reason))
        }
        // Times of 15 digits and more would overflow milliseconds long after the year 2100.
        guard seconds > 0, seconds <= latestTime.seconds else {
            let reason = "second \(seconds) lies outside 1...\(latestTime.seconds)"
            return .problem(problem(.implausibleTime, line, fieldNames[3], reason))
        }
        return .row(RatingRow(user: user, item: item, rating: value, time: Timestamp(seconds: seconds)))
    }

    private func isKey(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !bytes.isEmpty, bytes.count <= 18 else { return false }
        for byte in bytes where byte &- 48 > 9 { return false }
        return true
    }

    /// Nil when it is no number on the scale, in whole steps.
    private func ratingValue(_ bytes: UnsafeRawBufferPointer) -> Float? {
        guard let value = DecimalParser.fraction(bytes).map(Float.init), scale.contains(value) else { return nil }
        let steps = (value - scale.lowerBound) / step
        return steps == steps.rounded() ? value : nil
    }

    private func badRating(_ line: Line, _ bytes: UnsafeRawBufferPointer) -> RowProblem {
        let isNumber = DecimalParser.fraction(bytes) != nil
        let reason =
            "\(TextEncoding.quoted(bytes)) is not a rating from \(scale.lowerBound) to \(scale.upperBound) in steps of \(step)"
        return problem(isNumber ? .outOfRange : .malformed, line, fieldNames[2], reason)
    }

    private func notAKey(_ line: Line, _ field: Int, _ bytes: UnsafeRawBufferPointer) -> RowProblem {
        problem(.malformed, line, fieldNames[field], "\(TextEncoding.quoted(bytes)) is not a number of 1 to 18 digits")
    }

    private func tooFew(_ line: Line) -> RowProblem {
        problem(.truncated, line, nil, line.bytes.isEmpty ? "the line is empty" : "fewer than 4 fields")
    }

    private func problem(_ kind: RowProblem.Kind, _ line: Line, _ field: String?, _ reason: String) -> RowProblem {
        RowProblem(kind, file: file, line: line.number, field: field, reason: reason)
    }
}

/// Streams a whole file of rating rows.
struct RatingFile {
    let source: ImportSource
    let parser: RatingRowParser
    let options: ImportOptions
    let hasHeader: Bool
    let format: ImportFormat

    func run(into sink: inout some ImportSink) throws {
        try sink.begin(source)
        let reader = try LineReader(path: source.path, maximumLineLength: options.maximumLineLength)
        var batch = EventBatch(source: source, options: options)
        if hasHeader { try checkHeader(reader) }
        var keys = KeyCache()
        reading: while true {
            switch try reader.next() {
            case .end: break reading
            case .tooLong(let number, let length):
                batch.append(
                    RowProblem(.tooLong, file: source.name, line: number, reason: "the line has \(length) bytes"))
            case .line(let line):
                switch parser.parse(line) {
                case .problem(let problem): batch.append(problem)
                case .row(let row):
                    batch.append(
                        RawEvent(
                            user: keys.user(row.user), item: ItemID(String(decoding: row.item, as: UTF8.self)),
                            kind: .rating, time: row.time, rating: row.rating,
                            source: SourcePosition(file: source.name, line: line.number)))
                }
            }
            if batch.isFull { try batch.flush(into: &sink, reader: reader) }
        }
        try batch.finish(into: &sink, reader: reader, format: format)
    }

    private func checkHeader(_ reader: LineReader) throws(ImportError) {
        let expected = parser.fieldNames.joined(separator: ",")
        guard case .line(let line) = try reader.next() else {
            throw ImportError(
                .empty, file: source.path, reason: "the file has no rows", advice: "Check that it is the right file")
        }
        guard TextEncoding.utf8.decode(line.bytes) == expected else {
            throw ImportError(
                .notThisFormat, file: source.path, line: 1,
                reason: "the first line is \(TextEncoding.quoted(line.bytes)), expected \"\(expected)\"",
                advice: "Check the format and the file")
        }
    }
}

/// Remembers the last user, for files that are grouped by user.
struct KeyCache {
    private var bytes: [UInt8] = []
    private var id = UserID("")

    mutating func user(_ field: UnsafeRawBufferPointer) -> UserID {
        if field.count == bytes.count && bytes.withUnsafeBytes({ $0.elementsEqual(field) }) { return id }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: field)
        id = UserID(String(decoding: field, as: UTF8.self))
        return id
    }
}
