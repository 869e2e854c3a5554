import Datasets
import Foundation
import Testing

extension Split {
    fileprivate func trained(_ user: String) -> [Int] {
        training.first { $0.id.rawValue == user }?.interactions.map { $0.item?.position ?? -1 } ?? []
    }
}

extension EvaluationCase {
    fileprivate var past: [Int] { interactions[..<historyCount].map { $0.item?.position ?? -1 } }
    fileprivate var answers: [Int] { targets.map(\.position) }
}

private func plays(_ items: [Int], start: Double = 0, every: Double = 60) -> [Interaction] {
    items.enumerated().map { event($1, .play, at: start + Double($0) * every) }
}

@Suite struct LeaveOneOutTests {
    private let configuration = SplitConfiguration(.leaveOneOut)

    @Test func theLastChoiceTestsAndTheOneBeforeValidates() throws {
        let dataset = world([history("u", plays([1, 2, 3, 4]))])
        let split = try Split.make(dataset, configuration)
        #expect(split.trained("u") == [1, 2])
        #expect(split.validation.map(\.past) == [[1, 2]])
        #expect(split.validation.map(\.answers) == [[3]])
        #expect(split.test.map(\.past) == [[1, 2, 3]])
        #expect(split.test.map(\.answers) == [[4]])
        #expect(split.test[0].request.time == dataset.users[0].interactions[3].time)
        #expect(split.failedChecks.isEmpty)
        #expect(split.seenRemoved)
    }

    @Test func withoutValidationTheTrainingReachesTheTest() throws {
        let split = try Split.make(
            world([history("u", plays([1, 2, 3, 4]))]), SplitConfiguration(.leaveOneOut, holdsOutValidation: false))
        #expect(split.trained("u") == [1, 2, 3])
        #expect(split.validation.isEmpty)
    }

    @Test func shortHistoriesTestOrOnlyTeach() throws {
        let dataset = world([history("one", plays([1])), history("two", plays([1, 2])), history("none", [event(1, .hide, at: 0)])])
        let split = try Split.make(dataset, configuration)
        #expect(split.trained("one") == [1])
        #expect(split.trained("two") == [1])
        #expect(split.trained("none") == [1])
        #expect(split.test.map(\.answers) == [[2]])
        #expect(split.validation.isEmpty)
    }

    @Test func noTokenSpansTheSplit() throws {
        let events = [
            event(1, .play, at: 0), event(2, .play, at: 60), event(2, .complete, at: 70), event(3, .play, at: 120),
            event(4, .impression, at: 121), event(3, .pause, at: 122), event(3, .complete, at: 125), event(5, .hide, at: 126),
        ]
        let split = try Split.make(world([history("u", events)]), configuration)
        #expect(split.test.map(\.past) == [[1, 2, 2]])
        #expect(split.test.map(\.answers) == [[3]])
        #expect(split.trained("u") == [1])
        #expect(split.validation.map(\.answers) == [[2]])
    }

    @Test func aLateBoundaryNeverCutsAToken() throws {
        var generator = SeededGenerator(seed: 21)
        for round in 0..<200 {
            var minute = 0.0
            let events = (0..<30).map { _ in
                minute += Double.random(in: 0...45, using: &generator)
                return event(
                    Int.random(in: 0..<4, using: &generator),
                    [.play, .pause, .complete, .impression, .hide].randomElement(using: &generator)!,
                    at: minute)
            }
            let dataset = world([history("u", events)])
            guard let split = try? Split.make(dataset, configuration) else { continue }
            let tokenizer = InteractionTokenizer.fit(split.training, dataset: dataset)
            let whole = tokenizer.tokens(events[...]).sources
            for question in split.test + split.validation {
                let start = Int32(question.historyCount)
                let crossing = whole.filter { $0.lowerBound < start && $0.upperBound > start }
                #expect(crossing.isEmpty, "round \(round)")
                #expect(whole.contains { $0.lowerBound == start }, "round \(round)")
            }
            #expect(split.failedChecks.isEmpty, "round \(round)")
        }
    }

