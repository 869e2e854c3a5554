import Datasets
import Recommenders

/// Orders titles by score under rules: boosts first, then place by place pins, limits within windows, and the best that is left.
package struct ListArrangement {
    private let rules: ListRules
    private let scores: [Float]
    private let permitted: ItemMask
    /// Titles by place, of those pins that may be shown.
    private let pins: [Int: ItemIndex]

    /// - Parameters:
    ///   - scores: a score per title, without boosts; `[V]`
    ///   - permitted: titles that may be shown, before the rules.
    package init(_ scores: [Float], among permitted: ItemMask, under rules: ListRules) {
        let permitted = rules.allowed.map { permitted.intersection($0) } ?? permitted
        var scores = scores
        for boost in rules.boosts {
            for position in scores.indices where boost.titles.contains(ItemIndex(position)) { scores[position] += boost.amount }
        }
        var pins: [Int: ItemIndex] = [:]
        for pin in rules.pins where permitted.contains(pin.item) && pins[pin.place] == nil && !pins.values.contains(pin.item) {
            pins[pin.place] = pin.item
        }
        (self.rules, self.scores, self.permitted, self.pins) = (rules, scores, permitted, pins)
    }

    package struct Placed {
        package var item: ItemIndex
        package var score: Float
        package var isPinned: Bool
    }

    /// The first `count` places; fewer where no title is left that a place may have.
    package func places(_ count: Int) -> [Placed] {
        // Limits skip titles: then more are needed than are shown.
        let likely = count + pins.count + (rules.limits.isEmpty ? 0 : 4 * count + 64)
        let placed = places(count, from: best(likely))
        return placed.count == count || likely >= scores.count ? placed : places(count, from: best(scores.count))
    }

    private func best(_ count: Int) -> [ItemIndex] {
        let pinned = Set(pins.values)
        return TopItems.best(of: scores, count: count) { permitted.contains($0) && !pinned.contains($0) }
    }

    private func places(_ count: Int, from candidates: [ItemIndex]) -> [Placed] {
        var limits = rules.limits.map { LimitWatch($0, count, pins) }
        var waiting = candidates[...]
        var skipped: [ItemIndex] = []
        var placed: [Placed] = []
        for place in 0..<count {
            if let pin = pins[place] {
                placed.append(Placed(item: pin, score: scores[pin.position], isPinned: true))
                continue
            }
            guard let item = next(at: place, &skipped, &waiting, limits) else { break }
            for watch in limits.indices { limits[watch].take(item, place) }
            placed.append(Placed(item: item, score: scores[item.position], isPinned: false))
        }
        return placed
    }

    /// The best title that no limit forbids here; those that were passed over come first at the next place.
    private func next(
        at place: Int, _ skipped: inout [ItemIndex], _ waiting: inout ArraySlice<ItemIndex>, _ limits: [LimitWatch]
    ) -> ItemIndex? {
        if let found = skipped.firstIndex(where: { item in limits.allSatisfy { $0.permits(item, place) } }) {
            return skipped.remove(at: found)
        }
        while let item = waiting.popFirst() {
            if limits.allSatisfy({ $0.permits(item, place) }) { return item }
            skipped.append(item)
        }
        return nil
    }
}

/// Keeps a limit: which places hold one of its titles, pins that are still to come included.
private struct LimitWatch {
    let titles: ItemMask
    let count: Int
    let window: Int
    private var taken: [Bool]

    init(_ limit: (titles: ItemMask, count: Int, window: Int), _ places: Int, _ pins: [Int: ItemIndex]) {
        (titles, count, window) = (limit.titles, limit.count, limit.window)
        taken = [Bool](repeating: false, count: places)
        for (place, item) in pins where place < places && titles.contains(item) { taken[place] = true }
    }

    mutating func take(_ item: ItemIndex, _ place: Int) { if titles.contains(item) { taken[place] = true } }

    /// Whether no window around the place would hold too many.
    func permits(_ item: ItemIndex, _ place: Int) -> Bool {
        guard titles.contains(item) else { return true }
        var held = 0
        let first = max(0, place - window + 1)
        for end in first..<min(taken.count, place + window) {
            if taken[end] { held += 1 }
            if end - window >= first, taken[end - window] { held -= 1 }
            // The window that ends here, or later where the list begins or ends, holds the place itself.
            if end >= place, held >= count { return false }
        }
        return true
    }
}
