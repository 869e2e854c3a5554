#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Counts of one label's decisions.
package struct LabelCounts: Sendable, Hashable {
    package var truePositives = 0
    package var falsePositives = 0
    package var falseNegatives = 0

    package init() {}

    package init(_ decisions: some Sequence<Bool>, _ truth: some Sequence<Bool>) {
        for (decision, truth) in zip(decisions, truth) { add(decision, truth) }
    }

    package mutating func add(_ decision: Bool, _ truth: Bool) {
        switch (decision, truth) {
        case (true, true): truePositives += 1
        case (true, false): falsePositives += 1
        case (false, true): falseNegatives += 1
        case (false, false): break
        }
    }

    /// 2 · hits / (2 · hits + misses + false alarms); 0 where nothing is true and nothing is claimed.
    package var f1: Double {
        let sum = 2 * truePositives + falsePositives + falseNegatives
        return sum == 0 ? 0 : Double(2 * truePositives) / Double(sum)
    }
}

/// What says how good confidences are.
package enum LabelScores {
    static func logLoss(_ probability: Double, _ truth: Bool) -> Double {
        -log(max(1e-12, truth ? probability : 1 - probability))
    }

    /// The probability from which on claiming a label gives the best F1; of equals the highest.
    ///
    /// - Complexity: O(N log N).
    static func bestThreshold(_ probabilities: [Double], _ truth: [Bool]) -> (threshold: Double, f1: Double) {
        let positives = truth.lazy.filter { $0 }.count
        let order = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
        var (best, hits) = ((threshold: 1.0, f1: 0.0), 0)
        for (place, row) in order.enumerated() {
            if truth[row] { hits += 1 }
            let next = place + 1 < order.count ? probabilities[order[place + 1]] : 0
            guard next < probabilities[row] else { continue }
            let f1 = Double(2 * hits) / Double(place + 1 + positives)
            if f1 > best.f1 { best = ((probabilities[row] + next) / 2, f1) }
        }
        return best
    }

    /// Expected calibration error: Σ over bins of the bin's share · |mean confidence − share that is true|.
    ///
    /// - Parameter bins: of equal width in confidence. Naeini, Cooper and Hauskrecht, AAAI 2015.
    package static func calibrationError(_ probabilities: [Double], _ truth: [Bool], bins: Int = 15) -> Double {
        var sums = [(confidence: Double, hits: Double, count: Double)](repeating: (0, 0, 0), count: max(1, bins))
        for (probability, truth) in zip(probabilities, truth) {
            let bin = min(sums.count - 1, max(0, Int(probability * Double(sums.count))))
            sums[bin] = (sums[bin].confidence + probability, sums[bin].hits + (truth ? 1 : 0), sums[bin].count + 1)
        }
        let total = Double(max(1, probabilities.count))
        return sums.reduce(0) { $0 + abs($1.confidence - $1.hits) } / total
    }
}
