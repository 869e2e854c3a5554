import Datasets
import FoundationEssentials
import Storage
import Synchronization

/// Runs jobs in processes of their own, one of a lane at a time, in the order in which they came.
///
/// A job's process is the same program with other words; it shares nothing with the service but the files of the workspace, so that
/// neither its memory nor its end can hurt answers. Records are documents; queued jobs survive a restart, running ones are found
/// interrupted. `run()` is the long task: until it runs, jobs wait.
public final class JobService: Sendable {
    struct Active {
        var record: JobRecord
        var listener: JobListener?
        /// Why it was told to end.
        var ending: Ending?
    }
    enum Ending { case cancelled, stopping }
    struct State {
        var queues: [JobKind.Lane: [JobRecord]] = [:]
        var active: [String: Active] = [:]
        var lastStamp: Int64 = 0
        var followers: [@Sendable (JobRecord) async -> Void] = []
    }

    let service: TasteService
    public let options: JobOptions
    let runner: any ProcessRunner
    /// Where logs and results lie.
    let folder: String
    let state = Mutex(State())
    let wakers: [JobKind.Lane: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)]

    public init(service: TasteService, options: JobOptions, runner: any ProcessRunner = LocalProcessRunner()) {
        self.service = service
        self.options = options
        self.runner = runner
        folder = (JobPaths.resolved(service.workspace.folder) ?? service.workspace.folder) + "/jobs"
        wakers = Dictionary(
            uniqueKeysWithValues: JobKind.Lane.allCases.map { ($0, AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))) })
    }

    // MARK: Use cases

    /// Puts a job behind the others of its lane.
    ///
    /// - Parameter requester: who asked, for the record.
    /// - Throws: `ServingError` (`invalid`, `notPermitted`, `conflict`, `overloaded`), `StorageError`.
    @discardableResult
    public func submit(_ request: JobRequest, requester: String, resumes: String? = nil) throws -> JobRecord {
        _ = try command.arguments(request)
        return try enqueue(request, requester: requester, resumes: resumes)
    }

    private func enqueue(_ request: JobRequest, requester: String, resumes: String?) throws -> JobRecord {
        let record = try state.withLock { state in
            let waiting = state.queues.values.reduce(0) { $0 + $1.count }
            guard waiting < options.longestQueue else { throw ServingError.overloaded(retryAfter: 60) }
            // Two jobs of one millisecond keep their order.
            state.lastStamp = max(state.lastStamp + 1, service.now().rawValue)
            let time = Timestamp(rawValue: state.lastStamp)
            let record = JobRecord(
                id: service.recommendationID(time), request: request, created: time, requester: requester, resumes: resumes)
            try save(record)
            state.queues[request.kind.lane, default: []].append(record)
            return record
        }
        wakers[request.kind.lane]?.continuation.yield()
        return record
    }

    /// A job as it stands now.
    ///
    /// - Throws: `JobError.unknown`, `StorageError`.
    public func job(_ id: String) throws -> JobRecord {
        if let live = live(id) { return live }
        guard JobFolder.isID(id), let document = try service.documents.document(id, in: .jobs) else { throw JobError.unknown(id) }
        return try document.decoded(JobRecord.self)
    }

    /// Jobs, latest first.
    ///
    /// - Parameter before: only those created before.
    public func jobs(before: Timestamp? = nil, limit: Int = 50) throws -> [JobRecord] {
        try service.documents.latest(in: .jobs, owner: nil, since: nil, before: before, limit: min(max(limit, 1), 500)).map {
            try live($0.key) ?? $0.decoded(JobRecord.self)
        }
    }

    /// Records as they are stored, latest first; for programs beside the service.
    package static func records(in documents: any ServiceStore, limit: Int) throws -> [JobRecord] {
        try documents.latest(in: .jobs, owner: nil, since: nil, before: nil, limit: limit).map { try $0.decoded(JobRecord.self) }
    }

    private func live(_ id: String) -> JobRecord? {
        state.withLock { state in
            guard let active = state.active[id] else { return nil }
            var record = active.record
            if let listener = active.listener { record.progress = listener.progress }
            return record
        }
    }

    /// A piece of what the job's process said; see `JobLog` for offsets.
    public func log(_ id: String, from offset: Int = 0, limit: Int = 65_536) throws -> (offset: Int, text: String, next: Int) {
        _ = try job(id)
        let piece = JobLog.read(folder, id, from: offset, limit: min(max(limit, 1), 1 << 20))
        return (piece.offset, String(decoding: piece.bytes, as: UTF8.self), piece.next)
    }

    /// What the job's process printed as its result, JSON; nil while there is none.
    public func result(_ id: String) throws -> Data? {
        guard try job(id).state.isOver else { return nil }
        return try? Data(contentsOf: URL(filePath: resultPath(id)), options: [])
    }

    /// Ends a job: one that waits at once, one that runs by asking its process, and by force after `JobOptions.graceSeconds`.
    ///
    /// - Throws: `JobError` (`unknown`, `wrongState` when it is over), `StorageError`.
    @discardableResult
    public func cancel(_ id: String) throws -> JobRecord {
        if let waiting = take(id) {
            var record = waiting
            (record.state, record.finished, record.reason) = (.cancelled, service.now(), "it was cancelled before it began")
            try save(record)
            return record
        }
        let isRunning = state.withLock { state in
            guard state.active[id] != nil else { return false }
            if state.active[id]?.ending == nil { state.active[id]?.ending = .cancelled }
            return true
        }
        guard isRunning else { throw JobError.wrongState("the job is \(try job(id).state.rawValue) already") }
        end(id)
        return try job(id)
    }

    /// Begins an interrupted, failed or cancelled job again, as a new one behind the others.
    ///
    /// A training goes on from its last checkpoint where data and settings are the same, an import behind its last committed row, a
    /// batch behind its last line.
    public func resume(_ id: String, requester: String) throws -> JobRecord {
        let record = try job(id)
        guard record.state.isOver, record.state != .succeeded else {
            throw JobError.wrongState("the job is \(record.state.rawValue); only what ended early can be resumed")
        }
        return try submit(record.request, requester: requester, resumes: id)
    }

    /// What is called after each job that ended, in order of registration; for what follows from a job.
    package func whenOver(_ body: @escaping @Sendable (JobRecord) async -> Void) { state.withLock { $0.followers.append(body) } }

    /// Jobs that wait and that run, for the gauges.
    public var counts: (queued: Int, running: Int) {
        state.withLock { ($0.queues.values.reduce(0) { $0 + $1.count }, $0.active.count) }
    }

    // MARK: Records

    var command: JobCommand {
        JobCommand(
            workspace: JobPaths.resolved(service.workspace.folder) ?? service.workspace.folder, paths: options.paths,
            workers: options.workers)
    }

    func resultPath(_ id: String) -> String { "\(folder)/\(id).result.json" }

    func save(_ record: JobRecord) throws {
        try service.documents.put(ServiceDocument(.jobs, key: record.id, time: record.created, encoding: record))
    }

    private func take(_ id: String) -> JobRecord? {
        state.withLock { state in
            for lane in JobKind.Lane.allCases {
                guard let place = state.queues[lane]?.firstIndex(where: { $0.id == id }) else { continue }
                return state.queues[lane]?.remove(at: place)
            }
            return nil
        }
    }
}
