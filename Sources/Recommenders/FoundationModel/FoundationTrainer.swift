import Datasets
import Evaluation
import NeuralNetworks
import Tensors

/// Trains a foundation model: the same data, seed and worker count give the same bytes.
public final class FoundationTrainer {
    package internal(set) var model: FoundationModel
    package let training: TrainingConfiguration
    let workers: Int
    let users: CorpusUsers
    let catalog: Catalog
    let validation: EvaluationTask
    private let evaluator: Evaluator
    /// Choices of the training part, for a model that reads live popularity.
    let popularity: PopularityLog?
    /// The same as the softmax is told of it, one a worker; empty when training does not read it.
    private(set) var popularityOffsets: [PopularityOffsets] = []
    /// Counts and weighs what stands beside the network; nil where nothing does.
    private let companions: CompanionFitter?
    private let clock: @Sendable () -> Double

    /// Classes of the items, for a model with intent heads.
    let intentLabels: IntentLabels?

    let optimizer: AdamW
    let packed: PackedWeights
    let gradients: [GradientBuffer]
    let arenas: [Arena]
    /// One of the two: all items in every step, or those that it touches.
    private let itemTable: ItemTable?
    private let sampledTable: SampledItemTable?
    /// Row of the softmax of each item, −1 = not in training.
    let softmaxRows: [Int32]
    private let idDropoutRate: Double
    private let stepsPerEpoch: Int
    private let tokensPerMicroBatch: Int
    package var state = TrainerState()

