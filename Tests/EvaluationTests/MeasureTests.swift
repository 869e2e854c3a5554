import Datasets
import Evaluation
import Foundation
import Testing

/// Measures beyond accuracy: the worked examples of their documentation, and their edges.
struct MeasureTests {
    private static let catalog = Catalog([
        Item(id: ItemID("a"), facets: [.genre: ["drama"]]), Item(id: ItemID("b"), facets: [.genre: ["comedy"]]),
        Item(id: ItemID("c"), facets: [.genre: ["comedy", "drama"]]), Item(id: ItemID("d"), facets: [.genre: ["war"]]),
        Item(id: ItemID("e")),
    ])
    private func items(_ positions: Int...) -> [ItemIndex] { positions.map { ItemIndex($0) } }

    // MARK: Miscalibration

    @Test func aListWithTheOwnMixIsCalibrated() {
        let mix = Miscalibration(Self.catalog, facet: .genre)
        #expect(mix.value(list: items(2), history: items(0, 1))! == 0)
        #expect(mix.value(list: items(0, 1, 1, 0), history: items(2, 4))! == 0)
    }

    @Test func aOneSidedListMissesTheMixByItsDivergence() {
        let mix = Miscalibration(Self.catalog, facet: .genre)
        // 0.5·log2(0.5/0.995) + 0.5·log2(0.5/0.005).
        let value = mix.value(list: items(0, 0), history: items(0, 1))!
        #expect(abs(value - 2.825_543_9) < 1e-6, "\(value)")
        // A list of nothing the person chose: log2(1/0.01).
        #expect(abs(mix.value(list: items(3), history: items(0))! - 6.643_856_2) < 1e-6)
    }

    @Test func withoutGenresThereIsNoMix() {
        let mix = Miscalibration(Self.catalog, facet: .genre)
        #expect(mix.value(list: items(4), history: items(0)) == nil)
        #expect(mix.value(list: items(0), history: items()) == nil)
        #expect(Miscalibration(World.catalog(4)) == nil)
        #expect(Miscalibration(Self.catalog)?.facet == .genre)
    }

    // MARK: Serendipity

    @Test func whatPopularityShowsTooIsNotSerendipitous() {
        let measure = Serendipity(popularity: [9, 5, 5, 1, 0], k: 2)
        let first = [TargetRank(better: 0), TargetRank(better: 1)]
        // Items 0 and 1 are shown to everyone.
        #expect(measure.value(first, targets: items(3, 1), met: []) == 0.5)
        #expect(measure.value(first, targets: items(3, 4), met: []) == 1)
        // Who knows item 0 is shown 1 and 2 instead.
        #expect(measure.value(first, targets: items(3, 2), met: [ItemIndex(0)]) == 0.5)
        #expect(measure.value([TargetRank(better: 2)], targets: items(3), met: []) == 0)
        #expect(measure.value([], targets: [], met: []) == nil)
        // A target tied for ranks 2 and 3 counts half.
        #expect(measure.value([TargetRank(better: 1, tied: 1)], targets: items(3), met: []) == 0.5)
    }

    @Test func itemsThatAreNoCandidatesAreNotShownByThePrimitiveRecommender() {
        let measure = Serendipity(popularity: [9, 5, 4], k: 1) { $0 != 0 }
        #expect(measure.value([TargetRank(better: 0)], targets: items(1), met: []) == 0)
        #expect(measure.value([TargetRank(better: 0)], targets: items(2), met: []) == 1)
    }

    @Test func serendipityNeverExceedsRecall() throws {
        let task = World.random(users: 150, items: 30, seed: 12)
        let result = try Evaluator().evaluate(World.noise(items: 30), on: task).result
        let serendipity = try #require(result.metrics["Serendipity@10"])
        #expect(serendipity > 0 && serendipity < result.metrics["Recall@10"]!)
        let interval = try #require(result.intervals["Serendipity@10"])
        #expect(interval.low < serendipity && serendipity < interval.high)
    }

    @Test func popularityItselfHasNoSerendipity() throws {
        let task = World.random(users: 150, items: 30, seed: 12)
        let counts = task.statistics.counts
        let popular = RuleScorer(name: "popular", itemCount: 30) { _, item in Float(counts[item] * 1000 - item) }
        #expect(try Evaluator().evaluate(popular, on: task).result.metrics["Serendipity@10"] == 0)
    }

    // MARK: Reliability

