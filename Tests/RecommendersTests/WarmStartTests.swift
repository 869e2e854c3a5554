import Datasets
import Evaluation
import NeuralNetworks
import Recommenders
import Testing

@Suite(.serialized) struct WarmStartTests {
    private let world = CircleWorld()

    private func start(epochs: Int = 12, inputs: ModelInputs = .attributes) throws -> (dataset: Dataset, model: FoundationModel) {
        let dataset = world.dataset
        return (dataset, try world.trainer(dataset, inputs: inputs, epochs: epochs).0.run())
    }

    private func trainer(
        _ dataset: Dataset, start: WarmStart?, inputs: ModelInputs = .attributes, epochs: Int = 1
    ) throws -> FoundationTrainer {
        let model = FoundationModelConfiguration(
            inputs: inputs, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32,
            maximumSequenceLength: 8, facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1)
        let training = TrainingConfiguration(
            epochs: epochs, batchSize: 16, learningRate: 1e-3, warmupSteps: 1, patience: 100, validationInterval: 1, firstValidation: 1)
        return try FoundationTrainer(
            dataset: dataset, split: try Split.make(dataset, SplitConfiguration(.leaveOneOut)), configuration: model, training: training,
            start: start, workers: 1, clock: { 0 })
    }

    private func scores(_ scorer: FoundationScorer, _ history: [ItemIndex], count: Int) throws -> [Float] {
        var scores = [Float](repeating: 0, count: count)
        let events = history.map { Interaction(item: $0, kind: .interaction) }
        let query = ScoringQuery(userKey: 0, interactions: events, historyCount: events.count, request: RequestContext())
        try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
        return scores
    }

    /// The same circle under other ids, with an item and an attribute value that the first one lacks.
    private func renamed(_ dataset: Dataset) -> (dataset: Dataset, binding: [ItemID: ItemID]) {
        var binding: [ItemID: ItemID] = [:]
        var items = dataset.catalog.items.map { item -> Item in
            var other = item
            other.id = ItemID("film/" + String(item.id.rawValue.reversed()))
            binding[other.id] = item.id
            return other
        }
        items += [
            Item(id: ItemID("zz-new"), facets: [.genre: ["g1", "unheard"]]), Item(id: ItemID("zz-newer"), facets: [.genre: ["unheard"]]),
        ]
        let catalog = Catalog(items)
        let back = Dictionary(uniqueKeysWithValues: binding.map { ($1, $0) })
        let users = dataset.users.map { user in
            var user = user
            for position in user.interactions.indices {
                user.interactions[position].item = catalog.index(of: back[dataset.catalog[user.interactions[position].item!].id]!)
            }
            return user
        }
        return (Dataset(name: "renamed", catalog: catalog, users: users), binding)
    }

    @Test func aStartOnTheSameDataIsTheModelItStartsFrom() throws {
        let (dataset, model) = try start()
        let trainer = try trainer(dataset, start: WarmStart(model))
        #expect(trainer.model.store.export() == model.store.export())
        let report = try #require(trainer.history.start)
        #expect(report.recognised == world.itemCount && report.items == world.itemCount)
        #expect(report.knownFacetValues == report.facetValues && report.fresh.isEmpty)
    }

