import Datasets
import FoundationEssentials
import Storage
import Synchronization
import Workspaces

/// Trains anew when the schedule says so, and keeps the freshness figures.
///
/// `run()` is the long task; it looks every `interval` seconds, and `tick()` is one look.
public final class Scheduler: Sendable {
    private struct State {
        var freshness: Freshness?
        var lastReason: Schedule.Reason?
        /// Why the last look failed; nil when it did not.
        var failure: String?
    }
    private let service: TasteService
    private let jobs: JobService
    private let interval: Double
    private let sleep: @Sendable (Double) async throws -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - interval: seconds between two looks.
    ///   - sleep: waits for a number of seconds; throws when cancelled.
    public init(
        service: TasteService, jobs: JobService, interval: Double = 30,
        sleep: @escaping @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        (self.service, self.jobs) = (service, jobs)
        (self.interval, self.sleep) = (interval, sleep)
        jobs.whenOver { [weak self] in self?.follow($0) }
    }

    public func run() async {
        while !Task.isCancelled {
            await tick()
            do { try await sleep(interval) } catch { return }
        }
    }

    /// One look.
    package func tick() async {
        do {
            let freshness = try measure()
            state.withLock { ($0.freshness, $0.failure) = (freshness, nil) }
            guard let schedule = try schedule(), let reason = try due(schedule, freshness) else { return }
            state.withLock { $0.lastReason = reason }
            try jobs.submit(
                .train(
                    .init(
                        configuration: schedule.configuration, budgetSeconds: schedule.budgetSeconds,
                        // Who was erased shall be in no weights that serve, so that passing the gate must let it serve.
                        promotes: schedule.promotes || reason == .erasure)), requester: Scheduler.requester)
        } catch {
            state.withLock { $0.failure = "\(error)" }
        }
    }

    static let requester = "schedule"

    private func due(_ schedule: Schedule, _ freshness: Freshness) throws -> Schedule.Reason? {
        let trainings = try jobs.jobs(limit: 500).filter { $0.kind == .train }
        guard !trainings.contains(where: { !$0.state.isOver }) else { return nil }
        return schedule.due(freshness, lastTraining: trainings.first?.created, now: service.now())
    }

    // MARK: Schedule

    /// Nil while the service never trains by itself.
    public func schedule() throws -> Schedule? {
        try service.documents.document(Scheduler.scheduleKey, in: ModelService.settings)?.decoded(Schedule.self)
    }

    /// - Parameter schedule: nil ends training by itself.
    /// - Throws: `ServingError.invalid`, `StorageError`.
    public func set(_ schedule: Schedule?) throws {
        guard let schedule else { return try service.documents.remove(Scheduler.scheduleKey, in: ModelService.settings) }
        try schedule.validate()
        if let file = schedule.configuration { _ = try jobs.options.paths.source(file, field: "configuration") }
        try service.documents.put(
            ServiceDocument(ModelService.settings, key: Scheduler.scheduleKey, time: service.now(), encoding: schedule))
    }

    private static let scheduleKey = "schedule"

    /// A scheduled training that succeeded is judged for the report.
    private func follow(_ job: JobRecord) {
        guard job.state == .succeeded, job.requester == Scheduler.requester, case .train = job.request, let model = job.progress.published,
            (try? schedule())??.evaluates == true
        else { return }
        _ = try? jobs.submit(.evaluate(.init(models: [model], validation: true)), requester: Scheduler.requester)
    }

    // MARK: Freshness

    /// The figures of the last look; taken now where there was none.
    ///
    /// - Throws: `StorageError`.
    public func freshness() throws -> Freshness {
        if let freshness = state.withLock({ $0.freshness }) { return freshness }
        let freshness = try measure()
        state.withLock { $0.freshness = freshness }
        return freshness
    }

    /// Why the last look failed; nil when it did not.
    public var failure: String? { state.withLock { $0.failure } }

    /// - Complexity: one line of the import ledger per source and one manifest; the erasures once.
    private func measure() throws -> Freshness {
        let name = service.servingName
        let manifest = name.flatMap { try? service.workspace.models.manifest(of: $0) }
        let moment = manifest.flatMap { DataMoment(facts: $0.facts) }
        let stored = try service.workspace.store.sources().reduce(0) { $0 + $1.accepted }
        var freshness = Freshness(
            model: name, dataTime: moment?.date.map { Scheduler.timestamp($0) }, published: Scheduler.timestamp(manifest?.published),
            newestEvent: moment?.newest.map { Timestamp(seconds: $0) }, storedEvents: stored,
            newEvents: moment.map { max(0, stored - $0.events) }, erasuresInWeights: 0, time: service.now())
        guard name != nil, let since = freshness.dataTime ?? freshness.published else { return freshness }
        // An erasure of the same second may be in the weights.
        let later = try service.workspace.store.erasures().entries.compactMap(\.time).filter { $0.seconds >= since.seconds }
        freshness.erasuresInWeights = later.count
        freshness.oldestErasureInWeights = later.min()
        return freshness
    }

    private static func timestamp(_ date: Date) -> Timestamp { Timestamp(seconds: Int64(date.timeIntervalSince1970.rounded(.down))) }

    private static func timestamp(_ text: String?) -> Timestamp? {
        text.flatMap { try? Date($0, strategy: .iso8601) }.map { timestamp($0) }
    }
}
