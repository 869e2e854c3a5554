import Datasets
import Evaluation
import Recommenders

/// What is to be judged.
public struct EvaluationRequest: Sendable {
    public var protocolName: SplitProtocol
    /// Nil stands for the one that serves, if there is one.
    public var models: [String]?
    /// Nil stands for all.
    public var baselines: [BaselineKind]?
    /// Decides preprocessing and split where no model does.
    public var run: RunConfiguration?
    /// Whether baselines are tuned on validation first; otherwise they have their default parameters.
    public var tunesBaselines: Bool
    /// Whether models that read live popularity are judged a second time without it.
    public var ablatesLivePopularity: Bool
    /// Whether models with companions are judged a second time without them.
    public var ablatesCompanions: Bool
    /// `validation` is for making choices; a published figure is of the test, read once.
    public var part: EvaluationTask.Part
    /// A baseline that every model is also blended with, its weight chosen on validation; nil for none.
    public var companion: BaselineKind?
    public var seed: UInt64
    public var workers: Int
    /// Bytes of memory that judging may need by its estimate; nil for `MemoryLimit.standard()`.
    public var memoryLimit: Int?

    public init(
        _ protocolName: SplitProtocol, models: [String]? = nil, baselines: [BaselineKind]? = nil, run: RunConfiguration? = nil,
        tunesBaselines: Bool = false, ablatesLivePopularity: Bool = false, companion: BaselineKind? = nil, seed: UInt64 = 42,
        workers: Int = 2, ablatesCompanions: Bool = false, part: EvaluationTask.Part = .test, memoryLimit: Int? = nil
    ) {
        self.part = part
        self.ablatesCompanions = ablatesCompanions
        self.memoryLimit = memoryLimit
        self.protocolName = protocolName
        self.models = models
        self.baselines = baselines
        self.run = run
        self.tunesBaselines = tunesBaselines
        self.ablatesLivePopularity = ablatesLivePopularity
        self.companion = companion
        self.seed = seed
        self.workers = workers
    }
}

/// What evaluation says while it runs.
public enum EvaluationEvent: Sendable {
    /// What the next step will take, and once more when the first models have shown how fast this machine is.
    case estimate(StepEstimate)
    case fitting(String)
    case tuned(TuningResult)
    case skipped(String, reason: String)
    /// Something that a reader of the figures should know.
    case remark(String)
    case ranking(String, done: Int, all: Int)
    case finished(EvaluationResult)
}

/// Judged models, in the order of the table: foundation models first.
public struct EvaluationOutcome: Sendable {
    public var results: [EvaluationResult] { evaluations.map(\.result) }
    public var evaluations: [Evaluation]
    /// Every model against the best of the others, and the first against each.
    public var comparisons: [PairedTest]
    public var tuning: [TuningResult]
    /// Loss and validation of the first foundation model.
    public var history: TrainingHistory?
    /// Of the whole evaluation.
    public var cost: StepCost?
}

extension Workspace {
    /// Judges models and baselines on the same cases of the test part.
    ///
    /// - Throws: `WorkspaceError.configuration` when a model has learned from what the protocol asks about; `SplitError`,
    ///   `RegistryError`, `BaselineError`, `EvaluationError`.
    public func evaluate(
        _ request: EvaluationRequest, report: @escaping @Sendable (EvaluationEvent) -> Void = { _ in }
    ) throws -> EvaluationOutcome {
        let started = Workspace.secondsPassed()
        let limit = request.memoryLimit ?? MemoryLimit.standard()
        let time = TimeEstimate(speed: MachineSpeed.measure(clock: Workspace.secondsPassed))
        let reading = try estimateDataset(time)
        report(.estimate(reading))
        try reading.memory.check(limit: limit)
        let loaded = try modelsToJudge(request)
        var session = try EvaluationSession(
            whole: dataset(), run: run(of: request, loaded), request: request, report: report)
        var watch = try session.watch(loaded, time: time, started: started)
        report(.estimate(watch.first))
        try watch.first.memory.check(limit: limit)
        for model in loaded {
            try session.judge(model)
            if let refined = watch.finishedOne() { report(.estimate(refined)) }
        }
        for kind in request.baselines ?? BaselineKind.allCases {
            try session.judge(kind)
            if let refined = watch.finishedOne() { report(.estimate(refined)) }
        }
        var outcome = try session.outcome(history: loaded.first?.bundle.history)
        outcome.cost = watch.cost
        return outcome
    }

    private func modelsToJudge(_ request: EvaluationRequest) throws -> [LoadedModel] {
        if let names = request.models { return try names.map { try loadModel($0) } }
        // Asked for baselines only, or nothing has been trained yet.
        if request.baselines != nil { return [] }
        do { return [try loadModel()] } catch let error as RegistryError where error.code == .nonePromoted { return [] }
    }

    /// All models of one table must have seen the same training part.
    private func run(of request: EvaluationRequest, _ loaded: [LoadedModel]) throws -> RunConfiguration {
        var run =
            request.run ?? loaded.first?.bundle.run
            ?? RunConfiguration(preprocessing: Preprocessing(restrictsCatalogToItemsWithEvents: true))
        run.split.kind = request.protocolName
        for model in loaded {
            let trained = model.bundle.run
            guard trained.split.learnsFromTheSame(as: run.split), trained.preprocessing == run.preprocessing else {
                throw WorkspaceError(
                    .configuration,
                    "model “\(model.name)” was trained for \(trained.split.kind.rawValue): it may have learned what \(run.split.kind.rawValue) asks",
                    advice: "Train a model for this protocol: a run file with \"split\": {\"kind\": \"\(run.split.kind.rawValue)\"}")
            }
        }
        return run
    }
}

extension SplitConfiguration {
    /// Whether two protocols have one training part; what is asked may differ.
    func learnsFromTheSame(as other: SplitConfiguration) -> Bool {
        func family(_ kind: SplitProtocol) -> String { kind.isTemporal ? "temporal" : kind.withholdsItems ? "withheld" : kind.rawValue }
        var (mine, theirs) = (self, other)
        guard family(mine.kind) == family(theirs.kind) else { return false }
        theirs.kind = mine.kind
        theirs.resolution = mine.resolution
        theirs.seenRemoved = mine.seenRemoved
        mine.segmenter = theirs.segmenter
        return mine == theirs
    }
}

extension EvaluationOutcome {
    /// The same as one page with plots.
    public func report(title: String, note: String = "") -> EvaluationReport {
        EvaluationReport(
            title: title, note: note, results: results, comparisons: comparisons,
            trainingLoss: history?.losses.map { ($0.step, $0.loss) } ?? [],
            validation: history?.validations.map { ($0.epoch, $0.ndcg10) } ?? [])
    }
}
