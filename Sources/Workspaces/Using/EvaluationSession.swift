import Datasets
import Evaluation
import Recommenders

/// One table in the making.
struct EvaluationSession {
    private let request: EvaluationRequest
    private let run: RunConfiguration
    private let report: @Sendable (EvaluationEvent) -> Void
    /// Before any time is taken away.
    private let prepared: Dataset
    private let evaluator: Evaluator
    private var splits: [TimeResolution: Split] = [:]
    private var evaluations: [Evaluation] = []
    /// The same scorers with nothing but the withheld items to choose from.
    private var coldPool: [Evaluation] = []
    private var modelCount = 0
    private var tuning: [TuningResult] = []
    private let groupings: [UserGrouping]
    private var tunedParameters: [BaselineKind: BaselineParameters] = [:]

    init(
        whole: Dataset, run: RunConfiguration, request: EvaluationRequest, report: @escaping @Sendable (EvaluationEvent) -> Void
    ) throws {
        self.request = request
        self.run = run
        self.report = report
        prepared = RunData.prepared(whole, run: run)
        groupings = UserGrouping.attributes(of: prepared)
        evaluator = try Evaluator(EvaluatorOptions(workers: request.workers, seed: request.seed))
    }

    /// What is to come, estimated on the split that most are judged on.
    mutating func watch(_ models: [LoadedModel], time: TimeEstimate, started: Double) throws -> EvaluationWatch {
        let split = try split(run.split.resolution)
        return EvaluationWatch(
            EvaluationWatch.Plan(
                models: models.map(\.bundle), baselines: request.baselines ?? BaselineKind.allCases, run: run, cases: split.test.count,
                isTuned: request.tunesBaselines),
            size: WorkSize(split.training, catalog: prepared.catalog, run: run), request: request, time: time, started: started)
    }

    // MARK: Judging

    mutating func judge(_ model: LoadedModel) throws {
        let split = try split(model.bundle.run.split.resolution)
        if let remark = model.unreadTexts(of: prepared.catalog) { report(.remark(remark)) }
        let inputs = model.bundle.inputsLabel
        let readsLog = model.bundle.model.livePopularity != nil
        let log = readsLog ? popularityLog(split, model) : nil
        let scorer = model.scorer(for: prepared, name: model.name, log: log)
        if let companion = request.companion {
            try judge(blended(scorer, companion, split), split: split, inputs: inputs)
            modelCount += 1
        }
        try judge(scorer, split: split, inputs: inputs)
        modelCount += 1
        if request.ablatesCompanions, model.bundle.model.companions != nil {
            var alone = model
            alone.bundle.model = model.bundle.model.withoutCompanions
            try judge(
                alone.scorer(for: prepared, name: model.name + ", network alone", log: log), split: split, inputs: alone.bundle.inputsLabel)
            modelCount += 1
        }
        guard readsLog, request.ablatesLivePopularity else { return }
        try judge(model.scorer(for: prepared, name: model.name + ", log unread"), split: split, inputs: inputs)
        modelCount += 1
    }

    private func popularityLog(_ split: Split, _ model: LoadedModel) -> PopularityLog {
        let run = model.bundle.run
        return split.popularityLog(of: prepared, segmenter: run.tokenizer.segmenter, resolution: run.split.resolution)
    }

    mutating func judge(_ kind: BaselineKind) throws {
        report(.fitting(kind.rawValue))
        do {
            let split = try split(resolution(for: kind))
            try judge(fitted(kind, split), split: split, inputs: kind.inputs)
        } catch let error as BaselineError {
            // Asked for by name, it must work; among all of them, one that cannot be had is named and left out.
            guard request.baselines == nil else { throw error }
            report(.skipped(kind.rawValue, reason: error.description))
        }
    }

    private mutating func fitted(_ kind: BaselineKind, _ split: Split) throws -> any Scorer {
        var parameters = tunedParameters[kind] ?? run.baselines[kind.rawValue] ?? kind.defaultParameters
        if request.tunesBaselines, tunedParameters[kind] == nil {
            let result = try tuner(split).tune(kind)
            report(.tuned(result))
            tuning.append(result)
            parameters = result.best?.parameters ?? parameters
            tunedParameters[kind] = parameters
        }
        return try kind.fit(training: split.training, catalog: prepared.catalog, parameters: parameters, workers: request.workers)
    }

    /// The model with a companion whose weight is chosen on validation.
    private mutating func blended(_ scorer: any Scorer, _ companion: BaselineKind, _ split: Split) throws -> Blend {
        report(.fitting(companion.rawValue))
        let task = EvaluationTask(dataset: prepared.name, split: split, part: .validation, catalog: prepared.catalog)
        let judge = try Evaluator(
            EvaluatorOptions(cutoffs: [10], workers: request.workers, resamples: 0, seed: request.seed, slices: false, leakCheck: false))
        return try Blend.fitted(scorer, with: fitted(companion, split), on: task, evaluator: judge)
    }

    private mutating func judge(_ scorer: any Scorer, split: Split, inputs: String) throws {
        var task = EvaluationTask(dataset: prepared.name, split: split, part: request.part, catalog: prepared.catalog)
        task.groupings = groupings
        task.fingerprint = prepared.fingerprint.isEmpty ? nil : prepared.fingerprint
        let report = report
        let name = scorer.name
        let evaluation = try evaluator.evaluate(
            scorer, on: task, inputs: inputs, checks: split.checks.map { EvaluationCheck($0) },
            progress: { report(.ranking(name, done: $0, all: $1)) })
        evaluations.append(evaluation)
        report(.finished(evaluation.result))
        guard split.protocolName == SplitProtocol.withheldItems.rawValue else { return }
        let pool = CandidateSet.only(split.withheldItems, name: "withheld items", catalogCount: prepared.catalog.count)
        coldPool.append(
            try evaluator.evaluate(
                scorer, on: task.restricted(to: pool), inputs: inputs, checks: split.checks.map { EvaluationCheck($0) }))
    }

    // MARK: Data

    /// Only the popularity of the last days reads time. Where models read none, it gets hours: MovieLens stamps are no finer.
    private func resolution(for kind: BaselineKind) -> TimeResolution {
        kind == .recentPopularity && run.split.resolution == .none ? .hour : run.split.resolution
    }

    private mutating func split(_ resolution: TimeResolution) throws -> Split {
        if let made = splits[resolution] { return made }
        var configuration = run.split
        configuration.resolution = resolution
        let split = try Split.make(prepared, configuration)
        splits[resolution] = split
        return split
    }

    private func tuner(_ split: Split) throws -> BaselineTuner {
        try BaselineTuner(dataset: prepared.name, split: split, catalog: prepared.catalog, seed: request.seed, workers: request.workers)
    }

    // MARK: Comparing

    /// The first model against each of the others, and every model against its neighbour: the rungs of a ladder.
    func outcome(history: TrainingHistory?) throws -> EvaluationOutcome {
        var pairs: [(Int, Int)] = evaluations.indices.dropFirst().map { (0, $0) }
        for model in 1..<max(2, modelCount) where model + 1 < modelCount { pairs.append((model, model + 1)) }
        var comparisons = try pairs.map { try PairedTest(evaluations[$0], evaluations[$1], seed: request.seed) }
        for (first, second) in pairs {
            comparisons += try evaluations[first].steps.map {
                try PairedTest(evaluations[first], evaluations[second], after: $0, seed: request.seed)
            }
        }
        return EvaluationOutcome(evaluations: evaluations + coldPool, comparisons: comparisons, tuning: tuning, history: history)
    }
}
