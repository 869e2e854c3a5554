import Datasets
import Evaluation
import Testing

struct SignificanceTests {
    /// Uniform on 0..<1, mean 0.5.
    private func uniform(_ count: Int, _ generator: inout SeededGenerator) -> [Double] {
        (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
    }

    @Test func bootstrapIntervalsHoldTheTrueMeanAboutAsOftenAsTheySay() throws {
        var generator = SeededGenerator(seed: 11)
        var covered = 0
        for trial in 0..<400 {
            let interval = try #require(
                Bootstrap.interval(uniform(60, &generator), resamples: 300, seed: UInt64(trial)))
            if interval.low <= 0.5, 0.5 <= interval.high { covered += 1 }
        }
        // 95 % of 400 is 380, the standard deviation 4.4; the percentile bootstrap of 60 values covers slightly less.
        #expect((360...395).contains(covered), "\(covered) of 400")
    }

    @Test func bootstrapWidthIsThatOfTheStandardError() throws {
        var generator = SeededGenerator(seed: 12)
        let interval = try #require(Bootstrap.interval(uniform(5000, &generator), resamples: 1000, seed: 1))
        let expected = 2 * 1.96 * (1.0 / 12 / 5000).squareRoot()
        #expect(abs((interval.high - interval.low) / expected - 1) < 0.1)
    }

    @Test func bootstrapIsSeededAndEmptyInputHasNoInterval() {
        let values = [0.0, 1, 0, 0, 1, 1, 0, 1]
        #expect(Bootstrap.interval(values, seed: 3) == Bootstrap.interval(values, seed: 3))
        #expect(
            Bootstrap.interval(values, seed: 3) != Bootstrap.interval(values, seed: 4)
                || Bootstrap.interval(values, resamples: 50, seed: 3) != Bootstrap.interval(values, resamples: 50, seed: 4))
        #expect(Bootstrap.interval([], seed: 3) == nil)
        #expect(Bootstrap.interval(values, resamples: 0, seed: 3) == nil)
    }

    private func test(_ differences: [Double], seed: UInt64 = 1) -> PairedTest {
        PairedTest(differences: differences, metric: "NDCG@10", first: "a", second: "b", permutations: 2000, seed: seed)
    }

    @Test func pairedTestFindsAPlantedDifference() {
        var generator = SeededGenerator(seed: 13)
        let differences = (0..<1000).map { _ in Double.random(in: -0.5..<0.5, using: &generator) + 0.05 }
        let result = test(differences)
        #expect(result.pValue < 0.01)
        #expect(result.interval.low > 0)
        #expect(abs(result.difference - 0.05) < 0.03)
    }

    @Test func pairedTestFindsNothingWhereNothingIs() {
        var generator = SeededGenerator(seed: 14)
        var found = 0
        for trial in 0..<100 {
            let differences = (0..<200).map { _ in Double.random(in: -0.5..<0.5, using: &generator) }
            if test(differences, seed: UInt64(trial)).pValue < 0.05 { found += 1 }
        }
        // 5 expected, standard deviation 2.2.
        #expect(found <= 13, "\(found) of 100")
    }

    @Test func equalModelsHaveAPValueOfOne() {
        let result = test([Double](repeating: 0, count: 50))
        #expect(result.pValue == 1 && result.difference == 0 && result.interval == Interval(low: 0, high: 0))
    }

    @Test func theSmallestPValueIsThatOfAllSignsAlike() {
        // Of 2^5 sign vectors two are as extreme as all positive: p is near 1/16.
        let result = test([1, 1, 1, 1, 1])
        #expect(abs(result.pValue - 1.0 / 16) < 0.02)
    }

    @Test func evaluationsOfDifferentUsersAreNotCompared() throws {
        let evaluator = try Evaluator()
        let scorer = World.noise(items: 40)
        let first = try evaluator.evaluate(scorer, on: World.random(users: 20, items: 40, seed: 1))
        let second = try evaluator.evaluate(scorer, on: World.random(users: 21, items: 40, seed: 1))
        #expect(throws: EvaluationError.self) { try PairedTest(first, second) }
        #expect(throws: EvaluationError.self) { try PairedTest(first, first, metric: "HR@11") }
        #expect(try PairedTest(first, first).pValue == 1)
    }
}
