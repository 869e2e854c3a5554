import Datasets

/// Figures after each number of choices, where a protocol asks that way (`newcomers`).
enum ChoiceSteps {
    static let dimension = "choices before"

    static func slices(_ rankings: [CaseRanking], options: EvaluatorOptions) -> [EvaluationSlice] {
        steps(of: rankings).map { step in
            let perUser = UserMetrics(rankings.filter { $0.choicesBefore == step }, cutoffs: options.cutoffs)
            let intervals = Bootstrap.intervals(
                perUser.values, columns: perUser.names.count, resamples: options.resamples, seed: options.seed)
            return EvaluationSlice(
                dimension: dimension, label: String(step), targets: perUser.users.count, metrics: perUser.means,
                intervals: Dictionary(uniqueKeysWithValues: zip(perUser.names, intervals)))
        }
    }

    static func steps(of rankings: [CaseRanking]) -> [Int] { Set(rankings.compactMap(\.choicesBefore)).sorted() }
}

extension Evaluation {
    /// The numbers of choices after which people were asked; empty for other protocols.
    public var steps: [Int] { ChoiceSteps.steps(of: rankings) }

    /// The figures of each user after this many choices.
    public func perUser(after choices: Int) -> UserMetrics {
        UserMetrics(rankings.filter { $0.choicesBefore == choices }, cutoffs: cutoffs)
    }
}

extension PairedTest {
    /// Compares two evaluations after this many choices.
    ///
    /// - Throws: `EvaluationError.differentUsers`, `.unknownMetric`.
    public init(
        _ first: Evaluation, _ second: Evaluation, metric: String = "NDCG@10", after choices: Int, permutations: Int = 10_000,
        resamples: Int = 1000, seed: UInt64 = 42
    ) throws(EvaluationError) {
        try self.init(
            first.perUser(after: choices), second.perUser(after: choices), names: (first.result.model, second.result.model),
            metric: metric, permutations: permutations, resamples: resamples, seed: seed)
        self.metric = "\(metric) after \(choices)"
    }
}
