/// The key of an event in the table.
struct EventPlace: Hashable, Comparable {
    var source: Int64
    var line: Int64
    var ordinal: Int64

    static func < (a: EventPlace, b: EventPlace) -> Bool {
        if a.source != b.source { return a.source < b.source }
        return a.line != b.line ? a.line < b.line : a.ordinal < b.ordinal
    }
}

/// Neighbouring places of one source, both ends included.
struct EventRange {
    var first: EventPlace
    var lastLine: Int64
    var lastOrdinal: Int64

    init(first: EventPlace, lastLine: Int64, lastOrdinal: Int64) {
        self.first = first
        self.lastLine = lastLine
        self.lastOrdinal = lastOrdinal
    }

    /// The smallest range that holds what was stored, in one source and at least one event.
    init(holding stored: [StoredPlace]) {
        let first = stored[0].place
        self.init(first: first, lastLine: first.line, lastOrdinal: first.ordinal)
        for one in stored { extend(to: one.place) }
    }

    /// Whether another range begins in the line that this one ends in, or in the next, and behind it.
    func isFollowed(by other: EventRange) -> Bool {
        first.source == other.first.source && (lastLine, lastOrdinal) < (other.first.line, other.first.ordinal)
            && other.first.line - lastLine <= 1
    }

    /// Rows of source, line, ordinal, last line and last ordinal.
    static func all(_ rows: RawStatement) throws -> [EventRange] {
        defer { rows.reset() }
        var ranges: [EventRange] = []
        while try rows.step() {
            let first = EventPlace(source: rows.integer(0), line: rows.integer(1), ordinal: rows.integer(2))
            ranges.append(EventRange(first: first, lastLine: rows.integer(3), lastOrdinal: rows.integer(4)))
        }
        return ranges
    }

    /// The smallest range that holds both places, which lie in one source.
    mutating func extend(to place: EventPlace) {
        if place < first { first = place }
        if (place.line, place.ordinal) > (lastLine, lastOrdinal) { (lastLine, lastOrdinal) = (place.line, place.ordinal) }
    }

    /// For `… WHERE source = ? AND line BETWEEN ? AND ? AND (line, ordinal) BETWEEN (?, ?) AND (?, ?)`.
    static let condition = """
        source = ?1 AND line BETWEEN ?2 AND ?4 AND (line > ?2 OR ordinal >= ?3) AND (line < ?4 OR ordinal <= ?5)
        """

    func bind(to statement: RawStatement) {
        statement.bind(1, first.source)
        statement.bind(2, first.line)
        statement.bind(3, first.ordinal)
        statement.bind(4, lastLine)
        statement.bind(5, lastOrdinal)
    }
}
