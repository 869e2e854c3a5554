import Datasets

/// Percentile bootstrap over users.
///
/// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
public enum Bootstrap {
    /// Interval of the mean of one column.
    ///
    /// - Parameters:
    ///   - values: one a user.
    ///   - confidence: 0.95 means from the 2.5 % to the 97.5 % quantile of the resampled means.
    /// - Returns: nil without values or resamples.
    public static func interval(
        _ values: [Double], resamples: Int = 1000, confidence: Double = 0.95, seed: UInt64
    ) -> Interval? {
        intervals(values, columns: 1, resamples: resamples, confidence: confidence, seed: seed).first
    }

    /// Intervals of the means of several columns, resampled together.
    ///
    /// - Parameters:
    ///   - values: row-major, shape `[users, columns]`.
    /// - Returns: one interval a column; empty without values or resamples.
    /// - Complexity: O(resamples·users·columns).
    static func intervals(
        _ values: [Double], columns: Int, resamples: Int, confidence: Double = 0.95, seed: UInt64
    ) -> [Interval] {
        guard columns > 0, values.count >= columns, resamples > 0 else { return [] }
        var means = [[Double]](repeating: [], count: columns)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<resamples {
            let sums = resampledSums(values, columns: columns, using: &generator)
            for column in 0..<columns { means[column].append(sums[column] / Double(values.count / columns)) }
        }
        return means.map { interval(ofSorted: $0.sorted(), confidence: confidence) }
    }

    private static func resampledSums(
        _ values: [Double], columns: Int, using generator: inout SeededGenerator
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: columns)
        let users = UInt64(values.count / columns)
        values.withUnsafeBufferPointer { values in
            sums.withUnsafeMutableBufferPointer { sums in
                for _ in 0..<users {
                    // Multiply-shift instead of a rejection loop: its bias is users / 2^64.
                    let row = Int(generator.next().multipliedFullWidth(by: users).high)
                    for column in 0..<columns { sums[column] += values[row * columns + column] }
                }
            }
        }
        return sums
    }

    private static func interval(ofSorted means: [Double], confidence: Double) -> Interval {
        let tail = (1 - confidence) / 2
        return Interval(low: quantile(tail, ofSorted: means), high: quantile(1 - tail, ofSorted: means))
    }

    /// Linear interpolation between order statistics.
    static func quantile(_ fraction: Double, ofSorted values: [Double]) -> Double {
        let position = fraction * Double(values.count - 1)
        let below = Int(position)
        let above = min(below + 1, values.count - 1)
        return values[below] + (position - Double(below)) * (values[above] - values[below])
    }
}

/// A range in which the true value lies with the stated confidence; written to JSON as `[low, high]`.
public struct Interval: Sendable, Hashable, Codable {
    public var low: Double
    public var high: Double
    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        low = try container.decode(Double.self)
        high = try container.decode(Double.self)
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(low)
        try container.encode(high)
    }
}
