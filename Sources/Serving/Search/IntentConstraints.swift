import Datasets
import Recommenders
import Understanding

/// What an intent demands of titles, as sets: what must hold, what must not, and what the catalogue cannot answer.
struct IntentConstraints {
    struct Constraint {
        var key: String
        var titles: ItemMask
        /// The least goes first when nothing fulfils all.
        var rank: Int
    }
    var demanded: [Constraint] = []
    /// Titles that are never shown: what was excluded, and what is not for that age.
    var forbidden: ItemMask
    /// What had to be left out, and why.
    var notes: [IntentNote] = []

    let meanings: CatalogueMeanings
    let index: SearchIndex
    let table: TitleTable

    init(_ intent: Intent, _ meanings: CatalogueMeanings, _ index: SearchIndex, _ table: TitleTable) {
        self.meanings = meanings
        self.index = index
        self.table = table
        forbidden = ItemMask(itemCount: table.count)
        for part in intent.parts { add(part) }
        addAdjustments(intent)
    }

    private mutating func add(_ part: IntentPart) {
        switch part.meaning {
        case .genre(let genre): demand(part, meanings.titles("genre:" + genre), rank: 8)
        case .person(let name, let role): demand(part, titles(of: name, role), rank: 9)
        case .years(let bounds): demand(part, known(meanings.years, where: bounds.contains), rank: 6)
        case .runtime(let bounds):
            demand(part, known(minutes(), where: bounds.contains), rank: 1)
        case .language(let code): demand(part, meanings.titles("language:" + code), rank: 3)
        case .country(let code): demand(part, country(code), rank: 4)
        case .maturity(let age): restrict(part, to: age)
        case .mood(let mood): if let titles = meanings.titles("mood:" + mood) { demand(part, titles, rank: 0) }
        case .format(let format): demand(part, self.format(format), rank: 2)
        case .notGenre(let genre): forbid(meanings.titles("genre:" + genre))
        case .notMood(let mood): forbid(meanings.titles("mood:" + mood))
        case .notPerson(let name): forbid(titles(of: name, .any))
        case .notCountry(let code): forbid(meanings.titles("country:" + code))
        case .notLanguage(let code): forbid(meanings.titles("language:" + code))
        case .exclusion(let words): forbid(titles(saying: words))
        case .like, .adjustment, .title, .text: break
        }
    }

    private mutating func demand(_ part: IntentPart, _ titles: ItemMask?, rank: Int) {
        guard let titles, titles.count > 0 else {
            notes.append(IntentNote(key: part.key, reason: .unknownHere))
            return
        }
        demanded.append(Constraint(key: part.key, titles: titles, rank: rank))
    }

    private mutating func forbid(_ titles: ItemMask?) {
        guard let titles else { return }
        for position in 0..<table.count where titles.contains(ItemIndex(position)) { forbidden.insert(ItemIndex(position)) }
    }

    // MARK: Sets

    /// Titles of which a number is known and right; nil where it is known of none.
    private func known(_ values: [Int?], where holds: (Int) -> Bool) -> ItemMask? {
        guard values.contains(where: { $0 != nil }) else { return nil }
        var titles = ItemMask(itemCount: table.count)
        for (position, value) in values.enumerated() { if let value, holds(value) { titles.insert(ItemIndex(position)) } }
        return titles
    }

    private func minutes() -> [Int?] {
        table.facts.map { $0.duration.flatMap { $0.isFinite && $0 > 0 && $0 < 1e6 ? Int(($0 / 60).rounded()) : nil } }
    }

    private func titles(of name: String, _ role: IntentPart.Role) -> ItemMask {
        let facets: [FacetName] =
            switch role {
            case .any: SearchIndex.peopleFacets
            case .actor: [.cast]
            case .director: [.director]
            case .writer: [.writer]
            }
        func mask(_ facets: [FacetName]) -> ItemMask { ItemMask(itemCount: table.count, facets.flatMap { table.titles($0, name) }) }
        let found = mask(facets)
        // Where the catalogue does not know the part that somebody had, any part will do.
        return found.count > 0 || role == .any ? found : mask(SearchIndex.peopleFacets)
    }

    private func format(_ format: IntentPart.Format) -> ItemMask? {
        let wanted: ItemDomain = format == .film ? .film : .series
        let titles = ItemMask(
            itemCount: table.count, meanings.domains.enumerated().lazy.filter { $0.element == wanted }.map { ItemIndex($0.offset) })
        if titles.count > 0 { return titles }
        // A catalogue that does not say what its titles are is taken at the word of who asks.
        return meanings.domains.contains { $0 == .film || $0 == .series } ? nil : ItemMask(itemCount: table.count, all: true)
    }

