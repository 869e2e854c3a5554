import Datasets
import Evaluation
import Foundation
import Glibc
import NeuralNetworks
import Recommenders
import Storage
import Testing
import Workspaces

/// Users with devices, surfaces, items that nobody described, and rows told twice.
private struct StreamedWorld {
    let store = MemoryEventStore()
    var run: RunConfiguration

    init(inputs: ModelInputs = .time, users: Int = 70) throws {
        var random = SeededGenerator(seed: 11)
        let source = SourceDescription(name: "log", format: "csv", ratingScale: 1...5, domain: .film)
        _ = try store.begin(source)
        try store.describe(items: (0..<25).map { Item(id: ItemID("film-\($0)"), domain: .film, facets: [.genre: ["g\($0 % 3)"]]) })
        var events: [RawEvent] = []
        let rows = users * 90 / 7
        for line in 1...rows {
            let user = Int.random(in: 0..<users, using: &random)
            events.append(
                RawEvent(
                    user: UserID("user-\(user)"), item: ItemID("film-\(Int.random(in: 0..<30, using: &random))"), kind: .play,
                    time: Timestamp(seconds: Int64(1_600_000_000 + line * 5000)), rating: Float(1 + line % 5),
                    device: ["tv", "phone", nil][line % 3], surface: user == 3 ? "kiosk" : nil,
                    source: SourcePosition(file: "log", line: line)))
        }
        events.append(events[17])
        events[events.count - 1].source.line = rows + 1
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

    func trained(_ data: RunData) throws -> [String: Safetensors.Entry] {
        try FoundationTrainer(
            dataset: data.dataset, split: data.split, configuration: run.model, training: run.training, tokenizer: run.tokenizer,
            corpus: data.corpus, heldOutTargets: data.heldOutTargets, workers: 2, clock: { 0 }
        ).run().store.export()
    }
}

@Suite struct StreamedTrainingTests {
    private func expectEqual(_ streamed: StreamedTraining, _ whole: RunData) {
        #expect(streamed.dataset.catalog.items == whole.dataset.catalog.items)
        #expect(streamed.dataset.devices == whole.dataset.devices && streamed.dataset.surfaces == whole.dataset.surfaces)
        #expect(streamed.dataset.fingerprint == whole.dataset.fingerprint)
        #expect(streamed.corpus.userCount == whole.split.training.count)
        for (place, user) in whole.split.training.enumerated() where place < streamed.corpus.userCount {
            let read = streamed.corpus.history(of: place)
            #expect(read.id == user.id && read.key == user.key && read.interactions == user.interactions)
        }
        #expect(streamed.split.validation.map(\.user) == whole.split.validation.map(\.user))
        #expect(streamed.split.validation.map(\.interactions) == whole.split.validation.map(\.interactions))
        #expect(streamed.split.validation.map(\.historyCount) == whole.split.validation.map(\.historyCount))
        #expect(streamed.split.validation.map(\.targets) == whole.split.validation.map(\.targets))
        #expect(streamed.split.seenRemoved == whole.split.seenRemoved)
        #expect(streamed.heldOutTargets.reduce(0, +) == whole.split.validation.reduce(0) { $0 + $1.targets.count })
    }

    @Test(arguments: [1, 100, 1 << 21]) func whatIsStreamedIsWhatIsReadAtOnce(eventsAtOnce: Int) throws {
        let world = try StreamedWorld()
        let whole = try RunData(world.store.dataset(name: "log").dataset, run: world.run)
        try withTemporaryFolder { (folder) throws in
            let streamed = try world.store.streamTraining(name: "log", run: world.run, folder: folder, eventsAtOnce: eventsAtOnce)
            expectEqual(streamed, whole)
            #expect(streamed.facts.events == 900 && streamed.facts.users == whole.dataset.users.count)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty, "neither file has a name")
        }
    }

    @Test(arguments: [SplitProtocol.leaveOneOut, .holdOut, .repeatUse], [0, 1, 2])
    func everyCutThatLooksAtOneUserIsTheSame(kind: SplitProtocol, variant: Int) throws {
        var world = try StreamedWorld()
        world.run.split = SplitConfiguration(kind, resolution: variant == 1 ? .hour : .exact)
        world.run.preprocessing = Preprocessing(
            dropsConsecutiveRepeats: variant > 0, restrictsCatalogToItemsWithEvents: variant > 0, tieSeed: variant > 1 ? 5 : nil)
        world.run.keywordsPerItem = variant
        let resolution = variant == 2 ? TimeResolution.second : .exact
        let whole = try RunData(world.store.dataset(name: "log", resolution: resolution).dataset, run: world.run)
        try withTemporaryFolder { (folder) throws in
            let streamed = try world.store.streamTraining(
                name: "log", run: world.run, resolution: resolution, folder: folder, eventsAtOnce: 60)
            expectEqual(streamed, whole)
        }
    }

