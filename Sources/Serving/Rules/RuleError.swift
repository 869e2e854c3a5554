/// Why a filter or a rule cannot be read: where, what, and what would be right.
public struct RuleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The character at which reading stopped, from 1.
    public let position: Int
    public let reason: String
    public let advice: String

    init(at offset: Int, _ reason: String, advice: String) {
        position = offset + 1
        self.reason = reason
        self.advice = advice
    }

    public var description: String { "at character \(position): \(reason). \(advice)." }
}

/// What a filter or a rule may cost whoever reads it.
enum RuleLimits {
    /// Bytes of a filter or of one stored rule.
    static let longestText = 4_096
    /// Parentheses and `not` within each other.
    static let deepest = 32
    static let longestList = 500
    /// Far more than any score differs by; keeps sums finite.
    static let largestBoost = 1_000.0
    static let lastPlace = 100
    static let widestWindow = 500
    static let statements = 50
}