    @Test func timeIsCoarsenedForModelsAfterTheCut() throws {
        let dataset = world([history("u", plays([1, 2, 3, 4], every: 7))])
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut, resolution: .hour))
        #expect(split.test[0].request.time?.seconds == 1_704_110_400)
        #expect(Set(split.test[0].interactions.map { $0.time?.seconds }) == [1_704_110_400])
        #expect(split.training[0].interactions.map { $0.time?.seconds } == [1_704_110_400, 1_704_110_400])
    }

    @Test func oneUserCannotMoveTheSplitOfAnother() throws {
        let users = (0..<40).map { history("u\($0)", plays(Array(($0 % 7)..<($0 % 7 + 6)) + [$0 % 7, $0 % 7 + 1], start: Double($0))) }
        for kind in SplitProtocol.allCases where !kind.isTemporal {
            let whole = try Split.make(world(users), SplitConfiguration(kind))
            let without = try Split.make(world(users).removing(user: UserID("u5")), SplitConfiguration(kind))
            let expected = whole.training.filter { $0.id.rawValue != "u5" }.map(\.interactions)
            #expect(without.training.map(\.interactions) == expected)
        }
    }

    @Test func nobodyToAskIsAnError() {
        #expect(throws: SplitError.self) { try Split.make(world([]), configuration) }
        #expect(throws: SplitError.self) { try Split.make(world([history("u", plays([1]))]), configuration) }
        #expect(throws: SplitError.self) {
            try Split.make(world([history("u", plays([1, 2]))]), SplitConfiguration(.temporalLast, quantile: 1))
        }
    }
}

@Suite struct TemporalSplitTests {
    /// u plays 1...5 around the cut, v before it only, w after it only.
    private let dataset = world([
        history("u", plays([1, 2, 3, 4, 5], every: 60)), history("v", plays([6, 7, 8, 9, 10, 11], start: -500, every: 60)),
        history("w", plays([12], start: 200)),
    ])

    private func split(_ kind: SplitProtocol, share: Double = 0.999_999) throws -> Split {
        try Split.make(dataset, SplitConfiguration(kind, quantile: 0.75, validationShare: share))
    }

    @Test func eachProtocolAsksItsOwnQuestions() throws {
        // 12 events; the quantile lies between the ninth (3, at 120) and the tenth (4, at 180).
        let last = try split(.temporalLast)
        #expect(Set(last.test.map(\.past)) == [[1, 2, 3, 4], []])
        #expect(Set(last.test.map(\.answers)) == [[5], [12]])
        let each = try split(.temporalEach)
        #expect(Set(each.test.map(\.past)) == [[1, 2, 3], [1, 2, 3, 4], []])
        let all = try split(.temporalAll)
        #expect(Set(all.test.map(\.past)) == [[1, 2, 3], []])
        #expect(Set(all.test.map(\.answers)) == [[4, 5], [12]])
        for split in [last, each, all] { #expect(split.failedChecks.isEmpty) }
    }

    @Test func validationIsTheLastTrainingChoiceAndLeavesTraining() throws {
        let split = try split(.temporalLast)
        #expect(Set(split.validation.map(\.answers)) == [[3], [11]])
        #expect(split.trained("u") == [1, 2])
        #expect(split.trained("v") == [6, 7, 8, 9, 10])
        #expect(split.trained("w") == [])
        let without = try Split.make(
            dataset, SplitConfiguration(.temporalLast, quantile: 0.75, holdsOutValidation: false))
        #expect(without.trained("u") == [1, 2, 3])
    }

    @Test func anEventAtTheCutIsTraining() throws {
        let users = [history("u", (0..<11).map { event($0, .play, at: $0 < 9 ? 0 : ($0 == 9 ? 1 : 2)) })]
        let split = try Split.make(world(users), SplitConfiguration(.temporalLast, quantile: 0.9, holdsOutValidation: false))
        #expect(split.cutoff == users[0].interactions[9].time)
        #expect(split.trained("u") == Array(0...9))
        #expect(split.test.map(\.answers) == [[10]])
        #expect(split.failedChecks.isEmpty)
    }

    @Test func dataWithoutTimesCannotBeCutByTime() {
        let users = [history("u", [event(1, .interaction), event(2, .interaction)])]
        #expect { try Split.make(world(users), SplitConfiguration(.temporalEach)) } throws: {
            ($0 as? SplitError)?.code == .noTimes
        }
    }
}

@Suite struct WithheldItemsTests {
    private let dataset = world(
        (0..<200).map { user in history("u\(user)", plays((0..<8).map { (user * 3 + $0 * 5) % 20 }, start: Double(user))) })
    private let configuration = SplitConfiguration(.withheldItems, withheldShare: 0.2, seed: 4)

