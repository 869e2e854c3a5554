import Evaluation

extension FoundationScorer {
    /// Whether counts stand beside the network.
    package var hasCompanions: Bool { companions != nil }

    /// Turns rows of the network's scores, `[B, V]`, into the model's: what `score` does last.
    ///
    /// - Complexity: O(K·V + history·neighbours) a row; nothing without companions.
    package func applyCompanions(_ queries: [ScoringQuery], to scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == queries.count * itemCount, "scores for \(scores.count) of \(queries.count) × \(itemCount)")
        companions?.apply(queries, to: scores)
    }
}
