import Datasets
import Evaluation

/// The linear item-to-item model with a closed form.
///
///     B = argmin ‖X − X·B‖² + λ‖B‖²  with diag B = 0;   P = (XᵀX + λI)⁻¹,  B[i, j] = −P[i, j] / P[j, j] for i ≠ j
///     score(b) = Σ over history items a, j steps back, of 0.5^(j / recencyHalfLife) · B[a, b]
///
/// X is binary, users by items. A trace of popularity answers an empty history.
///
/// Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019.
public struct EASE: Scorer {
    public let name = "EASE"
    private let itemCount: Int
    /// B, row-major, shape `[V, V]`.
    let weights: [Float]
    private let sum: HistorySum
    private let lambda: Double

    /// 40,000 items need 6.4 GB.
    public static let largestCatalog = 40_000

    /// - Parameters:
    ///   - lambda: λ; larger trusts co-occurrence less.
    ///   - recencyHalfLife: in events, 0 = the whole history counts alike.
    ///   - workers: threads of the inversion; the result does not depend on it.
    ///   - other: a fit whose weights are reused where λ is the same.
    /// - Throws: `BaselineError.catalogTooLarge`, `.notPositiveDefinite`.
    /// - Complexity: O(V³) float32 operations, about V³ of them; memory 4·V² bytes.
    public init(
        _ corpus: BaselineCorpus, lambda: Double = 500, recencyHalfLife: Double = 20, workers: Int = 1,
        reusing other: EASE? = nil
    ) throws(BaselineError) {
        itemCount = corpus.itemCount
        guard itemCount <= EASE.largestCatalog else {
            throw .catalogTooLarge(baseline: "EASE", items: itemCount, limit: EASE.largestCatalog)
        }
        self.lambda = lambda
        // Popularity small enough never to overrule a weight, for empty histories.
        sum = HistorySum(
            decay: decayPerStep(halfLife: recencyHalfLife), itemCount: corpus.itemCount,
            base: corpus.shares.map { $0 * 1e-6 })
        if let other, other.lambda == lambda, other.itemCount == itemCount {
            weights = other.weights
        } else {
            weights = try EASE.weights(corpus, lambda: Float(lambda), workers: workers)
        }
    }

    private static func weights(_ corpus: BaselineCorpus, lambda: Float, workers: Int) throws(BaselineError) -> [Float] {
        let V = corpus.itemCount
        var matrix = gram(corpus, lambda: lambda)
        try SymmetricInverse.negate(&matrix, order: V, workers: workers)
        // The matrix now holds −P below its diagonal and on it.
        matrix.withUnsafeMutableBufferPointer { a in
            let diagonal = (0..<V).map { a[$0 * V + $0] }
            for i in 0..<V {
                for j in 0..<i {
                    let p = a[i * V + j]
                    a[i * V + j] = -p / diagonal[j]
                    a[j * V + i] = -p / diagonal[i]
                }
                a[i * V + i] = 0
            }
        }
        return matrix
    }

    /// XᵀX + λI, lower triangle.
    private static func gram(_ corpus: BaselineCorpus, lambda: Float) -> [Float] {
        let V = corpus.itemCount
        let distinct = DistinctItems(corpus)
        var matrix = [Float](repeating: 0, count: V * V)
        matrix.withUnsafeMutableBufferPointer { matrix in
            for item in 0..<V {
                distinct.addCoOccurrences(of: item, upTo: Int32(item), into: matrix.baseAddress! + item * V)
                matrix[item * V + item] += lambda
            }
        }
        return matrix
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        weights.withUnsafeBufferPointer { weights in
            sum.score(queries, into: scores) { item, weight, sums in
                let row = Int(item) * itemCount
                for other in 0..<itemCount { sums[other] += weight * weights[row + other] }
            }
        }
    }
}
