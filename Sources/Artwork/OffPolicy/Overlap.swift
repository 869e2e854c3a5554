/// How far a log covers what a target policy does.
public struct Overlap: Sendable, Hashable, Codable {
    public var rows: Int
    /// (Σ w)² / Σ w²: rows of a log of the target itself that would tell as much.
    public var effectiveRows: Double
    public var largestWeight: Double
    /// Of the whole weight.
    public var largestShare: Double
    /// About 1 when the propensities are true.
    public var meanWeight: Double
    /// Share of the target's choices that the log never made in the same stratum.
    public var unseenShare: Double
    /// The actions of these, the most wanted first.
    public var unseenActions: [Int]

    enum CodingKeys: String, CodingKey {
        case rows, effectiveRows = "effective_rows", largestWeight = "largest_weight", largestShare = "largest_share"
        case meanWeight = "mean_weight", unseenShare = "unseen_share", unseenActions = "unseen_actions"
    }
}

/// From when on an estimate is refused.
public struct OverlapRule: Sendable, Hashable {
    /// Of the target's choices may never have been logged: these count with the reward model alone.
    public var unseenShare: Double
    /// At least so many effective rows …
    public var effectiveRows: Double
    /// … and at least this share of the log.
    public var effectiveShare: Double
    /// Of the weight in one row.
    public var rowShare: Double
    /// Standard errors that the mean weight may be from 1.
    public var deviations: Double
    /// Rows that replay needs.
    public var matches: Int
    /// Rewarded rows with a weight: without any, a bootstrap would be sure of nothing at all.
    public var rewards: Int

    /// Below a hundred effective rows the normal range of an estimate of a rare event is wider than any difference of interest, and a
    /// bootstrap of heavy weights covers less than it says: see docs/artwork.md for its measured coverage.
    public init(
        unseenShare: Double = 0.005, effectiveRows: Double = 100, effectiveShare: Double = 0.01, rowShare: Double = 0.05,
        deviations: Double = 4, matches: Int = 100, rewards: Int = 10
    ) {
        self.unseenShare = unseenShare
        self.effectiveRows = effectiveRows
        self.effectiveShare = effectiveShare
        self.rowShare = rowShare
        self.deviations = deviations
        self.matches = matches
        self.rewards = rewards
    }

    func check(_ overlap: Overlap, weights: [Double], log: ChoiceLog) throws(OffPolicyRefusal) {
        guard overlap.unseenShare <= unseenShare else {
            throw .missingOverlap(share: overlap.unseenShare, actions: overlap.unseenActions)
        }
        guard overlap.largestShare <= rowShare || overlap.rows < Int(1 / rowShare) else {
            throw .oneRowRules(share: overlap.largestShare, row: weights.indices.max { weights[$0] < weights[$1] } ?? 0)
        }
        let needed = max(effectiveRows, effectiveShare * Double(overlap.rows))
        guard overlap.effectiveRows >= needed else { throw .thinOverlap(effectiveRows: overlap.effectiveRows, needed: needed) }
        let error = OverlapRule.standardError(weights, mean: overlap.meanWeight)
        let away = error > 0 ? abs(overlap.meanWeight - 1) / error : abs(overlap.meanWeight - 1) > 1e-9 ? .infinity : 0
        guard away <= deviations else { throw .propensitiesDisagree(meanWeight: overlap.meanWeight, deviations: away) }
        try check(rewarded: zip(weights, log.rows).count { $0 > 0 && $1.reward > 0 })
    }

    func check(rewarded count: Int) throws(OffPolicyRefusal) {
        guard count >= rewards else { throw .fewRewards(count, needed: rewards) }
    }

    private static func standardError(_ values: [Double], mean: Double) -> Double {
        guard values.count > 1 else { return 0 }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
    }
}

extension Overlap {
    init(_ log: ChoiceLog, distributions: [[Double]], weights: [Double]) {
        let sum = weights.reduce(0, +)
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        rows = weights.count
        effectiveRows = squares > 0 ? sum * sum / squares : 0
        largestWeight = weights.max() ?? 0
        largestShare = sum > 0 ? largestWeight / sum : 1
        meanWeight = sum / Double(max(rows, 1))
        let unseen = Overlap.unseen(log, distributions: distributions)
        unseenShare = unseen.reduce(0, +)
        unseenActions = unseen.indices.filter { unseen[$0] > 0 }.sorted { (unseen[$1], $0) < (unseen[$0], $1) }
    }

    /// For each action, the share of the target's choices that fall on it in strata where it was never logged.
    private static func unseen(_ log: ChoiceLog, distributions: [[Double]]) -> [Double] {
        var isSeen = [Bool](repeating: false, count: log.stratumCount * log.actionCount)
        for row in log.rows { isSeen[row.stratum * log.actionCount + row.action] = true }
        var unseen = [Double](repeating: 0, count: log.actionCount)
        for (row, distribution) in zip(log.rows, distributions) {
            for (action, probability) in distribution.enumerated() where !isSeen[row.stratum * log.actionCount + action] {
                unseen[action] += probability / Double(log.rows.count)
            }
        }
        return unseen
    }
}
