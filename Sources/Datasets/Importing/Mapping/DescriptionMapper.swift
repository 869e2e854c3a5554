/// Makes items of rows as a mapped table says.
final class ItemMapper {
    private let reader: TextReader
    private let domain: ItemDomain
    private let item: BoundField
    private let title: BoundField?
    private let year: BoundField?
    private let text: BoundField?
    private let released: BoundTime?
    private let facets: [(name: FacetName, field: BoundField)]
    private let open: OpenFields?
    private let identifiers: [(scheme: String, field: BoundField)]

    init(_ table: MappedTable, domain: ItemDomain, _ slots: inout SlotTable) {
        func bind(_ source: FieldSource?, _ slots: inout SlotTable) -> BoundField? { source.map { BoundField($0, &slots) } }
        reader = TextReader(encoding: table.encoding == .utf8 ? .utf8 : .latin1)
        self.domain = domain
        item = BoundField(table.item!, &slots)
        title = bind(table.title, &slots)
        year = bind(table.year, &slots)
        text = bind(table.text, &slots)
        released = BoundTime(table.released, latest: nil, &slots)
        var facets: [(name: FacetName, field: BoundField)] = []
        for (name, source) in table.facets.sorted(by: { $0.key < $1.key }) where name != "*" {
            facets.append((FacetName(rawValue: name), BoundField(source, &slots)))
        }
        self.facets = facets
        open = OpenFields(table.facets["*"], &slots)
        var identifiers: [(scheme: String, field: BoundField)] = []
        for (scheme, source) in table.identifiers.sorted(by: { $0.key < $1.key }) {
            identifiers.append((scheme, BoundField(source, &slots)))
        }
        self.identifiers = identifiers
    }

    /// - Throws: `FieldProblem` when the row cannot be used.
    func item(of row: borrowing TableRow) throws(FieldProblem) -> Item {
        guard let bytes = try item.bytes(row) else {
            throw FieldProblem(kind: .truncated, field: item.name, reason: "the item is missing")
        }
        var result = Item(id: ItemID(try reader.name(bytes, item)), domain: domain)
        if let title, let bytes = try title.bytes(row) { result.title = try reader.text(bytes, title) }
        if let text, let bytes = try text.bytes(row) { result.text = try reader.text(bytes, text) }
        result.year = try readYear(row)
        result.released = try released?.time(of: row)
        for (name, field) in facets {
            let values = try texts(field, row)
            if !values.isEmpty { result.facets[name] = Item.canonical(values) }
        }
        try open?.forEach(row, reader) { name, value in
            let facet = name.map { FacetName(rawValue: $0) } ?? .attribute
            result.facets[facet] = Item.canonical((result.facets[facet] ?? []) + [value])
        }
        for (scheme, field) in identifiers {
            guard let bytes = try field.bytes(row) else { continue }
            result.identifiers[scheme] = OutsideIdentifier.canonical(try reader.name(bytes, field), scheme: scheme)
        }
        return result
    }

    private func texts(_ field: BoundField, _ row: borrowing TableRow) throws(FieldProblem) -> [String] {
        var values: [Result<String, FieldProblem>] = []
        try field.forEach(row) { bytes in
            values.append(Result { () throws(FieldProblem) in try reader.text(bytes, field) })
        }
        var texts: [String] = []
        for value in values { texts.append(try value.get()) }
        return texts
    }

    /// The four digits that a year, or a date written as `1995-10-30`, begins with.
    private func readYear(_ row: borrowing TableRow) throws(FieldProblem) -> Int? {
        guard let year, let bytes = try year.bytes(row) else { return nil }
        let isDate = bytes.count == 4 || bytes.count > 4 && bytes[4] &- 48 > 9
        if isDate, let value = DecimalParser.integer(UnsafeRawBufferPointer(rebasing: bytes.prefix(4))), value > 0 { return Int(value) }
        throw FieldProblem(kind: .malformed, field: year.name, reason: "\(TextEncoding.quoted(bytes)) does not begin with a year")
    }
}

