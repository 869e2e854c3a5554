import Datasets
import Tensors

/// The vectors of all titles side by side, so that likeness to several titles is one pass.
final class UnitVectors: Sendable {
    /// `[V, D]`, rows of unit length.
    private let values: [Float]
    private let width: Int
    let count: Int

    /// Nil for engines without vectors.
    init?(_ engine: any ScoringEngine) {
        guard engine.itemCount > 0, let first = engine.vector(of: ItemIndex(0)), !first.isEmpty else { return nil }
        width = first.count
        count = engine.itemCount
        var values = first
        values.reserveCapacity(width * engine.itemCount)
        for position in 1..<max(1, engine.itemCount) {
            guard let vector = engine.vector(of: ItemIndex(position)), vector.count == width else { return nil }
            values += vector
        }
        self.values = values
    }

    /// Mean cosine of every title with some titles. `[V]`
    ///
    /// The mean of cosines is the product with the mean of the unit vectors.
    /// - Complexity: O(V·D), however many seeds.
    func likeness(to seeds: [ItemIndex]) -> [Float] {
        var mean = [Float](repeating: 0, count: width)
        for seed in seeds { for column in 0..<width { mean[column] += values[seed.position * width + column] / Float(seeds.count) } }
        return [Float](unsafeUninitializedCapacity: count) { row, initialized in
            values.withUnsafeBufferPointer { values in
                mean.withUnsafeBufferPointer { mean in
                    for item in 0..<count {
                        row[item] = Kernels.dot(mean.baseAddress!, values.baseAddress! + item * width, count: width)
                    }
                }
            }
            initialized = count
        }
    }
}
