import Foundation

/// A title as it is compared: without case, accents, punctuation and the year.
struct TitleKey: Hashable, Sendable {
    /// Words in order, separated by one blank.
    var words: String
    var year: Int?

    /// - Parameter text: such as "Matrix, The (1999)" or "l'avventura".
    init(_ text: String) {
        let (title, year) = TitleKey.splitYear(text)
        self.year = year
        words = TitleKey.fold(TitleKey.articleFirst(title))
    }

    /// The same without a leading article, or itself when there is none or nothing would be left.
    var withoutArticle: String {
        guard let blank = words.firstIndex(of: " "), TitleKey.leadingArticles.contains(String(words[..<blank])) else { return words }
        return String(words[words.index(after: blank)...])
    }

    private static let leadingArticles: Set<String> = [
        "the", "a", "an", "la", "le", "les", "l", "un", "une", "el", "los", "las", "il", "lo", "gli", "der", "das", "ein", "eine",
    ]
    private static let trailingArticles: Set<String> = leadingArticles.union([
        "l'", "die", "den", "det", "de", "het", "i", "o", "os", "as", "una", "uma", "um", "en", "et", "een", "ett",
    ])

    /// Takes a final "(1999)" off.
    static func splitYear(_ text: String) -> (title: String, year: Int?) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.hasSuffix(")"), let open = trimmed.lastIndex(of: "(") else { return (trimmed, nil) }
        let inside = trimmed[trimmed.index(after: open)...].dropLast()
        guard inside.utf8.count == 4, let year = Int(inside), (1850...2150).contains(year) else { return (trimmed, nil) }
        let title = trimmed[..<open].trimmingCharacters(in: .whitespaces)
        return title.isEmpty ? (trimmed, nil) : (title, year)
    }

    /// "Matrix, The" becomes "The Matrix".
    private static func articleFirst(_ title: String) -> String {
        guard let comma = title.lastIndex(of: ",") else { return title }
        let article = title[title.index(after: comma)...].trimmingCharacters(in: .whitespaces).lowercased()
        guard trailingArticles.contains(article) else { return title }
        return article + " " + title[..<comma]
    }

    /// Lower case, accents removed, "&" as "and", everything that is no letter or digit as a blank.
    static func fold(_ text: String) -> String {
        var result = ""
        var pending = false
        for scalar in text.replacingOccurrences(of: "&", with: " and ").decomposedStringWithCompatibilityMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            // "Schindler's" and "Schindlers" are one word.
            if scalar == "'" || scalar == "\u{2019}" { if !isArticleBefore(result) { continue } }
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                pending = true
                continue
            }
            if pending, !result.isEmpty { result += " " }
            pending = false
            result += special[scalar] ?? scalar.properties.lowercaseMapping
        }
        return result
    }

    /// The apostrophe of "L'avventura" separates words, that of "Schindler's" does not.
    private static func isArticleBefore(_ text: String) -> Bool { text == "l" || text.hasSuffix(" l") }

    private static let special: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l", "đ": "d", "ð": "d", "þ": "th",
    ]
}
