import Datasets
import Recommenders

/// How many titles of a set have each value of a facet, the commonest first.
public struct FacetCounts: Sendable, Hashable {
    public var facet: FacetName
    public var values: [Value]

    public struct Value: Sendable, Hashable {
        /// As the catalogue writes it.
        public var value: String
        public var count: Int
    }
}

extension TitleTable {
    /// - Parameter limit: the values told of each facet.
    /// - Complexity: O(values of the facets in the whole catalogue).
    func counts(_ facets: [FacetName], of mask: ItemMask, limit: Int) -> [FacetCounts] {
        facets.map { facet in
            var counted: [(value: String, count: Int, first: ItemIndex)] = []
            for (value, items) in values(of: facet) {
                var count = 0
                for item in items where mask.contains(item) { count += 1 }
                if count > 0 { counted.append((value, count, items[0])) }
            }
            counted.sort { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
            let values = counted.prefix(limit).map { FacetCounts.Value(value: spelling(facet, $0.value, $0.first), count: $0.count) }
            return FacetCounts(facet: facet, values: values)
        }
    }

    /// A value as a title that has it writes it.
    private func spelling(_ facet: FacetName, _ lower: String, _ item: ItemIndex) -> String {
        self[item].facets[facet]?.first { $0.lowercased() == lower } ?? lower
    }
}
