import Tensors

/// Solves one row of an alternating least squares step; holds its matrices between rows. One thread owns one.
///
///     (G + Σ over items of c·h·hᵀ + ridge·I)·w = Σ over items of c·h
///
/// The sum is one float32 matrix product per 256 items; the system is solved by a Cholesky factorization in float32.
final class RowSolver {
    /// D.
    private let width: Int
    private let arena = Arena()
    /// √c·h of some items, shape `[256, D]`.
    private let gathered: UnsafeMutablePointer<Float>
    /// The system; its upper triangle becomes the factor R with RᵀR = A. Shape `[D, D]`.
    private let matrix: UnsafeMutablePointer<Float>
    /// w of the last call, shape `[D]`.
    let solution: UnsafeMutablePointer<Float>
    private static let chunk = 256

    init(width: Int) {
        self.width = width
        gathered = arena.allocate(Float.self, count: Self.chunk * width)
        matrix = arena.allocate(Float.self, count: width * width)
        solution = arena.zeros(width)
    }

    /// - Parameters:
    ///   - items: rows of `factors`.
    ///   - weights: c of each, 0 or more; nil = 1.
    ///   - factors: row-major, shape `[N, D]`.
    ///   - gram: G, shape `[D, D]`.
    /// - Throws: `BaselineError.notPositiveDefinite`.
    /// - Complexity: O(items·D² + D³).
    func solve(
        items: ArraySlice<Int32>, weights: [Float]?, factors: [Float], gram: [Float], ridge: Float
    ) throws(BaselineError) {
        solution.update(repeating: 0, count: width)
        guard !items.isEmpty else { return }
        gram.withUnsafeBufferPointer { matrix.update(from: $0.baseAddress!, count: width * width) }
        for column in 0..<width { matrix[column * width + column] += ridge }
        var done = 0
        factors.withUnsafeBufferPointer { factors in
            items.withUnsafeBufferPointer { items in
                while done < items.count {
                    let count = min(Self.chunk, items.count - done)
                    for row in 0..<count {
                        gather(factors.baseAddress! + Int(items[done + row]) * width, weight: weights?[done + row] ?? 1, row: row)
                    }
                    addProducts(of: count)
                    done += count
                }
            }
        }
        try factorize()
        substitute()
    }

    private func gather(_ factor: UnsafePointer<Float>, weight: Float, row: Int) {
        let place = gathered + row * width
        let root = weight.squareRoot()
        for column in 0..<width {
            solution[column] += weight * factor[column]
            place[column] = root * factor[column]
        }
    }

    private func addProducts(of rows: Int) {
        MatrixProduct.multiply(
            .transposed(gathered, width), .plain(.rowMajor(gathered, width)), into: matrix, rowStride: width, shape: (width, width, rows),
            beta: 1, float32: true, arena: arena)
    }

    /// Row by row: what remains below a row loses the row's own share, in additions of whole rows.
    private func factorize() throws(BaselineError) {
        for pivot in 0..<width {
            let row = matrix + pivot * width
            let value = row[pivot]
            guard value > 0, value.isFinite else { throw .notPositiveDefinite(column: pivot) }
            let inverse = 1 / value.squareRoot()
            for column in pivot..<width { row[column] *= inverse }
            for lower in pivot + 1..<max(width, pivot + 1) {
                let factor = -row[lower]
                let target = matrix + lower * width
                for column in lower..<width { target[column] += factor * row[column] }
            }
        }
    }

    /// Rᵀy = b, then R·w = y, in place.
    private func substitute() {
        for row in 0..<width {
            solution[row] /= matrix[row * width + row]
            let factor = -solution[row]
            for column in row + 1..<max(width, row + 1) { solution[column] += factor * matrix[row * width + column] }
        }
        for row in (0..<width).reversed() {
            var value = solution[row]
            for column in row + 1..<max(width, row + 1) { value -= matrix[row * width + column] * solution[column] }
            solution[row] = value / matrix[row * width + row]
        }
    }
}
