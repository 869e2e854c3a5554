/// What kind of thing an item is.
public enum ItemDomain: String, Sendable, Codable, CaseIterable {
    case film, series, song, game, article, product, app, advertisement, other
}

/// The name of a multi-valued attribute, such as `genre`.
public struct FacetName: RawRepresentable, Hashable, Sendable, Codable, Comparable, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
    public static func < (a: FacetName, b: FacetName) -> Bool { a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8) }
    public static let genre: FacetName = "genre"
    public static let cast: FacetName = "cast"
    public static let director: FacetName = "director"
    public static let writer: FacetName = "writer"
    public static let keyword: FacetName = "keyword"
    public static let certificate: FacetName = "certificate"
    public static let attribute: FacetName = "attribute"
}

/// Anything that can be recommended, with what is known about it before anyone has seen it.
public struct Item: Sendable, Hashable, Codable {
    public var id: ItemID
    public var domain: ItemDomain
    public var title: String
    public var year: Int?
    /// Sorted, without repetition, per facet.
    public var facets: [FacetName: [String]]
    /// Plot, synopsis or description.
    public var text: String?
    /// When the item became available, if known; otherwise its year counts.
    public var released: Timestamp?
    /// What others call the item, by scheme, such as `imdb` or `tmdb`: by these it is found again in another catalogue.
    public var identifiers: [String: String]

    public init(
        id: ItemID, domain: ItemDomain = .other, title: String? = nil, year: Int? = nil,
        facets: [FacetName: [String]] = [:], text: String? = nil, released: Timestamp? = nil,
        identifiers: [String: String] = [:]
    ) {
        self.id = id
        self.domain = domain
        self.title = title ?? id.rawValue
        self.year = year
        self.facets = facets
        self.text = text
        self.released = released
        self.identifiers = identifiers
    }
}

/// All items, in byte order of their ids: the dense index of an item depends on the set of items alone.
public struct Catalog: Sendable {
    public let items: [Item]
    private let positions: [ItemID: ItemIndex]

    /// - Parameter items: in any order; of two with one id the later one wins.
    public init(_ items: some Sequence<Item>) {
        var byID: [ItemID: Item] = [:]
        for item in items { byID[item.id] = item }
        self.items = byID.values.sorted { $0.id < $1.id }
        var positions: [ItemID: ItemIndex] = [:]
        positions.reserveCapacity(self.items.count)
        for (position, item) in self.items.enumerated() { positions[item.id] = ItemIndex(position) }
        self.positions = positions
    }

    public var count: Int { items.count }
    public subscript(index: ItemIndex) -> Item { items[index.position] }
    public func index(of id: ItemID) -> ItemIndex? { positions[id] }
}
