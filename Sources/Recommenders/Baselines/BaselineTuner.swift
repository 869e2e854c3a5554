import Datasets
import Evaluation

/// Chooses a baseline's parameters on validation, and keeps the whole grid for the record.
public struct BaselineTuner: Sendable {
    private let corpus: BaselineCorpus
    private let task: EvaluationTask
    private let evaluator: Evaluator
    private let workers: Int

    /// - Parameters:
    ///   - users: validation cases that are looked at, drawn by user key; all where there are fewer.
    ///   - seed: of the draw.
    ///   - corpus: what the training part says, where it is packed already.
    /// - Throws: `BaselineError`, `EvaluationError`.
    public init(
        dataset: String, split: Split, catalog: Catalog, candidates: CandidateSet? = nil, users: Int = 1000,
        seed: UInt64 = 42, workers: Int = 1, corpus: BaselineCorpus? = nil
    ) throws {
        self.corpus = try corpus ?? BaselineCorpus(training: split.training, itemCount: catalog.count)
        var task = EvaluationTask(
            dataset: dataset, split: split, part: .validation, catalog: catalog, candidates: candidates)
        task.cases = BaselineTuner.sample(task.cases, count: users, seed: seed)
        self.task = task
        evaluator = try Evaluator(
            EvaluatorOptions(cutoffs: [10], workers: workers, resamples: 0, slices: false, leakCheck: false))
        self.workers = workers
    }

    /// What decides whether a user's cases are among those that are looked at.
    package static func drawHash(_ key: UInt64, seed: UInt64 = 42) -> UInt64 { StableHash.mix(key ^ StableHash.mix(seed)) }

    /// The cases whose users have the smallest keyed hashes, in their order: adding a user does not change who else is in,
    /// but for one.
    private static func sample(_ cases: [EvaluationCase], count: Int, seed: UInt64) -> [EvaluationCase] {
        guard cases.count > count else { return cases }
        let hashes = cases.map { drawHash($0.userKey, seed: seed) }
        let limit = hashes.sorted()[count - 1]
        return zip(cases, hashes).filter { $1 <= limit }.map(\.0)
    }

    /// Fits and judges every point of the grid.
    ///
    /// - Parameters:
    ///   - grid: the baseline's own unless given.
    ///   - progress: called after each point.
    /// - Returns: all points in the order of the grid; the best has the highest NDCG@10, the earlier one where two tie.
    public func tune(
        _ kind: BaselineKind, grid: [BaselineParameters]? = nil, progress: (TuningPoint) -> Void = { _ in }
    ) throws -> TuningResult {
        var points: [TuningPoint] = []
        var previous: (any Scorer)?
        for parameters in grid ?? kind.grid {
            let clock = ContinuousClock()
            let start = clock.now
            let scorer = try kind.fit(corpus, catalog: task.catalog, parameters: parameters, workers: workers, reusing: previous)
            let metrics = try evaluator.evaluate(scorer, on: task).result.metrics
            previous = scorer
            points.append(
                TuningPoint(
                    parameters: parameters, ndcg10: metrics["NDCG@10"] ?? 0, hitRate10: metrics["HR@10"] ?? 0,
                    seconds: start.duration(to: clock.now) / .seconds(1)))
            progress(points[points.count - 1])
        }
        return TuningResult(
            baseline: kind, dataset: task.dataset, protocolName: task.protocolName, users: task.cases.count, points: points)
    }
}

/// One point of a grid.
public struct TuningPoint: Sendable, Hashable, Codable {
    public var parameters: BaselineParameters
    public var ndcg10: Double
    public var hitRate10: Double
    /// Fitting (where nothing could be reused) and judging.
    public var seconds: Double
}

/// A whole grid and its winner.
public struct TuningResult: Sendable, Codable {
    public var baseline: BaselineKind
    public var dataset: String
    public var protocolName: String
    /// Validation users that were looked at.
    public var users: Int
    public var points: [TuningPoint]

    /// Nil only for an empty grid.
    public var best: TuningPoint? {
        points.reduce(nil) { best, point in best.map { $0.ndcg10 >= point.ndcg10 } ?? false ? best : point }
    }

    /// A table for LOG.md, the winner in bold, best first.
    public func markdown() -> String {
        let ranked = points.enumerated().sorted { ($1.element.ndcg10, $0.offset) < ($0.element.ndcg10, $1.offset) }
        var lines = [
            "#### \(baseline.rawValue), \(dataset), \(protocolName): \(points.count) points, \(users) validation users", "",
            "| parameters | NDCG@10 | HR@10 | s |", "| --- | --- | --- | --- |",
        ]
        for (position, point) in ranked.map(\.element).enumerated() {
            let mark = position == 0 ? "**" : ""
            lines.append(
                "| \(mark)\(point.parameters)\(mark) | \(Figure.fixed(point.ndcg10, digits: 4)) "
                    + "| \(Figure.fixed(point.hitRate10, digits: 4)) | \(Figure.fixed(point.seconds, digits: 1)) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
