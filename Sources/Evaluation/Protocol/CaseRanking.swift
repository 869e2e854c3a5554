import Datasets

/// What a model answered to one case.
public struct CaseRanking: Sendable {
    /// Position in `EvaluationTask.cases`.
    public var caseIndex: Int
    public var user: UserIndex
    /// One entry a target, in the order of the case; a target named twice counts once.
    public var targets: [TargetRank]
    /// The items that the entries of `targets` stand for.
    public var targetItems: [ItemIndex]
    /// The first items of the ranking, best first, at most `listLength`; ties by the lower index.
    public var list: [ItemIndex]
    /// Whether all candidates got one score: such a model has said nothing.
    public var isConstant: Bool
    /// What a `ProbabilisticScorer` promised for each item of `list`; empty for other scorers.
    public var probabilities: [Float]
    /// How many choices were known, where the protocol asks after set numbers of them.
    public var choicesBefore: Int?
}
