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
    let averageRating: Float?

    package init(_ context: PageContext) {
        self.context = context
        words = PageWords(context.sheet)
        averageRating = RowProposals.averageRating(context.sheet.person)
    }

    private static func averageRating(_ person: PersonView) -> Float? {
        var (sum, count): (Float, Int) = (0, 0)
        for record in person.titles.values {
            guard let rating = record.rating else { continue }
            sum += rating
            count += 1
        }
        return count > 0 ? sum / Float(count) : nil
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

    static let becauseRows = 4
    /// Two titles that are more alike than this speak for one row.
    static let sameTaste: Float = 0.8

    func because() -> [RowProposal] {
        var seeds: [ItemIndex] = []
        for item in context.recent.prefix(30) where seeds.count < RowProposals.becauseRows {
            guard sheet.person.titles[item]?.speaksForItself(than: averageRating) == true else { continue }
            if seeds.allSatisfy({ context.shelves.cosine($0, item) < RowProposals.sameTaste }) { seeds.append(item) }
        }
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
        let isRare = mix.own.map { $0 < 0.03 }
        let rare = context.leaders.filter { item in
            var (all, count) = (true, 0)
            context.shelves.forEachGenre(of: item) { genre in
                all = all && isRare[genre]
                count += 1
            }
            return all && count > 0
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
