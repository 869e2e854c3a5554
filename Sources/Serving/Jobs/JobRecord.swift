import Datasets
import FoundationEssentials
import Storage

/// Something long that the service does in a process of its own, and how far it has come; a document of collection `jobs`.
public struct JobRecord: Sendable, Hashable, Codable {
    public enum State: String, Sendable, Codable, CaseIterable {
        case queued, running, succeeded, failed, cancelled
        /// The service ended, or was killed, while it ran; `resume` begins it again.
        case interrupted

        public var isOver: Bool { self != .queued && self != .running }
    }

    /// Grows with time, so that documents lie in order.
    public var id: String
    public var request: JobRequest
    public var state: State
    /// Why it is not `succeeded`, in a sentence.
    public var reason: String?
    public var created: Timestamp
    public var started: Timestamp?
    public var finished: Timestamp?
    public var progress: JobProgress
    /// Nil while no process runs.
    public var process: ProcessIdentity?
    /// What the process ended with.
    public var status: Int32?
    /// The job that this one goes on with.
    public var resumes: String?
    /// Who asked, as the audit log knows them; `schedule` for the schedule.
    public var requester: String

    public init(id: String, request: JobRequest, created: Timestamp, requester: String, resumes: String? = nil) {
        self.id = id
        self.request = request
        self.created = created
        self.requester = requester
        self.resumes = resumes
        state = .queued
        progress = JobProgress()
    }

    public var kind: JobKind { request.kind }
}

/// What can be done as a job.
public enum JobKind: String, Sendable, Codable, CaseIterable {
    case `import`, train, evaluate, export, batch, backup, doctor
    /// Two models on the same validation cases.
    case compare
    case tag

    /// Jobs of one lane take turns in the order in which they came; lanes do not wait for each other.
    public enum Lane: String, Sendable, CaseIterable {
        /// What computes for long: one at a time, or memory and cores would be promised twice.
        case learning
        /// What reads and writes data: the workspace has one writer anyway.
        case data
    }

    public var lane: Lane {
        switch self {
        case .train, .evaluate, .compare, .tag: .learning
        case .import, .export, .batch, .backup, .doctor: .data
        }
    }
}

/// How far a job has come, as its process tells.
public struct JobProgress: Sendable, Hashable, Codable {
    /// What it is doing, such as `training` or `importing`.
    public var step: String?
    /// 0…1 of that step; nil when its end is not known.
    public var share: Double?
    /// Seconds that the step will go on for.
    public var secondsLeft: Double?
    public var epoch: Int?
    /// Mean loss in nats per target since the last report.
    public var loss: Double?
    /// NDCG@10 on validation after the last epoch that was judged.
    public var validation: Double?
    /// Events, cases or users done.
    public var count: Int?
    /// A source or the name of a model.
    public var detail: String?
    /// Epochs that a kill cannot take back.
    public var checkpoint: Int?
    /// Events that a kill cannot take back.
    public var committed: Int?
    /// The model that was published.
    public var published: String?
    /// Loss by step and validation by epoch since the job began, oldest first; thinned beyond `JobProgress.longestCurve`.
    public var losses: [Double] = []
    public var validations: [Double] = []
    public init() {}

    static let longestCurve = 400
}

extension ServiceCollection {
    /// `JobRecord` by job id.
    public static let jobs: ServiceCollection = "jobs"
}
