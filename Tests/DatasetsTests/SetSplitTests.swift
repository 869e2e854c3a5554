import Datasets
import Testing

/// Histories as sets: hold-out and repeat use.
@Suite struct SetSplitTests {
    private func user(_ name: String, _ items: [Int]) -> UserHistory { history(name, items.map { event($0, .play, at: 0) }) }

    /// Ten items each, every one used three times.
    private var regulars: Dataset {
        world((0..<12).map { number in user("u\(number)", (0..<30).map { ($0 + number) % 10 }) })
    }

    @Test func aPairIsOnOneSideOnly() throws {
        let split = try Split.make(regulars, SplitConfiguration(.holdOut))
        #expect(split.test.count == 12 && split.validation.count == 12)
        for question in split.test {
            let learned = Set(split.training.first { $0.key == question.userKey }!.interactions.compactMap(\.item))
            #expect(question.targets.count == 2 && learned.isDisjoint(with: question.targets))
            #expect(learned.count == 7)
            let past = question.interactions[..<question.historyCount].compactMap(\.item)
            #expect(Set(past).count == 8 && Set(past).isDisjoint(with: question.targets))
        }
        #expect(split.checks.contains { $0.name == "no-pair-on-both-sides" && $0.passed })
        #expect(split.checks.allSatisfy { $0.passed })
    }

    @Test func usersWithFewItemsAreLeftOut() throws {
        let dataset = world([user("few", [1, 2, 3, 4]), user("many", [1, 2, 3, 4, 5])])
        let split = try Split.make(dataset, SplitConfiguration(.holdOut))
        #expect(split.training.map(\.id.rawValue) == ["many"])
        #expect(throws: SplitError.self) { try Split.make(world([user("few", [1, 2])]), SplitConfiguration(.holdOut)) }
    }

    @Test func anotherSeedDrawsOtherItemsAndTheOrderIsDrawnToo() throws {
        let one = try Split.make(regulars, SplitConfiguration(.holdOut))
        let same = try Split.make(regulars, SplitConfiguration(.holdOut))
        let other = try Split.make(regulars, SplitConfiguration(.holdOut, seed: 2))
        #expect(one.training.map(\.interactions) == same.training.map(\.interactions))
        #expect(one.test.map(\.targets) != other.test.map(\.targets))
        let first = one.training[0]
        let source = regulars.users.first { $0.key == first.key }!.interactions
        #expect(first.interactions != source.filter { first.interactions.contains($0) })
    }

    @Test func repeatsAskForItemsThatStayAndKeepThemAsCandidates() throws {
        let split = try Split.make(regulars, SplitConfiguration(.repeatUse))
        #expect(!split.seenRemoved)
        #expect(split.test.count == 12 * 6 && split.validation.count == 12 * 3)
        for question in split.test {
            let past = question.interactions[..<question.historyCount].compactMap(\.item)
            #expect(past.contains(question.targets[0]) && past.count == 24)
        }
        #expect(split.training.allSatisfy { $0.interactions.count == 21 })
        #expect(split.checks.contains { $0.name == "every-target-is-a-repeat" && $0.passed })
    }

    @Test func aHeavyUserIsAskedNoMoreThanOthers() throws {
        let dataset = world([user("heavy", (0..<400).map { $0 % 10 })])
        let split = try Split.make(dataset, SplitConfiguration(.repeatUse, casesPerUser: 7))
        #expect(split.test.count == 7 && split.validation.count == 7 && split.training[0].interactions.count == 386)
    }

    @Test func onlyItemsWithSupportAreAskedFor() throws {
        let dataset = world([user("a", [1, 2, 3, 9]), user("b", [4, 1, 2, 3]), user("c", [1, 2, 3, 8])])
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut, minimumTargetEvents: 3))
        #expect(split.test.map(\.targets) == [[ItemIndex(3)], [ItemIndex(3)], [ItemIndex(3)]])
        // What comes after the supported choice is learned from by nobody.
        #expect(split.training.allSatisfy { $0.interactions.allSatisfy { ![8, 9].contains($0.item!.position) } })
    }
}
