/// One word of a text, or one ideograph of a language that writes no spaces.
struct TextWord: Sendable, Hashable {
    /// In lower case, without apostrophes: "Isn't" is `isnt`.
    var folded: String
    /// Where it stands in the text.
    var range: Range<String.Index>
    /// Whether a sentence or a clause ends before it: a negation does not reach across.
    var startsClause: Bool
}

/// Cuts texts into words.
enum TextWords {
    /// What is longer is no word but noise, and hostile texts have it.
    private static let longest = 40
    private static let clauseEnds: Set<Unicode.Scalar> = [".", "!", "?", ";", ":", ",", "。", "！", "？", "；", "，", "：", "\n"]

    /// - Complexity: linear in the text.
    static func words(of text: String) -> [TextWord] {
        var words: [TextWord] = []
        var (word, start, length, ended) = ("", text.startIndex, 0, true)
        func close(_ end: String.Index) {
            defer { (word, length) = ("", 0) }
            guard length > 0, length <= longest else { return }
            words.append(TextWord(folded: word, range: start..<end, startsClause: ended))
            ended = false
        }
        let scalars = text.unicodeScalars
        for place in scalars.indices {
            let scalar = scalars[place]
            if isIdeograph(scalar) {
                close(place)
                (word, start, length) = (String(scalar), place, 1)
                close(scalars.index(after: place))
            } else if isLetter(scalar) {
                if length == 0 { start = place }
                length += 1
                if length <= longest { word += fold(scalar) }
            } else if !isApostrophe(scalar) || length == 0 {
                close(place)
                if clauseEnds.contains(scalar) { ended = true }
            }
        }
        close(text.endIndex)
        return words
    }

    /// The words alone, as vocabularies and phrases are compared.
    static func folded(_ text: String) -> [String] { words(of: text).map(\.folded) }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "\u{2019}" }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (97...122).contains(scalar.value | 0x20) || (48...57).contains(scalar.value)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isDiacritic
    }

    private static func fold(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII {
            let isUpper = (65...90).contains(scalar.value)
            return String(isUpper ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
        }
        return scalar.properties.lowercaseMapping
    }

    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