    @Test func promisesAreHeldAgainstWhatHappened() throws {
        let value = try #require(
            Reliability([(0.1, false), (0.4, true), (0.1, false), (0.4, false)], k: 1, binCount: 2))
        #expect(value.promises == 4 && value.bins.map(\.promises) == [2, 2])
        #expect(abs(value.expectedCalibrationError - 0.1) < 1e-7)
        #expect(abs(value.promised - 0.25) < 1e-7 && value.chosen == 0.25)
        #expect(Reliability([], k: 1) == nil)
    }

    @Test func theIntervalOfABinIsWilsons() {
        // 1 of 10: 0.0179 to 0.4042, the textbook's.
        let promises: [(probability: Float, kept: Bool)] = (0..<20).map { number in
            (probability: number < 10 ? 0.1 : 0.6, kept: number == 0)
        }
        let bins = Reliability(promises, k: 1, binCount: 2)!.bins
        #expect(abs(bins[0].interval.low - 0.017_876) < 1e-5 && abs(bins[0].interval.high - 0.404_150) < 1e-5)
        #expect(bins[1].interval.low == 0 && bins[1].interval.high > 0.2)
    }

    @Test func onlyAScorerThatPromisesProbabilitiesIsHeldToThem() throws {
        let task = World.random(users: 400, items: 30, seed: 5)
        let silent = try Evaluator().evaluate(World.noise(items: 30), on: task).result
        #expect(silent.reliability == nil)
        let flat = try Evaluator().evaluate(SoftmaxScorer(itemCount: 30, sharpness: 0), on: task).result
        let honest = try #require(flat.reliability)
        // Targets are drawn evenly, so an even promise is kept but for chance.
        #expect(honest.k == 10 && honest.promises == 4000 && honest.expectedCalibrationError < 0.02)
        #expect(abs(honest.promised - honest.chosen) < 0.01)
        let boastful = try #require(try Evaluator().evaluate(SoftmaxScorer(itemCount: 30, sharpness: 12), on: task).result.reliability)
        #expect(boastful.expectedCalibrationError > 0.05 && boastful.promised > boastful.chosen)
    }

    // MARK: Group gaps

    @Test func aGapIsTheDifferenceOfTheMeans() throws {
        let gap = try #require(
            GroupGap(
                [1, 1, 0, 0], groups: [0, 0, 1, 1], labels: ["f", "m"], dimension: "gender", metric: "HR@10", permutations: 3000, seed: 1))
        #expect(gap.gap == 1 && gap.groups.map(\.value) == [1, 0] && gap.groups.map(\.users) == [2, 2])
        // 2 of 6 ways to share out are as extreme.
        #expect(abs(gap.pValue - 1.0 / 3) < 0.04)
        #expect(gap.interval == Interval(low: 1, high: 1))
    }

    @Test func aTrueGapIsFoundAndNoiseIsNot() throws {
        var generator = SeededGenerator(seed: 3)
        let noise = (0..<600).map { _ in Double.random(in: 0...1, using: &generator) }
        let groups: [Int?] = (0..<600).map { $0 % 7 == 6 ? nil : $0 % 3 }
        let none = try #require(GroupGap(noise, groups: groups, labels: ["a", "b", "c"], dimension: "age", metric: "m", seed: 1))
        #expect(none.pValue > 0.05 && none.groups.reduce(0) { $0 + $1.users } == groups.count { $0 != nil })
        let shifted = zip(noise, groups).map { $0 + ($1 == 2 ? 0.15 : 0) }
        let real = try #require(GroupGap(shifted, groups: groups, labels: ["a", "b", "c"], dimension: "age", metric: "m", seed: 1))
        #expect(real.pValue < 0.01 && real.gap > 0.08 && real.interval.low > 0)
        for group in real.groups { #expect(group.interval.low < group.value && group.value < group.interval.high) }
    }

    @Test func aGroupOfOneIsLeftOut() {
        #expect(GroupGap([1, 0, 0], groups: [0, 1, 1], labels: ["x", "y"], dimension: "d", metric: "m", seed: 1) == nil)
    }

    @Test func gapsByActivityAndAttributesStandInTheResult() throws {
        var task = World.random(users: 90, items: 40, seed: 8)
        task.groupings = [
            UserGrouping(
                dimension: "gender", labels: ["F", "M"], groups: Dictionary(uniqueKeysWithValues: (0..<90).map { (UserIndex($0), $0 % 2) }))
        ]
        // Serves even users only.
        let unfair = RuleScorer(name: "unfair", itemCount: 40) { query, item in
            query.userKey % 2 == 1 && query.interactions[query.historyCount].item == ItemIndex(item) ? 2 : Float(item) / 100
        }
        let result = try Evaluator(EvaluatorOptions(leakCheck: false)).evaluate(unfair, on: task).result
        let gender = try #require(result.groups.first { $0.dimension == "gender" && $0.metric == "HR@10" })
        #expect(gender.groups.first { $0.label == "F" }?.value == 1 && gender.gap > 0.5 && gender.pValue < 0.01)
        let activity = try #require(result.groups.first { $0.dimension == "activity" })
        #expect(activity.groups.count == 3 && activity.groups.reduce(0) { $0 + $1.users } == 90)
        #expect(try EvaluationResult.decode(json: EvaluationResult.json([result])) == [result])
    }

    @Test func agesAndGendersComeFromTheAttributes() {
        let users = (0..<6).map { UserHistory(id: UserID("u\($0)"), key: UInt64($0), interactions: []) }
        var dataset = Dataset(name: "d", catalog: World.catalog(1), users: users)
        let values: [[String: String]] = [
            ["gender": "F", "age": "1"], ["gender": "M", "age": "56"], ["gender": "F", "age": "18"], ["age": "x"], [:],
            ["gender": "", "age": "44"],
        ]
        dataset.userAttributes = zip(users, values).map { UserAttributes(id: $0.id, values: $1) }
        let groupings = UserGrouping.attributes(of: dataset)
        #expect(groupings.map(\.dimension) == ["gender", "age"])
        #expect(groupings[0].labels == ["F", "M"] && groupings[0].groups == [UserIndex(0): 0, UserIndex(1): 1, UserIndex(2): 0])
        #expect(groupings[1].groups == [UserIndex(0): 0, UserIndex(1): 5, UserIndex(2): 1, UserIndex(5): 3])
        #expect(UserGrouping.attributes(of: Dataset(name: "d", catalog: World.catalog(1), users: users)).isEmpty)
    }

    // MARK: Steps

    @Test func afterEachNumberOfChoicesThereAreFiguresOfTheirOwn() throws {
        let cases = (0..<40).flatMap { user in
            [0, 2].filter { $0 == 0 || user < 30 }.map { count in
                var question = World.ask(user: user, Array(1...count + 1).map { (user + $0) % 20 })
                question.choicesBefore = count
                return question
            }
        }
        let task = World.task(cases, items: 20)
        // Right after two choices only.
        let rule = RuleScorer(name: "late", itemCount: 20) { query, item in
            query.historyCount == 2 && item == (Int(query.userKey) + 2) % 20 ? 1 : -Float(item)
        }
        let other = World.noise(items: 20)
        let (first, second) = try (Evaluator().evaluate(rule, on: task), Evaluator().evaluate(other, on: task))
        let slices = first.result.slices.filter { $0.dimension == "choices before" }
        #expect(slices.map(\.label) == ["0", "2"] && slices.map(\.targets) == [40, 30])
        #expect(slices[1].metrics["HR@10"] == 1 && slices[1].intervals["HR@10"] == Interval(low: 1, high: 1))
        #expect(first.steps == [0, 2])
        let test = try PairedTest(first, second, metric: "HR@10", after: 2)
        #expect(test.users == 30 && test.metric == "HR@10 after 2" && test.difference > 0.2 && test.pValue < 0.01)
        // Nobody is more active where everyone is asked after the same few choices.
        #expect(first.result.groups.isEmpty)
    }

    @Test func resultsOfEarlierVersionsAreStillRead() throws {
        let old = """
            [{"dataset":"d","protocol":"leave-one-out","inputs":"ids","users":1,"cases":1,"candidates":2,"candidate_rule":"all items",
            "seen_removed":true,"model":"m","metrics":{"HR@10":1},"intervals":{},"seconds":1,"peak_memory_bytes":0,
            "slices":[{"dimension":"target","label":"warm","targets":1,"metrics":{}}],"checks":[]}]
            """
        let result = try EvaluationResult.decode(json: old)[0]
        #expect(result.groups.isEmpty && result.reliability == nil && result.fingerprint == nil && result.slices[0].intervals.isEmpty)
        #expect(throws: (any Error).self) { try EvaluationResult.decode(json: #"[{"dataset":"d"}]"#) }
    }
}

/// Logits that depend on the item, sharply or not at all.
struct SoftmaxScorer: ProbabilisticScorer {
    let name = "softmax"
    let itemCount: Int
    let sharpness: Float

    func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (row, query) in queries.enumerated() {
            for item in 0..<itemCount {
                var hash = StableHash(seed: query.userKey)
                hash.combine(UInt64(item))
                scores[row * itemCount + item] = sharpness * Float(hash.unitInterval)
            }
        }
    }
}
