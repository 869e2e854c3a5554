import Datasets
import Testing

@Suite struct NewcomersTests {
    private let dataset = world(
        (0..<200).map { user in
            history("u\(user)", (0..<(user % 20 + 1)).map { event((user + $0 * 3) % 20, .play, at: Double(user + $0 * 60)) })
        })
    private let configuration = SplitConfiguration(.newcomers, withheldShare: 0.1, seed: 3)

    @Test func aTenthIsWithheldAltogetherAndHalfAsManyValidate() throws {
        let split = try Split.make(dataset, configuration)
        let (test, validation) = (Set(split.test.map(\.userKey)), Set(split.validation.map(\.userKey)))
        let trained = Set(split.training.map(\.key))
        #expect(test.count == 20 && validation.count == 10 && trained.count == 170)
        #expect(test.isDisjoint(with: trained) && validation.isDisjoint(with: trained) && test.isDisjoint(with: validation))
        #expect(split.checks.allSatisfy(\.passed) as Bool)
        #expect(split.checks.contains { $0.name == "withheld-users-unseen" })
        let whole = try Split.make(dataset, SplitConfiguration(.newcomers, holdsOutValidation: false, seed: 3))
        #expect(whole.training.count == 180 && whole.validation.isEmpty && Set(whole.test.map(\.userKey)) == test)
    }

    @Test func everyWithheldUserIsAskedAtEachStepThatExists() throws {
        let split = try Split.make(dataset, configuration)
        for question in split.test {
            let user = dataset.users[question.user.position]
            let count = try #require(question.choicesBefore)
            #expect(Newcomers.choiceCounts.contains(count) && question.historyCount == count)
            #expect(question.targets == [user.interactions[count].item!])
            #expect(question.request.time == user.interactions[count].time)
        }
        for user in Set(split.test.map(\.user)) {
            let steps = split.test.filter { $0.user == user }.map { $0.choicesBefore! }
            #expect(steps == Newcomers.choiceCounts.filter { $0 < dataset.users[user.position].interactions.count })
        }
    }

    @Test func choicesAreCountedNotEvents() throws {
        let events = [
            event(1, .impression, at: 0), event(2, .play, at: 60), event(2, .complete, at: 70), event(3, .play, at: 120),
        ]
        let crowd = (0..<9).map { history("u\($0)", events) }
        let split = try Split.make(world(crowd), SplitConfiguration(.newcomers, holdsOutValidation: false))
        #expect(split.test.map(\.choicesBefore) == [0, 1])
        #expect(split.test.map(\.historyCount) == [1, 3])
        #expect(split.test.map(\.targets) == [[ItemIndex(2)], [ItemIndex(3)]])
    }

    @Test func theSeedChoosesTheUsers() throws {
        var other = configuration
        other.seed = 4
        let first = try Split.make(dataset, configuration).test.map(\.userKey)
        #expect(try Split.make(dataset, configuration).test.map(\.userKey) == first)
        #expect(try Split.make(dataset, other).test.map(\.userKey) != first)
    }

    @Test func aWithheldUserInTrainingIsFound() throws {
        var leaking = try Split.make(dataset, configuration)
        let user = leaking.test[0].user
        leaking.training.append(dataset.users[user.position])
        let failed = leaking.verified(against: dataset).filter { !$0.passed }.map(\.name)
        #expect(failed.contains("withheld-users-unseen") && failed.contains("no-test-event-in-training"))
    }
}
