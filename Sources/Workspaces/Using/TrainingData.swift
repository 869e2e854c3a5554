import Datasets
import Evaluation
import Recommenders
import Storage

/// Where the histories of a training lie; the trained model has the same bytes either way.
public enum HistoryStorage: String, Sendable, Codable, CaseIterable {
    /// In memory where everything fits below the limit, otherwise on the disk where the run allows it.
    case automatic
    case memory
    /// In a temporary file of the workspace's disk, without a name.
    case disk
}

/// What a training reads, and the run that it will be.
struct TrainingData {
    var run: RunConfiguration
    var data: RunData
    var facts: HistoryFacts
    var start: StartingModel?
    var watch: TrainingWatch
}

/// What is known before anything is read.
struct TrainingPlan {
    var request: TrainingRequest
    var start: StartingModel?
    var limit: Int
    var time: TimeEstimate
    var started: Double

    /// The run before it sizes itself: what decides how the data is cut.
    var base: RunConfiguration {
        var run = request.run ?? RunConfiguration()
        if let seed = request.seed { run.training.seed = seed }
        if let companions = request.companions { run.training.companions = companions }
        if request.run == nil {
            run.preprocessing = Preprocessing(restrictsCatalogToItemsWithEvents: false)
        } else if let budget = request.budgetSeconds {
            run.training.budgetSeconds = budget
        }
        return run
    }
}

extension Workspace {
    /// Reads and cuts what a training needs.
    ///
    /// - Throws: `WorkspaceError` (`tooMuchMemory` where neither memory nor disk will do), `SplitError`, `StorageError`.
    func trainingData(_ plan: TrainingPlan, _ report: (TrainingEvent) -> Void) throws -> TrainingData {
        switch plan.request.histories {
        case .memory: return try dataInMemory(plan, report)
        case .disk: return try dataOnDisk(plan, report)
        case .automatic:
            guard plan.base.cutsUsersAlone else { return try dataInMemory(plan, report) }
            let needed = try estimateDataset(plan.time).memory
            guard needed.bytes <= plan.limit else { return try dataOnDisk(plan, report, because: needed) }
            do { return try dataInMemory(plan, report) } catch let error as WorkspaceError where error.code == .tooMuchMemory {
                report(.choices([error.reason]))
                return try dataOnDisk(plan, report)
            }
        }
    }

    // MARK: In memory

    private func dataInMemory(_ plan: TrainingPlan, _ report: (TrainingEvent) -> Void) throws -> TrainingData {
        try admit(estimateDataset(plan.time), plan.limit, report)
        let whole = try dataset()
        var facts = HistoryFacts()
        facts.read(whole.users)
        var run = plan.base
        if plan.request.run == nil {
            let split = try Split.make(whole, run.split)
            let size = DataSize(tokensOf: split.training, itemCount: whole.catalog.count, tokenizer: run.tokenizer)
            run = sized(run, size, facts.richestInputs(whole.catalog), plan, report)
        }
        plan.start?.shape(&run, isGiven: plan.request.run != nil, budgetSeconds: plan.request.budgetSeconds)
        warnOfLittleData(facts, report)
        return try ready(try RunData(whole, run: run), run, facts, plan, report)
    }

    private func ready(
        _ data: RunData, _ run: RunConfiguration, _ facts: HistoryFacts, _ plan: TrainingPlan, _ report: (TrainingEvent) -> Void
    ) throws -> TrainingData {
        let watch = TrainingWatch(data, run: run, request: plan.request, time: plan.time, started: plan.started)
        try admit(watch.first, plan.limit, report)
        return TrainingData(run: run, data: data, facts: facts, start: plan.start, watch: watch)
    }

    func admit(_ estimate: StepEstimate, _ limit: Int, _ report: (TrainingEvent) -> Void) throws {
        report(.estimate(estimate))
        try estimate.memory.check(limit: limit)
    }

