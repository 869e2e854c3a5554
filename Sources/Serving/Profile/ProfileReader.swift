import Datasets
import Evaluation
import Recommenders

/// Reads a profile out of one person's scores and history.
struct ProfileReader {
    private let sheet: ScoreSheet
    private let own: Expectation
    private let usual: Expectation
    /// Of the events that are kept one by one.
    private let choices: [Interaction]
    private let older: HistorySums?
    private let mentionable: MentionableTitles
    private var titles: TitleTable { sheet.snapshot.titles }

    /// Facets that people read; others, such as certificates, are left out. And how many values of each are shown.
    static let facets: [FacetName] = [.genre, .director, .cast, .writer, .keyword, .attribute, TitleValues.decade, TitleValues.length]
    static let valuesPerFacet = 8
    /// Values that fewer titles share say more about the titles than about taste.
    static let fewestTitles = 3
    static let titlesPerValue = 3
    /// Choices that count as recent.
    static let recentChoices = 20

    init(_ sheet: ScoreSheet, usual: Expectation) {
        self.sheet = sheet
        self.usual = usual
        own = Expectation(sheet)
        choices = sheet.person.interactions.filter(\.isChosenTitle)
        older = sheet.person.older
        mentionable = MentionableTitles(sheet)
    }

    // MARK: Values

    /// What is expected more, and what less, than of a stranger.
    func values() -> (likes: [TasteProfile.Value], dislikes: [TasteProfile.Value]) {
        let history = ownTitles()
        let corrections = Dictionary(
            sheet.person.record.corrections.map { (ValueName($0.facet, $0.value), $0.weight) }, uniquingKeysWith: { $1 })
        var (likes, dislikes) = ([TasteProfile.Value](), [TasteProfile.Value]())
        for facet in Self.facets {
            let values = measured(facet, history, corrections)
            likes += values.filter { $0.correction != nil || ($0.lift > 1 && $0.share > $0.usualShare) }
                .sorted { ($1.gain, $0.value) < ($0.gain, $1.value) }.prefix(Self.valuesPerFacet)
            dislikes += values.filter { $0.correction == nil && $0.lift < 1 }
                .sorted { ($0.gain, $0.value) < ($1.gain, $1.value) }.prefix(Self.valuesPerFacet / 2)
        }
        return (likes, dislikes)
    }

    private func measured(
        _ facet: FacetName, _ history: [ValueName: [ItemIndex]], _ corrections: [ValueName: Float]
    ) -> [TasteProfile.Value] {
        // People and plot words are many: only those that the person has met can be told from chance.
        let isOpen = facet == .genre || facet == TitleValues.decade || facet == TitleValues.length
        return TitleValues.titlesByValue(facet, in: titles).compactMap { value, items in
            let name = ValueName(facet.rawValue, value)
            guard isOpen || history[name] != nil || corrections[name] != nil else { return nil }
            guard items.count >= Self.fewestTitles || corrections[name] != nil else { return nil }
            let shares = (own: own.share(of: items), usual: usual.share(of: items))
            guard shares.usual > 0 else { return nil }
            let written = TitleValues.written(value, facet, items[0], in: titles)
            return self.value(facet, written, shares, history[name] ?? [], corrections[name])
        }
    }

    private func value(
        _ facet: FacetName, _ value: String, _ shares: (own: Double, usual: Double), _ history: [ItemIndex], _ weight: Float?
    ) -> TasteProfile.Value {
        let records = history.compactMap { sheet.person.titles[$0] }
        return TasteProfile.Value(
            facet: facet.rawValue, value: value, share: shares.own, usualShare: shares.usual, lift: shares.own / shares.usual,
            chosen: history.count,
            finished: records.count(where: \.isFinished), liked: records.count(where: \.isLiked), correction: weight,
            titles: Array(history.lazy.filter(mentionable.contains).prefix(Self.titlesPerValue)))
    }

    /// Titles that the person chose by value, latest first.
    private func ownTitles() -> [ValueName: [ItemIndex]] {
        var known: Set<ItemIndex> = []
        var result: [ValueName: [ItemIndex]] = [:]
        for item in choices.reversed().compactMap(\.item) + (older?.chosen ?? []) where known.insert(item).inserted {
            for (facet, value) in TitleValues.values(of: item, in: titles) {
                result[ValueName(facet.rawValue, value), default: []].append(item)
            }
        }
        return result
    }

