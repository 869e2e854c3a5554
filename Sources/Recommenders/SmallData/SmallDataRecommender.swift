import Datasets
import Evaluation

/// Recommends where there is too little to train a model on: a household, a first week, a small club.
///
/// Four things are known even then, and each counts by how much evidence stands behind it:
///
///     score(b) = n/(n + c) · (content · C(b) + k · neighbours · N(b)) + popularity · P(b) + novelty · Y(b)
///
/// C likeness to this person's history by what is known about the items, N items that the same people chose, P people who chose
/// the item, Y how new it is; each from 0 to 1 over the catalogue. n counts the titles of the history, k = U/(U + people) grows
/// with the number of people. The weights were chosen on nested parts of MovieLens latest-small (LOG.md).
public struct SmallDataRecommender: Scorer {
    public struct Parameters: Sendable, Hashable, Codable {
        public var content = 0.3
        public var neighbours = 1.0
        public var popularity = 0.1
        public var novelty = 0.02
        /// Titles of a history at which it counts by half.
        public var titles = 1.0
        /// People at which what others chose counts by half.
        public var people = 20.0
        /// In titles.
        public var recencyHalfLife = 2.0
        public init() {}
    }

    /// What speaks most for an item.
    public enum Source: String, Sendable, Codable, CaseIterable {
        case content, neighbours, popularity, novelty
    }

    public let name = "Small data"
    public let parameters: Parameters
    /// People with at least one choice, and their choices.
    public let peopleCount: Int
    public let eventCount: Int
    let catalogCount: Int
    let vectors: ContentVectors
    private let neighbours: ItemKNN
    /// People who chose each item. `[V]`
    let chosenBy: [Int]
    /// From 0 to 1. `[V]`
    private let popularity: [Float]
    private let novelty: [Float]
    private let decay: Float

    /// - Complexity: O(sum over users of the square of the history length), for what the same people chose.
    public init(training: [UserHistory], catalog: Catalog, parameters: Parameters = Parameters()) throws(BaselineError) {
        let corpus = try BaselineCorpus(training: training, itemCount: catalog.count)
        self.init(corpus, catalog: catalog, parameters: parameters)
    }

    /// - Parameter other: a fit of the same corpus and catalogue with other weights.
    init(_ corpus: BaselineCorpus, catalog: Catalog, parameters: Parameters, reusing other: SmallDataRecommender? = nil) {
        self.parameters = parameters
        catalogCount = catalog.count
        peopleCount = (0..<corpus.userCount).count { !corpus.events(of: $0).isEmpty }
        eventCount = corpus.items.count
        vectors = other?.vectors ?? ContentVectors(catalog, weights: [.genre: 1, .decade: 0.5, .people: 0.5, .keyword: 0.5])
        decay = decayPerStep(halfLife: parameters.recencyHalfLife)
        // Shrinkage keeps one person's evening from being a law.
        neighbours = ItemKNN(corpus, neighbours: 500, shrinkage: 2, recencyHalfLife: parameters.recencyHalfLife, reusing: other?.neighbours)
        let distinct = DistinctItems(corpus)
        chosenBy = (0..<catalog.count).map { distinct.userCount(of: $0) }
        let most = Float(max(1, chosenBy.max() ?? 1))
        popularity = chosenBy.map { (Float($0) / most).squareRoot() }
        novelty = SmallDataRecommender.novelty(catalog)
    }

    /// One for the newest year, zero for what is thirty years older or has no year.
    private static func novelty(_ catalog: Catalog) -> [Float] {
        let newest = catalog.items.compactMap(\.year).max() ?? 0
        return catalog.items.map { item in item.year.map { max(0, 1 - Float(newest - $0) / 30) } ?? 0 }
    }

    // MARK: Scoring

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (index, query) in queries.enumerated() {
            let parts = parts(of: query)
            let row = scores.row(index, width: catalogCount)
            for item in row.indices { row[item] = parts.values(item).reduce(0) { $0 + $1.value } }
        }
    }

    /// What each source gives to each item, weights included.
    struct Parts {
        var content: [Float]
        var neighbours: [Float]
        var popularity: [Float]
        var novelty: [Float]
        var weights: (content: Float, neighbours: Float, popularity: Float, novelty: Float)

        func values(_ item: Int) -> [(source: Source, value: Float)] {
            [
                (.content, weights.content * content[item]), (.neighbours, weights.neighbours * neighbours[item]),
                (.popularity, weights.popularity * popularity[item]), (.novelty, weights.novelty * novelty[item]),
            ]
        }
    }

    func parts(of query: ScoringQuery) -> Parts {
        let liked = query.history.filter { !$0.isDisliked }
        let history = liked.compactMap(\.chosenItem).filter { $0.position < catalogCount }
        let titles = Float(Set(history).count)
        let trust = titles / (titles + Float(parameters.titles))
        let others = Float(peopleCount) / (Float(peopleCount) + Float(parameters.people))
        return Parts(
            content: Self.scaled(content(history)), neighbours: Self.scaled(together(query, liked: Array(liked))), popularity: popularity,
            novelty: novelty,
            weights: (
                trust * Float(parameters.content), trust * others * Float(parameters.neighbours), Float(parameters.popularity),
                Float(parameters.novelty)
            ))
    }

    private func content(_ history: [ItemIndex]) -> [Float] {
        var sums = [Float](repeating: 0, count: catalogCount)
        var weight: Float = 1
        sums.withUnsafeMutableBufferPointer { sums in
            var before: ItemIndex?
            for item in history.reversed() where item != before {
                for entry in vectors.terms.range(of: item.position) {
                    vectors.postings.add(vectors.terms.columns[entry], scaled: weight * vectors.terms.values[entry], to: sums)
                }
                weight *= decay
                before = item
            }
        }
        return sums
    }

    private func together(_ query: ScoringQuery, liked: [Interaction]) -> [Float] {
        var row = [Float](repeating: 0, count: catalogCount)
        let asked = ScoringQuery(userKey: query.userKey, interactions: liked, historyCount: liked.count, request: query.request)
        row.withUnsafeMutableBufferPointer { neighbours.score([asked], into: $0) }
        return row
    }

    /// From 0 to 1; nothing stays nothing.
    private static func scaled(_ values: [Float]) -> [Float] {
        let most = values.max() ?? 0
        return most > 0 ? values.map { $0 / most } : values
    }
}

extension Interaction {
    /// Whether the event says that the item was a mistake: few stars, or a kind that refuses.
    fileprivate var isDisliked: Bool {
        if let rating, rating <= 2 { return true }
        return kind == .dislike || kind == .thumbsDown || kind == .hide || kind == .abandon
    }
}
