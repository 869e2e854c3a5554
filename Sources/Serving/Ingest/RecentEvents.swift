import Datasets
import Synchronization

/// The last events that were taken in, in memory: for whoever watches a service live.
public final class RecentEvents: Sendable {
    public struct Entry: Sendable {
        /// Counts up, without gaps, from 1.
        public var number: Int
        public var event: RawEvent
        public var received: Timestamp
        public var receipt: EventReceipt
    }
    private struct State {
        var entries: [Entry] = []
        var first = 0
        var number = 0
    }
    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int = 1000) { self.capacity = max(1, capacity) }

    func note(_ events: some Collection<(RawEvent, EventReceipt)>, at time: Timestamp) {
        state.withLock { state in
            // What would be overwritten at once is only counted.
            state.number += max(0, events.count - capacity)
            for (event, receipt) in events.suffix(capacity) {
                state.number += 1
                let entry = Entry(number: state.number, event: event, received: time, receipt: receipt)
                if state.entries.count < capacity {
                    state.entries.append(entry)
                } else {
                    state.entries[state.first] = entry
                    state.first = (state.first + 1) % capacity
                }
            }
        }
    }

    /// Up to `limit` events behind a number, newest first.
    public func latest(after number: Int = 0, limit: Int = 100) -> [Entry] {
        state.withLock { state in
            let ordered = state.entries[state.first...] + state.entries[..<state.first]
            return Array(ordered.reversed().prefix { $0.number > number }.prefix(max(0, limit)))
        }
    }

    /// Forgets what a person did.
    func forget(_ users: Set<UserID>) {
        state.withLock { state in
            let ordered = state.entries[state.first...] + state.entries[..<state.first]
            state.entries = ordered.filter { !users.contains($0.event.user) }
            state.first = 0
        }
    }
}
