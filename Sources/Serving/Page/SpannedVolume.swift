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
/// angles to everything, −∞ for a copy. Each choice adds a column to the Cholesky factor, for all candidates at once: they are few,
/// and one after the other in memory.
///
/// Chen, Zhang and Zhou, "Fast greedy MAP inference for determinantal point process", NeurIPS 2018, algorithm 1.
/// - Complexity: O(N·k) for the choice after k others, beside N likenesses.
package struct SpannedVolume {
    /// What is left of each candidate's squared length, det S(Y ∪ i) / det S(Y), and no less than `smallest`. `[N]`
    package private(set) var ratios: [Double]
    /// Of the Cholesky factor, one for each choice, `[choices, N]`.
    private var columns: [Double] = []
    private var likenesses: [Float]
    private var choices = 0
    private let most: Int

    /// Below it a candidate is a copy; keeps logarithms finite.
    package static let smallest = 1e-4

    /// - Parameter choices: the most that will be made.
    package init(count: Int, choices: Int) {
        most = max(1, min(count, choices))
        ratios = Array(repeating: 1, count: count)
        likenesses = Array(repeating: 0, count: count)
        columns.reserveCapacity(count * most)
    }

    package func gain(_ candidate: Int) -> Double { log(ratios[candidate]) }

    /// - Parameter likeness: writes the likeness of each candidate to the one that is chosen, `[N]`.
    package mutating func choose(_ candidate: Int, _ likeness: (UnsafeMutablePointer<Float>) -> Void) {
        guard choices < most else { return }
        let count = ratios.count
        likenesses.withUnsafeMutableBufferPointer { likeness($0.baseAddress!) }
        for likeness in likenesses { columns.append(Double(likeness)) }
        let length = ratios[candidate].squareRoot()
        columns.withUnsafeMutableBufferPointer { columns in
            let own = columns.baseAddress! + choices * count
            for before in 0..<choices {
                let other = UnsafePointer(columns.baseAddress! + before * count)
                let share = other[candidate]
                for i in 0..<count { own[i] -= share * other[i] }
            }
            ratios.withUnsafeMutableBufferPointer { ratios in
                for i in 0..<count {
                    own[i] /= length
                    ratios[i] -= own[i] * own[i]
                    if ratios[i] < SpannedVolume.smallest { ratios[i] = SpannedVolume.smallest }
                }
            }
        }
        choices += 1
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
