import Datasets
import Dispatch
import FoundationEssentials
import Recommenders
import Storage
import Workspaces

/// Which model serves: lists, compares, promotes, pins and rolls back, each without a restart.
///
/// A change is durable before it is told of. Requests that are under way keep the model that they began with, so that every answer
/// is of one model; changes take turns. What changes the model blocks while that is read: call it from a thread that may wait.
public final class ModelService: Sendable {
    let service: TasteService
    let jobs: JobService
    public let limits: GateLimits
    /// Changes of what serves take turns here, off the threads that answer.
    private let switching = DispatchQueue(label: "tastemaker.models")

    public init(service: TasteService, jobs: JobService, limits: GateLimits = GateLimits()) {
        self.service = service
        self.jobs = jobs
        self.limits = limits
        jobs.whenOver { [weak self] in await self?.follow($0) }
    }

    // MARK: Serving

    /// Loads what shall serve: the model that was pinned, else the one that is promoted; where the pinned one is damaged, the
    /// promoted one, and the snapshot says so.
    ///
    /// - Throws: what loading throws; nothing serves then, or what served before.
    public func load() throws {
        try inTurn { [service] in
            let pinned = try self.pinned()
            do { try service.host.reload(pinned: pinned) } catch let error as RegistryError where pinned != nil {
                try? service.host.reload(pinned: nil)
                if !service.host.isReady { throw error }
            }
        }
    }

    /// The model that serves whatever is promoted; nil follows the promotion.
    public func pinned() throws -> String? { try ModelService.pinned(in: service.documents) }

    /// The same without a service.
    package static func pinned(in documents: any ServiceStore) throws -> String? {
        try documents.document(pinKey, in: settings)?.decoded(Pin.self).model
    }

    /// Lets a model serve until it is unpinned, whatever is promoted.
    ///
    /// - Throws: `RegistryError` (`unknown`, `damaged`), `StorageError`; what serves has then not changed.
    public func pin(_ name: String, requester: String) throws {
        try inTurn { [service] in
            try service.workspace.models.verify(name)
            let before = try self.pinned()
            try service.documents.put(
                ServiceDocument(
                    ModelService.settings, key: ModelService.pinKey, time: service.now(), encoding: Pin(model: name, requester: requester)))
            do { try service.host.reload(pinned: name) } catch {
                try self.restore(before)
                throw error
            }
        }
    }

    public func unpin() throws {
        try inTurn { [service] in
            try service.documents.remove(ModelService.pinKey, in: ModelService.settings)
            try service.host.reload(pinned: nil)
        }
    }

    private func restore(_ pinned: String?) throws {
        guard let pinned else { return try service.documents.remove(ModelService.pinKey, in: ModelService.settings) }
        try service.documents.put(
            ServiceDocument(
                ModelService.settings, key: ModelService.pinKey, time: service.now(), encoding: Pin(model: pinned, requester: "")))
    }

    /// Goes back to the model that served before; needs no training. A pin is taken away: what serves is what was asked for.
    ///
    /// - Returns: the name of the model that serves now.
    /// - Throws: `RegistryError.nonePromoted` when there is none before; nothing has then changed.
    public func rollback() throws -> String {
        try inTurn { [service] in
            let model = try service.workspace.models.rollback()
            try service.documents.remove(ModelService.pinKey, in: ModelService.settings)
            try service.host.reload(pinned: nil)
            return model.name
        }
    }

    // MARK: Promoting

    /// Puts a model before the gate, as a job; it serves if it passes.
    ///
    /// - Throws: `RegistryError` when it is unknown or damaged, and what `JobService.submit` throws.
    public func promote(_ name: String, requester: String) throws -> JobRecord {
        try service.workspace.models.verify(name)
        return try jobs.submit(.compare(.init(model: name, promotes: true)), requester: requester)
    }

    /// Lets a model serve whatever the gate says; only damage is refused.
    ///
    /// - Parameter reason: for the record and the audit log; not empty.
    /// - Returns: what is stored as the verdict.
    @discardableResult
    public func promote(_ name: String, overriding reason: String, requester: String) throws -> StoredVerdict {
        let reason = reason.split(separator: "\n").joined(separator: " ")
        guard reason.contains(where: { !$0.isWhitespace }), reason.unicodeScalars.count <= 1000 else {
            throw ServingError.invalid(field: "reason", reason: "say in 1 to 1000 characters why the gate is overridden")
        }
        return try inTurn { [service] in
            var stored =
                try self.verdict(of: name)
                ?? StoredVerdict(
                    verdict: GateVerdict(model: name, against: service.servingName, findings: []), time: service.now())
            (stored.override, stored.requester, stored.time) = (reason, requester, service.now())
            try self.install(name, stored)
            return stored
        }
    }

