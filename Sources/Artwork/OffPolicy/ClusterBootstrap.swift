import Datasets
import Evaluation

/// Percentile bootstrap of a ratio of sums, resampling whole clusters.
struct ClusterBootstrap {
    private let tops: [Double]
    private let bottoms: [Double]
    /// Σ parts / Σ shares; 0 when nothing has a share.
    let ratio: Double

    init(_ parts: [Double], over shares: [Double], clusters: [Int]) {
        var places: [Int: Int] = [:]
        var tops: [Double] = []
        var bottoms: [Double] = []
        for (row, cluster) in clusters.enumerated() {
            let place = places[cluster] ?? tops.count
            if place == tops.count {
                places[cluster] = place
                tops.append(0)
                bottoms.append(0)
            }
            tops[place] += parts[row]
            bottoms[place] += shares[row]
        }
        self.tops = tops
        self.bottoms = bottoms
        let bottom = bottoms.reduce(0, +)
        ratio = bottom > 0 ? tops.reduce(0, +) / bottom : 0
    }

    /// - Complexity: O(resamples·clusters).
    func interval(resamples: Int, confidence: Double, seed: UInt64) -> Interval {
        guard !tops.isEmpty else { return Interval(low: ratio, high: ratio) }
        var random = SeededGenerator(seed: seed)
        var ratios: [Double] = []
        ratios.reserveCapacity(resamples)
        for _ in 0..<resamples {
            var top = 0.0
            var bottom = 0.0
            for _ in tops.indices {
                let place = random.below(tops.count)
                top += tops[place]
                bottom += bottoms[place]
            }
            if bottom > 0 { ratios.append(top / bottom) }
        }
        guard !ratios.isEmpty else { return Interval(low: ratio, high: ratio) }
        ratios.sort()
        let tail = (1 - confidence) / 2
        return Interval(low: ClusterBootstrap.quantile(tail, of: ratios), high: ClusterBootstrap.quantile(1 - tail, of: ratios))
    }

    /// Linear interpolation between order statistics.
    static func quantile(_ fraction: Double, of sorted: [Double]) -> Double {
        let position = fraction * Double(sorted.count - 1)
        let below = Int(position)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
}

/// An interval for a mean of bounded, independent values that holds whatever their distribution.
enum EmpiricalBernstein {
    /// Maurer and Pontil 2009, theorem 4, on both sides.
    static func interval(_ values: [Double], range: ClosedRange<Double>, confidence: Double) -> Interval {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / max(count, 1)
        guard count > 1 else { return Interval(low: range.lowerBound, high: range.upperBound) }
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let logarithm = naturalLogarithm(4 / (1 - confidence))
        let width = range.upperBound - range.lowerBound
        let radius = (2 * variance * logarithm / count).squareRoot() + 7 * width * logarithm / (3 * (count - 1))
        return Interval(low: mean - radius, high: mean + radius)
    }
}
