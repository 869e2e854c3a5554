import Datasets
import Recommenders

/// Chooses the titles of one list, in blocks, so that a long list costs as much a title as a short one.
///
/// Diversity and calibration look at one block at a time: who has scrolled past forty titles does not compare with the first.
package struct ListComposer {
    private let context: PageContext
    private var chooser: ListChooser
    private var used: ItemMask
    private var digest = StableHash(seed: 0xCA4D)
    /// Whether titles are left behind the last that was chosen.
    package private(set) var hasMore = false

    package static let rowID = "list"
    static let block = 40

    package init(
        _ context: PageContext, diversity: Double, calibration: Double, kind: ListChooser.Diversity = .volume, draw: PlaceDraw
    ) {
        self.context = context
        chooser = ListChooser(context.shelves, diversity: diversity, calibration: calibration, mix: context.mix, draw: draw)
        chooser.kind = kind
        used = ItemMask(itemCount: context.shelves.itemCount)
    }

    package var candidateDigest: UInt64 { digest.value }

    /// - Parameter before: what the list has shown, in order.
    package mutating func choose(_ count: Int, before: [ItemIndex]) -> [ChosenTitle] {
        let pool = pool(count)
        var limits = PlaceLimits(context.rules, before: before, usesPins: true, where: context.open.contains)
        var titles: [ChosenTitle] = []
        while titles.count < count {
            let wanted = min(ListComposer.block, count - titles.count)
            let candidates = candidates(pool, pinned: limits.pinned)
            let block = chooser.choose(candidates, count: wanted, limits: &limits)
            for candidate in candidates { digest.combine(UInt64(candidate.item.rawValue)) }
            for title in block { used.insert(title.item) }
            titles += block
            if block.count < wanted { break }
        }
        hasMore = pool.contains { !used.contains($0) }
        return titles
    }

    private func pool(_ count: Int) -> [ItemIndex] {
        let needed = count + context.options.candidates
        guard needed > context.leaders.count, context.leaders.count == PageContext.leaderCount else { return context.leaders }
        return TopItems.best(of: context.sheet.scores, count: needed, where: context.open.contains)
    }

    private func candidates(_ pool: [ItemIndex], pinned: [ItemIndex]) -> [PageCandidate] {
        // A limit may forbid most of the best.
        let count = context.options.candidates * (context.rules.limits.isEmpty ? 1 : 4)
        var found = Array(pool.lazy.filter { !used.contains($0) }.prefix(count))
        let known = Set(found)
        found += pinned.filter { !known.contains($0) && !used.contains($0) }
        return found.map { context.candidate($0) }
    }
}
