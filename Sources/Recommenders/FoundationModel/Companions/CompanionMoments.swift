#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Log likelihood of choices with its slope and minus its curvature in W, shape `[K·F]` and `[K·F, K·F]`.
///
/// Within one question the facts are fixed, so that the covariance of x ⊗ facts is that of x times facts·factsᵀ.
package struct CompanionMoments: Sendable {
    let columnCount: Int
    package private(set) var likelihood = 0.0
    /// Sum of the weights of the choices.
    private(set) var weight = 0.0
    package private(set) var slope: [Double]
    package private(set) var curvature: [Double]
    private var width: Int { columnCount * CompanionFacts.count }

    package init(columnCount: Int) {
        self.columnCount = columnCount
        let width = columnCount * CompanionFacts.count
        slope = [Double](repeating: 0, count: width)
        curvature = [Double](repeating: 0, count: width * width)
    }

    /// Below this share of the most likely item a term is left out of the sums.
    private static let negligible: Float = 1e-7

    package mutating func add(_ one: CompanionCases.Case, of cases: CompanionCases, _ weights: CompanionWeights) {
        let w = weights(one.facts)
        let k = columnCount
        var mean = [Double](repeating: 0, count: k)
        var square = [Double](repeating: 0, count: k * k)
        var sum = 0.0
        var scores = [Float](repeating: 0, count: one.rows.count)
        cases.features.withUnsafeBufferPointer { features in
            let x = features.baseAddress! + one.rows.lowerBound * k
            var top = -Float.infinity
            for row in scores.indices {
                var score: Float = 0
                for column in 0..<k { score += w[column] * x[row * k + column] }
                scores[row] = score
                top = max(top, score)
            }
            for row in scores.indices {
                let p = exp(scores[row] - top) * cases.counts[one.rows.lowerBound + row]
                guard p > Self.negligible else { continue }
                sum += Double(p)
                Self.accumulate(x + row * k, Double(p), &mean, &square, k)
            }
            for target in one.targets {
                likelihood += Double(one.weight) * (Double(scores[target - one.rows.lowerBound] - top) - log(sum))
            }
        }
        spread(one, of: cases, mean.map { $0 / sum }, square.map { $0 / sum })
    }

    /// The lower triangle of the second moments, and the first.
    private static func accumulate(_ x: UnsafePointer<Float>, _ p: Double, _ mean: inout [Double], _ square: inout [Double], _ k: Int) {
        mean.withUnsafeMutableBufferPointer { mean in
            square.withUnsafeMutableBufferPointer { square in
                for i in 0..<k where x[i] != 0 {
                    let px = p * Double(x[i])
                    mean[i] += px
                    for j in 0...i { square[i * k + j] += px * Double(x[j]) }
                }
            }
        }
    }

    private mutating func spread(_ one: CompanionCases.Case, of cases: CompanionCases, _ mean: [Double], _ square: [Double]) {
        let k = columnCount
        let facts = (0..<CompanionFacts.count).map { Double(one.facts.values[$0]) }
        let total = Double(one.weight) * Double(one.targets.count)
        weight += total
        for i in 0..<k {
            let chosen = one.targets.reduce(0.0) { $0 + Double(cases.features[$1 * k + i]) }
            let lead = Double(one.weight) * chosen - total * mean[i]
            for f in facts.indices { slope[i * facts.count + f] += lead * facts[f] }
            for j in 0...i {
                let covariance = total * (square[i * k + j] - mean[i] * mean[j])
                for f in facts.indices {
                    for g in facts.indices {
                        curvature[(i * facts.count + f) * width + j * facts.count + g] += covariance * facts[f] * facts[g]
                    }
                }
            }
        }
    }

    func adding(_ other: CompanionMoments) -> CompanionMoments {
        var result = self
        result.likelihood += other.likelihood
        result.weight += other.weight
        for index in slope.indices { result.slope[index] += other.slope[index] }
        for index in curvature.indices { result.curvature[index] += other.curvature[index] }
        return result
    }

    /// - Parameter variances: of what is common to all questions, and of what follows the facts.
    mutating func addPrior(_ weights: CompanionWeights, _ mean: CompanionWeights, variances: (common: Double, facts: Double)) {
        for index in slope.indices {
            let variance = index % CompanionFacts.count == 0 ? variances.common : variances.facts
            let away = Double(weights.values[index] - mean.values[index])
            likelihood -= away * away / (2 * variance)
            slope[index] -= away / variance
            curvature[index * width + index] += 1 / variance
        }
    }

    /// Solves curvature · step = slope by Cholesky's decomposition of the lower triangle; nil when a number went astray.
    func newtonStep() -> [Double]? {
        let n = width
        var lower = curvature
        for i in 0..<n {
            for j in 0...i {
                var rest = lower[i * n + j]
                for m in 0..<j { rest -= lower[i * n + m] * lower[j * n + m] }
                if i == j {
                    guard rest > 0, rest.isFinite else { return nil }
                    lower[i * n + i] = rest.squareRoot()
                } else {
                    lower[i * n + j] = rest / lower[j * n + j]
                }
            }
        }
        var step = slope
        for i in 0..<n {
            for m in 0..<i { step[i] -= lower[i * n + m] * step[m] }
            step[i] /= lower[i * n + i]
        }
        for i in (0..<n).reversed() {
            for m in i + 1..<n { step[i] -= lower[m * n + i] * step[m] }
            step[i] /= lower[i * n + i]
        }
        return step
    }
}
