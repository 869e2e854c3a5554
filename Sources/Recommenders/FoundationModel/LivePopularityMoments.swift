import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// The arithmetic of `LivePopularityFit`: features, parameters, and one Newton step.

/// One case's features of every item.
struct CaseFeatures {
    let logit: UnsafePointer<Float>
    let counts: UnsafePointer<Int32>
    let logs: UnsafePointer<Float>
    let itemCount: Int
    let hides: UInt64?

    @inline(__always) private func features(_ item: Int) -> SIMD8<Float> {
        let week = counts[2 * itemCount + item]
        guard week > 0 else { return SIMD8(logit[item], 0, 0, 0, 0, 0, 0, 0) }
        let hidden = hides.map { LivePopularityFit.isHidden(item, $0) } ?? false
        let (hour, day) = (counts[item], counts[itemCount + item])
        return SIMD8(
            hidden ? 0 : logit[item], logs[Int(hour)], logs[Int(day)], logs[Int(week)], hidden ? 1 : 0, 0, 0, 0)
    }

    /// Log likelihood of the target, its slope x_target − E[x] and curvature −Cov[x] under the softmax.
    func moments(_ theta: Theta, target: Int) -> Moments {
        let t = theta.lanes
        var top = -Float.infinity
        for item in 0..<itemCount where logit[item] > -.infinity { top = max(top, (features(item) * t).sum()) }
        var (sum, mean, square) = (0.0, SIMD8<Float>(), [SIMD8<Float>](repeating: .zero, count: LivePopularityFit.width))
        square.withUnsafeMutableBufferPointer { square in
            for item in 0..<itemCount where logit[item] > -.infinity {
                let x = features(item)
                let p = exp((x * t).sum() - top)
                guard p > 1e-9 else { continue }
                sum += Double(p)
                mean += p * x
                for k in 0..<LivePopularityFit.width { square[k] += p * x[k] * x }
            }
        }
        let x = features(target)
        var result = Moments()
        result.count = 1
        result.likelihood = Double((x * t).sum() - top) - log(sum)
        for k in 0..<LivePopularityFit.width {
            result.slope[k] = Double(x[k]) - Double(mean[k]) / sum
            for l in 0..<LivePopularityFit.width {
                result.curvature[k * LivePopularityFit.width + l] =
                    Double(square[k][l]) / sum - Double(mean[k]) * Double(mean[l]) / (sum * sum)
            }
        }
        return result
    }
}

/// (scale, hour, day, week, unknown).
struct Theta {
    var values: [Double]

    init(_ weights: LivePopularityWeights) {
        let popularity = weights.popularity
        values = [weights.scale, popularity.hour, popularity.day, popularity.week, weights.unknownLogit].map(Double.init)
    }

    var lanes: SIMD8<Float> {
        var lanes = SIMD8<Float>()
        for (k, value) in values.enumerated() { lanes[k] = Float(value) }
        return lanes
    }

    /// A scale that is not positive would turn the model's order around.
    var weights: LivePopularityWeights {
        LivePopularityWeights(
            scale: Float(max(0.01, values[0])),
            popularity: PopularityWeights(hour: Float(values[1]), day: Float(values[2]), week: Float(values[3])),
            unknownLogit: Float(values[4]))
    }

    func moved(by step: [Double], _ share: Double) -> Theta {
        var result = self
        for k in values.indices { result.values[k] += share * step[k] }
        return result
    }
}

/// Log likelihood, slope, and minus the second derivatives.
struct Moments {
    var count = 0
    var likelihood = 0.0
    var slope = [Double](repeating: 0, count: LivePopularityFit.width)
    var curvature = [Double](repeating: 0, count: LivePopularityFit.width * LivePopularityFit.width)

    mutating func add(_ other: Moments) {
        count += other.count
        likelihood += other.likelihood
        for k in slope.indices { slope[k] += other.slope[k] }
        for k in curvature.indices { curvature[k] += other.curvature[k] }
    }

    /// - Parameter fixed: a component that stays where it is.
    mutating func add(prior: Theta, _ theta: Theta, variance: Double, without fixed: Int?) {
        for k in slope.indices {
            let away = theta.values[k] - prior.values[k]
            likelihood -= away * away / (2 * variance)
            slope[k] -= away / variance
            curvature[k * LivePopularityFit.width + k] += 1 / variance
        }
        if let fixed { slope[fixed] = 0 }
    }

    /// Solves curvature · step = slope by Cholesky's decomposition; nil when a number went astray.
    func newtonStep() -> [Double]? {
        let n = LivePopularityFit.width
        var lower = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            for j in 0...i {
                let rest = (0..<j).reduce(curvature[i * n + j]) { $0 - lower[i * n + $1] * lower[j * n + $1] }
                if i == j {
                    guard rest > 0, rest.isFinite else { return nil }
                    lower[i * n + i] = rest.squareRoot()
                } else {
                    lower[i * n + j] = rest / lower[j * n + j]
                }
            }
        }
        var step = slope
        for i in 0..<n { step[i] = (0..<i).reduce(step[i]) { $0 - lower[i * n + $1] * step[$1] } / lower[i * n + i] }
        for i in (0..<n).reversed() {
            step[i] = (i + 1..<n).reduce(step[i]) { $0 - lower[$1 * n + i] * step[$1] } / lower[i * n + i]
        }
        return step
    }
}
