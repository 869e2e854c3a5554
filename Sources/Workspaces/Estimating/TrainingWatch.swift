import Recommenders

/// Corrects the estimate of a training by its first steps.
struct TrainingWatch {
    let first: StepEstimate
    private let planned: TimeEstimate.Training
    private let budgetSeconds: Double?
    private var watch: StepWatch

    /// - Parameter started: when the command began to read the data.
    init(_ data: RunData, run: RunConfiguration, request: TrainingRequest, time: TimeEstimate, started: Double) {
        var size = WorkSize(CorpusUsers(data.corpus), catalog: data.dataset.catalog, run: run)
        size.fileBytes = data.streamed.map { Double($0.byteCount) }
        size.heldCases = Double(data.split.validation.count)
        let speed = MatrixSpeed.measure(workers: request.workers, clock: Workspace.secondsPassed)
        planned = time.training(
            size, run: run, validationCases: data.split.validation.count, operationsPerSecond: speed, workers: request.workers)
        budgetSeconds = run.training.budgetSeconds
        first = StepEstimate(
            memory: .training(size, run: run, weights: Workspace.weights(run, data.dataset.catalog), workers: request.workers),
            seconds: Workspace.secondsPassed() - started + planned.seconds)
        watch = StepWatch(first, started: started, clock: Workspace.secondsPassed)
    }

    /// Once, after the first steps: a second's worth, or the first epoch.
    mutating func refined(_ progress: TrainingProgress) -> StepEstimate? {
        guard !watch.isRefined, progress.step > 0, progress.step < progress.totalSteps, progress.seconds > 0 else { return nil }
        let perStep = progress.seconds / Double(progress.step)
        var steps = perStep * Double(progress.totalSteps - progress.step)
        if let budgetSeconds { steps = min(steps, max(0, budgetSeconds - progress.seconds)) }
        return watch.refine(remaining: steps + planned.validations + planned.gate)
    }

    var cost: StepCost { watch.cost(first: first) }
}
