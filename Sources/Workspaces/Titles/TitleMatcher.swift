import Datasets

/// What came of looking a title up in a catalogue.
public enum TitleMatch: Sendable, Equatable {
    /// What a match rests on, the surest first.
    public enum Basis: String, Sendable, Codable, CaseIterable {
        case decision
        case identifier
        /// Name and year are equal.
        case titleAndYear = "title and year"
        /// The year is one off: countries date releases differently.
        case neighbouringYear = "title, year one off"
        /// One side has no year, and the catalogue has one such title.
        case titleAlone = "title alone"
        /// "Star Wars" (1977) and "Star Wars: Episode IV – A New Hope" (1977).
        case mainTitle = "title before the colon, and year"
        /// "Dark: Secrets" as an episode of "Dark".
        case series = "series"
    }
    case found(ItemIndex, Basis)
    /// Several items may be meant, the likeliest first; one may be meant, and something speaks against it.
    case ambiguous([ItemIndex])
    case unknown
}

/// Recognises titles of other places in a catalogue: by outside ids, then by name and year.
///
/// It answers only where one item is meant; everything else is for a person to decide.
public struct TitleMatcher: Sendable {
    private let catalog: Catalog
    private let years: [Int?]
    private let hasSeries: Bool
    private var byIdentifier: [String: [ItemIndex]] = [:]
    private var byWords: [String: [ItemIndex]] = [:]
    private var bySpelling: [String: [ItemIndex]] = [:]
    private var byMain: [String: [ItemIndex]] = [:]

    /// - Complexity: O(V·L) for V titles of length L.
    public init(_ catalog: Catalog) {
        self.catalog = catalog
        years = catalog.items.map { $0.year ?? TitleKey.splitYear($0.title).year }
        hasSeries = catalog.items.contains { $0.domain == .series }
        for position in 0..<catalog.count { add(ItemIndex(position)) }
    }

    private mutating func add(_ index: ItemIndex) {
        let item = catalog[index]
        for (scheme, value) in item.identifiers { byIdentifier[Self.identifier(scheme, value), default: []].append(index) }
        func enter(_ key: String?, _ table: inout [String: [ItemIndex]]) {
            guard let key, !key.isEmpty, table[key]?.last != index else { return }
            table[key, default: []].append(index)
        }
        for name in TitleIndex.names(item.title) {
            let spelling = TitleSpelling(name)
            enter(TitleKey(name).words, &byWords)
            enter(spelling.whole, &bySpelling)
            enter(spelling.main, &byMain)
        }
    }

    /// "tt0133093" and "133093" are one; other ids are compared as they are.
    private static func identifier(_ scheme: String, _ value: String) -> String {
        guard scheme == "imdb" else { return scheme + ":" + value }
        let digits = value.utf8.drop { $0 == UInt8(ascii: "t") || $0 == UInt8(ascii: "0") }
        return "imdb:" + String(Substring(digits))
    }

    // MARK: Asking

    /// - Complexity: a few look-ups.
    public func match(_ title: HistoryTitle) -> TitleMatch {
        if let found = matchIdentifier(title) { return found }
        let (name, inName) = TitleKey.splitYear(title.name)
        let direct = match(name, year: title.year ?? inName, form: title.form)
        if case .found = direct { return direct }
        if let year = title.year ?? inName, let found = matchOtherNames(of: name, year: year, form: title.form) { return found }
        if let reading = title.seriesReading, hasSeries, case .found(let item, _) = match(reading, year: nil, form: .series) {
            return .found(item, .series)
        }
        return direct
    }

    /// "Léon (The Professional)" under either name; without a year two names would be two chances to be wrong.
    private func matchOtherNames(of name: String, year: Int, form: HistoryTitle.Form) -> TitleMatch? {
        for other in TitleIndex.names(name).dropFirst() {
            let found = match(other, year: year, form: form)
            if case .found = found { return found }
        }
        return nil
    }