    /// A nation by its films, or where the catalogue does not tell, by its language.
    private func country(_ code: String) -> ItemMask? {
        meanings.titles("country:" + code) ?? IntentConstraints.spoken[code].flatMap { meanings.titles("language:" + $0) }
    }

    private static let spoken = [
        "FR": "fr", "DE": "de", "IT": "it", "ES": "es", "JP": "ja", "KR": "ko", "CN": "zh", "HK": "yue", "TW": "zh", "IN": "hi", "DK": "da",
        "SE": "sv", "NO": "no",
        "NL": "nl", "PL": "pl", "TR": "tr", "RU": "ru", "BR": "pt", "PT": "pt", "IR": "fa", "MX": "es", "AR": "es",
    ]

    /// Titles in whose names, facets or texts all the words stand.
    private func titles(saying words: String) -> ItemMask {
        let folded = WordFold.fold(words)
        let wanted = WordFold.words(folded).map { Array($0) }
        guard !wanted.isEmpty else { return ItemMask(itemCount: table.count) }
        var found = ItemMask(itemCount: table.count, all: true)
        for word in wanted {
            var titles = ItemMask(itemCount: table.count)
            for number in [index.titles.words.find(word), index.titles.words.find(word.dropLast(word.last == UInt8(ascii: "s") ? 1 : 0))]
                .compactMap(\.self)
            {
                index.titles.forEach(number) { document, _ in titles.insert(ItemIndex(document)) }
            }
            found.formIntersection(titles)
        }
        return found
    }

    // MARK: Ages

    /// Never given up: what is made for adults is no answer to "for kids", even where nothing else is left.
    private mutating func restrict(_ part: IntentPart, to age: Int) {
        let ages = table.facts.enumerated().map { $0.element.maturity ?? meanings.ages[$0.offset] }
        if let fit = known(ages, where: { $0 <= age }) {
            for position in 0..<table.count where !fit.contains(ItemIndex(position)) { forbidden.insert(ItemIndex(position)) }
            return
        }
        notes.append(IntentNote(key: part.key, reason: .agesUnknown))
        for genre in ["horror", "thriller", "crime", "war", "film-noir"] { forbid(meanings.titles("genre:" + genre)) }
        guard age <= 10 else { return }
        var fit = meanings.titles("genre:family") ?? ItemMask(itemCount: table.count)
        if let animated = meanings.titles("genre:animation") { fit = fit.union(animated) }
        for position in 0..<table.count where !fit.contains(ItemIndex(position)) { forbidden.insert(ItemIndex(position)) }
    }

    // MARK: Adjustments that are facts

    /// "Newer" and "shorter" are comparisons with the title that was named.
    private mutating func addAdjustments(_ intent: Intent) {
        let seeds = intent.values(.like).flatMap { meanings.titles(named: $0) }
        let years = seeds.compactMap { meanings.years[$0.position] }
        let lengths = minutes()
        let seedLengths = seeds.compactMap { lengths[$0.position] }
        for adjustment in intent.values(.adjustment) {
            let titles: ItemMask? =
                switch adjustment {
                case "newer": years.max().flatMap { last in known(meanings.years) { $0 > last } }
                case "older": years.min().flatMap { first in known(meanings.years) { $0 < first } }
                case "shorter": seedLengths.min().flatMap { least in known(lengths) { $0 < least } }
                case "longer": seedLengths.max().flatMap { most in known(lengths) { $0 > most } }
                default: nil
                }
            if let titles, titles.count > 0 { demanded.append(Constraint(key: "adjustment:\(adjustment)", titles: titles, rank: 5)) }
        }
    }

    // MARK: Together

    /// Titles that fulfil what can be fulfilled at once: constraints are given up, the least important first, before nothing is found.
    mutating func satisfied(among allowed: ItemMask) -> ItemMask {
        var base = allowed
        base.subtract(forbidden)
        var kept = demanded.sorted { $0.rank > $1.rank }
        while true {
            var mask = base
            for constraint in kept { mask.formIntersection(constraint.titles) }
            if kept.isEmpty || mask.count > 0 { return mask }
            let place = kept.indices.reversed().first { leaves(kept, without: $0, base) } ?? kept.count - 1
            notes.append(IntentNote(key: kept[place].key, reason: .nothingFulfils))
            kept.remove(at: place)
        }
    }

    private func leaves(_ constraints: [Constraint], without place: Int, _ base: ItemMask) -> Bool {
        var mask = base
        for (other, constraint) in constraints.enumerated() where other != place { mask.formIntersection(constraint.titles) }
        return mask.count > 0
    }
}
