import Datasets
import Foundation
import NeuralNetworks
import Recommenders
import Storage
import Testing
import Workspaces

/// Users with devices, surfaces, items that nobody described, and rows told twice.
private struct StreamedWorld {
    let store = MemoryEventStore()
    var run: RunConfiguration

    init(inputs: ModelInputs = .time) throws {
        var random = SeededGenerator(seed: 11)
        let source = SourceDescription(name: "log", format: "csv", ratingScale: 1...5, domain: .film)
        _ = try store.begin(source)
        try store.describe(items: (0..<25).map { Item(id: ItemID("film-\($0)"), domain: .film, facets: [.genre: ["g\($0 % 3)"]]) })
        var events: [RawEvent] = []
        for line in 1...900 {
            let user = Int.random(in: 0..<70, using: &random)
            events.append(
                RawEvent(
                    user: UserID("user-\(user)"), item: ItemID("film-\(Int.random(in: 0..<30, using: &random))"), kind: .play,
                    time: Timestamp(seconds: Int64(1_600_000_000 + line * 5000)), rating: Float(1 + line % 5),
                    device: ["tv", "phone", nil][line % 3], surface: user == 3 ? "kiosk" : nil,
                    source: SourcePosition(file: "log", line: line)))
        }
        events.append(events[17])
        events[events.count - 1].source.line = 901
        try store.append(events, problems: [], source: "log")
        try store.finish(source: "log")
        run = RunConfiguration(name: "streamed")
        run.model = FoundationModelConfiguration(
            inputs: inputs, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32, maximumSequenceLength: 12,
            facetDimension: 8)
        run.training.epochs = 2
        run.training.batchSize = 16
        run.training.firstValidation = 1
        run.keywordsPerItem = 0
    }

    func trained(_ dataset: Dataset, _ split: Split, _ corpus: (any TrainingCorpus)?) throws -> [String: Safetensors.Entry] {
        try FoundationTrainer(
            dataset: dataset, split: split, configuration: run.model, training: run.training, tokenizer: run.tokenizer, corpus: corpus,
            workers: 2, clock: { 0 }
        ).run().store.export()
    }
}

@Suite struct StreamedTrainingTests {
    private func withFile(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/streamed-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test(arguments: [1, 100, 1 << 21]) func whatIsStreamedIsWhatIsReadAtOnce(eventsAtOnce: Int) throws {
        let world = try StreamedWorld()
        let whole = try RunData(world.store.dataset(name: "log").dataset, run: world.run)
        try withFile { path in
            let streamed = try world.store.streamTraining(name: "log", run: world.run, path: path, eventsAtOnce: eventsAtOnce)
            #expect(streamed.dataset.catalog.items == whole.dataset.catalog.items)
            #expect(streamed.dataset.devices == whole.dataset.devices && streamed.dataset.surfaces == whole.dataset.surfaces)
            #expect(streamed.corpus.userCount == whole.split.training.count)
            for (place, user) in whole.split.training.enumerated() {
                let read = streamed.corpus.history(of: place)
                #expect(read.id == user.id && read.key == user.key && read.interactions == user.interactions)
            }
            #expect(streamed.split.validation.map(\.user) == whole.split.validation.map(\.user))
            #expect(streamed.split.validation.map(\.interactions) == whole.split.validation.map(\.interactions))
            #expect(streamed.split.validation.map(\.historyCount) == whole.split.validation.map(\.historyCount))
        }
    }

    @Test(arguments: [ModelInputs.ids, .time]) func theModelHasTheSameBytes(inputs: ModelInputs) throws {
        let world = try StreamedWorld(inputs: inputs)
        let whole = try RunData(world.store.dataset(name: "log").dataset, run: world.run)
        let expected = try world.trained(whole.dataset, whole.split, nil)
        try withFile { path in
            let streamed = try world.store.streamTraining(name: "log", run: world.run, path: path, eventsAtOnce: 50)
            #expect(try world.trained(streamed.dataset, streamed.split, streamed.corpus) == expected)
        }
    }

    @Test func validationIsSampledAsTheTrainerWould() throws {
        var world = try StreamedWorld(inputs: .ids)
        world.run.training.validationCases = 10
        let whole = try RunData(world.store.dataset(name: "log").dataset, run: world.run)
        let expected = try world.trained(whole.dataset, whole.split, nil)
        try withFile { path in
            let streamed = try world.store.streamTraining(name: "log", run: world.run, path: path, eventsAtOnce: 50)
            #expect(streamed.split.validation.count == 10)
            #expect(try world.trained(streamed.dataset, streamed.split, streamed.corpus) == expected)
        }
    }

    @Test func aRunThatHasToSeeAllUsersAtOnceIsRefused() throws {
        var world = try StreamedWorld()
        world.run.preprocessing.core = 5
        try withFile { path in
            #expect(throws: WorkspaceError.self) { try world.store.streamTraining(name: "log", run: world.run, path: path) }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
