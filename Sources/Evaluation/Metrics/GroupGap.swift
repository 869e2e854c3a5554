import Datasets

/// How much better a model serves one group of people than another.
///
///     gap = highest mean of a group − lowest mean of a group
///
/// The p value is that of a permutation analysis of variance: if groups made no difference, people might as well have
/// been shuffled between them. Its statistic is Σ n_g·(mean_g − mean)², which no group decides by being small. The
/// interval of the gap is the bootstrap's, people redrawn inside the two groups; since these are the best and the worst
/// that were found, it says how large the gap is and not whether there is one: that is what p is for.
///
/// Worked example: values [1, 1] and [0, 0]: gap 1; of the 6 ways to share them out 2 are as extreme, p ≈ 1/3.
///
/// Empty: groups of fewer than two people are left out; undefined (nil) with fewer than two groups.
///
/// Ekstrand et al., "All the cool kids, how do they fit in?", FAT* 2018; Anderson, "A new method for non-parametric
/// multivariate analysis of variance", Austral Ecology 2001.
public struct GroupGap: Sendable, Hashable, Codable {
    public struct Group: Sendable, Hashable, Codable {
        public var label: String
        public var users: Int
        public var value: Double
        /// 95 % bootstrap interval over the users of the group.
        public var interval: Interval
    }
    /// `activity`, `gender`, `age`.
    public var dimension: String
    public var metric: String
    public var groups: [Group]
    public var gap: Double
    public var interval: Interval
    public var pValue: Double
    public var permutations: Int

    enum CodingKeys: String, CodingKey { case dimension, metric, groups, gap, interval, pValue = "p_value", permutations }

    /// - Parameters:
    ///   - values: one a user.
    ///   - groups: the group of each, nil = in none.
    /// - Complexity: O((permutations + resamples)·users).
    public init?(
        _ values: [Double], groups: [Int?], labels: [String], dimension: String, metric: String, permutations: Int = 1000,
        resamples: Int = 1000, seed: UInt64
    ) {
        var members = [[Double]](repeating: [], count: labels.count)
        for (value, group) in zip(values, groups) { if let group { members[group].append(value) } }
        let kept = labels.indices.filter { members[$0].count >= 2 }
        guard kept.count >= 2 else { return nil }
        self.dimension = dimension
        self.metric = metric
        self.permutations = permutations
        let figures = kept.map { group in
            let own = members[group]
            let mean = own.reduce(0, +) / Double(own.count)
            return Group(
                label: labels[group], users: own.count, value: mean,
                interval: Bootstrap.interval(own, resamples: resamples, seed: seed ^ UInt64(group)) ?? Interval(low: mean, high: mean))
        }
        self.groups = figures
        let order = kept.indices.sorted { (figures[$0].value, $0) < (figures[$1].value, $1) }
        let (worst, best) = (order[0], order[order.count - 1])
        let gap = figures[best].value - figures[worst].value
        self.gap = gap
        interval =
            GroupGap.interval(members[kept[best]], members[kept[worst]], resamples: resamples, seed: seed) ?? Interval(low: gap, high: gap)
        pValue = GroupGap.pValue(kept.map { members[$0] }, permutations: permutations, seed: seed ^ 0x6A9)
    }

    private static func interval(_ best: [Double], _ worst: [Double], resamples: Int, seed: UInt64) -> Interval? {
        guard resamples > 0 else { return nil }
        var generator = SeededGenerator(seed: seed)
        func mean(_ values: [Double]) -> Double {
            let count = UInt64(values.count)
            var sum = 0.0
            for _ in values { sum += values[Int(generator.next().multipliedFullWidth(by: count).high)] }
            return sum / Double(values.count)
        }
        let gaps = (0..<resamples).map { _ in mean(best) - mean(worst) }.sorted()
        return Interval(low: Bootstrap.quantile(0.025, ofSorted: gaps), high: Bootstrap.quantile(0.975, ofSorted: gaps))
    }

    /// (1 + permutations at least as extreme) / (1 + permutations).
    private static func pValue(_ members: [[Double]], permutations: Int, seed: UInt64) -> Double {
        var pool = members.flatMap { $0 }
        let sizes = members.map(\.count)
        let observed = spread(pool, sizes)
        var generator = SeededGenerator(seed: seed)
        var extreme = 0
        for _ in 0..<permutations {
            pool.shuffle(using: &generator)
            if spread(pool, sizes) >= observed * (1 - 1e-12) { extreme += 1 }
        }
        return Double(extreme + 1) / Double(permutations + 1)
    }

    /// Σ n_g·mean_g²; the square of the common mean is the same for every permutation.
    private static func spread(_ pool: [Double], _ sizes: [Int]) -> Double {
        var start = 0
        var spread = 0.0
        for size in sizes {
            var sum = 0.0
            for position in start..<start + size { sum += pool[position] }
            spread += sum * sum / Double(size)
            start += size
        }
        return spread
    }
}
