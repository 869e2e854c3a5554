import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Testing

/// People who stay with one genre; which genre a title has can be read from its attributes alone.
struct GenreWorld {
    static let genres = 6
    static let perGenre = 20
    /// Titles that nobody has met.
    static let new = ["g0-t3", "g4-t11"]

    var dataset: Dataset {
        let catalog = Catalog(
            (0..<Self.genres).flatMap { genre in
                (0..<Self.perGenre).map { title in
                    Item(
                        id: ItemID("g\(genre)-t\(title)"), year: 1990 + title,
                        facets: [.genre: ["genre \(genre)"], .keyword: ["word \(genre) \(title % 3)", "common \(title % 5)"]])
                }
            })
        let users = (0..<300).map { number -> UserHistory in
            let id = "user-\(number)"
            let genre = number % Self.genres
            let events = (0..<12).map { step -> Interaction in
                let title = Int(StableHash.of("\(id)/\(step)", seed: 5) % UInt64(Self.perGenre))
                return Interaction(item: catalog.index(of: ItemID("g\(genre)-t\(title)"))!, kind: .interaction)
            }.filter { !Self.new.contains(catalog[$0.item!].id.rawValue) }
            return UserHistory(id: UserID(id), key: StableHash.of(id, seed: Dataset.userKeySeed), interactions: events)
        }
        return Dataset(name: "genres", catalog: catalog, users: users)
    }

    func model(cost: Double, users: Int = 300, workers: Int = 2) throws -> FoundationModel {
        var dataset = dataset
        dataset.users = Array(dataset.users.prefix(users))
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        let shape = FoundationModelConfiguration(
            inputs: .attributes, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32,
            maximumSequenceLength: 12, facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1)
        let training = TrainingConfiguration(
            epochs: 5, batchSize: 16, learningRate: 1e-2, warmupSteps: 5, validationInterval: 1, firstValidation: 1, newTitleCost: cost)
        return try FoundationTrainer(
            dataset: dataset, split: split, configuration: shape, training: training, workers: workers, clock: { 0 }
        ).run()
    }
}

@Suite(.serialized) struct NewTitlesTests {
    private let world = GenreWorld()

    private func scores(_ model: FoundationModel, of user: Int) throws -> [Float] {
        let dataset = world.dataset
        var scores = [Float](repeating: 0, count: dataset.catalog.count)
        let query = ScoringQuery(
            userKey: 0, interactions: Array(dataset.users[user].interactions.prefix(6)), historyCount: 6, request: RequestContext())
        try scores.withUnsafeMutableBufferPointer { try model.bound(to: dataset.catalog).score([query], into: $0) }
        return scores
    }
    /// Users stand in the order of their keys.
    private func follower(of genre: Int) -> Int { world.dataset.users.firstIndex { $0.id.rawValue == "user-\(genre)" }! }
    private func position(_ id: String) -> Int { world.dataset.catalog.index(of: ItemID(id))!.position }

    @Test func aNewTitleStandsWhereItsAttributesPutIt() throws {
        let model = try world.model(cost: 0.05)
        let places = try #require(model.newTitles)
        #expect(places.scale > 0.05 && places.scale <= 2)
        let (ofGenre0, ofGenre4) = (try scores(model, of: follower(of: 0)), try scores(model, of: follower(of: 4)))
        let (first, second) = (position("g0-t3"), position("g4-t11"))
        #expect(ofGenre0[first] > ofGenre0[second])
        #expect(ofGenre4[second] > ofGenre4[first])
    }

    @Test func moreToPayPutsNewTitlesHigherAndNothingToPayLeavesThemAlone() throws {
        let (little, much) = (try world.model(cost: 0.01), try world.model(cost: 0.3))
        #expect(try #require(much.newTitles).offset > #require(little.newTitles).offset)
        #expect(try world.model(cost: 0).newTitles == nil)
        #expect(try world.model(cost: 0.3, users: 60).newTitles == nil, "too few cases to know the price")
    }

    @Test func knownTitlesKeepTheirScoresAndTheBundleKeepsThePlaces() throws {
        var model = try world.model(cost: 0.05)
        let with = try scores(model, of: 2)
        let bundle = FoundationBundle(
            model: model, schema: DatasetSchema(world.dataset), run: RunConfiguration(), history: TrainingHistory())
        let files = try bundle.files()
        let read = try FoundationBundle(read: reader(of: files)).model
        #expect(read.newTitles == model.newTitles)
        #expect(try scores(read, of: 2) == with)
        model.newTitles = nil
        let without = try scores(model, of: 2)
        let new = Set(GenreWorld.new.map(position))
        for item in with.indices { #expect((with[item] == without[item]) != new.contains(item)) }
    }

    @Test func theNumberOfWorkersAndOtherNewTitlesChangeNothing() throws {
        let model = try world.model(cost: 0.05, workers: 2)
        let dataset = world.dataset
        let query = ScoringQuery(
            userKey: 0, interactions: Array(dataset.users[0].interactions.prefix(6)), historyCount: 6, request: RequestContext())
        // Histories keep their meaning because the added titles sort behind all others.
        let larger = Catalog(
            dataset.catalog.items + (0..<9).map { Item(id: ItemID("zz-\($0)"), facets: [.genre: ["genre 5"]]) } + [Item(id: ItemID("zzz"))])
        var scores = [Float](repeating: 0, count: larger.count)
        try scores.withUnsafeMutableBufferPointer { try model.bound(to: larger).score([query], into: $0) }
        let before = try self.scores(model, of: 0)
        for item in before.indices { #expect(abs(scores[item] - before[item]) < 1e-4) }
        #expect(scores.allSatisfy { !$0.isNaN })
    }

    @Test func damagedPlacesAreRefusedByName() throws {
        let model = try world.model(cost: 0.05)
        let bundle = FoundationBundle(
            model: model, schema: DatasetSchema(world.dataset), run: RunConfiguration(), history: TrainingHistory())
        var files = try bundle.files()
        var weights = try Safetensors(decoding: files["model.safetensors"]!)
        weights.tensors["new-titles.calibration"] = .init(shape: [1], values: [1])
        files["model.safetensors"] = try weights.encoded()
        let damaged = files
        #expect(throws: FoundationModelError.self) { try FoundationBundle(read: reader(of: damaged)) }
        weights.tensors["new-titles.calibration"] = nil
        files["model.safetensors"] = try weights.encoded()
        let lacking = files
        #expect(throws: FoundationModelError.self) { try FoundationBundle(read: reader(of: lacking)) }
    }
}
