import Evaluation

/// How something is spread: quantiles, Gini, share of the head.
public struct Distribution: Sendable, Hashable, Codable {
    public var count: Int
    public var total: Int
    /// Minimum, 10 %, 25 %, 50 %, 75 %, 90 %, 99 %, maximum.
    public var quantiles: [Int]
    public var mean: Double
    /// 0 = all equal, 1 = one has everything.
    public var gini: Double
    /// Share of the total on the first 1 %, 10 % and 20 % (rounded up), largest first.
    public var headShares: [Double]
    /// How many have exactly one.
    public var singletons: Int
    /// How many lie in 1, 2–3, 4–7, 8–15, …: powers of two.
    public var histogram: [Int]

    public static let quantileNames = ["min", "10 %", "25 %", "50 %", "75 %", "90 %", "99 %", "max"]

    /// - Parameter values: positive.
    /// - Returns: nil without values.
    /// - Complexity: O(n log n).
    public init?(_ values: [Int]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        count = sorted.count
        total = sorted.reduce(0, +)
        quantiles = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1].map { sorted[Int(($0 * Double(sorted.count - 1)).rounded())] }
        mean = Double(total) / Double(count)
        gini = Gini.of(exposures: sorted, candidateCount: sorted.count) ?? 0
        let (all, number) = (Double(max(total, 1)), sorted.count)
        headShares = [0.01, 0.1, 0.2].map { share in
            let head = Int((share * Double(number)).rounded(.up))
            return Double(sorted.suffix(head).reduce(0, +)) / all
        }
        singletons = sorted.prefix { $0 <= 1 }.count
        var histogram: [Int] = []
        for value in sorted {
            let bin = max(0, Int.bitWidth - 1 - max(value, 1).leadingZeroBitCount)
            while histogram.count <= bin { histogram.append(0) }
            histogram[bin] += 1
        }
        self.histogram = histogram
    }
}
