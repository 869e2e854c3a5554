import NIOPosix
import Synchronization

/// Threads for one class of requests, and a bound on how many may be under way or waiting.
///
/// Work that computes or waits for the disk never runs on an event loop, nor on the threads that Swift's tasks share: a wait for
/// the disk there would stop everybody.
final class WorkLane: Sendable {
    let lane: Lane
    let limit: Int
    private let threads: Int
    private let pool: NIOThreadPool
    private let inside = Atomic<Int>(0)
    private let refusals = Atomic<Int>(0)
    /// Running mean of how long work takes, in microseconds: what a refusal says about when to come again.
    private let mean = Atomic<Int>(1000)

    init(_ lane: Lane, threads: Int, limit: Int) {
        self.lane = lane
        self.threads = threads
        self.limit = limit
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    /// Requests under way or waiting.
    var depth: Int { inside.load(ordering: .relaxed) }
    var isFull: Bool { depth >= limit }
    /// Requests that were refused because the lane was full, or because their time was over before they were begun.
    var refused: Int { refusals.load(ordering: .relaxed) }
    /// To be thrown; counts itself.
    var refusal: Problem {
        refusals.wrappingAdd(1, ordering: .relaxed)
        return Problem(.overloaded, detail: "\(limit) requests are waiting already; nothing was done", retryAfter: retryAfter)
    }

    /// A place in the lane, to be given back with `leave`.
    func enter() -> Bool {
        guard inside.wrappingAdd(1, ordering: .relaxed).newValue > limit else { return true }
        inside.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    func leave() { inside.wrappingSubtract(1, ordering: .relaxed) }

    /// Seconds until half of what waits now is done, at least a tenth.
    var retryAfter: Double { max(0.1, Double(depth) * Double(mean.load(ordering: .relaxed)) / 1e6 / Double(threads) / 2) }

    /// Runs work on a thread of the lane.
    ///
    /// - Parameter deadline: what has not begun by then is refused: nobody would read the answer.
    func run<Value: Sendable>(
        until deadline: Double, clock: @escaping @Sendable () -> Double, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.submit { state in
                guard case .active = state else {
                    return continuation.resume(throwing: Problem(.notReady, detail: "the server is shutting down", retryAfter: 5))
                }
                let begun = clock()
                guard begun <= deadline else {
                    self.refusals.wrappingAdd(1, ordering: .relaxed)
                    return continuation.resume(
                        throwing: Problem(
                            .overloaded, detail: "the time for the answer was over before it was begun", retryAfter: self.retryAfter))
                }
                let result = Result { try work() }
                self.note(clock() - begun)
                continuation.resume(with: result)
            }
        }
    }

    private func note(_ seconds: Double) {
        let old = mean.load(ordering: .relaxed)
        mean.store(old + (Int(min(seconds, 60) * 1e6) - old) / 16, ordering: .relaxed)
    }

    func close() async { try? await pool.shutdownGracefully() }
}
