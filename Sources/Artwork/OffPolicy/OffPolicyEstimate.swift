import Evaluation

/// The value of a policy that was not run, with what it rests on.
public struct OffPolicyEstimate: Sendable, Hashable, Codable {
    public var estimator: String
    public var value: Double
    /// Percentile bootstrap over clusters.
    public var interval: Interval
    /// From the empirical Bernstein bound, which holds for any distribution within the range of the weights, and is wide; nil for
    /// ratios, to which it does not apply.
    public var certain: Interval?
    /// Rows that entered with a weight above 0.
    public var rows: Int
}

/// All estimates of one target on one log.
public struct OffPolicyReport: Sendable, Hashable, Codable {
    public var target: String
    public var overlap: Overlap
    public var estimates: [OffPolicyEstimate]

    public subscript(estimator: String) -> OffPolicyEstimate? { estimates.first { $0.estimator == estimator } }
}
