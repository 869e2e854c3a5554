import Datasets
import Evaluation

/// Measures learning curves: fits contenders on growing shares of the training part and asks all of them the same.
///
///     let curves = try LearningCurveMeasurement(dataset: "mine", split: split, catalog: catalog).run()
///     print(curves.firstToBeatTheReference?.sentence ?? "popularity is not beaten here")
public struct LearningCurveMeasurement: Sendable {
    /// Something that can be trained.
    public struct Contender: Sendable {
        public var inputs: String
        public var fit: @Sendable ([UserHistory]) throws -> any Scorer
        public init(inputs: String, fit: @escaping @Sendable ([UserHistory]) throws -> any Scorer) {
            self.inputs = inputs
            self.fit = fit
        }
    }

    /// Called after each fit with the model, the share and its figure.
    public typealias Progress = (_ model: String, _ point: LearningCurves.Point) -> Void

    public static let defaultShares = [0.01, 0.03, 0.1, 0.3, 1]
    /// The first is the reference.
    public static let defaultBaselines: [BaselineKind] = [.popularity, .markov, .itemKNN, .ease]

    private let split: Split
    private let task: EvaluationTask
    private let evaluator: Evaluator
    private let unit: TrainingSample.Unit
    private let seed: UInt64
    private let workers: Int
    private let metric = "NDCG@10"

    /// - Parameters:
    ///   - split: its training part is thinned; its test part is asked.
    ///   - cases: questions of so many users at most, drawn by user key; 2,000 put the interval of an NDCG of 0.1 at ± 0.01.
    /// - Throws: `EvaluationError`.
    public init(
        dataset: String, split: Split, catalog: Catalog, unit: TrainingSample.Unit = .users, users: Int = 2000, seed: UInt64 = 42,
        workers: Int = 1
    ) throws {
        self.split = split
        self.unit = unit
        self.seed = seed
        self.workers = workers
        var task = EvaluationTask(dataset: dataset, split: split, catalog: catalog)
        task.cases = LearningCurveMeasurement.sample(task.cases, users: users, seed: seed)
        self.task = task
        evaluator = try Evaluator(
            EvaluatorOptions(cutoffs: [10], workers: workers, seed: seed, slices: false, leakCheck: false))
    }

    private static func sample(_ cases: [EvaluationCase], users: Int, seed: UInt64) -> [EvaluationCase] {
        func hash(_ key: UInt64) -> UInt64 { StableHash.mix(key ^ StableHash.mix(seed)) }
        let hashes = Set(cases.lazy.map { hash($0.userKey) }).sorted()
        guard hashes.count > users, users > 0 else { return cases }
        return cases.filter { hash($0.userKey) <= hashes[users - 1] }
    }

    /// Curves of baselines.
    ///
    /// - Parameters:
    ///   - shares: above 0 and at most 1, in any order.
    ///   - baselines: the first is the reference.
    ///   - parameters: those that differ from the defaults, by the name of the baseline.
    /// - Throws: `EvaluationError.impossibleOption`, and what fitting the reference throws; another baseline that cannot be
    ///   fitted is named in `skipped`.
    public func run(
        shares: [Double] = LearningCurveMeasurement.defaultShares, baselines: [BaselineKind] = LearningCurveMeasurement.defaultBaselines,
        parameters: [String: BaselineParameters] = [:], progress: Progress = { _, _ in }
    ) throws -> LearningCurves {
        let (catalog, workers, task) = (task.catalog, workers, task)
        let contenders = baselines.map { kind in
            Contender(inputs: kind.inputs(on: task)) {
                try kind.fit(training: $0, catalog: catalog, parameters: parameters[kind.rawValue] ?? [:], workers: workers)
            }
        }
        return try run(shares: shares, contenders: contenders, progress: progress)
    }

    /// Curves of anything that can be trained; the first contender is the reference.
    ///
    /// - Complexity: a fit and an evaluation for each share and contender.
    public func run(shares: [Double], contenders: [Contender], progress: Progress = { _, _ in }) throws -> LearningCurves {
        let places = try LearningCurveMeasurement.checked(shares)
        var curves = contenders.map { LearningCurves.Curve(model: "", inputs: $0.inputs, points: []) }
        var skipped: [Int: String] = [:]
        for share in places {
            let training = TrainingSample(share: share, unit: unit, seed: seed).apply(to: split.training)
            guard !training.isEmpty else { continue }
            var reference: Evaluation?
            for (number, contender) in contenders.enumerated() where skipped[number] == nil {
                do {
                    let (evaluation, point) = try measure(contender, on: training, share: share, reference: reference)
                    reference = reference ?? evaluation
                    curves[number].model = evaluation.result.model
                    curves[number].points.append(point)
                    progress(evaluation.result.model, point)
                } catch let error as BaselineError where number > 0 { skipped[number] = error.description }
            }
        }
        return LearningCurves(
            dataset: task.dataset, protocolName: task.protocolName, unit: unit, metric: metric, cases: task.cases.count,
            askedUsers: Set(task.cases.lazy.map(\.user)).count, reference: curves.first?.model ?? "",
            curves: curves.filter { !$0.points.isEmpty }, skipped: skipped.keys.sorted().compactMap { skipped[$0] })
    }

    private static func checked(_ shares: [Double]) throws -> [Double] {
        guard !shares.isEmpty, shares.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
            throw EvaluationError.impossibleOption(name: "shares", value: "\(shares)", expected: "one or more, above 0 and at most 1")
        }
        return Set(shares).sorted()
    }

    private func measure(
        _ contender: Contender, on training: [UserHistory], share: Double, reference: Evaluation?
    ) throws -> (Evaluation, LearningCurves.Point) {
        let clock = ContinuousClock()
        let start = clock.now
        let evaluation = try evaluator.evaluate(try contender.fit(training), on: task, inputs: contender.inputs)
        let lead = try reference.map { try PairedTest(evaluation, $0, metric: metric, permutations: 0, seed: seed) }
        let value = evaluation.result.metrics[metric] ?? 0
        let point = LearningCurves.Point(
            share: share, users: training.count, events: training.reduce(0) { $0 + $1.interactions.count }, value: value,
            interval: evaluation.result.intervals[metric] ?? Interval(low: value, high: value), lead: lead?.difference,
            leadInterval: lead?.interval, seconds: start.duration(to: clock.now) / .seconds(1))
        return (evaluation, point)
    }
}
