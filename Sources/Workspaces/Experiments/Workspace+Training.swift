import Datasets
import Evaluation
import FoundationEssentials
import Recommenders

/// What a training is asked for.
public struct TrainingRequest: Sendable {
    /// A run file's content; without one the run is sized from the data and the budget.
    public var run: RunConfiguration?
    /// Wall time in seconds; with a run file it limits the run, without one it sizes it.
    public var budgetSeconds: Double?
    /// Replaces the run's seed.
    public var seed: UInt64?
    public var workers: Int
    /// Name of the published model; nil = made from the run's name.
    public var name: String?
    /// Seconds that pass.
    public var clock: @Sendable () -> Double

    public init(
        run: RunConfiguration? = nil, budgetSeconds: Double? = nil, seed: UInt64? = nil, workers: Int = 2, name: String? = nil,
        clock: @escaping @Sendable () -> Double = SystemClock.seconds
    ) {
        self.run = run
        self.budgetSeconds = budgetSeconds
        self.seed = seed
        self.workers = workers
        self.name = name
        self.clock = clock
    }
}

/// Seconds since the process began, from the monotonic clock of the system.
public enum SystemClock {
    private static let start = ContinuousClock.now
    @Sendable public static func seconds() -> Double { (ContinuousClock.now - start) / .seconds(1) }
}

/// What came of a training.
public struct TrainingOutcome: Sendable {
    public var name: String
    public var run: RunConfiguration
    public var history: TrainingHistory
    public var parameterCount: Int
    /// Whether the model now serves, and against what it was measured.
    public var gate: PromotionGate
    public var seconds: Double
}

/// A model serves only when it beats the best simple baseline on validation.
public struct PromotionGate: Sendable, Codable, Hashable {
    public var passed: Bool
    /// NDCG@10 on the validation cases, by scorer.
    public var model: Double
    public var bestBaseline: String
    public var baseline: Double

    public var sentence: String {
        func three(_ x: Double) -> String { String((x * 10_000).rounded() / 10_000) }
        return passed
            ? "promoted: NDCG@10 \(three(model)) on validation, best simple baseline \(bestBaseline) \(three(baseline))"
            : "published but not promoted: NDCG@10 \(three(model)) on validation is below \(bestBaseline) with \(three(baseline)). Train longer, or promote it by hand with `tastemaker models promote`"
    }
}

extension Workspace {
    /// How long a run without run file and budget may take.
    public static let standardBudgetSeconds = 600.0

    /// Decides what is trained, before it is: the run file as it is, or one sized for the data.
    ///
    /// - Returns: the run and, where it was sized, the reasons in words.
    public func plan(_ request: TrainingRequest, dataset: Dataset) throws -> (run: RunConfiguration, reasons: [String]) {
        var planned: (run: RunConfiguration, reasons: [String])
        if var run = request.run {
            if let budget = request.budgetSeconds { run.training.budgetSeconds = budget }
            planned = (run, [])
        } else {
            var base = RunConfiguration(note: "Sized by train from data and budget.")
            base.preprocessing = Preprocessing()
            let timed = dataset.users.contains { $0.interactions.first?.time != nil }
            base.split = SplitConfiguration(.leaveOneOut, resolution: timed ? .exact : .none)
            let training = try Split.make(dataset, base.split).training
            let described = dataset.catalog.items.contains { !$0.facets.isEmpty || $0.year != nil }
            let inputs: ModelInputs = timed ? .time : described ? .attributes : .ids
            let sized = SelfSizing(
                DataSize(tokensOf: training, itemCount: dataset.catalog.count, tokenizer: base.tokenizer), inputs: inputs,
                budgetSeconds: request.budgetSeconds ?? Self.standardBudgetSeconds,
                operationsPerSecond: MatrixSpeed.measure(workers: request.workers, clock: request.clock), base: base)
            planned = (sized.run, sized.reasons)
        }
        if let seed = request.seed { planned.run.training.seed = seed }
        return planned
    }

    /// Trains, publishes and, if it is good enough, promotes a model.
    ///
    /// A run that was killed goes on where its last epoch ended, when everything it depends on is the same.
    /// - Throws: what reading, splitting, training and publishing throw; a failed training leaves no model behind.
    public func train(
        _ request: TrainingRequest, dataset raw: Dataset? = nil, planned: (RunConfiguration) -> Void = { _ in },
        progress: (TrainingProgress) -> Void = { _ in }
    ) throws -> TrainingOutcome {
        let lock = try writerLock(purpose: "train")
        defer { withExtendedLifetime(lock) {} }
        let started = request.clock()
        let dataset = try raw ?? self.dataset(resolution: .exact)
        let run = try plan(request, dataset: dataset).run
        planned(run)
        let experiment = try Experiment(dataset, run: run)
        let bundle = try experiment.train(
            workers: request.workers, checkpoint: URL(fileURLWithPath: folder + "/training.checkpoint"), clock: request.clock,
            progress: progress)
        let gate = try gate(bundle, experiment: experiment, workers: request.workers)
        let name = request.name ?? models.freeName(run.name)
        try models.publish(
            name, facts: [
                "dataset": dataset.name, "inputs": run.model.inputs.label, "protocol": run.split.kind.rawValue,
                "validation NDCG@10": String((gate.model * 10_000).rounded() / 10_000),
            ], files: bundle.files())
        if gate.passed { try models.promote(name) }
        return TrainingOutcome(
            name: name, run: run, history: bundle.history, parameterCount: bundle.model.parameterCount, gate: gate,
            seconds: request.clock() - started)
    }

    /// Validation figures of the model and of the baselines that take no time to fit.
    private func gate(_ bundle: FoundationBundle, experiment: Experiment, workers: Int) throws -> PromotionGate {
        let (dataset, split) = (experiment.dataset, experiment.split)
        guard !split.validation.isEmpty else {
            return PromotionGate(passed: true, model: 0, bestBaseline: "none, because nothing can be validated", baseline: 0)
        }
        var task = EvaluationTask(dataset: dataset.name, split: split, part: .validation, catalog: dataset.catalog)
        task.cases = Array(task.cases.sorted { $0.userKey < $1.userKey }.prefix(1000))
        let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: workers, resamples: 0, slices: false, leakCheck: false))
        func figure(_ scorer: any Scorer) throws -> Double { try evaluator.evaluate(scorer, on: task).result.metrics["NDCG@10"] ?? 0 }
        var best = ("none", -1.0)
        for kind in [BaselineKind.popularity, .recentPopularity, .markov, .itemKNN] {
            let scorer = try kind.fit(
                training: split.training, catalog: dataset.catalog, parameters: experiment.run.baselines[kind.rawValue] ?? [:], workers: workers)
            let value = try figure(scorer)
            if value > best.1 { best = (scorer.name, value) }
        }
        let own = try figure(bundle.scorer(for: dataset))
        return PromotionGate(passed: own >= best.1, model: own, bestBaseline: best.0, baseline: best.1)
    }

    /// Reads a published model, verified; nil = the one that serves.
    public func bundle(_ name: String?) throws -> (name: String, bundle: FoundationBundle) {
        let name = try name ?? models.serving().name
        let files = try models.contents(of: name)
        let bundle = try FoundationBundle { file in
            guard let data = files[file] else { throw FoundationModelError.damagedBundle(file: file, reason: "it is missing") }
            return data
        }
        return (name, bundle)
    }
}