    /// - Parameters:
    ///   - dataset: gives the catalogue and the names; its histories are not read.
    ///   - split: `training` is learned from, `validation` decides when to stop.
    ///   - start: a model to set out from instead of from random numbers; the configuration must have its shape, see
    ///     `FoundationModelConfiguration.shaped(like:)`.
    ///   - corpus: where the histories of the training part lie; nil = `split.training`, which is not read otherwise.
    ///   - heldOutTargets: how often each item is a target of validation, shape `[V]`, where `split` holds but a draw of the cases;
    ///     nil = count them in `split.validation`.
    ///   - texts: vectors of the catalogue's texts; nil fits the hashed encoder where the configuration asks for it.
    ///   - workers: threads; part of what makes two runs equal.
    ///   - clock: seconds that pass, for rates and the time budget.
    /// - Throws: `FoundationModelError` when the configuration is impossible or there is nothing to learn.
    public init(
        dataset: Dataset, split: Split, configuration: FoundationModelConfiguration, training: TrainingConfiguration,
        tokenizer: TokenizerConfiguration = TokenizerConfiguration(), start: WarmStart? = nil, texts: ItemTexts? = nil,
        corpus: (any TrainingCorpus)? = nil, heldOutTargets: [Int]? = nil, workers: Int, clock: @escaping @Sendable () -> Double
    ) throws {
        try configuration.validate()
        try training.validate()
        try start?.check(configuration)
        self.training = training
        self.workers = max(1, workers)
        self.clock = clock
        catalog = dataset.catalog
        users = CorpusUsers(corpus ?? MemoryCorpus(split.training))
        var task = EvaluationTask(dataset: dataset.name, split: split, part: .validation, catalog: dataset.catalog)
        task.cases = Self.sample(split.validation, count: training.validationCases)
        validation = task
        evaluator = try Evaluator(
            EvaluatorOptions(
                cutoffs: [10], workers: self.workers, resamples: 0, seed: training.seed, slices: false, leakCheck: false))
        popularity = configuration.livePopularity ? try Self.log(of: users, dataset: dataset, segmenter: tokenizer.segmenter) : nil
        companions =
            training.companions.isEmpty
            ? nil
            : try CompanionFitter(
                training.companions, dataset: dataset, split: split, histories: users, log: popularity, workers: self.workers)
        let ownTokenizer = InteractionTokenizer.fit(users, dataset: dataset, configuration: tokenizer)
        let fitted = start.map { ownTokenizer.extending($0.model.tokenizer).adapted(to: dataset) } ?? ownTokenizer
        let census = TrainingCensus(users, tokenizer: fitted, itemCount: catalog.count)
        guard census.targetCount > 0 else { throw FoundationModelError.nothingToLearn("no user has an event that may be a target") }
        let counts = start?.continued(census.counts, of: catalog) ?? census.counts
        let cutoffYear = census.lastYear ?? catalog.items.compactMap(\.year).max()
        model = FoundationModel(
            configuration: configuration, tokenizer: fitted, itemIDs: catalog.items.map(\.id), itemCounts: counts,
            facets: Self.facets(of: catalog, configuration, start), cutoffYear: cutoffYear,
            texts: try ItemTexts.demanded(by: configuration, given: texts, catalog: catalog, workers: self.workers),
            intents: Self.intents(configuration, training, users, fitted, catalog, cutoffYear, start))
        intentLabels = model.intents.map { [catalog] in IntentLabels($0, catalog: catalog) }
        idDropoutRate =
            configuration.idDropoutRate.map(Double.init)
            ?? max(
                0.05, Self.coldShare(heldOutTargets ?? Self.targets(split.validation, itemCount: catalog.count), counts: census.counts))
        (softmaxRows, stepsPerEpoch) = (census.softmaxRows, (census.learners + training.batchSize - 1) / training.batchSize)
        let itemKeys = catalog.items.map { StableHash.of($0.id.rawValue, seed: 0x17E4) }
        tokensPerMicroBatch = try TrainingMemory(configuration, items: catalog.count, weights: model.parameterCount, workers: self.workers)
            .tokensPerMicroBatch(wanted: training.tokensPerMicroBatch, megabytes: training.memoryMegabytes)
        model.network.initialize(model.store, itemKeys: itemKeys, seed: training.seed)
        if let start { state.history.start = WeightTransfer(from: start.model, to: model, binding: start.binding).run() }
        var options = AdamW.Options()
        options.weightDecay = training.weightDecay
        options.clipNorm = training.clipNorm
        optimizer = AdamW(model.store, options: options)
        packed = PackedWeights(model.network.linearWeights, store: model.store)
        gradients = (0..<self.workers).map { [layout = model.network.layout] _ in GradientBuffer(layout) }
        arenas = (0..<self.workers).map { _ in Arena() }
        let tapes = gradients.map { [store = model.store] in Tape(store: store, gradients: $0) }
        let features = ItemFeatures(catalog, vocabulary: model.facets, counts: counts, cutoffYear: model.cutoffYear, texts: model.texts)
        let negatives = training.negatives(participants: census.participants.count)
        itemTable =
            negatives == nil
            ? ItemTable(network: model.network, features: features, participants: census.participants, tapes: tapes) : nil
        sampledTable = negatives.map { [model] in
            SampledItemTable(
                network: model.network, features: features, census: census, negativeCount: $0, seed: training.seed, store: model.store,
                tapes: tapes)
        }
        state.history.negatives = negatives
        state.history.idDropoutRate = model.network.items.usesMetadata ? idDropoutRate : 0
        // Stands until validation says better; hourly trainings validate nothing.
        if configuration.livePopularity { model.livePopularity = start?.model.livePopularity }
        if let popularity, training.trainsUnderPopularity { popularityOffsets = offsets(popularity.timeline, census) }
    }

    private static func facets(of catalog: Catalog, _ configuration: FoundationModelConfiguration, _ start: WarmStart?) -> FacetVocabulary {
        guard configuration.inputs >= .attributes else { return FacetVocabulary(Catalog([Item]())) }
        let own = FacetVocabulary(catalog)
        return start.map { own.merging($0.model.facets) } ?? own
    }

    public var totalSteps: Int { stepsPerEpoch * training.epochs }

    /// Trains until the epochs, the patience or the budget are used up, and leaves the best weights in the model.
    ///
    /// - Parameters:
    ///   - progress: called about once a second and after each epoch.
    ///   - checkpoint: called after each epoch when everything that a resumed run needs can be saved.
    public func run(
        progress: (TrainingProgress) -> Void = { _ in }, checkpoint: (FoundationTrainer) throws -> Void = { _ in }
    ) throws -> FoundationModel {
        let started = clock() - state.history.seconds
        while state.epoch < training.epochs, !isFinished {
            try trainEpoch(started: started, progress)
            state.epoch += 1
            state.history.seconds = clock() - started
            try validateIfDue(progress)
            try checkpoint(self)
        }
        if let best = state.bestWeights { try model.store.restore(best) }
        try placeNewTitles()
        try fitLivePopularity()
        try fitIntentDirections()
        state.history.intents = try intentFigures()
        model.companions = try companions?.fit(model)
        return model
    }

