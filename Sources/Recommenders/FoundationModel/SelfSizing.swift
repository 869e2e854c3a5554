import Datasets
import Tensors

/// What a training run is sized by.
public struct DataSize: Sendable, Hashable {
    public var users: Int
    public var items: Int
    /// Tokens of the training part.
    public var tokens: Int
    /// Length in tokens that 95 % of the users stay below.
    public var longHistory: Int

    /// Counts tokens, not events.
    public init(tokensOf training: some Sequence<UserHistory>, itemCount: Int, tokenizer: TokenizerConfiguration) {
        let segmenter = tokenizer.segmenter
        let lengths = training.map { segmenter.segments(of: $0.interactions[...]).count }.sorted()
        users = lengths.count
        items = itemCount
        tokens = lengths.reduce(0, +)
        longHistory = lengths.isEmpty ? 0 : lengths[min(lengths.count - 1, lengths.count * 95 / 100)]
    }
}

/// Chooses width, depth and epochs for a data set and a time budget, and says why.
public struct SelfSizing: Sendable {
    public var run: RunConfiguration
    /// One sentence per choice, for the person who waits.
    public var reasons: [String]

    /// Largest first. The first two are what was tuned on MovieLens; smaller ones keep its proportions.
    private static let ladder: [(width: Int, layers: Int, heads: Int)] = [(128, 4, 4), (128, 3, 4), (96, 3, 3), (64, 2, 2), (32, 2, 1)]
    /// Below this many passes a model of this kind is not worth having (ML-1M reaches nine tenths of its figure at 12).
    private static let fewestEpochs = 12
    private static let mostEpochs = 40
    private static let fewestStepsPerEpoch = 60
    /// A schedule of so many steps has room for `busyTokens` in each. MovieLens 1M (6,040 users, 12 passes) validates at .1619 with 64 users
    /// a step and at .1772 with 24, for a seventh more time.
    private static let ampleSteps = 6000.0
    /// Tokens of a step: what still fills the kernels, and what keeps all workers busy.
    private static let (fewestTokens, busyTokens) = (3200.0, 8000.0)
    /// Share of the budget that is planned; the rest is for validation and noise of a shared machine.
    private static let plannedShare = 0.7

    /// - Parameters:
    ///   - budgetSeconds: wall time for training.
    ///   - operationsPerSecond: what the machine reaches on matrix products, all workers together; see `MatrixSpeed`.
    public init(_ size: DataSize, inputs: ModelInputs, budgetSeconds: Double, operationsPerSecond: Double, base: RunConfiguration) {
        var run = base
        var reasons: [String] = []
        let length = max(8, min(200, size.longHistory + 1))
        let tokensPerEpoch = Double(min(size.tokens, size.users * length))
        var chosen = Self.ladder.count - 1
        var epochs = 1
        for (step, shape) in Self.ladder.enumerated() where step >= Self.smallestUseful(size) {
            let cost = Self.operationsPerToken(shape, items: size.items, length: length) * tokensPerEpoch
            epochs = Int(budgetSeconds * Self.plannedShare * operationsPerSecond / max(cost, 1))
            chosen = step
            if epochs >= Self.fewestEpochs { break }
        }
        let shape = Self.ladder[chosen]
        run.model.inputs = inputs
        run.model.embeddingDimension = shape.width
        run.model.layerCount = shape.layers
        run.model.headCount = shape.heads
        run.model.feedForwardDimension = 3 * shape.width
        run.model.facetDimension = max(16, shape.width / 2)
        run.model.maximumSequenceLength = length
        run.training.epochs = max(1, min(Self.mostEpochs, epochs))
        run.training.budgetSeconds = budgetSeconds
        let mean = Double(size.tokens) / Double(max(1, size.users))
        let share = tokensPerEpoch * Double(run.training.epochs) / Self.ampleSteps
        let tokensPerStep = max(Self.fewestTokens, min(Self.busyTokens, share))
        let busy = Int(tokensPerStep / max(1, min(mean, Double(length))))
        // Fewer where data is little, so that an epoch has steps to learn in.
        run.training.batchSize = max(8, min(busy, 256, size.users / Self.fewestStepsPerEpoch))
        run.model.dropoutRate = mean < 20 ? 0.5 : 0.3
        run.model.embeddingDropoutRate = run.model.dropoutRate
        run.training.firstValidation = min(run.training.firstValidation, max(1, run.training.epochs / 2))
        run.name = "sized"
        reasons.append(
            "\(size.users) users, \(size.items) items, \(size.tokens) tokens: width \(shape.width), \(shape.layers) layers, histories of \(length)"
        )
        reasons.append(
            "\(Int(budgetSeconds)) s at about \(Int(operationsPerSecond / 1e9)) GFLOP/s allow \(max(1, epochs)) passes; planned are \(run.training.epochs)"
        )
        if epochs < Self.fewestEpochs {
            reasons.append("fewer than \(Self.fewestEpochs) passes fit into the budget: more time would make the model better")
        }
        if mean < 20 { reasons.append("histories are short (\(Int(mean.rounded())) on average): dropout 0.5 instead of 0.3") }
        self.run = run
        self.reasons = reasons
    }

    /// Little data cannot fill a wide model.
    private static func smallestUseful(_ size: DataSize) -> Int {
        switch size.tokens {
        case ..<3_000: 4
        case ..<30_000: 3
        case ..<100_000: 2
        default: 0
        }
    }

    /// Multiplications and additions of a token forward and back: layers, attention and the softmax over all items.
    package static func operationsPerToken(_ shape: (width: Int, layers: Int, heads: Int), items: Int, length: Int) -> Double {
        let d = Double(shape.width)
        let layers = Double(shape.layers) * (14 * d * d + 2 * Double(length) / 2 * d)
        return 6 * (layers + d * Double(items))
    }
}

/// What this machine reaches on the products that training is made of.
public enum MatrixSpeed {
    /// - Parameters:
    ///   - workers: threads that multiply at once.
    ///   - clock: seconds.
    /// - Returns: operations per second of all workers together, over about a tenth of a second, times the share that
    ///   products have in a training step.
    public static func measure(workers: Int, clock: @Sendable () -> Double) -> Double {
        let (m, n, k) = (1024, 384, 128)
        let rounds = 40
        let arenas = (0..<max(1, workers)).map { _ in Arena() }
        let started = clock()
        ParallelLoop.run(arenas.count) { worker in
            let arena = arenas[worker]
            let (a, b, c) = (arena.zeros(m * k), arena.zeros(k * n), arena.zeros(m * n))
            for _ in 0..<rounds {
                MatrixProduct.multiply(
                    .rowMajor(a, k), .plain(.rowMajor(b, n)), into: c, rowStride: n, shape: (m, n, k), arena: arena)
            }
        }
        let seconds = max(clock() - started, 1e-6)
        return Double(arenas.count * rounds) * 2 * Double(m * n * k) / seconds * productShare
    }

    /// Profiled on ML-1M at width 128: 56 % of a step are products, the rest is spread thin.
    private static let productShare = 0.55
}
