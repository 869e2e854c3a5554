import Datasets

/// What titles are called, folded: the name itself, the part before a parenthesis, and other names in parentheses.
final class TitleNames: Sendable {
    let catalog: Catalog
    /// Folded names of a title, the main one first; `[V]`
    let names: [[[UInt8]]]

    /// - Complexity: O(V·L) for titles of length L.
    init(_ catalog: Catalog) {
        self.catalog = catalog
        names = catalog.items.map { item in
            var seen: Set<[UInt8]> = []
            let others = TitleNames.otherNames.flatMap { item.facets[$0] ?? [] }
            return (TitleNames.spellings(item.title) + others).map { WordFold.fold(TitleNames.articleFirst($0)) }
                .filter { !$0.isEmpty && seen.insert($0).inserted }
        }
    }

    /// Facets whose values are names of the title itself.
    static let otherNames: [FacetName] = ["original-title", "original_title", "alias", "aka"]

    /// "Léon (The Professional) (1994)" has three: all of it, what stands before the parenthesis, and what stands in it.
    static func spellings(_ title: String) -> [String] {
        let main = splitYear(title).title
        guard let open = main.firstIndex(of: "("), open > main.startIndex else { return [main] }
        var names = [String(main[..<open]), main]
        for part in main[open...].split(whereSeparator: { $0 == "(" || $0 == ")" }) {
            let lower = part.lowercased()
            names.append(lower.hasPrefix("a.k.a. ") ? String(part.dropFirst(7)) : String(part))
        }
        return names
    }

    /// Takes a final "(1999)" off.
    static func splitYear(_ text: String) -> (title: String, year: Int?) {
        let trimmed = text.reversed().drop { $0 == " " }.reversed()
        let title = String(trimmed)
        guard title.utf8.count > 6, title.hasSuffix(")"), let open = title.lastIndex(of: "(") else { return (title, nil) }
        let inside = title[title.index(after: open)...].dropLast()
        guard inside.utf8.count == 4, let year = Int(inside), (1850...2150).contains(year) else { return (title, nil) }
        return (String(title[..<open]), year)
    }

    /// "Matrix, The" becomes "The Matrix".
    static func articleFirst(_ title: String) -> String {
        guard let comma = title.lastIndex(of: ",") else { return title }
        let article = title[title.index(after: comma)...].filter { $0 != " " }
        guard article.utf8.count <= 4, articles.contains(article.lowercased()) else { return title }
        return article + " " + title[..<comma]
    }

    private static let articles: Set<String> = [
        "the", "a", "an", "la", "le", "les", "l'", "l", "un", "une", "el", "los", "las", "il", "lo", "gli", "der", "die", "das", "ein",
        "eine",
        "den", "det", "de", "het", "i", "o", "os", "as", "una", "uma", "um", "en", "et", "een", "ett",
    ]
}