    /// A model that knows its titles well is right to prefer them, and a new one would never be seen: `newTitleCost` is the price of
    /// finding out.
    private func placeNewTitles() throws {
        model.newTitles = try NewTitleFitter(
            model: model, scorer: model.bound(to: catalog), catalog: catalog, validation: validation, cost: training.newTitleCost,
            workers: workers
        ).fit()
    }

    public var history: TrainingHistory { state.history }

    private var isFinished: Bool {
        if let limit = training.budgetSeconds, state.history.seconds > limit { return true }
        return state.epochsWithoutGain >= training.patience
    }

    // MARK: One epoch

    private func trainEpoch(started: Double, _ progress: (TrainingProgress) -> Void) throws {
        let order = epochOrder()
        var reported = clock()
        var (loss, weight, tokens) = (0.0, 0.0, 0)
        var recorded = RecordedLoss(interval: max(1, stepsPerEpoch / RecordedLoss.pointsPerEpoch))
        for start in stride(from: 0, to: order.count, by: training.batchSize) {
            let batch = order[start..<min(start + training.batchSize, order.count)]
            let result = try step(Array(batch))
            loss += result.loss
            weight += result.weight
            tokens += result.tokens
            state.history.tokens += result.tokens
            let (now, isLast) = (clock(), start + training.batchSize >= order.count)
            if let point = recorded.add(result.loss, weight: result.weight, step: optimizer.step, isLast: isLast) {
                state.history.losses.append(point)
            }
            if now - reported > 1 || isLast {
                let mean = loss / max(weight, .leastNormalMagnitude)
                progress(
                    TrainingProgress(
                        epoch: state.epoch + 1, step: optimizer.step, totalSteps: totalSteps, loss: mean,
                        tokensPerSecond: Double(tokens) / max(now - reported, 1e-9), seconds: now - started, validation: nil))
                (loss, weight, tokens, reported) = (0, 0, 0, now)
            }
        }
    }

    /// Positions in `users`, ordered by a hash of user, epoch and seed: who else is there changes nothing.
    private func epochOrder() -> [Int] {
        users.indices.map { index -> (UInt64, Int) in (mixed(users.key(index), 0x0D0E), index) }
            .sorted { $0 < $1 }.map(\.1)
    }

    func mixed(_ key: UInt64, _ purpose: UInt64) -> UInt64 {
        var hash = StableHash(seed: training.seed)
        hash.combine(key)
        hash.combine(UInt64(state.epoch))
        hash.combine(purpose)
        return hash.value
    }

    private func step(_ members: [Int]) throws -> (loss: Double, weight: Double, tokens: Int) {
        let windows = members.compactMap { window(users[$0]) }
        let weight = windows.reduce(0.0) { $0 + $1.weight }
        guard weight > 0 else { return (0, 0, 0) }
        let tokens = windows.reduce(0) { $0 + $1.range.count }
        if let sampledTable { return (try sampledStep(sampledTable, windows, weight: weight), weight, tokens) }
        guard let itemTable else { preconditionFailure("a trainer without an item table") }
        let shares = TrainingWindow.balanced(windows, workers: workers)
        let catalog = itemTable.forward(dropped: droppedItems(), facetDropout: facetDropout)
        let losses = ParallelLoop.map(workers) { worker in
            runWorker(worker, shares[worker], table: itemTable, catalog: catalog, lossScale: Float(1 / weight))
        }
        itemTable.backward()
        let rate = schedule.rate(at: optimizer.step)
        let norm = optimizer.update(gradients: gradients, learningRate: rate, workers: workers, clearing: true)
        guard norm.isFinite else { throw FoundationModelError.diverged(step: optimizer.step) }
        packed.refresh(workers: workers)
        return (losses.reduce(0, +), weight, tokens)
    }

    var schedule: LearningRateSchedule {
        LearningRateSchedule(
            peak: training.learningRate, warmupSteps: min(training.warmupSteps, max(1, totalSteps / 10)), totalSteps: totalSteps)
    }

