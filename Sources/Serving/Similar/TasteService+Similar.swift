import Datasets
import Recommenders

/// What titles are to be like.
public struct SimilarRequest: Sendable {
    public var seeds: [ItemID]
    /// Nil where nobody is known: then the answer is the same for all.
    public var asker: Asker?
    public var moment: Moment
    public var count: Int
    /// A condition of docs/rules.md.
    public var filter: String?
    /// Whether titles that the asker has met may come again.
    public var includesSeen: Bool

    public init(
        _ seeds: [ItemID], asker: Asker? = nil, at moment: Moment, count: Int = 20, filter: String? = nil, includesSeen: Bool = false
    ) {
        self.seeds = seeds
        self.asker = asker
        self.moment = moment
        self.count = count
        self.filter = filter
        self.includesSeen = includesSeen
    }
}

/// What likeness is made of, beside the cosine of what people chose together (at most 1).
enum SimilarTitles {
    /// For a title that shares everything that is known.
    static let contentShare: Float = 0.3
    /// For a sequel.
    static let franchiseShare: Float = 0.3
    /// What the asker's taste may add, from the least to the best liked of the candidates.
    static let personalShare: Float = 0.1
    static let mostSeeds = 100
    /// Candidates among which the asker's taste decides.
    static let depth = 200
}

extension TasteService {
    /// Titles like one or several: what the same people chose, what shares people, genres and names; sequels stand high.
    ///
    /// Without events or another model the answer stays the same. None of the seeds, and no title twice, comes back.
    /// - Throws: `ServingError` (`unknownItem`, `invalid` for `seeds`, `count`, `filter`, `notReady`), `StorageError`, `StateError`.
    public func similar(_ request: SimilarRequest) throws -> ServedList {
        let begun = seconds()
        try check(count: request.count)
        guard (1...SimilarTitles.mostSeeds).contains(request.seeds.count) else {
            throw ServingError.invalid(field: "/items", reason: "name between 1 and \(SimilarTitles.mostSeeds) titles")
        }
        let sheet = try request.asker.map { try self.sheet($0, request.moment) }
        let snapshot = try sheet?.snapshot ?? host.current()
        let seeds = try TasteService.seeds(request.seeds, snapshot)
        let columns = listCaches.rules.columns(snapshot.titles)
        var row = listCaches.similar.row(seeds, snapshot, columns)
        var permitted =
            sheet?.permitted
            ?? snapshot.titles.permitted(
                country: request.moment.country, maturity: request.moment.maturity, time: request.moment.time)
        let rules = try listRules(
            filter: request.filter, surface: "similar", person: sheet?.person, at: request.moment, in: snapshot)
        for seed in seeds { permitted.remove(seed) }
        if let sheet, !request.includesSeen { for item in sheet.person.titles.keys { permitted.remove(item) } }
        if let sheet { TasteService.personalise(&row, sheet.scores, among: rules.allowed.map { permitted.intersection($0) } ?? permitted) }
        removeDoubles(of: seeds, row, &permitted, columns.names, request.count)
        var items = ListArrangement(row, among: permitted, under: rules).places(request.count).map { placed in
            ServedItem(
                placed.item, score: placed.score, source: placed.isPinned ? .pinned : .similar,
                reason: TasteService.reason(placed.item, seeds, snapshot.titles))
        }
        if let sheet { present(&items, on: sheet) }
        let list = ServedList(head: head(snapshot, since: begun), snapshot: snapshot, items: items)
        record(asked: list, of: sheet?.person.id, surface: "similar")
        return list
    }

    private static func seeds(_ ids: [ItemID], _ snapshot: ServingSnapshot) throws(ServingError) -> [ItemIndex] {
        var seeds: [ItemIndex] = []
        for id in ids {
            guard let index = snapshot.titles.catalog.index(of: id) else { throw .unknownItem(id.rawValue) }
            if !seeds.contains(index) { seeds.append(index) }
        }
        return seeds
    }

    /// Lets the asker's taste reorder the nearest titles; what is farther stays where it is.
    private static func personalise(_ row: inout [Float], _ scores: [Float], among permitted: ItemMask) {
        let nearest = TopItems.best(of: row, count: SimilarTitles.depth) { permitted.contains($0) && scores[$0.position].isFinite }
        let known = nearest.map { scores[$0.position] }
        guard let least = known.min(), let greatest = known.max(), greatest > least else { return }
        for item in nearest { row[item.position] += SimilarTitles.personalShare * (scores[item.position] - least) / (greatest - least) }
    }

    /// Takes titles away that are a seed, or a better title, under another id: the same name and year.
    private func removeDoubles(of seeds: [ItemIndex], _ row: [Float], _ permitted: inout ItemMask, _ names: TitleNames, _ count: Int) {
        func key(_ item: ItemIndex) -> [UInt8] {
            guard let name = names.names[item.position].first else { return [] }
            return Numerals.canonical(name) + Array("/\(names.catalog[item].year ?? 0)".utf8)
        }
        var met = Set(seeds.map(key))
        for item in TopItems.best(of: row, count: 2 * count + 20, where: { permitted.contains($0) }) {
            let key = key(item)
            if !key.isEmpty, !met.insert(key).inserted { permitted.remove(item) }
        }
    }

    /// What a title shares with the seed that it shares most with.
    private static func reason(_ item: ItemIndex, _ seeds: [ItemIndex], _ titles: TitleTable) -> ServedReason {
        var best: (seed: ItemIndex, shared: [String]) = (seeds[0], FoundationScorer.shared(titles[item], titles[seeds[0]]))
        for seed in seeds.dropFirst() {
            let shared = FoundationScorer.shared(titles[item], titles[seed])
            if shared.count > best.shared.count { best = (seed, shared) }
        }
        let shared = Array(best.shared.prefix(3))
        let name = TitleNames.spellings(titles[best.seed].title)[0]
        let text = shared.isEmpty ? "Like \(name)" : "Like \(name): \(shared.joined(separator: ", "))"
        return ServedReason(.becauseOf, titles: [best.seed], shared: shared, text: text)
    }
}
