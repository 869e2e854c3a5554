import Datasets
import Recommenders

/// All rows that a page of one person at one moment may show, each with its candidates scored by the same sheet.
package struct RowProposals {
    let context: PageContext
    var sheet: ScoreSheet { context.sheet }
    var options: PageOptions { context.options }
    let words: PageWords
    var time: Timestamp { context.sheet.moment.time }
    /// Mean of the person's ratings; nil where there is none.
    var averageRating: Float? { context.taste.averageRating }

    package init(_ context: PageContext) {
        self.context = context
        words = PageWords(context.sheet)
    }

    package func all() -> [RowProposal] {
        var rows = [continueWatching(), topPicks()].compactMap { $0 }
        rows += because() + facets()
        rows += [fresh(), trending(), popular(), again(), explore()].compactMap { $0 }
        return rows
    }

    func best(of titles: some Sequence<ItemIndex>) -> [PageCandidate] {
        context.best(options.candidates, of: titles)
    }

    func topPicks() -> RowProposal? {
        guard !context.leaders.isEmpty else { return nil }
        let reason = sheet.person.titles.isEmpty ? ServedReason(.popular, text: words.beginning.reason) : nil
        let title = sheet.person.titles.isEmpty ? words.beginning.title : words.topPicks
        return RowProposal(
            id: "top-picks", kind: .topPicks, title: title, reason: reason, source: sheet.source,
            candidates: context.leaders.prefix(options.candidates * 2).map { context.candidate($0) })
    }

    // MARK: Because of titles

    func because() -> [RowProposal] {
        let seeds = context.taste.seeds
        let titles = sheet.snapshot.titles
        let pools = context.shelves.neighbours(of: seeds, engine: sheet.snapshot.engine)
        return zip(seeds, pools).enumerated().map { place, row in
            let (seed, pool) = row
            return RowProposal(
                id: "because:\(titles.id(seed))", kind: .becauseOf, title: words.because(seed, in: titles, place: place),
                reason: ServedReason(.becauseOf, titles: [seed], text: words.because(seed, in: titles)), source: .similar,
                candidates: best(of: pool))
        }
    }

    // MARK: Everybody's

    func trending() -> RowProposal? {
        let reason = ServedReason(.trending, text: words.trending.reason)
        return RowProposal(
            id: "trending", kind: .trending, title: words.trending.title, reason: reason, source: .trending,
            candidates: best(of: context.trending)
        ).unlessEmpty
    }

    func popular() -> RowProposal? {
        let reason = ServedReason(.popular, text: words.popular.reason)
        return RowProposal(
            id: "popular", kind: .popular, title: words.popular.title, reason: reason, source: .popular,
            candidates: best(of: context.shelves.popular.prefix(100))
        ).unlessEmpty
    }

    /// What came within the last weeks, whether anybody chose it yet or not.
    func fresh() -> RowProposal? {
        let since = Timestamp(rawValue: time.rawValue - Int64(options.newFor * 86_400_000))
        let pool = context.shelves.releases.lazy.drop { $0.time > time }.prefix { $0.time >= since }.map(\.item)
        let reason = ServedReason(.new, text: words.fresh.reason)
        return RowProposal(id: "new", kind: .new, title: words.fresh.title, reason: reason, source: .new, candidates: best(of: pool))
            .unlessEmpty
    }

    /// Good titles of genres that are rare in the person's own mix.
    func explore() -> RowProposal? {
        guard let mix = context.mix else { return nil }
        let shelves = context.shelves
        let isRare = mix.own.map { $0 < 0.03 }
        // Whoever has none of the other genres' bits has none of those genres; with more genres than bits others may have none as well.
        let common = isRare.indices.reduce(0 as UInt64) { isRare[$1] ? $0 : $0 | 1 << UInt64($1 & 63) }
        let isExact = isRare.count <= 64
        let rare = context.leaders.filter { item in
            let bits = shelves.genreBits[item.position]
            if bits & common == 0 { return bits != 0 }
            return !isExact && shelves.genres(of: item).allSatisfy { isRare[Int($0)] }
        }
        let reason = ServedReason(.explore, text: words.explore.reason)
        return RowProposal(
            id: "explore", kind: .explore, title: words.explore.title, reason: reason, source: sheet.source, candidates: best(of: rare)
        ).unlessEmpty
    }
}

extension RowProposal {
    var unlessEmpty: RowProposal? { candidates.isEmpty ? nil : self }
}

extension TitleRecord {
    /// Whether other titles may be shown because of this one.
    func speaksForItself(than averageRating: Float?) -> Bool {
        guard !isDisliked, !isRefused, !isAbandoned, choices > 0 || isLiked || isFinished else { return false }
        if isLiked { return true }
        if let rating, let averageRating { return rating >= averageRating }
        return true
    }
}

extension ItemDomain {
    /// What one did with it.
    var verb: String {
        switch self {
        case .film, .series: "watched"
        case .song: "listened to"
        case .game: "played"
        case .article: "read"
        case .product: "bought"
        case .app, .advertisement, .other: "chose"
        }
    }
}
