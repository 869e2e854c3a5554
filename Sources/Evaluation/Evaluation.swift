/// A judged model: the result for the table and what is needed to compare it with another.
public struct Evaluation: Sendable {
    public var result: EvaluationResult
    public let perUser: UserMetrics
    /// One a case that has a target, in the order of the cases.
    public let rankings: [CaseRanking]
    /// The k of HR, NDCG and Recall.
    let cutoffs: [Int]
    /// `UserHistory.key` of each of `perUser.users`.
    public let userKeys: [UInt64]
}

extension Evaluator {
    /// Judges one model.
    ///
    /// - Parameters:
    ///   - inputs: what the model reads, `ids` unless it says otherwise; printed beside every figure.
    ///   - checks: those of the split, shown with the scorer's own.
    /// - Throws: `EvaluationError`, and whatever the scorer throws.
    public func evaluate(
        _ scorer: any Scorer, on task: EvaluationTask, inputs: String = "ids", checks: [EvaluationCheck] = [],
        progress: Progress? = nil
    ) throws -> Evaluation {
        let clock = ContinuousClock()
        let start = clock.now
        let rankings = try rank(task, with: scorer, progress: progress)
        let elapsed = start.duration(to: clock.now)
        var own = [ListCheck.run(rankings, of: task), TieCheck.run(rankings, k: options.cutoffs[0])]
        if options.leakCheck { own.insert(try LeakCheck.run(scorer, on: task, seed: options.seed), at: 0) }
        let perUser = UserMetrics(rankings, cutoffs: options.cutoffs)
        let result = summary(
            of: rankings, perUser: perUser, task: task, model: scorer.name, inputs: inputs, checks: checks + own,
            seconds: elapsed / .seconds(1))
        let keys = Dictionary(task.cases.map { ($0.user, $0.userKey) }) { first, _ in first }
        return Evaluation(
            result: result, perUser: perUser, rankings: rankings, cutoffs: options.cutoffs,
            userKeys: perUser.users.map { keys[$0] ?? 0 })
    }

    private func summary(
        of rankings: [CaseRanking], perUser: UserMetrics, task: EvaluationTask, model: String, inputs: String,
        checks: [EvaluationCheck], seconds: Double
    ) -> EvaluationResult {
        let listValues = ListMetrics.values(rankings, of: task, listLength: options.cutoffs[0])
        let measures = ListMeasures(rankings, of: task, options: options)
        let bootstrap = Bootstrap.intervals(
            perUser.values, columns: perUser.names.count, resamples: options.resamples, seed: options.seed)
        return EvaluationResult(
            dataset: task.dataset, protocolName: task.protocolName, inputs: inputs, users: perUser.users.count,
            cases: rankings.count, candidates: task.candidates.count, candidateRule: task.candidates.name,
            seenRemoved: task.seenRemoved, model: model,
            metrics: perUser.means.merging(listValues) { metric, _ in metric }.merging(measures.values) { metric, _ in metric },
            intervals: Dictionary(uniqueKeysWithValues: zip(perUser.names, bootstrap)).merging(measures.intervals) { own, _ in own },
            seconds: seconds, peakMemoryBytes: PeakMemory.bytes(),
            slices: options.slices
                ? Slicer(task: task, k: options.cutoffs[0]).slices(rankings) + ChoiceSteps.slices(rankings, options: options) : [],
            checks: checks, groups: options.slices ? GroupGaps.of(perUser, task: task, options: options) : [],
            reliability: Reliability(rankings, k: options.cutoffs[0]), fingerprint: task.fingerprint,
            questions: task.questionsHash)
    }
}
