import Datasets
import Recommenders

/// All titles of one moment with what may be shown of them, by dense index; immutable.
public struct TitleTable: Sendable {
    public let catalog: Catalog
    /// `[V]`
    public let facts: [TitleFacts]
    public let episodes: [ItemID: EpisodeLink]
    /// Titles whose facts restrict somebody; the others need not be looked at.
    private let restricted: [ItemIndex]
    private let visible: ItemMask
    /// Titles by facet and value, values in lower case.
    private let postings: [FacetName: [String: [ItemIndex]]]

    public init(_ catalog: Catalog, facts: [ItemID: TitleFacts] = [:], episodes: [ItemID: EpisodeLink] = [:]) {
        self.catalog = catalog
        self.facts = catalog.items.map { facts[$0.id] ?? TitleFacts() }
        self.episodes = episodes
        postings = TitleTable.postings(catalog)
        (restricted, visible) = TitleTable.restrictions(self.facts)
    }

    /// The same titles with other facts; what depends on the titles alone is shared.
    public init(_ other: TitleTable, facts: [ItemID: TitleFacts], episodes: [ItemID: EpisodeLink]) {
        catalog = other.catalog
        postings = other.postings
        self.episodes = episodes
        self.facts = catalog.items.map { facts[$0.id] ?? TitleFacts() }
        (restricted, visible) = TitleTable.restrictions(self.facts)
    }

    public var count: Int { catalog.count }
    public subscript(index: ItemIndex) -> Item { catalog[index] }

    // Single fields, since a whole item is copied with all that it refers to.
    func id(_ item: ItemIndex) -> ItemID { catalog.items[item.position].id }
    func title(_ item: ItemIndex) -> String { catalog.items[item.position].title }
    func domain(_ item: ItemIndex) -> ItemDomain { catalog.items[item.position].domain }

    /// Titles that may be shown to somebody in a country, of an age, at an instant.
    ///
    /// - Complexity: O(V/64) and one look at each title that is restricted at all.
    public func permitted(country: String?, maturity: Int?, time: Timestamp) -> ItemMask {
        var mask = visible
        if let maturity {
            // What is not rated is restricted for children as well.
            for position in facts.indices where !facts[position].permits(country: country, maturity: maturity, time: time) {
                mask.remove(ItemIndex(position))
            }
            return mask
        }
        for item in restricted where !facts[item.position].permits(country: country, maturity: nil, time: time) { mask.remove(item) }
        return mask
    }

    /// Titles with a value of a facet, compared without regard to case; in order of their index.
    public func titles(_ facet: FacetName, _ value: String) -> [ItemIndex] { postings[facet]?[value.lowercased()] ?? [] }

    /// Values of a facet in lower case, with the titles that have them.
    public func values(of facet: FacetName) -> [String: [ItemIndex]] { postings[facet] ?? [:] }

    public var facetNames: [FacetName] { postings.keys.sorted() }

    private static func restrictions(_ facts: [TitleFacts]) -> ([ItemIndex], ItemMask) {
        var visible = ItemMask(itemCount: facts.count, all: true)
        var restricted: [ItemIndex] = []
        for (position, fact) in facts.enumerated() {
            if fact.isHidden {
                visible.remove(ItemIndex(position))
            } else if !fact.availability.isEmpty {
                restricted.append(ItemIndex(position))
            }
        }
        return (restricted, visible)
    }

    private static func postings(_ catalog: Catalog) -> [FacetName: [String: [ItemIndex]]] {
        var postings: [FacetName: [String: [ItemIndex]]] = [:]
        for (position, item) in catalog.items.enumerated() {
            for (facet, values) in item.facets {
                for value in values { postings[facet, default: [:]][value.lowercased(), default: []].append(ItemIndex(position)) }
            }
        }
        return postings
    }
}
