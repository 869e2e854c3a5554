import Datasets
import Evaluation
import FoundationEssentials
import Recommenders

/// What an evaluation is asked for.
public struct EvaluationRequest: Sendable {
    /// Nil = the protocol that the (first) model was trained for.
    public var kind: SplitProtocol?
    /// Published models; empty and no baselines = the serving model and all baselines.
    public var models: [String]
    public var baselines: [BaselineKind]
    /// Without a model: the run whose preprocessing and split apply.
    public var run: RunConfiguration?
    /// Rank only the items withheld from training, in the withholding protocols.
    public var coldPoolOnly: Bool
    /// Choose the baselines' parameters anew on validation instead of taking the run's.
    public var tunesBaselines: Bool
    public var workers: Int
    public var seed: UInt64

    public init(
        kind: SplitProtocol? = nil, models: [String] = [], baselines: [BaselineKind] = [], run: RunConfiguration? = nil,
        coldPoolOnly: Bool = false, tunesBaselines: Bool = false, workers: Int = 2, seed: UInt64 = 42
    ) {
        self.kind = kind
        self.models = models
        self.baselines = baselines
        self.run = run
        self.coldPoolOnly = coldPoolOnly
        self.tunesBaselines = tunesBaselines
        self.workers = workers
        self.seed = seed
    }
}

/// Figures, tests between neighbours, and everything needed for the report.
public struct EvaluationOutcome: Sendable {
    public var results: [EvaluationResult]
    public var comparisons: [PairedTest]
    public var checks: [EvaluationCheck]
    public var report: EvaluationReport
    /// Parameters that were chosen, by baseline, with the whole grid as a table in Markdown.
    public var tuning: [TuningResult]
}

extension Workspace {
    /// Judges models and baselines on the same questions.
    ///
    /// - Parameter progress: who is being judged, finished and all cases.
    /// - Throws: `ExperimentError.otherTrainingPart` when a model has seen the answers of the protocol.
    public func evaluate(
        _ request: EvaluationRequest, dataset raw: Dataset? = nil,
        progress: @escaping @Sendable (_ scorer: String, _ done: Int, _ all: Int) -> Void = { _, _, _ in }
    ) throws -> EvaluationOutcome {
        let dataset = try raw ?? self.dataset(resolution: .exact)
        var names = request.models
        var kinds = request.baselines
        if names.isEmpty, kinds.isEmpty {
            kinds = BaselineKind.allCases
            if request.run == nil { names = [try models.serving().name] }
        }
        let bundles = try names.map { try bundle($0) }
        let firstRun = bundles.first?.bundle.run ?? request.run ?? RunConfiguration(
            split: SplitConfiguration(request.kind ?? .leaveOneOut))
        let evaluator = try Evaluator(EvaluatorOptions(workers: request.workers, seed: request.seed))
        var evaluations: [Evaluation] = []
        for (name, bundle) in bundles {
            let experiment = try Experiment(dataset, run: bundle.run, asking: request.kind)
            let scorer = bundle.scorer(for: experiment.dataset, name: name)
            evaluations.append(try evaluator.evaluate(
                scorer, on: task(experiment, request), inputs: bundle.model.configuration.inputs.label,
                checks: experiment.split.checks.map { EvaluationCheck($0) }, progress: { progress(name, $0, $1) }))
        }
        var tuning: [TuningResult] = []
        if !kinds.isEmpty {
            let experiment = try Experiment(dataset, run: firstRun, asking: request.kind)
            for kind in kinds {
                let (evaluation, grid) = try judge(kind, experiment, request, evaluator, progress)
                evaluations.append(evaluation)
                if let grid { tuning.append(grid) }
            }
        }
        return try outcome(evaluations, tuning: tuning, history: bundles.first?.bundle.history, dataset: dataset.name)
    }

    private func task(_ experiment: Experiment, _ request: EvaluationRequest) -> EvaluationTask {
        let task = EvaluationTask(dataset: experiment.dataset.name, split: experiment.split, catalog: experiment.dataset.catalog)
        guard request.coldPoolOnly else { return task }
        return task.restricted(to: .only(
            experiment.split.withheldItems, name: "withheld items", catalogCount: experiment.dataset.catalog.count))
    }

    private func judge(
        _ kind: BaselineKind, _ experiment: Experiment, _ request: EvaluationRequest, _ evaluator: Evaluator,
        _ progress: @escaping @Sendable (String, Int, Int) -> Void
    ) throws -> (Evaluation, TuningResult?) {
        // The content neighbour reads attributes whether or not the model does.
        var described = experiment.run
        described.model.inputs = .attributes
        let catalog = kind == .content ? Experiment.described(experiment.dataset.catalog, run: described) : experiment.dataset.catalog
        var parameters = experiment.run.baselines[kind.rawValue] ?? [:]
        var grid: TuningResult?
        if request.tunesBaselines {
            let tuner = try BaselineTuner(
                dataset: experiment.dataset.name, split: experiment.split, catalog: catalog, seed: request.seed, workers: request.workers)
            grid = try tuner.tune(kind)
            parameters = grid?.best?.parameters ?? parameters
        }
        let scorer = try kind.fit(training: experiment.split.training, catalog: catalog, parameters: parameters, workers: request.workers)
        let evaluation = try evaluator.evaluate(
            scorer, on: task(experiment, request), inputs: kind.inputs, checks: experiment.split.checks.map { EvaluationCheck($0) },
            progress: { progress(kind.rawValue, $0, $1) })
        return (evaluation, grid)
    }

    private func outcome(
        _ evaluations: [Evaluation], tuning: [TuningResult], history: TrainingHistory?, dataset: String
    ) throws -> EvaluationOutcome {
        var comparisons: [PairedTest] = []
        if let first = evaluations.first {
            for other in evaluations.dropFirst() where other.perUser.users == first.perUser.users {
                comparisons.append(try PairedTest(first, other))
            }
        }
        let results = evaluations.map(\.result)
        let report = EvaluationReport(
            title: "Tastemaker on \(dataset)", results: results, comparisons: comparisons,
            trainingLoss: (history?.losses ?? []).map { ($0.step, $0.loss) },
            validation: (history?.validations ?? []).map { ($0.epoch, $0.ndcg10) })
        return EvaluationOutcome(
            results: results, comparisons: comparisons, checks: results.first?.checks ?? [], report: report, tuning: tuning)
    }
}
