import Synchronization

/// Arenas that nobody uses at the moment: whoever asks again works in memory that is warm and large enough.
package final class ArenaPool: Sendable {
    private let idle = Mutex<[Arena]>([])

    package init() {}

    /// One for the caller alone until it is taken back.
    package func lend() -> Arena { idle.withLock { $0.popLast() } ?? Arena() }

    package func take(back arena: Arena) {
        arena.reset()
        idle.withLock { $0.append(arena) }
    }
}