/// Makes descriptions of users of rows as a mapped table says.
final class UserMapper {
    private let reader: TextReader
    private let user: BoundField
    private let attributes: [(name: String, field: BoundField)]
    private let open: OpenFields?

    init(_ table: MappedTable, _ slots: inout SlotTable) {
        reader = TextReader(encoding: table.encoding == .utf8 ? .utf8 : .latin1)
        user = BoundField(table.user!, &slots)
        var attributes: [(name: String, field: BoundField)] = []
        for (name, source) in table.attributes.sorted(by: { $0.key < $1.key }) where name != "*" {
            attributes.append((name, BoundField(source, &slots)))
        }
        self.attributes = attributes
        open = OpenFields(table.attributes["*"], &slots)
    }

    /// - Throws: `FieldProblem` when the row cannot be used.
    func user(of row: borrowing TableRow) throws(FieldProblem) -> UserAttributes {
        guard let bytes = try user.bytes(row) else {
            throw FieldProblem(kind: .truncated, field: user.name, reason: "the user is missing")
        }
        var result = UserAttributes(id: UserID(try reader.name(bytes, user)), values: [:])
        for (name, field) in attributes {
            if let bytes = try field.bytes(row) { result.values[name] = try reader.text(bytes, field) }
        }
        try open?.forEach(row, reader) { name, value in
            let key = name ?? "attribute"
            result.values[key] = result.values[key].map { "\($0) \(value)" } ?? value
        }
        return result
    }
}

/// The keys of a JSON object that are facets or attributes by themselves, whatever they are called.
///
/// Numbers with decimals are passed over: they are measures or parts of vectors, not words. So are objects inside the object.
final class OpenFields {
    private let slot: Int
    private let plainSlot: Int

    init?(_ source: FieldSource?, _ slots: inout SlotTable) {
        guard let column = source?.columns.first else { return nil }
        slot = slots.slot(of: column + ".*")
        plainSlot = slots.slot(of: column)
    }

    /// - Parameter body: gets the key, nil where a list or a single value stands in place of the object, and the value.
    func forEach(
        _ row: borrowing TableRow, _ reader: TextReader, _ body: (_ key: String?, _ value: String) -> Void
    ) throws(FieldProblem) {
        for (slot, key, cell) in row.named where slot == self.slot {
            guard let value = OpenFields.word(cell) else { continue }
            body(try text(key, reader), try text(value, reader))
        }
        for cell in row.values(of: plainSlot) where cell.kind == .value {
            if let value = OpenFields.word(cell) { body(nil, try text(value, reader)) }
        }
    }

    private static func word(_ cell: Cell) -> UnsafeRawBufferPointer? {
        let bytes = BoundField.trimmed(cell.bytes)
        guard !bytes.isEmpty, bytes.count <= TextReader.maximumNameLength else { return nil }
        return bytes.contains(UInt8(ascii: ".")) && DecimalParser.number(bytes) != nil ? nil : bytes
    }

    private func text(_ bytes: UnsafeRawBufferPointer, _ reader: TextReader) throws(FieldProblem) -> String {
        guard let text = reader.encoding.decode(bytes) else {
            throw FieldProblem(kind: .wrongEncoding, field: nil, reason: "\(TextEncoding.quoted(bytes)) is not UTF-8")
        }
        return text
    }
}

/// What others call an item, written as they write it.
package enum OutsideIdentifier {
    /// IMDb numbers are spelt `tt0114709` whether a file has `114709`, `0114709` or `tt114709`; other schemes stay as they are.
    package static func canonical(_ name: String, scheme: String) -> String {
        guard scheme == "imdb" else { return name }
        let digits = name.hasPrefix("tt") ? name.utf8.dropFirst(2) : name.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0 &- 48 < 10 }) else { return name }
        return "tt" + String(repeating: "0", count: max(7 - digits.count, 0)) + String(Substring(digits))
    }
}
