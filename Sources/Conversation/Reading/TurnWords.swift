import Understanding

/// A word of a turn, or one character of a script that writes no blanks.
struct TurnWord: Sendable, Hashable {
    /// Lower case, without apostrophes and accents that can be taken off by hand.
    var text: String
    var range: Range<String.Index>
    /// Whether a comma stands before it.
    var isAfterComma = false
    /// Whether a quotation mark stands before it.
    var isAfterQuote = false
}

/// Cuts what somebody says into sentences of words.
enum TurnWords {
    /// Words that are looked at.
    static let limit = 160

    /// Sentences in order; what stands between quotation marks is not cut, nor behind "Mr." and single letters ("E.T.").
    ///
    /// - Complexity: O(letters).
    static func sentences(_ text: String) -> [[TurnWord]] {
        var scan = Scan(text)
        for place in text.unicodeScalars.indices {
            guard scan.count < limit else { break }
            scan.read(place)
        }
        return scan.finished()
    }

    static func words(_ text: String) -> [String] { sentences(text).flatMap { $0 }.map(\.text) }

    static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    private struct Scan {
        let text: String
        var sentences: [[TurnWord]] = []
        var words: [TurnWord] = []
        var word = ""
        var start: String.Index?
        var (comma, quote, isQuoted) = (false, false, false)
        var count = 0

        init(_ text: String) { self.text = text }

        mutating func read(_ place: String.Index) {
            let scalar = text.unicodeScalars[place]
            if isIdeograph(scalar) {
                finishWord(place)
                (word, start) = (String(scalar), place)
                finishWord(text.unicodeScalars.index(after: place))
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                if start == nil { start = place }
                if word.unicodeScalars.count < 64 { word += scalar.properties.lowercaseMapping }
            } else if scalar == "'" || scalar == "\u{2019}" {
                // "I've" is one word; a mark at the beginning opens a quotation.
                if start == nil { quote = true }
            } else {
                finishWord(place)
                note(scalar, place)
            }
        }

        private mutating func note(_ scalar: Unicode.Scalar, _ place: String.Index) {
            switch scalar {
            case ",", "，", "、", "–", "—", ":", "：": comma = true
            case "\"", "“", "”", "„", "«", "»", "《", "》", "「", "」":
                quote = true
                isQuoted = "“„«《「".unicodeScalars.contains(scalar) || (scalar == "\"" && !isQuoted)
            case "。", "！", "？", "；", ";", "!", "?", "\n": if !isQuoted || scalar == "\n" { finishSentence() }
            case ".": if !isQuoted, !isAbbreviation { finishSentence() }
            default: break
            }
        }

        /// "Mr." and "E.T." end no sentence.
        private var isAbbreviation: Bool {
            guard let last = words.last?.text else { return true }
            return last.count == 1 && !(last.unicodeScalars.first.map(TurnWords.isIdeograph) ?? false)
                || ["mr", "mrs", "ms", "dr", "st", "vs", "jr", "sr", "vol", "no"].contains(last)
        }

        private mutating func finishWord(_ end: String.Index) {
            guard let begin = start else { return }
            words.append(TurnWord(text: word, range: begin..<end, isAfterComma: comma, isAfterQuote: quote))
            count += 1
            (word, start, comma, quote) = ("", nil, false, false)
        }

        private mutating func finishSentence() {
            if !words.isEmpty { sentences.append(words) }
            (words, isQuoted, comma) = ([], false, false)
        }

        mutating func finished() -> [[TurnWord]] {
            finishWord(text.endIndex)
            finishSentence()
            return sentences
        }
    }
}
