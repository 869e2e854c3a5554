import Datasets

/// How a belief becomes probabilities of being shown.
///
/// The probabilities are computed first and the choice is drawn from them, so that a logged propensity is exact by construction, also
/// for Thompson sampling, whose own probabilities have no closed form for more than two creatives: here its draws *define* the
/// distribution that is then drawn from.
public enum CreativePolicy: Sendable, Hashable {
    /// Each creative as often as it won among seeded draws from the posterior, whose deviations are multiplied by `spread`: below 1
    /// it explores less than the posterior would, which pays where a month is all there is.
    case thompson(draws: Int = 64, spread: Double = 1)
    /// In proportion to exp(mean / temperature); the temperature is in take probability.
    case softmax(temperature: Double)
    /// All alike.
    case uniform

    /// - Parameters:
    ///   - floor: the share that is spread evenly over all creatives, 0...1. Above 0 every creative keeps a probability of at least
    ///     floor / K, without which no other policy could be judged from the log.
    ///   - seed: of the draws; the same seed gives the same distribution.
    /// - Returns: shape `[K]`, sums to 1.
    /// - Complexity: O(K³ + draws·K²) for Thompson sampling.
    public func distribution(_ belief: CreativeBelief, floor: Double, seed: UInt64) -> [Double] {
        let count = belief.means.count
        let even = 1 / Double(max(count, 1))
        guard count > 1 else { return [Double](repeating: 1, count: count) }
        let floor = min(max(floor, 0), 1)
        let wanted: [Double]
        switch self {
        case .uniform: return [Double](repeating: even, count: count)
        case .softmax(let temperature): wanted = CreativePolicy.softmax(belief.means, temperature: max(temperature, 1e-6))
        case .thompson(let draws, let spread): wanted = CreativePolicy.wins(belief, draws: max(draws, 1), spread: spread, seed: seed)
        }
        return wanted.map { (1 - floor) * $0 + floor * even }
    }

    private static func softmax(_ means: [Double], temperature: Double) -> [Double] {
        let top = means.max() ?? 0
        let shares = means.map { exponential(($0 - top) / temperature) }
        let sum = shares.reduce(0, +)
        return shares.map { $0 / sum }
    }

    private static func wins(_ belief: CreativeBelief, draws: Int, spread: Double, seed: UInt64) -> [Double] {
        let count = belief.means.count
        var covariance = belief.covariance
        // A hair of noise: creatives with the same features are perfectly correlated.
        for place in 0..<count { covariance[place * count + place] += 1e-10 }
        guard let factor = PositiveDefinite(covariance, size: count) else { return [Double](repeating: 1 / Double(count), count: count) }
        var wins = [Double](repeating: 0, count: count)
        var standard = wins
        var values = wins
        var random = SeededGenerator(seed: seed)
        for _ in 0..<draws {
            random.normals(&standard, deviation: spread)
            factor.correlate(standard, onto: belief.means, into: &values)
            var best = 0
            for place in 1..<count where values[place] > values[best] { best = place }
            wins[best] += 1
        }
        return wins.map { $0 / Double(draws) }
    }
}
