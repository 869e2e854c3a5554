import Datasets
import Evaluation
import Recommenders

/// What learning curves shall be measured.
public struct LearningCurveRequest: Sendable {
    /// Decides split, preprocessing, baselines' parameters and, where a model is trained, the model.
    public var run: RunConfiguration
    public var shares: [Double]
    public var unit: TrainingSample.Unit
    /// The first is the reference.
    public var baselines: [BaselineKind]
    /// Whether the run's model is trained on every share too: a training for each of them.
    public var trainsModel: Bool
    /// Users who are asked at most.
    public var users: Int
    public var seed: UInt64
    public var workers: Int

    public init(
        run: RunConfiguration, shares: [Double] = LearningCurveMeasurement.defaultShares, unit: TrainingSample.Unit = .users,
        baselines: [BaselineKind] = LearningCurveMeasurement.defaultBaselines, trainsModel: Bool = false, users: Int = 2000,
        seed: UInt64 = 42, workers: Int = 2
    ) {
        self.run = run
        self.shares = shares
        self.unit = unit
        self.baselines = baselines
        self.trainsModel = trainsModel
        self.users = users
        self.seed = seed
        self.workers = workers
    }
}

extension Workspace {
    /// Accuracy by the amount of training data, for baselines and the run's model. Nothing is published.
    ///
    /// - Throws: `SplitError`, `EvaluationError`, `BaselineError`, `FoundationModelError`, `StorageError`.
    public func learningCurves(
        _ request: LearningCurveRequest, progress: LearningCurveMeasurement.Progress = { _, _ in }
    ) throws -> LearningCurves {
        let data = try RunData(dataset(), run: request.run)
        let measurement = try LearningCurveMeasurement(
            dataset: data.dataset.name, split: data.split, catalog: data.dataset.catalog, unit: request.unit, users: request.users,
            seed: request.seed, workers: request.workers)
        var contenders = request.baselines.map { kind in
            LearningCurveMeasurement.Contender(inputs: kind.inputs) {
                try kind.fit(
                    training: $0, catalog: data.dataset.catalog, parameters: request.run.baselines[kind.rawValue] ?? [:],
                    workers: request.workers)
            }
        }
        if request.trainsModel {
            contenders.append(
                LearningCurveMeasurement.Contender(inputs: request.run.model.inputs.label) { training in
                    try data.trained(on: training, run: request.run, workers: request.workers)
                })
        }
        return try measurement.run(shares: request.shares, contenders: contenders, progress: progress)
    }
}

extension RunData {
    /// The run's model, trained on a part of the training data; validation stays as it is.
    fileprivate func trained(on training: [UserHistory], run: RunConfiguration, workers: Int) throws -> any Scorer {
        var part = split
        part.training = training
        let texts = try Workspace.texts(run.model, of: dataset.catalog, folder: nil, workers: workers)
        let trainer = try FoundationTrainer(
            dataset: dataset, split: part, configuration: run.model, training: run.training, tokenizer: run.tokenizer, texts: texts,
            workers: workers, clock: Workspace.secondsPassed)
        let model = try trainer.run()
        return FoundationBundle(model: model, schema: DatasetSchema(dataset), run: run, history: trainer.history)
            .scorer(for: dataset, name: run.name)
    }
}
