import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Items as sparse unit vectors of their attribute values.
///
/// Each field is a vector of its own, weighted by inverse document frequency and scaled to length 1, so that twenty plot words do not
/// drown two genres; the whole is scaled to length 1. A year also counts as the years beside it. A text's vector stands behind the values,
/// with a share of the squared length; an item without a text is all attributes, one without attributes all text.
struct AttributeFeatures {
    private let fields: [(name: String, positions: [String: Int32])]
    let valueCount: Int
    private let texts: ItemTexts?
    private let textShare: Float
    /// Columns of a row.
    var columnCount: Int { valueCount + (textShare > 0 ? texts?.dimension ?? 0 : 0) }

    init(_ vocabulary: FacetVocabulary, texts: ItemTexts? = nil, textShare: Float = 0) {
        self.texts = texts
        self.textShare = textShare
        var start: Int32 = 0
        fields = vocabulary.fields.map { field in
            defer { start += Int32(field.values.count) }
            return (field.name, Dictionary(uniqueKeysWithValues: field.values.enumerated().map { ($1, start + Int32($0)) }))
        }
        valueCount = Int(start)
    }

    /// Positions of the item's known values, field by field, ascending in each.
    func values(of item: Item) -> [[Int32]] {
        var found = [[Int32]](repeating: [], count: fields.count)
        FacetVocabulary.forEachValue(of: item) { name, value in
            guard let field = fields.firstIndex(where: { $0.name == name }) else { return }
            if let position = fields[field].positions[value] { found[field].append(position) }
            guard name == "year", let year = Int(value) else { return }
            for near in [year - 1, year + 1] {
                if let position = fields[field].positions[String(near)] { found[field].append(position) }
            }
        }
        return found.map { $0.sorted() }
    }

    /// ln(items / items with the value), 0 for values that no item or every item has. `[F]`
    func inverseFrequencies(_ items: [Item]) -> [Float] {
        var counts = [Int](repeating: 0, count: valueCount)
        for item in items { for position in values(of: item).joined() { counts[Int(position)] += 1 } }
        return counts.map { $0 == 0 ? 0 : Float(log(Double(items.count) / Double($0))) }
    }

    /// One row an item; a row without entries says nothing.
    func rows(_ items: [Item], inverseFrequencies: [Float]) -> SparseRows {
        var rows = SparseRows()
        let vectors = textShare > 0 ? texts?.vectors(of: items, workers: ItemTexts.encodingWorkers).values ?? [] : []
        for (number, item) in items.enumerated() {
            var entries: [(Int32, Double)] = []
            for field in values(of: item) {
                let weights = field.map { Double(inverseFrequencies[Int($0)]) }
                let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
                if length > 0 { entries += zip(field, weights).map { ($0, $1 / length) } }
            }
            let length = entries.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
            let depth = vectors.count / items.count
            let text = vectors[number * depth..<(number + 1) * depth]
            let share = length > 0 ? (text.contains { $0 != 0 } ? Double(textShare) : 0) : 1
            let whole = length / (1 - share).squareRoot()
            for (position, value) in entries where value != 0 { rows.append(position, Float(value / whole)) }
            let root = Float(share.squareRoot())
            for (column, value) in text.enumerated() where value != 0 { rows.append(Int32(valueCount + column), value * root) }
            rows.endRow()
        }
        return rows
    }
}
