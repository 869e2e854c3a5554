#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What one choice more in each window is worth, on a scale of log(1 + count).
public struct PopularityWeights: Sendable, Codable, Hashable {
    public var hour: Float
    public var day: Float
    public var week: Float
    public init(hour: Float = 0, day: Float = 0, week: Float = 0) {
        self.hour = hour
        self.day = day
        self.week = week
    }
}

/// Carries the counts of all items from instant to instant.
///
/// A move costs as much as changed: the choices that entered or left a window, so requests are best asked in order of
/// time. The order changes no result.
public struct PopularityCursor: Sendable {
    private let timeline: PopularityTimeline
    private let weights: PopularityWeights
    private var ranges = [Range<Int>](repeating: 0..<0, count: PopularityWindow.allCases.count)
    /// `[windows, V]`.
    private var counts: [Int32]
    /// log(1 + n) for every n that can occur.
    private let logs: [Float]
    /// Weighted sum of log(1 + count) over the windows, shape `[V]`: what is added to the logits.
    public private(set) var values: [Float]

    public init(_ timeline: PopularityTimeline, weights: PopularityWeights = PopularityWeights()) {
        self.timeline = timeline
        self.weights = weights
        counts = Array(repeating: 0, count: max(1, PopularityWindow.allCases.count * timeline.itemCount))
        values = Array(repeating: 0, count: timeline.itemCount)
        logs = (0...timeline.highestCount).map { log1p(Float($0)) }
    }

    /// Counts what happened strictly before an instant.
    ///
    /// - Complexity: O(log n + choices that entered or left a window).
    public mutating func move(to time: Timestamp) {
        for window in PopularityWindow.allCases {
            let (old, new) = (ranges[window.rawValue], timeline.range(window, before: time))
            ranges[window.rawValue] = new
            for left in old.without(new) { add(-1, left, window) }
            for entered in new.without(old) { add(1, entered, window) }
        }
    }

    /// Whether the item was chosen in the week before.
    public func isActive(_ position: Int) -> Bool { counts[PopularityWindow.week.rawValue * timeline.itemCount + position] > 0 }

    /// Calls `body` with the counts, shape `[windows, V]`, and a table of log(1 + n).
    package func withCounts<Result>(
        _ body: (_ counts: UnsafePointer<Int32>, _ logs: UnsafePointer<Float>) throws -> Result
    ) rethrows -> Result {
        try counts.withUnsafeBufferPointer { counts in
            try logs.withUnsafeBufferPointer { logs in
                try body(counts.baseAddress!, logs.baseAddress!)  // Neither is ever empty.
            }
        }
    }

    private mutating func add(_ step: Int32, _ range: Range<Int>, _ window: PopularityWindow) {
        guard !range.isEmpty else { return }
        let (width, own, weights) = (timeline.itemCount, window.rawValue * timeline.itemCount, weights)
        timeline.items.withUnsafeBufferPointer { items in
            counts.withUnsafeMutableBufferPointer { counts in
                values.withUnsafeMutableBufferPointer { values in
                    logs.withUnsafeBufferPointer { logs in
                        for position in range {
                            let item = Int(items[position])
                            counts[own + item] += step
                            // Anew from the counts, so that no rounding piles up on the way.
                            values[item] =
                                weights.hour * logs[Int(counts[item])] + weights.day * logs[Int(counts[width + item])]
                                + weights.week * logs[Int(counts[2 * width + item])]
                        }
                    }
                }
            }
        }
    }
}

extension Range<Int> {
    /// What lies before and what lies behind the other range.
    fileprivate func without(_ other: Range<Int>) -> [Range<Int>] {
        guard overlaps(other) else { return [self] }
        return [lowerBound..<Swift.max(lowerBound, other.lowerBound), Swift.min(upperBound, other.upperBound)..<upperBound]
    }
}
