import Datasets

/// All that search knows of one catalogue: words of titles, and people by name.
final class SearchIndex: Sendable {
    let names: TitleNames
    /// Documents are titles, in the order of the catalogue.
    let titles: TermIndex
    /// Documents are people.
    let people: TermIndex
    let persons: [Person]
    /// What titles are about, in words.
    let descriptions: DescriptionIndex
    /// What queries may mean here.
    let meanings: CatalogueMeanings

    struct Person: Sendable {
        var name: String
        var titles: [ItemIndex]
    }

    static let peopleFacets: [FacetName] = [.cast, .director, .writer]
    /// Words of a description that are looked at: a plot, not a book.
    private static let longestText = 120

    /// - Complexity: O(bytes of all titles, facets and texts).
    init(_ names: TitleNames) {
        self.names = names
        var builder = TermIndexBuilder()
        var folded: [String: [UInt8]] = [:]
        func fold(_ value: String) -> [UInt8] {
            if let known = folded[value] { return known }
            let bytes = WordFold.fold(value)
            folded[value] = bytes
            return bytes
        }
        let skipped = Set(TitleNames.otherNames)
        for (position, item) in names.catalog.items.enumerated() {
            builder.beginDocument()
            for (place, name) in names.names[position].enumerated() { builder.add(name, place == 0 ? .title : .alias) }
            for (facet, values) in item.facets.sorted(by: { $0.key < $1.key }) where !skipped.contains(facet) {
                let field: SearchFields = SearchIndex.peopleFacets.contains(facet) ? .person : .keyword
                for value in values { builder.add(fold(value), field) }
            }
            if let year = item.year { builder.add(Array(String(year).utf8), .year) }
            if let text = item.text { builder.add(WordFold.fold(String(text.prefix(1_500))), .text, limit: SearchIndex.longestText) }
        }
        titles = TermIndex(builder)
        persons = SearchIndex.persons(names.catalog)
        var people = TermIndexBuilder()
        for person in persons {
            people.beginDocument()
            people.add(fold(person.name), .title)
        }
        self.people = TermIndex(people)
        descriptions = DescriptionIndex(names)
        meanings = CatalogueMeanings(names)
    }

    /// Everybody who is named, those with the most titles first.
    private static func persons(_ catalog: Catalog) -> [Person] {
        var titles: [String: [ItemIndex]] = [:]
        for (position, item) in catalog.items.enumerated() {
            for name in Set(peopleFacets.flatMap { item.facets[$0] ?? [] }) { titles[name, default: []].append(ItemIndex(position)) }
        }
        return titles.map { Person(name: $0.key, titles: $0.value) }
            .sorted { $0.titles.count != $1.titles.count ? $0.titles.count > $1.titles.count : $0.name < $1.name }
    }
}
