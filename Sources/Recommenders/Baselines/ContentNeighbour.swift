import Datasets
import Evaluation

/// Items that look like the items of this history, by what is known about them alone: it can rank what nobody has met.
///
///     score(b) = Σ over history items a, j steps back, of 0.5^(j / recencyHalfLife) · v(a)·v(b)
///
/// which orders items as their cosine with the profile Σ 0.5^(j / recencyHalfLife) · v(a) does, since every v has length 1. Genres, the decade, people (cast, directors,
/// writers) and keywords (with attributes and plot words) each have a weight. An item without facets scores 0.
public struct ContentNeighbour: Scorer {
    public let name = "Content neighbour"
    private let vectors: ContentVectors
    private let sum: HistorySum
    private let key: [Double]

    /// - Parameters:
    ///   - genre, decade, people, keyword: lengths of the parts of an item's vector, 0 = not used.
    ///   - recencyHalfLife: in events, 0 = the whole history counts alike.
    ///   - other: a fit whose vectors are reused where the weights are the same.
    public init(
        _ catalog: Catalog, genre: Double = 1, decade: Double = 0.5, people: Double = 1, keyword: Double = 1,
        recencyHalfLife: Double = 20, reusing other: ContentNeighbour? = nil
    ) {
        sum = HistorySum(decay: decayPerStep(halfLife: recencyHalfLife), itemCount: catalog.count, base: [])
        key = [genre, decade, people, keyword, Double(catalog.count)]
        if let other, other.key == key {
            vectors = other.vectors
        } else {
            vectors = ContentVectors(
                catalog, weights: [.genre: genre, .decade: decade, .people: people, .keyword: keyword])
        }
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        sum.score(queries, into: scores) { item, weight, sums in
            for entry in vectors.terms.range(of: Int(item)) {
                vectors.postings.add(vectors.terms.columns[entry], scaled: weight * vectors.terms.values[entry], to: sums)
            }
        }
    }
}
