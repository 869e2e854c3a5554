/// Counts durations in buckets that grow by an eighth of an octave: percentiles within 9 % at any scale.
struct LatencyHistogram: Sendable {
    /// Eight buckets an octave, from a microsecond to about 17 minutes.
    private static let bucketCount = 8 * 31
    private var counts = [UInt32](repeating: 0, count: bucketCount)
    private(set) var count = 0
    private(set) var sum = 0.0

    mutating func note(_ seconds: Double) {
        counts[LatencyHistogram.bucket(seconds)] &+= 1
        count += 1
        sum += seconds
    }

    mutating func add(_ other: LatencyHistogram) {
        for position in counts.indices { counts[position] &+= other.counts[position] }
        count += other.count
        sum += other.sum
    }

    /// Seconds below which a share of the durations lies; 0 when there are none.
    func percentile(_ share: Double) -> Double {
        guard count > 0 else { return 0 }
        var left = Int((share * Double(count)).rounded(.up))
        for (bucket, number) in counts.enumerated() {
            left -= Int(number)
            if left <= 0 { return LatencyHistogram.upper(bucket) }
        }
        return LatencyHistogram.upper(counts.count - 1)
    }

    private static func bucket(_ seconds: Double) -> Int {
        let micros = UInt64(min(max(seconds * 1e6, 1), 1e9))
        let octave = 63 - micros.leadingZeroBitCount
        let eighth = octave >= 3 ? Int(micros >> UInt64(octave - 3)) & 7 : Int(micros << UInt64(3 - octave)) & 7
        return min(octave * 8 + eighth, bucketCount - 1)
    }

    private static func upper(_ bucket: Int) -> Double {
        Double(UInt64(1) << UInt64(bucket / 8)) * (1 + Double(bucket % 8 + 1) / 8) / 1e6
    }
}
