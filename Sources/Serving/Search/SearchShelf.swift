import Datasets
import Language
import Recommenders
import Synchronization

/// The search index of the catalogue that serves, and what strangers would choose from it.
final class SearchShelf: Sendable {
    private struct State {
        var index: SearchIndex?
        var prior: (generation: Int, scores: [Float])?
        var vectors: (names: TitleNames, vectors: MeaningVectors)?
        var read: ReadTexts?
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

    /// What texts of the catalogue mean, once it was made.
    func vectors(_ names: TitleNames) -> MeaningVectors? {
        state.withLock { $0.vectors.flatMap { $0.names === names ? $0.vectors : nil } }
    }

    /// Makes it, outside of the lock: searches go on without meanwhile.
    func prepareVectors(_ names: TitleNames, encoder: (any TextEncoder)? = nil, workers: Int = 1) {
        guard vectors(names) == nil || encoder != nil else { return }
        keep(MeaningVectors(names.catalog, encoder: encoder, workers: workers), names)
    }

    func keep(_ vectors: MeaningVectors, _ names: TitleNames) { state.withLock { $0.vectors = (names, vectors) } }

    /// Texts that the encoder read before; taken out while more are read, so that two readers do not do the same work.
    func takeReadTexts() -> ReadTexts? {
        state.withLock { state in
            defer { state.read = nil }
            return state.read
        }
    }
    func keep(_ read: ReadTexts) { state.withLock { $0.read = read } }

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
