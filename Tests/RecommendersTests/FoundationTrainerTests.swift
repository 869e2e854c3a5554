import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Testing

/// A small world whose rule is known: everyone walks around a circle of items, in steps of one.
struct CircleWorld {
    let itemCount = 24
    var userCount = 60

    var dataset: Dataset {
        let catalog = Catalog((0..<itemCount).map { Item(id: ItemID("item-\($0)"), facets: [.genre: ["g\($0 % 4)"]]) })
        let users = (0..<userCount).map { number -> UserHistory in
            let id = "user-\(number)"
            let start = Int(StableHash.of(id, seed: 3) % UInt64(itemCount))
            let events = (0..<14).map { step in
                Interaction(item: catalog.index(of: ItemID("item-\((start + step) % itemCount)"))!, kind: .interaction)
            }
            return UserHistory(id: UserID(id), key: StableHash.of(id, seed: Dataset.userKeySeed), interactions: events)
        }
        return Dataset(name: "circle", catalog: catalog, users: users)
    }

    func trainer(
        _ dataset: Dataset, inputs: ModelInputs = .ids, mixer: MixerKind = .softmax, epochs: Int = 3, workers: Int = 2, seed: UInt64 = 1
    ) throws -> (FoundationTrainer, Split) {
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        let model = FoundationModelConfiguration(
            inputs: inputs, mixer: mixer, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32,
            maximumSequenceLength: 8, facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1,
            attentionWindow: 3, summaryBlock: 2, summaryCount: 2)
        let training = TrainingConfiguration(
            epochs: epochs, batchSize: 16, learningRate: 1e-2, warmupSteps: 5, patience: 100, validationInterval: 1,
            firstValidation: 1, tokensPerMicroBatch: 40, seed: seed)
        return (
            try FoundationTrainer(
                dataset: dataset, split: split, configuration: model, training: training, workers: workers, clock: { 0 }), split
        )
    }
}

@Suite(.serialized) struct FoundationTrainerTests {
    private let world = CircleWorld()

    private func bytes(_ model: FoundationModel) throws -> [String: Safetensors.Entry] { model.store.export() }

    @Test(arguments: MixerKind.allCases) func twoRunsGiveTheSameBytes(mixer: MixerKind) throws {
        let first = try bytes(world.trainer(world.dataset, mixer: mixer).0.run())
        let second = try bytes(world.trainer(world.dataset, mixer: mixer).0.run())
        #expect(first == second)
        let other = try bytes(world.trainer(world.dataset, mixer: mixer, seed: 2).0.run())
        #expect(first != other)
    }

