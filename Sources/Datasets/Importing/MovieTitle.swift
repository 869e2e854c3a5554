/// A title as MovieLens writes it, "Matrix, The (1999)", taken apart for people: "The Matrix" and 1999.
struct MovieTitle: Hashable {
    var display: String
    var year: Int?

    init(_ written: String) {
        let (name, year) = MovieTitle.splitYear(written.trimmed)
        self.year = year
        display = MovieTitle.reordered(name)
    }

    /// Takes a final "(1999)", or "(1999–2003)" as series have it, off the title.
    private static func splitYear(_ text: String) -> (String, Int?) {
        guard text.utf8.last == UInt8(ascii: ")"), let open = text.utf8.lastIndex(of: UInt8(ascii: "(")) else {
            return (text, nil)
        }
        let inside = text.utf8[text.utf8.index(after: open)...].dropLast()
        let digits = inside.prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0 &- 48 < 10 }), let year = Int(String(Substring(digits))) else {
            return (text, nil)
        }
        // "(1999" may be followed by a dash of any kind and another year, never by letters.
        let isYearOnly = inside.dropFirst(4).allSatisfy { $0 &- 48 < 10 || $0 == UInt8(ascii: "-") || $0 >= 0x80 || $0 == 0x20 }
        guard isYearOnly, (1850...2150).contains(year) else { return (text, nil) }
        let name = String(text[..<open]).trimmed
        return name.isEmpty ? (text, nil) : (name, year)
    }

    /// Puts articles back in front, in the title and in the other titles that follow in parentheses.
    private static func reordered(_ name: String) -> String {
        guard let open = name.range(of: " (")?.lowerBound else { return articleFirst(name) }
        var result = articleFirst(String(name[..<open]))
        var rest = name[open...]
        while let start = rest.range(of: " ("), let stop = rest[start.upperBound...].firstIndex(of: ")") {
            result += rest[..<start.lowerBound]
            result += " (" + articleFirst(String(rest[start.upperBound..<stop])) + ")"
            rest = rest[rest.index(after: stop)...]
        }
        return result + rest
    }

    private static func articleFirst(_ name: String) -> String {
        guard let comma = name.range(of: ", ", last: true) else { return name }
        let article = name[comma.upperBound...]
        guard articles.contains(article.lowercased()) else { return name }
        return article + (article.hasSuffix("'") ? "" : " ") + name[..<comma.lowerBound]
    }

    /// Articles that MovieLens moves behind the title.
    private static let articles: Set<String> = [
        "the", "a", "an", "la", "le", "les", "l'", "un", "une", "el", "los", "las", "una", "il", "lo", "i", "gli", "der",
        "die", "das", "den", "ein", "eine", "det", "de", "het", "een", "en", "ett", "o", "os", "as", "um", "uma",
    ]
}

extension StringProtocol {
    /// The first, or last, place of a short ASCII text; searched in bytes.
    func range(of needle: StaticString, last: Bool = false) -> Range<Index>? {
        let view = utf8
        let length = needle.utf8CodeUnitCount
        guard view.count >= length else { return nil }
        var found: Range<Index>?
        var start = view.startIndex
        for _ in 0...(view.count - length) {
            var current = start
            var matches = true
            for offset in 0..<length {
                if view[current] != needle.utf8Start[offset] {
                    matches = false
                    break
                }
                view.formIndex(after: &current)
            }
            if matches {
                found = start..<current
                if !last { return found }
            }
            view.formIndex(after: &start)
        }
        return found
    }
}
