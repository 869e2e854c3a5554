/// Ends work that takes too long.
enum Deadline {
    /// - Throws: `ClientError.timedOut` when the instant passes first; the work is then cancelled.
    static func hold<Result: Sendable>(
        until end: ContinuousClock.Instant, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(until: end, clock: .continuous)
                throw ClientError(.timedOut, detail: "the deadline passed")
            }
            defer { group.cancelAll() }
            return try await group.next()!
        }
    }
}
