import Datasets
import Evaluation
import Testing

/// A learner that always names what was chosen last, and writes down what it is told.
private final class LastChoice: PrequentialLearner {
    let name = "last"
    let inputs = "ids"
    var last: ItemIndex?
    var told: [Int32] = []
    var periods: [Int64] = []
    var asked: [(history: Int, told: Int)] = []

    func begin(_ period: PrequentialPeriod) { periods.append(period.number) }
    func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) {
        asked.append((query.historyCount, told.count))
        if let last { answer.append(last.rawValue, 1) }
    }
    func learn(_ query: ScoringQuery, chosen: ItemIndex) {
        told.append(chosen.rawValue)
        last = chosen
    }
}

/// Names every item, known or not.
private final class Prophet: PrequentialLearner {
    let name = "prophet"
    let inputs = "ids"
    func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) {
        for item in 0..<6 { answer.append(Int32(item), Float(-item)) }
    }
    func learn(_ query: ScoringQuery, chosen: ItemIndex) {}
}

@Suite struct PrequentialTests {
    private let catalog = Catalog((0..<6).map { Item(id: ItemID("i\($0)")) })

    /// Each user's items at minutes after midnight.
    private func dataset(_ users: [[(item: Int, minute: Int64)]]) -> Dataset {
        Dataset(
            name: "news", catalog: catalog,
            users: users.enumerated().map { number, events in
                UserHistory(
                    id: UserID("u\(number)"), key: UInt64(number),
                    interactions: events.map {
                        Interaction(item: ItemIndex($0.item), kind: .click, time: Timestamp(seconds: $0.minute * 60))
                    })
            })
    }

    private func options(_ burnIn: Double = 0, testFrom: Double = 0, seenRemoved: Bool = false) -> PrequentialOptions {
        PrequentialOptions(burnIn: burnIn, testFrom: testFrom, seenRemoved: seenRemoved, cutoff: 1, resamples: 50)
    }

    @Test func choicesComeInOrderOfTimeAndAreAskedBeforeTheyAreLearned() throws {
        let stream = try PrequentialStream(dataset([[(0, 0), (1, 70)], [(2, 30), (3, 130)]]))
        #expect(stream.choices.map(\.item) == [0, 2, 1, 3])
        let learner = LastChoice()
        _ = try PrequentialEvaluator(options()).run(stream, learners: [learner])
        #expect(learner.told == [0, 2, 1, 3])
        #expect(learner.asked.map(\.told) == [0, 1, 2, 3])
        #expect(learner.asked.map(\.history) == [0, 0, 1, 1])
        #expect(learner.periods == [0, 1, 2])
    }

    @Test func aHitIsAHitAndTheFirstSightOfAnItemAMiss() throws {
        // 0 (cold), 0 again (hit), 1 (cold), 1 (hit), 0 (last was 1: miss).
        let stream = try PrequentialStream(dataset([[(0, 0)], [(0, 1)], [(1, 2)], [(1, 3)], [(0, 4)]]))
        let outcome = try PrequentialEvaluator(options()).run(stream, learners: [LastChoice()])[0]
        #expect(outcome.result.metrics["HR@1"] == 0.4)
        #expect(outcome.result.cases == 5 && outcome.result.users == 5)
        #expect(outcome.result.checks.contains { $0.detail.hasPrefix("2 of 5 test targets") })
    }

    @Test func burnInAndValidationDoNotCountForTheTest() throws {
        let stream = try PrequentialStream(dataset([[(0, 0)], [(0, 1)], [(0, 2)], [(1, 3)]]))
        let learner = LastChoice()
        let outcome = try PrequentialEvaluator(options(0.25, testFrom: 0.75)).run(stream, learners: [learner])[0]
        #expect(outcome.validationHitRate == 1)
        #expect(outcome.result.cases == 1 && outcome.result.metrics["HR@1"] == 0)
        #expect(learner.asked.count == 3 && learner.told.count == 4)
    }

    @Test func whatTheUserHasMetIsNoCandidateWhereTheRuleSaysSo() throws {
        let stream = try PrequentialStream(dataset([[(0, 0), (0, 1)], [(0, 2)]]))
        let removed = try PrequentialEvaluator(options(seenRemoved: true)).run(stream, learners: [LastChoice()])[0].result
        #expect(removed.metrics["HR@1"] == 1.0 / 3 && removed.metrics["HR@1 seen kept"] == 2.0 / 3)
    }

    @Test func anAnswerThatKnowsTheFutureIsReported() throws {
        let stream = try PrequentialStream(dataset([[(0, 0)], [(3, 1)], [(0, 2)]]))
        let result = try PrequentialEvaluator(options()).run(stream, learners: [Prophet()])[0].result
        #expect(result.checks.contains { $0.name == "answers name only what had been chosen" && !$0.passed })
    }

    @Test func eventsWithoutTimeOrNothingToTestAreRefused() throws {
        var timeless = dataset([[(0, 0)]])
        timeless.users[0].interactions[0].time = nil
        #expect(throws: PrequentialError.noTimes(user: UserIndex(0))) { try PrequentialStream(timeless) }
        #expect(throws: PrequentialError.outOfOrder(user: UserIndex(0))) { try PrequentialStream(dataset([[(0, 9), (1, 3)]])) }
        #expect(throws: PrequentialError.self) {
            try PrequentialEvaluator(options()).run(PrequentialStream(dataset([])), learners: [LastChoice()])
        }
    }

    @Test func aBetterLearnerWinsThePairedTest() throws {
        var users: [[(item: Int, minute: Int64)]] = []
        for user in 0..<200 {
            let minute = Int64(user)
            users.append([(item: user % 3, minute: minute), (item: user % 3, minute: 2 * minute + 1)])
        }
        let stream = try PrequentialStream(dataset(users))
        let evaluator = PrequentialEvaluator(options())
        let outcomes = try evaluator.run(stream, learners: [LastChoice(), Prophet()])
        let test = evaluator.comparisons(outcomes, metric: "HR@1")[0]
        let difference = outcomes[0].result.metrics["HR@1"]! - outcomes[1].result.metrics["HR@1"]!
        #expect(abs(test.difference - difference) < 1e-9)
    }
}
