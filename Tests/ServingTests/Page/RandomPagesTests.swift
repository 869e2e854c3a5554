import Datasets
import Recommenders
import Serving
import Testing

/// What no page may ever do, on pages of people, moments, catalogues and rules at random.
@Suite struct RandomPagesTests {
    private func rules(_ world: PageWorld, _ chance: inout SeededGenerator) -> ListRules {
        var rules = ListRules()
        let count = world.catalog.count
        func some(_ share: Double) -> ItemMask {
            ItemMask(itemCount: count, (0..<count).map { ItemIndex($0) }.filter { _ in Double.random(in: 0..<1, using: &chance) < share })
        }
        if Int.random(in: 0..<3, using: &chance) == 0 { rules.allowed = some(0.7) }
        if Bool.random(using: &chance) { rules.boosts = [(some(0.1), Float.random(in: -3...3, using: &chance))] }
        if Bool.random(using: &chance) {
            rules.pins = (0..<3).map { _ in (Int.random(in: 0..<12, using: &chance), ItemIndex(Int.random(in: 0..<count, using: &chance))) }
        }
        if Bool.random(using: &chance) {
            rules.limits = [(some(0.3), Int.random(in: 0...2, using: &chance), Int.random(in: 1...6, using: &chance))]
        }
        return rules
    }

    private func violation(_ rows: [ComposedRow], _ context: PageContext, _ rules: ListRules, seen: Bool) -> String? {
        var shown: Set<ItemIndex> = []
        for row in rows {
            let list = row.titles.map(\.item)
            for item in list {
                if !shown.insert(item).inserted { return "\(item) twice" }
                if !context.sheet.permitted.contains(item) { return "\(item) is not permitted" }
                if rules.allowed?.contains(item) == false { return "\(item) is left out by a rule" }
                let mayBeSeen = seen || row.proposal.kind == .continueWatching || row.proposal.kind == .again
                if !mayBeSeen, context.sheet.person.titles[item] != nil { return "\(item) was seen, in \(row.proposal.id)" }
            }
            for limit in rules.limits {
                for start in list.indices where list[start...].prefix(limit.window).count(where: limit.titles.contains) > limit.count {
                    return "limit broken at place \(start) of \(row.proposal.id)"
                }
            }
            if row.titles.contains(where: { $0.propensity <= 0 || $0.propensity > 1 + 1e-9 }) { return "propensity" }
        }
        return nil
    }

    @Test func tenThousandRandomPagesBreakNoRule() throws {
        var chance = SeededGenerator(seed: 2026)
        var pages = 0
        var kinds: Set<ServedRow.Kind> = []
        for size in [1, 3, 12, 60, 150, 300, 40, 25, 90, 200] {
            let world = PageWorld(titles: size, seed: UInt64(size))
            for number in 0..<1000 {
                let person = world.randomPerson(&chance)
                let moment = Moment(
                    time: PageWorld.now, country: [nil, "DE", "US"].randomElement(using: &chance)!,
                    mood: number % 7 == 0 ? "crime, war" : nil)
                let rules = rules(world, &chance)
                let seen = Bool.random(using: &chance)
                let trending = (0..<min(size, 8)).map { _ in ItemIndex(Int.random(in: 0..<size, using: &chance)) }
                let context = PageContext(
                    try world.sheet(person, moment), shelves: world.snapshot.shelves, options: PageOptions(), rules: rules,
                    trending: Array(Set(trending)).sorted(), includesSeen: seen)
                let draw = PlaceDraw(rate: [0, 0.3].randomElement(using: &chance)!, width: 10, floor: 0.5, seed: UInt64(number))
                let (rows, length) = (Int.random(in: 1...8, using: &chance), Int.random(in: 1...10, using: &chance))
                var composer = PageComposer(context, strengths: (0.3, 1), draw: draw)
                let page = composer.compose(rows: rows, of: length)
                pages += 1
                #expect(page.count <= rows && page.allSatisfy { $0.titles.count <= length })
                if let violation = violation(page, context, rules, seen: seen) {
                    Issue.record("\(size) titles, page \(number): \(violation)")
                    return
                }
                kinds.formUnion(page.map(\.proposal.kind))
                guard number % 10 == 0 else { continue }
                var again = PageComposer(context, strengths: (0.3, 1), draw: draw)
                #expect(again.compose(rows: rows, of: length).map(\.titles) == page.map(\.titles))
                #expect(again.candidateDigest == composer.candidateDigest)
            }
        }
        #expect(pages == 10_000)
        #expect(kinds == Set(ServedRow.Kind.allCases), "never seen: \(Set(ServedRow.Kind.allCases).subtracting(kinds))")
    }

    @Test func listsHoldPinsAndLimitsAcrossTheirPages() throws {
        let world = PageWorld(titles: 120, seed: 77, restrictions: false)
        let context = { (rules: ListRules, shown: [ItemIndex]) in
            PageContext(
                try world.sheet(world.person([])), shelves: world.snapshot.shelves, options: PageOptions(), rules: rules, shown: shown)
        }
        var rules = ListRules()
        rules.pins = [(2, ItemIndex(5)), (13, ItemIndex(7))]
        rules.limits = [(ItemMask(itemCount: 120, (0..<60).map { ItemIndex($0) }), 1, 4)]
        var shown: [ItemIndex] = []
        for _ in 0..<3 {
            var list = ListComposer(try context(rules, shown), diversity: 0.3, calibration: 1, draw: .nothing)
            shown += list.choose(10, before: shown).map(\.item)
        }
        #expect(shown.count == 30 && Set(shown).count == 30)
        #expect(shown[2] == ItemIndex(5) && shown[13] == ItemIndex(7))
        for start in 0..<27 { #expect(shown[start..<start + 4].count { $0.position < 60 } <= 1, "at \(start)") }
    }
}
