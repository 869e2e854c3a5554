/// How a title is compared across catalogues: beyond case, accents and punctuation also numerals, parts and blanks.
///
/// "The Godfather: Part II", "Godfather 2" and "GODFATHER, THE: PART 2" are one spelling; so are "Spider-Man" and "Spiderman".
/// Titles are never translated.
struct TitleSpelling: Hashable, Sendable {
    /// Everything, in canonical words without blanks.
    let whole: String
    /// What stands before the first colon, dash or slash; nil where there is none.
    let main: String?

    /// - Parameter name: without the year.
    init(_ name: String) {
        let canonical = TitleSpelling.canonical(name)
        whole = canonical
        let head = TitleSpelling.head(name).map(TitleSpelling.canonical)
        // "E.T." before "the Extra-Terrestrial" says little, "A" before anything nothing.
        main = head.flatMap { $0.utf8.count >= 4 && $0 != canonical ? $0 : nil }
    }

    private static func head(_ name: String) -> Substring? {
        var end = name.endIndex
        for mark in [": ", " - ", " – ", " / ", ", or "] {
            if let found = name.range(of: mark)?.lowerBound, found < end { end = found }
        }
        return end < name.endIndex ? name[..<end] : nil
    }

    private static func canonical(_ name: some StringProtocol) -> String {
        var words: [String] = []
        let folded = TitleKey(String(name)).withoutArticle
        for piece in folded.utf8.split(separator: UInt8(ascii: " ")) {
            let word = String(Substring(piece))
            if let number = number(word, after: words.last, isFirst: words.isEmpty) {
                // "Part 2" and "2" are one; the number alone stays.
                if let last = words.last, parts.contains(last), words.count > 1 { words.removeLast() }
                words.append(String(number))
            } else {
                words.append(same[word] ?? word)
            }
        }
        return words.joined()
    }

    private static func number(_ word: String, after last: String?, isFirst: Bool) -> Int? {
        let followsPart = last.map(parts.contains) ?? false
        if let plain = Int(word), plain >= 0 { return plain }
        if followsPart, let spelt = spelt[word] { return spelt }
        if followsPart && word == "i" { return 1 }
        return isFirst ? nil : roman[word]
    }

    private static let parts: Set<String> = ["part", "chapter", "volume", "vol", "episode", "pt"]
    private static let same = ["versus": "vs", "and": "", "dr": "doctor", "mr": "mister", "st": "saint", "mt": "mount"]
    private static let spelt = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    ]
    private static let roman = [
        "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12, "xiii": 13,
    ]
}
