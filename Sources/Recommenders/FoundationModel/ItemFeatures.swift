import Datasets
import Tensors

/// The attribute values that a model knows, per field; values it has never seen are ignored.
public struct FacetVocabulary: Sendable, Codable, Hashable {
    public struct Field: Sendable, Codable, Hashable {
        public var name: String
        public var values: [String]
    }
    public var fields: [Field]

    /// Values that fewer items share teach nothing about other items.
    private static let minimumItems = 2
    private static let maximumValues = 30_000

    /// Collects the fields of a catalogue: its facets and the decade and year of each item.
    public init(_ catalog: Catalog) {
        var counts: [String: [String: Int]] = [:]
        for item in catalog.items {
            Self.forEachValue(of: item) { field, value in counts[field, default: [:]][value, default: 0] += 1 }
        }
        fields = counts.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            let kept = counts[name]!.filter { $0.value >= Self.minimumItems }
                .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .prefix(Self.maximumValues).map(\.key)
            return kept.isEmpty ? nil : Field(name: name, values: kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
    }

    /// These values and those of an earlier vocabulary, as far as a field can hold them; a training that sets out from a model keeps
    /// so what the model knows about titles that are yet to come.
    func merging(_ earlier: FacetVocabulary) -> FacetVocabulary {
        var merged = self
        for field in earlier.fields {
            guard let place = merged.fields.firstIndex(where: { $0.name == field.name }) else {
                merged.fields.append(field)
                continue
            }
            let known = Set(merged.fields[place].values)
            let room = max(0, Self.maximumValues - known.count)
            merged.fields[place].values += field.values.lazy.filter { !known.contains($0) }.prefix(room)
            merged.fields[place].values.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        merged.fields.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return merged
    }

    static func forEachValue(of item: Item, _ body: (_ field: String, _ value: String) -> Void) {
        for (name, values) in item.facets { for value in values { body(name.rawValue, value) } }
        if let year = item.year {
            body("decade", String(year / 10 * 10))
            body("year", String(year))
        }
    }
}

/// What the item embedding reads about each item of one catalogue, as of the training cut-off.
package struct ItemFeatures: Sendable {
    /// One bag of values per item and field.
    package var bags: [Bags]
    /// Bucket of the number of interactions in training, 0 = none. `[V]`
    package var countBuckets: [Int32]
    /// Bucket of the age in years at the cut-off, 0 = unknown or not released. `[V]`
    package var ageBuckets: [Int32]
    /// Unit vectors of the texts, zeros where there is none; empty in a model that reads no texts. `[V, d]`
    package var texts: [Float] = []

    package static let countBucketCount = 24
    package static let ageBucketCount = 10

    package init(_ catalog: Catalog, vocabulary: FacetVocabulary, counts: [Int], cutoffYear: Int?, texts: ItemTexts? = nil) {
        precondition(counts.count == catalog.count, "\(counts.count) counts for \(catalog.count) items")
        countBuckets = counts.map { Int32(Self.countBucket($0)) }
        ageBuckets = catalog.items.map { Int32(Self.ageBucket(year: $0.year, cutoffYear: cutoffYear)) }
        bags = vocabulary.fields.map { Self.bags($0, catalog) }
        if let texts { self.texts = texts.vectors(of: catalog.items, workers: ItemTexts.encodingWorkers).values }
    }

    /// Features of rows that stand in no catalogue.
    init(bags: [Bags], countBuckets: [Int32], ageBuckets: [Int32], texts: [Float]) {
        (self.bags, self.countBuckets, self.ageBuckets, self.texts) = (bags, countBuckets, ageBuckets, texts)
    }

    static func countBucket(_ count: Int) -> Int {
        count <= 0 ? 0 : min(countBucketCount - 1, 1 + Int.bitWidth - 1 - count.leadingZeroBitCount)
    }

    static func ageBucket(year: Int?, cutoffYear: Int?) -> Int {
        guard let year, let cutoffYear, year <= cutoffYear else { return 0 }
        let age = cutoffYear - year
        return min(ageBucketCount - 1, 1 + (age == 0 ? 0 : Int.bitWidth - age.leadingZeroBitCount))
    }

    private static func bags(_ field: FacetVocabulary.Field, _ catalog: Catalog) -> Bags {
        let positions = Dictionary(uniqueKeysWithValues: field.values.enumerated().map { ($1, Int32($0)) })
        var bags = Bags(borders: [0], indices: [], weights: [])
        for item in catalog.items {
            var found: [Int32] = []
            FacetVocabulary.forEachValue(of: item) { name, value in
                if name == field.name, let position = positions[value] { found.append(position) }
            }
            found.sort()  // Dictionaries have no order; sums must have one.
            for position in found {
                bags.indices.append(position)
                bags.weights.append(1 / Float(found.count))
            }
            bags.borders.append(Int32(bags.indices.count))
        }
        return bags
    }
}
