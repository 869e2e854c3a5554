import Datasets
import Evaluation
import Tensors

/// Matrix factorization for "chosen or not", solved by alternating least squares.
///
///     L = Σ over chosen (u, i) of (⟨w_u, h_i⟩ − 1)²  +  α₀·Σ over all (u, i) of ⟨w_u, h_i⟩²
///         + λ·Σ over u of (n_u + α₀·V)·‖w_u‖²  +  λ·Σ over i of (n_i + α₀·U)·‖h_i‖²
///
/// n counts choices. Weights of a user come from the history alone, so people whom training never saw are folded in by
/// one solve. There, the choice j steps back counts `0.5^(j / recencyHalfLife)` instead of 1.
/// A trace of popularity answers an empty history.
///
/// Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; regularization by
/// frequency and initial scale from Rendle, Krichene, Zhang and Koren, "Revisiting the Performance of iALS on Item
/// Recommendation Benchmarks", RecSys 2022.
public struct ImplicitALS: Scorer {
    public let name = "iALS"
    private let itemCount: Int
    private let settings: Settings
    private let recencyHalfLife: Double
    /// H, row-major, shape `[V, D]`.
    let itemFactors: [Float]
    /// H transposed, shape `[D, V]`: a score is a sum of scaled rows.
    private let columns: [Float]
    /// α₀·HᵀH, shape `[D, D]`.
    private let gram: [Float]
    /// Popularity small enough never to overrule a factor, shape `[V]`.
    private let base: [Float]

    /// What the factors depend on.
    struct Settings: Equatable, Sendable {
        /// D.
        var dimension: Int
        /// λ.
        var regularization: Float
        /// α₀, the weight of a pair that was not chosen.
        var unobservedWeight: Float
        var epochs: Int
        var seed: UInt64
    }

    /// - Parameters:
    ///   - recencyHalfLife: in events of the history that is scored, 0 = all alike; training knows no order.
    ///   - workers: threads; the result does not depend on it.
    ///   - other: a fit whose factors are reused where everything but the half-life is the same.
    /// - Throws: `BaselineError.notPositiveDefinite`.
    /// - Complexity: O(epochs·(E·D² + (U + V)·D³)) for E distinct choices; memory 4·(U + V)·D bytes.
    public init(
        _ corpus: BaselineCorpus, dimension: Int = 64, regularization: Double = 0.003, unobservedWeight: Double = 0.1,
        epochs: Int = 16, recencyHalfLife: Double = 0, seed: UInt64 = 1, workers: Int = 1, reusing other: ImplicitALS? = nil
    ) throws(BaselineError) {
        itemCount = corpus.itemCount
        settings = Settings(
            dimension: dimension, regularization: Float(regularization), unobservedWeight: Float(unobservedWeight), epochs: epochs,
            seed: seed)
        self.recencyHalfLife = recencyHalfLife
        base = corpus.shares.map { $0 * 1e-6 }
        if let other, other.settings == settings, other.itemCount == itemCount {
            (itemFactors, columns, gram) = (other.itemFactors, other.columns, other.gram)
            return
        }
        itemFactors = try AlternatingSolver(DistinctItems(corpus), itemCount: itemCount, settings: settings, workers: workers).itemFactors()
        columns = transposed(itemFactors, rows: itemCount, columns: dimension)
        gram = GramMatrix.of(itemFactors, width: dimension, scaledBy: settings.unobservedWeight)
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) throws {
        let solver = RowSolver(width: settings.dimension)
        for (index, query) in queries.enumerated() {
            let row = scores.row(index, width: itemCount)
            row.update(fromContentsOfRow: base)
            let (items, weights) = weightedItems(of: query)
            guard !items.isEmpty else { continue }
            try solver.solve(
                items: items[...], weights: weights, factors: itemFactors, gram: gram,
                ridge: settings.ridge(choices: weights.reduce(0, +), others: itemCount))
            columns.withUnsafeBufferPointer { columns in
                for dimension in 0..<settings.dimension {
                    // Only read, though the kernel's pointer type says otherwise.
                    Kernels.addScaled(
                        UnsafeMutablePointer(mutating: columns.baseAddress! + dimension * itemCount), solver.solution[dimension],
                        to: row.baseAddress!, count: itemCount)
                }
            }
        }
    }

    /// Distinct items of the history in ascending order, each with the weight of its latest choice.
    private func weightedItems(of query: ScoringQuery) -> (items: [Int32], weights: [Float]) {
        let history = query.chosenItems(itemCount: itemCount)
        let decay = decayPerStep(halfLife: recencyHalfLife)
        var weighted: [(item: Int32, weight: Float)] = []
        weighted.reserveCapacity(history.count)
        var weight: Float = 1
        for item in history.reversed() {
            weighted.append((item, weight))
            weight *= decay
        }
        // The heaviest of one item is its latest, and comes first.
        weighted.sort { ($0.item, $1.weight) < ($1.item, $0.weight) }
        var items: [Int32] = []
        var weights: [Float] = []
        for entry in weighted where items.last != entry.item {
            items.append(entry.item)
            weights.append(entry.weight)
        }
        return (items, weights)
    }
}

extension ImplicitALS.Settings {
    /// λ·(n + α₀·others), which grows with what is known, so that one λ suits rare and frequent rows.
    func ridge(choices: Float, others: Int) -> Float { regularization * (choices + unobservedWeight * Float(others)) }
}

/// [rows, columns] to [columns, rows].
private func transposed(_ matrix: [Float], rows: Int, columns: Int) -> [Float] {
    var result = [Float](repeating: 0, count: matrix.count)
    for row in 0..<rows { for column in 0..<columns { result[column * rows + row] = matrix[row * columns + column] } }
    return result
}
