import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Testing

/// Everybody opens a few things of their own again and again: some by day, others by night. Nobody's habits tell another's.
private struct HabitWorld {
    let itemCount = 60
    var userCount = 80

    var dataset: Dataset {
        let catalog = Catalog((0..<itemCount).map { Item(id: ItemID("item-\($0 + 100)")) })
        let users = (0..<userCount).map { number -> UserHistory in
            let id = "user-\(number)"
            let habits = (0..<6).map { Int32(StableHash.of("\(id) \($0)", seed: 7) % UInt64(itemCount)) }
            var random = SeededGenerator(seed: UInt64(number) &+ 11)
            let events = (0..<40).map { _ -> Interaction in
                let isNight = Bool.random(using: &random)
                let habit = min(Int.random(in: 0..<3, using: &random), Int.random(in: 0..<3, using: &random)) + (isNight ? 3 : 0)
                return Interaction(item: ItemIndex(rawValue: habits[habit]), kind: .click, surface: isNight ? 2 : 1)
            }
            return UserHistory(id: UserID(id), key: StableHash.of(id, seed: Dataset.userKeySeed), interactions: events)
        }
        return Dataset(name: "habits", catalog: catalog, users: users, surfaces: ["unknown", "day", "night"])
    }

    static let split = SplitConfiguration(.repeatUse, minimumItems: 2)
    static let kinds: [BaselineKind] = [.popularity, .ownFrequency, .contextPopularity, .markov, .itemKNN, .ease, .firstEvents]

    func trained(_ dataset: Dataset, companions: [BaselineKind], workers: Int = 2) throws -> FoundationModel {
        let shape = FoundationModelConfiguration(
            inputs: .ids, embeddingDimension: 16, layerCount: 1, headCount: 2, feedForwardDimension: 16, maximumSequenceLength: 24,
            dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1)
        let training = TrainingConfiguration(
            epochs: 1, batchSize: 16, learningRate: 3e-3, warmupSteps: 5, validationInterval: 1, firstValidation: 1, newTitleCost: 0,
            shufflesHistories: true, companions: companions)
        return try FoundationTrainer(
            dataset: dataset, split: Split.make(dataset, Self.split), configuration: shape, training: training, workers: workers,
            clock: { 0 }
        ).run()
    }
}

@Suite(.serialized) struct CompanionTests {
    private let world = HabitWorld()

