#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is wrong with one field of a row; the reader of the file adds the place.
struct FieldProblem: Error {
    var kind: RowProblem.Kind
    var field: String?
    var reason: String
}

/// The columns that a mapping asks for, each in a slot.
struct SlotTable {
    private(set) var columns: [String] = []

    mutating func slot(of column: String) -> Int {
        if let known = columns.firstIndex(of: column) { return known }
        columns.append(column)
        return columns.count - 1
    }
}

/// A `FieldSource` whose columns have been given slots.
final class BoundField {
    /// What problems call the field: its columns.
    let name: String
    private let slots: [Int]
    private let constant: RawScratch?
    private let separator: [UInt8]
    private let scale: Double
    private let missing: [[UInt8]]
    private let isWhole: Bool
    private let joined = RawScratch(capacity: 256)

    init(_ source: FieldSource, _ table: inout SlotTable) {
        name = source.columns.joined(separator: " ")
        slots = source.columns.map { table.slot(of: $0) }
        separator = Array((source.separator ?? "").utf8)
        scale = Double(source.scale ?? 1)
        missing = source.missing.map { Array($0.utf8) }
        isWhole = source.isWhole
        if let text = source.constant {
            let bytes = Array(text.utf8)
            let held = RawScratch(capacity: bytes.count)
            bytes.withUnsafeBytes { held.append($0) }
            constant = held
        } else {
            constant = nil
        }
    }

    /// The only value, without blanks at its ends; nil when it is not known.
    func bytes(_ row: borrowing TableRow) throws(FieldProblem) -> UnsafeRawBufferPointer? {
        if let constant { return constant.bytes }
        if slots.count == 1 {
            if !row.more.isEmpty, row.more.contains(where: { $0.slot == slots[0] }) {
                throw FieldProblem(kind: .malformed, field: name, reason: "a list where one value was expected")
            }
            return try known(row.cells[slots[0]])
        }
        return try join(row)
    }

    /// All values, where the field is a list or one cell holds several.
    func forEach(_ row: borrowing TableRow, _ body: (UnsafeRawBufferPointer) -> Void) throws(FieldProblem) {
        guard constant == nil, slots.count == 1 else {
            if let value = try bytes(row) { pieces(value, body) }
            return
        }
        if let value = try known(row.cells[slots[0]]) { pieces(value, body) }
        for index in row.more.indices where row.more[index].slot == slots[0] {
            if let value = try known(row.more[index].cell) { pieces(value, body) }
        }
    }

    /// A finite number after scaling; nil when it is not known.
    func number(_ row: borrowing TableRow) throws(FieldProblem) -> Double? {
        guard let bytes = try bytes(row) else { return nil }
        guard let value = DecimalParser.number(bytes) else {
            throw FieldProblem(kind: .malformed, field: name, reason: "\(TextEncoding.quoted(bytes)) is not a number")
        }
        return value * scale
    }

    private func known(_ cell: Cell) throws(FieldProblem) -> UnsafeRawBufferPointer? {
        switch cell.kind {
        case .absent: return nil
        case .object: throw FieldProblem(kind: .malformed, field: name, reason: "an object where a value was expected")
        case .value: return wanted(BoundField.trimmed(cell.bytes))
        }
    }

    private func wanted(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard !bytes.isEmpty, !isMissing(bytes) else { return nil }
        return isWhole ? BoundField.whole(bytes) : bytes
    }

    private func isMissing(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for word in missing where word.count == bytes.count {
            if word.withUnsafeBytes({ memcmp($0.baseAddress!, bytes.baseAddress!, bytes.count) }) == 0 { return true }
        }
        return false
    }

    private func join(_ row: borrowing TableRow) throws(FieldProblem) -> UnsafeRawBufferPointer? {
        var length = slots.count
        for slot in slots { length += row.cells[slot].bytes.count }
        joined.clear(reserving: length)
        for slot in slots {
            guard let part = try known(row.cells[slot]) else { continue }
            if joined.count > 0 { joined.append(0x20) }
            joined.append(part)
        }
        return joined.count == 0 ? nil : joined.bytes
    }

    private func pieces(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard !separator.isEmpty else { return body(bytes) }
        var (first, position) = (0, 0)
        while position + separator.count <= bytes.count {
            if isSeparator(bytes, at: position) {
                if let piece = wanted(BoundField.trimmed(UnsafeRawBufferPointer(rebasing: bytes[first..<position]))) { body(piece) }
                position += separator.count
                first = position
            } else {
                position += 1
            }
        }
        if let piece = wanted(BoundField.trimmed(UnsafeRawBufferPointer(rebasing: bytes[first...]))) { body(piece) }
    }

    private func isSeparator(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
        for offset in separator.indices where bytes[position + offset] != separator[offset] { return false }
        return true
    }

    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var (first, last) = (0, bytes.count)
        while first < last, bytes[first] <= 0x20 { first += 1 }
        while last > first, bytes[last - 1] <= 0x20 { last -= 1 }
        return first == 0 && last == bytes.count ? bytes : UnsafeRawBufferPointer(rebasing: bytes[first..<last])
    }

    /// Takes `.0` off digits.
    private static func whole(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let point = bytes.firstIndex(of: UInt8(ascii: ".")), point > 0 else { return bytes }
        for byte in bytes[..<point] where byte &- 48 > 9 { return bytes }
        for byte in bytes[(point + 1)...] where byte != 48 { return bytes }
        return UnsafeRawBufferPointer(rebasing: bytes[..<point])
    }
}
