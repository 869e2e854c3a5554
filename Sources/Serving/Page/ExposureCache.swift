import Datasets
import Synchronization

/// What people were shown lately, within a budget of titles; least recently asked first to go.
final class ExposureCache: Sendable {
    private struct Entry {
        var exposures: Exposures
        var generation: Int
        var used: UInt64
    }
    private struct State {
        var entries: [UserID: Entry] = [:]
        var clock: UInt64 = 0
        var titles = 0
        /// Counts what was noted or forgotten, so that a summary that was read meanwhile is not kept.
        var changes: UInt64 = 0
    }
    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter titles: how many titles of all people together are kept.
    init(titles: Int) { limit = max(1, titles) }

    func exposures(of user: UserID, generation: Int) -> Exposures? {
        state.withLock { state in
            guard let entry = state.entries[user], entry.generation == generation else { return nil }
            state.clock += 1
            state.entries[user]!.used = state.clock
            return entry.exposures
        }
    }

    var changes: UInt64 { state.withLock { $0.changes } }

    func keep(_ exposures: Exposures, of user: UserID, generation: Int, asOf changes: UInt64) {
        state.withLock { state in
            guard state.changes == changes || state.entries[user] == nil else { return }
            state.clock += 1
            if let before = state.entries[user] { state.titles -= before.exposures.count + 1 }
            state.entries[user] = Entry(exposures: exposures, generation: generation, used: state.clock)
            state.titles += exposures.count + 1
            guard state.titles > limit, state.entries.count > 1 else { return }
            // The older half at once, so that the search for it is rare.
            for (user, entry) in state.entries.sorted(by: { $0.value.used < $1.value.used }) where state.titles > limit / 2 {
                state.entries[user] = nil
                state.titles -= entry.exposures.count + 1
            }
        }
    }

    /// Changes what is kept of a user; whoever is not kept is read again when they ask.
    func update(_ user: UserID, generation: Int, _ body: (inout Exposures) -> Void) {
        state.withLock { state in
            state.changes += 1
            guard var entry = state.entries.removeValue(forKey: user) else { return }
            state.titles -= entry.exposures.count + 1
            guard entry.generation == generation else { return }
            body(&entry.exposures)
            state.titles += entry.exposures.count + 1
            state.entries[user] = entry
        }
    }

    func forget(_ user: UserID) {
        state.withLock { state in
            state.changes += 1
            if let entry = state.entries.removeValue(forKey: user) { state.titles -= entry.exposures.count + 1 }
        }
    }
}
