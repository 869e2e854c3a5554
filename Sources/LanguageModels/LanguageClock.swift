/// Time as the client sees it, so that tests need not wait.
public struct LanguageClock: Sendable {
    /// Since some beginning, never going back.
    public var now: @Sendable () -> Duration
    /// Ends early, with an error, when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// Seconds since 1970: for dates in `Retry-After`.
    public var wall: @Sendable () -> Double
    /// 0 to 1: how much of a pause is taken.
    public var jitter: @Sendable () -> Double

    public init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void,
        wall: @escaping @Sendable () -> Double, jitter: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.wall = wall
        self.jitter = jitter
    }

    /// - Parameter wall: seconds since 1970.
    public static func system(wall: @escaping @Sendable () -> Double) -> LanguageClock {
        let start = ContinuousClock.now
        return LanguageClock(
            now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) }, wall: wall,
            jitter: { .random(in: 0...1) })
    }

    /// Runs work, and gives up on it when its time is over.
    ///
    /// - Throws: `Late` at the deadline; what the work throws.
    func within<Value: Sendable>(_ time: Duration, _ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        guard time > .zero else { throw Late() }
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await sleep(time)
                throw Late()
            }
            defer { group.cancelAll() }
            return try await group.next()!
        }
    }

    /// The time was over.
    struct Late: Error {}
}