    @Test func withheldItemsAreSeenNowhereButAsTargets() throws {
        let split = try Split.make(dataset, configuration)
        let pool = Set(split.withheldItems)
        #expect(pool.count == 4)
        #expect(split.failedChecks.isEmpty)
        #expect(split.checks.contains { $0.name == "withheld-items-unseen" })
        for question in split.test {
            #expect(pool.contains(question.targets[0]))
            let user = dataset.users[Int(question.user.rawValue)]
            let choice = user.interactions.lastIndex { pool.contains($0.item!) }!
            #expect(question.interactions[question.historyCount] == user.interactions[choice])
            let before = user.interactions[..<choice].filter { !pool.contains($0.item!) }
            #expect(Array(question.interactions[..<question.historyCount]) == before)
        }
    }

    @Test func theWarmTestHasTheSameTraining() throws {
        let cold = try Split.make(dataset, configuration)
        var warmConfiguration = configuration
        warmConfiguration.kind = .withheldItemsWarm
        let warm = try Split.make(dataset, warmConfiguration)
        #expect(warm.training.map(\.interactions) == cold.training.map(\.interactions))
        #expect(warm.withheldItems == cold.withheldItems)
        #expect(warm.test.allSatisfy { !warm.withheldItems.contains($0.targets[0]) } as Bool)
        #expect(warm.failedChecks.isEmpty)
    }

    @Test func theSeedChoosesTheItems() throws {
        var other = configuration
        other.seed = 5
        let first = try Split.make(dataset, configuration).withheldItems
        #expect(try Split.make(dataset, configuration).withheldItems == first)
        #expect(try Split.make(dataset, other).withheldItems != first)
    }
}

@Suite struct SplitCheckTests {
    private let dataset = world((0..<6).map { history("u\($0)", plays([$0, $0 + 1, $0 + 2, $0 + 3], every: 50)) })

    @Test func aLeakIsFound() throws {
        let clean = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        #expect(clean.verified(against: dataset).allSatisfy(\.passed) as Bool)
        var leaking = clean
        let user = leaking.training[0].key
        leaking.training[0].interactions = dataset.users.first { $0.key == user }!.interactions
        let failed = leaking.verified(against: dataset).filter { !$0.passed }
        #expect(failed.map(\.name) == ["no-test-event-in-training", "no-validation-event-in-training"])
        #expect(failed.map(\.count) == [1, 1])
    }

    @Test func timesOnTheWrongSideAreFound() throws {
        let clean = try Split.make(dataset, SplitConfiguration(.temporalLast, quantile: 0.5))
        var wrong = clean
        wrong.cutoff = Timestamp(seconds: 0)
        #expect(wrong.verified(against: dataset).first { $0.name == "training-up-to-cutoff" }?.passed == false)
        wrong.cutoff = Timestamp(seconds: 4_000_000_000)
        #expect(wrong.verified(against: dataset).first { $0.name == "test-after-cutoff" }?.count == clean.test.count)
        wrong = clean
        wrong.test[0].request.time = Timestamp(seconds: 1)
        #expect(wrong.verified(against: dataset).first { $0.name == "history-before-request" }?.count == 1)
    }

    @Test func tiesAndColdTargetsAreCounted() throws {
        let tied = world([
            history("u", [event(1, .play, at: 0), event(2, .play, at: 9), event(3, .play, at: 9)]),
            history("v", [event(1, .play, at: 0), event(2, .play, at: 8), event(1, .play, at: 9)]),
        ])
        let split = try Split.make(tied, SplitConfiguration(.leaveOneOut))
        #expect(split.checks.first { $0.name == "ties-at-the-end" }?.count == 1)
        #expect(split.checks.first { $0.name == "cold-targets" }?.count == 1)
        #expect(split.failedChecks.isEmpty)
    }

    @Test func configurationsSurviveBeingStored() throws {
        var configuration = SplitConfiguration(.temporalAll, quantile: 0.8, resolution: .hour)
        configuration.segmenter.roles[.share] = .historyOnly
        let stored = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(SplitConfiguration.self, from: stored) == configuration)
        let short = try JSONDecoder().decode(SplitConfiguration.self, from: Data(#"{"kind": "leave-one-out"}"#.utf8))
        #expect(short == SplitConfiguration(.leaveOneOut))
        let empty = try JSONDecoder().decode(Preprocessing.self, from: Data("{}".utf8))
        #expect(empty == .none)
    }
}
