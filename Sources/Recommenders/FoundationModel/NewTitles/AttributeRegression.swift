import Tensors

/// A linear map from attribute values to vectors, fitted by ridge regression.
///
///     W = Xᵀ (X Xᵀ + λ I)⁻¹ (Y − mean)        X: [n, F] sparse, Y: [n, D]
///
/// solved by conjugate gradients on sparse products, so that neither a large catalogue nor a large vocabulary needs a dense matrix.
/// Saunders, Gammerman and Vovk, "Ridge Regression Learning Algorithm in Dual Variables", ICML 1998; Hestenes and Stiefel, 1952.
package struct AttributeRegression: Sendable, Equatable {
    /// Weight of each attribute value before rows are scaled. `[F]`
    package var inverseFrequencies: [Float]
    /// `[F, D]`
    package var weights: [Float]
    /// What is predicted of a title about which nothing is known. `[D]`
    package var mean: [Float]

    package init(inverseFrequencies: [Float], weights: [Float], mean: [Float]) {
        self.inverseFrequencies = inverseFrequencies
        self.weights = weights
        self.mean = mean
    }

    /// - Parameters:
    ///   - rows: X.
    ///   - vectors: Y, row-major `[n, width]`.
    ///   - ridge: λ. Rows have length 1, so 1 means that a title counts as much as its own prior.
    /// - Complexity: O(iterations · entries · width).
    init(
        _ rows: SparseRows, valueCount: Int, vectors: [Float], width: Int, inverseFrequencies: [Float], ridge: Float = 1, workers: Int
    ) {
        let count = vectors.count / width
        var mean = [Float](repeating: 0, count: width)
        for column in 0..<width {
            var sum = 0.0
            for row in 0..<count { sum += Double(vectors[row * width + column]) }
            mean[column] = Float(sum / Double(max(1, count)))
        }
        var centred = vectors
        for row in 0..<count { for column in 0..<width { centred[row * width + column] -= mean[column] } }
        let system = RidgeSystem(
            rows: rows, columns: rows.transposed(columnCount: valueCount), count: count, width: width, ridge: ridge, workers: workers)
        weights = system.attributes(of: system.solve(centred))
        self.mean = mean
        self.inverseFrequencies = inverseFrequencies
    }

    /// Unit vectors that the attributes predict, `[rows, D]`.
    func predict(_ rows: SparseRows) -> [Float] {
        let (width, count) = (mean.count, rows.offsets.count - 1)
        var result = [Float](repeating: 0, count: count * width)
        result.withUnsafeMutableBufferPointer { result in
            weights.withUnsafeBufferPointer { weights in
                for row in 0..<count {
                    let target = result.baseAddress! + row * width
                    for column in 0..<width { target[column] = mean[column] }
                    for entry in rows.range(of: row) {
                        Kernels.addScaled(
                            UnsafeMutablePointer(mutating: weights.baseAddress! + Int(rows.columns[entry]) * width), rows.values[entry],
                            to: target,
                            count: width)
                    }
                    let length = Kernels.sumOfSquares(target, count: width).squareRoot()
                    if length > 0 { Kernels.scale(target, by: Float(1 / length), count: width) }
                }
            }
        }
        return result
    }
}

/// (X Xᵀ + λ I) A = B for many right-hand sides at once.
private struct RidgeSystem {
    let rows: SparseRows
    /// X transposed.
    let columns: SparseRows
    let count: Int
    let width: Int
    let ridge: Float
    let workers: Int

    private static let tolerance = 1e-3
    private static let iterations = 60

    /// One independent conjugate gradient per column, in step, so that the sparse matrix is read once for all.
    func solve(_ right: [Float]) -> [Float] {
        var solution = [Float](repeating: 0, count: right.count)
        var residual = right
        var direction = right
        var norms = dots(residual, residual)
        let start = norms
        for _ in 0..<Self.iterations {
            let unsolved = zip(norms, start).contains { $0 > Self.tolerance * Self.tolerance * $1 }
            guard unsolved else { break }
            let image = applied(to: direction)
            let steps = zip(norms, dots(direction, image)).map { $1 > 0 ? Float($0 / $1) : 0 }
            update(&solution, direction, steps)
            update(&residual, image, steps.map { -$0 })
            let next = dots(residual, residual)
            let factors = zip(next, norms).map { $1 > 0 ? Float($0 / $1) : 0 }
            norms = next
            turn(&direction, residual, factors)
        }
        return solution
    }

    /// Xᵀ A, `[F, D]`.
    func attributes(of dual: [Float]) -> [Float] { product(columns, dual) }

    private func applied(to vectors: [Float]) -> [Float] {
        var result = product(rows, product(columns, vectors))
        for index in result.indices { result[index] += ridge * vectors[index] }
        return result
    }

    private func product(_ matrix: SparseRows, _ dense: [Float]) -> [Float] {
        let height = matrix.offsets.count - 1
        var result = [Float](repeating: 0, count: height * width)
        result.withUnsafeMutableBufferPointer { result in
            nonisolated(unsafe) let target = result.baseAddress
            dense.withUnsafeBufferPointer { dense in
                nonisolated(unsafe) let source = UnsafeMutablePointer(mutating: dense.baseAddress)
                guard let target, let source else { return }
                ParallelLoop.run(workers) { worker in
                    for row in ParallelLoop.range(worker, of: workers, count: height) {
                        for entry in matrix.range(of: row) {
                            Kernels.addScaled(
                                source + Int(matrix.columns[entry]) * width, matrix.values[entry], to: target + row * width, count: width)
                        }
                    }
                }
            }
        }
        return result
    }

    /// Column by column; in the order of the rows, whatever the number of workers.
    private func dots(_ a: [Float], _ b: [Float]) -> [Double] {
        var sums = [Double](repeating: 0, count: width)
        for row in 0..<count {
            for column in 0..<width { sums[column] += Double(a[row * width + column]) * Double(b[row * width + column]) }
        }
        return sums
    }

    private func update(_ target: inout [Float], _ source: [Float], _ factors: [Float]) {
        for row in 0..<count {
            for column in 0..<width { target[row * width + column] += factors[column] * source[row * width + column] }
        }
    }

    private func turn(_ direction: inout [Float], _ residual: [Float], _ factors: [Float]) {
        for row in 0..<count {
            for column in 0..<width {
                let index = row * width + column
                direction[index] = residual[index] + factors[column] * direction[index]
            }
        }
    }
}
