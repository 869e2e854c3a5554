import Datasets
import Synchronization

/// The states of many users within a budget of bytes, least recently used first to go.
///
/// A state is lent to one caller, who computes without holding a lock; events that arrive meanwhile wait in its place.
package final class UserStateCache: Sendable {
    private final class Shard: Sendable {
        let content: Mutex<StateShard>
        init(_ options: StateOptions) { content = Mutex(StateShard(options)) }
    }
    private let shards: [Shard]

    init(_ options: StateOptions) { shards = (0..<options.shardCount).map { _ in Shard(options) } }

    private func shard(_ key: UInt64) -> Shard { shards[Int(StableHash.mix(key) % UInt64(shards.count))] }

    func lend(_ key: UInt64) -> StateShard.Loan { shard(key).content.withLock { $0.lend(key) } }

    /// Nil gives the place up.
    func take(back state: UserState?, _ key: UInt64) {
        let isErased = shard(key).content.withLock { $0.take(back: state, key) }
        if isErased { state?.erase() }
    }

    func note(_ event: Interaction, at position: Int, _ key: UInt64) throws(StateError) {
        let result = shard(key).content.withLock { shard -> StateError? in
            do throws(StateError) { try shard.note(event, at: position, key) } catch { return error }
            return nil
        }
        if let result { throw result }
    }

    func invalidate(_ key: UInt64) { shard(key).content.withLock { $0.invalidate(key) } }
    func erase(_ key: UInt64) { shard(key).content.withLock { $0.erase(key) } }

    var statistics: StateStatistics {
        var sum = StateStatistics()
        for shard in shards { shard.content.withLock { $0.describe(into: &sum) } }
        return sum
    }
}
