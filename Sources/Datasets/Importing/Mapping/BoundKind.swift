#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A `KindSource` whose column has a slot.
final class BoundKind {
    private let constant: EventKind?
    private let field: BoundField?
    private let words: [(bytes: [UInt8], kind: EventKind)]
    private let others: KindSource.Others

    /// - Parameter otherwise: the kind of every row where the mapping names none.
    init(_ source: KindSource?, otherwise: EventKind, _ table: inout SlotTable) {
        constant = source == nil ? otherwise : source!.constant?.kind
        field = source?.column.map { BoundField(FieldSource($0), &table) }
        others = source?.others ?? .report
        var words = (source?.values ?? [:]).map { (bytes: Array($0.key.utf8), kind: $0.value.kind) }
        let taken = Set(words.map(\.bytes))
        for kind in EventKind.allCases where !taken.contains(Array("\(kind)".utf8)) { words.append((Array("\(kind)".utf8), kind)) }
        self.words = words
    }

    /// Nil when the row is to be passed over.
    func kind(of row: borrowing TableRow) throws(FieldProblem) -> EventKind? {
        if let constant { return constant }
        let word = try field!.bytes(row)
        if let word {
            for known in words where known.bytes.count == word.count {
                if known.bytes.withUnsafeBytes({ memcmp($0.baseAddress!, word.baseAddress!, word.count) }) == 0 { return known.kind }
            }
        }
        switch others {
        case .skip: return nil
        case .interaction: return .interaction
        case .report:
            let reason = word.map { "\(TextEncoding.quoted($0)) is not in the table of kinds" } ?? "it is not said what happened"
            throw FieldProblem(kind: word == nil ? .truncated : .malformed, field: field!.name, reason: reason)
        }
    }
}

/// A `TimeSource` whose columns have slots.
final class BoundTime {
    private let field: BoundField
    private let format: TimeFormat
    /// Nil where any date may stand, as for the release of a film.
    private let latest: Timestamp?
    private let missing: [[UInt8]]

    init?(_ source: TimeSource?, latest: Timestamp?, _ table: inout SlotTable) {
        guard let source, let format = TimeFormat(source.format) else { return nil }
        var columns = FieldSource()
        columns.columns = source.columns
        field = BoundField(columns, &table)
        self.format = format
        self.latest = latest
        missing = source.missing.map { Array($0.utf8) }
    }

    /// Nil when the cell is empty, or says that the time is not known.
    func time(of row: borrowing TableRow) throws(FieldProblem) -> Timestamp? {
        guard let bytes = try field.bytes(row), !isMissing(bytes) else { return nil }
        guard let time = format.parse(bytes) else {
            throw FieldProblem(
                kind: .malformed, field: field.name, reason: "\(TextEncoding.quoted(bytes)) is not written as \(format.name)")
        }
        if let latest, time.rawValue <= 0 || time > latest { throw implausible(bytes, time) }
        return time
    }

    /// The time of an event, which a mapping that names a column promises; nil where a word says that it is not known.
    func promised(_ row: borrowing TableRow) throws(FieldProblem) -> Timestamp? {
        if let time = try time(of: row) { return time }
        // No time although the cell is not empty: it holds one of the words.
        if try field.bytes(row) != nil || missing.contains([]) { return nil }
        throw FieldProblem(kind: .truncated, field: field.name, reason: "the time is missing")
    }

    private func isMissing(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for word in missing where word.count == bytes.count && word.elementsEqual(bytes) { return true }
        return false
    }

    private func implausible(_ bytes: UnsafeRawBufferPointer, _ time: Timestamp) -> FieldProblem {
        var reason = "\(TextEncoding.quoted(bytes)) read as \(format.name) lies "
        if time.rawValue <= 0 { return FieldProblem(kind: .implausibleTime, field: field.name, reason: reason + "before 1970") }
        reason += "behind \(CalendarDate(latest!).iso8601)"
        let finer = ["seconds": "milliseconds", "milliseconds": "microseconds"][format.name]
        if let finer, let other = TimeFormat(finer)?.parse(bytes), other.rawValue > 0, other <= latest! {
            reason += "; as \(finer) it would be \(CalendarDate(other).iso8601)"
        }
        return FieldProblem(kind: .implausibleTime, field: field.name, reason: reason)
    }
}