    private func sized(
        _ run: RunConfiguration, _ size: DataSize, _ inputs: ModelInputs, _ plan: TrainingPlan, _ report: (TrainingEvent) -> Void
    ) -> RunConfiguration {
        let sized = SelfSizing(
            size, inputs: inputs, budgetSeconds: plan.request.budgetSeconds ?? Workspace.defaultBudgetSeconds,
            operationsPerSecond: MatrixSpeed.measure(workers: plan.request.workers, clock: Workspace.secondsPassed), base: run)
        report(.choices(sized.reasons))
        return sized.run
    }

    // MARK: On the disk

    /// - Parameter needed: what memory would have taken; nil where nobody asked.
    private func dataOnDisk(
        _ plan: TrainingPlan, _ report: (TrainingEvent) -> Void, because needed: MemoryEstimate? = nil
    ) throws -> TrainingData {
        var run = plan.base
        if let needed {
            report(.choices(["the histories would need \(MemoryEstimate.text(needed.bytes)) of memory: they are read from the disk"]))
        }
        let streamed = try stream(run, limit: plan.limit, time: plan.time, report)
        report(.choices([sentence(streamed)]))
        if plan.request.run == nil {
            let users = CorpusUsers(streamed.corpus)
            let size = DataSize(tokensOf: users, itemCount: streamed.dataset.catalog.count, tokenizer: run.tokenizer)
            run = sized(run, size, streamed.facts.richestInputs(streamed.dataset.catalog), plan, report)
        }
        plan.start?.shape(&run, isGiven: plan.request.run != nil, budgetSeconds: plan.request.budgetSeconds)
        warnOfLittleData(streamed.facts, report)
        return try ready(RunData(streamed), run, streamed.facts, plan, report)
    }

    private func stream(
        _ run: RunConfiguration, limit: Int, time: TimeEstimate, _ report: (TrainingEvent) -> Void = { _ in }
    ) throws -> StreamedTraining {
        let counts = try store.counts()
        let atOnce = max(1 << 16, min(StreamedTraining.eventsAtOnce, limit / 1000))
        let memory = MemoryEstimate.streaming(counts, eventsAtOnce: atOnce, cases: HeldOutSample.mostCases(run))
        try admit(StepEstimate(memory: memory, seconds: time.streaming(events: Double(counts.events))), limit, report)
        let scratch = folder + "/training"
        try FileSystemCall.makeFolder(scratch)
        try DiskReserve.demand(
            configuration.reservedBytes, in: folder, before: "the training", beyond: StreamedTraining.mostDiskBytes(events: counts.events))
        do {
            let streamed = try store.streamTraining(
                name: configuration.datasetName, run: run, resolution: configuration.timeResolution, folder: scratch,
                without: usersNotForTraining(), events: counts.events, eventsAtOnce: atOnce)
            guard streamed.facts.users > 0 else { throw noData() }
            return streamed
        } catch let error as ScratchError {
            throw FileSystemCall.error("keep the histories in", error.folder, error.number)
        } catch CorpusError.file(let path, let number) {
            throw FileSystemCall.error("keep the histories in", path, number)
        }
    }

    /// The data of a trained run, to judge by its validation cases.
    ///
    /// - Parameters:
    ///   - histories: in memory where reading them fits below the limit, unless told otherwise.
    ///   - limit: bytes; nil for `MemoryLimit.standard()`.
    /// - Throws: `WorkspaceError`, `SplitError`, `StorageError`.
    package func runData(_ run: RunConfiguration, histories: HistoryStorage = .automatic, limit: Int? = nil) throws -> RunData {
        let limit = limit ?? MemoryLimit.standard()
        let time = TimeEstimate(speed: 1)
        let isStreamed =
            try histories == .disk
            || histories == .automatic && run.cutsUsersAlone && estimateDataset(time).memory.bytes > limit
        return try isStreamed ? RunData(stream(run, limit: limit, time: time)) : RunData(dataset(), run: run)
    }

    private func sentence(_ streamed: StreamedTraining) -> String {
        "\(streamed.corpus.eventCount) events of \(streamed.corpus.userCount) people lie on the disk, in "
            + MemoryEstimate.text(streamed.corpus.byteCount)
    }
}

extension StreamedTraining {
    /// Of both temporary files: 48 bytes an event while they are sorted, and at most 33 in the corpus, with the heads of the users.
    static func mostDiskBytes(events: Int) -> Int { events * 90 }
}
