/// A user's history as tokens, one column a field, all of one length `[T]`, oldest first.
///
/// Token t is predicted from post-action fields up to t−1 and request-time fields up to t; the two never mix.
public struct TokenSequence: Sendable, Hashable {
    // Post-action fields: known only after the choice.
    public var items: [ItemIndex] = []
    /// Engagement symbol from the learned merges of event kinds, `0..<Tokenizer.engagementCount`.
    public var engagements: [UInt16] = []
    /// Buckets, 0 = unknown.
    public var durations: [UInt8] = []
    public var completions: [UInt8] = []
    public var ratings: [UInt8] = []
    /// Whether the token may be a training target.
    public var isTarget: [Bool] = []

    // Request-time fields: known before the choice.
    /// Seconds since 1970; `Int64.min` = unknown.
    public var times: [Int64] = []
    public var devices: [UInt8] = []
    /// Hour of the week in UTC plus one, 1...168, from Monday 00:00; 0 = unknown.
    public var hoursOfWeek: [UInt8] = []
    public var locales: [UInt16] = []
    public var surfaces: [UInt8] = []

    /// The range of the user's events that each token came from, for people and for tests.
    public var sources: [Range<Int32>] = []

    public init() {}
    public var count: Int { items.count }
}

/// Buckets of time differences, shared by the tokenizer and the attention bias.
public enum TimeGapBucket {
    /// Buckets 0...127 are `⌊ln(max(1, Δs)) / 0.301⌋`; then zero, negative and unknown have one each.
    public static let count = 131
    public static let zero = 128
    public static let negative = 129
    public static let unknown = 130
}
