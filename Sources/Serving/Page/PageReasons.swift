#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Recommenders

/// A cheap reason for each title of a page: its row, the title of the history that it is most like, or genres that the person chooses.
///
/// Likeness and recency are a guess; what the model really read is measured by `why`, which costs more, tries the title that is named
/// here as well, and says where the two differ. Of titles of the history that are nearly as likely, the one that the page has named
/// least is named.
package struct PageReasons {
    private let shelves: TitleShelves
    private let mix: GenreMix?
    private let source: ServedSource
    private let words: PageWords
    private let titles: TitleTable
    private var liked: [LikedTitle]
    /// Rows of their vectors, and how much the title at hand is like each. `[liked]`
    private let likedRows: [Int32]
    private var likenesses: [Float]
    private var variety: ReasonVariety
    /// Made when they are first given, like those of the titles: one reason is the same one wherever it is given.
    private var pinned, drawn, whole: ServedReason?
    /// By the numbers of two genres, −1 = none.
    private var habits: [SIMD2<Int32>: ServedReason] = [:]

    /// A title of the history that may speak for others.
    private struct LikedTitle {
        var item: ItemIndex
        /// Made when it is first given: a page names a few of them.
        var reason: ServedReason?
        /// How much it is like titles on average.
        var generality: Float
        /// Of its likeness, by how long ago it was met.
        var weight: Float
    }

    /// Less alike than this is no reason.
    static let alike: Float = 0.3
    static let titles = 16
    /// Titles after which a likeness counts half; as `Explainer.likeliestCauses` has it, whose choices were measured.
    static let halfLife: Float = 15
    /// A genre with at least this share of what a person chose is one that they often choose.
    static let often = 0.1

    package init(_ context: PageContext) {
        self.init(context.sheet, shelves: context.shelves, recent: context.recent, mix: context.mix)
    }

    /// - Parameter recent: different titles of the history, latest first.
    init(_ sheet: ScoreSheet, shelves: TitleShelves, recent: [ItemIndex], mix: GenreMix?) {
        (self.shelves, self.mix, source) = (shelves, mix, sheet.source)
        (titles, words) = (sheet.snapshot.titles, PageWords(sheet))
        // Who may not see a title is not told of it either.
        let mentionable = MentionableTitles(sheet)
        var liked: [LikedTitle] = []
        for (place, item) in recent.enumerated() where liked.count < PageReasons.titles {
            guard sheet.person.titles[item]?.speaksForItself(than: nil) == true, mentionable.contains(item) else { continue }
            liked.append(
                LikedTitle(
                    item: item, reason: nil, generality: shelves.generality(of: item), weight: exp2(-Float(place) / PageReasons.halfLife)))
        }
        self.liked = liked
        likedRows = liked.map(\.item.rawValue)
        likenesses = Array(repeating: 0, count: liked.count)
        variety = ReasonVariety(count: liked.count)
    }

    package mutating func reason(_ title: ChosenTitle, in row: ServedReason?, kind: ServedRow.Kind?) -> ServedReason? {
        if title.isPinned { return PageReasons.once(&pinned, ServedReason(.pinned, text: words.pinned)) }
        if title.isDrawn { return PageReasons.once(&drawn, ServedReason(.explore, text: words.drawn)) }
        switch kind {
        case .continueWatching, .becauseOf, .new, .trending, .again, .popular, .explore: return row
        case .topPicks, .facet, nil: return nearest(title.item) ?? row ?? habit(title.item) ?? ofTheWhole()
        }
    }

    private static func once(_ known: inout ServedReason?, _ make: @autoclosure () -> ServedReason) -> ServedReason {
        if let known { return known }
        let made = make()
        known = made
        return made
    }

    /// What a page that shows nothing else would name for a title; nil where nothing of the history is like it.
    package func likeliest(_ item: ItemIndex) -> ItemIndex? {
        var alone = self
        alone.variety = ReasonVariety(count: liked.count)
        return alone.nearest(item)?.titles.first
    }

    private mutating func nearest(_ item: ItemIndex) -> ServedReason? {
        guard !liked.isEmpty else { return nil }
        likedRows.withUnsafeBufferPointer { rows in
            self.likenesses.withUnsafeMutableBufferPointer { shelves.vectors.cosines(item, rows, into: $0.baseAddress!) }
        }
        let (liked, likenesses) = (liked, self.likenesses)
        let chosen = variety.choose { place in
            guard liked[place].item != item, likenesses[place] > PageReasons.alike else { return 0 }
            return (likenesses[place] - liked[place].generality) * liked[place].weight
        }
        return chosen.map { reason($0) }
    }

    private mutating func reason(_ place: Int) -> ServedReason {
        let item = liked[place].item
        return PageReasons.once(
            &liked[place].reason, ServedReason(.becauseOf, titles: [item], text: words.because(item, in: titles)))
    }

    /// The title's genres that the person chooses most, two at most.
    private mutating func habit(_ item: ItemIndex) -> ServedReason? {
        guard let mix else { return nil }
        let known = shelves.genres(of: item).filter { mix.own[Int($0)] > 0 }.sorted { mix.own[Int($0)] > mix.own[Int($1)] }
        guard let first = known.first else { return nil }
        let often = known.filter { mix.own[Int($0)] >= PageReasons.often }
        let genres = often.isEmpty ? [first] : Array(often.prefix(2))
        let key = SIMD2(genres[0], genres.count > 1 ? genres[1] : -1)
        if let known = habits[key] { return known }
        let names = genres.map { shelves.genreNames[Int($0)] }
        let made = words.habit(names, isOften: !often.isEmpty).map { ServedReason(.facet, shared: names, text: $0) }
        habits[key] = made
        return made
    }

    /// For a title that is like nothing that was met, and of no genre that was chosen.
    private mutating func ofTheWhole() -> ServedReason {
        PageReasons.once(
            &whole,
            source == .smallData || mix == nil
                ? ServedReason(.popular, text: words.others) : ServedReason(.profile, text: words.wholeHistory))
    }
}

/// Chooses among causes that are nearly as likely the one that was chosen least, so that a page does not name one title for everything.
package struct ReasonVariety {
    private var uses: [Int]
    private var values: [Float]
    /// A cause of at least this share of the best one's worth is nearly as likely.
    package static let nearlyAsLikely: Float = 0.85

    package init(count: Int) {
        uses = Array(repeating: 0, count: count)
        values = Array(repeating: 0, count: count)
    }

    /// - Parameter value: what each of the causes is worth; 0 and less is none.
    /// - Returns: the place of a cause, of those chosen equally often the one that is worth most; nil where none is worth anything.
    package mutating func choose(_ value: (Int) -> Float) -> Int? {
        var best: Float = 0
        for place in values.indices {
            values[place] = value(place)
            best = max(best, values[place])
        }
        guard best > 0 else { return nil }
        var chosen: Int?
        for place in values.indices where values[place] >= ReasonVariety.nearlyAsLikely * best {
            guard let other = chosen else {
                chosen = place
                continue
            }
            if uses[place] != uses[other] ? uses[place] < uses[other] : values[place] > values[other] { chosen = place }
        }
        if let chosen { uses[chosen] += 1 }
        return chosen
    }
}
