import Datasets
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A sparse matrix row by row, for the factorisation alone.
struct CompressedRows {
    var borders = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    var rowCount: Int { borders.count - 1 }
}

/// The leading right singular vectors of a sparse matrix, by randomised subspace iteration.
///
/// Sums run in double precision in a fixed order, so that every machine and every number of threads gives the same bits.
/// Halko, Martinsson and Tropp, "Finding Structure with Randomness", SIAM Review 2011, algorithm 4.4.
struct TruncatedSVD {
    private let matrix: CompressedRows
    private let columnCount: Int
    private let rank: Int

    private static let powerIterations = 3

    init(_ matrix: CompressedRows, columnCount: Int, rank: Int) {
        self.matrix = matrix
        self.columnCount = columnCount
        self.rank = min(rank, matrix.rowCount, columnCount)
    }

    /// Orthonormal columns that span the leading right singular vectors, `[columnCount, rank]` row-major.
    ///
    /// - Complexity: O(iterations · (entries · rank + columns · rank²)).
    func rightVectors(seed: UInt64) -> (values: [Double], rank: Int) {
        guard rank > 0 else { return ([], 0) }
        var random = SeededGenerator(seed: seed)
        var basis = (0..<columnCount * rank).map { _ in Self.normal(&random) }
        orthonormalize(&basis)
        for _ in 0..<Self.powerIterations {
            basis = transposedProduct(product(basis))
            orthonormalize(&basis)
        }
        return (basis, rank)
    }

    /// X · B, `[rows, rank]`.
    private func product(_ basis: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: matrix.rowCount * rank)
        result.withUnsafeMutableBufferPointer { out in
            basis.withUnsafeBufferPointer { basis in
                for row in 0..<matrix.rowCount {
                    for entry in matrix.borders[row]..<matrix.borders[row + 1] {
                        let (value, source) = (Double(matrix.values[entry]), Int(matrix.columns[entry]) * rank)
                        for k in 0..<rank { out[row * rank + k] += value * basis[source + k] }
                    }
                }
            }
        }
        return result
    }

    /// Xᵀ · A, `[columns, rank]`.
    private func transposedProduct(_ dense: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: columnCount * rank)
        result.withUnsafeMutableBufferPointer { out in
            dense.withUnsafeBufferPointer { dense in
                for row in 0..<matrix.rowCount {
                    for entry in matrix.borders[row]..<matrix.borders[row + 1] {
                        let (value, target) = (Double(matrix.values[entry]), Int(matrix.columns[entry]) * rank)
                        for k in 0..<rank { out[target + k] += value * dense[row * rank + k] }
                    }
                }
            }
        }
        return result
    }

    /// Gram–Schmidt, twice for the digits; a column that depends on those before it becomes zero.
    private func orthonormalize(_ basis: inout [Double]) {
        basis.withUnsafeMutableBufferPointer { b in
            for column in 0..<rank {
                for _ in 0..<2 { removeEarlier(column, b) }
                var square = 0.0
                for row in 0..<columnCount { square += b[row * rank + column] * b[row * rank + column] }
                let scale = square > 1e-24 ? 1 / square.squareRoot() : 0
                for row in 0..<columnCount { b[row * rank + column] *= scale }
            }
        }
    }

    private func removeEarlier(_ column: Int, _ b: UnsafeMutableBufferPointer<Double>) {
        var along = [Double](repeating: 0, count: column)
        for row in 0..<columnCount {
            let own = b[row * rank + column]
            for k in 0..<column { along[k] += own * b[row * rank + k] }
        }
        for row in 0..<columnCount {
            var sum = 0.0
            for k in 0..<column { sum += along[k] * b[row * rank + k] }
            b[row * rank + column] -= sum
        }
    }

    private static func normal(_ random: inout SeededGenerator) -> Double {
        let u = (Double(random.next() >> 11) + 1) * 0x1p-53
        let v = Double(random.next() >> 11) * 0x1p-53
        return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }
}
