import Tensors

/// The inverse of a symmetric positive definite matrix, in place, by blocked sweeps.
///
/// Sweeping a set K of rows and columns replaces A[K, K] by −D with D = A[K, K]⁻¹, A[i, K] by A[i, K]·D and A[i, j] by
/// A[i, j] − A[i, K]·D·A[K, j]; after all rows have been swept the matrix is −A⁻¹. Only the lower triangle is kept, so
/// the cost is V³ operations, nearly all of them in one matrix product of depth 128 per block.
///
/// Goodnight, "A tutorial on the SWEEP operator", The American Statistician 1979.
enum SymmetricInverse {
    /// Depth of the products: large enough for the kernels, small enough that diagonal blocks cost nothing.
    private static let block = 128
    /// Rows of one product.
    private static let stripe = 512

    /// Replaces the lower triangle of A by that of −A⁻¹; what stands above the diagonal is lost.
    ///
    /// - Parameters:
    ///   - matrix: row-major, shape `[order, order]`; the upper triangle is not read.
    ///   - workers: threads; the result does not depend on it.
    /// - Throws: `BaselineError.notPositiveDefinite`.
    static func negate(_ matrix: inout [Float], order: Int, workers: Int) throws(BaselineError) {
        let sweep = Sweep(order: order, workers: max(workers, 1))
        for first in stride(from: 0, to: order, by: block) {
            try sweep.run(&matrix, first..<min(first + block, order))
        }
    }

    /// One block after the other over one matrix; holds the panels between them.
    private struct Sweep {
        let order: Int
        /// A[:, K] with zero rows for K itself, shape `[order, K]`.
        let panel: UnsafeMutablePointer<Float>
        /// The panel times D.
        let product: UnsafeMutablePointer<Float>
        let arenas: [Arena]

        init(order: Int, workers: Int) {
            self.order = order
            arenas = (0..<workers).map { _ in Arena() }
            panel = arenas[0].allocate(Float.self, count: order * block)
            product = arenas[0].allocate(Float.self, count: order * block)
        }

        func run(_ matrix: inout [Float], _ swept: Range<Int>) throws(BaselineError) {
            let inverse = try diagonalInverse(matrix, swept)
            matrix.withUnsafeMutableBufferPointer { buffer in
                let a = buffer.baseAddress!
                gather(a, swept)
                inverse.withUnsafeBufferPointer { multiply($0.baseAddress!, width: swept.count) }
                update(a, width: swept.count)
                scatter(a, inverse, swept)
            }
        }

        /// Copies the columns K of a symmetric matrix whose lower triangle is stored.
        private func gather(_ a: UnsafeMutablePointer<Float>, _ swept: Range<Int>) {
            let width = swept.count
            for (column, k) in swept.enumerated() {
                for row in 0..<swept.lowerBound { panel[row * width + column] = a[k * order + row] }
            }
            (panel + swept.lowerBound * width).update(repeating: 0, count: width * width)
            for row in swept.upperBound..<order {
                (panel + row * width).update(from: a + row * order + swept.lowerBound, count: width)
            }
        }

        private func multiply(_ inverse: UnsafePointer<Float>, width: Int) {
            MatrixProduct.multiply(
                .rowMajor(panel, width), .plain(.rowMajor(inverse, width)), into: product, rowStride: width,
                shape: (order, width, width), float32: true, arena: arenas[0])
        }

        /// A −= product · panelᵀ on and below the diagonal, stripe by stripe; zero rows leave K alone.
        private func update(_ a: UnsafeMutablePointer<Float>, width: Int) {
            let stripes = (order + stripe - 1) / stripe
            nonisolated(unsafe) let a = a
            nonisolated(unsafe) let panel = panel
            nonisolated(unsafe) let product = product
            ParallelLoop.run(min(arenas.count, stripes)) { worker in
                for index in stride(from: worker, to: stripes, by: arenas.count) {
                    let first = index * stripe
                    let last = min(first + stripe, order)
                    MatrixProduct.multiply(
                        .rowMajor(product + first * width, width), .plain(.transposed(panel, width)),
                        into: a + first * order, rowStride: order, shape: (last - first, last, width), alpha: -1, beta: 1,
                        float32: true, arena: arenas[worker])
                }
            }
        }

        private func scatter(_ a: UnsafeMutablePointer<Float>, _ inverse: [Float], _ swept: Range<Int>) {
            let width = swept.count
            for (column, k) in swept.enumerated() {
                for row in 0..<swept.lowerBound { a[k * order + row] = product[row * width + column] }
                for other in 0..<width { a[k * order + swept.lowerBound + other] = -inverse[column * width + other] }
            }
            for row in swept.upperBound..<order {
                (a + row * order + swept.lowerBound).update(from: product + row * width, count: width)
            }
        }

        /// A[K, K]⁻¹ by an unblocked sweep in double precision, shape `[K, K]`, both triangles.
        private func diagonalInverse(_ matrix: [Float], _ swept: Range<Int>) throws(BaselineError) -> [Float] {
            let n = swept.count
            var d = [Double](repeating: 0, count: n * n)
            for i in 0..<n {
                for j in 0...i {
                    d[i * n + j] = Double(matrix[(swept.lowerBound + i) * order + swept.lowerBound + j])
                    d[j * n + i] = d[i * n + j]
                }
            }
            for k in 0..<n {
                let pivot = d[k * n + k]
                guard pivot > 0, pivot.isFinite else { throw .notPositiveDefinite(column: swept.lowerBound + k) }
                sweep(&d, n, k, pivot)
            }
            return d.map { Float(-$0) }
        }

        private func sweep(_ d: inout [Double], _ n: Int, _ k: Int, _ pivot: Double) {
            d.withUnsafeMutableBufferPointer { d in
                for i in 0..<n where i != k {
                    let factor = d[i * n + k] / pivot
                    for j in 0..<n where j != k { d[i * n + j] -= factor * d[k * n + j] }
                }
                for i in 0..<n where i != k {
                    d[i * n + k] /= pivot
                    d[k * n + i] = d[i * n + k]
                }
                d[k * n + k] = -1 / pivot
            }
        }
    }
}
