import Datasets
import Recommenders

extension RowProposals {
    /// Rows of facet values: genres by their share in what the person chose, other facets where the person chose a value much more
    /// often than its number of titles explains.
    func facets() -> [RowProposal] {
        let genres = context.taste.genres
        let found = context.best(options.candidates, ofGenres: genres.compactMap { context.shelves.genre(ofShelf: $0) })
        return zip(genres, found).compactMap { row($0, $1) } + context.taste.details.compactMap { row($0) }
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
