import Dispatch
import FoundationEssentials
import Storage
import Synchronization

extension JobService {
    /// The long task: finds what an earlier service left behind, then runs jobs until it is cancelled.
    ///
    /// Cancelled, it asks the running processes to end and waits for them; their jobs are then `interrupted`. Those that wait stay
    /// queued for the next start.
    /// - Throws: `StorageError` when the records cannot be read.
    public func run() async throws {
        try recover()
        await withTaskGroup(of: Void.self) { group in
            for lane in JobKind.Lane.allCases {
                guard let waker = wakers[lane] else { continue }
                waker.continuation.yield()
                group.addTask {
                    for await _ in waker.stream {
                        while !Task.isCancelled, let record = self.next(lane) { await self.perform(record) }
                    }
                }
            }
        }
    }

    /// What was queued is queued again; what was running is ended, should it still run, and marked.
    func recover() throws {
        try JobFolder.make(folder)
        for document in try service.documents.all(in: .jobs) {
            var record = try document.decoded(JobRecord.self)
            let isKnown = state.withLock { state in
                state.lastStamp = max(state.lastStamp, record.created.rawValue)
                return state.active[record.id] != nil || state.queues[record.kind.lane]?.contains { $0.id == record.id } == true
            }
            guard !isKnown, !record.state.isOver else { continue }
            if record.state == .running {
                if let process = record.process { abandon(process) }
                record.process = nil
                (record.state, record.finished, record.reason) = (.interrupted, service.now(), "the service ended while it ran")
                try save(record)
            } else {
                state.withLock { $0.queues[record.kind.lane, default: []].append(record) }
            }
        }
        state.withLock { state in
            for lane in JobKind.Lane.allCases { state.queues[lane]?.sort { $0.id < $1.id } }
        }
    }

    /// A process of an earlier service: nobody hears what it says any more.
    private func abandon(_ process: ProcessIdentity) {
        guard runner.signal(process, .terminate) else { return }
        force(process)
    }

    private func force(_ process: ProcessIdentity) {
        DispatchQueue.global().asyncAfter(deadline: .now() + options.graceSeconds) { [runner] in
            _ = runner.signal(process, .kill)
        }
    }

    private func next(_ lane: JobKind.Lane) -> JobRecord? {
        state.withLock { state in
            guard let queue = state.queues[lane], !queue.isEmpty else { return nil }
            let record = state.queues[lane]!.removeFirst()
            // From here on it can be cancelled like one that runs.
            state.active[record.id] = Active(record: record)
            return record
        }
    }

    // MARK: One job

    func perform(_ waiting: JobRecord) async {
        var record = waiting
        let log = JobLog(folder: folder, id: record.id)
        let listener = JobListener(log: log, seconds: service.seconds)
        let ended = Promise<ProcessEnd>()
        do {
            let words = try command.arguments(record.request)
            try begin(&record, words, listener, ended)
        } catch {
            return await finish(&record, .failed, reason: "\(error)")
        }
        let end = await withTaskCancellationHandler {
            await ended.value()
        } onCancel: {
            state.withLock { state in
                if state.active[waiting.id]?.ending == nil { state.active[waiting.id]?.ending = .stopping }
            }
            self.end(waiting.id)
        }
        record.progress = listener.progress
        record.process = nil
        let (outcome, reason) = judge(record, end, listener)
        if let output = listener.output, !output.isEmpty { try? JobFolder.write(Data(output), to: resultPath(record.id)) }
        await finish(&record, outcome, reason: reason)
    }

    private func begin(_ record: inout JobRecord, _ words: [String], _ listener: JobListener, _ ended: Promise<ProcessEnd>) throws {
        (record.state, record.started) = (.running, service.now())
        // First the record, then the process: a service that is killed in between leaves no process that nobody knows.
        try save(record)
        let command = ProcessCommand(
            program: options.program, arguments: words, environment: options.environment, niceness: options.niceness)
        let process = try runner.start(command) { event in
            listener.hear(event)
            if case .ended(let end) = event { ended.keep(end) }
        }
        record.process = process
        let isUnwanted = state.withLock { [record] state in
            state.active[record.id]?.record = record
            state.active[record.id]?.listener = listener
            return state.active[record.id]?.ending != nil
        }
        // What cannot be written now is written when the job ends; until then its state is known in memory.
        try? save(record)
        if isUnwanted { end(record.id) }
    }

    /// Asks the process of a job to end, and forces it after the grace.
    func end(_ id: String) {
        guard let process = state.withLock({ $0.active[id]?.record.process }) else { return }
        if runner.signal(process, .terminate) { force(process) }
    }

    private func judge(_ record: JobRecord, _ end: ProcessEnd, _ listener: JobListener) -> (JobRecord.State, String?) {
        switch state.withLock({ $0.active[record.id]?.ending }) {
        case .cancelled: return (.cancelled, "it was cancelled")
        case .stopping: return (.interrupted, "the service was stopped while it ran")
        case nil: break
        }
        switch end {
        case .exited(0): return (.succeeded, nil)
        // A doctor that finds something has done its work.
        case .exited(let status) where record.kind == .doctor && [3, 4].contains(status) && listener.output?.isEmpty == false:
            return (.succeeded, "it found something that stands in the way")
        case .exited(let status): return (.failed, JobService.reason(status, listener.lastLine))
        case .signalled(9): return (.failed, "its process was killed; mostly that is the system running out of memory")
        case .signalled(let signal): return (.failed, "its process was ended by signal \(signal)")
        }
    }

    private static func reason(_ status: Int32, _ line: String) -> String {
        line.isEmpty ? "its process ended with status \(status)" : "\(line.prefix(500)) (status \(status))"
    }

    private func finish(_ record: inout JobRecord, _ outcome: JobRecord.State, reason: String?) async {
        // Cancelled before its process could begin.
        let ending = state.withLock { [id = record.id] in $0.active[id]?.ending }
        (record.state, record.reason, record.finished) = (outcome, reason, service.now())
        if record.started == nil, ending == .cancelled { (record.state, record.reason) = (.cancelled, "it was cancelled before it began") }
        // A record that cannot be written stays `running` on the disk and is found interrupted at the next start.
        try? save(record)
        let followers = state.withLock { [record] state in
            state.active[record.id] = nil
            return state.followers
        }
        for follower in followers { await follower(record) }
        sweep()
    }

    /// Forgets the oldest jobs beyond `JobOptions.keptJobs`.
    private func sweep() {
        guard let count = try? service.documents.count(of: .jobs), count > options.keptJobs,
            let oldest = try? service.documents.documents(in: .jobs, after: nil, limit: count - options.keptJobs)
        else { return }
        for document in oldest {
            guard let record = try? document.decoded(JobRecord.self), record.state.isOver else { continue }
            try? service.documents.remove(record.id, in: .jobs)
            JobFolder.remove(folder, record.id)
        }
    }
}

/// A value that comes once; waiting for it is not cut short by cancellation.
final class Promise<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiting: CheckedContinuation<Value, Never>?
    }
    private let state = Mutex(State())

    /// The first value stays.
    func keep(_ value: Value) {
        let waiting = state.withLock { state -> CheckedContinuation<Value, Never>? in
            guard state.value == nil else { return nil }
            state.value = value
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: value)
    }

    /// One task waits.
    func value() async -> Value {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state -> Value? in
                if state.value == nil { state.waiting = continuation }
                return state.value
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
