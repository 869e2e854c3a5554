/// Makes events of rows as a mapped table says.
final class EventMapper {
    private let file: String
    private let reader: TextReader
    private let ratingScale: ClosedRange<Float>?
    private let words = WordCache()
    private let isASCIICompatible: Bool

    private let user: BoundField
    private let item: BoundField?
    /// Whether one cell may name several items, each an event of its own.
    private let hasLists: Bool
    private let id: BoundField?
    private let kind: BoundKind
    private let time: BoundTime?
    private let rating: BoundField?
    private let duration: BoundField?
    private let completion: BoundField?
    private let length: BoundField?
    private let episode: BoundField?
    private let device: BoundField?
    private let locale: BoundField?
    private let surface: BoundField?

    init(_ table: MappedTable, file: String, scale: ClosedRange<Float>?, latest: Timestamp, _ slots: inout SlotTable) {
        func bind(_ source: FieldSource?, _ slots: inout SlotTable) -> BoundField? { source.map { BoundField($0, &slots) } }
        self.file = file
        reader = TextReader(encoding: table.encoding == .utf8 ? .utf8 : .latin1)
        isASCIICompatible = table.encoding == .utf8
        ratingScale = scale
        user = BoundField(table.user!, &slots)
        item = bind(table.item, &slots)
        hasLists = table.item?.separator != nil
        id = bind(table.id, &slots)
        kind = BoundKind(table.kind, otherwise: table.rating == nil ? .interaction : .rating, &slots)
        time = BoundTime(table.time, latest: latest, &slots)
        rating = bind(table.rating, &slots)
        duration = bind(table.duration, &slots)
        completion = bind(table.completion, &slots)
        length = bind(table.length, &slots)
        episode = bind(table.episode, &slots)
        device = bind(table.device, &slots)
        locale = bind(table.locale, &slots)
        surface = bind(table.surface, &slots)
    }

    /// - Throws: `FieldProblem` when the row cannot be used; nothing of it was added then.
    func read(_ row: borrowing TableRow, into events: (RawEvent) -> Void) throws(FieldProblem) {
        guard let kind = try kind.kind(of: row) else { return }
        guard let userBytes = try user.bytes(row) else {
            throw FieldProblem(kind: .truncated, field: user.name, reason: "the user is missing")
        }
        let name = try reader.name(userBytes, user)
        var event = RawEvent(user: UserID(name), item: nil, kind: kind, source: SourcePosition(file: file, line: row.line))
        event.time = try time?.promised(row)
        try readFeedback(row, &event)
        event.device = try word(device, row)
        event.locale = try word(locale, row)
        event.surface = try word(surface, row)
        if let id, let bytes = try id.bytes(row) { event.id = try reader.name(bytes, id) }
        guard let item else { return events(event) }
        if hasLists { return try readList(item, row, event, events) }
        if let bytes = try item.bytes(row) { event.item = ItemID(try reader.name(bytes, item)) }
        events(event)
    }

    /// One event for each item of a list, counted from 1; ids get the same number, since each event has its own.
    private func readList(
        _ item: BoundField, _ row: borrowing TableRow, _ event: RawEvent, _ events: (RawEvent) -> Void
    ) throws(FieldProblem) {
        var names: [Result<String, FieldProblem>] = []
        try item.forEach(row) { bytes in
            names.append(Result { () throws(FieldProblem) in try reader.name(bytes, item) })
        }
        for name in names { _ = try name.get() }
        for (place, name) in names.enumerated() {
            var one = event
            one.item = ItemID(try name.get())
            one.source.ordinal = Int32(clamping: place + 1)
            if let id = event.id { one.id = "\(id)/\(place + 1)" }
            events(one)
        }
    }

    private func readFeedback(_ row: borrowing TableRow, _ event: inout RawEvent) throws(FieldProblem) {
        if let rating {
            let value = try rating.number(row)
            if let value, let ratingScale, !ratingScale.contains(Float(value)) {
                let reason = "\(value) lies outside the scale from \(ratingScale.lowerBound) to \(ratingScale.upperBound)"
                throw FieldProblem(kind: .outOfRange, field: rating.name, reason: reason)
            }
            guard value != nil || event.kind != .rating else {
                throw FieldProblem(kind: .truncated, field: rating.name, reason: "the rating is missing")
            }
            event.rating = try value.map { value throws(FieldProblem) in try single(value, rating) }
        }
        event.duration = try seconds(duration, row)
        event.completion = try share(row, duration: event.duration)
        if let episode, let value = try episode.number(row) {
            guard value >= 0, value <= Double(Int32.max), value == value.rounded() else {
                throw FieldProblem(kind: .outOfRange, field: episode.name, reason: "\(value) is no number of an episode")
            }
            event.episode = Int32(value)
        }
    }

    private func single(_ value: Double, _ field: BoundField) throws(FieldProblem) -> Float {
        let single = Float(value)
        guard single.isFinite else { throw FieldProblem(kind: .outOfRange, field: field.name, reason: "\(value) is too large") }
        return single
    }

    private func seconds(_ field: BoundField?, _ row: borrowing TableRow) throws(FieldProblem) -> Float? {
        guard let field, let value = try field.number(row) else { return nil }
        guard value >= 0 else { throw FieldProblem(kind: .outOfRange, field: field.name, reason: "\(value) seconds") }
        return try single(value, field)
    }

    /// What the file says, or else how much of the length was spent; a second run through the item counts as all of it.
    private func share(_ row: borrowing TableRow, duration: Float?) throws(FieldProblem) -> Float? {
        if let completion {
            guard let value = try completion.number(row) else { return nil }
            // Percentages that were rounded may lie a hair above.
            guard value >= 0, value <= 1.001 else {
                throw FieldProblem(kind: .outOfRange, field: completion.name, reason: "\(value) is no share from 0 to 1")
            }
            return min(Float(value), 1)
        }
        guard let duration, let length = try seconds(length, row), length > 0 else { return nil }
        return min(duration / length, 1)
    }

    private func word(_ field: BoundField?, _ row: borrowing TableRow) throws(FieldProblem) -> String? {
        guard let field, let bytes = try field.bytes(row) else { return nil }
        guard isASCIICompatible else { return try reader.name(bytes, field) }
        return try words.word(bytes) { () throws(FieldProblem) in try reader.name(bytes, field) }
    }
}
