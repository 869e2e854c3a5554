import Datasets

/// Reads conditions by recursive descent: `or` binds weakest, then `and`, then `not`.
struct ConditionParser {
    enum Context: Sendable { case titles, situation }

    private let tokens: [RuleToken]
    private var place = 0
    private var depth = 0
    var facets: [ParsedCondition.Mention] = []

    init(_ text: String) throws(RuleError) { tokens = try RuleLexer.tokens(of: text) }

    /// A whole text that is one condition on titles, as the parameter `filter` has it.
    static func condition(_ text: String) throws(RuleError) -> ParsedCondition {
        var parser = try ConditionParser(text)
        let root = try parser.condition(.titles)
        guard parser.token.kind == .end else { throw parser.unexpected("the end, “and” or “or”") }
        return ParsedCondition(root: root, facets: parser.facets)
    }

    // MARK: Tokens

    var token: RuleToken { tokens[place] }

    mutating func advance() { if place < tokens.count - 1 { place += 1 } }

    /// Takes a keyword, whatever its case.
    mutating func take(_ keyword: String) -> Bool {
        guard case .word(let word) = token.kind, word.lowercased() == keyword else { return false }
        advance()
        return true
    }

    mutating func take(_ sign: RuleToken.Sign) -> Bool {
        guard token.kind == .sign(sign) else { return false }
        advance()
        return true
    }

    mutating func expect(_ sign: RuleToken.Sign) throws(RuleError) {
        guard take(sign) else { throw unexpected("“\(sign.rawValue)”") }
    }

    mutating func expect(_ keyword: String) throws(RuleError) {
        guard take(keyword) else { throw unexpected("“\(keyword)”") }
    }

    func unexpected(_ wanted: String) -> RuleError {
        let found =
            switch token.kind {
            case .end: "the text ends here"
            case .word(let word), .name(let word): "“\(word.prefix(40))” stands here"
            case .text(let text): "the text “\(text.prefix(40))” stands here"
            case .number: "a number stands here"
            case .sign(let sign): "“\(sign.rawValue)” stands here"
            }
        return RuleError(at: token.start, found, advice: "Write \(wanted)")
    }

    // MARK: Structure

    mutating func condition(_ context: Context) throws(RuleError) -> Condition {
        var parts = [try conjunction(context)]
        while take("or") { parts.append(try conjunction(context)) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction(_ context: Context) throws(RuleError) -> Condition {
        var parts = [try negation(context)]
        while take("and") { parts.append(try negation(context)) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func negation(_ context: Context) throws(RuleError) -> Condition {
        guard depth < RuleLimits.deepest else {
            throw RuleError(
                at: token.start, "conditions lie more than \(RuleLimits.deepest) deep in each other",
                advice: "Take parentheses away, or make it two rules")
        }
        depth += 1
        defer { depth -= 1 }
        if take("not") { return .not(try negation(context)) }
        guard take(.open) else { return try comparison(context) }
        let inner = try condition(context)
        try expect(.close)
        return inner
    }

    private mutating func comparison(_ context: Context) throws(RuleError) -> Condition {
        let start = token
        switch token.kind {
        case .name(let name):
            advance()
            return try facet(FacetName(rawValue: name), at: start.start, context)
        case .word(let word):
            let lower = word.lowercased()
            guard !ConditionParser.keywords.contains(lower) else { throw unexpected("a field, such as genre or year") }
            advance()
            return context == .situation ? try situation(lower, start) : try field(lower, start)
        default: throw unexpected(context == .titles ? "a field, such as genre or year" : "device, surface, country or hour")
        }
    }

    private static let keywords: Set<String> = ["and", "or", "in", "between", "contains", "when", "where", "at"]

    // MARK: Fields of titles

    private mutating func field(_ name: String, _ start: RuleToken) throws(RuleError) -> Condition {
        if name == "all" { return .all }
        if name == "has" { return try presence() }
        if let flag = PersonFlag(rawValue: name) { return .test(.person(flag)) }
        if let number = TitleNumber(rawValue: name) {
            return try numbers(number.unit) { .number(number, $0) }
        }
        if let number = PersonNumber(rawValue: name) { return try numbers(.none) { .personNumber(number, $0) } }
        switch name {
        case "title": return try texts { .title($0) }
        case "id": return try listed { .id($0) }
        case "domain": return try domain()
        case "text":
            try expect("contains")
            return .test(.text(contains: try text()))
        default: return try facet(FacetName(rawValue: name), at: start.start, .titles)
        }
    }

    private mutating func facet(_ name: FacetName, at offset: Int, _ context: Context) throws(RuleError) -> Condition {
        guard context == .titles else {
            throw RuleError(
                at: offset, "“\(name.rawValue)” is no field of a situation",
                advice: "Behind when stand \(ConditionParser.situationFields)")
        }
        facets.append(ParsedCondition.Mention(name: name, offset: offset))
        return try texts { .facet(name, $0) }
    }

    private mutating func presence() throws(RuleError) -> Condition {
        let start = token
        guard case .word(let word) = token.kind else {
            guard case .name(let name) = token.kind else { throw unexpected("what a title may have, such as text or cast") }
            advance()
            facets.append(ParsedCondition.Mention(name: FacetName(rawValue: name), offset: start.start))
            return .test(.hasFacet(FacetName(rawValue: name)))
        }
        advance()
        if let part = TitlePart(rawValue: word.lowercased()) { return .test(.has(part)) }
        facets.append(ParsedCondition.Mention(name: FacetName(rawValue: word.lowercased()), offset: start.start))
        return .test(.hasFacet(FacetName(rawValue: word.lowercased())))
    }

    private mutating func domain() throws(RuleError) -> Condition {
        let start = token.start
        return try listed { (names) throws(RuleError) in
            var domains: [ItemDomain] = []
            for name in names {
                guard let domain = ItemDomain(rawValue: name.lowercased()) else {
                    throw RuleError(
                        at: start, "there is no domain “\(name)”",
                        advice: "Domains are \(ItemDomain.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                domains.append(domain)
            }
            return .domain(domains)
        }
    }

    // MARK: Fields of a situation

    static let situationFields = (SituationField.allCases.map(\.rawValue) + ["hour"]).joined(separator: ", ")

    private mutating func situation(_ name: String, _ start: RuleToken) throws(RuleError) -> Condition {
        if name == "hour" { return try numbers(.none) { .hour($0) } }
        guard let field = SituationField(rawValue: name) else {
            throw RuleError(
                at: start.start, "“\(name)” is no field of a situation", advice: "Behind when stand \(ConditionParser.situationFields)")
        }
        return try listed { .situation(field, $0.map { $0.lowercased() }) }
    }
}

extension TitleNumber {
    /// Words that must follow a number of this field.
    var unit: UnitOfNumber {
        switch self {
        case .duration: .duration
        case .age: .days
        case .year, .maturity, .episodes: .none
        }
    }
}
