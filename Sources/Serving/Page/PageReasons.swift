import Datasets
import Recommenders

/// A cheap reason for each title of a page: its row, the title of the history that it is most like, or genres that the person often
/// chooses. What the model really read is another question, `why`, and costs more.
struct PageReasons {
    private let shelves: TitleShelves
    private let mix: GenreMix?
    private let liked: [(item: ItemIndex, reason: ServedReason)]
    /// Less alike than this is no reason.
    static let alike: Float = 0.3
    static let titles = 12
    /// A genre with at least this share of what a person chose is one that they often choose.
    static let often = 0.1

    init(_ context: PageContext) {
        (shelves, mix) = (context.shelves, context.mix)
        let titles = context.sheet.snapshot.titles
        liked = context.recent.lazy.filter { context.sheet.person.titles[$0]?.speaksForItself(than: nil) == true }
            .prefix(PageReasons.titles).map { item in
                (item, ServedReason(.becauseOf, titles: [item], text: titles.becauseText(item)))
            }
    }

    func reason(_ title: ChosenTitle, in row: ServedReason?, kind: ServedRow.Kind?) -> ServedReason? {
        if title.isPinned { return PageReasons.pinned }
        if title.isDrawn { return PageReasons.drawn }
        switch kind {
        case .continueWatching, .becauseOf, .new, .trending, .again, .popular, .explore: return row
        case .topPicks: return nearest(title.item) ?? row ?? habit(title.item)
        case .facet, nil: return nearest(title.item) ?? row
        }
    }

    private func nearest(_ item: ItemIndex) -> ServedReason? {
        var best: (likeness: Float, place: Int)?
        for (place, one) in liked.enumerated() {
            let likeness = shelves.cosine(item, one.item)
            if likeness > best?.likeness ?? PageReasons.alike { best = (likeness, place) }
        }
        return best.map { liked[$0.place].reason }
    }

    /// The title's genres that the person chooses most, two at most.
    private func habit(_ item: ItemIndex) -> ServedReason? {
        guard let mix else { return nil }
        let genres = shelves.genres(of: item).filter { mix.own[Int($0)] >= PageReasons.often }
            .sorted { mix.own[Int($0)] > mix.own[Int($1)] }.prefix(2).map { shelves.genreNames[Int($0)] }
        guard let first = genres.first else { return nil }
        let names = genres.count > 1 ? "\(first) and \(genres[1].lowercased())" : first
        return ServedReason(.facet, shared: genres, text: "\(names.prefix(1).uppercased() + names.dropFirst()), which you often choose")
    }

    private static let pinned = ServedReason(.pinned, text: "Chosen by the house")
    private static let drawn = ServedReason(.explore, text: "To learn what you like")
}
