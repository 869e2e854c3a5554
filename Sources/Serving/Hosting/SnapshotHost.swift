import Datasets
import Storage
import Synchronization

/// Owns the snapshot that answers; replaces it while requests go on with the one they began with.
public final class SnapshotHost: Sendable {
    private struct State {
        var snapshot: ServingSnapshot?
        var generation = 0
        /// Name that was asked for last; nil = the one that the registry promotes.
        var pinned: String?
        var failure: String?
    }
    private let loader: SnapshotLoader
    private let state = Mutex(State())
    /// Loading takes turns.
    private let loading = Mutex(())

    init(_ loader: SnapshotLoader) { self.loader = loader }

    /// What answers now.
    ///
    /// - Throws: `ServingError.notReady` before the first load.
    public func current() throws(ServingError) -> ServingSnapshot {
        guard let snapshot = state.withLock({ $0.snapshot }) else { throw .notReady(state.withLock { $0.failure }) }
        return snapshot
    }

    public var isReady: Bool { state.withLock { $0.snapshot != nil } }
    /// Why the last attempt to load failed; the snapshot before it still answers.
    public var failure: String? { state.withLock { $0.failure } }

    /// Reads everything anew: another model, other titles. What was kept of people is void afterwards.
    ///
    /// - Parameter pinned: the model that shall serve whatever is promoted; nil follows the registry.
    public func reload(pinned: String?) throws {
        try loading.withLock { _ in
            let generation = state.withLock { state in
                state.pinned = pinned
                state.generation += 1
                return state.generation
            }
            do {
                let snapshot = try loader.load(model: pinned, generation: generation)
                state.withLock { state in
                    state.snapshot = snapshot
                    state.failure = nil
                }
                snapshot.shelves.findNeighbours(snapshot.engine)
            } catch {
                state.withLock { $0.failure = "\(error)" }
                throw error
            }
        }
    }

    public func reload() throws { try reload(pinned: state.withLock { $0.pinned }) }

    /// Reads facts about titles anew; nothing that is kept of people becomes void.
    public func reloadFacts() throws {
        try loading.withLock { _ in
            guard let snapshot = state.withLock({ $0.snapshot }) else { return }
            let (facts, episodes) = try loader.titleFacts()
            let changed = snapshot.with(TitleTable(snapshot.titles, facts: facts, episodes: episodes))
            state.withLock { $0.snapshot = changed }
        }
    }
}
