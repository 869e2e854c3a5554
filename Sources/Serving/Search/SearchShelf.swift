import Datasets
import Recommenders
import Synchronization

/// The search index of the catalogue that serves, and what strangers would choose from it.
final class SearchShelf: Sendable {
    private struct State {
        var index: SearchIndex?
        var prior: (generation: Int, scores: [Float])?
    }
    private let state = Mutex(State())

    /// Whoever comes first after a change makes the index, and the others wait for it.
    func index(_ columns: TitleColumns) -> SearchIndex {
        state.withLock { state in
            if let index = state.index, index.names === columns.names { return index }
            let index = SearchIndex(columns.names)
            state.index = index
            return index
        }
    }

    /// Scores of somebody of whom nothing is known: the order of titles where nobody asks.
    func prior(_ snapshot: ServingSnapshot, make: () throws -> [Float]) rethrows -> [Float] {
        if let known = state.withLock({ $0.prior }), known.generation == snapshot.generation, known.scores.count == snapshot.titles.count {
            return known.scores
        }
        let scores = try make()
        state.withLock { $0.prior = (snapshot.generation, scores) }
        return scores
    }
}
