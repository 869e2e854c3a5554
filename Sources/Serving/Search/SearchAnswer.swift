import Datasets

/// What somebody looks for.
public struct SearchRequest: Sendable {
    public var text: String
    /// Nil where nobody is known: then the order is that of strangers.
    public var asker: Asker?
    public var moment: Moment
    public var count: Int
    /// A condition of docs/rules.md.
    public var filter: String?
    public var cursor: String?
    /// Facets whose values are counted over everything that matches.
    public var facets: [FacetName]
    /// Whether the last word may go on, as while typing.
    public var isUnfinished: Bool
    /// Keys of parts of what was understood that the asker does not mean, such as `genre:comedy` or `years`.
    public var withoutParts: [String] = []
    /// What a language model made of the text; nil leaves it to the tables.
    public var proposal: ProposedIntent?

    public init(
        _ text: String, asker: Asker? = nil, at moment: Moment, count: Int = 20, filter: String? = nil, cursor: String? = nil,
        facets: [FacetName] = [], isUnfinished: Bool = true
    ) {
        self.text = text
        self.asker = asker
        self.moment = moment
        self.count = count
        self.filter = filter
        self.cursor = cursor
        self.facets = facets
        self.isUnfinished = isUnfinished
    }
}

/// Titles that were found, best first.
public struct SearchAnswer: Sendable {
    public var list: ServedList
    /// Where each of them has what was asked for.
    public var matches: [[SearchMatch]]
    /// All that match, on this page or not.
    public var total: Int
    public var facets: [FacetCounts]
    /// What the query was taken to mean; nil where nothing was typed.
    public var understood: UnderstoodQuery?
}

/// What somebody who types may mean.
public struct SearchSuggestions: Sendable {
    public var snapshot: ServingSnapshot
    public var titles: [ItemIndex]
    public var people: [Person]
    /// Genres as the catalogue writes them.
    public var genres: [String]
    /// All of them in one order, what was typed most nearly first; titles that share but a word of it only where nothing is nearer.
    public var ordered: [Suggestion]

    public enum Suggestion: Sendable, Hashable {
        case title(ItemIndex)
        case person(Person)
        case genre(String)
    }

    public struct Person: Sendable, Hashable {
        public var name: String
        /// Titles that name the person.
        public var titles: Int
    }
}
