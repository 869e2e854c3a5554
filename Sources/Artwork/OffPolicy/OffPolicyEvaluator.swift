import Datasets
import Evaluation

/// Estimates what a policy would have earned from the log of another: replay, inverse propensities, self-normalised, doubly robust.
///
/// Refuses, with a typed reason, where the log says too little about the target. What is estimated is the mean reward over the logged
/// situations if only the choice had differed; that earlier choices shape later situations is not seen.
///
/// Replay: Li, Chu, Langford and Wang, WSDM 2011, for logs that were not drawn evenly by rejection. Self-normalised: Swaminathan and
/// Joachims, NIPS 2015. Doubly robust: Dudík, Langford and Li, ICML 2011; with cross-fitting, Chernozhukov and others, 2018.
/// Empirical Bernstein: Maurer and Pontil, COLT 2009.
public struct OffPolicyEvaluator: Sendable {
    public var rule: OverlapRule
    /// Of the reward model: a cluster's rewards are guessed by a model that has not seen the cluster.
    public var folds: Int
    public var resamples: Int
    public var confidence: Double
    public var seed: UInt64

    public init(rule: OverlapRule = OverlapRule(), folds: Int = 5, resamples: Int = 1_000, confidence: Double = 0.95, seed: UInt64 = 1) {
        self.rule = rule
        self.folds = max(folds, 2)
        self.resamples = max(resamples, 1)
        self.confidence = min(max(confidence, 0.5), 0.9999)
        self.seed = seed
    }

    /// - Returns: estimates `replay`, `IPS`, `SNIPS` and `DR`; replay is left out where too few rows match, since it alone needs them.
    /// - Throws: `OffPolicyRefusal`.
    /// - Complexity: O(rows·actions + resamples·clusters).
    public func evaluate(
        _ target: TargetPolicy, on log: ChoiceLog, rewardModel: some RewardModel = ShrunkenMeans()
    ) throws(OffPolicyRefusal) -> OffPolicyReport {
        let distributions = try checkedDistributions(target, log)
        let weights = zip(log.rows, distributions).map { $1[$0.action] / $0.propensity }
        let overlap = Overlap(log, distributions: distributions, weights: weights)
        try rule.check(overlap, weights: weights, log: log)
        let rewards = log.rows.map(\.reward)
        let earned = zip(weights, rewards).map(*)
        let robust = doublyRobust(log, distributions: distributions, weights: weights, model: rewardModel)
        let ones = [Double](repeating: 1, count: rewards.count)
        let matching = weights.count { $0 > 0 }
        let largest = overlap.largestWeight
        var estimates = [
            estimate("IPS", earned, over: ones, log, rows: matching, range: 0...largest),
            estimate("SNIPS", earned, over: weights, log, rows: matching, range: nil),
            estimate("DR", robust, over: ones, log, rows: matching, range: -largest...(largest + 1)),
        ]
        if let replayed = try? replay(target, on: log, distributions: distributions, weights: weights) { estimates.insert(replayed, at: 0) }
        return OffPolicyReport(target: target.name, overlap: overlap, estimates: estimates)
    }

    /// Replay alone, for those who want to know why it was refused.
    ///
    /// A row is kept with probability w / max w, which makes what is kept a sample of the target's choices; with an evenly drawn log and
    /// a target without chance these are the rows in which both agree.
    public func replay(_ target: TargetPolicy, on log: ChoiceLog) throws(OffPolicyRefusal) -> OffPolicyEstimate {
        let distributions = try checkedDistributions(target, log)
        let weights = zip(log.rows, distributions).map { $1[$0.action] / $0.propensity }
        return try replay(target, on: log, distributions: distributions, weights: weights)
    }

    private func replay(
        _ target: TargetPolicy, on log: ChoiceLog, distributions: [[Double]], weights: [Double]
    ) throws(OffPolicyRefusal) -> OffPolicyEstimate {
        let overlap = Overlap(log, distributions: distributions, weights: weights)
        guard overlap.unseenShare <= rule.unseenShare else {
            throw .missingOverlap(share: overlap.unseenShare, actions: overlap.unseenActions)
        }
        var random = SeededGenerator(seed: seed)
        let largest = overlap.largestWeight
        let kept = weights.map { $0 > 0 && random.unit() * largest < $0 ? 1.0 : 0.0 }
        let count = kept.count { $0 > 0 }
        guard count >= rule.matches else { throw .fewMatches(count, needed: rule.matches) }
        try rule.check(rewarded: zip(kept, log.rows).count { $0 > 0 && $1.reward > 0 })
        let earned = zip(kept, log.rows).map { $0 * $1.reward }
        return estimate("replay", earned, over: kept, log, rows: count, range: nil)
    }

    private func checkedDistributions(_ target: TargetPolicy, _ log: ChoiceLog) throws(OffPolicyRefusal) -> [[Double]] {
        var distributions: [[Double]] = []
        distributions.reserveCapacity(log.rows.count)
        for row in log.rows.indices {
            let distribution = target.distribution(row)
            guard distribution.count == log.actionCount else {
                throw .brokenTarget(row: row, "it has \(distribution.count) probabilities for \(log.actionCount) actions")
            }
            guard distribution.allSatisfy({ $0 >= 0 && $0 <= 1 }), abs(distribution.reduce(0, +) - 1) < 1e-6 else {
                throw .brokenTarget(row: row, "its probabilities do not sum to 1")
            }
            distributions.append(distribution)
        }
        return distributions
    }

    /// Each row's expected reward under the target by the model, corrected by what was really seen.
    private func doublyRobust(_ log: ChoiceLog, distributions: [[Double]], weights: [Double], model: some RewardModel) -> [Double] {
        let fold = log.rows.map { Int(StableHash.mix(UInt64(bitPattern: Int64($0.cluster)) ^ seed) % UInt64(folds)) }
        var values = [Double](repeating: 0, count: log.rows.count)
        for part in 0..<folds {
            var fitted = model
            fitted.fit(log, rows: fold.indices.filter { fold[$0] != part })
            for row in fold.indices where fold[row] == part {
                var expected = 0.0
                for (action, probability) in distributions[row].enumerated() where probability > 0 {
                    expected += probability * fitted.reward(of: action, row: row, log: log)
                }
                let logged = log.rows[row]
                values[row] = expected + weights[row] * (logged.reward - fitted.reward(of: logged.action, row: row, log: log))
            }
        }
        return values
    }

    /// Σ parts / Σ shares with its intervals.
    private func estimate(
        _ name: String, _ parts: [Double], over shares: [Double], _ log: ChoiceLog, rows: Int, range: ClosedRange<Double>?
    ) -> OffPolicyEstimate {
        let bootstrap = ClusterBootstrap(parts, over: shares, clusters: log.rows.map(\.cluster))
        let interval = bootstrap.interval(resamples: resamples, confidence: confidence, seed: StableHash.of(name, seed: seed))
        return OffPolicyEstimate(
            estimator: name, value: bootstrap.ratio, interval: interval,
            certain: range.map { EmpiricalBernstein.interval(parts, range: $0, confidence: confidence) }, rows: rows)
    }
}
