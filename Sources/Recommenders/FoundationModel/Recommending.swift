import Datasets
import Evaluation
import Tensors

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

    /// The items most like each of several, best first, itself left out: one product with the catalogue for all of them.
    ///
    /// What is found is put in the order of its exact cosine. Where products round to bf16 the last of a list may differ from those of
    /// `similar`.
    /// - Complexity: O(n·V·D), at most 16 rows of V at a time.
    package func nearest(to items: [ItemIndex], count: Int) -> [[ItemIndex]] {
        let arena = arenas.lend()
        defer { arenas.take(back: arena) }
        let width = model.configuration.embeddingDimension
        var result: [[ItemIndex]] = []
        result.reserveCapacity(items.count)
        for start in stride(from: 0, to: items.count, by: 16) {
            let part = items[start..<min(start + 16, items.count)]
            var own: [Float] = []
            own.reserveCapacity(part.count * width)
            for item in part { own.append(contentsOf: UnsafeBufferPointer(start: unit(item), count: width)) }
            let cosines = [Float](unsafeUninitializedCapacity: part.count * itemCount) { cosines, filled in
                own.withUnsafeBufferPointer { own in
                    MatrixProduct.multiply(
                        .rowMajor(own.baseAddress!, width), .packed(units), into: cosines.baseAddress!, rowStride: itemCount,
                        shape: (part.count, itemCount, width), arena: arena)
                }
                filled = part.count * itemCount
            }
            for (row, item) in part.enumerated() {
                let slice = cosines[row * itemCount..<(row + 1) * itemCount]
                // Some more than asked for: rounding moves what stands at the end.
                let near = TopItems.best(of: slice, count: count + count / 8 + 8) { $0 != item }
                let exact = near.map { RankedItem(item: $0, score: Kernels.dot(unit(item), unit($0), count: width)) }
                result.append(exact.sorted { $0.precedes($1) }.prefix(count).map(\.item))
            }
        }
        return result
    }

    private func unit(_ item: ItemIndex) -> UnsafePointer<Float> {
        UnsafePointer(unitValues + item.position * model.configuration.embeddingDimension)
    }
}
