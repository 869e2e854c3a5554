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
        return genreRows(top(genres, RowProposals.genreRows)) + top(details, RowProposals.detailRows).compactMap { row($0) }
    }

    private func genreRows(_ shelves: [Int32]) -> [RowProposal] {
        let found = context.best(options.candidates, ofGenres: shelves.compactMap { context.shelves.genre(ofShelf: $0) })
        return zip(shelves, found).compactMap { row($0, $1) }
    }

    private func isGenre(_ shelf: Int32) -> Bool { context.shelves.shelves[Int(shelf)].facet == context.shelves.mixedFacet }

    /// Weight of each facet value in the history, in no order: liked titles count twice, disliked ones against it, older ones less.
    private func facetWeights() -> [(shelf: Int32, weight: Float)] {
        var sums = [Float](repeating: 0, count: context.shelves.shelves.count)
        var isMet = [Bool](repeating: false, count: sums.count)
        var met: [Int32] = []
        for (place, item) in context.recent.enumerated() {
            guard let record = sheet.person.titles[item] else { continue }
            let weight = record.taste * exp2(-Float(place) / 25)
            for shelf in context.shelves.shelves(of: item) {
                if !isMet[Int(shelf)] { met.append(shelf) }
                isMet[Int(shelf)] = true
                sums[Int(shelf)] += weight
            }
        }
        return met.compactMap { sums[Int($0)] > 0 ? ($0, sums[Int($0)]) : nil }
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

    private func row(_ number: Int32, _ found: [PageCandidate]? = nil) -> RowProposal? {
        let shelf = context.shelves.shelves[Int(number)]
        guard shelf.titles.count >= options.shortestRow, let title = words.facet(shelf.facet, shelf.name) else { return nil }
        return RowProposal(
            id: "facet:\(shelf.facet.rawValue):\(shelf.name.lowercased())", kind: .facet, title: title,
            reason: ServedReason(.facet, shared: [shelf.name], text: title), source: sheet.source,
            candidates: found ?? best(of: shelf.titles),
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
