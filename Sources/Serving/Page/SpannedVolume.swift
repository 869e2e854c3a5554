#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much each candidate would add to the volume that the titles chosen so far span: a determinantal point process, greedily.
///
/// With S the likeness of unit vectors and Y what was chosen, `gain(i) = log det S(Y ∪ i) − log det S(Y)`: 0 for what is at right
/// angles to everything, −∞ for a copy. Each choice adds a row to the Cholesky factor.
///
/// Chen, Zhang and Zhou, "Fast greedy MAP inference for determinantal point process", NeurIPS 2018, algorithm 1.
/// A candidate's row is brought up to date when its gain is asked for: it never grows, so whoever remembers an earlier gain need
/// not ask about those that cannot win. Hemmi et al., "Lazy and fast greedy MAP inference for determinantal point process",
/// NeurIPS 2022.
/// - Complexity: O(k) for each choice that a candidate has not seen, beside one likeness.
package struct SpannedVolume {
    /// Of a candidate to a title that was chosen.
    package typealias Likeness = (_ candidate: Int, _ chosen: Int) -> Float
    /// What is left of each candidate's squared length, `[N]`.
    private var rest: [Double]
    /// Choices that each candidate has seen, `[N]`.
    private var seen: [Int]
    /// Cholesky rows, `[N, choices]`.
    private var rows: [Double]
    private let stride: Int
    private var chosen: [Int] = []
    private var lengths: [Double] = []

    /// Below it a candidate is a copy; keeps logarithms finite.
    package static let smallest = 1e-4

    /// - Parameter choices: the most that will be made.
    package init(count: Int, choices: Int) {
        stride = max(1, min(count, choices))
        rest = Array(repeating: 1, count: count)
        seen = Array(repeating: 0, count: count)
        rows = Array(repeating: 0, count: count * stride)
    }

    /// Squared distance of a candidate from what was chosen: det S(Y ∪ i) / det S(Y).
    package mutating func ratio(_ candidate: Int, _ likeness: Likeness) -> Double {
        if seen[candidate] < chosen.count { catchUp(candidate, until: 0, likeness) }
        return rest[candidate]
    }

    package mutating func gain(_ candidate: Int, _ likeness: Likeness) -> Double {
        log(max(ratio(candidate, likeness), SpannedVolume.smallest))
    }

    /// The gain where it exceeds `bound`; nil as soon as enough choices were seen to know that it does not.
    package mutating func gain(_ candidate: Int, above bound: Double, _ likeness: Likeness) -> Double? {
        // Nothing falls below the smallest gain, and what rounding could decide is looked at to the end.
        let least = exp(bound) * (1 - 1e-9)
        let isAboveCopies = least > SpannedVolume.smallest
        if seen[candidate] < chosen.count { catchUp(candidate, until: isAboveCopies ? least : 0, likeness) }
        // Most candidates end here, and need no logarithm.
        if isAboveCopies, rest[candidate] <= least { return nil }
        let gain = log(max(rest[candidate], SpannedVolume.smallest))
        return gain > bound ? gain : nil
    }

    package mutating func choose(_ candidate: Int, _ likeness: Likeness) {
        guard chosen.count < stride else { return }
        lengths.append(max(ratio(candidate, likeness), SpannedVolume.smallest).squareRoot())
        chosen.append(candidate)
    }

    /// Sees one choice after the other until no more than `least` is left.
    private mutating func catchUp(_ candidate: Int, until least: Double, _ likeness: Likeness) {
        var left = rest[candidate]
        var step = seen[candidate]
        rows.withUnsafeMutableBufferPointer { rows in
            let own = rows.baseAddress! + candidate * stride
            while step < chosen.count, least == 0 || left > least {
                let other = rows.baseAddress! + chosen[step] * stride
                var value = Double(likeness(candidate, chosen[step]))
                for before in 0..<step { value -= other[before] * own[before] }
                value /= lengths[step]
                own[step] = value
                left -= value * value
                step += 1
            }
        }
        rest[candidate] = left
        seen[candidate] = step
    }
}

/// Likeness of each candidate to what was chosen and is most like it: maximal marginal relevance.
///
/// Carbonell and Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998.
package struct MarginalLikeness {
    private var most: [Float]
    private var isEmpty = true
    package init(count: Int) { most = Array(repeating: -1, count: count) }

    package func gain(_ candidate: Int) -> Double { isEmpty ? 0 : -Double(most[candidate]) }

    package mutating func choose(_ likeness: [Float]) {
        isEmpty = false
        for i in most.indices { most[i] = max(most[i], likeness[i]) }
    }
}
