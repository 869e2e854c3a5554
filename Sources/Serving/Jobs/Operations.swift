/// What operators of a service need: jobs, models, the schedule, the report on the data; wired to each other.
///
/// Two long tasks run in it, `jobs.run()` and `scheduler.run()`; `run()` runs both until it is cancelled.
public final class Operations: Sendable {
    public let service: TasteService
    public let jobs: JobService
    public let models: ModelService
    public let scheduler: Scheduler
    public let reports: DataReports

    public init(
        service: TasteService, options: JobOptions, limits: GateLimits = GateLimits(), runner: any ProcessRunner = LocalProcessRunner(),
        sleep: @escaping @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        self.service = service
        jobs = JobService(service: service, options: options, runner: runner)
        models = ModelService(service: service, jobs: jobs, limits: limits)
        scheduler = Scheduler(service: service, jobs: jobs, sleep: sleep)
        reports = DataReports(service: service, jobs: jobs)
        jobs.whenOver { [weak service] record in
            if record.kind == .tag, record.state == .succeeded { service?.refreshTitles() }
        }
    }

    /// The long task: cancelled, it asks processes that run to end and waits for them.
    ///
    /// - Throws: `StorageError` when the records of jobs cannot be read.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.jobs.run() }
            group.addTask { await self.scheduler.run() }
            try await group.waitForAll()
        }
    }
}