    @Test(arguments: [ModelInputs.ids, .time]) func theModelHasTheSameBytes(inputs: ModelInputs) throws {
        let world = try StreamedWorld(inputs: inputs)
        let expected = try world.trained(RunData(world.store.dataset(name: "log").dataset, run: world.run))
        try withTemporaryFolder { (folder) throws in
            let streamed = try world.store.streamTraining(name: "log", run: world.run, folder: folder, eventsAtOnce: 50)
            #expect(try world.trained(RunData(streamed)) == expected)
        }
    }

    /// Whoever draws cases draws the same of those that were kept, and the share of unseen targets is that of all.
    @Test(arguments: [ModelInputs.ids, .time]) func validationIsSampledAsTheTrainerWould(inputs: ModelInputs) throws {
        var world = try StreamedWorld(inputs: inputs, users: 4000)
        world.run.training.validationCases = 10
        let expected = try world.trained(RunData(world.store.dataset(name: "log").dataset, run: world.run))
        try withTemporaryFolder { (folder) throws in
            let streamed = try world.store.streamTraining(name: "log", run: world.run, folder: folder, eventsAtOnce: 500)
            #expect(streamed.split.validation.count < streamed.heldOutTargets.reduce(0, +))
            #expect(try world.trained(RunData(streamed)) == expected)
        }
    }

