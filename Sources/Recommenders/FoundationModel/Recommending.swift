import Datasets
import Evaluation

/// One line of a list, with what speaks for it.
public struct Recommendation: Sendable {
    public var item: ItemIndex
    /// Logit; comparable within one list, not a probability.
    public var score: Float
    public var explanation: Explanation
}

extension FoundationScorer {
    /// The best items for a history and a request, best first; what the history holds is left out.
    ///
    /// - Parameters:
    ///   - history: events in order, oldest first; may be of a person that the training never saw.
    ///   - count: length of the list; fewer when the catalogue is smaller.
    ///   - isAllowed: filters, applied before the best are taken.
    /// - Complexity: one forward pass, V products, and one pass per tried token for the reasons.
    public func recommend(
        history: [Interaction], request: RequestContext, count: Int, catalog: Catalog,
        isAllowed: (ItemIndex) -> Bool = { _ in true }
    ) throws -> [Recommendation] {
        let query = ScoringQuery(userKey: 0, interactions: history, historyCount: history.count, request: request)
        var scores = [Float](repeating: 0, count: catalog.count)
        try scores.withUnsafeMutableBufferPointer { try score([query], into: $0) }
        // What was only shown may still be watched.
        let seen = Set(history.compactMap(\.metItem))
        let best = TopItems.best(of: scores, count: count) { !seen.contains($0) && isAllowed($0) }
        let explanations = try explain(query, items: best, catalog: catalog)
        return zip(best, explanations).map { Recommendation(item: $0, score: scores[$0.position], explanation: $1) }
    }

    /// The items most like one, best first, itself left out; the score is a cosine.
    public func similar(to item: ItemIndex, count: Int) -> [(item: ItemIndex, cosine: Float)] {
        let cosines = similarity(to: item)
        return TopItems.best(of: cosines, count: count) { $0 != item }.map { ($0, cosines[$0.position]) }
    }
}