    @Test func itemsOfAnotherCatalogueKeepTheVectorsOfThoseTheyWereRecognisedAs() throws {
        let (dataset, model) = try start()
        let (other, binding) = renamed(dataset)
        let trainer = try trainer(other, start: WarmStart(model, binding: .recognised(binding)))
        #expect(try #require(trainer.history.start).recognised == world.itemCount)
        let (before, after) = (model.bound(to: dataset.catalog), trainer.model.bound(to: other.catalog))
        for item in other.catalog.items {
            guard let known = binding[item.id] else { continue }
            let mine = after.vector(of: other.catalog.index(of: item.id)!)
            let theirs = before.vector(of: dataset.catalog.index(of: known)!)
            for (a, b) in zip(mine, theirs) { #expect(abs(a - b) < 1e-5) }
        }
    }

    @Test func aForeignModelAnswersWithoutTraining() throws {
        let (dataset, model) = try start(epochs: 40)
        let (other, binding) = renamed(dataset)
        let history = (3..<9).map { dataset.catalog.index(of: ItemID("item-\($0)"))! }
        let back = Dictionary(uniqueKeysWithValues: binding.map { ($1, $0) })
        let renamedHistory = history.map { other.catalog.index(of: back[dataset.catalog[$0].id]!)! }
        let expected = try scores(model.bound(to: dataset.catalog), history, count: dataset.catalog.count)
        let bundle = FoundationBundle(model: model, schema: DatasetSchema(dataset), run: RunConfiguration(), history: TrainingHistory())
        let found = try scores(bundle.scorer(for: other, binding: .recognised(binding)), renamedHistory, count: other.catalog.count)
        for (id, known) in binding {
            let difference = found[other.catalog.index(of: id)!.position] - expected[dataset.catalog.index(of: known)!.position]
            #expect(abs(difference) < 1e-3, "\(known)")
        }
    }

    @Test func equalIdsOfAnotherCatalogueMeanNothing() throws {
        let (dataset, model) = try start()
        let scorer = FoundationBundle(
            model: model, schema: DatasetSchema(dataset), run: RunConfiguration(), history: TrainingHistory()
        ).scorer(for: dataset, binding: .recognised([:]))
        // Items of one genre are one and the same to a model that recognises none of them.
        let (a, b) = (dataset.catalog.index(of: ItemID("item-1"))!, dataset.catalog.index(of: ItemID("item-5"))!)
        #expect(scorer.vector(of: a) == scorer.vector(of: b))
    }

    @Test func aWarmStartLearnsSoonerThanAColdOne() throws {
        let (dataset, model) = try start(epochs: 40)
        let (other, binding) = renamed(dataset)
        let warm = try trainer(other, start: WarmStart(model, binding: .recognised(binding)))
        let cold = try trainer(other, start: nil)
        _ = try warm.run()
        _ = try cold.run()
        #expect(warm.history.validations.last!.ndcg10 > cold.history.validations.last!.ndcg10 + 0.2)
    }

    @Test func anotherWidthIsRefusedByName() throws {
        let (dataset, model) = try start(epochs: 1)
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        #expect {
            try FoundationTrainer(
                dataset: dataset, split: split, configuration: FoundationModelConfiguration(embeddingDimension: 32),
                training: TrainingConfiguration(), start: WarmStart(model), workers: 1, clock: { 0 })
        } throws: { error in
            guard case FoundationModelError.configuration(field: "embeddingDimension", _, _) = error else { return false }
            return true
        }
        let fitting = FoundationModelConfiguration(dropoutRate: 0.4).shaped(like: model)
        #expect(fitting.embeddingDimension == 16 && fitting.dropoutRate == 0.4)
    }

    @Test func countsAreContinued() throws {
        let (dataset, model) = try start(epochs: 1)
        let larger = try trainer(dataset, start: WarmStart(model)).model.itemCounts
        let added = try trainer(dataset, start: WarmStart(model, evidence: .added)).model.itemCounts
        #expect(larger == model.itemCounts)
        #expect(added == model.itemCounts.map { 2 * $0 })
    }
}

@Suite struct ExtendedVocabularyTests {
    @Test func engagementSymbolsKeepTheirNumbers() throws {
        func vocabulary(_ sequences: [[EventKind]]) throws -> EngagementVocabulary {
            var merges: [EngagementVocabulary.Merge] = []
            for kinds in sequences {
                var head = UInt16(kinds[0].rawValue)
                for kind in kinds.dropFirst() {
                    if let known = merges.firstIndex(of: .init(head: head, kind: kind)) {
                        head = UInt16(EngagementVocabulary.kindCount + known)
                        continue
                    }
                    merges.append(.init(head: head, kind: kind))
                    head = UInt16(EngagementVocabulary.kindCount + merges.count - 1)
                }
            }
            return try #require(EngagementVocabulary(merges: merges))
        }
        let earlier = try vocabulary([[.play, .pause, .resume], [.play, .complete]])
        let later = try vocabulary([[.play, .complete], [.play, .pause, .abandon], [.open, .click]])
        let rows = later.rows(in: earlier)
        #expect(rows[EngagementVocabulary.kindCount] == Int(earlier.encode([.play, .complete]).symbol))
        #expect(rows.filter { $0 == nil }.count == 2)
    }

    @Test func halfStarsFindTheirPlaceOnAScaleOfStars() {
        let half = OutcomeBuckets(ratingScale: 0.5...5)
        let whole = OutcomeBuckets(ratingScale: 1...5)
        let rows = half.rows(in: whole)
        for value in stride(from: Float(1), through: 5, by: 0.5) {
            #expect(rows[Int(half.rating(value))] == Int(whole.rating(value)))
        }
        #expect(rows[0] == 0)
        let percent = OutcomeBuckets(ratingScale: 0...100)
        #expect(percent.rows(in: whole)[Int(percent.rating(100))] == Int(whole.rating(5)))
    }
}
