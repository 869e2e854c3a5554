import Understanding

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
    /// Of two equal keys the later counts.
    public init(dictionaryLiteral elements: (String, JSONTree)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }

    /// A measured number with few digits; null for what is no finite number.
    public static func rounded(_ value: Double, digits: Int = 3) -> JSONTree {
        guard value.isFinite else { return .null }
        var power = 1.0
        for _ in 0..<digits { power *= 10 }
        let scaled = (value * power).rounded() / power
        return .number(scaled.isFinite ? scaled : value)
    }

    public static func count(_ value: Int) -> JSONTree { .number(Double(value)) }

    /// Members with the same name are replaced.
    public func adding(_ more: [String: JSONTree]) -> JSONTree {
        guard case .object(let members) = self else { return self }
        return .object(members.merging(more) { $1 })
    }
}
