import Datasets

/// Finds items by what people call them.
///
/// Case, accents, punctuation and articles do not matter; "Matrix, The (1999)", "the matrix" and "MATRIX (1999)" are one
/// title. Other titles in parentheses count too. `id:2571` names an item by its id, as does an id that is nobody's title.
public struct TitleIndex: Sendable {
    private let catalog: Catalog
    /// Items by whole title, then by title without article.
    private var whole: [String: [ItemIndex]] = [:]
    private var bare: [String: [ItemIndex]] = [:]

    /// - Complexity: O(V·L) for V titles of length L.
    public init(_ catalog: Catalog) {
        self.catalog = catalog
        for position in 0..<catalog.count {
            let index = ItemIndex(position)
            for name in TitleIndex.names(catalog[index].title) {
                let key = TitleKey(name)
                guard !key.words.isEmpty else { continue }
                whole[key.words, default: []].append(index)
                bare[key.withoutArticle, default: []].append(index)
            }
        }
    }

    /// The items of a list such as "The Matrix (1999); Blade Runner (1982)", in its order.
    ///
    /// - Throws: `TitleError`, for the first that cannot be found; `TitleError.empty` when the list is empty.
    public func items(in list: String) throws -> [ItemIndex] {
        let queries = list.split(separator: ";").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
        guard !queries.isEmpty else { throw TitleError(.empty, query: list, candidates: []) }
        return try queries.map(item)
    }

    /// The one item that a title, or an id, stands for.
    ///
    /// - Throws: `TitleError` with the candidates: `ambiguous` when several items have the title, `unknown` when none has.
    public func item(_ query: String) throws -> ItemIndex {
        if query.hasPrefix("id:") {
            guard let index = catalog.index(of: ItemID(String(query.dropFirst(3)).trimmingBlanks)) else { throw unknown(query) }
            return index
        }
        let key = TitleKey(query)
        let found = matches(key, in: whole[key.words] ?? []) ?? matches(key, in: bare[key.withoutArticle] ?? [])
        if let found {
            guard found.count == 1 else { throw TitleError(.ambiguous, query: query, candidates: found.map(candidate)) }
            return found[0]
        }
        if let index = catalog.index(of: ItemID(query)) { return index }
        throw unknown(query)
    }

    /// Without repetitions and, when a year is asked for, of that year; nil when nothing is left.
    private func matches(_ key: TitleKey, in indices: [ItemIndex]) -> [ItemIndex]? {
        var found: [ItemIndex] = []
        for index in indices where !found.contains(index) {
            if let wanted = key.year, let known = year(of: index), known != wanted { continue }
            found.append(index)
        }
        // A film of the year asked for comes before one whose year is not known.
        let exact = key.year == nil ? [] : found.filter { year(of: $0) != nil }
        if !exact.isEmpty { return exact }
        return found.isEmpty ? nil : found
    }

    private func year(of index: ItemIndex) -> Int? { catalog[index].year ?? TitleKey.splitYear(catalog[index].title).year }

    private func unknown(_ query: String) -> TitleError {
        TitleError(.unknown, query: query, candidates: nearest(to: query, count: 5).map(candidate))
    }

    private func candidate(_ index: ItemIndex) -> TitleError.Candidate {
        TitleError.Candidate(id: catalog[index].id, title: catalog[index].title, year: year(of: index))
    }

    /// Items whose titles share most of their letter triples with the query, best first.
    ///
    /// - Complexity: O(V·L): it runs once, before an error is printed.
    public func nearest(to query: String, count: Int) -> [ItemIndex] {
        let key = TitleKey(query)
        let triples = TitleIndex.triples(key.withoutArticle)
        guard !triples.isEmpty else { return [] }
        var scored: [(score: Double, index: ItemIndex)] = []
        for position in 0..<catalog.count {
            let index = ItemIndex(position)
            let score = TitleIndex.names(catalog[index].title).map { similarity(key, triples, TitleKey($0)) }.max() ?? 0
            if score > 0.25 { scored.append((score + (year(of: index) == key.year && key.year != nil ? 0.05 : 0), index)) }
        }
        return scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }.prefix(count).map(\.index)
    }

    /// Dice's coefficient of the triples; a title that contains the whole query counts as near, too.
    private func similarity(_ key: TitleKey, _ triples: Set<String>, _ other: TitleKey) -> Double {
        let theirs = TitleIndex.triples(other.withoutArticle)
        guard !theirs.isEmpty else { return 0 }
        let shared = triples.intersection(theirs).count
        let dice = 2 * Double(shared) / Double(triples.count + theirs.count)
        return shared == triples.count ? max(dice, 0.7) : dice
    }

    private static func triples(_ words: String) -> Set<String> {
        let padded = Array(" " + words + " ")
        guard padded.count >= 3, !words.isEmpty else { return [] }
        return Set((0...(padded.count - 3)).map { String(padded[$0..<$0 + 3]) })
    }

    /// A title, the title before its first parenthesis, and every other title in parentheses.
    static func names(_ title: String) -> [String] {
        let (main, _) = TitleKey.splitYear(title)
        guard let open = main.firstIndex(of: "("), open > main.startIndex else { return [main] }
        var names = [main, String(main[..<open]).trimmingBlanks]
        for part in main[open...].split(whereSeparator: { $0 == "(" || $0 == ")" }) {
            let name = String(part).trimmingBlanks
            if name.isEmpty { continue }
            names.append(name.lowercased().hasPrefix("a.k.a. ") ? String(name.dropFirst(7)) : name)
        }
        return names
    }
}

extension String {
    var trimmingBlanks: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
