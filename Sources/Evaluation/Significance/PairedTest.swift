import Datasets

/// Whether one model is better than another on the same users.
///
/// The p value is that of the two-sided sign-flip permutation test on per-user differences: if neither model is better,
/// each user's difference might as well have had the other sign. The interval is the bootstrap's over users.
///
/// Smucker, Allan and Carterette, "A comparison of statistical significance tests for information retrieval
/// evaluation", CIKM 2007.
public struct PairedTest: Sendable, Hashable, Codable {
    public var metric: String
    public var first: String
    public var second: String
    public var users: Int
    /// Mean of the first minus mean of the second.
    public var difference: Double
    public var interval: Interval
    public var pValue: Double
    public var permutations: Int

    enum CodingKeys: String, CodingKey {
        case metric, first, second, users, difference, interval, pValue = "p_value", permutations
    }

    /// Compares two evaluations of one task.
    ///
    /// - Throws: `EvaluationError.differentUsers`, `.unknownMetric`.
    public init(
        _ first: Evaluation, _ second: Evaluation, metric: String = "NDCG@10", permutations: Int = 10_000,
        resamples: Int = 1000, seed: UInt64 = 42
    ) throws(EvaluationError) {
        try self.init(
            first.perUser, second.perUser, names: (first.result.model, second.result.model), metric: metric,
            permutations: permutations, resamples: resamples, seed: seed)
    }

    /// Compares the figures of the same users.
    init(
        _ first: UserMetrics, _ second: UserMetrics, names: (String, String), metric: String, permutations: Int, resamples: Int,
        seed: UInt64
    ) throws(EvaluationError) {
        guard first.users == second.users else {
            throw .differentUsers(
                first: names.0, second: names.1, firstCount: first.users.count, secondCount: second.users.count)
        }
        guard let a = first.column(metric), let b = second.column(metric) else {
            throw .unknownMetric(name: metric, known: first.names)
        }
        self.init(
            differences: zip(a, b).map { $0 - $1 }, metric: metric, first: names.0, second: names.1, permutations: permutations,
            resamples: resamples, seed: seed)
    }

    /// - Parameters:
    ///   - differences: one a user.
    ///   - permutations: 10,000 resolve p down to 0.0001.
    /// - Complexity: O((permutations + resamples)·users).
    public init(
        differences: [Double], metric: String, first: String, second: String, permutations: Int = 10_000,
        resamples: Int = 1000, seed: UInt64 = 42
    ) {
        self.metric = metric
        self.first = first
        self.second = second
        users = differences.count
        difference = differences.reduce(0, +) / Double(max(differences.count, 1))
        interval =
            Bootstrap.interval(differences, resamples: resamples, seed: seed)
            ?? Interval(low: difference, high: difference)
        self.permutations = permutations
        pValue = PairedTest.pValue(differences, permutations: permutations, seed: seed ^ 0x5167_F11B)
    }

    /// (1 + permutations at least as extreme) / (1 + permutations).
    private static func pValue(_ differences: [Double], permutations: Int, seed: UInt64) -> Double {
        // Users whose difference is 0 have no sign to flip.
        let moving = differences.filter { $0 != 0 }
        let observed = abs(moving.reduce(0, +))
        let tolerance = 1e-12 * moving.reduce(0) { $0 + abs($1) }
        var generator = SeededGenerator(seed: seed)
        var extreme = 0
        for _ in 0..<permutations where abs(flippedSum(moving, using: &generator)) >= observed - tolerance {
            extreme += 1
        }
        return Double(extreme + 1) / Double(permutations + 1)
    }

    private static func flippedSum(_ values: [Double], using generator: inout SeededGenerator) -> Double {
        var sum = 0.0
        var start = 0
        while start < values.count {
            var signs = generator.next()
            let end = min(start + 64, values.count)
            for position in start..<end {
                // The low bit becomes the sign bit: no branch that a processor would have to guess.
                sum += Double(bitPattern: values[position].bitPattern ^ (signs << 63))
                signs >>= 1
            }
            start = end
        }
        return sum
    }
}
