import Datasets

extension IntentVocabulary {
    /// Genres that a head tells apart, and formats; the rest have no label.
    static let mostValues = 32
    /// A class that fewer of a thousand choices have is left out: nobody would be told it, and a correction would mean nothing.
    static let smallestShare = 0.001

    /// The heads that a training can learn; nil where it can learn none.
    ///
    /// - Parameters:
    ///   - aspects: those that are wanted.
    ///   - cutoffYear: stands for the year of requests without a time.
    ///   - hasOrder: whether the histories have one; without it nothing was met before or after.
    /// - Complexity: O(events)
    package init?(
        _ aspects: Set<IntentAspect>, users: some Sequence<UserHistory>, tokenizer: InteractionTokenizer, catalog: Catalog,
        cutoffYear: Int?,
        hasOrder: Bool
    ) {
        var census = IntentCensus(catalog)
        for user in users {
            census.note(tokenizer.tokens(user.interactions[...]), cutoffYear: cutoffYear, kinds: hasOrder && aspects.contains(.kind))
        }
        heads = IntentAspect.allCases.filter(aspects.contains).compactMap { census.head($0) }
        guard !heads.isEmpty else { return nil }
    }
}

extension IntentLabel {
    /// What a token is to be learned as.
    ///
    /// - Parameter kind: of `EngagementKind.all(of:)`.
    init(_ sequence: TokenSequence, token: Int, kind: EngagementKind, cutoffYear: Int?) {
        let time = sequence.times[token]
        let year = time == .min ? nil : CalendarYear.year(seconds: time)
        self.init(item: sequence.items[token], kind: kind, year: year ?? cutoffYear)
    }
}

/// The calendar year of a moment.
enum CalendarYear {
    /// Beyond these a time is no date; the next 10,000 years either way.
    private static let range: ClosedRange<Int64> = -315_360_000_000...315_360_000_000

    static func year(seconds: Int64) -> Int? {
        range.contains(seconds) ? CalendarDate(Timestamp(seconds: seconds)).year : nil
    }
}

/// How often each class is chosen in a training.
private struct IntentCensus {
    private let catalog: Catalog
    private let formats: IntentFormats
    private var kinds: [EngagementKind: Int] = [:]
    private var recencies: [ReleaseRecency: Int] = [:]
    private var items: [Int]

    init(_ catalog: Catalog) {
        self.catalog = catalog
        formats = IntentFormats(catalog)
        items = Array(repeating: 0, count: catalog.count)
    }

    mutating func note(_ sequence: TokenSequence, cutoffYear: Int?, kinds counts: Bool) {
        let all = counts ? EngagementKind.all(of: sequence) : []
        for token in 0..<sequence.count where sequence.isTarget[token] {
            let label = IntentLabel(sequence, token: token, kind: counts ? all[token] : .discover, cutoffYear: cutoffYear)
            items[label.item.position] += 1
            if counts { kinds[label.kind, default: 0] += 1 }
            if let year = label.year, let released = catalog[label.item].year {
                recencies[ReleaseRecency(years: year - released), default: 0] += 1
            }
        }
    }

    func head(_ aspect: IntentAspect) -> IntentVocabulary.Head? {
        switch aspect {
        case .kind: head(aspect, EngagementKind.allCases.map { ($0.rawValue, Double(kinds[$0] ?? 0)) })
        case .recency: head(aspect, ReleaseRecency.allCases.map { ($0.rawValue, Double(recencies[$0] ?? 0)) })
        case .genre: head(aspect, values { $0.facets[.genre] ?? [] })
        case .format: head(aspect, values(formats.values))
        }
    }

    /// Choices by value, those with several counted in parts; most chosen first.
    private func values(_ values: (Item) -> [String]) -> [(String, Double)] {
        var counts: [String: Double] = [:]
        for (item, count) in zip(catalog.items, items) where count > 0 {
            let found = values(item)
            for value in found { counts[value, default: 0] += Double(count) / Double(found.count) }
        }
        let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return order.prefix(IntentVocabulary.mostValues).map { ($0.key, $0.value) }
    }

    private func head(_ aspect: IntentAspect, _ counts: [(String, Double)]) -> IntentVocabulary.Head? {
        let total = counts.reduce(0) { $0 + $1.1 }
        let kept = counts.filter { $0.1 > 0 && $0.1 >= total * IntentVocabulary.smallestShare }
        guard kept.count >= 2 else { return nil }
        let sum = kept.reduce(0) { $0 + $1.1 }
        return IntentVocabulary.Head(aspect: aspect, classes: kept.map(\.0), shares: kept.map { Float($0.1 / sum) })
    }
}
