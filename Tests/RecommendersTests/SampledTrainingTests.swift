import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Tensors
import Testing

/// The circle, with a catalogue of which a step sees a part.
private struct SampledWorld {
    let circle = CircleWorld()

    func trainer(
        _ dataset: Dataset, inputs: ModelInputs = .ids, epochs: Int = 3, workers: Int = 2, seed: UInt64 = 1, negatives: Int? = 12,
        batchSize: Int = 16
    ) throws -> (FoundationTrainer, Split) {
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        let model = FoundationModelConfiguration(
            inputs: inputs, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32, maximumSequenceLength: 8,
            facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, facetDropoutRate: 0.1, temperature: 0.1)
        let training = TrainingConfiguration(
            epochs: epochs, batchSize: batchSize, learningRate: 1e-2, warmupSteps: 5, patience: 100, validationInterval: 1,
            firstValidation: 1, tokensPerMicroBatch: 40, negativeCount: negatives, seed: seed)
        return (
            try FoundationTrainer(
                dataset: dataset, split: split, configuration: model, training: training, workers: workers, clock: { 0 }), split
        )
    }
}

@Suite(.serialized) struct SampledTrainingTests {
    private let world = SampledWorld()
    private var dataset: Dataset { world.circle.dataset }

    @Test(arguments: [ModelInputs.ids, .time]) func twoRunsGiveTheSameBytes(inputs: ModelInputs) throws {
        let first = try world.trainer(dataset, inputs: inputs).0.run().store.export()
        #expect(try first == world.trainer(dataset, inputs: inputs).0.run().store.export())
        #expect(try first != world.trainer(dataset, inputs: inputs, seed: 2).0.run().store.export())
        #expect(try first != world.trainer(dataset, inputs: inputs, negatives: 0).0.run().store.export())
    }

    @Test func orderOfImportChangesNothing() throws {
        let shuffled = Dataset(
            name: dataset.name, catalog: Catalog(dataset.catalog.items.shuffled()), users: dataset.users.shuffled())
        let first = try world.trainer(dataset, inputs: .time).0.run().store.export()
        #expect(try first == world.trainer(shuffled, inputs: .time).0.run().store.export())
    }

    @Test func aResumedRunGivesTheBytesOfAnUninterruptedOne() throws {
        let whole = try world.trainer(dataset, inputs: .time, epochs: 4).0.run().store.export()
        struct Killed: Error {}
        var saved: (tensors: [String: Safetensors.Entry], state: TrainerState)?
        let (interrupted, _) = try world.trainer(dataset, inputs: .time, epochs: 4)
        #expect(throws: Killed.self) {
            try interrupted.run(checkpoint: { trainer in
                saved = trainer.checkpoint()
                if saved!.state.epoch == 2 { throw Killed() }
            })
        }
        let (resumed, _) = try world.trainer(dataset, inputs: .time, epochs: 4)
        try resumed.resume(saved!.tensors, state: saved!.state)
        #expect(try resumed.run().store.export() == whole)
    }

    @Test func learnsTheRuleOfTheCircleFromSamples() throws {
        let (trainer, split) = try world.trainer(dataset, epochs: 40)
        let scorer = try trainer.run().bound(to: dataset.catalog)
        #expect(trainer.history.negatives == 12)
        var hits = 0
        for question in split.test {
            var scores = [Float](repeating: 0, count: dataset.catalog.count)
            let query = ScoringQuery(
                userKey: question.userKey, interactions: question.interactions, historyCount: question.historyCount,
                request: question.request)
            try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
            let best = scores.indices.max { scores[$0] < scores[$1] }!
            if ItemIndex(best) == question.targets[0] { hits += 1 }
        }
        #expect(Double(hits) / Double(split.test.count) > 0.8, "\(hits) of \(split.test.count)")
    }

    @Test func itemsThatNoStepTouchesKeepTheirFirstVectors() throws {
        let many = Catalog(dataset.catalog.items + (0..<50).map { Item(id: ItemID("unseen-\($0)")) })
        let old = dataset.catalog
        let users = dataset.users.map { user in
            var user = user
            user.interactions = user.interactions.map { event in
                var event = event
                if let item = event.item { event.item = many.index(of: old[item].id) }
                return event
            }
            return user
        }
        let large = Dataset(name: "large circle", catalog: many, users: users)
        let (trainer, _) = try world.trainer(large)
        let key = trainer.model.network.items.id
        let before = Array(trainer.model.store.buffer(key))
        let after = try Array(trainer.run().store.buffer(key))
        for (index, item) in many.items.enumerated() {
            let row: Range<Int> = index * 16..<(index + 1) * 16
            let isSame: Bool = before[row] == after[row]
            let isUnseen: Bool = item.id.rawValue.hasPrefix("unseen")
            #expect(isSame == isUnseen, "\(item.id)")
        }
    }

    @Test func settingsFromBeforeSamplingMeanTheWholeCatalogue() throws {
        let run = try RunConfiguration(file: Data(#"{"training": {"epochs": 3}}"#.utf8))
        #expect(run.training.negativeCount == nil)
        #expect(try RunConfiguration(file: Data(#"{"training": {"negativeCount": 500}}"#.utf8)).training.negativeCount == 500)
        #expect(try !String(decoding: JSONEncoder().encode(run), as: UTF8.self).contains("negativeCount"))
        let (trainer, _) = try world.trainer(dataset, negatives: nil)
        _ = try trainer.run()
        #expect(trainer.history.negatives == nil)
    }
}
