import Datasets
import Evaluation
import Tensors

/// Finds the weights of live popularity that make the validation choices most likely, the model left as it is.
///
/// With x = (logit, log(1+hour), log(1+day), log(1+week), 1) the likelihood of a choice is a softmax of θ·x over the
/// catalogue: log-concave in θ, so Newton's method finds the one maximum in a few steps. The last feature belongs to items
/// without a vector. Validation hardly holds any, so one active item in ten is treated as one (never for models whose
/// metadata give every title a vector). A weak normal prior keeps θ near its start where the cases say nothing.
struct LivePopularityFit {
    private let cases: [Case]
    /// Logits of the cases, −∞ = no candidate, `[cases, V]`, or one row for all of them.
    private let logits: [Float]
    private let logitStride: Int
    private let itemCount: Int
    private let timeline: PopularityTimeline
    private let hidesItems: Bool
    private let workers: Int

    /// One choice; `target` is negative when it teaches nothing.
    struct Case {
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
        logitStride = itemCount
        self.timeline = timeline
        self.workers = max(1, workers)
        hidesItems = !scorer.model.network.items.usesMetadata
    }

    /// Fits on choices before there is a model: in its place stands how often each item was chosen altogether.
    ///
    /// - Parameters:
    ///   - choices: targets are positions in `totals`.
    ///   - totals: log(1 + choices) of each item.
    init(choices: [Case], totals: [Float], timeline: PopularityTimeline, workers: Int) {
        cases = choices.sorted { ($0.time, $0.key) < ($1.time, $1.key) }
        (logits, logitStride, itemCount) = (totals, 0, totals.count)
        self.timeline = timeline
        self.workers = max(1, workers)
        hidesItems = false
    }

    var usableCount: Int { cases.count { $0.target >= 0 } }

    static func score(
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
                for row in ParallelLoop.range(worker, of: workers, count: cases.count) {
                    guard cases[row].target >= 0, isCounted(cases[row]) else { continue }
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
            let logit = all.baseAddress! + row * logitStride
            cursor.withCounts { counts, logs in
                let features = CaseFeatures(logit: logit, counts: counts, logs: logs, itemCount: itemCount, hides: hides)
                result = features.moments(theta, target: cases[row].target)
            }
        }
        return result
    }

    /// Whether an item plays one without a vector in this case.
    static func isHidden(_ item: Int, _ salt: UInt64) -> Bool {
        Double(StableHash.mix(salt ^ StableHash.mix(UInt64(item))) >> 11) * 0x1p-53 < hiddenShare
    }
}
