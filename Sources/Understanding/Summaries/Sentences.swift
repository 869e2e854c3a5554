/// Takes a plot or synopsis apart into sentences.
public enum Sentences {
    private static let short: Set<String> = [
        "mr", "mrs", "ms", "dr", "st", "jr", "sr", "prof", "lt", "col", "gen", "capt", "sgt", "u.s", "u.k", "no", "vs", "etc", "e.g", "i.e",
    ]

    /// - Parameter most: sentences that are wanted; the rest of the text is not read.
    /// - Complexity: O(text up to the last sentence that is wanted).
    public static func of(_ text: String, most: Int = 12) -> [String] {
        var (sentences, current): ([String], String) = ([], "")
        var rest = text[...]
        while let character = rest.popFirst(), sentences.count < most {
            current.append(character.isWhitespace ? " " : character)
            let isChinese = "。！？".contains(character)
            guard isChinese || (".!?".contains(character) && rest.first.map(\.isWhitespace) ?? true) else { continue }
            if !isChinese, character == ".", isAbbreviation(current) { continue }
            add(current, to: &sentences)
            current = ""
        }
        if sentences.count < most { add(current, to: &sentences) }
        return sentences
    }

    private static func isAbbreviation(_ text: String) -> Bool {
        let word = text.dropLast().split(separator: " ").last.map { $0.lowercased() } ?? ""
        return word.count == 1 || short.contains(word)
    }

    private static func add(_ text: String, to sentences: inout [String]) {
        let words = text.split(separator: " ").joined(separator: " ")
        if !words.isEmpty { sentences.append(words) }
    }
}
