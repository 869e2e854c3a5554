import Datasets
import Foundation
import Testing
import Understanding

@Suite("Learning labels")
struct LabelLearningTests {
    /// A truth that depends on the first of three numbers, with noise of known size.
    private func world(_ count: Int, seed: UInt64) -> (rows: FeatureRows, truth: [Bool], chance: [Double], keys: [UInt64]) {
        var random = SeededGenerator(seed: seed)
        func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
        var rows = FeatureRows(sparseWidth: 0, denseWidth: 3)
        var (truth, chance): ([Bool], [Double]) = ([], [])
        for _ in 0..<count {
            let numbers = (0..<3).map { _ in Float(unit() * 4 - 2) }
            rows.append([], vector: numbers)
            chance.append(1 / (1 + exp(-(2 * Double(numbers[0]) - 1))))
            truth.append(unit() < chance.last!)
        }
        return (rows, truth, chance, (0..<count).map { StableHash.mix(UInt64($0)) })
    }

    @Test func probabilitiesAreThoseOfTheWorld() throws {
        let (train, test) = (world(2000, seed: 1), world(2000, seed: 2))
        let model = try #require(OneVersusRest(fitting: [train.rows], [("a", train.truth)], keys: train.keys, LabelTraining()).labels.first)
        let found = model.probabilities([test.rows])
        let error = zip(found, test.chance).map { abs($0 - $1) }.reduce(0, +) / Double(found.count)
        #expect(error < 0.04, "\(error)")
        #expect(LabelScores.calibrationError(found, test.truth) < 0.05)
        #expect(LabelCounts(found.map { $0 >= model.threshold }, test.truth).f1 > 0.7)
    }

    @Test func theSameRowsGiveTheSameBitsWhateverTheWorkers() {
        let train = world(400, seed: 3)
        let labels = [("a", train.truth), ("b", train.truth.map { !$0 }), ("c", train.truth)]
        func learned(_ workers: Int) -> [LinearLogit] {
            var training = LabelTraining()
            training.workers = workers
            return OneVersusRest(fitting: [train.rows], labels, keys: train.keys, training).labels.flatMap(\.parts)
        }
        #expect(learned(1) == learned(3))
    }

    @Test func rareAndConstantLabelsAreNotLearned() {
        let train = world(100, seed: 4)
        let labels = [
            ("never", Array(repeating: false, count: 100)), ("always", Array(repeating: true, count: 100)),
            ("rare", (0..<100).map { $0 < 5 }),
        ]
        #expect(OneVersusRest(fitting: [train.rows], labels, keys: train.keys, LabelTraining()).labels.isEmpty)
    }

    @Test func noiseIsGivenTheSharedRateAndNotMore() throws {
        var train = world(1000, seed: 5)
        var random = SeededGenerator(seed: 6)
        train.truth = train.truth.map { _ in random.next() % 10 == 0 }
        let model = try #require(OneVersusRest(fitting: [train.rows], [("a", train.truth)], keys: train.keys, LabelTraining()).labels.first)
        let found = model.probabilities([train.rows])
        #expect(found.max()! < 0.35 && abs(found.reduce(0, +) / 1000 - 0.1) < 0.03)
    }

    @Test func theCalibrationErrorIsTheGapBetweenConfidenceAndTruth() {
        #expect(LabelScores.calibrationError([0.9, 0.9, 0.9, 0.9], [true, true, false, false]) == 0.4)
        #expect(LabelScores.calibrationError([1, 0], [true, false]) == 0)
        #expect(LabelScores.calibrationError([], []) == 0)
    }

    @Test func f1OfNothingClaimedIsZero() {
        #expect(LabelCounts([false, false], [true, false]).f1 == 0)
        #expect(LabelCounts([true, true], [true, false]).f1 == 2.0 / 3)
        #expect(LabelCounts([Bool](), []).f1 == 0)
    }
}
