import Datasets

/// One question to a model: the events before the request and the request itself.
public struct ScoringQuery: Sendable {
    /// Consecutive queries with one key come from one user whose histories are prefixes of each other, longest last.
    public var userKey: UInt64
    /// The user's events, oldest first; only the first `historyCount` may be read.
    public var interactions: [Interaction]
    public var historyCount: Int
    public var request: RequestContext
    public init(userKey: UInt64, interactions: [Interaction], historyCount: Int, request: RequestContext) {
        self.userKey = userKey
        self.interactions = interactions
        self.historyCount = historyCount
        self.request = request
    }
    public var history: ArraySlice<Interaction> { interactions[0..<historyCount] }
}

/// Anything that can put a number on every item for a user: a model, a baseline, a rule.
///
/// Declared where it is needed, by the judge: models conform, and the judge never imports them.
public protocol Scorer: Sendable {
    /// Shown in tables, such as `EASE`.
    var name: String { get }
    /// Scores the whole catalogue for each query.
    ///
    /// - Parameters:
    ///   - queries: B of them.
    ///   - scores: row-major, shape `[B, V]` with V items of the catalogue; higher is better; -infinity = cannot be scored.
    func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) throws
}
