import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Tensors
import Testing

/// A small world of moods: everyone stays with a genre for a while, comes back to what they know now and then, and watches films and
/// series of all years.
struct MoodWorld {
    static let itemCount = 48
    static let genreCount = 4
    var userCount = 96

    static func genre(_ item: Int) -> Int { item % genreCount }

    var dataset: Dataset {
        let catalog = Catalog(
            (0..<Self.itemCount).map {
                Item(
                    // Ids in the order of their numbers: a catalogue has them sorted.
                    id: ItemID("item-\($0 + 100)"), domain: $0 % 3 == 0 ? .series : .film, year: 1970 + $0,
                    facets: [.genre: ["g\(Self.genre($0))"]])
            })
        let users = (0..<userCount).map { number in
            UserHistory(
                id: UserID("user-\(number)"), key: StableHash.of("user-\(number)", seed: Dataset.userKeySeed),
                interactions: Self.history(UInt64(number)))
        }
        return Dataset(name: "moods", catalog: catalog, users: users)
    }

    private static func history(_ seed: UInt64) -> [Interaction] {
        var random = SeededGenerator(seed: seed &* 31 &+ 7)
        var (genre, time) = (Int.random(in: 0..<genreCount, using: &random), Int64(1_500_000_000))
        var chosen: [Int] = []
        return (0..<18).map { _ in
            if Int.random(in: 0..<5, using: &random) == 0 { genre = Int.random(in: 0..<genreCount, using: &random) }
            time += [7200, 86_400, 40 * 86_400].randomElement(using: &random)!
            let known = chosen.dropLast().filter { Self.genre($0) == genre }
            let comesBack = Int.random(in: 0..<4, using: &random) == 0
            let fresh = genre + genreCount * Int.random(in: 0..<itemCount / genreCount, using: &random)
            let item = comesBack ? known.randomElement(using: &random) ?? fresh : fresh
            chosen.append(item)
            return Interaction(item: ItemIndex(item), kind: .interaction, time: Timestamp(seconds: time))
        }
    }

    func trainer(
        heads: [IntentAspect]? = IntentAspect.allCases, mixer: MixerKind = .softmax, epochs: Int = 2, workers: Int = 2,
        start: FoundationModel? = nil, negatives: Int? = nil, weight: Float? = nil
    ) throws -> FoundationTrainer {
        let dataset = dataset
        var model = FoundationModelConfiguration(
            inputs: .attributes, mixer: mixer, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32,
            maximumSequenceLength: 12, facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1,
            attentionWindow: 3, summaryBlock: 2, summaryCount: 2, intentHeads: heads)
        if let start { model = model.shaped(like: start) }
        var training = TrainingConfiguration(
            epochs: epochs, batchSize: 16, learningRate: 1e-2, warmupSteps: 5, patience: 100, validationInterval: 1,
            firstValidation: epochs, tokensPerMicroBatch: 60, newTitleCost: 0, intentWeight: weight, seed: 3)
        training.negativeCount = negatives
        return try FoundationTrainer(
            dataset: dataset, split: try Split.make(dataset, SplitConfiguration(.leaveOneOut)), configuration: model, training: training,
            start: start.map { WarmStart($0) }, workers: workers, clock: { 0 })
    }

    /// Trained once for the tests that only read.
    static let trained = Result { () -> (model: FoundationModel, history: TrainingHistory) in
        let trainer = try MoodWorld().trainer(epochs: 60)
        return (try trainer.run(), trainer.history)
    }
}

@Suite(.serialized) struct IntentTrainingTests {
    private let world = MoodWorld()

    @Test(arguments: MixerKind.allCases) func twoRunsWithHeadsGiveTheSameBytes(mixer: MixerKind) throws {
        let first = try world.trainer(mixer: mixer).run()
        #expect(first.intents?.heads.map(\.aspect) == IntentAspect.allCases)
        #expect(try world.trainer(mixer: mixer).run().store.export() == first.store.export())
        #expect(first.store.export()["intent.embedding"]?.values.contains { $0 != 0 } == true)
    }

