// Letters: D width, N titles that both models know.

/// A rotation of a model's vectors onto those of the model before it, so that what others computed from yesterday's vectors still holds.
///
/// Two trainings find the same arrangement of titles turned against each other at will. The rotation R that makes Σ |R·x − y|² over
/// common titles smallest leaves all cosines of the model as they are; the model itself is not touched.
/// P. H. Schönemann, "A generalized solution of the orthogonal Procrustes problem", Psychometrika 1966: R = U·Vᵀ of Σ y·xᵀ = U·S·Vᵀ.
public struct VectorAlignment: Sendable, Hashable, Codable {
    /// Names the space: vectors with the same name can be compared, whichever model they are of.
    public var space: String
    /// The model whose vectors are rotated, and the one whose space it is.
    public var model: String
    public var onto: String
    public var dimension: Int
    /// Titles that both know.
    public var titles: Int
    /// Mean cosine of a common title's two vectors, before and after.
    public var cosineBefore: Double
    public var cosineAfter: Double
    /// Row-major, `[D, D]`; a row vector x becomes x·rotationᵀ, which is `callAsFunction`.
    public var rotation: [Float]

    /// The rotation that does nothing: a model that begins a space of its own.
    public static func beginning(_ model: String, dimension: Int) -> VectorAlignment {
        var rotation = [Float](repeating: 0, count: dimension * dimension)
        for place in 0..<dimension { rotation[place * dimension + place] = 1 }
        return VectorAlignment(
            space: model, model: model, onto: model, dimension: dimension, titles: 0, cosineBefore: 1, cosineAfter: 1, rotation: rotation)
    }

    /// Fits the rotation of unit vectors onto others.
    ///
    /// - Parameters:
    ///   - vectors, targets: of the common titles, in the same order, `[N, D]` each; targets are already in their space.
    ///   - space: of the targets.
    /// - Returns: nil where there are fewer titles than directions, so that most of the rotation would be chance.
    /// - Complexity: O(N·D² + sweeps·D³), below a second for D 128.
    public static func fit(
        _ vectors: [Float], onto targets: [Float], dimension: Int, model: String, previous: String, space: String
    ) -> VectorAlignment? {
        let count = dimension > 0 ? min(vectors.count, targets.count) / dimension : 0
        guard count > 0, count >= dimension, vectors.count == targets.count else { return nil }
        var cross = [Double](repeating: 0, count: dimension * dimension)
        for title in 0..<count {
            let at = title * dimension
            for row in 0..<dimension {
                let y = Double(targets[at + row])
                for column in 0..<dimension { cross[row * dimension + column] += y * Double(vectors[at + column]) }
            }
        }
        guard let rotation = OrthogonalFactor.of(cross, order: dimension) else { return nil }
        var result = VectorAlignment(
            space: space, model: model, onto: previous, dimension: dimension, titles: count, cosineBefore: 0, cosineAfter: 0,
            rotation: rotation.map(Float.init))
        result.cosineBefore = meanCosine(vectors, targets, dimension)
        result.cosineAfter = meanCosine(result(vectors), targets, dimension)
        return result
    }

    /// Rotates vectors, `[N, D]`.
    public func callAsFunction(_ vectors: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: vectors.count)
        for at in stride(from: 0, to: vectors.count - vectors.count % dimension, by: dimension) {
            for row in 0..<dimension {
                var sum: Float = 0
                for column in 0..<dimension { sum += rotation[row * dimension + column] * vectors[at + column] }
                result[at + row] = sum
            }
        }
        return result
    }

    private static func meanCosine(_ a: [Float], _ b: [Float], _ dimension: Int) -> Double {
        var (sum, count) = (0.0, 0)
        for at in stride(from: 0, to: a.count, by: dimension) {
            var (product, first, second) = (0.0, 0.0, 0.0)
            for column in at..<at + dimension {
                product += Double(a[column]) * Double(b[column])
                first += Double(a[column]) * Double(a[column])
                second += Double(b[column]) * Double(b[column])
            }
            guard first > 0, second > 0 else { continue }
            (sum, count) = (sum + product / (first * second).squareRoot(), count + 1)
        }
        return sum / Double(max(1, count))
    }
}

