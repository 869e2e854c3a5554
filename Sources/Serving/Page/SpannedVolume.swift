#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Tensors

/// How much each candidate would add to the volume that the titles chosen so far span: a determinantal point process, greedily.
///
/// With S the likeness of unit vectors and Y what was chosen, `gain(i) = log det S(Y ∪ i) − log det S(Y)`: 0 for what is at right
/// angles to everything, −∞ for a copy. The column that a choice adds to the Cholesky factor of S is what every vector has in the
/// direction of the chosen one beside those before: one product with the candidates' matrix, however many were chosen.
///
/// Chen, Zhang and Zhou, "Fast greedy MAP inference for determinantal point process", NeurIPS 2018, algorithm 1.
/// - Complexity: O(N·D + k·D) for the choice after k others
package struct SpannedVolume {
    /// What is left of each candidate's squared length, det S(Y ∪ i) / det S(Y), and no less than `smallest`. `[N]`
    package private(set) var ratios: [Double] = []
    /// The candidates' vectors as columns, `[width, stride]`; behind the last of them whatever stood there.
    private var vectors: [Float] = []
    /// Unit directions that span what was chosen, `[choices, width]`.
    private var directions: [Float] = []
    /// Of the Cholesky factor: what each candidate has in each direction. `[choices, stride]`
    private var columns: [Float] = []
    /// What a choice has in the directions before it, `[choices]`.
    private var shares: [Float] = []
    private var (choices, most, width, stride) = (0, 0, 0, 0)

    /// Below it a candidate is a copy; keeps logarithms finite.
    package static let smallest = 1e-4

    /// Of no candidates.
    package init() {}

    /// Begins anew with other candidates, in the memory of those before.
    ///
    /// - Parameters:
    ///   - table: unit vectors `[any, width]`; zero where nothing is known.
    ///   - rows: where the candidates' stand, `[N]`.
    ///   - choices: the most that will be made.
    package mutating func begin(
        _ table: UnsafePointer<Float>, width: Int, rows: UnsafeBufferPointer<Int32>, choices most: Int
    ) {
        let stride = (rows.count + 63) / 64 * 64
        (self.choices, self.most, self.width, self.stride) = (0, max(1, min(rows.count, most)), width, stride)
        ratios.removeAll(keepingCapacity: true)
        ratios.append(contentsOf: repeatElement(1, count: rows.count))
        SpannedVolume.lengthen(&vectors, to: width * stride)
        SpannedVolume.lengthen(&directions, to: self.most * width)
        SpannedVolume.lengthen(&columns, to: self.most * stride)
        SpannedVolume.lengthen(&shares, to: self.most)
        vectors.withUnsafeMutableBufferPointer { vectors in
            guard let place = vectors.baseAddress else { return }
            Kernels.gatherColumns(of: table, rows: rows, count: width, into: place, stride: stride)
        }
    }

    private static func lengthen(_ values: inout [Float], to count: Int) {
        if values.count < count { values = Array(repeating: 0, count: count) }
    }

    package func gain(_ candidate: Int) -> Double { log(ratios[candidate]) }

    package mutating func choose(_ candidate: Int) {
        guard choices < most else { return }
        let length = Float(ratios[candidate].squareRoot())
        let (choices, stride, width) = (choices, stride, width)
        for before in 0..<choices { shares[before] = columns[before * stride + candidate] }
        vectors.withUnsafeBufferPointer { vectors in
            directions.withUnsafeMutableBufferPointer { directions in
                guard let vectors = vectors.baseAddress, let directions = directions.baseAddress else { return }
                let own = directions + choices * width
                Kernels.combine(directions, weights: shares, rowCount: choices, count: width, into: own)
                for i in 0..<width { own[i] = (vectors[i * stride + candidate] - own[i]) / length }
                columns.withUnsafeMutableBufferPointer { columns in
                    let column = columns.baseAddress! + choices * stride
                    Kernels.combine(vectors, weights: own, rowCount: width, count: stride, into: column)
                    ratios.withUnsafeMutableBufferPointer { ratios in
                        for i in ratios.indices { ratios[i] = max(ratios[i] - Double(column[i] * column[i]), SpannedVolume.smallest) }
                    }
                }
            }
        }
        self.choices += 1
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
