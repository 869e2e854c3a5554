import Datasets
import Serving
import Understanding

/// Finds what words such as "the second one", "that" and names of titles point at.
struct ReferenceReader {
    let talk: TitleTalk
    let phrases: TurnPhrases
    /// Titles of the last reply.
    let shown: [ItemIndex]
    /// Of several titles of one name the one with the greatest is meant. `[V]`
    let prior: [Float]
    let year: Int

    /// What words at the beginning of a slice point at among the titles of the last reply.
    func reference(_ words: ArraySlice<TurnWord>) -> (items: [ItemIndex], count: Int)? {
        guard !shown.isEmpty, let first = single(words) else { return nil }
        var (items, count) = (first.items, first.count)
        // "the first and the third"
        while let link = words.dropFirst(count).first, ["and", "or", "和", "与"].contains(link.text),
            let next = single(words.dropFirst(count + 1))
        {
            items += next.items.filter { !items.contains($0) }
            count += next.count + 1
        }
        return (items, count)
    }

    private func single(_ words: ArraySlice<TurnWord>) -> (items: [ItemIndex], count: Int)? {
        if let described = described(words) { return described }
        guard let found = phrases.longest(words, where: { $0.kind == .reference }) else { return nil }
        let items = items(found.sense.value)
        return items.isEmpty ? nil : (items, found.count)
    }

    private func items(_ value: String) -> [ItemIndex] {
        switch value {
        case "it": return [shown[0]]
        case "all": return shown
        case "last": return [shown[shown.count - 1]]
        case "others": return Array(shown.dropFirst())
        default: return value.split(separator: ",").compactMap { Int($0) }.filter(shown.indices.contains).map { shown[$0] }
        }
    }

    /// "the one with Tom Hanks", "the one from 1994".
    private func described(_ words: ArraySlice<TurnWord>) -> (items: [ItemIndex], count: Int)? {
        let texts = words.prefix(7).map(\.text)
        guard texts.count >= 4, texts[0] == "the", texts[1] == "one" || texts[1] == "film" || texts[1] == "movie" else { return nil }
        if texts[2] == "from", let wanted = Int(texts[3]) {
            let items = shown.filter { talk.titles[$0].year == wanted }
            return items.isEmpty ? nil : (items, 4)
        }
        guard texts[2] == "with" else { return nil }
        for length in [3, 2, 1] where texts.count >= 3 + length {
            let name = texts[3..<3 + length].joined(separator: " ")
            let items = shown.filter { item in
                [FacetName.cast, .director, .writer].contains { facet in
                    (talk.titles[item].facets[facet] ?? []).contains { person in
                        let own = TurnWords.words(person)
                        return own.joined(separator: " ") == name || (length == 1 && own.last == name)
                    }
                }
            }
            if !items.isEmpty { return (items, 3 + length) }
        }
        return nil
    }

    // MARK: Names

    /// Titles that a text begins with, "and" and commas between them, and where they end in it.
    func titles(_ text: Substring) -> (items: [ItemIndex], end: String.Index)? {
        let prefix = "like "
        let intent = talk.parser.parse(prefix + text, in: year)
        var items: [ItemIndex] = []
        var end = 0
        for part in intent.parts {
            guard case .like(let name) = part.meaning, let span = part.span else { continue }
            guard let item = title(named: name, in: text) else { continue }
            if !items.contains(item) { items.append(item) }
            end = max(end, span.upperBound - prefix.utf16.count)
        }
        guard !items.isEmpty, let place = text.utf16.index(text.startIndex, offsetBy: max(0, end), limitedBy: text.endIndex) else {
            return nil
        }
        return (items, place)
    }

    /// The title that is all of a text.
    func title(whole text: Substring) -> [ItemIndex]? {
        guard let name = talk.parser.parse(String(text), in: year).title else { return nil }
        let items = talk.titles(named: name)
        guard let first = title(named: name, in: text) else { return nil }
        return [first] + items.filter { $0 != first }
    }

    /// Of titles of one name the one whose year is said, or the one that is chosen most.
    private func title(named name: String, in text: Substring) -> ItemIndex? {
        let items = talk.titles(named: name)
        guard items.count > 1 else { return items.first }
        let years = Set(TurnWords.words(String(text)).compactMap { Int($0) })
        if let dated = items.first(where: { talk.titles[$0].year.map(years.contains) ?? false }) { return dated }
        return items.max { prior[$0.position] < prior[$1.position] }
    }
}
