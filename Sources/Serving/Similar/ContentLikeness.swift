import Datasets

/// How much of what is known about a title others share: facet values, each by how rare it is.
struct ContentLikeness {
    let titles: TitleTable

    /// What a facet counts; people and series say more than genres.
    private static let weights: [FacetName: Float] = [
        "series": 3, "franchise": 3, "collection": 3, .director: 1, .cast: 0.8, .writer: 0.7, .keyword: 0.6, .genre: 0.6,
    ]
    private static let otherWeight: Float = 0.25

    /// Adds to each title the share of the seed's weight that it has, times `amount`; at most `amount` is added.
    ///
    /// - Complexity: O(titles with the values of the seed).
    func add(likenessTo seed: ItemIndex, times amount: Float, to row: inout [Float]) {
        let values = titles[seed].facets.sorted { $0.key < $1.key }.flatMap { facet, values in
            values.map { (items: titles.titles(facet, $0), weight: ContentLikeness.weights[facet] ?? ContentLikeness.otherWeight) }
        }
        let weighed = values.map { (items: $0.items, weight: $0.weight * rarity($0.items.count)) }
        let all = weighed.reduce(0) { $0 + $1.weight }
        guard all > 0 else { return }
        row.withUnsafeMutableBufferPointer { row in
            for (items, weight) in weighed { for item in items { row[item.position] += amount * weight / all } }
        }
    }

    /// 1 for what two titles share, near 0 for what nearly all have.
    private func rarity(_ count: Int) -> Float {
        guard titles.count > 1, count > 1 else { return 0 }
        return Float((Double(titles.count) / Double(count)).logarithm / (Double(titles.count) / 2).logarithm.nonzero)
    }
}

extension Double {
    fileprivate var nonzero: Double { self == 0 ? 1 : self }
}
