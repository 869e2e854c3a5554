import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Items as sparse unit vectors of what is known about them, without any behaviour.
///
/// Each facet group is an idf-weighted vector of its own, scaled to the weight of the group, so that twenty plot words
/// do not drown two genres; the whole is then scaled to length 1. idf = ln(V / items with the value); values of one
/// item only say nothing and are left out.
struct ContentVectors: Sendable {
    let itemCount: Int
    let termCount: Int
    /// Item to terms.
    let terms: SparseRows
    /// Term to items.
    let postings: SparseRows

    init(_ catalog: Catalog, weights: [ContentGroup: Double]) {
        var vocabulary: [ContentTerm: Int32] = [:]
        var frequencies: [Int] = []
        let described = catalog.items.map { item in
            ContentTerm.all(of: item, groups: weights).map { term in
                let index = vocabulary[term] ?? Int32(frequencies.count)
                if Int(index) == frequencies.count {
                    vocabulary[term] = index
                    frequencies.append(0)
                }
                frequencies[Int(index)] += 1
                return (group: term.group, index: index)
            }
        }
        itemCount = catalog.count
        termCount = frequencies.count
        var rows = SparseRows()
        for entries in described {
            for (term, value) in ContentVectors.vector(entries, frequencies, itemCount: catalog.count, weights: weights) {
                rows.append(term, value)
            }
            rows.endRow()
        }
        terms = rows
        postings = rows.transposed(columnCount: frequencies.count)
    }

    private static func vector(
        _ entries: [(group: ContentGroup, index: Int32)], _ frequencies: [Int], itemCount: Int,
        weights: [ContentGroup: Double]
    ) -> [(Int32, Float)] {
        var vector: [(Int32, Double)] = []
        for group in ContentGroup.allCases {
            guard let weight = weights[group], weight > 0 else { continue }
            let part = entries.filter { $0.group == group && group.keeps(frequencies[Int($0.index)], of: itemCount) }
                .map { ($0.index, log(Double(itemCount) / Double(frequencies[Int($0.index)]))) }
            let length = part.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
            if length > 0 { vector += part.map { ($0.0, weight * $0.1 / length) } }
        }
        let length = vector.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
        return vector.map { ($0.0, Float($0.1 / length)) }
    }
}

/// A part of what is known about an item that is weighted as a whole.
enum ContentGroup: String, CaseIterable, Sendable {
    case genre, decade, people, keyword

    /// Words of more than a tenth of the plots are no subject; genres and decades may be that common.
    func keeps(_ frequency: Int, of itemCount: Int) -> Bool {
        frequency > 1 && frequency < itemCount && (self != .keyword || frequency * 10 <= itemCount)
    }
}

/// One value of one group.
struct ContentTerm: Hashable {
    let group: ContentGroup
    let value: String

    /// Genres, or a product's categories and brand; the decade; cast, directors and writers; keywords and the words of the text.
    static func all(of item: Item, groups: [ContentGroup: Double]) -> [ContentTerm] {
        var terms: Set<ContentTerm> = []
        func add(_ group: ContentGroup, _ values: [String]?) {
            guard groups[group, default: 0] > 0 else { return }
            for value in values ?? [] { terms.insert(ContentTerm(group: group, value: value)) }
        }
        for facet in [FacetName.genre, .attribute] { add(.genre, item.facets[facet]) }
        add(.decade, item.year.map { [String($0 / 10)] })
        for facet in [FacetName.cast, .director, .writer] { add(.people, item.facets[facet]) }
        add(.keyword, item.facets[.keyword])
        add(.keyword, item.text.map(words))
        // Sorted, because a set has a new order in every process.
        return terms.sorted { ($0.group.rawValue, $0.value) < ($1.group.rawValue, $1.value) }
    }

    /// Lower-case words of three and more letters or digits.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        func end() {
            if word.count >= 3 { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: word.append(byte)
            default: end()
            }
        }
        end()
        return words
    }
}

extension SparseRows {
    func transposed(columnCount: Int) -> SparseRows {
        var entries = [[(Int32, Float)]](repeating: [], count: columnCount)
        for row in 0..<(offsets.count - 1) {
            for entry in range(of: row) { entries[Int(columns[entry])].append((Int32(row), values[entry])) }
        }
        var result = SparseRows()
        for column in entries {
            for (row, value) in column { result.append(row, value) }
            result.endRow()
        }
        return result
    }
}
