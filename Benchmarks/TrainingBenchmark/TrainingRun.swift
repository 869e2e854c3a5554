import Datasets
import Evaluation
import Foundation
import Recommenders
import Tensors

/// What is trained; every property is an option of the same name.
struct TrainingShape: Encodable {
    var lengths: String
    var width: Int
    var layers: Int
    var heads: Int
    var hidden: Int
    var items: Int
    /// Users in an optimizer step.
    var batch: Int
    /// Tokens that a worker carries at once.
    var micro: Int
    var maximum: Int
    var dropout: Float
    var workers: Int
    var warmup: Int
    var steps: Int
    var seed: UInt64
    /// Where the histories lie: `memory`, or a file of `training-benchmark corpus`.
    var corpus: String

    init(_ arguments: inout BenchmarkArguments) throws {
        lengths = arguments.text("lengths") ?? "ml-1m"
        let isBeauty = lengths == "beauty"
        width = try arguments.number("width", 128)
        layers = try arguments.number("layers", isBeauty ? 2 : 4)
        heads = try arguments.number("heads", max(1, width / (isBeauty ? 64 : 32)))
        hidden = try arguments.number("hidden", 3 * width)
        items = try arguments.number("items", isBeauty ? 12_101 : 3706)
        batch = try arguments.number("batch", isBeauty ? 256 : 64)
        micro = try arguments.number("micro", TrainingConfiguration().tokensPerMicroBatch)
        maximum = try arguments.number("maximum", isBeauty ? 50 : 200)
        dropout = try arguments.number("dropout", isBeauty ? 0.5 : 0.3)
        workers = try arguments.number("workers", 2)
        warmup = try arguments.number("warmup", 3)
        steps = try arguments.number("steps", 20)
        seed = try arguments.number("seed", 1)
        corpus = arguments.text("corpus") ?? "memory"
    }

    var model: FoundationModelConfiguration {
        FoundationModelConfiguration(
            inputs: .ids, embeddingDimension: width, layerCount: layers, headCount: heads, feedForwardDimension: hidden,
            maximumSequenceLength: maximum, dropoutRate: dropout, embeddingDropoutRate: dropout)
    }

    func training(epochs: Int = 1) -> TrainingConfiguration {
        TrainingConfiguration(epochs: epochs, batchSize: batch, tokensPerMicroBatch: micro, seed: seed)
    }
}

/// Trains for a number of steps and takes their times.
struct TrainingRun {
    let shape: TrainingShape

    init(_ shape: TrainingShape) { self.shape = shape }

    struct Result: Encodable {
        var shape: TrainingShape
        var lengthsFrom: String
        var machine: Machine
        var parameters: Int
        var users: Int
        /// Of making the trainer: counting what the histories hold, first weights.
        var preparationSeconds: Double
        var meanWindow: Double
        /// Of the steps after the warm-up; a target is a token with an item of the softmax to predict.
        var targetsPerSecond: Spread
        /// All targets by all seconds.
        var overallTargetsPerSecond: Double
        var millisecondsPerStep: Spread
        /// Of products alone, by `OperationCount`.
        var gigaOperationsPerSecond: Spread
        var operationsPerTarget: Double
        var megabytesPerStep: Double
        var peakMegabytes: Int
        var anonymousMegabytes: Int
    }

    private func made(_ lengths: HistoryLengths, _ users: Int) -> (Dataset, Split) {
        guard shape.corpus == "memory" else {
            let catalog = MadeUpHistories.catalog(shape.items)
            return (Dataset(name: "made-up", catalog: catalog, users: []), MadeUpHistories.split(training: []))
        }
        return MadeUpHistories.split(lengths: lengths.values, users: users, items: shape.items, seed: shape.seed)
    }

