#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets

/// Chooses one of the titles at hand for a place: the best, or with probability ε a draw over the top m.
///
///     P(i) = (1 − ε)·[i is the best] + ε·d(i),   d = (1 − f)·softmax over the top m + f/m
///
/// so that every one of the top m is shown with at least ε·f/m, and what is logged can be weighed against it. Two numbers are
/// taken from the stream for each place, whatever comes of them: the same seed gives the same places.
package struct PlaceDraw: Sendable {
    package let rate: Double
    package let width: Int
    package let floor: Double
    private var stream: SeededGenerator

    /// - Parameter seed: of the recommendation id.
    package init(rate: Double, width: Int, floor: Double, seed: UInt64) {
        self.rate = min(max(rate, 0), 1)
        self.width = max(1, width)
        self.floor = min(max(floor, 0), 1)
        stream = SeededGenerator(seed: seed)
    }

    /// The stream that belongs to a recommendation.
    package static func seed(of recommendation: String) -> UInt64 { StableHash.of(recommendation, seed: 0xE1_5EED) }

    /// d of the best `width` gains, best first.
    package func distribution(_ gains: some Collection<Double>) -> [Double] {
        guard let best = gains.first else { return [] }
        let weights = gains.map { exp($0 - best) }
        let sum = weights.reduce(0, +)
        return weights.map { (1 - floor) * $0 / sum + floor / Double(weights.count) }
    }

    /// Probability of each of the best gains, best first, to take the place.
    package func probabilities(_ gains: some Collection<Double>) -> [Double] {
        var result = distribution(gains).map { rate * $0 }
        if !result.isEmpty { result[0] += 1 - rate }
        return result
    }

    /// - Parameter gains: of the titles at hand, best first; at most `width` of them are looked at.
    /// - Returns: the position of the choice, and its probability.
    package mutating func choose(_ gains: some RandomAccessCollection<Double>) -> (position: Int, probability: Double) {
        let (first, second) = (unit(), unit())
        guard rate > 0, gains.count > 1, let best = gains.first else { return (0, 1) }
        let count = min(gains.count, width)
        let sum = gains.prefix(width).reduce(0.0) { $0 + exp($1 - best) }
        func share(_ gain: Double) -> Double { (1 - floor) * exp(gain - best) / sum + floor / Double(count) }
        guard first < rate else { return (0, rate * share(best) + (1 - rate)) }
        let draws = gains.prefix(width).map(share)
        var position = 0
        var rest = second
        while position < draws.count - 1, rest >= draws[position] {
            rest -= draws[position]
            position += 1
        }
        return (position, rate * draws[position] + (position == 0 ? 1 - rate : 0))
    }

    private mutating func unit() -> Double { Double(stream.next() >> 11) * 0x1p-53 }
}
