#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Synchronization

/// What many people chose lately: counts of which half is forgotten in every half-life, one a person and day.
///
/// A title of which fewer than `people` different people of the last week are known is not told to anybody: what a few did is not
/// to be read off other people's pages. One person can therefore not push a title either.
package final class TrendingCounts: Sendable {
    fileprivate struct Title {
        /// As of `time`, in milliseconds.
        var count = 0.0
        var time: Int64 = 0
        /// Latest different people, at most as many as are needed, with their latest choice; oldest first.
        var people: [(key: UInt64, time: Int64)] = []
    }
    private struct State {
        var titles: [ItemID: Title] = [:]
        var isSeeded = false
    }
    private let state = Mutex(State())
    private let needed: Int
    private let halfLife: Double
    package static let window: Int64 = 7 * 86_400_000

    /// - Parameter hours: half-life.
    package init(people: Int, halfLife hours: Double) {
        needed = max(1, people)
        halfLife = max(hours, 1e-3) * 3_600_000
    }

    /// Notes one choice; events may come late and in any order.
    package func note(_ item: ItemID, by person: UInt64, at time: Timestamp) {
        state.withLock { $0.titles[item, default: Title()].note(person, time.rawValue, needed: needed, halfLife: halfLife) }
    }

    /// Runs `body` unless it has run: what the store holds of the last week.
    package func seed(_ body: () throws -> Void) rethrows {
        let first = state.withLock { state in
            defer { state.isSeeded = true }
            return !state.isSeeded
        }
        guard first else { return }
        do { try body() } catch {
            state.withLock { $0.isSeeded = false }
            throw error
        }
    }

    /// Nothing of a person is kept; what they added to the sums fades unnamed.
    package func erase(_ person: UInt64) {
        state.withLock { state in
            for id in Array(state.titles.keys) { state.titles[id]!.people.removeAll { $0.key == person } }
        }
    }

    /// The titles that most people chose lately, most first, equal ones by id. Forgets what has faded.
    package func top(_ limit: Int, at time: Timestamp) -> [(item: ItemID, count: Double)] {
        state.withLock { state in
            var found: [(item: ItemID, count: Double)] = []
            for (id, title) in state.titles {
                let age = time.rawValue - (title.people.last?.time ?? title.time)
                guard age < TrendingCounts.window else {
                    // Late events may still belong to a later moment than this one asks about.
                    if age > 4 * TrendingCounts.window { state.titles[id] = nil }
                    continue
                }
                guard title.distinct(since: time.rawValue - TrendingCounts.window) >= needed else { continue }
                found.append((id, title.count * exp2(-Double(time.rawValue - title.time) / halfLife)))
            }
            found.sort { $0.count != $1.count ? $0.count > $1.count : $0.item < $1.item }
            return Array(found.prefix(max(0, limit)))
        }
    }
}

extension TrendingCounts.Title {
    fileprivate mutating func note(_ person: UInt64, _ moment: Int64, needed: Int, halfLife: Double) {
        let known = people.firstIndex { $0.key == person }
        if let known {
            let before = people[known].time
            people[known].time = max(before, moment)
            people.sort { $0.time < $1.time }
            guard abs(moment - before) >= 86_400_000 else { return }
        } else {
            people.append((person, moment))
            people.sort { $0.time < $1.time }
            if people.count > needed { people.removeFirst() }
        }
        if moment > time {
            count = count * exp2(-Double(moment - time) / halfLife) + 1
            time = moment
        } else {
            count += exp2(-Double(time - moment) / halfLife)
        }
    }

    fileprivate func distinct(since start: Int64) -> Int { people.count { $0.time >= start } }
}

extension EventKind {
    /// Whether it says that somebody chose a title.
    package var isChoice: Bool {
        switch self {
        case .play, .complete, .rating, .thumbsUp, .like, .review, .listAdd, .purchase, .addToCart, .open, .click, .install, .read,
            .interaction, .share, .follow:
            true
        default: false
        }
    }
}
