import Datasets
import Recommenders
import Serving
import Testing

@Suite struct ArrangementTests {
    @Test(arguments: 0..<60) func noWindowHoldsMoreThanItsLimitAndPinsStand(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let total = 120
        let scores = (0..<total).map { _ in Float.random(in: 0...1, using: &random) }
        func mask(_ share: Int) -> ItemMask {
            ItemMask(itemCount: total, (0..<total).filter { _ in Int.random(in: 0..<share, using: &random) == 0 }.map { ItemIndex($0) })
        }
        var rules = ListRules()
        let forbidden = mask(6)
        var allowed = ItemMask(itemCount: total, all: true)
        allowed.subtract(forbidden)
        rules.allowed = allowed
        rules.limits = [(mask(2), Int.random(in: 1...2, using: &random), Int.random(in: 3...9, using: &random)), (mask(3), 1, 4)]
        rules.boosts = [(mask(4), 0.5)]
        rules.pins = [(3, ItemIndex(7)), (3, ItemIndex(8)), (0, ItemIndex(9)), (30, ItemIndex(11)), (5, ItemIndex(7))]
        let permitted = ItemMask(itemCount: total, all: true)
        let placed = ListArrangement(scores, among: permitted, under: rules).places(25)
        #expect(Set(placed.map(\.item)).count == placed.count, "seed \(seed)")
        #expect(placed.allSatisfy { allowed.contains($0.item) }, "seed \(seed)")
        for (place, item) in [(0, ItemIndex(9)), (3, ItemIndex(7))] where allowed.contains(item) && place < placed.count {
            #expect(placed[place].item == item && placed[place].isPinned, "seed \(seed)")
        }
        for limit in rules.limits {
            for start in 0..<max(1, placed.count - limit.window + 1) {
                let window = placed[start..<min(placed.count, start + limit.window)]
                let held = window.filter { limit.titles.contains($0.item) }
                // Pins are stronger than limits; nothing else is.
                let pinned = held.filter(\.isPinned).count
                #expect(held.count <= max(limit.count, pinned), "seed \(seed), window at \(start)")
            }
        }
    }

    @Test func withoutRulesTheOrderIsThatOfTheScores() {
        let scores: [Float] = [0.1, 0.9, 0.5, -.infinity, 0.9]
        let places = ListArrangement(scores, among: ItemMask(itemCount: 5, all: true), under: ListRules()).places(5)
        #expect(places.map(\.item.position) == [1, 4, 2, 0])
    }

    @Test func boostsAreAddedToTheScore() {
        var rules = ListRules()
        rules.boosts = [(ItemMask(itemCount: 3, [ItemIndex(0)]), 1.5), (ItemMask(itemCount: 3, [ItemIndex(0), ItemIndex(1)]), -0.25)]
        let places = ListArrangement([0, 1, 1.1], among: ItemMask(itemCount: 3, all: true), under: rules).places(3)
        #expect(places.map(\.item.position) == [0, 2, 1])
        #expect(places.map(\.score) == [1.25, 1.1, 0.75])
    }

    @Test func aLimitThatNothingElseCanFulfilEndsTheList() {
        var rules = ListRules()
        rules.limits = [(ItemMask(itemCount: 4, all: true), 1, 3)]
        #expect(
            ListArrangement([4, 3, 2, 1], among: ItemMask(itemCount: 4, all: true), under: rules).places(4).map(\.item.position) == [0])
    }
}
