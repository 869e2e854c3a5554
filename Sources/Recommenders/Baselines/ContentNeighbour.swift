import Datasets
import Evaluation

/// Items that look like the items of this history, by what is known about them alone: it can rank what nobody has met.
///
///     profile = Σ over history items a, j steps back, of 0.5^(j / recencyHalfLife) · v(a);   score(b) = profile · v(b)
///
/// which orders items as the cosine does, since every v has length 1. Genres, the decade, people (cast, directors,
/// writers) and keywords (with attributes and plot words) each have a weight. An item without facets scores 0.
public struct ContentNeighbour: Scorer {
    public let name = "Content neighbour"
    private let vectors: ContentVectors
    private let decay: Float
    private let key: [Double]

    /// - Parameters:
    ///   - genre, decade, people, keyword: lengths of the parts of an item's vector, 0 = not used.
    ///   - recencyHalfLife: in events, 0 = the whole history counts alike.
    ///   - other: a fit whose vectors are reused where the weights are the same.
    public init(
        _ catalog: Catalog, genre: Double = 1, decade: Double = 0.5, people: Double = 1, keyword: Double = 1,
        recencyHalfLife: Double = 20, reusing other: ContentNeighbour? = nil
    ) {
        decay = decayPerStep(halfLife: recencyHalfLife)
        key = [genre, decade, people, keyword, Double(catalog.count)]
        if let other, other.key == key {
            vectors = other.vectors
        } else {
            vectors = ContentVectors(
                catalog, weights: [.genre: genre, .decade: decade, .people: people, .keyword: keyword])
        }
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        let profile = UnsafeMutableBufferPointer<Float>.allocate(capacity: max(vectors.termCount, 1))
        defer { profile.deallocate() }
        for (index, query) in queries.enumerated() {
            profile.initialize(repeating: 0)
            var weight: Float = 1
            for item in query.chosenItems(itemCount: vectors.itemCount).reversed() {
                vectors.terms.add(item, scaled: weight, to: profile)
                weight *= decay
            }
            let row = scores.row(index, width: vectors.itemCount)
            row.update(repeating: 0)
            for term in 0..<vectors.termCount where profile[term] != 0 {
                vectors.postings.add(Int32(term), scaled: profile[term], to: row)
            }
        }
    }
}
