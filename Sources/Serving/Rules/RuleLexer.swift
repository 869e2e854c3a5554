/// A word, text, number or sign of a rule, with its place.
struct RuleToken: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// A name or a keyword.
        case word(String)
        /// A name in backticks: never a keyword, always a facet.
        case name(String)
        case text(String)
        case number(Double)
        case sign(Sign)
        case end
    }
    enum Sign: String, Sendable {
        case open = "("
        case close = ")"
        case comma = ","
        case semicolon = ";"
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
    }
    var kind: Kind
    /// Scalars before it, and before what follows it.
    var start: Int
    var end: Int
}

/// Cuts a rule into tokens.
struct RuleLexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    /// - Throws: `RuleError` at the first character that begins nothing, or at once when the text is too long.
    static func tokens(of text: String) throws(RuleError) -> [RuleToken] {
        guard text.utf8.count <= RuleLimits.longestText else {
            throw RuleError(
                at: 0, "the text has \(text.utf8.count) bytes", advice: "Keep it within \(RuleLimits.longestText), or make it two rules")
        }
        var lexer = RuleLexer(scalars: Array(text.unicodeScalars))
        var tokens: [RuleToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() throws(RuleError) -> RuleToken {
        while let scalar = current, scalar.properties.isWhitespace { position += 1 }
        let start = position
        guard let scalar = current else { return RuleToken(kind: .end, start: start, end: start) }
        let kind: RuleToken.Kind
        switch scalar {
        case "\"", "'": kind = .text(try quoted(scalar, "text"))
        case "`": kind = .name(try quoted(scalar, "name"))
        case "0"..."9", "-", "+", ".": kind = .number(try number())
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "«", "»":
            throw RuleError(at: start, "“\(scalar)” is no sign of the language", advice: "Put texts into straight quotes: \"…\"")
        default: kind = RuleLexer.begins(scalar) ? .word(word()) : try sign(scalar)
        }
        return RuleToken(kind: kind, start: start, end: position)
    }

    private static func begins(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic }

    private mutating func word() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = current, RuleLexer.begins(scalar) || RuleLexer.continues(scalar) {
            word.append(scalar)
            position += 1
        }
        return String(word)
    }

    private static func continues(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || ("0"..."9").contains(scalar) || scalar.properties.generalCategory == .nonspacingMark
    }

    private mutating func quoted(_ quote: Unicode.Scalar, _ what: String) throws(RuleError) -> String {
        let start = position
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = current {
            position += 1
            if scalar == quote { return String(text) }
            if scalar == "\\" {
                guard let escaped = current else { break }
                text.append(escaped)
                position += 1
            } else {
                text.append(scalar)
            }
        }
        throw RuleError(at: start, "this \(what) has no end", advice: "Close it with \(quote); inside, write \\\(quote)")
    }

    private mutating func number() throws(RuleError) -> Double {
        let start = position
        position += 1
        while let scalar = current, ("0"..."9").contains(scalar) || scalar == "." { position += 1 }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<position])
        guard position - start <= 16, let value = Double(String(text)), value.isFinite else {
            throw RuleError(at: start, "“\(String(text).prefix(20))” is no number", advice: "Write numbers like 1990 or -1.5")
        }
        return value
    }

    private mutating func sign(_ scalar: Unicode.Scalar) throws(RuleError) -> RuleToken.Kind {
        let start = position
        position += 1
        if let following = current, let sign = RuleToken.Sign(rawValue: "\(scalar)\(following)") {
            position += 1
            return .sign(sign)
        }
        if let sign = RuleToken.Sign(rawValue: "\(scalar)") { return .sign(sign) }
        let shown = scalar.value < 0x20 || scalar.value == 0x7F ? "U+\(String(scalar.value, radix: 16))" : "\(scalar)"
        throw RuleError(
            at: start, "“\(shown)” is no sign of the language", advice: "Signs are = != < <= > >= ( ) , ; and texts stand in quotes")
    }
}