    /// Outside ids name one thing each, but film and series of The Movie Database share numbers.
    private func matchIdentifier(_ title: HistoryTitle) -> TitleMatch? {
        for scheme in title.identifiers.keys.sorted() {
            let items = (byIdentifier[Self.identifier(scheme, title.identifiers[scheme]!)] ?? []).filter { fits($0, title.form) }
            if items.count == 1 { return .found(items[0], .identifier) }
            if items.count > 1 { return .ambiguous(items) }
        }
        return nil
    }

    private func match(_ name: String, year: Int?, form: HistoryTitle.Form) -> TitleMatch {
        let spelling = TitleSpelling(name)
        let worded = named(TitleKey(name).words, in: byWords, form)
        let spelled = named(spelling.whole, in: bySpelling, form)
        guard let year else { return one(of: worded, .titleAlone) ?? one(of: spelled, .titleAlone) ?? .unknown }
        for (distance, basis) in [(0, TitleMatch.Basis.titleAndYear), (1, .neighbouringYear)] {
            for items in [worded, spelled] {
                let near = items.filter { years[$0.position].map { abs($0 - year) <= distance } ?? false }
                if let answer = one(of: near, basis) { return answer }
            }
        }
        let undated = spelled.filter { years[$0.position] == nil }
        if let answer = one(of: undated, .titleAlone) { return answer }
        let ofYear = mains(spelling, form).filter { years[$0.position] == year }
        if let answer = one(of: ofYear, .mainTitle) { return answer }
        // The same title of another year is another film, more often than not.
        return spelled.isEmpty ? .unknown : .ambiguous(spelled.sorted { distance($0, year) < distance($1, year) })
    }

    private func one(of items: [ItemIndex], _ basis: TitleMatch.Basis) -> TitleMatch? {
        guard let first = items.first else { return nil }
        return items.count == 1 ? .found(first, basis) : .ambiguous(items)
    }

    private func named(_ key: String, in table: [String: [ItemIndex]], _ form: HistoryTitle.Form) -> [ItemIndex] {
        (table[key] ?? []).filter { fits($0, form) }
    }

    /// Items whose main title is this title, or whose title is this one's main title.
    private func mains(_ spelling: TitleSpelling, _ form: HistoryTitle.Form) -> [ItemIndex] {
        var items = named(spelling.whole, in: byMain, form)
        if let main = spelling.main { items += named(main, in: bySpelling, form).filter { !items.contains($0) } }
        return items
    }

    private func distance(_ item: ItemIndex, _ year: Int) -> Int { years[item.position].map { abs($0 - year) } ?? .max }

    /// A series is never a film, where the catalogue tells them apart.
    private func fits(_ item: ItemIndex, _ form: HistoryTitle.Form) -> Bool {
        let domain = catalog[item].domain
        switch form {
        case .unknown: return true
        case .film: return domain == .film || domain == .other
        case .series: return domain == .series || domain == .other || (domain == .film && !hasSeries)
        case .song: return domain == .song || domain == .other
        }
    }
}

extension TitleMatcher {
    /// Recognises the items of a catalogue in another one, for models that move between them.
    ///
    /// - Returns: for each item of `other` that is recognised, the item of this matcher's catalogue; two items of `other` never
    ///   become the same item: then neither is recognised, unless ids say so.
    public func recognise(_ other: Catalog) -> (items: [ItemID: ItemID], bases: [TitleMatch.Basis: Int]) {
        var found: [ItemID: (item: ItemID, basis: TitleMatch.Basis)] = [:]
        var claims: [ItemID: Int] = [:]
        for item in other.items {
            let form: HistoryTitle.Form =
                item.domain == .series ? .series : item.domain == .film ? .film : item.domain == .song ? .song : .unknown
            let title = HistoryTitle(name: item.title, year: item.year, form: form, identifiers: item.identifiers)
            guard case .found(let index, let basis) = match(title) else { continue }
            found[item.id] = (catalog[index].id, basis)
            claims[catalog[index].id, default: 0] += 1
        }
        var items: [ItemID: ItemID] = [:]
        var bases: [TitleMatch.Basis: Int] = [:]
        for (id, match) in found where match.basis == .identifier || claims[match.item] == 1 {
            items[id] = match.item
            bases[match.basis, default: 0] += 1
        }
        return (items, bases)
    }
}
