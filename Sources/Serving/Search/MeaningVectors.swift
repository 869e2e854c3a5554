import Datasets
import Language

/// What texts of titles mean, as vectors of unit length beside which a query is laid.
///
/// Centred on the mean of the catalogue: what all plots have in common tells none apart.
package final class MeaningVectors: Sendable {
    package let encoder: any TextEncoder
    private let mean: [Float]
    /// `[V, D]`
    private let vectors: [Float]
    private let dimension: Int

    /// - Parameter encoder: nil fits a hashed one on the catalogue's texts.
    /// - Complexity: one encoding of each text.
    package convenience init(_ catalog: Catalog, encoder: (any TextEncoder)? = nil, workers: Int) {
        let texts = MeaningVectors.texts(catalog)
        let encoder = encoder ?? HashedTextEncoder(fitting: texts)
        self.init(encoder, encoder.encode(texts, workers: workers), count: texts.count)
    }

    /// What is read of each title.
    static func texts(_ catalog: Catalog) -> [String] {
        catalog.items.map { item in item.text.map { "\(item.title). \($0)" } ?? item.title }
    }

    /// - Parameters:
    ///   - vectors: what the encoder says of the texts, `[count, D]`.
    init(_ encoder: any TextEncoder, _ vectors: [Float], count: Int) {
        let dimension = encoder.dimension
        var sums = [Float](repeating: 0, count: dimension)
        for row in stride(from: 0, to: vectors.count, by: dimension) {
            for column in 0..<dimension { sums[column] += vectors[row + column] }
        }
        let mean = sums.map { $0 / Float(max(1, count)) }
        self.encoder = encoder
        self.dimension = dimension
        self.mean = mean
        self.vectors = MeaningVectors.centred(vectors, mean)
    }

    private static func centred(_ vectors: [Float], _ mean: [Float]) -> [Float] {
        var vectors = vectors
        for row in stride(from: 0, to: vectors.count, by: mean.count) {
            var square: Float = 0
            // A text of which nothing is known stays silent.
            guard (0..<mean.count).contains(where: { vectors[row + $0] != 0 }) else { continue }
            for column in 0..<mean.count {
                vectors[row + column] -= mean[column]
                square += vectors[row + column] * vectors[row + column]
            }
            let scale = square > 0 ? 1 / square.squareRoot() : 0
            for column in 0..<mean.count { vectors[row + column] *= scale }
        }
        return vectors
    }

    /// Cosine of a text with every title's, `[V]`.
    ///
    /// - Complexity: one encoding, O(V·D).
    package func likeness(to text: String) -> [Float] {
        let query = MeaningVectors.centred(encoder.encode([text], workers: 1), mean)
        var result = [Float](repeating: 0, count: vectors.count / max(1, dimension))
        vectors.withUnsafeBufferPointer { vectors in
            query.withUnsafeBufferPointer { query in
                for row in result.indices {
                    var sum = SIMD8<Float>.zero
                    var column = 0
                    let start = row * dimension
                    while column + 8 <= dimension {
                        var (a, b) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
                        for lane in 0..<8 {
                            a[lane] = vectors[start + column + lane]
                            b[lane] = query[column + lane]
                        }
                        sum += a * b
                        column += 8
                    }
                    var total = sum.sum()
                    while column < dimension {
                        total += vectors[start + column] * query[column]
                        column += 1
                    }
                    result[row] = total
                }
            }
        }
        return result
    }
}
