/// Cuts a history where a user paused for longer than `gap`.
public struct Sessionizer: Sendable, Hashable, Codable {
    /// The longest pause within one session, in seconds.
    public var gap: Int64
    /// - Parameter gap: 30 minutes by default, as web analytics has counted sessions since the 1990s.
    public init(gap: Int64 = 1800) { self.gap = max(gap, 0) }

    /// Whether an event at `time` continues the session of an event at `previous`.
    ///
    /// Events without a time are sessions of their own: order-only data has none.
    public func continues(_ previous: Timestamp?, _ time: Timestamp?) -> Bool {
        guard let previous, let time else { return false }
        let (pause, overflow) = time.rawValue.subtractingReportingOverflow(previous.rawValue)
        return !overflow && pause <= gap.multipliedReportingOverflow(by: 1000).partialValue
    }

    /// The sessions of a history, oldest first, as ranges of its indices; together they cover it.
    public func sessions(of interactions: ArraySlice<Interaction>) -> [Range<Int>] {
        guard var first = interactions.indices.first else { return [] }
        var sessions: [Range<Int>] = []
        for position in interactions.indices.dropFirst()
        where !continues(interactions[position - 1].time, interactions[position].time) {
            sessions.append(first..<position)
            first = position
        }
        sessions.append(first..<interactions.endIndex)
        return sessions
    }
}