    /// The gate's last word on a model; nil when it was never asked.
    public func verdict(of name: String) throws -> StoredVerdict? {
        try service.documents.document(name, in: .gateVerdicts)?.decoded(StoredVerdict.self)
    }

    private func install(_ name: String, _ verdict: StoredVerdict) throws {
        // A model without a rotation has a space of its own, and its vectors say so: no reason not to serve.
        _ = try? service.align(name, onto: service.workspace.models.promotedName)
        try service.workspace.models.promote(name)
        var verdict = verdict
        verdict.isServing = true
        try store(verdict)
        try service.host.reload(pinned: try pinned())
    }

    private func store(_ verdict: StoredVerdict) throws {
        try service.documents.put(ServiceDocument(.gateVerdicts, key: verdict.verdict.model, time: verdict.time, encoding: verdict))
    }

    // MARK: What follows from jobs

    /// Called after each job: a training that was asked to goes before the gate, who passed it serves, an import is shown.
    func follow(_ job: JobRecord) async {
        guard job.state == .succeeded else { return }
        switch job.request {
        case .import: try? await switched { [service] in try service.host.reload() }
        case .train(let request) where request.promotes == true:
            guard let model = job.progress.published else { return }
            _ = try? jobs.submit(.compare(.init(model: model, promotes: true)), requester: job.requester)
        case .compare(let request): await judged(job, request)
        default: break
        }
    }

    private func judged(_ job: JobRecord, _ request: JobRequest.Compare) async {
        guard let data = try? jobs.result(job.id), let comparison = try? JSONDecoder().decode(ModelComparison.self, from: data) else {
            return
        }
        let stored = StoredVerdict(verdict: comparison.verdict, time: service.now(), job: job.id, requester: job.requester)
        try? await switched { [service] in
            guard request.promotes == true, stored.verdict.isPassed else { return try self.store(stored) }
            let live = service.workspace.models.promotedName
            // Judged against a model that serves no more: the question is put again.
            guard comparison.live?.model == (live == comparison.candidate.model ? nil : live) else {
                _ = try self.jobs.submit(job.request, requester: job.requester)
                return
            }
            try self.install(comparison.candidate.model, stored)
        }
    }

    // MARK: Turns

    private struct Pin: Codable {
        var model: String
        var requester: String
    }
    static let settings: ServiceCollection = "settings"
    private static let pinKey = "pinned-model"

    private func inTurn<Result>(_ change: () throws -> Result) rethrows -> Result { try switching.sync(execute: change) }

    /// Runs a change behind the others and waits for it without holding a thread that answers.
    private func switched<Result: Sendable>(_ change: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            switching.async { continuation.resume(with: Swift.Result { try change() }) }
        }
    }
}

/// What the gate said of a model, and what came of it; a document by the model's name.
public struct StoredVerdict: Sendable, Hashable, Codable {
    public var verdict: GateVerdict
    public var time: Timestamp
    /// The job that measured.
    public var job: String?
    public var requester: String?
    /// Why it serves although the gate did not let it pass, or was not asked.
    public var override: String?
    /// Whether the model was promoted with this verdict.
    public var isServing = false
    public init(verdict: GateVerdict, time: Timestamp, job: String? = nil, requester: String? = nil) {
        self.verdict = verdict
        self.time = time
        self.job = job
        self.requester = requester
    }
}

extension ServiceCollection {
    /// `StoredVerdict` by the name of the model.
    public static let gateVerdicts: ServiceCollection = "gate-verdicts"
}

extension TasteService {
    /// The model that answers; nil before the first load and where little data answers.
    var servingName: String? { (try? host.current()).flatMap { $0.bundle == nil ? nil : $0.model } }
}

extension ModelRegistry {
    /// The model that was promoted last, whether or not it is whole.
    var promotedName: String? { (try? list())?.first { $0.serves }?.name }
}
