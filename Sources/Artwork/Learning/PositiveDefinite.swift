/// A symmetric positive definite matrix as its lower Cholesky factor.
struct PositiveDefinite: Sendable {
    let size: Int
    /// Lower triangle, row-major, shape `[size, size]`.
    private let factor: [Double]

    /// - Parameter matrix: row-major, symmetric; its lower triangle is read.
    /// - Returns: nil when it is not positive definite, or not finite.
    /// - Complexity: O(size³ / 6).
    init?(_ matrix: [Double], size: Int) {
        var lower = matrix
        for row in 0..<size {
            for column in 0...row {
                var sum = lower[row * size + column]
                for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    lower[row * size + row] = sum.squareRoot()
                } else {
                    lower[row * size + column] = sum / lower[column * size + column]
                }
            }
        }
        self.size = size
        factor = lower
    }

    /// Solves `matrix · x = right`.
    func solve(_ right: [Double]) -> [Double] {
        var x = forward(right)
        for row in stride(from: size - 1, through: 0, by: -1) {
            var sum = x[row]
            for k in (row + 1)..<max(size, row + 1) { sum -= factor[k * size + row] * x[k] }
            x[row] = sum / factor[row * size + row]
        }
        return x
    }

    /// Row-major, shape `[size, size]`.
    func inverse() -> [Double] {
        var inverse: [Double] = []
        inverse.reserveCapacity(size * size)
        for column in 0..<size {
            var unit = [Double](repeating: 0, count: size)
            unit[column] = 1
            inverse += solve(unit)
        }
        return inverse
    }

    /// `L⁻¹ · right`: its squared length is `rightᵀ · matrix⁻¹ · right`.
    func forward(_ right: [Double]) -> [Double] {
        var x = right
        for row in 0..<size {
            var sum = x[row]
            for k in 0..<row { sum -= factor[row * size + k] * x[k] }
            x[row] = sum / factor[row * size + row]
        }
        return x
    }

    /// `base + L · standard`: turns independent standard normal numbers into ones whose covariance is the matrix, around `base`.
    func correlate(_ standard: [Double], onto base: [Double], into result: inout [Double]) {
        for row in 0..<size {
            var sum = base[row]
            for column in 0...row { sum += factor[row * size + column] * standard[column] }
            result[row] = sum
        }
    }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for position in a.indices { sum += a[position] * b[position] }
    return sum
}
