import Datasets
import Evaluation
import Recommenders

/// Corrects the estimate of an evaluation by the models that are judged first.
struct EvaluationWatch {
    /// What is judged, in order.
    struct Plan {
        var models: [FoundationBundle]
        var baselines: [BaselineKind]
        var run: RunConfiguration
        var cases: Int
        var isTuned: Bool
    }

    let first: StepEstimate
    /// Seconds planned for each of the judged.
    private let planned: [Double]
    private let comparing: Double
    private let beforeJudging: Double
    private var finished = 0
    private var watch: StepWatch

    /// At least this share of the plan must be behind before the rest is judged by it.
    private static let enough = 0.2
    private static let tuningPoints = 12.0
    private static let secondsPerComparedCase = 6e-6

    init(_ plan: Plan, size: WorkSize, request: EvaluationRequest, time: TimeEstimate, started: Double) {
        let workers = request.workers
        let matrixSpeed =
            plan.models.isEmpty && !plan.baselines.contains(.ease)
            ? 1e11 : MatrixSpeed.measure(workers: workers, clock: Workspace.secondsPassed)
        let cases = Double(plan.cases)
        let models = plan.models.map {
            time.asking(cases: cases, size, run: $0.run, operationsPerSecond: matrixSpeed, workers: workers)
        }
        let baselines = plan.baselines.map { kind in
            (plan.isTuned ? Self.tuningPoints : 1)
                * (time.fitting(kind, size, workers: workers, operationsPerSecond: matrixSpeed)
                    + time.asking(kind, cases: cases, size, workers: workers))
        }
        planned = models + baselines
        comparing = Double(planned.count) * cases * Self.secondsPerComparedCase / time.speed
        beforeJudging = Workspace.secondsPassed() - started
        first = StepEstimate(
            memory: .evaluating(
                size, run: plan.run, baselines: plan.baselines, models: plan.models.map(\.run),
                weights: plan.models.map(\.model.parameterCount).max() ?? 0, cases: plan.cases, workers: workers),
            seconds: beforeJudging + planned.reduce(0, +) + comparing)
        watch = StepWatch(first, started: started, clock: Workspace.secondsPassed)
    }

    /// To be called when another model is judged; corrects once, when a fifth of the plan is behind.
    mutating func finishedOne() -> StepEstimate? {
        finished += 1
        let all = planned.reduce(0, +)
        let behind = planned.prefix(finished).reduce(0, +)
        guard !watch.isRefined, finished < planned.count, behind >= all * Self.enough, behind > 0 else { return nil }
        let factor = (watch.elapsed - beforeJudging) / behind
        return watch.refine(remaining: factor * (all - behind + comparing))
    }

    var cost: StepCost { watch.cost(first: first) }
}
