import Datasets
import Recommenders
import Tensors

/// Everything that the rows of one page are made of: one person's scores at one moment, brought to one scale.
package struct PageContext: Sendable {
    package let sheet: ScoreSheet
    package let shelves: TitleShelves
    package let options: PageOptions
    package let rules: ListRules
    /// What scores are divided by.
    package let temperature: Float
    /// Score of the best title that may be shown as something new: relevance 0.
    package let best: Float
    /// What may be shown at all.
    package let permitted: ItemMask
    /// What may be shown as something new: permitted, not met, and not shown above.
    package let open: ItemMask
    /// The best titles among those, best first.
    package let leaders: [ItemIndex]
    /// The same with more behind them: about a tenth of the titles.
    let ranked: [ItemIndex]
    package let trending: [ItemIndex]
    package let taste: TasteSketch
    package var recent: [ItemIndex] { taste.recent }
    package var mix: GenreMix? { taste.mix }

    package static let leaderCount = 400
    /// Where titles are looked for first, in standard deviations above the mean: a tenth of them, a quarter, a half.
    private static let steps: [Float] = [1.3, 0.7, 0]
    /// Titles of which nothing is known are as unlikely as this, in nats.
    static let silent: Float = -20

    /// - Parameters:
    ///   - sheet: before mood, boosts and what was passed over.
    ///   - exposures: what the person was shown and passed over.
    ///   - shown: what must not come again.
    package init(
        _ sheet: ScoreSheet, shelves: TitleShelves, options: PageOptions, rules: ListRules = ListRules(), exposures: Exposures? = nil,
        trending: [ItemIndex] = [], includesSeen: Bool = false, shown: some Sequence<ItemIndex> = []
    ) {
        var sheet = sheet
        MoodShift.apply(to: &sheet)
        KindShift.apply(to: &sheet)
        let (mean, deviation) = sheet.moments
        temperature = options.temperature * deviation
        for boost in rules.boosts { sheet.add(boost.amount, to: boost.titles) }
        if let exposures { sheet.discount(exposures, options, unit: temperature) }
        var permitted = sheet.permitted
        if let allowed = rules.allowed { permitted.formIntersection(allowed) }
        for (item, record) in sheet.person.titles where record.isRefused { permitted.remove(item) }
        for item in shown { permitted.remove(item) }
        var open = permitted
        for (item, record) in sheet.person.titles where !includesSeen || record.isDisliked { open.remove(item) }
        let thresholds = PageContext.steps.map { mean + $0 * deviation }
        ranked = RankedTitles.best(of: sheet.scores, atLeast: PageContext.leaderCount, thresholds: thresholds, where: open)
        leaders = Array(ranked.prefix(PageContext.leaderCount))
        best = leaders.first.map { sheet.scores[$0.position] } ?? 0
        taste = sheet.person.sketch(shelves, generation: sheet.snapshot.generation)
        self.sheet = sheet
        self.shelves = shelves
        self.options = options
        self.rules = rules
        self.permitted = permitted
        self.open = open
        self.trending = trending
    }

    package func relevance(_ item: ItemIndex) -> Float {
        max((sheet.scores[item.position] - best) / temperature, PageContext.silent)
    }

    package func candidate(_ item: ItemIndex) -> PageCandidate { PageCandidate(item, relevance: relevance(item)) }

    /// The most relevant of some titles that are open and not `used`, best first, ties to the lower index.
    ///
    /// - Complexity: O(titles · log titles) for a few, O(titles + entries · log count) for many
    func best(_ count: Int, of titles: some Sequence<ItemIndex>, excluding used: TitleFlags? = nil) -> [PageCandidate] {
        // A few are sorted, of many the best are kept.
        let known = titles.underestimatedCount
        guard (1...PageContext.sortable).contains(known) else { return selected(count, of: titles, used) }
        var keys: [UInt64] = []
        keys.reserveCapacity(known)
        for item in titles where open.contains(item) && used?.contains(item) != true {
            keys.append(RankedTitles.key(sheet.scores[item.position], item))
        }
        keys.sort()
        return keys.prefix(count).map { candidate(RankedTitles.item($0)) }
    }

    private static let sortable = 400

    private func selected(_ count: Int, of titles: some Sequence<ItemIndex>, _ used: TitleFlags?) -> [PageCandidate] {
        var found = BestCandidates(limit: count)
        for item in titles {
            let score = sheet.scores[item.position]
            if found.admits(score), open.contains(item), used?.contains(item) != true { found.insert(item, score) }
        }
        return found.sorted().map { candidate($0) }
    }

    /// The most relevant open titles of each of some genres, best first, in one pass over the ranked titles; nil where those do not
    /// suffice.
    ///
    /// - Parameter genres: in the numbers of `TitleShelves.genres`, without repetition.
    func best(_ count: Int, ofGenres genres: [Int32]) -> [[PageCandidate]?] {
        guard count > 0, !genres.isEmpty else { return genres.map { _ in nil } }
        // Genres that share a bit are told apart by the lists of the titles.
        let isExact = shelves.genreCount <= 64
        // The last place in `genres` of each bit, and the one before each place; −1 = none.
        var lasts = [Int](repeating: -1, count: 64)
        var befores = [Int](repeating: -1, count: genres.count)
        for (place, genre) in genres.enumerated() {
            befores[place] = lasts[Int(genre & 63)]
            lasts[Int(genre & 63)] = place
        }
        // `[genres, count]`, of which the first `lengths` are found.
        var found = [ItemIndex](repeating: ItemIndex(0), count: genres.count * count)
        var lengths = [Int](repeating: 0, count: genres.count)
        // Of the genres that lack titles: common ones are full soon, and after that most titles are passed over at a glance.
        var wanted = genres.reduce(0 as UInt64) { $0 | 1 << UInt64($1 & 63) }
        let (shelves, genreBits) = (shelves, shelves.genreBits)
        for item in ranked {
            var bits = genreBits[item.position] & wanted
            while bits != 0 {
                let bit = bits.trailingZeroBitCount
                bits &= bits - 1
                var (place, isLacking) = (lasts[bit], false)
                while place >= 0 {
                    if lengths[place] < count, isExact || shelves.genres(of: item).contains(genres[place]) {
                        found[place * count + lengths[place]] = item
                        lengths[place] += 1
                    }
                    isLacking = isLacking || lengths[place] < count
                    place = befores[place]
                }
                if !isLacking { wanted &= ~(1 << UInt64(bit)) }
            }
            if wanted == 0 { break }
        }
        return genres.indices.map { place in
            lengths[place] == count ? found[place * count..<(place + 1) * count].map { candidate($0) } : nil
        }
    }
}

