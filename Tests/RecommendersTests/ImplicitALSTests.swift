import Datasets
import Evaluation
import Recommenders
import Testing

struct ImplicitALSTests {
    private let histories = [[0, 1, 2], [1, 2, 3], [0, 2, 4], [5, 3], [5, 4, 1], [0], [2, 5, 6], [6, 3, 1, 0]]
    private let parameters: BaselineParameters = [
        "dimension": 3, "regularization": 0.05, "unobservedWeight": 0.2, "epochs": 6, "recencyHalfLife": 0,
    ]

    private func fit(_ histories: [[Int]], items: Int, _ parameters: BaselineParameters, workers: Int = 1) throws -> any Scorer {
        try BaselineKind.implicitALS.fit(
            training: BaselineWorld.users(histories), catalog: BaselineWorld.catalog(items), parameters: parameters, workers: workers)
    }

    /// Recorded from NumPy in float64: the same start, normal equations by `numpy.linalg.solve`, the loss falling in every
    /// epoch from 11.2251 to 7.8863.
    @Test func sixEpochsAndAFoldInEqualDenseAlgebra() throws {
        let scorer = try fit(histories, items: 8, parameters)
        let row = try BaselineWorld.scores(scorer, [BaselineWorld.query([0, 1])], items: 8)[0]
        let expected: [Float] = [0.757098, 0.59768, 0.640929, 0.210511, 0.320728, 0.014094, 0.27854, 0]
        for (item, value) in expected.enumerated() { #expect(abs(row[item] - value) < 2e-5, "item \(item): \(row[item])") }
    }

    @Test func olderChoicesCountLessInTheFoldIn() throws {
        var fading = parameters
        fading["recencyHalfLife"] = 2
        let row = try BaselineWorld.scores(try fit(histories, items: 8, fading), [BaselineWorld.query([5, 2, 3])], items: 8)[0]
        let expected: [Float] = [0.134567, 0.595399, 0.543628, 0.689543, 0.105808, 0.64911, 0.558426, 0]
        for (item, value) in expected.enumerated() { #expect(abs(row[item] - value) < 2e-5, "item \(item): \(row[item])") }
    }

    @Test func aRepeatedItemCountsOnceAsItsLatest() throws {
        var fading = parameters
        fading["recencyHalfLife"] = 1
        let scorer = try fit(histories, items: 8, fading)
        let rows = try BaselineWorld.scores(scorer, [BaselineWorld.query([3, 3, 3, 2]), BaselineWorld.query([3, 2])], items: 8)
        #expect(rows[0] == rows[1])
    }

    @Test func threadsChangeNothing() throws {
        let world = BaselineWorld.checkerboard(users: 300, items: 40).training.map { $0.interactions.map { $0.item!.position } }
        let one = try fit(world, items: 40, ["dimension": 16, "epochs": 3])
        let three = try fit(world, items: 40, ["dimension": 16, "epochs": 3], workers: 3)
        let query = [BaselineWorld.query([1, 3, 5])]
        #expect(try BaselineWorld.scores(one, query, items: 40) == BaselineWorld.scores(three, query, items: 40))
    }

    @Test func historiesLongerThanAChunkAreSummedWhole() throws {
        // 600 items in one history pass through three products; the answer stays that of a world scaled down by repetition.
        let long = (0..<20).map { _ in Array(0..<600) }
        let scorer = try fit(long, items: 601, ["dimension": 4, "epochs": 4, "unobservedWeight": 0.1, "recencyHalfLife": 0])
        let row = try BaselineWorld.scores(scorer, [BaselineWorld.query(Array(0..<600))], items: 601)[0]
        #expect(row[..<600].allSatisfy { $0 > 0.9 } && row[600] == 0)
        let early = try BaselineWorld.scores(scorer, [BaselineWorld.query(Array(0..<300))], items: 601)[0]
        #expect(row[599] > early[599])
    }
}

struct EarlyPopularityTests {
    private let histories = [[0, 1, 2, 3], [0, 2, 1, 3], [4, 1, 2, 3], [0, 1, 3, 2]]

    private func rows(_ parameters: BaselineParameters, _ queries: [[Int]]) throws -> [[Float]] {
        let scorer = try BaselineKind.firstEvents.fit(
            training: BaselineWorld.users(histories), catalog: BaselineWorld.catalog(6), parameters: parameters)
        return try BaselineWorld.scores(scorer, queries.map { BaselineWorld.query($0) }, items: 6)
    }

    @Test func withOneEventItCountsHowOftenAnItemIsSomebodysFirst() throws {
        for row in try rows(["events": 1, "backoff": 0], [[], [5], [0, 1, 2]]) { #expect(row == [0.75, 0, 0, 0, 0.25, 0]) }
    }

    @Test func withTwoEventsAndNoDecayItCountsBothAlike() throws {
        #expect(try rows(["events": 2, "halfLife": 0, "backoff": 0], [[]])[0] == [0.75, 0.75, 0.25, 0, 0.25, 0])
    }

    @Test func theAnswerMovesWithTheHistoryAndStaysAtItsEnd() throws {
        let answers = try rows(["events": 2, "halfLife": 1, "backoff": 0], [[], [5], [5, 0]])
        #expect(answers[0] == [0.75, 0.375, 0.125, 0, 0.25, 0])
        #expect(answers[1] == [0.375, 0.75, 0.25, 0, 0.125, 0])
        #expect(answers[2] == answers[1])
    }

    @Test func theOverallShareOrdersWhatNobodyBeganWith() throws {
        let row = try rows(["events": 1, "backoff": 0.1], [[]])[0]
        #expect(row[1] > row[5] && row[5] == 0 && row[0] > row[4])
    }
}
