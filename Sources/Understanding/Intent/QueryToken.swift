/// A word of a query, or one character of a script that writes no blanks.
struct QueryToken: Sendable, Hashable {
    /// Lower case, without accents and apostrophes.
    var text: String
    /// As somebody typed it.
    var written: String
    /// In UTF-16 units of the query.
    var span: Range<Int>
    /// What stands before it.
    var before: Separator
    /// "Hanks'", "Hanks's": then `text` is without the ending.
    var isPossessive = false

    enum Separator: Sendable, Hashable {
        case none, blank, hyphen, comma, stop, quote
    }

    /// Whether the script of the token writes no blanks.
    var isIdeograph: Bool { text.unicodeScalars.first.map(QueryTokens.isIdeograph) ?? false }
}

/// Cuts a query into tokens.
package enum QueryTokens {
    /// Tokens that are looked at: a description, not a book.
    static let limit = 96

    /// - Complexity: O(length), of at most `limit` tokens.
    static func cut(_ text: String) -> [QueryToken] {
        var tokens: [QueryToken] = []
        var word = Word()
        var separator = QueryToken.Separator.none
        var offset = 0
        func finish() {
            if let token = word.token(before: separator) {
                tokens.append(token)
                separator = .none
            }
            word = Word()
        }
        for scalar in text.unicodeScalars {
            let width = scalar.value > 0xFFFF ? 2 : 1
            defer { offset += width }
            if tokens.count >= limit { break }
            if isIdeograph(scalar) {
                finish()
                word.add(scalar, at: offset)
                finish()
            } else if isLetter(scalar) || word.takes(scalar) {
                word.add(scalar, at: offset)
            } else {
                finish()
                separator = stronger(separator, Self.separator(scalar))
            }
        }
        if tokens.count < limit { finish() }
        return tokens
    }

    /// The letters of a name as tokens compare them.
    static func words(_ text: String) -> [String] { cut(text).map { $0.isPossessive ? $0.text + "s" : $0.text } }

    static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }

    private static func separator(_ scalar: Unicode.Scalar) -> QueryToken.Separator {
        switch scalar {
        case "-", "–", "—", "~", "/": .hyphen
        case ",", "，", "、": .comma
        case "\"", "“", "”", "„", "«", "»", "《", "》", "「", "」": .quote
        case ".", ";", ":", "!", "?", "。", "；", "：", "！", "？", "(", ")": .stop
        default: .blank
        }
    }

    private static func stronger(_ a: QueryToken.Separator, _ b: QueryToken.Separator) -> QueryToken.Separator {
        let order: [QueryToken.Separator] = [.none, .blank, .hyphen, .comma, .stop, .quote]
        return order.firstIndex(of: a)! >= order.firstIndex(of: b)! ? a : b
    }

    /// A token that is being read.
    private struct Word {
        var scalars = String.UnicodeScalarView()
        var start = 0
        var end = 0

        mutating func add(_ scalar: Unicode.Scalar, at offset: Int) {
            if scalars.isEmpty { start = offset }
            // Nobody types a word of hundreds of letters; combining marks must not grow either.
            if scalars.count < 64 { scalars.append(scalar) }
            end = offset + (scalar.value > 0xFFFF ? 2 : 1)
        }

        /// An apostrophe inside a word, or a point inside a number.
        func takes(_ scalar: Unicode.Scalar) -> Bool {
            guard let last = scalars.last else { return false }
            if scalar == "'" || scalar == "\u{2019}" { return true }
            return scalar == "." && ("0"..."9").contains(last)
        }

        func token(before separator: QueryToken.Separator) -> QueryToken? {
            var text = String(scalars)
            while text.hasSuffix(".") { text.removeLast() }
            guard !text.isEmpty else { return nil }
            var folded = fold(text)
            var isPossessive = false
            for ending in ["'s", "s'"] where folded.hasSuffix(ending) && folded.utf8.count > 4 && !folded.utf8.contains(where: Self.isDigit)
            {
                folded.removeLast(ending == "'s" ? 2 : 1)
                isPossessive = true
            }
            folded.unicodeScalars.removeAll { $0 == "'" }
            guard !folded.isEmpty else { return nil }
            return QueryToken(text: folded, written: text, span: start..<end, before: separator, isPossessive: isPossessive)
        }

        private func fold(_ text: String) -> String {
            if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
            var plain = String.UnicodeScalarView()
            for scalar in Accents.decomposed(text) {
                plain.append(contentsOf: (scalar == "\u{2019}" ? "'" : scalar.properties.lowercaseMapping).unicodeScalars)
            }
            return String(plain)
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    }
}