    // MARK: Habits, trends, intents

    func habits() -> TasteProfile.Habits {
        var counts = older?.habits ?? HabitCounts()
        for event in choices { counts.note(event) }
        let names = sheet.snapshot.vocabulary.devices
        let used = counts.devices.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return TasteProfile.Habits(
            hours: counts.hours, weekdays: counts.weekdays,
            devices: used.filter { Int($0.key) < names.count }.map { .init(name: names[Int($0.key)], choices: $0.value) })
    }

    /// Genres whose share of the latest choices differs most from that of the choices before.
    func trends() -> [TasteProfile.Trend] {
        guard choices.count + (older?.choices ?? 0) >= 2 * Self.recentChoices else { return [] }
        // Few of the latest events may be choices.
        let latest = Array((older?.latestChoices ?? []).suffix(max(0, Self.recentChoices - choices.count)))
        let recent = genres(latest + choices.suffix(Self.recentChoices).compactMap(\.item))
        let earlier = genres(choices.dropLast(Self.recentChoices).compactMap(\.item), besides: older, without: latest)
        let trends = Set(recent.keys).union(earlier.keys).map { genre in
            TasteProfile.Trend(
                facet: FacetName.genre.rawValue, value: genre, recentShare: recent[genre] ?? 0, earlierShare: earlier[genre] ?? 0)
        }
        return Array(trends.sorted { ($1.change, $0.value) < ($0.change, $1.value) }.prefix(Self.valuesPerFacet))
    }

    /// Share of the choices that have each genre; a title with three counts for each by a third.
    ///
    /// - Parameters:
    ///   - older: choices that count as well.
    ///   - latest: those among them that do not.
    private func genres(
        _ choices: [ItemIndex], besides older: HistorySums? = nil, without latest: [ItemIndex] = []
    ) -> [String: Double] {
        let total = choices.count + (older?.choices ?? 0) - latest.count
        var shares: [String: Double] = [:]
        func add(_ item: ItemIndex, times: Int) {
            let values = titles[item].facets[.genre] ?? []
            for value in values { shares[value, default: 0] += Double(times) / Double(values.count * total) }
        }
        for item in choices { add(item, times: 1) }
        guard let older else { return shares }
        let left = latest.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        for item in older.chosen { add(item, times: (older.titles[item]?.choices ?? 0) - (left[item] ?? 0)) }
        return shares
    }

    func intents() -> TasteProfile.Intents {
        var intents = TasteProfile.Intents(discover: 0, resume: 0, again: 0)
        for (position, share) in own.shares.enumerated() {
            switch sheet.person.titles[ItemIndex(position)] {
            case nil: intents.discover += share
            case let record? where !record.isFinished && !record.isAbandoned && record.completion != nil: intents.resume += share
            case _?: intents.again += share
            }
        }
        return intents
    }

    func evidence() -> TasteProfile.Evidence {
        let times = sheet.person.interactions.lazy.compactMap(\.time)
        return TasteProfile.Evidence(
            events: sheet.person.eventCount, titles: Set(choices.compactMap(\.item)).union(older?.chosen ?? []).count,
            first: [older?.first, times.min()].compactMap { $0 }.min(), last: [older?.last, times.max()].compactMap { $0 }.max(),
            bits: own.bits(from: usual), isPersonal: sheet.person.id != nil)
    }
}

/// A facet value without regard to case.
struct ValueName: Hashable {
    private let facet: String
    private let value: String
    init(_ facet: String, _ value: String) { (self.facet, self.value) = (facet, value.lowercased()) }
}

extension TasteProfile.Value {
    /// Share that the person is expected to choose beyond the usual.
    fileprivate var gain: Double { share - usualShare }
}

extension TasteProfile.Trend {
    fileprivate var change: Double { abs(recentShare - earlierShare) }
}

extension TitleRecord {
    /// Whether an event of a kind says that a title was chosen.
    static func isChoice(_ kind: EventKind) -> Bool {
        switch kind {
        case .play, .resume, .open, .click, .install, .read, .purchase, .interaction, .rating, .review, .complete, .thumbsUp, .like: true
        default: false
        }
    }
}
