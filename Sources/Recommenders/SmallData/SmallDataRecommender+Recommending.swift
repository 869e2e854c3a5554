import Datasets
import Evaluation

/// One line of a list made from little data.
public struct SmallDataRecommendation: Sendable {
    public var item: ItemIndex
    /// A sum of shares; comparable within one list.
    public var score: Float
    /// What speaks most for it.
    public var source: SmallDataRecommender.Source
    /// Titles of the history that are most like it, strongest first; empty where nothing in the history speaks for it.
    public var causes: [ItemIndex]
    /// Attribute values that it shares with the first of them.
    public var shared: [String]
    /// People who chose it.
    public var chosenBy: Int
}

extension SmallDataRecommender {
    /// The best items for a history, best first; what the history holds is left out.
    ///
    /// - Parameters:
    ///   - history: events in order, oldest first; may be empty.
    ///   - count: length of the list; fewer when the catalogue is smaller.
    ///   - isAllowed: filters, applied before the best are taken.
    public func recommend(
        history: [Interaction], request: RequestContext = RequestContext(), count: Int, catalog: Catalog,
        isAllowed: (ItemIndex) -> Bool = { _ in true }
    ) -> [SmallDataRecommendation] {
        let parts = parts(of: ScoringQuery(userKey: 0, interactions: history, historyCount: history.count, request: request))
        let seen = Set(history.compactMap(\.metItem))
        let scores = (0..<catalogCount).map { parts.values($0).reduce(0) { $0 + $1.value } }
        var best = scores.indices.filter { !seen.contains(ItemIndex($0)) && isAllowed(ItemIndex($0)) }
        best.sort { (scores[$1], $0) < (scores[$0], $1) }
        let titles = distinct(history)
        return best.prefix(max(0, count)).map { position in
            let item = ItemIndex(position)
            let source = parts.values(position).max { $0.value < $1.value }!.source
            let causes = source == .content || source == .neighbours ? nearest(titles, to: item) : []
            return SmallDataRecommendation(
                item: item, score: scores[position], source: source, causes: causes,
                shared: causes.first.map { FoundationScorer.shared(catalog[item], catalog[$0]) } ?? [], chosenBy: chosenBy[position])
        }
    }

    /// The items most like one by what is known about them, best first; the score is a cosine.
    public func similar(to item: ItemIndex, count: Int) -> [(item: ItemIndex, cosine: Float)] {
        var cosines = [Float](repeating: 0, count: catalogCount)
        cosines.withUnsafeMutableBufferPointer { cosines in
            for entry in vectors.terms.range(of: item.position) {
                vectors.postings.add(vectors.terms.columns[entry], scaled: vectors.terms.values[entry], to: cosines)
            }
        }
        var best = cosines.indices.filter { $0 != item.position && cosines[$0] > 0 }
        best.sort { (cosines[$1], $0) < (cosines[$0], $1) }
        return best.prefix(max(0, count)).map { (ItemIndex($0), cosines[$0]) }
    }

    /// Titles that were chosen, latest first.
    func distinct(_ history: [Interaction]) -> [ItemIndex] {
        var known: Set<ItemIndex> = []
        return history.reversed().compactMap(\.chosenItem).filter { $0.position < catalogCount && known.insert($0).inserted }
    }

    /// At most two titles of the history that share something with the item.
    public func nearest(_ titles: [ItemIndex], to item: ItemIndex) -> [ItemIndex] { Array(likeness(of: titles, to: item).prefix(2)) }

    /// Titles that share something with an item, most alike first.
    func likeness(of titles: [ItemIndex], to item: ItemIndex) -> [ItemIndex] {
        var likeness = [Int32: Float]()
        for entry in vectors.terms.range(of: item.position) { likeness[vectors.terms.columns[entry]] = vectors.terms.values[entry] }
        let cosines = titles.map { title -> Float in
            vectors.terms.range(of: title.position).reduce(0) { $0 + vectors.terms.values[$1] * (likeness[vectors.terms.columns[$1]] ?? 0) }
        }
        let order = titles.indices.filter { cosines[$0] > 0 }.sorted { (cosines[$1], $0) < (cosines[$0], $1) }
        return order.map { titles[$0] }
    }
}
