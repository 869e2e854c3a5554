import Datasets
import Recommenders

extension TitleValues {
    /// The values of a facet in lower case, with the titles that have them.
    static func titlesByValue(_ facet: FacetName, in table: TitleTable) -> [String: [ItemIndex]] {
        let found = table.values(of: facet)
        guard found.isEmpty, facet == decade || facet == length else { return found }
        var groups: [String: [ItemIndex]] = [:]
        for position in 0..<table.count {
            let item = ItemIndex(position)
            if let value = derived(facet, of: item, in: table) { groups[value, default: []].append(item) }
        }
        return groups
    }

    /// A value as the catalogue writes it.
    ///
    /// - Parameter item: a title that has it.
    static func written(_ value: String, _ facet: FacetName, _ item: ItemIndex, in table: TitleTable) -> String {
        table[item].facets[facet]?.first { $0.lowercased() == value } ?? value
    }
}
