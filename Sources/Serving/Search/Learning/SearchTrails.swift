import Datasets
import Synchronization

/// What people searched for lately and what they were shown for it; in memory alone, and only until they choose.
final class SearchTrails: Sendable {
    private struct Trail {
        var words: String
        var items: Set<ItemID>
        var time: Timestamp
    }
    private struct State {
        var trails: [UserID: [Trail]] = [:]
        /// Who searched, in order; somebody may stand here several times.
        var order: [UserID] = []
        var head = 0
    }
    private let state = Mutex(State())
    private let people: Int
    /// A choice within this many milliseconds is one of what was found.
    static let window: Int64 = 30 * 60_000
    /// While somebody types, each pause is a search; so many of the latest are kept.
    static let perPerson = 4

    /// - Parameter people: of whom trails are kept; the others are forgotten, those first who searched first.
    init(people: Int = 5_000) { self.people = max(1, people) }

    func note(_ words: String, showing items: some Sequence<ItemID>, to user: UserID, at time: Timestamp) {
        let trail = Trail(words: words, items: Set(items), time: time)
        guard !trail.items.isEmpty else { return }
        state.withLock { state in
            var trails = state.trails[user] ?? []
            trails.removeAll { $0.words == words }
            trails.append(trail)
            state.trails[user] = trails.suffix(SearchTrails.perPerson)
            state.order.append(user)
            while state.trails.count > people || state.order.count - state.head > 4 * people { SearchTrails.dropFirst(&state) }
        }
    }

    /// The words of the latest search that showed a title; each search answers for a title once.
    func takeWords(for item: ItemID, of user: UserID, at time: Timestamp) -> String? {
        state.withLock { state in
            guard var trails = state.trails[user], let place = trails.lastIndex(where: { $0.items.contains(item) }) else { return nil }
            let age = time.rawValue - trails[place].time.rawValue
            trails[place].items.remove(item)
            let words = trails[place].words
            state.trails[user] = trails
            return (-60_000...SearchTrails.window).contains(age) ? words : nil
        }
    }

    func forget(_ user: UserID) { state.withLock { $0.trails[user] = nil } }

    private static func dropFirst(_ state: inout State) {
        guard state.head < state.order.count else { return }
        let user = state.order[state.head]
        state.head += 1
        // Whoever searched again stands further behind as well.
        if !state.order[state.head...].prefix(4 * 64).contains(user) { state.trails[user] = nil }
        if state.head > 1_024, state.head * 2 > state.order.count {
            state.order.removeFirst(state.head)
            state.head = 0
        }
    }
}
