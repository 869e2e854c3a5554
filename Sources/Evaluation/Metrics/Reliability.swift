#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether probabilities are kept: of the items that were promised with 10 %, is one in ten chosen?
///
///     ECE = Σ over bins b of n_b/N · |mean promised probability in b − share chosen in b|
///
/// Every place of every list of k is one promise; it is kept when its item is the target. Bins hold equally many promises
/// each (the probabilities of a catalogue of thousands crowd near 0, where bins of equal width would tell nothing).
///
/// Worked example: promises 0.1, 0.1, 0.4, 0.4 in two bins, kept: no, no, yes, no: |0.1 − 0|/2 + |0.4 − 0.5|/2 = 0.1.
///
/// Undefined (nil) without promises. Promises that are equal may fall into neighbouring bins; they stay in the order of
/// the cases. Defined for questions with one target only, since a softmax promises one.
///
/// Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015;
/// equal-mass bins after Nixon et al., "Measuring calibration in deep learning", CVPR workshops 2019.
public struct Reliability: Sendable, Hashable, Codable {
    public struct Bin: Sendable, Hashable, Codable {
        public var promises: Int
        /// Mean probability that was promised.
        public var promised: Double
        /// Share that was chosen, with its 95 % Wilson interval.
        public var chosen: Double
        public var interval: Interval
    }
    /// Places of a list that were looked at.
    public var k: Int
    public var promises: Int
    public var promised: Double
    public var chosen: Double
    public var expectedCalibrationError: Double
    public var bins: [Bin]

    enum CodingKeys: String, CodingKey {
        case k, promises, promised, chosen, expectedCalibrationError = "ece", bins
    }

    /// - Parameters:
    ///   - promises: probability and whether the item was chosen.
    ///   - binCount: 15 as in the literature; fewer where there are not ten promises for each.
    public init?(_ promises: [(probability: Float, kept: Bool)], k: Int, binCount: Int = 15) {
        guard !promises.isEmpty else { return nil }
        let order = promises.indices.sorted { (promises[$0].probability, $0) < (promises[$1].probability, $1) }
        let count = min(binCount, max(promises.count / 10, min(promises.count, 2)))
        var bins: [Bin] = []
        for part in 0..<count {
            let range = (part * order.count / count)..<((part + 1) * order.count / count)
            let kept = order[range].count { promises[$0].kept }
            let mass = order[range].reduce(0) { $0 + Double(promises[$1].probability) }
            bins.append(
                Bin(
                    promises: range.count, promised: mass / Double(range.count), chosen: Double(kept) / Double(range.count),
                    interval: Reliability.wilson(kept, of: range.count)))
        }
        let total = Double(promises.count)
        self.k = k
        self.promises = promises.count
        self.bins = bins
        promised = bins.reduce(0) { $0 + $1.promised * Double($1.promises) } / total
        chosen = bins.reduce(0) { $0 + $1.chosen * Double($1.promises) } / total
        expectedCalibrationError = bins.reduce(0) { $0 + abs($1.promised - $1.chosen) * Double($1.promises) } / total
    }

    /// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927.
    static func wilson(_ kept: Int, of count: Int) -> Interval {
        let (n, z) = (Double(count), 1.959964)
        let share = Double(kept) / n
        let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return Interval(low: max(0, middle - half), high: min(1, middle + half))
    }
}

extension Reliability {
    /// - Returns: nil where the scorer gives no probabilities or a question has several targets.
    init?(_ rankings: [CaseRanking], k: Int) {
        guard rankings.allSatisfy({ $0.targetItems.count == 1 && $0.probabilities.count == $0.list.count }) else { return nil }
        self.init(
            rankings.flatMap { ranking in
                zip(ranking.list, ranking.probabilities).prefix(k).map { (probability: $1, kept: $0 == ranking.targetItems[0]) }
            }, k: k)
    }
}
