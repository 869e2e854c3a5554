import Datasets
import Recommenders

/// A cheap reason for each title of a page: its row, or the title of the history that it is most like. What the model really read
/// is another question, `why`, and costs more.
struct PageReasons {
    private let shelves: TitleShelves
    private let liked: [(item: ItemIndex, reason: ServedReason)]
    /// Less alike than this is no reason.
    static let alike: Float = 0.3
    static let titles = 12

    init(_ context: PageContext) {
        shelves = context.shelves
        let titles = context.sheet.snapshot.titles
        liked = context.recent.lazy.filter { context.sheet.person.titles[$0]?.speaksForItself(than: nil) == true }
            .prefix(PageReasons.titles).map { item in
                let text = "Because you \(titles[item].domain.verb) \(titles[item].title)"
                return (item, ServedReason(.becauseOf, titles: [item], text: text))
            }
    }

    func reason(_ title: ChosenTitle, in row: ServedReason?, kind: ServedRow.Kind?) -> ServedReason? {
        if title.isPinned { return PageReasons.pinned }
        if title.isDrawn { return PageReasons.drawn }
        switch kind {
        case .continueWatching, .becauseOf, .new, .trending, .again, .popular, .explore: return row
        case .topPicks, .facet, nil: return nearest(title.item) ?? row
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

    private static let pinned = ServedReason(.pinned, text: "Chosen by the house")
    private static let drawn = ServedReason(.explore, text: "To learn what you like")
}
