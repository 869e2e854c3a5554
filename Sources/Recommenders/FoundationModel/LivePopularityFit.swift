import Datasets
import Evaluation
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the weights of live popularity that make the validation choices most likely, the model left as it is.
///
/// With x = (logit, log(1+hour), log(1+day), log(1+week), 1) the likelihood of a choice is a softmax of θ·x over the
/// catalogue: log-concave in θ, so Newton's method finds the one maximum in a few steps. The last feature belongs to items
/// without a vector. Validation hardly holds any, so one active item in ten is treated as one (never for models whose
/// metadata give every title a vector). A weak normal prior keeps θ near its start where the cases say nothing.
struct LivePopularityFit {
    private let cases: [Case]
    /// Logits of the cases, −∞ = no candidate, `[cases, V]`.
    private let logits: [Float]
    private let itemCount: Int
    private let timeline: PopularityTimeline
    private let hidesItems: Bool
    private let workers: Int

    private struct Case {
        var time: Timestamp
        var target: Int
        var surface: Int
        var key: UInt64
    }

    /// Number of features.
    static let width = 5
    private static let mostLogits = 32 << 20
    /// Variance of the prior of each component of θ.
    private static let priorVariance = 4.0
    private static let hiddenShare = 0.1

    /// - Parameters:
    ///   - scorer: bound to the task's catalogue, without a log.
    ///   - task: validation; cases without a time or with a target that cannot be scored are left out.
    ///   - timeline: choices of the training part.
    init(scorer: FoundationScorer, task: EvaluationTask, timeline: PopularityTimeline, workers: Int) throws {
        let usable = task.cases.filter { $0.request.time != nil && !$0.targets.isEmpty }
        let kept = usable.prefix(max(1, Self.mostLogits / max(1, task.catalog.count)))
            .sorted { ($0.request.time!, $0.userKey) < ($1.request.time!, $1.userKey) }
        var logits = [Float](repeating: 0, count: kept.count * task.catalog.count)
        try Self.score(kept, with: scorer, itemCount: task.catalog.count, into: &logits, workers: workers)
        itemCount = task.catalog.count
        var cases: [Case] = []
        for (row, question) in kept.enumerated() {
            let first = row * itemCount
            if task.seenRemoved {
                for event in question.interactions[..<question.historyCount] {
                    if let item = event.item { logits[first + item.position] = -.infinity }
                }
            }
            // A target that cannot be chosen teaches nothing; its row stays, as one of no weight.
            let target = question.targets[0].position
            cases.append(
                Case(
                    time: question.request.time!, target: logits[first + target] > -.infinity ? target : -1,
                    surface: Int(scorer.tokenizer.surface(question.request.surface)), key: question.userKey))
        }
        self.cases = cases
        self.logits = logits
        self.timeline = timeline
        self.workers = max(1, workers)
        hidesItems = !scorer.model.network.items.usesMetadata
    }

    var usableCount: Int { cases.count { $0.target >= 0 } }

    private static func score(
        _ cases: [EvaluationCase], with scorer: FoundationScorer, itemCount: Int, into logits: inout [Float], workers: Int
    ) throws {
        let batch = 64
        let batches = (cases.count + batch - 1) / batch
        var failures = [(any Error)?](repeating: nil, count: batches)
        logits.withUnsafeMutableBufferPointer { target in
            failures.withUnsafeMutableBufferPointer { failures in
                nonisolated(unsafe) let (target, failures) = (target, failures)
                ParallelLoop.run(min(workers, batches)) { worker in
                    for number in stride(from: worker, to: batches, by: workers) {
                        let range = number * batch..<min((number + 1) * batch, cases.count)
                        let rows = range.lowerBound * itemCount..<range.upperBound * itemCount
                        do {
                            try scorer.score(cases[range].map(\.query), into: UnsafeMutableBufferPointer(rebasing: target[rows]))
                        } catch { failures[number] = error }
                    }
                }
            }
        }
        if let failure = failures.lazy.compactMap({ $0 }).first { throw failure }
    }

    // MARK: Newton's method

    /// - Parameter start: from which to search, and where the prior has its mean.
    /// - Returns: `start` when there is no usable case.
    func weights(from start: LivePopularityWeights = LivePopularityWeights()) -> LivePopularityWeights {
        let common = maximize(from: Theta(start), over: { _ in true })
        var result = common.weights
        for (surface, count) in surfaces where count >= Self.fewestCasesOfSurface {
            result.surfaceFactors[surface] = factor(of: surface, common)
        }
        return result
    }