    private func figure(_ scorer: any Scorer, _ dataset: Dataset) throws -> Double {
        let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: 1, resamples: 0, slices: false, leakCheck: false))
        let task = try EvaluationTask(dataset: "", split: Split.make(dataset, HabitWorld.split), catalog: dataset.catalog)
        return try evaluator.evaluate(scorer, on: task).result.metrics["NDCG@10"] ?? 0
    }

    private func scores(_ model: FoundationModel, _ catalog: Catalog, _ queries: [ScoringQuery]) throws -> [Float] {
        var scores = [Float](repeating: 0, count: queries.count * catalog.count)
        try scores.withUnsafeMutableBufferPointer { try model.bound(to: catalog).score(queries, into: $0) }
        return scores
    }

    private func queries(_ dataset: Dataset) throws -> [ScoringQuery] {
        try Split.make(dataset, HabitWorld.split).test.prefix(12).map(\.query)
            + [ScoringQuery(userKey: 9, interactions: [], historyCount: 0, request: RequestContext(surface: 2))]
    }

    private func bundle(_ model: FoundationModel, _ dataset: Dataset) -> FoundationBundle {
        FoundationBundle(model: model, schema: DatasetSchema(dataset), run: RunConfiguration(model: model.configuration), history: .init())
    }

    @Test func aModelWithCompanionsKnowsWhenToTrustTheCopy() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, companions: HabitWorld.kinds)
        let together = try figure(model.bound(to: dataset.catalog), dataset)
        let alone = try figure(model.withoutCompanions.bound(to: dataset.catalog), dataset)
        let split = try Split.make(dataset, HabitWorld.split)
        let habits = try figure(BaselineKind.ownFrequency.fit(training: split.training, catalog: dataset.catalog), dataset)
        #expect(together > alone + 0.1, "\(together) with companions, \(alone) without")
        #expect(together >= habits, "\(together) against \(habits) of own frequency")
    }

    @Test func aBundleKeepsItsCompanionsAndAnswersTheSame() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, companions: HabitWorld.kinds)
        let files = try bundle(model, dataset).files()
        let read = try FoundationBundle(read: reader(of: files))
        #expect(read.model.companions?.names == model.companions?.names)
        #expect(try read.files() == files)
        #expect(read.inputsLabel.hasPrefix("ids; network + popularity + own frequency"))
        #expect(try scores(read.model, dataset.catalog, queries(dataset)) == scores(model, dataset.catalog, queries(dataset)))
    }

    @Test func aModelWithoutCompanionsIsByteForByteWhatItWas() throws {
        let dataset = world.dataset
        let (plain, rich) = (try world.trained(dataset, companions: []), try world.trained(dataset, companions: HabitWorld.kinds))
        let (plainFiles, richFiles) = (try bundle(plain, dataset).files(), try bundle(rich.withoutCompanions, dataset).files())
        #expect(plainFiles == richFiles)
        #expect(!plainFiles.keys.contains { $0.hasPrefix("companions") })
        #expect(!String(decoding: plainFiles["configuration.json"]!, as: UTF8.self).contains("ompanions"))
    }

    @Test func damagedCompanionsAreRefusedByName() throws {
        let dataset = world.dataset
        let files = try bundle(world.trained(dataset, companions: HabitWorld.kinds), dataset).files()
        for name in ["companions.json", "companions.safetensors"] {
            for kept in [0, 7, files[name]!.count / 2, files[name]!.count - 1] {
                var damaged = files
                damaged[name] = files[name]!.prefix(kept)
                #expect(throws: FoundationModelError.self, "\(name) cut after \(kept) bytes") {
                    _ = try FoundationBundle(read: reader(of: damaged))
                }
            }
        }
        var random = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            var damaged = files
            let name = Bool.random(using: &random) ? "companions.json" : "companions.safetensors"
            let place = Int.random(in: 0..<files[name]!.count, using: &random)
            damaged[name]![place] ^= UInt8.random(in: 1...255, using: &random)
            do { _ = try FoundationBundle(read: reader(of: damaged)) } catch is FoundationModelError {}
        }
        var other = try Safetensors(decoding: files["companions.safetensors"]!)
        for wrong in [Float(-1), 1e9, .nan, 0.5] {
            other.tensors["ease.links.columns"]!.values[0] = wrong
            var damaged = files
            damaged["companions.safetensors"] = try other.encoded()
            #expect(throws: FoundationModelError.self, "item \(wrong)") { _ = try FoundationBundle(read: reader(of: damaged)) }
        }
    }

    @Test func whoElseAsksChangesNoScore() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, companions: HabitWorld.kinds)
        let all = try queries(dataset)
        let together = try scores(model, dataset.catalog, all)
        for (row, query) in all.enumerated() {
            #expect(try scores(model, dataset.catalog, [query]) == Array(together[row * world.itemCount..<(row + 1) * world.itemCount]))
        }
    }

    @Test func workersAndOrderOfImportChangeNoByte() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, companions: [])
        func files(_ dataset: Dataset, workers: Int) throws -> [String: Data] {
            let fitter = try CompanionFitter(
                HabitWorld.kinds, dataset: dataset, split: Split.make(dataset, HabitWorld.split), workers: workers)
            return try bundle(fitter.fitted(to: model), dataset).files()
        }
        let once = try files(dataset, workers: 1)
        #expect(try files(dataset, workers: 3) == once)
        let shuffled = Dataset(name: dataset.name, catalog: dataset.catalog, users: dataset.users.shuffled(), surfaces: dataset.surfaces)
        #expect(try files(shuffled, workers: 1) == once)
    }

    @Test func aCatalogueInAnotherOrderGetsTheSameScores() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, companions: HabitWorld.kinds)
        let catalog = Catalog([Item(id: ItemID("item-050"))] + dataset.catalog.items)
        let moved = try queries(dataset).map { query in
            var query = query
            for place in query.interactions.indices {
                query.interactions[place].item = catalog.index(of: dataset.catalog[query.interactions[place].item!].id)
            }
            return query
        }
        let (before, after) = (try scores(model, dataset.catalog, queries(dataset)), try scores(model, catalog, moved))
        for row in moved.indices {
            for item in 0..<world.itemCount {
                let place = catalog.index(of: dataset.catalog.items[item].id)!.position
                let (a, b) = (before[row * world.itemCount + item], after[row * catalog.count + place])
                #expect(abs(a - b) < 1e-3 * max(1, abs(a)), "query \(row), item \(item)")
            }
        }
    }

    @Test func aDrawOfTheCatalogueFindsNearlyTheWeightsOfTheWhole() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, companions: [])
        var fitter = try CompanionFitter(
            [.ownFrequency, .popularity], dataset: dataset, split: Split.make(dataset, HabitWorld.split), workers: 1)
        let whole = try figure(fitter.fitted(to: model).bound(to: dataset.catalog), dataset)
        // Thirty of sixty items a case, and every case.
        let cases = try Split.make(dataset, HabitWorld.split).validation.count
        (fitter.limits.fewestRows, fitter.limits.features) = (30, 30 * 12 * cases)
        let drawn = try figure(fitter.fitted(to: model).bound(to: dataset.catalog), dataset)
        #expect(abs(whole - drawn) < 0.02, "\(whole) with all items, \(drawn) with a draw")
    }

    @Test func beyondTheLongestHistoryThatValidationShowedNothingIsExtrapolated() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, companions: [.popularity])
        let longest = try #require(Split.make(dataset, HabitWorld.split).validation.map(\.historyCount).max())
        #expect(longest < 6_000)
        // The same six items again and again: the network reads the same window of both.
        func answer(events: Int) throws -> [Float] {
            let history = (0..<events).map { Interaction(item: ItemIndex(rawValue: Int32($0 % 6)), kind: .open) }
            return try scores(
                model, dataset.catalog,
                [ScoringQuery(userKey: 1, interactions: history, historyCount: history.count, request: RequestContext())])
        }
        #expect(try answer(events: 6_000) == answer(events: 60_000))
        #expect(try answer(events: 6) != answer(events: 6_000))
    }

    @Test func whatNoBundleCanHoldIsRefused() throws {
        let dataset = world.dataset
        let split = try Split.make(dataset, HabitWorld.split)
        #expect(throws: FoundationModelError.self) { _ = try CompanionFitter([.content], dataset: dataset, split: split, workers: 1) }
    }

    @Test func slopeAndCurvatureAreThoseOfTheLikelihood() {
        var random = SeededGenerator(seed: 5)
        let (columns, rows) = (3, 9)
        let features = (0..<rows * columns).map { _ in Float.random(in: -1...1, using: &random) }
        let counts = (0..<rows).map { Float(1 + $0 % 3) }
        let one = CompanionCases.Case(
            facts: CompanionFacts(choices: 5, distinct: 3), rows: 0..<rows, targets: [2, 6], weight: 0.7, userKey: 1)
        let cases = CompanionCases(columnCount: columns, cases: [one], features: features, counts: counts)
        var weights = CompanionWeights(columns: ["a", "b", "c"])
        for index in weights.values.indices { weights.values[index] += Float.random(in: -0.2...0.2, using: &random) }
        func moments(_ weights: CompanionWeights) -> CompanionMoments {
            var moments = CompanionMoments(columnCount: columns)
            moments.add(one, of: cases, weights)
            return moments
        }
        let here = moments(weights)
        let (width, step) = (weights.values.count, Float(0.01))
        for index in 0..<width {
            var (up, down) = (weights, weights)
            up.values[index] += step
            down.values[index] -= step
            let (above, below) = (moments(up), moments(down))
            let slope = (above.likelihood - below.likelihood) / Double(2 * step)
            #expect(abs(slope - here.slope[index]) < 2e-3, "slope of weight \(index)")
            for other in 0...index {
                let curvature = (below.slope[other] - above.slope[other]) / Double(2 * step)
                #expect(abs(curvature - here.curvature[index * width + other]) < 2e-3, "curvature \(index), \(other)")
            }
        }
    }
}
