/// How much of a person's history is kept event by event; what is older is kept as `HistorySums`.
///
/// Events become sums in steps of a quarter of the bound, so that an event at the end costs O(1) on average. How many are sums follows
/// from the number of events alone, not from the way on which they came: a history that is read anew is cut where it was cut before.
public struct HistoryBound: Sendable, Hashable {
    /// N: at least so many of the latest events are kept, and fewer than N + N/4.
    public let events: Int
    /// What models read of a history at most, in tokens of one event or more.
    public static let standard = HistoryBound(events: 16_384)

    public init(events: Int) { self.events = max(1, events) }

    /// More events than these are never kept.
    var longest: Int { events + step }

    /// Events that become sums together.
    var step: Int { max(1, events / 4) }

    /// How many of the oldest of so many events are sums.
    func summed(of count: Int) -> Int { count < events + step ? 0 : (count - events) / step * step }
}