    @Test func aSampledTrainingWithHeadsLearnsThemToo() throws {
        let first = try world.trainer(negatives: 20).run()
        #expect(try world.trainer(negatives: 20).run().store.export() == first.store.export())
        #expect(
            first.store.export()["intent.weight"]?.values
                != (try world.trainer(negatives: 20, weight: 0).run()).store.export()["intent.weight"]?.values)
    }

    @Test func aResumedRunWithHeadsGivesTheBytesOfAnUninterruptedOne() throws {
        let whole = try world.trainer(epochs: 3).run().store.export()
        struct Killed: Error {}
        var saved: (tensors: [String: Safetensors.Entry], state: TrainerState)?
        let interrupted = try world.trainer(epochs: 3)
        #expect(throws: Killed.self) {
            try interrupted.run(checkpoint: {
                saved = $0.checkpoint()
                if $0.state.epoch == 2 { throw Killed() }
            })
        }
        let resumed = try world.trainer(epochs: 3)
        try resumed.resume(saved!.tensors, state: saved!.state)
        #expect(try resumed.run().store.export() == whole)
    }

    @Test func aModelWithoutHeadsIsWhatItWasBefore() throws {
        let none = try world.trainer(heads: nil)
        let model = try none.run()
        #expect(model.intents == nil && model.store.export().keys.allSatisfy { !$0.hasPrefix("intent") })
        #expect(try world.trainer(heads: []).run().store.export() == model.store.export())
        var run = RunConfiguration(name: "moods")
        run.model = model.configuration
        let bundle = FoundationBundle(model: model, schema: DatasetSchema(world.dataset), run: run, history: none.history)
        for (name, data) in try bundle.files() where name.hasSuffix(".json") {
            #expect(!String(decoding: data, as: UTF8.self).lowercased().contains("intent"), "\(name) speaks of intents")
        }
        #expect(try model.bound(to: world.dataset.catalog).intents([]) == nil)
    }

    private func bundle() throws -> FoundationBundle {
        let (model, history) = try MoodWorld.trained.get()
        var run = RunConfiguration(name: "moods")
        run.model = model.configuration
        return FoundationBundle(model: model, schema: DatasetSchema(world.dataset), run: run, history: history)
    }

    @Test func aBundleKeepsTheHeadsAndTheirFigures() throws {
        let saved = try bundle()
        let read = try FoundationBundle(read: reader(of: try saved.files()))
        #expect(read.model.intents == saved.model.intents && read.model.store.export() == saved.model.store.export())
        #expect(read.history.intents?.map(\.aspect) == IntentAspect.allCases)
        #expect(try read.files() == saved.files())
    }

    @Test func damagedHeadsAreNamed() throws {
        let files = try bundle().files()
        let text = String(decoding: files["configuration.json"]!, as: UTF8.self)
        let whole = try bundle().model.intents!
        let damages: [IntentVocabulary] = [
            IntentVocabulary([]), IntentVocabulary(whole.heads + whole.heads), IntentVocabulary(Array(whole.heads.dropLast())),
            IntentVocabulary([.init(aspect: .kind, classes: ["one"], shares: [1])]),
            IntentVocabulary([.init(aspect: .genre, classes: ["a", "b"], shares: [1])]),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let own = String(decoding: try encoder.encode(whole), as: UTF8.self)
        #expect(text.contains(own))
        for damage in damages {
            var damaged = files
            let other = String(decoding: try encoder.encode(damage), as: UTF8.self)
            damaged["configuration.json"] = Data(text.replacingOccurrences(of: own, with: other).utf8)
            #expect(throws: FoundationModelError.self, "\(damage.heads.map(\.aspect))") {
                try FoundationBundle(read: reader(of: damaged))
            }
        }
    }

    @Test func theHeadsPredictBetterThanWhatIsUsual() throws {
        let figures = try #require(try MoodWorld.trained.get().history.intents)
        #expect(figures.map(\.cases) == Array(repeating: world.userCount, count: 4))
        let genre = figures[1]
        #expect(genre.classes == MoodWorld.genreCount && genre.model.logLoss < genre.usual.logLoss - 0.2, "\(genre)")
        #expect(genre.model.top1 > genre.usual.top1 + 0.2, "people stay with a genre: \(genre)")
        for one in figures { #expect(one.own.logLoss <= one.usual.logLoss + 0.1 && one.model.top1 <= 1, "\(one)") }
    }

    @Test func readingsAreDistributionsAndSayWhatWasSaid() throws {
        let scorer = try MoodWorld.trained.get().model.bound(to: world.dataset.catalog)
        var queries = world.dataset.users.prefix(5).map {
            ScoringQuery(userKey: $0.key, interactions: $0.interactions, historyCount: 10, request: RequestContext())
        }
        queries[3].request.intent = IntentCorrection(genre: 2)
        let readings = try #require(try scorer.intents(queries))
        for (place, reading) in readings.enumerated() {
            #expect(reading.heads.map(\.aspect) == IntentAspect.allCases)
            for head in reading.heads {
                #expect(abs(head.values.reduce(0) { $0 + $1.probability } - 1) < 1e-4)
                #expect(zip(head.values, head.values.dropFirst()).allSatisfy { $0.probability >= $1.probability })
                #expect(head.isSaid == (place == 3 && head.aspect == .genre))
            }
        }
        let wanted = scorer.model.intents![.genre]!.classes[2]
        #expect(
            readings[3][.genre]!.values[0] == .init(name: wanted, probability: 1, usual: Double(scorer.model.intents![.genre]!.shares[2])))
    }

    /// Share of the ten best that have a property, over people.
    private func share(_ scorer: FoundationScorer, _ correction: IntentCorrection?, where holds: (Int) -> Bool) throws -> Double {
        let queries = world.dataset.users.prefix(40).map {
            ScoringQuery(
                userKey: $0.key, interactions: $0.interactions, historyCount: 12, request: RequestContext(intent: correction))
        }
        var scores = [Float](repeating: 0, count: queries.count * MoodWorld.itemCount)
        try scores.withUnsafeMutableBufferPointer { try scorer.score(queries, into: $0) }
        let hits = queries.indices.reduce(0) { sum, row in
            let own = Array(scores[row * MoodWorld.itemCount..<(row + 1) * MoodWorld.itemCount])
            return sum + TopItems.best(of: own, count: 10) { _ in true }.count { holds($0.position) }
        }
        return Double(hits) / Double(10 * queries.count)
    }

    @Test func sayingAGenreMovesTheListThere() throws {
        let scorer = try MoodWorld.trained.get().model.bound(to: world.dataset.catalog)
        let head = try #require(scorer.model.intents?[.genre])
        for genre in 0..<MoodWorld.genreCount {
            let place = try #require(head.place(of: "g\(genre)"))
            let before = try share(scorer, nil) { MoodWorld.genre($0) == genre }
            let after = try share(scorer, IntentCorrection(genre: place)) { MoodWorld.genre($0) == genre }
            #expect(after > before + 0.1, "g\(genre): \(before) became \(after)")
        }
    }

    @Test func aWarmStartKeepsTheHeadsOfItsStart() throws {
        let (start, _) = try MoodWorld.trained.get()
        let trainer = try world.trainer(epochs: 1, start: start)
        #expect(trainer.model.intents == start.intents)
        #expect(trainer.model.store.export()["intent.weight"] == start.store.export()["intent.weight"])
        #expect(trainer.history.start?.fresh.contains { $0.hasPrefix("intent") } == false)
        let other = try FoundationTrainer(
            dataset: world.dataset, split: try Split.make(world.dataset, SplitConfiguration(.leaveOneOut)),
            configuration: FoundationModelConfiguration(
                inputs: .attributes, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32,
                maximumSequenceLength: 12, facetDimension: 8),
            training: TrainingConfiguration(epochs: 1), start: WarmStart(start), workers: 1, clock: { 0 })
        #expect(other.model.intents == nil)
    }

    @Test func aWeightThatIsNoneIsRefused() {
        for weight in [Float.nan, -1, 11, .infinity] {
            #expect(throws: FoundationModelError.self) { try world.trainer(weight: weight) }
        }
    }

    @Test func aRunFileNamesTheHeads() throws {
        let file = #"{"model": {"intentHeads": ["kind", "genre"]}, "training": {"intentWeight": 0.05}}"#
        let run = try RunConfiguration(file: Data(file.utf8))
        #expect(run.model.intentHeads == [.kind, .genre] && run.training.intentWeight == 0.05)
        #expect(throws: RunConfigurationError.self) {
            try RunConfiguration(file: Data(#"{"model": {"intentHeads": ["colour"]}}"#.utf8))
        }
        #expect(try RunConfiguration(file: Data("{}".utf8)).model.intentHeads == nil)
    }

    // MARK: What is kept of people

    @Test(arguments: StateWorld.mixers) func keptStatesReadAndHearTheSameAsTheScorer(mixer: MixerKind) throws {
        let world = StateWorld(mixer: mixer, users: 3, intents: fourHeads)
        let server = try world.server()
        var random = SeededGenerator(seed: 6)
        for user in 0..<3 {
            for count in [0, 1, 20, 60, 90] {
                for event in 0..<count {
                    try server.note(world.dataset.users[user].interactions[event], at: event, userKey: world.dataset.users[user].key)
                }
                let plain = world.request(&random, after: world.dataset.users[user].interactions[0..<count])
                let corrections: [IntentCorrection?] = [nil, .init(kind: 2), .init(genre: 16, recency: 0), .init(format: 200)]
                let requests = corrections.map { correction in
                    var request = plain
                    request.intent = correction
                    return request
                }
                let question = world.question(user, count, requests.map { RowQuery($0, count: 10) })
                let kept = try server.userVectors(question)
                let read = try #require(try server.intents(question))
                for (row, request) in requests.enumerated() {
                    let whole = try world.scorer.userVectors([world.query(user, count, request)])
                    let own = kept.dropFirst(row * whole.count).prefix(whole.count)
                    #expect(
                        zip(own, whole).allSatisfy { abs($0 - $1) <= stateTolerance / 10 },
                        "\(mixer) user \(user) after \(count) row \(row)")
                    let wanted = try #require(try world.scorer.intents([world.query(user, count, request)])?.first)
                    for (mine, theirs) in zip(read[row].heads, wanted.heads) {
                        let named = Dictionary(uniqueKeysWithValues: theirs.values.map { ($0.name, $0.probability) })
                        #expect(mine.values.allSatisfy { abs($0.probability - named[$0.name]!) <= Double(stateTolerance) })
                        #expect(mine.isSaid == theirs.isSaid)
                    }
                }
                #expect(zip(kept, kept.dropFirst(24)).contains { abs($0 - $1) > 0.01 }, "what is said moves the query")
            }
        }
    }

    @Test func servedListsWithHeadsAreOrderedAsTheScorerOrdersThem() throws {
        let world = StateWorld(users: 4, events: 60, intents: fourHeads)
        let server = try world.server(StateOptions(bytes: 40_000, shardCount: 1))
        var random = SeededGenerator(seed: 2)
        var lists = RankedLists()
        for _ in 0..<200 {
            let (user, count) = (Int.random(in: 0..<4, using: &random), Int.random(in: 0...60, using: &random))
            var request = world.request(&random, after: world.dataset.users[user].interactions[0..<count])
            if Bool.random(using: &random) { request.intent = IntentCorrection(genre: UInt8.random(in: 0..<17, using: &random)) }
            server.invalidate(userKey: world.dataset.users[user].key)
            try server.answer(world.question(user, count, [RowQuery(request, count: 30)]), into: &lists)
            let scores = try world.scores(world.query(user, count, request), window: .latest)
            #expect(isOrder(lists[0], of: scores, count: 30, tolerance: stateTolerance) { _ in true }, "user \(user) after \(count)")
        }
    }
}