    @Test(arguments: [ModelInputs.ids, .time]) func aResumedRunGivesTheBytesOfAnUninterruptedOne(inputs: ModelInputs) throws {
        let whole = try bytes(world.trainer(world.dataset, inputs: inputs, epochs: 4).0.run())
        struct Killed: Error {}
        var saved: (tensors: [String: Safetensors.Entry], state: TrainerState)?
        let (interrupted, _) = try world.trainer(world.dataset, inputs: inputs, epochs: 4)
        #expect(throws: Killed.self) {
            try interrupted.run(checkpoint: { trainer in
                saved = trainer.checkpoint()
                if saved!.state.epoch == 2 { throw Killed() }
            })
        }
        let (resumed, _) = try world.trainer(world.dataset, inputs: inputs, epochs: 4)
        let file = try Safetensors(decoding: Safetensors(tensors: saved!.tensors).encoded())
        try resumed.resume(file.tensors, state: saved!.state)
        #expect(try bytes(resumed.run()) == whole)
    }

    @Test func withoutAUserEqualsNeverHavingSeenThem() throws {
        let dataset = world.dataset
        let gone = dataset.users[7].id
        let removed = dataset.removing(user: gone)
        let never = Dataset(
            name: dataset.name, catalog: dataset.catalog, users: dataset.users.filter { $0.id != gone }.shuffled())
        #expect(try bytes(world.trainer(removed).0.run()) == bytes(world.trainer(never).0.run()))
        #expect(try bytes(world.trainer(removed).0.run()) != bytes(world.trainer(dataset).0.run()))
    }

    @Test func orderOfImportChangesNothing() throws {
        let dataset = world.dataset
        let shuffled = Dataset(
            name: dataset.name, catalog: Catalog(dataset.catalog.items.shuffled()), users: dataset.users.shuffled())
        #expect(try bytes(world.trainer(dataset).0.run()) == bytes(world.trainer(shuffled).0.run()))
    }

    @Test(arguments: MixerKind.allCases) func learnsTheRuleOfTheCircle(mixer: MixerKind) throws {
        let (trainer, split) = try world.trainer(world.dataset, mixer: mixer, epochs: 40)
        let scorer = try trainer.run().bound(to: world.dataset.catalog)
        let V = world.itemCount
        var hits = 0
        for question in split.test {
            var scores = [Float](repeating: 0, count: V)
            let query = ScoringQuery(
                userKey: question.userKey, interactions: question.interactions, historyCount: question.historyCount,
                request: question.request)
            try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
            let best = scores.indices.max { scores[$0] < scores[$1] }!
            if ItemIndex(best) == question.targets[0] { hits += 1 }
        }
        #expect(Double(hits) / Double(split.test.count) > 0.8, "\(hits) of \(split.test.count)")
    }

    @Test(arguments: MixerKind.allCases) func aBundleAnswersLikeTheModelItWasMadeFrom(mixer: MixerKind) throws {
        let dataset = world.dataset
        let (trainer, split) = try world.trainer(dataset, inputs: .time, mixer: mixer)
        let model = try trainer.run()
        let bundle = FoundationBundle(
            model: model, schema: DatasetSchema(dataset), run: RunConfiguration(), history: trainer.history)
        let files = try bundle.files()
        let read = try FoundationBundle(read: reader(of: files))
        let question = split.test[0]
        let query = ScoringQuery(
            userKey: 1, interactions: question.interactions, historyCount: question.historyCount, request: question.request)
        func scores(_ scorer: FoundationScorer) throws -> [Float] {
            var scores = [Float](repeating: 0, count: dataset.catalog.count)
            try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
            return scores
        }
        #expect(try scores(bundle.scorer(for: dataset)) == scores(read.scorer(for: dataset)))
        #expect(try read.files() == files)
        for name in files.keys {
            var damaged = files
            damaged[name] = damaged[name]!.prefix(damaged[name]!.count / 2)
            #expect(throws: FoundationModelError.self, "\(name) cut in half") { try FoundationBundle(read: reader(of: damaged)) }
        }
    }

    @Test func aBundleFromBeforeASettingHasItsDefault() throws {
        let dataset = world.dataset
        let (trainer, _) = try world.trainer(dataset)
        var files = try FoundationBundle(
            model: trainer.run(), schema: DatasetSchema(dataset), run: RunConfiguration(), history: trainer.history
        ).files()
        func without(_ names: [String], in file: String, _ path: [String] = []) throws {
            var object = try JSONSerialization.jsonObject(with: files[file]!) as! [String: Any]
            var inner = path.reduce(object) { $0[$1] as! [String: Any] }
            for name in names { inner.removeValue(forKey: name) }
            if let last = path.last { object[last] = inner } else { object = inner }
            files[file] = try JSONSerialization.data(withJSONObject: object)
        }
        #expect(String(decoding: files["run.json"]!, as: UTF8.self).contains(#""mixer":"softmax""#))
        try without(["mixer", "livePopularity"], in: "run.json", ["model"])
        try without(["livePopularity"], in: "configuration.json")
        let read = try FoundationBundle(read: reader(of: files))
        #expect(read.model.configuration.mixer == .softmax && !read.model.configuration.livePopularity && read.model.livePopularity == nil)
    }

    @Test func impossibleConfigurationsAreRefusedByName() {
        var configuration = FoundationModelConfiguration()
        configuration.headCount = 3
        #expect(
            throws: FoundationModelError.configuration(
                field: "embeddingDimension", value: "128", rule: "8 to 2048 and a multiple of headCount (3)")
        ) {
            try configuration.validate()
        }
    }

    @Test func nothingToLearnFromIsSaid() throws {
        let catalog = Catalog([Item(id: ItemID("a")), Item(id: ItemID("b"))])
        let dataset = Dataset(name: "empty", catalog: catalog, users: [])
        let split = Split(protocolName: "leave-one-out", training: [], validation: [], test: [], seenRemoved: true)
        #expect(throws: FoundationModelError.self) {
            try FoundationTrainer(
                dataset: dataset, split: split, configuration: .init(), training: .init(), workers: 1, clock: { 0 })
        }
    }
}
