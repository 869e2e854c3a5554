import Datasets
import Recommenders

/// What a taste profile speaks of: the facets of the catalogue, the decade of a title and its length.
///
/// One place says which titles have a value, so that what the profile shows and what a correction moves are the same titles.
package enum TitleValues {
    package static let decade: FacetName = "decade"
    package static let length: FacetName = "length"

    /// Titles with a value of a facet, compared without regard to case; in order of their index.
    ///
    /// - Complexity: O(titles found) for facets of the catalogue, O(V) for decade and length.
    package static func titles(_ facet: FacetName, _ value: String, in table: TitleTable) -> [ItemIndex] {
        let found = table.titles(facet, value)
        guard found.isEmpty, facet == decade || facet == length else { return found }
        let wanted = value.lowercased()
        return (0..<table.count).map { ItemIndex($0) }.filter { derived(facet, of: $0, in: table) == wanted }
    }

    /// The values of a title that a profile may speak of, as the catalogue writes them.
    package static func values(of item: ItemIndex, in table: TitleTable) -> [(facet: FacetName, value: String)] {
        let title = table[item]
        var values = title.facets.keys.sorted().flatMap { facet in title.facets[facet]!.map { (facet: facet, value: $0) } }
        for facet in [decade, length] where title.facets[facet] == nil {
            if let value = derived(facet, of: item, in: table) { values.append((facet, value)) }
        }
        return values
    }

    static func derived(_ facet: FacetName, of item: ItemIndex, in table: TitleTable) -> String? {
        facet == decade ? table[item].year.map { "\($0 / 10 * 10)s" } : table.facts[item.position].duration.flatMap(lengthName)
    }

    /// - Parameter seconds: running time.
    static func lengthName(_ seconds: Float) -> String? {
        guard seconds > 0 else { return nil }
        switch seconds / 60 {
        case ..<45: return "under 45 minutes"
        case ..<90: return "45 to 90 minutes"
        case ..<130: return "90 to 130 minutes"
        default: return "over 130 minutes"
        }
    }
}
