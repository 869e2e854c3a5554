import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders

/// What is to be trained.
public struct TrainingRequest: Sendable {
    /// Nil lets the run size itself from data and budget.
    public var run: RunConfiguration?
    /// Wall time of the training in seconds; nil takes the run's, or ten minutes when it sizes itself.
    public var budgetSeconds: Double?
    /// Name of the model; nil for the run's name with a number.
    public var name: String?
    public var seed: UInt64?
    /// Threads; part of what makes two runs equal.
    public var workers: Int
    /// A model to set out from: the name of one in this workspace, `WORKSPACE:MODEL`, or the folder of a bundle.
    public var start: String?
    /// Bytes of memory that the training may need by its estimate; nil for `MemoryLimit.standard()`.
    public var memoryLimit: Int?
    /// Counting models beside the network; nil takes the run's.
    public var companions: [BaselineKind]?
    /// Folder of the sentence encoder, for a run that reads texts with it; nil for the environment's.
    public var textEncoder: String?
    /// Whether the model may serve when it is done; a service has a gate of its own.
    public var promotes = true
    /// Where the histories lie while they are learned from.
    public var histories = HistoryStorage.automatic

    public init(
        run: RunConfiguration? = nil, budgetSeconds: Double? = nil, name: String? = nil, seed: UInt64? = nil, workers: Int = 2,
        start: String? = nil, memoryLimit: Int? = nil, companions: [BaselineKind]? = nil, textEncoder: String? = nil
    ) {
        self.companions = companions
        self.textEncoder = textEncoder
        self.start = start
        self.run = run
        self.budgetSeconds = budgetSeconds
        self.name = name
        self.seed = seed
        self.workers = workers
        self.memoryLimit = memoryLimit
    }
}

/// What training says while it runs.
public enum TrainingEvent: Sendable {
    /// What the next step will take, and once more when its first part has shown how fast this machine is.
    case estimate(StepEstimate)
    /// Choices that were made and checkpoints that were passed over, one sentence each.
    case choices([String])
    /// A killed run of the same data and settings is continued after this many epochs.
    case resumed(epoch: Int)
    case progress(TrainingProgress)
    /// This many epochs are on the disk: a kill from here on costs none of them.
    case saved(epoch: Int)
    /// The model is on the disk, whole.
    case published(model: String)
    /// The model serves, also after a power cut.
    case promoted(model: String)
    /// A validation figure, for the model or a baseline that it is measured against.
    case gate(model: String, ndcg10: Double)
}

/// What came of it.
public struct TrainingReport: Sendable, Codable {
    public var model: String
    public var configuration: String
    public var inputs: String
    public var parameters: Int
    public var epochs: Int
    public var bestEpoch: Int
    public var seconds: Double
    /// NDCG@10 on validation; nil when nothing was held out.
    public var validation: Double?
    /// The best simple baseline on the same cases.
    public var bestBaseline: String?
    public var bestBaselineValidation: Double?
    /// Whether the model serves now.
    public var promoted: Bool
    public var fingerprint: String
    /// When the data was read, how many events the store held then, and the time of the latest; nil where nobody asked.
    public var data: DataMoment?
    /// Nil where nobody looked.
    public var cost: StepCost?
    /// Of the temporary file that the histories were read from; nil where they lay in memory.
    public var historyBytesOnDisk: Int?
    /// How well the intent heads predict the validation cases; nil in a model without.
    public var intents: [IntentFigures]?
}

extension Workspace {
    public static let defaultBudgetSeconds = 600.0