/// The best few of many, in a heap whose root is the worst of them.
struct BestCandidates {
    private var heap: [(score: Float, item: ItemIndex)] = []
    private let limit: Int
    init(limit: Int) {
        self.limit = max(0, limit)
        heap.reserveCapacity(self.limit)
    }

    @inline(__always) func admits(_ score: Float) -> Bool { heap.count < limit || (limit > 0 && score >= heap[0].score) }

    mutating func insert(_ item: ItemIndex, _ score: Float) {
        let entry = (score: score.isNaN ? -.infinity : score, item: item)
        if heap.count < limit {
            heap.append(entry)
            var place = heap.count - 1
            while place > 0, worse(heap[place], heap[(place - 1) / 2]) {
                heap.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        } else if worse(heap[0], entry) {
            heap[0] = entry
            sink()
        }
    }

    func sorted() -> [ItemIndex] { heap.sorted { worse($1, $0) }.map(\.item) }

    private func worse(_ a: (score: Float, item: ItemIndex), _ b: (score: Float, item: ItemIndex)) -> Bool {
        a.score != b.score ? a.score < b.score : a.item > b.item
    }

    private mutating func sink() {
        var place = 0
        while true {
            var worst = place
            let (left, right) = (2 * place + 1, 2 * place + 2)
            if left < heap.count, worse(heap[left], heap[worst]) { worst = left }
            if right < heap.count, worse(heap[right], heap[worst]) { worst = right }
            guard worst != place else { return }
            heap.swapAt(place, worst)
            place = worst
        }
    }
}

extension ScoreSheet {
    /// What was shown and passed over sinks.
    mutating func discount(_ exposures: Exposures, _ options: PageOptions, unit: Float) {
        let step = unit * logarithm(options.passedOver)
        exposures.forEach(at: moment.time, visit: options.visit, halfLife: options.forgivenAfter) { item, count in
            if item.position < scores.count { scores[item.position] += step * count }
        }
    }
}
