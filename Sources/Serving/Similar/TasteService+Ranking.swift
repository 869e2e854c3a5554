import Datasets
import Recommenders

/// A list of the caller's that is to be put in order for somebody.
public struct RankRequest: Sendable {
    public struct Entry: Sendable, Hashable {
        public var id: ItemID
        /// The caller's own score, higher is better; nil counts as the least of the list.
        public var score: Float?
        public init(_ id: ItemID, score: Float? = nil) {
            self.id = id
            self.score = score
        }
    }
    public var asker: Asker
    public var moment: Moment
    public var entries: [Entry]
    /// What the caller's scores count, 0…1; the person's taste counts the rest.
    public var ownWeight: Float
    public var filter: String?
    /// Nil = all of them.
    public var count: Int?

    public init(_ asker: Asker, at moment: Moment, _ entries: [Entry], ownWeight: Float = 0, filter: String? = nil, count: Int? = nil) {
        self.asker = asker
        self.moment = moment
        self.entries = entries
        self.ownWeight = ownWeight
        self.filter = filter
        self.count = count
    }

    static let longest = 5_000
}

/// The caller's titles in order, and those that are not among them.
public struct RankAnswer: Sendable {
    public var list: ServedList
    /// In no catalogue here, in the caller's order.
    public var unknown: [ItemID]
    /// Known, but not to be shown: hidden, refused, not licensed, too old for the asker, or filtered.
    public var removed: [ItemID]
}

extension TasteService {
    /// Orders a caller's titles for a person.
    ///
    /// Without own scores the score is that of the home page. With them both are brought to 0…1 over the list and added by weight.
    /// - Throws: `ServingError.invalid` (`items`, `weight`, `filter`), `notReady`, `StorageError`, `StateError`.
    public func rank(_ request: RankRequest) throws -> RankAnswer {
        let begun = seconds()
        try TasteService.check(request)
        let sheet = try sheet(request.asker, request.moment)
        let titles = sheet.snapshot.titles
        var (unknown, removed): ([ItemID], [ItemID]) = ([], [])
        var own: [ItemIndex: Float] = [:]
        var listed = ItemMask(itemCount: titles.count)
        let rules = try listRules(filter: request.filter, surface: "rank", person: sheet.person, at: request.moment, in: sheet.snapshot)
        for entry in request.entries {
            guard let index = titles.catalog.index(of: entry.id) else { unknown.append(entry.id); continue }
            guard !listed.contains(index) else { continue }
            guard sheet.permitted.contains(index), rules.allowed?.contains(index) ?? true else { removed.append(entry.id); continue }
            listed.insert(index)
            own[index] = entry.score
        }
        let scores = TasteService.blend(sheet.scores, own, request.ownWeight, listed)
        let placed = ListArrangement(scores, among: listed, under: rules).places(min(request.count ?? listed.count, listed.count))
        let items = placed.map { ServedItem($0.item, score: $0.score, source: $0.isPinned ? .pinned : .caller) }
        let list = ServedList(head: head(sheet.snapshot, since: begun), snapshot: sheet.snapshot, items: items)
        record(asked: list, of: sheet.person.id, surface: "rank")
        return RankAnswer(list: list, unknown: unknown, removed: removed)
    }

    private static func check(_ request: RankRequest) throws(ServingError) {
        guard (1...RankRequest.longest).contains(request.entries.count) else {
            throw .invalid(field: "/items", reason: "send between 1 and \(RankRequest.longest) titles")
        }
        guard (0...1).contains(request.ownWeight) else { throw .invalid(field: "/weight", reason: "is not between 0 and 1") }
        guard request.entries.allSatisfy({ $0.score?.isFinite ?? true }) else {
            throw .invalid(field: "/items", reason: "a score is no finite number")
        }
    }

    /// - Parameter scores: of all titles; what is not listed is not read.
    private static func blend(_ scores: [Float], _ own: [ItemIndex: Float], _ weight: Float, _ listed: ItemMask) -> [Float] {
        // Titles of which the model can say nothing stand last, and are not lost.
        let known = scores.indices.lazy.filter { listed.contains(ItemIndex($0)) && scores[$0].isFinite }.map { scores[$0] }
        let (least, greatest) = (known.min() ?? 0, known.max() ?? 0)
        let (ownLeast, ownGreatest) = (own.values.min() ?? 0, own.values.max() ?? 0)
        var blended = scores
        for position in blended.indices where listed.contains(ItemIndex(position)) {
            let taste = scores[position].isFinite ? scores[position] : least
            guard weight > 0, !own.isEmpty else { blended[position] = taste; continue }
            let share = greatest > least ? (taste - least) / (greatest - least) : 0
            let mine = own[ItemIndex(position)] ?? ownLeast
            let ownShare = ownGreatest > ownLeast ? (mine - ownLeast) / (ownGreatest - ownLeast) : 0
            blended[position] = (1 - weight) * share + weight * ownShare
        }
        return blended
    }
}
