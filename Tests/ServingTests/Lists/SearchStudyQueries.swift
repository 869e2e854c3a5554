import Datasets
import Foundation
import Serving

/// Queries of five kinds, drawn from one half of a catalogue with a seed, and which titles of all of it answer them.
struct SearchStudyQueries {
    /// Search is tuned on queries for the titles of one half, and judged by those for the titles of the other.
    enum Half: String {
        case validation, test

        func has(_ id: String) -> Bool { (StableHash.of(id, seed: 0x5EA7) % 2 == 1) == (self == .test) }
    }
    struct Query {
        var text: String
        /// Titles that answer it, in the whole catalogue.
        var answers: Int
        var isAnswer: (ItemIndex) -> Bool
    }
    private(set) var all: [(String, [Query])] = []

    private static let limit = 1_000

    /// - Parameter stories: texts by id of a title that tell of it in other words than its own.
    init(_ titles: TitleTable, stories: [String: String], half: Half) {
        var random = SeededGenerator(seed: half == .test ? 2 : 1)
        let items = titles.catalog.items
        let order = items.indices.filter { half.has(items[$0].id.rawValue) }.shuffled(using: &random)
        var (exact, wrong, people, plots): ([Query], [Query], [Query], [Query]) = ([], [], [], [])
        for position in order.prefix(Self.limit) {
            let name = SearchWorld.plain(items[position].title)
            exact.append(Self.one(name, position))
            if let text = SearchWorld.mistyped(name, &random) { wrong.append(Self.one(text, position)) }
            if let person = items[position].facets[.cast]?.randomElement(using: &random) {
                let answers = Set(titles.titles(.cast, person))
                people.append(Query(text: person, answers: answers.count) { answers.contains($0) })
            }
        }
        for position in order {
            guard plots.count < Self.limit, let text = stories[items[position].id.rawValue],
                let masked = Self.masked(text, items[position])
            else { continue }
            plots.append(Self.one(masked, position))
        }
        let attributes = Self.attributes(titles, order.map { items[$0] }, &random)
        all = [("title", exact), ("typo", wrong), ("person", people), ("attributes", attributes), ("plot", plots)]
    }

    private static func one(_ text: String, _ position: Int) -> Query {
        Query(text: text, answers: 1) { $0 == ItemIndex(position) }
    }

    // MARK: Attributes

    /// "90s comedies with X", "drama before 1960", "action movies not with X": drawn so that at least one title fits.
    private static func attributes(_ titles: TitleTable, _ drawn: [Item], _ random: inout SeededGenerator) -> [Query] {
        let items = titles.catalog.items
        var queries: [Query] = []
        while queries.count < limit / 2 {
            let item = drawn.randomElement(using: &random)!
            guard let year = item.year, let genre = (item.facets[.genre] ?? []).filter({ words[$0] != nil }).randomElement(using: &random)
            else { continue }
            let decade = year / 10 * 10
            let person = item.facets[.cast]?.randomElement(using: &random)
            let draw = Draw(kind: Int.random(in: 0..<5, using: &random), genre: genre, plural: words[genre]!, year: year, person: person)
            let fit = Set(items.indices.filter { draw.holds(items[$0]) }.map { ItemIndex($0) })
            // The nineteen-tens and earlier are not said in two digits.
            if fit.isEmpty || decade < 1920 || (draw.kind == 2 && decade >= 2000) { continue }
            queries.append(Query(text: draw.text, answers: fit.count) { fit.contains($0) })
        }
        return queries
    }

    /// One query by attributes; a kind that names a person falls back to the decade where nobody is known.
    private struct Draw {
        var kind: Int
        var genre: String
        var plural: String
        var year: Int
        var person: String?

        private var decade: Int { year / 10 * 10 }

        var text: String {
            switch (kind, person) {
            case (1, _): "\(plural) before \(year + 1)"
            case (2, let person?): "\(String(decade).suffix(2))s \(plural) with \(person)"
            case (3, let person?): "\(plural) from \(year), not with \(person)"
            case (4, _): "\(decade)s \(plural)"
            default: "\(plural) from the \(decade)s"
            }
        }

        func holds(_ item: Item) -> Bool {
            guard item.facets[.genre]?.contains(genre) ?? false, let other = item.year else { return false }
            switch (kind, person) {
            case (1, _): return other <= year
            case (2, let person?): return other / 10 * 10 == decade && isBy(person, item)
            case (3, let person?): return other == year && !isBy(person, item)
            default: return other / 10 * 10 == decade
            }
        }

        private func isBy(_ person: String, _ item: Item) -> Bool { item.facets[.cast]?.contains(person) ?? false }
    }

    static let words = [
        "Comedy": "comedies", "Drama": "dramas", "Horror": "horror films", "Thriller": "thrillers", "Action": "action movies",
        "Western": "westerns",
        "Sci-Fi": "sci-fi", "Science Fiction": "science fiction films", "Documentary": "documentaries", "Musical": "musicals",
        "War": "war films", "Romance": "romances",
        "Crime": "crime films", "Mystery": "mysteries", "Animation": "animated films", "Fantasy": "fantasy films",
        "Adventure": "adventure films",
        "Film-Noir": "film noir",
    ]

    // MARK: Descriptions

    /// What a text tells of the story: its title, all people and every other capitalised name are taken out. Nil where little is left.
    static func masked(_ text: String, _ item: Item) -> String? {
        let people: [String] = [FacetName.cast, .director, .writer].flatMap { (facet: FacetName) -> [String] in item.facets[facet] ?? [] }
        var names: Set<String> = []
        for name in people + [SearchWorld.plain(item.title)] {
            for word in name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word.count > 2 {
                names.insert(String(word))
            }
        }
        var kept: [String] = []
        for sentence in text.split(whereSeparator: { ".!?".contains($0) }) {
            for (place, word) in sentence.split(separator: " ").enumerated() {
                let plain = word.filter { $0.isLetter || $0.isNumber }
                if plain.isEmpty || names.contains(plain.lowercased()) || plain.contains(where: \.isNumber)
                    || (place > 0 && plain.first!.isUppercase)
                {
                    continue
                }
                kept.append(plain.lowercased())
            }
        }
        // What somebody types of it: forty words.
        return kept.count >= 12 ? kept.prefix(40).joined(separator: " ") : nil
    }
}
