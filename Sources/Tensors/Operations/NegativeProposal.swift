#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A distribution over the rows of a softmax from which negatives are drawn in constant time.
///
/// Walker, "An efficient method for generating discrete random variables with general distributions", TOMS 1977, in Vose's order of 1991.
package struct NegativeProposal: Sendable {
    /// Probability of each row, `[V]`.
    package let probabilities: [Float]
    /// Row v stands when the fraction of a draw is below `limits[v]`, else `aliases[v]` does.
    private var limits: [UInt32]
    private var aliases: [Int32]

    /// Probabilities proportional to count^exponent.
    ///
    /// - Parameter exponent: 1 = as often as in training, 0 = all alike. Between them, popular rows are pushed down often enough
    ///   without hiding the rare ones; Mikolov et al. 2013 use 0.75.
    package init(counts: [Int], exponent: Double) {
        precondition(counts.contains { $0 > 0 }, "nothing to draw from")
        let weights = counts.map { $0 > 0 ? pow(Double($0), exponent) : 0 }
        let total = weights.reduce(0, +)
        probabilities = weights.map { Float($0 / total) }
        limits = [UInt32](repeating: .max, count: counts.count)
        aliases = counts.indices.map { Int32($0) }
        fill(weights.map { $0 / total * Double(counts.count) })
    }

    /// Each row of less than the mean is filled up from one of more.
    private mutating func fill(_ shares: [Double]) {
        var shares = shares
        var small = shares.indices.filter { shares[$0] < 1 }
        var large = shares.indices.filter { shares[$0] >= 1 }
        while let poor = small.popLast() {
            guard let rich = large.last else { break }
            limits[poor] = UInt32(min(shares[poor] * 0x1p32, Double(UInt32.max)))
            aliases[poor] = Int32(rich)
            shares[rich] -= 1 - shares[poor]
            if shares[rich] < 1 { small.append(large.removeLast()) }
        }
    }

    /// The row that a random word stands for.
    func row(_ word: UInt64) -> Int32 {
        let slot = Int(((word >> 32) &* UInt64(limits.count)) >> 32)
        return UInt32(truncatingIfNeeded: word) < limits[slot] ? Int32(slot) : aliases[slot]
    }

    /// The negatives of one step: the same for every worker, and a function of seed and step alone.
    package func draw(_ count: Int, seed: UInt64, step: UInt64) -> SharedNegatives {
        let key = TensorHash.mix(seed ^ TensorHash.mix(step &+ 0x5A3B))
        let drawn = (0..<count).map { row(TensorHash.mix(key &+ UInt64($0))) }.sorted()
        var negatives = SharedNegatives(rows: [], corrections: [])
        var place = 0
        while place < drawn.count {
            let first = place
            while place < drawn.count, drawn[place] == drawn[first] { place += 1 }
            negatives.rows.append(drawn[first])
            negatives.corrections.append(log(Float(place - first) / (Float(count) * probabilities[Int(drawn[first])])))
        }
        return negatives
    }
}

/// Rows drawn with replacement, each kept once.
package struct SharedNegatives: Sendable, Equatable {
    /// Ascending, `[N]`.
    package var rows: [Int32]
    /// log(how often it was drawn / how often it was to be expected): added to a logit, it makes the sum over the drawn rows an unbiased
    /// estimate of the sum over all. Bengio and Senécal, "Adaptive importance sampling", TNN 2008. `[N]`
    package var corrections: [Float]
}