    @Test func aRunThatHasToSeeAllUsersAtOnceIsRefused() throws {
        var world = try StreamedWorld()
        world.run.preprocessing.core = 5
        try withTemporaryFolder { (folder) throws in
            #expect(throws: WorkspaceError.self) { try world.store.streamTraining(name: "log", run: world.run, folder: folder) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func aFullDiskIsATypedErrorAndLeavesNothing() throws {
        let world = try StreamedWorld(users: 4000)
        try withTemporaryFolder { (folder) throws in
            #expect(throws: ScratchError(folder: folder, number: ENOSPC)) {
                try world.store.streamTraining(name: "log", run: world.run, folder: folder, maximumBytes: 100_000)
            }
            #expect(throws: ScratchError.self) {
                try world.store.streamTraining(name: "log", run: world.run, folder: folder + "/missing")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func whoeverIsErasedOrRefusesIsNotInTheFile() throws {
        let world = try StreamedWorld()
        try world.store.erase(user: UserID("user-7"))
        try withTemporaryFolder { (folder) throws in
            let streamed = try world.store.streamTraining(name: "log", run: world.run, folder: folder, without: [UserID("user-9")])
            let ids = Set((0..<streamed.corpus.userCount).map { streamed.corpus.history(of: $0).id })
            #expect(ids.count == streamed.corpus.userCount && ids.count > 50)
            #expect(!ids.contains(UserID("user-7")) && !ids.contains(UserID("user-9")) && ids.contains(UserID("user-8")))
        }
    }

    // MARK: The product

    private static let companions = [BaselineKind.popularity, .markov, .itemKNN, .contextPopularity]

    private func workspace(_ folder: String, users: Int) throws -> Workspace {
        try SampleData.write(to: folder + "/sample", users: users)
        var workspace = try Workspace.openOrCreate(folder + "/w")
        _ = try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"]))
        return workspace
    }

    @Test(arguments: [true, false]) func trainingFromTheDiskPublishesTheSameModel(isGiven: Bool) throws {
        try withTemporaryFolder { (folder) throws in
            let workspace = try workspace(folder, users: 200)
            var run = try StreamedWorld().run
            (run.training.companions, run.training.epochs) = (Self.companions, 1)
            var request = TrainingRequest(run: isGiven ? run : nil, budgetSeconds: 1e6, workers: 2)
            if !isGiven {
                // A run that sizes itself looks at the speed of the moment; a start gives it a shape.
                request.run = nil
                request.start = "shape"
                var shape = TrainingRequest(run: run, name: "shape", workers: 2)
                shape.companions = []
                _ = try workspace.train(shape)
            }
            var figures: [[Double]] = []
            for histories in [HistoryStorage.memory, .disk] {
                (request.name, request.histories) = (histories.rawValue, histories)
                var gates: [Double] = []
                let report = try workspace.train(request) { if case .gate(_, let figure) = $0 { gates.append(figure) } }
                #expect((report.historyBytesOnDisk == nil) == (histories == .memory))
                #expect(report.data?.newest != nil && !gates.isEmpty)
                figures.append(gates)
            }
            #expect(figures[0] == figures[1])
            let (memory, disk) = (try workspace.models.contents(of: "memory"), try workspace.models.contents(of: "disk"))
            #expect(Set(memory.keys) == Set(disk.keys))
            for (file, content) in memory { #expect(disk[file] == content, "\(file)") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/w/training").isEmpty)
        }
    }

    /// What a comparison of models reads.
    @Test func theJudgesCasesAndCountsAreTheSameFromTheDisk() throws {
        try withTemporaryFolder { (folder) throws in
            let workspace = try workspace(folder, users: 1500)
            var run = try StreamedWorld().run
            run.training.validationCases = 20
            let (memory, disk) = (try workspace.runData(run, histories: .memory), try workspace.runData(run, histories: .disk))
            #expect(memory.streamed == nil && disk.streamed != nil && disk.split.validation.count < memory.split.validation.count)
            #expect(try workspace.runData(run).streamed == nil)
            #expect(try workspace.runData(run, limit: 1 << 60).streamed == nil)
            #expect(throws: WorkspaceError.self) { try workspace.runData(run, limit: 1 << 20) }
            var figures: [[Double]] = []
            for data in [memory, disk] {
                var gates: [Double] = []
                let scorer = try BaselineKind.ownFrequency.fit(
                    data.countedChoices(for: [.ownFrequency]), catalog: data.dataset.catalog, workers: 1)
                var task = EvaluationTask(dataset: "log", split: data.split, part: .validation, catalog: data.dataset.catalog)
                let order = task.cases.sorted { StableHash.mix($0.userKey) < StableHash.mix($1.userKey) }
                task.cases = Array(order.prefix(1000))
                let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: 1, resamples: 0, slices: false, leakCheck: false))
                let metrics = try evaluator.evaluate(scorer, on: task).result.metrics
                gates.append(try #require(metrics["NDCG@10"]))
                figures.append(gates)
                #expect(data.popularityLog(for: run).timeline.choiceCount == data.corpus.eventCount)
            }
            #expect(figures[0] == figures[1] && figures[0][0] > 0)
        }
    }

    @Test func whatMemoryWouldNotHoldGoesToTheDisk() throws {
        try withTemporaryFolder { (folder) throws in
            var workspace = try Workspace.openOrCreate(folder + "/w")
            let rows = (0..<240_000).map { "u\($0 % 6000),title-\($0 / 6000 + $0 % 37),play,\(1_600_000_000 + $0)" }
            try (["user,item,kind,time"] + rows).joined(separator: "\n").write(toFile: folder + "/e.csv", atomically: true, encoding: .utf8)
            var table = MappedTable(holds: .events, layout: .csv)
            (table.user, table.item, table.time) = (FieldSource("user"), FieldSource("item"), TimeSource("time"))
            table.kind = KindSource(column: "kind", values: [:])
            _ = try workspace.importFiles(ImportRequest(mapping: Mapping(name: "made-up", tables: [table]), paths: [folder + "/e.csv"]))
            var run = try StreamedWorld(inputs: .ids).run
            (run.training.epochs, run.training.validationCases) = (1, 100)
            var request = TrainingRequest(run: run, workers: 1)
            func needed(_ histories: HistoryStorage) throws -> Int {
                (request.histories, request.memoryLimit) = (histories, .max)
                var bytes = 0
                _ = try workspace.train(request) { if case .estimate(let estimate) = $0 { bytes = max(bytes, estimate.memory.bytes) } }
                return bytes
            }
            let (disk, memory) = (try needed(.disk), try needed(.memory))
            #expect(disk < memory)
            (request.histories, request.memoryLimit) = (.automatic, (disk + memory) / 2)
            #expect(try workspace.train(request).historyBytesOnDisk != nil)
            request.histories = .memory
            #expect(throws: WorkspaceError.self) { try workspace.train(request) }
            (request.histories, request.memoryLimit) = (.automatic, memory)
            #expect(try workspace.train(request).historyBytesOnDisk == nil)
        }
    }
}
