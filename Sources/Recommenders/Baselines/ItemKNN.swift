import Datasets
import Evaluation

/// Items that the same people chose as the items of this history.
///
///     sim(a, b) = n(a, b) / (√(n(a)·n(b)) + shrinkage),  for the `neighbours` most similar b of each a
///     score(b) = Σ over history items a, j steps back, of 0.5^(j / recencyHalfLife) · sim(a, b)
///
/// n counts users. A trace of popularity orders what no neighbour names.
///
/// Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001.
public struct ItemKNN: Scorer {
    public let name = "Item-kNN"
    private let itemCount: Int
    let similarities: SparseRows
    private let sum: HistorySum
    /// What the similarities were made with, so that other decays can reuse them.
    private let key: [Double]

    /// - Parameters:
    ///   - recencyHalfLife: in events, 0 = the whole history counts alike.
    ///   - other: a fit whose similarities are reused where its neighbours and shrinkage are the same.
    public init(
        _ corpus: BaselineCorpus, neighbours: Int = 100, shrinkage: Double = 10, recencyHalfLife: Double = 20,
        reusing other: ItemKNN? = nil
    ) {
        itemCount = corpus.itemCount
        // Popularity small enough never to overrule a neighbour.
        sum = HistorySum(
            decay: decayPerStep(halfLife: recencyHalfLife), itemCount: corpus.itemCount,
            base: corpus.shares.map { $0 * 1e-6 })
        key = [Double(neighbours), shrinkage]
        if let other, other.key == key, other.itemCount == itemCount {
            similarities = other.similarities
        } else {
            similarities = ItemKNN.similarities(corpus, neighbours: neighbours, shrinkage: Float(shrinkage))
        }
    }

    /// - Complexity: O(sum over users of the square of the history length).
    private static func similarities(_ corpus: BaselineCorpus, neighbours: Int, shrinkage: Float) -> SparseRows {
        let distinct = DistinctItems(corpus)
        let roots = (0..<corpus.itemCount).map { Float(distinct.userCount(of: $0)).squareRoot() }
        var counts = [Float](repeating: 0, count: corpus.itemCount)
        var rows = SparseRows()
        for item in 0..<corpus.itemCount {
            counts.withUnsafeMutableBufferPointer { counts in
                counts.update(repeating: 0)
                distinct.addCoOccurrences(of: item, upTo: .max, into: counts.baseAddress!)
                counts[item] = 0
                for other in counts.indices where counts[other] > 0 {
                    counts[other] /= roots[item] * roots[other] + shrinkage
                }
                for position in counts.indices where counts[position] == 0 { counts[position] = -.infinity }
                for best in BestItems.select(neighbours, from: UnsafeBufferPointer(counts)) {
                    rows.append(best.rawValue, counts[best.position])
                }
            }
            rows.endRow()
        }
        return rows
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        sum.score(queries, into: scores) { item, weight, sums in
            similarities.add(item, scaled: weight, to: sums)
        }
    }
}
