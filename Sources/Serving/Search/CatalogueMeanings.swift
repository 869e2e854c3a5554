import Datasets
import Recommenders
import Understanding

/// What the values of one catalogue mean in the words of an intent: its genres, nations, languages, ages and names.
final class CatalogueMeanings: Sendable {
    let parser: IntentParser
    private let itemCount: Int
    /// Titles by meaning: `genre:science-fiction`, `country:FR`, `language:fr`, `mood:dark`.
    private let titles: [String: ItemMask]
    /// Titles by the name that the parser says.
    private let named: [String: [ItemIndex]]
    /// Youngest ages that certificates say; nil for titles without. `[V]`
    let ages: [Int?]
    let years: [Int?]
    let domains: [ItemDomain]
    /// Genres as the catalogue writes them, by meaning.
    let genreNames: [String: Set<String>]

    /// Facets whose values say what an intent says.
    private static let facets: [(FacetName, String)] = [
        ("genre", "genre"), ("country", "country"), ("origin", "country"), ("language", "language"), ("original_language", "language"),
        ("original-language", "language"), ("mood", "mood"), ("tone", "mood"), ("keyword", "mood"),
    ]

    /// - Complexity: O(titles and values of the catalogue).
    init(_ names: TitleNames) {
        let catalog = names.catalog
        var named: [String: [ItemIndex]] = [:]
        parser = IntentParser(
            lexicon: IntentLexicon(catalog) { item in
                let spellings =
                    TitleNames.spellings(item.title).map { TitleNames.articleFirst($0.trimmed) }
                    + TitleNames.otherNames.flatMap { item.facets[$0] ?? [] }
                return spellings.filter { !$0.isEmpty }
            })
        for (position, item) in catalog.items.enumerated() {
            let name = TitleNames.spellings(item.title).first.map { TitleNames.articleFirst($0.trimmed) } ?? item.title
            named[name, default: []].append(ItemIndex(position))
        }
        self.named = named
        itemCount = catalog.count
        ages = catalog.items.map { ($0.facets[.certificate] ?? []).compactMap(CatalogueMeanings.age).max() }
        years = catalog.items.map(\.year)
        domains = catalog.items.map(\.domain)
        (titles, genreNames) = CatalogueMeanings.read(catalog, parser)
    }

    private static func read(_ catalog: Catalog, _ parser: IntentParser) -> ([String: ItemMask], [String: Set<String>]) {
        var (titles, genres, known): ([String: ItemMask], [String: Set<String>], [String: [String]]) = ([:], [:], [:])
        for (position, item) in catalog.items.enumerated() {
            for (facet, kind) in facets {
                for value in item.facets[facet] ?? [] {
                    let key = "\(kind)/\(value)"
                    let meanings = known[key] ?? CatalogueMeanings.meanings(value, kind, parser)
                    known[key] = meanings
                    for meaning in meanings {
                        titles[meaning, default: ItemMask(itemCount: catalog.count)].insert(ItemIndex(position))
                        if kind == "genre" { genres[meaning, default: []].insert(value) }
                    }
                }
            }
        }
        return (titles, genres)
    }

    /// What a value means: read like a query, for "Sci-Fi" and "Science Fiction" are one genre there too.
    private static func meanings(_ value: String, _ kind: String, _ parser: IntentParser) -> [String] {
        if kind == "genre", let other = otherGenres[value.lowercased()] { return ["genre:" + other] }
        if kind == "language", let code = languages[value.lowercased()] { return ["language:" + code] }
        if kind == "country", EnglishIntentWords.nations[value.uppercased()] != nil { return ["country:" + value.uppercased()] }
        return parser.parse(value, in: 2000).parts.map(\.key).filter { $0.hasPrefix(kind + ":") }
    }

    private static let otherGenres = [
        "children's": "family", "children": "family", "kids": "family", "kids & family": "family", "music": "music", "short": "short",
        "tv movie": "tv-movie",
    ]

    /// Codes and English names to codes.
    private static let languages: [String: String] = {
        var codes: [String: String] = [:]
        for (code, name) in EnglishIntentWords.languages {
            codes[code] = code
            codes[name.lowercased()] = code
        }
        codes["chinese"] = "zh"
        codes["cn"] = "zh"
        return codes
    }()

    /// The youngest age that a certificate lets in; nil for one that says nothing.
    static func age(_ certificate: String) -> Int? {
        certificates[certificate.uppercased().filter { $0.isLetter || $0.isNumber }]
            ?? Int(certificate.filter(\.isNumber)).flatMap { (0...21).contains($0) ? $0 : nil }
    }

    private static let certificates: [String: Int] = [
        "G": 0, "PG": 10, "PG13": 13, "R": 17, "NC17": 18, "X": 18, "TVY": 0, "TVY7": 7, "TVG": 0, "TVPG": 10, "TV14": 14, "TVMA": 17,
        "U": 0, "12A": 12, "APPROVED": 10,
        "PASSED": 10, "M": 13, "GP": 10,
    ]

    // MARK: Asking

    /// Titles that have a meaning; nil where the catalogue knows no such thing.
    func titles(_ key: String) -> ItemMask? { titles[key] }

    func titles(named name: String) -> [ItemIndex] { named[name] ?? [] }

    /// Whether any title has a meaning of a kind, such as `language`.
    func knows(_ kind: String) -> Bool { titles.keys.contains { $0.hasPrefix(kind + ":") } }
}

extension String {
    /// Without blanks at the ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
