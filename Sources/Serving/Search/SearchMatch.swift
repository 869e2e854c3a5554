import Datasets

/// Where a title has what was asked for.
public struct SearchMatch: Sendable, Hashable {
    /// `title`, `text`, the name of a facet, such as `cast`, or `searches`.
    public var field: String
    /// Enough people chose the title after the same words.
    public static let searches = "searches"
    /// The value that matches; nil for `text`.
    public var value: String?
    public init(field: String, value: String? = nil) {
        self.field = field
        self.value = value
    }
}

/// Finds the fields of a title in which words of a query stand.
struct SearchMatches {
    /// Words of the index that are meant, with the bits of the words of the query that they stand for.
    private let meant: [Int: UInt32]
    private let everything: UInt32
    let index: SearchIndex

    private static let limit = 6

    init(_ terms: QueryTerms, _ index: SearchIndex) {
        self.index = index
        var meant: [Int: UInt32] = [:]
        for (place, readings) in terms.terms.enumerated() {
            for reading in readings { meant[reading.word, default: 0] |= 1 << UInt32(place) }
        }
        self.meant = meant
        everything = terms.terms.count >= 32 ? .max : (1 << UInt32(terms.terms.count)) - 1
    }

    /// The title first, then people, then other facets; the description only for words that stand nowhere else.
    func matches(of item: ItemIndex) -> [SearchMatch] {
        let title = index.names.catalog[item]
        var found: [SearchMatch] = []
        var covered: UInt32 = 0
        func look(_ field: String, _ value: String, _ folded: [UInt8]) {
            let bits = bits(folded)
            guard bits != 0, found.count < SearchMatches.limit else { return }
            covered |= bits
            found.append(SearchMatch(field: field, value: value))
        }
        for (place, name) in index.names.names[item.position].enumerated() where found.isEmpty {
            look(place == 0 ? "title" : "other_title", place == 0 ? title.title : String(decoding: name, as: UTF8.self), name)
        }
        let facets = title.facets.keys.sorted { SearchMatches.rank($0) < SearchMatches.rank($1) }
        for facet in facets { for value in title.facets[facet]! { look(facet.rawValue, value, WordFold.fold(value)) } }
        if covered != everything, let year = title.year { look("year", String(year), Array(String(year).utf8)) }
        if covered != everything, let text = title.text, bits(WordFold.fold(text)) & ~covered != 0 {
            found.append(SearchMatch(field: "text"))
        }
        return found
    }

    /// People before other facets, then by name.
    private static func rank(_ facet: FacetName) -> String {
        (SearchIndex.peopleFacets.firstIndex(of: facet).map(String.init) ?? "9") + facet.rawValue
    }

    private func bits(_ folded: [UInt8]) -> UInt32 {
        let words = WordFold.words(folded)
        var bits: UInt32 = 0
        for word in words { if let number = index.titles.words.find(word) { bits |= meant[number] ?? 0 } }
        for (a, b) in zip(words, words.dropFirst()) { if let number = index.titles.words.find(a + b) { bits |= meant[number] ?? 0 } }
        return bits
    }
}
