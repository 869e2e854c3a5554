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
/// - Complexity: O(N · k) for choice k, beside N likenesses.
package struct SpannedVolume {
    private let count: Int
    /// What is left of each candidate's squared length, `[N]`.
    private var rest: [Double]
    /// Cholesky rows of what was chosen, `[k, N]`.
    private var rows: [Double] = []
    private var chosen = 0

    /// Below it a candidate is a copy; keeps logarithms finite.
    package static let smallest = 1e-4

    package init(count: Int) {
        self.count = count
        rest = Array(repeating: 1, count: count)
    }

    /// Squared distance of a candidate from what was chosen: det S(Y ∪ i) / det S(Y).
    package func ratio(_ candidate: Int) -> Double { rest[candidate] }

    package func gain(_ candidate: Int) -> Double { log(max(rest[candidate], SpannedVolume.smallest)) }

    /// - Parameter likeness: of every candidate to the chosen one, `[N]`.
    package mutating func choose(_ candidate: Int, likeness: [Float]) {
        let length = max(rest[candidate], SpannedVolume.smallest).squareRoot()
        let first = rows.count
        rows.append(contentsOf: repeatElement(0, count: count))
        rows.withUnsafeMutableBufferPointer { rows in
            let new = rows.baseAddress! + first
            for i in 0..<count { new[i] = Double(likeness[i]) }
            for step in 0..<chosen {
                let row = rows.baseAddress! + step * count
                let own = row[candidate]
                for i in 0..<count { new[i] -= own * row[i] }
            }
            for i in 0..<count {
                new[i] /= length
                rest[i] -= new[i] * new[i]
            }
        }
        chosen += 1
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
