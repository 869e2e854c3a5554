import Datasets
import Evaluation
import Foundation
import Recommenders
import Testing

/// Everybody chooses from the first ten items at first, and from the last ten later.
private struct StagesWorld {
    let steps = 40

    var dataset: Dataset {
        let catalog = Catalog((0..<20).map { Item(id: ItemID("item-\($0 + 10)")) })
        let users = (0..<60).map { number -> UserHistory in
            var random = SeededGenerator(seed: UInt64(number) &+ 5)
            let events = (0..<steps).map { step in
                let item = Int32.random(in: 0..<10, using: &random) + (step < 20 ? 0 : 10)
                return Interaction(item: ItemIndex(rawValue: item), kind: .click)
            }
            return UserHistory(id: UserID("u\(number)"), key: StableHash.mix(UInt64(number)), interactions: events)
        }
        return Dataset(name: "stages", catalog: catalog, users: users)
    }

    func trained(readsChoiceCount: Bool = false, latest: Double = 0.5, first: Double = 0) throws -> FoundationModel {
        let dataset = dataset
        let shape = FoundationModelConfiguration(
            inputs: .ids, embeddingDimension: 16, layerCount: 1, headCount: 2, feedForwardDimension: 16, maximumSequenceLength: 8,
            dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1, readsChoiceCount: readsChoiceCount)
        let training = TrainingConfiguration(
            epochs: 10, batchSize: 16, learningRate: 1e-2, warmupSteps: 5, latestWindowShare: latest, validationInterval: 10,
            firstValidation: 10, newTitleCost: 0, firstWindowShare: first)
        return try FoundationTrainer(
            dataset: dataset, split: Split.make(dataset, SplitConfiguration(.leaveOneOut)), configuration: shape, training: training,
            workers: 1, clock: { 0 }
        ).run()
    }

    func scores(_ model: FoundationModel, after items: [Int32]) throws -> [Float] {
        let history = items.map { Interaction(item: ItemIndex(rawValue: $0), kind: .click) }
        var scores = [Float](repeating: 0, count: 20)
        let query = ScoringQuery(userKey: 1, interactions: history, historyCount: history.count, request: RequestContext())
        try scores.withUnsafeMutableBufferPointer { try model.bound(to: dataset.catalog).score([query], into: $0) }
        return scores
    }
}

@Suite(.serialized) struct BeginningsTests {
    private let world = StagesWorld()

    @Test func aRequestKnowsHowManyChoicesLieBeforeTheWindow() throws {
        // Both end alike, and the model reads no further back.
        let end: [Int32] = [1, 2, 3, 4, 5, 6, 7, 8]
        let (early, late): ([Int32], [Int32]) = ([0, 9] + end, (0..<22).map { $0 % 9 } + end)
        let counting = try world.trained(readsChoiceCount: true)
        #expect(try world.scores(counting, after: early) != world.scores(counting, after: late))
        let blind = try world.trained()
        #expect(try world.scores(blind, after: early) == world.scores(blind, after: late))
    }

    @Test func firstWindowsTeachBeginnings() throws {
        func lead(_ model: FoundationModel) throws -> Float {
            let scores = try world.scores(model, after: [])
            return scores[..<10].reduce(0, +) - scores[10...].reduce(0, +)
        }
        #expect(try lead(world.trained(latest: 0, first: 1)) > 10, "only beginnings were shown")
        #expect(try lead(world.trained(latest: 1, first: 0)) < -10, "only ends were shown")
    }

    @Test func countsAreExactWhileAPersonIsNewAndCoarseLater() {
        #expect((0..<32).map { Int(ChoiceCountBucket.bucket($0)) } == Array(0..<32))
        #expect(ChoiceCountBucket.bucket(47) == ChoiceCountBucket.bucket(32) && ChoiceCountBucket.bucket(48) > ChoiceCountBucket.bucket(47))
        #expect(Int(ChoiceCountBucket.bucket(.max)) == ChoiceCountBucket.count - 1)
        #expect(ChoiceCountBucket.bucket(128) == ChoiceCountBucket.bucket(1_000_000))
        #expect(ChoiceCountBucket.bucket(-1) == 0)
    }
}
