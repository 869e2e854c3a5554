import Datasets
import Evaluation
import Recommenders

/// Which model shall rest on which counts.
public struct CompanionRequest: Sendable {
    /// A model of this workspace; it stays as it is.
    public var model: String
    /// None takes them away.
    public var companions: [BaselineKind]
    /// Name of the new model; nil for the run's name with a number.
    public var name: String?
    public var workers: Int

    public init(model: String, companions: [BaselineKind], name: String? = nil, workers: Int = 2) {
        self.model = model
        self.companions = companions
        self.name = name
        self.workers = workers
    }
}

extension Workspace {
    /// Counts companions for a trained network and weighs them on validation: a new model, published and judged like any other.
    ///
    /// Seconds to minutes instead of a training: the network stays as it is.
    /// - Throws: `WorkspaceError.configuration` when the events are not those that the network was trained on, because it may have
    ///   learned what validation would then ask; `SplitError`, `BaselineError`, `FoundationModelError`, `RegistryError`, `StorageError`.
    public func refitCompanions(
        _ request: CompanionRequest, report: @escaping (TrainingEvent) -> Void = { _ in }
    ) throws -> TrainingReport {
        try DiskReserve.demand(configuration.reservedBytes, in: folder, before: "the fit")
        let loaded = try loadModel(request.model)
        var bundle = loaded.bundle
        bundle.run.training.companions = request.companions
        let data = try runData(bundle.run)
        guard !loaded.isForeign, data.dataset.fingerprint == bundle.schema.fingerprint else {
            throw WorkspaceError(
                .configuration, "model “\(request.model)” was trained on other events than the workspace holds now",
                advice: "Train anew with companions: `tastemaker train --companion …`")
        }
        let fitter = try CompanionFitter(
            request.companions, dataset: data.dataset, split: data.split, histories: CorpusUsers(data.corpus),
            log: bundle.model.livePopularity == nil ? nil : data.popularityLog(for: bundle.run), workers: request.workers)
        bundle.model = try fitter.fitted(to: bundle.model)
        let training = TrainingRequest(name: request.name, workers: request.workers)
        return try publish(bundle, isResumed: false, request: training, data: data, report)
    }
}
