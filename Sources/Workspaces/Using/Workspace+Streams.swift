import Datasets
import Evaluation
import Recommenders

/// What came of going through a stream.
public struct StreamOutcome: Sendable {
    public var results: [EvaluationResult]
    /// The first learner against each of the others, on HR@10.
    public var comparisons: [PairedTest]
    /// Chosen minutes of each tuned baseline, with the HR@10 of every point on validation.
    public var tuning: [StreamTuning]
}

/// One baseline's grid.
public struct StreamTuning: Sendable, Codable {
    public struct Point: Sendable, Codable {
        public var minutes: Double
        public var hitRate10: Double
    }
    public var baseline: LiveBaseline
    public var points: [Point]
    /// The earlier one where two tie.
    public var best: Point? { points.reduce(nil) { best, point in best.map { $0.hitRate10 >= point.hitRate10 } ?? false ? best : point } }
}

extension Workspace {
    /// Asks every choice of the data in the order of time, each before it is learned.
    ///
    /// First the run's mixer with the foundation model, then the same without it, with popularity only, the model alone, and the
    /// baselines. Those are tuned on the choices before the test when the request says so.
    /// - Throws: `WorkspaceError` (`tooMuchMemory` before it starts), `PrequentialError`, `FoundationModelError`.
    public func evaluateStream(_ request: EvaluationRequest, report: (EvaluationEvent) -> Void = { _ in }) throws -> StreamOutcome {
        let reading = try estimateDataset(TimeEstimate(speed: MachineSpeed.measure(clock: Workspace.secondsPassed)))
        report(.estimate(reading))
        try reading.memory.check(limit: request.memoryLimit ?? MemoryLimit.standard())
        let run = request.run ?? RunConfiguration()
        let session = try StreamSession(dataset: RunData.prepared(dataset(), run: run), run: run, request: request)
        var minutes: [LiveBaseline: Double] = [:]
        var tuning: [StreamTuning] = []
        if request.tunesBaselines {
            tuning = try session.tune(report)
            for result in tuning { minutes[result.baseline] = result.best?.minutes }
        }
        let (results, comparisons) = try session.judge(minutes, report)
        return StreamOutcome(results: results, comparisons: comparisons, tuning: tuning)
    }
}

/// One pass, or one for tuning and one for the test.
private struct StreamSession {
    private let dataset: Dataset
    private let stream: PrequentialStream
    private let run: RunConfiguration
    private let request: EvaluationRequest
    private var itemCount: Int { dataset.catalog.count }

    init(dataset: Dataset, run: RunConfiguration, request: EvaluationRequest) throws {
        self.dataset = dataset
        stream = try PrequentialStream(dataset, roles: run.tokenizer.roles)
        self.run = run
        self.request = request
    }

    private func options(until: Double) -> PrequentialOptions {
        PrequentialOptions(
            burnIn: run.live.burnIn, testFrom: run.split.quantile, until: until, periodSeconds: run.live.periodSeconds,
            seenRemoved: run.split.seenRemoved, seed: request.seed)
    }

    func tune(_ report: (EvaluationEvent) -> Void) throws -> [StreamTuning] {
        let points = LiveBaseline.allCases.flatMap { baseline in baseline.grid.map { (baseline, $0) } }
        let learners = points.map { $0.learner(minutes: $1, itemCount: itemCount) }
        let outcomes = try PrequentialEvaluator(options(until: run.split.quantile)).run(stream, learners: learners) {
            report(.ranking("tuning", done: $0, all: $1))
        }
        return LiveBaseline.allCases.map { baseline in
            StreamTuning(
                baseline: baseline,
                points: zip(points, outcomes).filter { $0.0.0 == baseline }.map {
                    StreamTuning.Point(minutes: $0.1, hitRate10: $1.validationHitRate)
                })
        }
    }

    func judge(
        _ tuned: [LiveBaseline: Double], _ report: (EvaluationEvent) -> Void
    ) throws -> (results: [EvaluationResult], comparisons: [PairedTest]) {
        let evaluator = PrequentialEvaluator(options(until: 1))
        let outcomes = try evaluator.run(stream, learners: models() + baselines(tuned)) { report(.ranking(run.name, done: $0, all: $1)) }
        let results = outcomes.map { outcome in
            var result = outcome.result
            result.checks.append(cost(outcome))
            return result
        }
        for result in results { report(.finished(result)) }
        return (results, evaluator.comparisons(outcomes, metric: "HR@10"))
    }

    private func models() -> [any PrequentialLearner] {
        let foundation = LiveFoundation(
            dataset: dataset, run: run, live: run.live.foundation, workers: request.workers, clock: Workspace.secondsPassed)
        func mixer(_ name: String, _ signals: [LiveSignal]) -> LiveMixer {
            LiveMixer(
                name: name, signals: signals, foundation: signals.contains(.foundation) ? foundation : nil,
                horizonHours: run.live.horizonHours, learningRate: run.live.learningRate, itemCount: itemCount)
        }
        let signals = run.live.signals
        return [
            mixer(run.name, signals), mixer("Live signals, no foundation model", signals.filter { $0 != .foundation }),
            mixer("Foundation model + live popularity", [.popularity, .foundation]), foundation,
        ]
    }

    private func baselines(_ tuned: [LiveBaseline: Double]) -> [any PrequentialLearner] {
        let reference: [any PrequentialLearner] = [
            WindowPopularity(minutes: 60, itemCount: itemCount), WindowPopularity(minutes: 1440, itemCount: itemCount),
        ]
        let rest = LiveBaseline.allCases.compactMap { baseline -> (any PrequentialLearner)? in
            let minutes = tuned[baseline] ?? run.baselines[baseline.rawValue]?["minutes"] ?? baseline.defaultMinutes
            return baseline == .popularity && minutes == 60 ? nil : baseline.learner(minutes: minutes, itemCount: itemCount)
        }
        return reference + rest
    }

    /// What an hour of the stream costs.
    private func cost(_ outcome: PrequentialOutcome) -> EvaluationCheck {
        let first = stream.choices.first?.time ?? 0
        let periods = Double((stream.choices.last?.time ?? 0) - first) / Double(run.live.periodSeconds * 1000)
        let answering = outcome.secondsPerChoice * Double(stream.choices.count) / max(periods, 1)
        let hours = Figure.fixed(Double(run.live.periodSeconds) / 3600, digits: 1)
        return EvaluationCheck(
            name: "cost of \(hours) hours of the stream", passed: true,
            detail: "\(Figure.fixed(outcome.secondsPerPeriod, digits: 3)) s of training, \(Figure.fixed(answering, digits: 3)) s of "
                + "answering and learning, \(Figure.fixed(outcome.secondsPerChoice * 1e6, digits: 0)) µs a choice")
    }
}