    private static let fewestCasesOfSurface = 200

    /// Surfaces other than "unknown" with their numbers of cases, lowest first; none when there is only one.
    private var surfaces: [(Int, Int)] {
        var counts: [Int: Int] = [:]
        for one in cases where one.target >= 0 { counts[one.surface, default: 0] += 1 }
        return counts.count > 1 ? counts.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } : []
    }

    /// Popularity of one surface against all: its own weights, projected onto the common ones.
    private func factor(of surface: Int, _ common: Theta) -> Float {
        let own = maximize(from: common, over: { $0.surface == surface })
        let (a, b) = (common.values[1...3], own.values[1...3])
        let size = a.reduce(0) { $0 + $1 * $1 }
        guard size > 0 else { return 1 }
        return Float(max(0, zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / size))
    }

    private func maximize(from start: Theta, over isCounted: @escaping (Case) -> Bool) -> Theta {
        var theta = start
        var here = evaluate(theta, prior: start, over: isCounted)
        for _ in 0..<30 {
            guard here.count > 0, let step = here.newtonStep() else { break }
            var share = 1.0
            var next = theta.moved(by: step, share)
            var there = evaluate(next, prior: start, over: isCounted)
            while there.likelihood < here.likelihood, share > 1e-3 {
                share /= 2
                next = theta.moved(by: step, share)
                there = evaluate(next, prior: start, over: isCounted)
            }
            guard there.likelihood >= here.likelihood else { break }
            let gain = there.likelihood - here.likelihood
            (theta, here) = (next, there)
            if gain < 1e-6 * Double(here.count) { break }
        }
        return theta
    }

    /// Log likelihood with its slope and curvature, prior included; the same for any number of workers.
    private func evaluate(_ theta: Theta, prior: Theta, over isCounted: @escaping (Case) -> Bool) -> Moments {
        var parts = [Moments](repeating: Moments(), count: cases.count)
        parts.withUnsafeMutableBufferPointer { parts in
            nonisolated(unsafe) let (parts, isCounted) = (parts, isCounted)
            ParallelLoop.run(workers) { worker in
                var cursor = PopularityCursor(timeline)
                for row in ParallelLoop.range(worker, of: workers, count: cases.count) where cases[row].target >= 0 && isCounted(cases[row]) {
                    cursor.move(to: cases[row].time)
                    parts[row] = moments(row, theta, cursor)
                }
            }
        }
        var sum = Moments()
        for part in parts { sum.add(part) }
        sum.add(prior: prior, theta, variance: Self.priorVariance, without: hidesItems ? nil : 4)
        return sum
    }

    private func moments(_ row: Int, _ theta: Theta, _ cursor: PopularityCursor) -> Moments {
        var result = Moments()
        result.count = 1
        var salt = StableHash(seed: 0x41D)
        salt.combine(cases[row].key)
        let hides = hidesItems ? salt.value : nil
        logits.withUnsafeBufferPointer { all in
            let logit = all.baseAddress! + row * itemCount
            cursor.withCounts { counts, logs in
                let features = CaseFeatures(logit: logit, counts: counts, logs: logs, itemCount: itemCount, hides: hides)
                result = features.moments(theta, target: cases[row].target)
            }
        }
        return result
    }

    /// Whether an item plays one without a vector in this case.
    fileprivate static func isHidden(_ item: Int, _ salt: UInt64) -> Bool {
        Double(StableHash.mix(salt ^ StableHash.mix(UInt64(item))) >> 11) * 0x1p-53 < hiddenShare
    }
}

/// One case's features of every item.
private struct CaseFeatures {
    let logit: UnsafePointer<Float>
    let counts: UnsafePointer<Int32>
    let logs: UnsafePointer<Float>
    let itemCount: Int
    let hides: UInt64?

    @inline(__always) private func features(_ item: Int) -> SIMD8<Float> {
        let week = counts[2 * itemCount + item]
        guard week > 0 else { return SIMD8(logit[item], 0, 0, 0, 0, 0, 0, 0) }
        let hidden = hides.map { LivePopularityFit.isHidden(item, $0) } ?? false
        return SIMD8(
            hidden ? 0 : logit[item], logs[Int(counts[item])], logs[Int(counts[itemCount + item])], logs[Int(week)], hidden ? 1 : 0, 0, 0, 0)
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
private struct Theta {
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
private struct Moments {
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
