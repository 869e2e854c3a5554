#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Recommenders

extension RowProposals {
    static let genreRows = 8
    /// Rows of directors, cast and keywords, all together.
    static let detailRows = 4
    /// Titles of a person that must have a director, an actor or a keyword in common before a row is made of it.
    static let detailTitles: Float = 3

    /// Rows of facet values: genres by their share in what the person chose, other facets where the person chose a value much more
    /// often than its number of titles explains.
    func facets() -> [RowProposal] {
        let weights = facetWeights()
        let genres = weights.isEmpty ? commonGenres() : weights.filter { isGenre($0.shelf) }.map { ($0.shelf, $0.weight) }
        let details = weights.compactMap { shelf, weight in isGenre(shelf) ? nil : detail(shelf, weight, of: weights) }
        return (top(genres, RowProposals.genreRows) + top(details, RowProposals.detailRows)).compactMap(row)
    }

    private func isGenre(_ shelf: Int32) -> Bool { context.shelves.shelves[Int(shelf)].facet == context.shelves.mixedFacet }

    /// Weight of each facet value in the history: liked titles count twice, disliked ones against it, older ones less.
    private func facetWeights() -> [(shelf: Int32, weight: Float)] {
        var pairs: [(shelf: Int32, weight: Float)] = []
        for (place, item) in context.recent.enumerated() {
            guard let record = sheet.person.titles[item] else { continue }
            let weight = record.taste * exp2(-Float(place) / 25)
            for shelf in context.shelves.shelves(of: item) { pairs.append((shelf, weight)) }
        }
        pairs.sort { $0.shelf < $1.shelf }
        var weights: [(shelf: Int32, weight: Float)] = []
        for pair in pairs {
            if weights.last?.shelf == pair.shelf { weights[weights.count - 1].weight += pair.weight } else { weights.append(pair) }
        }
        return weights.filter { $0.weight > 0 }
    }

    /// Where nothing is known of the person: by their number of titles.
    private func commonGenres() -> [(Int32, Float)] {
        context.shelves.shelves.enumerated().compactMap { number, shelf in
            shelf.facet == context.shelves.mixedFacet ? (Int32(number), Float(shelf.titles.count)) : nil
        }
    }

    /// How much more often than by chance, in nats, times how often.
    private func detail(_ shelf: Int32, _ weight: Float, of weights: [(shelf: Int32, weight: Float)]) -> (Int32, Float)? {
        guard weight >= RowProposals.detailTitles else { return nil }
        let expected =
            Float(context.recent.count) * Float(context.shelves.shelves[Int(shelf)].titles.count) / Float(context.shelves.itemCount)
        return (shelf, weight * logarithm(weight / max(expected, 1e-3)))
    }

    private func top(_ values: [(Int32, Float)], _ count: Int) -> [Int32] {
        values.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(count).map(\.0)
    }

    private func row(_ number: Int32) -> RowProposal? {
        let shelf = context.shelves.shelves[Int(number)]
        guard shelf.titles.count >= options.shortestRow else { return nil }
        let title = shelf.rowTitle
        return RowProposal(
            id: "facet:\(shelf.facet.rawValue):\(shelf.name.lowercased())", kind: .facet, title: title,
            reason: ServedReason(.facet, shared: [shelf.name], text: title), source: sheet.source, candidates: best(of: shelf.titles),
            pool: shelf.titles
        ).unlessEmpty
    }
}

extension TitleRecord {
    /// What having met it says about taste.
    fileprivate var taste: Float {
        if isDisliked || isRefused { return -1 }
        if isAbandoned { return -0.5 }
        return isLiked ? 2 : 1
    }
}

extension TitleShelves.Shelf {
    var rowTitle: String {
        switch facet {
        case .director: "Directed by \(name)"
        case .cast: "With \(name)"
        case .writer: "Written by \(name)"
        case .keyword: "About \(name)"
        default: name.prefix(1).uppercased() + name.dropFirst()
        }
    }
}
