import Datasets
import Dispatch
import Metrics
import Storage
import Synchronization
import Workspaces

/// Takes events in from many callers at once, and brings those that wait to the disk together.
///
/// One writer takes all callers that wait, stores their events in one transaction, lets the service follow, and only then
/// answers: an event that was acknowledged is durable. While it waits for the disk, the next group gathers. The queue is bounded;
/// beyond it callers are told to come again. The writer has a thread of its own, so that a slow disk holds up no answer.
public final class EventIntake: Sendable {
    public struct Limits: Sendable {
        /// Events that may wait, all callers together; beyond, `ServingError.overloaded`.
        public var waiting: Int
        /// Events of one transaction. Larger ones would postpone the index by user, which a service reads all the time.
        public var transaction: Int
        public init(waiting: Int = 20_000, transaction: Int = 512) {
            self.waiting = max(1, waiting)
            self.transaction = max(1, transaction)
        }
    }

    /// Counts since the start.
    public struct Statistics: Sendable {
        public var accepted = 0
        public var duplicates = 0
        public var conflicts = 0
        public var refused = 0
        public var transactions = 0
        /// Events that callers wait for.
        public var waiting = 0
        /// Why the last transaction failed; nil after one that did not.
        public var failure: String?
    }

    private struct Group {
        var events: [IncomingEvent]
        var service: TasteService
        var continuation: CheckedContinuation<[EventReceipt], any Error>
    }
    private struct State {
        var groups: [Group] = []
        var isDraining = false
        var statistics = Statistics()
    }

    private let limits: Limits
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "tastemaker.intake")
    private let writer = EventWriter()

    init(_ limits: Limits = Limits()) { self.limits = limits }

    public var statistics: Statistics { state.withLock { $0.statistics } }

    /// Stores events, and says what became of each, in their order.
    ///
    /// - Throws: `ServingError.overloaded`; `StorageError` (`full`, `diskFailed`, `unwritable`, `busy`): nothing of what was not
    ///   acknowledged counts, though it may have been stored, and may be sent again under the same ids.
    func take(_ events: [IncomingEvent], for service: TasteService) async throws -> [EventReceipt] {
        var receipts: [EventReceipt] = []
        receipts.reserveCapacity(events.count)
        for start in stride(from: 0, to: events.count, by: limits.transaction) {
            receipts += try await enter(Array(events[start..<min(events.count, start + limits.transaction)]), service)
        }
        return receipts
    }

    /// Runs something while no event is being stored, off the threads that answer.
    func exclusively<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: body)) }
        }
    }

    private func enter(_ events: [IncomingEvent], _ service: TasteService) async throws -> [EventReceipt] {
        try await withCheckedThrowingContinuation { continuation in
            let group = Group(events: events, service: service, continuation: continuation)
            enum Outcome { case full, begun, joined }
            let outcome = state.withLock { state -> Outcome in
                // A caller alone may always wait, however small the queue.
                guard state.statistics.waiting == 0 || state.statistics.waiting + events.count <= limits.waiting else { return .full }
                state.groups.append(group)
                state.statistics.waiting += events.count
                if state.isDraining { return .joined }
                state.isDraining = true
                return .begun
            }
            switch outcome {
            case .full: continuation.resume(throwing: ServingError.overloaded(retryAfter: 1))
            case .begun: queue.async { self.drain() }
            case .joined: break
            }
        }
    }

    // MARK: The writer

    private func drain() {
        while let groups = next() {
            let events = groups.flatMap(\.events)
            let outcome = Result { try writer.write(events, for: groups[0].service) }
            note(outcome, count: events.count)
            var start = 0
            for group in groups {
                let range = start..<start + group.events.count
                start = range.upperBound
                group.continuation.resume(with: outcome.map { Array($0[range]) })
            }
        }
    }

    /// Callers in their order, as many as one transaction holds; nil when nobody waits.
    private func next() -> [Group]? {
        state.withLock { state in
            var (taken, count) = (0, 0)
            while taken < state.groups.count, taken == 0 || count + state.groups[taken].events.count <= limits.transaction {
                count += state.groups[taken].events.count
                taken += 1
            }
            guard taken > 0 else {
                state.isDraining = false
                return nil
            }
            defer { state.groups.removeFirst(taken) }
            return Array(state.groups[..<taken])
        }
    }

    private static let counters = ["accepted", "duplicate", "conflict", "refused"].map {
        Counter(label: "tastemaker_events_total", dimensions: [("result", $0)])
    }

    private func note(_ outcome: Result<[EventReceipt], any Error>, count: Int) {
        var counts = [0, 0, 0, 0]
        if case .success(let receipts) = outcome {
            for receipt in receipts {
                switch receipt {
                case .accepted: counts[0] += 1
                case .duplicate: counts[1] += 1
                case .conflict: counts[2] += 1
                case .refused: counts[3] += 1
                case .invalid: break
                }
            }
        }
        for (counter, count) in zip(EventIntake.counters, counts) where count > 0 { counter.increment(by: count) }
        state.withLock { state in
            state.statistics.waiting -= count
            state.statistics.transactions += 1
            state.statistics.accepted += counts[0]
            state.statistics.duplicates += counts[1]
            state.statistics.conflicts += counts[2]
            state.statistics.refused += counts[3]
            if case .failure(let error) = outcome { state.statistics.failure = "\(error)" } else { state.statistics.failure = nil }
        }
    }
}