    /// Which items hide their id part in this step: drawn from the item, not from its place.
    private func droppedItems() -> [Bool]? {
        isDropped.map { catalog.items.indices.map($0) }
    }
    var isDropped: ((Int) -> Bool)? {
        guard model.network.items.usesMetadata, idDropoutRate > 0 else { return nil }
        let (step, seed, rate, keys) = (UInt64(optimizer.step), training.seed, idDropoutRate, itemKeys)
        return { index in
            var hash = StableHash(seed: seed ^ keys[index])
            hash.combine(step)
            return hash.unitInterval < rate
        }
    }
    var facetDropout: BagDropout? {
        guard model.network.items.usesMetadata, model.configuration.facetDropoutRate > 0 else { return nil }
        return BagDropout(
            rowKeys: itemKeys, step: training.seed &* 0x1_0000_0001 &+ UInt64(optimizer.step), rate: model.configuration.facetDropoutRate)
    }
    private lazy var itemKeys: [UInt64] = catalog.items.map { StableHash.of($0.id.rawValue, seed: 0xD20B) }

    private func runWorker(
        _ worker: Int, _ windows: [TrainingWindow], table: ItemTable, catalog: SoftmaxCatalog, lossScale: Float
    ) -> Double {
        var loss = 0.0
        var next = 0
        while next < windows.count {
            var batch = SequenceBatch()
            repeat {
                let window = windows[next]
                batch.append(window.sequence, window: window.range, requests: window.requests, seed: window.seed, bare: window.isBare)
                next += 1
            } while next < windows.count && batch.tokens.rowCount + windows[next].range.count <= tokensPerMicroBatch
            loss += forwardAndBack(batch, worker: worker, table: table, catalog: catalog, lossScale: lossScale)
        }
        return loss
    }

    private func forwardAndBack(
        _ batch: SequenceBatch, worker: Int, table itemTable: ItemTable, catalog: SoftmaxCatalog, lossScale: Float
    ) -> Double {
        let arena = arenas[worker]
        arena.reset()
        let tape = Tape(arena: arena, store: model.store, gradients: gradients[worker], packedWeights: packed)
        let dropout = SequenceDropout(seeds: batch.seeds, configuration: model.configuration)
        let answers = model.network.answers(batch, itemTable: itemTable.table(for: worker), dropout: dropout, on: tape)
        let loss = batch.targets.withUnsafeBufferPointer { targets in
            batch.weights.withUnsafeBufferPointer { weights in
                tape.catalogSoftmax(
                    user: answers.users, catalog: catalog, itemGradient: itemTable.unitGradient(for: worker), targets: targets.baseAddress!,
                    weights: weights.baseAddress!, logTemperature: tape.parameter(model.network.logTemperature), lossScale: lossScale,
                    offsets: popularityOffsets.isEmpty ? nil : popularityOffsets[worker].offsets(of: batch))
            }
        }
        addIntentLoss(answers, batch, lossScale: lossScale, on: tape)
        tape.backward()
        return loss
    }

    // MARK: Validation

    private func validateIfDue(_ progress: (TrainingProgress) -> Void) throws {
        let due = state.epoch >= training.firstValidation && (state.epoch - training.firstValidation) % training.validationInterval == 0
        guard !validation.cases.isEmpty, due || state.epoch == training.epochs || isFinished else { return }
        try fitLivePopularity()
        let metrics = try evaluator.evaluate(model.bound(to: catalog, log: popularity), on: validation).result.metrics
        let (ndcg, hits) = (metrics["NDCG@10"] ?? 0, metrics["HR@10"] ?? 0)
        state.history.validations.append(.init(epoch: state.epoch, ndcg10: ndcg, hr10: hits))
        if ndcg > state.bestValidation {
            state.bestValidation = ndcg
            state.bestWeights = model.store.export()
            state.history.bestEpoch = state.epoch
            state.epochsWithoutGain = 0
        } else {
            state.epochsWithoutGain += training.validationInterval
        }
        progress(
            TrainingProgress(
                epoch: state.epoch, step: optimizer.step, totalSteps: totalSteps, loss: state.history.losses.last?.loss ?? 0,
                tokensPerSecond: 0, seconds: state.history.seconds, validation: ndcg))
    }
}
