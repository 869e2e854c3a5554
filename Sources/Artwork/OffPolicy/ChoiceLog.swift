/// One logged choice among numbered actions.
public struct LoggedChoice: Sendable, Hashable {
    /// `0..<actionCount` of the log.
    public var action: Int
    /// Of the action, under the policy that made the log.
    public var propensity: Double
    /// 0...1
    public var reward: Double
    /// What the choice was made for, coarsely: a place on the page, a segment of people. Overlap is judged within each.
    public var stratum: Int
    /// Choices that depend on one another (one person's, one hour's) share a cluster; intervals resample clusters.
    public var cluster: Int

    public init(action: Int, propensity: Double, reward: Double, stratum: Int = 0, cluster: Int) {
        self.action = action
        self.propensity = propensity
        self.reward = reward
        self.stratum = stratum
        self.cluster = cluster
    }
}

/// A log of choices, checked row by row.
public struct ChoiceLog: Sendable {
    public let rows: [LoggedChoice]
    public let actionCount: Int
    public let stratumCount: Int

    /// - Throws: `OffPolicyRefusal.brokenRow` when a row cannot be what was logged.
    public init(_ rows: [LoggedChoice], actionCount: Int, stratumCount: Int = 1) throws(OffPolicyRefusal) {
        guard !rows.isEmpty else { throw .emptyLog }
        for (number, row) in rows.enumerated() {
            guard (0..<actionCount).contains(row.action) else {
                throw .brokenRow(number, "its action \(row.action) is none of \(actionCount)")
            }
            guard (0..<stratumCount).contains(row.stratum) else {
                throw .brokenRow(number, "its stratum \(row.stratum) is none of \(stratumCount)")
            }
            guard row.propensity > 0, row.propensity <= 1 else {
                throw .brokenRow(number, "its propensity is \(row.propensity), which is not in 0...1 or is 0")
            }
            guard row.reward >= 0, row.reward <= 1 else { throw .brokenRow(number, "its reward \(row.reward) is outside 0...1") }
        }
        self.rows = rows
        self.actionCount = actionCount
        self.stratumCount = stratumCount
    }

    public var meanReward: Double { rows.reduce(0) { $0 + $1.reward } / Double(rows.count) }
}

/// The policy to be judged: its distribution over the actions for each logged choice.
public struct TargetPolicy: Sendable {
    public var name: String
    /// Row number → shape `[actionCount]`, sums to 1.
    public var distribution: @Sendable (Int) -> [Double]

    public init(_ name: String, distribution: @escaping @Sendable (Int) -> [Double]) {
        self.name = name
        self.distribution = distribution
    }

    /// The same distribution in every row.
    public static func constant(_ name: String, _ distribution: [Double]) -> TargetPolicy { TargetPolicy(name) { _ in distribution } }

    /// One distribution for each stratum of the log.
    public static func byStratum(_ name: String, _ distributions: [[Double]], log: ChoiceLog) -> TargetPolicy {
        let strata = log.rows.map(\.stratum)
        return TargetPolicy(name) { distributions[strata[$0]] }
    }
}

/// Why a value is not estimated; each case says what is missing.
public enum OffPolicyRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    case emptyLog
    case brokenRow(Int, String)
    /// The distribution of the target is none.
    case brokenTarget(row: Int, String)
    /// The target does what the log never did.
    case missingOverlap(share: Double, actions: [Int])
    /// A few rows would decide: the target does what the log hardly ever did.
    case thinOverlap(effectiveRows: Double, needed: Double)
    case oneRowRules(share: Double, row: Int)
    /// Weights average 1 when propensities are true.
    case propensitiesDisagree(meanWeight: Double, deviations: Double)
    /// Too few rewards among the rows that count: an interval would be of nothing.
    case fewRewards(Int, needed: Int)
    /// Too few rows whose action is the target's.
    case fewMatches(Int, needed: Int)

    public var description: String {
        switch self {
        case .emptyLog: "the log holds no choice"
        case .brokenRow(let row, let reason): "row \(row) of the log: \(reason)"
        case .brokenTarget(let row, let reason): "the target policy in row \(row): \(reason)"
        case .missingOverlap(let share, let actions):
            "no overlap: \(percent(share)) of the target's choices (actions \(actions.prefix(8).map(String.init).joined(separator: ", "))"
                + "\(actions.count > 8 ? ", …" : "")) were never made where the log was kept; explore them first"
        case .thinOverlap(let effective, let needed):
            "thin overlap: the log is worth \(Int(effective)) rows to the target, \(Int(needed)) are needed; log longer or with a higher floor"
        case .oneRowRules(let share, let row):
            "thin overlap: row \(row) alone carries \(percent(share)) of the weight; what the target does was hardly ever done"
        case .propensitiesDisagree(let mean, let deviations):
            "the weights average \(rounded(mean)) instead of 1, \(rounded(deviations)) standard errors away: the logged propensities are not those that drew"
        case .fewRewards(let count, let needed):
            "only \(count) rewards were seen where the target would have acted alike, \(needed) are needed; log longer"
        case .fewMatches(let count, let needed): "only \(count) rows did what the target does, \(needed) are needed"
        }
    }

    private func percent(_ share: Double) -> String { "\((share * 1_000).rounded() / 10) %" }
    private func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
