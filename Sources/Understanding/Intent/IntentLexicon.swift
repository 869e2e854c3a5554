import Datasets

/// The names that queries to one catalogue may say: its titles and its people.
public struct IntentLexicon: Sendable {
    var titles = NameTable()
    var people = NameTable()
    /// People by what one says for short, where it is nobody else's: "tarantino".
    private(set) var surnames: [String: Int] = [:]
    /// Words of titles, which are no misspellings of others.
    private(set) var knownWords: Set<String> = []

    /// A name, how often the catalogue has it, and what it is called besides.
    public struct Entry: Sendable, Hashable {
        public var name: String
        public var weight: Int
        public var others: [String]
        public init(_ name: String, weight: Int = 1, others: [String] = []) {
            self.name = name
            self.weight = weight
            self.others = others
        }
    }

    /// - Complexity: O(letters of all names · log(names)).
    public init(titles: some Sequence<Entry>, people: some Sequence<Entry>) {
        for title in titles {
            let keys = ([title.name] + title.others).map { QueryTokens.words($0) }
            self.titles.add(title.name, weight: title.weight, keys: keys.flatMap(IntentLexicon.spellings))
            for key in keys { for word in key where word.utf8.count >= 3 { knownWords.insert(word) } }
        }
        self.titles.finish()
        var bearers: [String: [Int]] = [:]
        for person in people {
            let place = self.people.names.count
            let keys = ([person.name] + person.others).map { QueryTokens.words($0) }
            self.people.add(person.name, weight: person.weight, keys: keys)
            if let surname = IntentLexicon.surname(person.name, keys[0]) { bearers[surname, default: []].append(place) }
        }
        self.people.finish()
        for (surname, places) in bearers { surnames[surname] = bearer(places) }
    }

    /// Titles and people of a catalogue.
    ///
    /// - Parameter others: facets whose values are other names of the title.
    public init(_ catalog: Catalog, spellings: (Item) -> [String]) {
        var weights: [String: Int] = [:]
        for item in catalog.items {
            for facet in [FacetName.cast, .director, .writer] { for name in item.facets[facet] ?? [] { weights[name, default: 0] += 1 } }
        }
        let titles = catalog.items.map { item -> Entry in
            let names = spellings(item)
            return Entry(names.first ?? item.title, others: Array(names.dropFirst()))
        }
        self.init(titles: titles, people: weights.sorted { $0.key < $1.key }.map { Entry($0.key, weight: $0.value) })
    }

    /// All of it, without the article in front, and what stands before a colon is left to search.
    private static func spellings(_ words: [String]) -> [[String]] {
        guard words.count > 1, ["the", "a", "an"].contains(words[0]) else { return [words] }
        return [words, Array(words.dropFirst())]
    }

    /// The last word of a Western name, or what follows the last point of a foreign one in Chinese.
    private static func surname(_ name: String, _ words: [String]) -> String? {
        if let last = name.split(whereSeparator: { $0 == "·" || $0 == "・" }).last, last.count < name.count {
            return QueryTokens.words(String(last)).joined(separator: " ")
        }
        guard words.count >= 2, words[0].unicodeScalars.first.map({ !QueryTokens.isIdeograph($0) }) ?? false else { return nil }
        let last = ["jr", "sr", "ii", "iii"].contains(words[words.count - 1]) ? words[words.count - 2] : words[words.count - 1]
        return last.utf8.count >= 4 ? last : nil
    }

    /// Who is meant by a surname: its only bearer, or one who stands in three times as many titles as the next.
    private func bearer(_ places: [Int]) -> Int? {
        let sorted = places.sorted { people.weights[$0] > people.weights[$1] }
        if sorted.count == 1 { return sorted[0] }
        return people.weights[sorted[0]] >= 3 * people.weights[sorted[1]] && people.weights[sorted[0]] >= 5 ? sorted[0] : nil
    }
}
