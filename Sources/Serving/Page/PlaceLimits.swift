import Datasets
import Recommenders

/// Pins and limits of one row or list, place by place.
///
/// Limits win over pins: a pinned title that would break a limit is not pinned. What was shown before the first place counts, so
/// that a window may reach across the answers of one list; pins that are still to come count as well.
struct PlaceLimits {
    private let limits: [(titles: ItemMask, count: Int, window: Int)]
    private var pins: [Int: ItemIndex]
    /// What stands before the next place, oldest first.
    private var placed: [ItemIndex]
    private let first: Int

    /// - Parameters:
    ///   - before: what the list showed before.
    ///   - pinned: which of the pinned titles may be shown at all.
    init(_ rules: ListRules, before: [ItemIndex], usesPins: Bool, where mayShow: (ItemIndex) -> Bool) {
        limits = rules.limits.filter { $0.window > 0 }
        placed = before
        first = before.count
        pins = [:]
        guard usesPins else { return }
        var known: Set<ItemIndex> = []
        // Of two titles for one place the first one named has it; a title has one place.
        for pin in rules.pins where pin.place >= first && pins[pin.place] == nil && mayShow(pin.item) {
            if known.insert(pin.item).inserted { pins[pin.place] = pin.item }
        }
    }

    var pinned: [ItemIndex] { pins.sorted { $0.key < $1.key }.map(\.value) }
    var isTrivial: Bool { limits.isEmpty && pins.isEmpty }

    /// The title that must stand on the next place, if it may.
    func pin() -> ItemIndex? { pins[placed.count].flatMap { allows($0) ? $0 : nil } }

    /// Whether a title may stand on the next place, before what is still pinned behind it.
    func allows(_ item: ItemIndex) -> Bool {
        if pins.contains(where: { $0.value == item && $0.key > placed.count }) { return false }
        return limits.allSatisfy { limit in !limit.titles.contains(item) || fits(limit) }
    }

    mutating func place(_ item: ItemIndex) { placed.append(item) }

    /// Every window that holds the next place has room for one more.
    private func fits(_ limit: (titles: ItemMask, count: Int, window: Int)) -> Bool {
        let next = placed.count
        let behind = pins.keys.filter { $0 > next && $0 < next + limit.window && limit.titles.contains(pins[$0]!) }
        for start in max(0, next - limit.window + 1)...next {
            let before = placed[start..<next].count { limit.titles.contains($0) }
            let after = behind.count { $0 < start + limit.window }
            if before + after + 1 > limit.count { return false }
        }
        return true
    }
}