    /// Trains a model, publishes it, and lets it serve if it is at least as good on validation as the best simple baseline.
    ///
    /// A checkpoint is kept after every epoch; the same call after a kill goes on from there, to the same bytes.
    /// Imports and other trainings may go on beside it.
    /// - Throws: `WorkspaceError` (`locked` when the same run is being trained, `tooMuchMemory` before it starts), `SplitError`, `FoundationModelError`, `RegistryError`,
    ///   `StorageError`.
    public func train(_ request: TrainingRequest, report: @escaping (TrainingEvent) -> Void = { _ in }) throws -> TrainingReport {
        try DiskReserve.demand(configuration.reservedBytes, in: folder, before: "the training")
        try models.removeDrafts()
        let started = Workspace.secondsPassed()
        let limit = request.memoryLimit ?? MemoryLimit.standard()
        let time = TimeEstimate(speed: MachineSpeed.measure(clock: Workspace.secondsPassed))
        let moment = DataMoment(time: models.time, events: try store.sources().reduce(0) { $0 + $1.accepted })
        let start = try request.start.map { try startingModel($0) }
        let ready = try trainingData(
            TrainingPlan(request: request, start: start, limit: limit, time: time, started: started), report)
        let (run, data) = (ready.run, ready.data)
        var watch = ready.watch
        let texts = try Workspace.texts(
            run.model, of: data.dataset.catalog, folder: request.textEncoder, start: start?.bundle.model, workers: request.workers)
        let trainer = try FoundationTrainer(
            dataset: data.dataset, split: data.split, configuration: run.model, training: run.training, tokenizer: run.tokenizer,
            start: start?.warmStart(for: data.dataset.catalog), texts: texts, corpus: data.corpus, heldOutTargets: data.heldOutTargets,
            workers: request.workers, clock: Workspace.secondsPassed)
        if let taken = trainer.history.start { report(.choices([StartingModel.sentence(taken)])) }
        let checkpoints = try TrainingCheckpoints(
            folder: folder + "/training", run: run, data: data.dataset, workers: request.workers,
            start: texts.map { "\(start?.identity ?? "nothing") \($0.identity.digest)" } ?? start?.identity)
        defer { withExtendedLifetime(checkpoints) {} }
        let resumed = try checkpoints.restore(trainer) { report(.choices([$0])) }
        if let resumed { report(.resumed(epoch: resumed)) }
        let model = try trainer.run(
            progress: {
                report(.progress($0))
                if let refined = watch.refined($0) { report(.estimate(refined)) }
            }, checkpoint: { report(.saved(epoch: try checkpoints.save($0))) })
        let bundle = FoundationBundle(
            model: model, schema: data.schema, run: run, history: trainer.history, catalog: data.dataset.catalog)
        var published = try publish(
            bundle, isResumed: resumed != nil, request: request, data: data, moment: moment.reading(ready.facts), report)
        try checkpoints.remove()
        published.cost = watch.cost
        published.historyBytesOnDisk = data.streamed?.byteCount
        return published
    }

    func publish(
        _ bundle: FoundationBundle, isResumed: Bool, request: TrainingRequest, data: RunData, moment: DataMoment? = nil,
        _ report: (TrainingEvent) -> Void
    ) throws -> TrainingReport {
        let files = try bundle.files()
        // A run that was killed behind its publishing finds its model, and does not publish it twice.
        let name = request.name ?? (isResumed ? models.latest(bundle.run.name, holding: files) : nil) ?? models.freeName(bundle.run.name)
        let gate = try PromotionGate(data: data, workers: request.workers).judge(bundle.scorer(for: data.dataset), report: report)
        let result = TrainingReport(
            model: name, configuration: bundle.run.name, inputs: bundle.inputsLabel, parameters: bundle.model.parameterCount,
            epochs: bundle.history.validations.last?.epoch ?? bundle.run.training.epochs, bestEpoch: bundle.history.bestEpoch,
            seconds: bundle.history.seconds, validation: gate.model, bestBaseline: gate.baseline?.name,
            bestBaselineValidation: gate.baseline?.ndcg10, promoted: gate.passed && request.promotes, fingerprint: data.dataset.fingerprint,
            data: moment, intents: bundle.history.intents)
        try models.publishOnce(name, facts: Workspace.facts(result, dataset: data.dataset.name), files: files)
        report(.published(model: name))
        if result.promoted {
            try models.promote(name)
            report(.promoted(model: name))
        }
        return result
    }

    private static func facts(_ report: TrainingReport, dataset: String) -> [String: String] {
        var facts = ["dataset": dataset, "inputs": report.inputs, "configuration": report.configuration]
        facts["training seconds"] = Figure.fixed(report.seconds, digits: 0)
        facts["epochs"] = "\(report.epochs), best \(report.bestEpoch)"
        if let figure = report.validation { facts["validation NDCG@10"] = Figure.fixed(figure, digits: 4) }
        if let name = report.bestBaseline, let figure = report.bestBaselineValidation {
            facts["best baseline"] = "\(name) \(Figure.fixed(figure, digits: 4))"
        }
        return facts.merging(report.data?.facts ?? [:]) { own, _ in own }
    }

    /// Seconds of a clock that never goes back.
    @Sendable static func secondsPassed() -> Double { ProcessInfo.processInfo.systemUptime }
}