/// U·Vᵀ of a square matrix U·S·Vᵀ: the orthogonal matrix next to it.
enum OrthogonalFactor {
    /// - Parameter matrix: row-major, `[order, order]`.
    /// - Returns: row-major; nil where numbers are not finite. Directions that the matrix says nothing about are filled up orthogonally.
    /// - Complexity: O(sweeps · order³), one-sided Jacobi (Hestenes 1958).
    static func of(_ matrix: [Double], order: Int) -> [Double]? {
        guard matrix.count == order * order, matrix.allSatisfy(\.isFinite) else { return nil }
        // Rows of `a` become u·s, rows of `v` the right vectors: Aᵀ is worked on, so that a column is a run of memory.
        var a = (0..<order * order).map { matrix[$0 % order * order + $0 / order] }
        var v = (0..<order * order).map { $0 / order == $0 % order ? 1.0 : 0.0 }
        for _ in 0..<60 where !sweep(&a, &v, order) {}
        let u = completed(a, order)
        var product = [Double](repeating: 0, count: order * order)
        for k in 0..<order {
            for row in 0..<order {
                let left = u[k * order + row]
                for column in 0..<order { product[row * order + column] += left * v[k * order + column] }
            }
        }
        return product
    }

    /// Makes each pair of rows orthogonal once.
    ///
    /// - Returns: whether all were already.
    private static func sweep(_ a: inout [Double], _ v: inout [Double], _ order: Int) -> Bool {
        var isDone = true
        for p in 0..<order {
            for q in p + 1..<max(p + 1, order) {
                var (alpha, beta, gamma) = (0.0, 0.0, 0.0)
                for k in 0..<order {
                    let (x, y) = (a[p * order + k], a[q * order + k])
                    (alpha, beta, gamma) = (alpha + x * x, beta + y * y, gamma + x * y)
                }
                guard abs(gamma) > 1e-14 * (alpha * beta).squareRoot(), gamma != 0 else { continue }
                isDone = false
                let zeta = (beta - alpha) / (2 * gamma)
                let tangent = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
                let cosine = 1 / (1 + tangent * tangent).squareRoot()
                turn(&a, p, q, order, cosine, cosine * tangent)
                turn(&v, p, q, order, cosine, cosine * tangent)
            }
        }
        return isDone
    }

    private static func turn(_ m: inout [Double], _ p: Int, _ q: Int, _ order: Int, _ cosine: Double, _ sine: Double) {
        for k in 0..<order {
            let (x, y) = (m[p * order + k], m[q * order + k])
            m[p * order + k] = cosine * x - sine * y
            m[q * order + k] = sine * x + cosine * y
        }
    }

    /// Rows of unit length, those of nothing replaced by what is orthogonal to all others (Gram–Schmidt, twice).
    private static func completed(_ a: [Double], _ order: Int) -> [Double] {
        let lengths = (0..<order).map { row in (0..<order).reduce(0.0) { $0 + a[row * order + $1] * a[row * order + $1] }.squareRoot() }
        let longest = lengths.max() ?? 0
        var u = [Double](repeating: 0, count: order * order)
        var done: [Int] = []
        for row in 0..<order where lengths[row] > 1e-12 * longest && longest > 0 {
            for k in 0..<order { u[row * order + k] = a[row * order + k] / lengths[row] }
            done.append(row)
        }
        var next = 0
        for row in 0..<order where !done.contains(row) {
            while next < order {
                var candidate = (0..<order).map { $0 == next ? 1.0 : 0.0 }
                next += 1
                for _ in 0..<2 {
                    for other in done {
                        let product = (0..<order).reduce(0.0) { $0 + candidate[$1] * u[other * order + $1] }
                        for k in 0..<order { candidate[k] -= product * u[other * order + k] }
                    }
                }
                let length = candidate.reduce(0) { $0 + $1 * $1 }.squareRoot()
                guard length > 0.1 / Double(order).squareRoot() else { continue }
                for k in 0..<order { u[row * order + k] = candidate[k] / length }
                done.append(row)
                break
            }
        }
        return u
    }
}
