import Datasets
import FoundationEssentials
import Storage

/// What the data doctor found in the workspace: read by a job, kept until it is read again.
public final class DataReports: Sendable {
    private let service: TasteService
    private let jobs: JobService

    public init(service: TasteService, jobs: JobService) {
        self.service = service
        self.jobs = jobs
        jobs.whenOver { [weak self] in self?.follow($0) }
    }

    /// The latest report and how it came about.
    public struct Report: Sendable {
        /// What `tastemaker doctor --json` printed: `machine`, `workspace`, `data`.
        public var json: Data
        public var time: Timestamp
        public var job: String
        /// Events in the store by now, and then.
        public var newEvents: Int
    }

    private struct Kept: Codable {
        var job: String
        var time: Timestamp
        var events: Int
    }
    private static let key = "data-report"

    /// The latest report; nil when there is none yet.
    ///
    /// - Throws: `StorageError`.
    public func latest() throws -> Report? {
        guard let kept = try service.documents.document(DataReports.key, in: ModelService.settings)?.decoded(Kept.self),
            let json = try? Data(contentsOf: URL(filePath: "\(jobs.folder)/\(DataReports.key).json"), options: [])
        else { return nil }
        return Report(json: json, time: kept.time, job: kept.job, newEvents: max(0, try stored() - kept.events))
    }

    /// Reads the data again, as a job; one that waits or runs is not doubled.
    ///
    /// - Throws: what `JobService.submit` throws.
    public func refresh(curve: Bool = false, requester: String) throws -> JobRecord {
        if let running = try jobs.jobs(limit: 100).first(where: { $0.kind == .doctor && !$0.state.isOver }) { return running }
        return try jobs.submit(.doctor(.init(curve: curve)), requester: requester)
    }

    private func follow(_ job: JobRecord) {
        guard job.kind == .doctor, job.state == .succeeded, let json = try? jobs.result(job.id), let stored = try? stored() else { return }
        // A copy: results go with their jobs.
        guard (try? JobFolder.write(json, to: "\(jobs.folder)/\(DataReports.key).json")) != nil else { return }
        let kept = Kept(job: job.id, time: job.finished ?? service.now(), events: stored)
        try? service.documents.put(ServiceDocument(ModelService.settings, key: DataReports.key, time: kept.time, encoding: kept))
    }

    private func stored() throws -> Int { try service.workspace.store.sources().reduce(0) { $0 + $1.accepted } }
}
