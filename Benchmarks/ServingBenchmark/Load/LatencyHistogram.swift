import Foundation

/// Durations in buckets that grow with them: every quantile is right to one part in 64, at any length of the run.
struct LatencyHistogram: Sendable {
    /// Buckets of one octave.
    private static let steps = 64
    private var counts = [Int](repeating: 0, count: 40 * LatencyHistogram.steps)
    private(set) var count = 0
    private(set) var total = 0.0
    private(set) var largest = 0.0

    mutating func record(_ seconds: Double) {
        counts[LatencyHistogram.bucket(max(0, seconds * 1e6))] += 1
        count += 1
        total += seconds
        largest = max(largest, seconds)
    }

    mutating func merge(_ other: LatencyHistogram) {
        for position in counts.indices { counts[position] += other.counts[position] }
        count += other.count
        total += other.total
        largest = max(largest, other.largest)
    }

    var mean: Double { count == 0 ? 0 : total / Double(count) }

    /// The smallest duration in seconds that the share does not exceed, rounded up by at most 1.6 %; 0 for nothing.
    func quantile(_ share: Double) -> Double {
        guard count > 0 else { return 0 }
        let rank = max(1, Int((share * Double(count)).rounded(.up)))
        var passed = 0
        for (position, number) in counts.enumerated() {
            passed += number
            if passed >= rank { return min(largest, LatencyHistogram.upper(position) / 1e6) }
        }
        return largest
    }

    private static func bucket(_ microseconds: Double) -> Int {
        // Below one octave of steps, one bucket a microsecond.
        let value = Int(min(microseconds, 1e11))
        guard value >= steps else { return value }
        let octave = Int.bitWidth - 1 - value.leadingZeroBitCount - 6
        return min(40 * steps - 1, (octave + 1) * steps + (value >> octave) - steps)
    }

    private static func upper(_ bucket: Int) -> Double {
        guard bucket >= steps else { return Double(bucket + 1) }
        let octave = bucket / steps - 1
        return Double((bucket % steps + steps + 1) << octave)
    }
}
