import FoundationEssentials
import Recommenders
import Storage
import Workspaces

/// A model as a list shows it.
public struct ModelSummary: Sendable {
    public var name: String
    /// Whether it answers now.
    public var isServing: Bool
    public var isPromoted: Bool
    public var isPinned: Bool
    /// 1 is where a rollback leads; nil when it was never promoted, or is.
    public var rollbackPlace: Int?
    /// ISO 8601 in UTC.
    public var published: String?
    public var bytes: Int?
    /// What the training said of it: inputs, validation figures, the data as of when.
    public var facts: [String: String]
    /// Why it cannot serve.
    public var damage: String?
    public var verdict: StoredVerdict?
}

/// A model with its course of training.
public struct ModelDetail: Sendable {
    public var summary: ModelSummary
    /// Loss by step, validation by epoch; nil when its file cannot be read.
    public var history: TrainingHistory?
    /// `run.json` of the bundle: data, model and training as they were configured.
    public var run: Data?
    public var files: [ModelManifest.File]
}

extension ModelService {
    /// All models in byte order of their names; only manifests are compared with their seals.
    ///
    /// - Throws: `WorkspaceError`, `StorageError`.
    public func list() throws -> [ModelSummary] {
        let pinned = try pinned()
        let serving = service.servingName
        return try service.workspace.models.list().map { try summary($0, pinned: pinned, serving: serving) }
    }

    private func summary(_ listing: ModelListing, pinned: String?, serving: String?) throws -> ModelSummary {
        ModelSummary(
            name: listing.name, isServing: listing.name == serving, isPromoted: listing.serves, isPinned: listing.name == pinned,
            rollbackPlace: listing.rollbackPlace, published: listing.manifest?.published,
            bytes: listing.manifest?.files.reduce(0) { $0 + $1.bytes }, facts: listing.manifest?.facts ?? [:],
            damage: listing.damage?.reason, verdict: try verdict(of: listing.name))
    }

    /// One model with loss curve and settings, every byte compared with what was published.
    ///
    /// - Throws: `RegistryError.unknown`; a damaged model is shown with its damage.
    public func model(_ name: String) throws -> ModelDetail {
        guard let found = try list().first(where: { $0.name == name }) else {
            _ = try service.workspace.models.manifest(of: name)
            throw JobError.unknown(name)
        }
        var detail = ModelDetail(summary: found, files: [])
        do {
            let files = try service.workspace.models.contents(of: name)
            detail.files = try service.workspace.models.manifest(of: name).files
            detail.history = files["metrics.json"].flatMap { try? JSONDecoder().decode(TrainingHistory.self, from: $0) }
            detail.run = files["run.json"]
        } catch let error as RegistryError where error.code == .damaged || error.code == .newerFormat {
            detail.summary.damage = error.reason
        }
        return detail
    }
}

extension ModelService {
    /// A comparison, or the job that makes it.
    public enum Comparison: Sendable {
        case running(JobRecord)
        /// `ModelComparison` as JSON.
        case done(JobRecord, Data)
    }

    /// The latest comparison of two models; begins a job where there is none.
    ///
    /// Models never change, so that one made since the last import or training still holds; to repeat it, submit a job of kind `compare`.
    /// - Throws: `RegistryError`, and what `JobService.submit` throws.
    public func comparison(_ model: String, against other: String?, requester: String) throws -> Comparison {
        _ = try service.workspace.models.manifest(of: model)
        let against = other ?? service.workspace.models.promotedName
        if let other { _ = try service.workspace.models.manifest(of: other) }
        for job in try jobs.jobs(limit: 200) {
            guard case .compare(let request) = job.request, request.model == model, (request.against ?? against) == against else {
                continue
            }
            if !job.state.isOver { return .running(job) }
            guard job.state == .succeeded, let data = try jobs.result(job.id) else { continue }
            let made = try JSONDecoder().decode(ModelComparison.self, from: data)
            if made.live?.model == against || (against == model && made.live == nil) { return .done(job, data) }
        }
        return .running(try jobs.submit(.compare(.init(model: model, against: against == model ? nil : against)), requester: requester))
    }
}
