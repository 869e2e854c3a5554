import Datasets
import Evaluation
import Recommenders

/// What training and judging are measured by.
struct WorkSize {
    var events = 0.0
    var items = 0.0
    /// Sum over users of the square of the number of their events: what counting pairs costs.
    var pairs = 0.0
    /// The same of different items: more than there are pairs of items that somebody chose both of.
    var distinctPairs = 0.0
    /// Of the catalogue in memory.
    var catalogBytes = 0.0
    /// Tokens of all windows of an epoch.
    var tokens = 0.0
    var users = 0.0
    /// Of the file that the histories lie in; nil where they are in memory.
    var fileBytes: Double?
    /// Validation cases in memory, each with its history.
    var heldCases = 0.0

    var meanWindow: Double { tokens / max(1, users) }

    init(_ training: some Collection<UserHistory>, catalog: Catalog, run: RunConfiguration) {
        let segmenter = run.tokenizer.segmenter
        items = Double(catalog.count)
        catalogBytes = catalog.items.reduce(0.0) { $0 + WorkSize.bytes($1) }
        users = Double(training.count)
        for user in training {
            let distinct = Double(Set(user.interactions.lazy.compactMap { $0.item?.position }).count)
            distinctPairs += distinct * distinct
            let length = Double(user.interactions.count)
            events += length
            pairs += length * length
            tokens += Double(min(segmenter.segments(of: user.interactions[...]).count, run.model.maximumSequenceLength))
        }
    }
}

extension WorkSize {
    fileprivate static func bytes(_ item: Item) -> Double {
        let values = item.facets.values.reduce(0) { $0 + $1.reduce(48) { $0 + 16 + $1.utf8.count } }
        return Double(350 + item.title.utf8.count + (item.text?.utf8.count ?? 0) + values + 64 * item.identifiers.count)
    }
}

extension TimeEstimate {
    private static let secondsPerLoadedEvent = 2.5e-6
    /// Of one row of scores: masking, selecting and counting ties.
    private static let secondsPerRankedItem = 5e-9
    private static let gateCases = 1000.0

    /// Reading the store, sorting and cutting.
    func loading(events: Double) -> Double { 0.2 + events * Self.secondsPerLoadedEvent / speed }

    /// The same, over a temporary file and into another one.
    func streaming(events: Double) -> Double { 0.2 + events * 2 * Self.secondsPerLoadedEvent / speed }

    // MARK: Training

    /// Epochs, validations and the gate; the parts that the first steps correct are kept apart.
    struct Training {
        var steps: Double
        var validations: Double
        var gate: Double
        var seconds: Double { steps + validations + gate }
    }

    /// - Parameter operationsPerSecond: of all workers, see `MatrixSpeed`.
    func training(_ size: WorkSize, run: RunConfiguration, validationCases: Int, operationsPerSecond: Double, workers: Int) -> Training {
        let model = run.model
        let shape = (width: model.embeddingDimension, layers: model.layerCount, heads: model.headCount)
        let perToken = SelfSizing.operationsPerToken(shape, items: Int(size.items), length: Int(size.meanWindow))
        let epochs = Double(run.training.epochs)
        var steps = epochs * size.tokens * perToken / operationsPerSecond
        if let budget = run.training.budgetSeconds { steps = min(steps, budget) }
        let one = asking(
            cases: Double(min(validationCases, run.training.validationCases)), size, run: run, operationsPerSecond: operationsPerSecond,
            workers: workers)
        let gate = asking(
            cases: min(Self.gateCases, Double(validationCases)), size, run: run, operationsPerSecond: operationsPerSecond, workers: workers)
        return Training(
            steps: steps, validations: Self.validations(run.training) * one,
            gate: 2 * gate + fitting(.itemKNN, size, workers: workers, operationsPerSecond: operationsPerSecond))
    }

    private static func validations(_ training: TrainingConfiguration) -> Double {
        guard training.epochs >= training.firstValidation else { return 1 }
        let after = training.epochs - training.firstValidation
        return Double(after / training.validationInterval + 1 + (after % training.validationInterval == 0 ? 0 : 1))
    }

    /// A model's answers to so many questions, ranked.
    func asking(cases: Double, _ size: WorkSize, run: RunConfiguration, operationsPerSecond: Double, workers: Int) -> Double {
        let model = run.model
        let shape = (width: model.embeddingDimension, layers: model.layerCount, heads: model.headCount)
        // A third of forward and back, without the softmax over all items of every token.
        let forward = SelfSizing.operationsPerToken(shape, items: 0, length: Int(size.meanWindow)) / 3
        let scores = 2 * Double(model.embeddingDimension) * size.items
        return cases * (size.meanWindow * forward + scores) / operationsPerSecond + ranking(cases: cases, size, workers: workers)
    }

    // MARK: Judging

    func ranking(cases: Double, _ size: WorkSize, workers: Int) -> Double {
        cases * size.items * Self.secondsPerRankedItem / speed / Double(max(1, workers))
    }

    /// Fitting a baseline.
    func fitting(_ kind: BaselineKind, _ size: WorkSize, workers: Int, operationsPerSecond: Double) -> Double {
        let (v, n) = (size.items, size.events)
        switch kind {
        case .itemKNN: return (size.pairs * 1.2e-9 + v * v * 6e-9) / speed
        case .ease: return (size.pairs * 1.2e-9 + v * v * 6e-9) / speed + 2 * v * v * v / operationsPerSecond
        case .implicitALS: return 12 * (n * 2 * 64 * 64 + (size.users + v) * 64 * 64 * 64 / 3) * 1.5e-10 / speed / Double(max(1, workers))
        case .content: return v * 2e-5 / speed
        case .markov: return n * 5 * 4e-8 / speed
        default: return n * 5e-8 / speed
        }
    }

    /// Scores of a baseline for so many questions, and their ranks.
    func asking(_ kind: BaselineKind, cases: Double, _ size: WorkSize, workers: Int) -> Double {
        let history = size.events / max(1, size.users)
        let sums: Double =
            switch kind {
            case .itemKNN: history * min(1000, size.items) * 1.2e-9
            case .ease: history * size.items * 4e-10
            case .content: history * size.items * 2e-10 + size.items * 2e-8
            case .implicitALS: size.items * 64 * 1e-10
            default: size.items * 1e-9
            }
        return cases * sums / speed / Double(max(1, workers)) + ranking(cases: cases, size, workers: workers)
    }
}
