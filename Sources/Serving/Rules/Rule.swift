import Datasets

/// One statement of a rule.
package struct Rule: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        /// Only titles that fulfil the condition.
        case include
        case exclude
        /// Added to the score.
        case boost(Float)
        /// The place, from 1.
        case pin(ItemID, place: Int)
        case limit(count: Int, window: Int)
    }
    package var action: Action
    /// Nil for pins.
    package var condition: ParsedCondition?
    /// When it holds; nil = always.
    package var situation: Condition?

    /// Reads statements, separated by semicolons.
    ///
    /// - Throws: `RuleError` at the first that cannot be read.
    package static func statements(_ text: String) throws(RuleError) -> [Rule] {
        var parser = try ConditionParser(text)
        var rules: [Rule] = []
        while true {
            while parser.take(.semicolon) {}
            if parser.token.kind == .end { break }
            guard rules.count < RuleLimits.statements else {
                throw RuleError(
                    at: parser.token.start, "there are more than \(RuleLimits.statements) statements", advice: "Make it two rules")
            }
            rules.append(try parser.statement())
            guard parser.token.kind == .end || parser.token.kind == .sign(.semicolon) else {
                throw parser.unexpected("“and”, “or”, “when”, or “;” before the next statement")
            }
        }
        guard !rules.isEmpty else { throw parser.unexpected(ConditionParser.actions) }
        return rules
    }
}

extension ConditionParser {
    static let actions = "include, exclude, boost, pin or limit"

    fileprivate mutating func statement() throws(RuleError) -> Rule {
        facets = []
        var rule: Rule
        if take("include") {
            rule = Rule(action: .include)
        } else if take("exclude") {
            rule = Rule(action: .exclude)
        } else if take("boost") {
            rule = Rule(action: .boost(try amount()))
        } else if take("limit") {
            rule = Rule(action: try limit())
        } else if take("pin") {
            return try finished(Rule(action: try pin()))
        } else {
            throw unexpected(ConditionParser.actions)
        }
        _ = take("where")
        let root = try condition(.titles)
        rule.condition = ParsedCondition(root: root, facets: facets)
        return try finished(rule)
    }

    private mutating func finished(_ rule: Rule) throws(RuleError) -> Rule {
        guard take("when") else { return rule }
        var rule = rule
        rule.situation = try condition(.situation)
        return rule
    }

    private mutating func amount() throws(RuleError) -> Float {
        let start = token.start
        let value = try plainNumber()
        guard abs(value) <= RuleLimits.largestBoost else {
            throw RuleError(
                at: start, "\(value) is more than any score differs by",
                advice: "Stay between -\(RuleLimits.largestBoost) and \(RuleLimits.largestBoost)")
        }
        return Float(value)
    }

    private mutating func pin() throws(RuleError) -> Rule.Action {
        let id = try text()
        try expect("at")
        return .pin(ItemID(id), place: try whole(1...RuleLimits.lastPlace, "a place"))
    }

    private mutating func limit() throws(RuleError) -> Rule.Action {
        let start = token.start
        let count = try whole(1...RuleLimits.widestWindow, "a number of titles")
        try expect("in")
        let window = try whole(1...RuleLimits.widestWindow, "a number of places")
        guard count < window else {
            throw RuleError(at: start, "\(count) in \(window) limits nothing", advice: "The first number must be smaller than the second")
        }
        return .limit(count: count, window: window)
    }

    private mutating func whole(_ range: ClosedRange<Int>, _ what: String) throws(RuleError) -> Int {
        let start = token.start
        let value = try plainNumber()
        guard let number = Int(exactly: value), range.contains(number) else {
            throw RuleError(
                at: start, "this is not \(what)", advice: "Write a whole number between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }
}