    /// Prints the result after the last step and ends the program: an epoch of a large corpus would go on for hours.
    func measure() throws {
        let machine = Machine()
        let lengths = try HistoryLengths.named(shape.lengths)
        let users = shape.batch * (shape.warmup + shape.steps)
        let (dataset, split) = made(lengths, users)
        let corpus: any TrainingCorpus = shape.corpus == "memory" ? MemoryCorpus(split.training) : try MappedCorpus(path: shape.corpus)
        // What a step costs is told by its windows, and more than so many would tell the same.
        let windows = (0..<min(users, corpus.userCount)).map { min(corpus.history(of: $0).interactions.count, shape.maximum) }
        let started = TrainingBenchmark.seconds()
        let recorder = StepRecorder(last: shape.warmup + shape.steps)
        let trainer = try FoundationTrainer(
            dataset: dataset, split: split, configuration: shape.model, training: shape.training(), corpus: corpus, workers: shape.workers,
            clock: { recorder.read() })
        let preparation = TrainingBenchmark.seconds() - started
        recorder.watch(trainer) { steps in
            TrainingBenchmark.print(
                json: result(
                    machine, lengths.source, trainer, windows, corpus.userCount, preparation,
                    steps.dropFirst(shape.warmup)))
            exit(0)
        }
        _ = try trainer.run()
    }

    private func result(
        _ machine: Machine, _ source: String, _ trainer: FoundationTrainer, _ windows: [Int], _ users: Int, _ preparation: Double,
        _ steps: ArraySlice<StepRecorder.Step>
    ) -> Result {
        let counted = OperationCount(shape, windows: windows, negatives: trainer.history.negatives)
        let (tokens, seconds) = steps.reduce((0, 0.0)) { ($0.0 + $1.tokens, $0.1 + $1.seconds) }
        return Result(
            shape: shape, lengthsFrom: source, machine: machine, parameters: trainer.model.parameterCount, users: users,
            preparationSeconds: preparation,
            meanWindow: Double(windows.reduce(0, +)) / Double(max(1, windows.count)),
            targetsPerSecond: Spread(steps.map { Double($0.tokens) / $0.seconds }),
            overallTargetsPerSecond: Double(tokens) / max(1e-9, seconds), millisecondsPerStep: Spread(steps.map { $0.seconds * 1000 }),
            gigaOperationsPerSecond: Spread(steps.map { Double($0.tokens) * counted.perTarget / $0.seconds / 1e9 }),
            operationsPerTarget: counted.perTarget, megabytesPerStep: counted.bytesPerStep / 1e6, peakMegabytes: PeakMemory.bytes() >> 20,
            anonymousMegabytes: ResidentMemory.anonymousBytes() >> 20)
    }
}

/// Takes the time of every step through the clock that the trainer reads after each, so that what is timed is the trainer as it is.
final class StepRecorder: @unchecked Sendable {  // Rule: the trainer's own thread alone reads the clock.
    private(set) var steps: [Step] = []
    private weak var trainer: FoundationTrainer?
    private var last: Step?

    private let wanted: Int
    private var finished: ([Step]) -> Void = { _ in }
    typealias Step = (seconds: Double, tokens: Int)

    /// - Parameter last: number of the step after which there is enough.
    init(last: Int) { wanted = last }

    func watch(_ trainer: FoundationTrainer, finished: @escaping ([Step]) -> Void) {
        self.trainer = trainer
        self.finished = finished
    }

    func read() -> Double {
        let now = TrainingBenchmark.seconds()
        guard let tokens = trainer?.history.tokens else { return now }
        guard let before = last, tokens > before.tokens else {
            if steps.isEmpty { last = (now, tokens) }
            return now
        }
        steps.append((now - before.seconds, tokens - before.tokens))
        last = (now, tokens)
        if steps.count == wanted { finished(steps) }
        return now
    }
}

/// What of the resident memory is the process's own, and not pages of files that can be read again.
enum ResidentMemory {
    static func anonymousBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 } ?? 0
    }
}

/// Median and the tenth and ninetieth of a hundred.
struct Spread: Encodable {
    let median, p10, p90: Double

    init(_ values: some Sequence<Double>) {
        let sorted = values.sorted()
        func at(_ share: Double) -> Double {
            guard !sorted.isEmpty else { return 0 }
            let position = share * Double(sorted.count - 1)
            let below = Int(position)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
        }
        func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        (median, p10, p90) = (rounded(at(0.5)), rounded(at(0.1)), rounded(at(0.9)))
    }
}
