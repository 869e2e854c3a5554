import Datasets

/// What a number is counted in.
enum UnitOfNumber: Sendable {
    case none, duration, days

    /// How many of the field's own units one of these is; nil where the word is no unit of it.
    func size(of word: String) -> Double? {
        switch self {
        case .none: nil
        case .duration:
            switch word {
            case "s", "sec", "second", "seconds": 1
            case "m", "min", "minute", "minutes": 60
            case "h", "hour", "hours": 3_600
            default: nil
            }
        case .days:
            switch word {
            case "hour", "hours", "h": 1.0 / 24
            case "day", "days", "d": 1
            case "week", "weeks": 7
            case "month", "months": 30.4375
            case "year", "years": 365.25
            default: nil
            }
        }
    }

    var advice: String { self == .duration ? "Say min, h or s, as in 90 min" : "Say days, weeks, months or years, as in 30 days" }
}

extension ConditionParser {
    // MARK: Texts

    /// `= "A"`, `!= "A"`, `in ("A", "B")`, `contains "A"`.
    mutating func texts(_ make: (TextTest) -> ConditionTest) throws(RuleError) -> Condition {
        if take("contains") { return .test(make(.contains(try text()))) }
        return try listed { make(.isOne(of: $0)) }
    }

    /// `= "A"`, `!= "A"`, `in ("A", "B")`, `not in ("A", "B")`.
    mutating func listed(_ make: ([String]) throws(RuleError) -> ConditionTest) throws(RuleError) -> Condition {
        if take(.equal) { return .test(try make([try text()])) }
        if take(.unequal) { return .not(.test(try make([try text()]))) }
        if take("not") {
            try expect("in")
            return .not(.test(try make(try list { (parser) throws(RuleError) in try parser.text() })))
        }
        guard take("in") else { throw unexpected("= , != , in or contains") }
        return .test(try make(try list { (parser) throws(RuleError) in try parser.text() }))
    }

    /// A text in quotes, or one word; `1990s` is a word here.
    mutating func text() throws(RuleError) -> String {
        let first = token
        switch first.kind {
        case .text(let text):
            guard !text.isEmpty else { throw RuleError(at: first.start, "the text is empty", advice: "Use has, as in not has genre") }
            advance()
            return text
        case .word(let word), .name(let word):
            advance()
            return word
        case .number(let value):
            advance()
            let spelled = value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
            guard case .word(let rest) = token.kind, token.start == first.end else { return spelled }
            advance()
            return spelled + rest
        default: throw unexpected("a text in quotes")
        }
    }

    private mutating func list<Value>(_ value: (inout ConditionParser) throws(RuleError) -> Value) throws(RuleError) -> [Value] {
        try expect(.open)
        var values = [try value(&self)]
        while take(.comma) {
            guard values.count < RuleLimits.longestList else {
                throw RuleError(
                    at: token.start, "the list has more than \(RuleLimits.longestList) values", advice: "Shorten it, or mark the titles")
            }
            values.append(try value(&self))
        }
        guard take(.close) else { throw unexpected("“,” or “)”") }
        return values
    }

    // MARK: Numbers

    /// `= 1`, `!= 1`, `< 1` …, `in (1, 2)`, `between 1 and 2`.
    mutating func numbers(_ unit: UnitOfNumber, _ make: (NumberTest) -> ConditionTest) throws(RuleError) -> Condition {
        if take(.unequal) {
            // Whatever has the number, and another one.
            let value = try number(unit)
            return .or([.test(make(.less(value))), .test(make(.more(value)))])
        }
        return .test(make(try numberTest(unit)))
    }

    private mutating func numberTest(_ unit: UnitOfNumber) throws(RuleError) -> NumberTest {
        if take(.equal) { return .isOne(of: [try number(unit)]) }
        if take(.less) { return .less(try number(unit)) }
        if take(.atMost) { return .atMost(try number(unit)) }
        if take(.more) { return .more(try number(unit)) }
        if take(.atLeast) { return .atLeast(try number(unit)) }
        if take("in") { return .isOne(of: try list { (parser) throws(RuleError) in try parser.number(unit) }) }
        guard take("between") else { throw unexpected("= , < , <= , > , >= , in or between") }
        return try range(unit)
    }

    /// A unit behind the second number counts for both.
    private mutating func range(_ unit: UnitOfNumber) throws(RuleError) -> NumberTest {
        let start = token.start
        let low = try plainNumber()
        let lowSize = takeUnit(unit)
        try expect("and")
        let high = try plainNumber()
        let size = unit.isNone ? 1 : try requireUnit(unit)
        guard low * (lowSize ?? size) <= high * size else {
            throw RuleError(at: start, "nothing lies between these numbers", advice: "Write the smaller number first")
        }
        return .between(low * (lowSize ?? size), high * size)
    }

    mutating func number(_ unit: UnitOfNumber) throws(RuleError) -> Double {
        let value = try plainNumber()
        return unit.isNone ? value : value * (try requireUnit(unit))
    }

    mutating func plainNumber() throws(RuleError) -> Double {
        guard case .number(let value) = token.kind else { throw unexpected("a number") }
        advance()
        return value
    }

    private mutating func takeUnit(_ unit: UnitOfNumber) -> Double? {
        guard case .word(let word) = token.kind, let size = unit.size(of: word.lowercased()) else { return nil }
        advance()
        return size
    }

    private mutating func requireUnit(_ unit: UnitOfNumber) throws(RuleError) -> Double {
        guard let size = takeUnit(unit) else { throw RuleError(at: token.start, "this number needs a unit", advice: unit.advice) }
        return size
    }
}

extension UnitOfNumber {
    var isNone: Bool { self == .none }
}
