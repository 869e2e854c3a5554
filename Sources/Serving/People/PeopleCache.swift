import Datasets
import Synchronization

/// People who asked lately, within a budget of events; least recently asked first to go.
///
/// A view belongs to the snapshot whose numbers it uses: another snapshot finds nothing here.
package final class PeopleCache: Sendable {
    fileprivate struct Entry {
        var view: PersonView
        var generation: Int
        var used: UInt64
    }
    fileprivate struct Shard {
        var entries: [UserID: Entry] = [:]
        var clock: UInt64 = 0
        var events = 0
        /// Counts what happened to whoever shares a place in it, so that a view that was read meanwhile is not kept.
        var changes = [UInt64](repeating: 0, count: 1024)
    }
    fileprivate final class Place: Sendable { let shard = Mutex(Shard()) }
    private let places: [Place]
    private let limit: Int

    /// - Parameters:
    ///   - events: how many events of all people together are kept; about 100 bytes each.
    ///   - longest: events of the longest history that is kept. Each shard has its part of the budget and must hold several such, or
    ///     whoever has one would be read anew whenever somebody else of the shard asks: small budgets have fewer shards.
    package init(events: Int = 4_000_000, longest: Int = HistoryBound.standard.longest) {
        let shardCount = min(16, max(1, events / (8 * max(1, longest))))
        places = (0..<shardCount).map { _ in Place() }
        limit = max(1, events / shardCount)
    }

    private func place(_ user: UserID) -> Place { places[Int(StableHash.of(user.rawValue, seed: 0x9E0) % UInt64(places.count))] }

    package func view(of user: UserID, generation: Int) -> PersonView? {
        place(user).shard.withLock { shard in
            guard let entry = shard.entries[user], entry.generation == generation else { return nil }
            shard.clock += 1
            shard.entries[user]!.used = shard.clock
            return entry.view
        }
    }

    /// What `keep` needs to know whether something happened between reading and keeping.
    package func changes(of user: UserID) -> UInt64 { place(user).shard.withLock { $0.changes[Shard.counter(user)] } }

    package func keep(_ view: PersonView, of user: UserID, generation: Int, asOf changes: UInt64) {
        place(user).shard.withLock { shard in
            guard shard.changes[Shard.counter(user)] == changes else { return }
            shard.remove(user)
            shard.clock += 1
            shard.entries[user] = Entry(view: view, generation: generation, used: shard.clock)
            shard.events += view.cost
            shard.shrink(to: limit)
        }
    }

    /// Notes that something happened to a person.
    ///
    /// - Returns: whether a view of them is kept.
    func changed(_ user: UserID) -> Bool {
        place(user).shard.withLock { shard in
            shard.changes[Shard.counter(user)] += 1
            return shard.entries[user] != nil
        }
    }

    /// What became of an event.
    package enum Addition: Hashable {
        /// It stands behind the others, at this position of the history, counted from 0.
        case last(Int)
        /// It stands behind the others, and the oldest of them are sums now.
        case summing
        /// It came late and stands before others.
        case between
        /// No view is kept any more: the history has to be read again.
        case none
    }

    /// Puts an event into a view that is kept: behind the others, or where a late one belongs.
    package func add(_ event: Interaction, to user: UserID, generation: Int) -> Addition {
        place(user).shard.withLock { shard in
            shard.changes[Shard.counter(user)] += 1
            // Changed where it lies: a copy of a long history would cost more than the event.
            guard let found = shard.entries.index(forKey: user) else { return .none }
            let (continues, cost) = (shard.entries.values[found].view.continues(with: event), shard.entries.values[found].view.cost)
            guard shard.entries.values[found].generation == generation,
                continues || shard.entries.values[found].view.insert(event)
            else {
                shard.remove(user)
                return .none
            }
            let isSumming = continues && shard.entries.values[found].view.append(event)
            let view = (cost: shard.entries.values[found].view.cost, events: shard.entries.values[found].view.eventCount)
            shard.events += view.cost - cost
            shard.shrink(to: limit)
            guard continues else { return .between }
            return isSumming ? .summing : .last(view.events - 1)
        }
    }

    func forget(_ user: UserID) {
        place(user).shard.withLock { shard in
            shard.changes[Shard.counter(user)] += 1
            shard.remove(user)
        }
    }

    func forgetEverybody() {
        for place in places {
            place.shard.withLock { shard in
                for counter in shard.changes.indices { shard.changes[counter] += 1 }
                shard.entries.removeAll()
                shard.events = 0
            }
        }
    }

    package var count: Int { places.reduce(0) { $0 + $1.shard.withLock { $0.entries.count } } }
}

extension PersonView {
    /// What the view takes of a budget of events; a title whose events are sums counts as two, what pages keep of the history as ten.
    fileprivate var cost: Int { interactions.count + 2 * (older?.titles.count ?? 0) + 10 }
}

extension PeopleCache.Shard {
    fileprivate static func counter(_ user: UserID) -> Int { Int(StableHash.of(user.rawValue, seed: 0x5EED) % 1024) }

    fileprivate mutating func remove(_ user: UserID) {
        guard let entry = entries.removeValue(forKey: user) else { return }
        events -= entry.view.cost
    }

    /// Drops an eighth at once, those least recently asked first, so that the search for them is rare.
    fileprivate mutating func shrink(to limit: Int) {
        guard events > limit, entries.count > 1 else { return }
        let order = entries.sorted { $0.value.used < $1.value.used }
        for (user, _) in order {
            guard events > limit - limit / 8, entries.count > 1 else { break }
            remove(user)
        }
    }
}
