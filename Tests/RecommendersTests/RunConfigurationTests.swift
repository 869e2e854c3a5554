import Datasets
import Evaluation
import Foundation
import Recommenders
import Testing

struct RunConfigurationTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Configurations")

    @Test func everyPublishedRunFileIsReadableAndNamedAsItsFile() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".json") }
        #expect(files.count >= 4)
        for file in files {
            let run = try RunConfiguration(file: Data(contentsOf: Self.folder.appendingPathComponent(file)))
            #expect(run.name + ".json" == file)
            #expect(!run.note.isEmpty, "\(file) does not say what it is for")
            for name in run.baselines.keys { #expect(BaselineKind(rawValue: name) != nil, "\(file) tunes '\(name)'") }
        }
    }

    @Test func whatAFileLeavesOutKeepsItsDefault() throws {
        let run = try RunConfiguration(file: Data(#"{"name": "small", "model": {"embeddingDimension": 64}}"#.utf8))
        #expect(run.model.embeddingDimension == 64)
        #expect(run.model.layerCount == FoundationModelConfiguration().layerCount)
        #expect(run.training == TrainingConfiguration())
    }

    @Test func aMisspeltSettingIsRefusedByName() {
        #expect { try RunConfiguration(file: Data(#"{"model": {"embedingDimension": 64}}"#.utf8)) } throws: { error in
            guard case .unknownSetting(let name, let known) = error as? RunConfigurationError else { return false }
            return name == "model.embedingDimension" && known.contains("embeddingDimension")
        }
    }

    @Test(arguments: ["", "[", "null", "3", #"{"model": 3}"#, #"{"model": {"layerCount": "four"}}"#, #"{"training": {"epochs": null}}"#])
    func filesThatAreNoRunFilesAreRefused(text: String) {
        #expect(throws: (any Error).self) { try RunConfiguration(file: Data(text.utf8)) }
    }

    @Test func impossibleValuesAreRefused() {
        #expect(throws: FoundationModelError.self) { try RunConfiguration(file: Data(#"{"model": {"layerCount": 0}}"#.utf8)) }
    }

    @Test func optionalSettingsCanBeGiven() throws {
        let run = try RunConfiguration(file: Data(#"{"model": {"idDropoutRate": 0.2}, "training": {"budgetSeconds": 9}}"#.utf8))
        #expect(run.model.idDropoutRate == 0.2)
        #expect(run.training.budgetSeconds == 9)
    }
}

struct SelfSizingTests {
    private func size(users: Int, length: Int, items: Int) -> DataSize {
        let catalog = Catalog((0..<items).map { Item(id: ItemID("\($0)")) })
        let events = (0..<length).map { Interaction(item: ItemIndex($0 % items), kind: .interaction) }
        let history = UserHistory(id: UserID("u"), key: 1, interactions: events)
        return DataSize(tokensOf: Array(repeating: history, count: users), itemCount: catalog.count, tokenizer: .init())
    }
    private func run(_ size: DataSize, seconds: Double) -> SelfSizing {
        SelfSizing(size, inputs: .ids, budgetSeconds: seconds, operationsPerSecond: 3e11, base: RunConfiguration())
    }

    @Test func littleDataGetsASmallModel() throws {
        let tiny = run(size(users: 3, length: 150, items: 100), seconds: 600)
        #expect(tiny.run.model.embeddingDimension == 32)
        try tiny.run.model.validate()
    }

    @Test func moreTimeNeverMeansASmallerModelOrFewerPasses() {
        let data = size(users: 2000, length: 120, items: 3000)
        var before = run(data, seconds: 5)
        for seconds in [20.0, 60, 200, 600, 3600] {
            let now = run(data, seconds: seconds)
            #expect(now.run.model.embeddingDimension >= before.run.model.embeddingDimension)
            if now.run.model.embeddingDimension == before.run.model.embeddingDimension,
                now.run.model.layerCount == before.run.model.layerCount
            {
                #expect(now.run.training.epochs >= before.run.training.epochs)
            }
            before = now
        }
        #expect(before.run.model.embeddingDimension == 128)
    }

    /// A short schedule learns in more and smaller steps; a long one fills the workers.
    @Test func usersOfAStepGrowWithTheSchedule() {
        let data = size(users: 6000, length: 100, items: 3000)
        let sizes = [60.0, 600, 6000].map { run(data, seconds: $0).run.training }
        #expect(sizes.map(\.batchSize) == sizes.map(\.batchSize).sorted(), "\(sizes)")
        #expect(sizes[0].batchSize == 32)
        let more = size(users: 60_000, length: 100, items: 3000)
        #expect(run(more, seconds: 60_000).run.training.batchSize == 80)
    }

    @Test func tooLittleTimeIsSaid() {
        let reasons = run(size(users: 4000, length: 200, items: 3000), seconds: 1).reasons
        #expect(reasons.contains { $0.contains("more time") }, "\(reasons)")
    }

    @Test func everySizeGivesAPossibleModel() throws {
        for users in [1, 40, 500, 5000] {
            for seconds in [1.0, 100, 10_000] { try run(size(users: users, length: 30, items: 500), seconds: seconds).run.model.validate() }
        }
    }
}

@Suite(.serialized) struct ColdItemTests {
    /// A circle in which one item has lost all its events; its genre says where it belongs.
    private func world() -> (dataset: Dataset, cold: ItemIndex) {
        let dataset = CircleWorld().dataset
        let cold = dataset.catalog.index(of: ItemID("item-5"))!
        var reduced = dataset
        for user in reduced.users.indices { reduced.users[user].interactions.removeAll { $0.item == cold } }
        return (reduced, cold)
    }

    private func scores(_ inputs: ModelInputs) throws -> (scores: [Float], cold: ItemIndex) {
        let (dataset, cold) = world()
        let scorer = try CircleWorld().trainer(dataset, inputs: inputs, epochs: 5).0.run().bound(to: dataset.catalog)
        let user = dataset.users[0]
        let list = try scorer.recommend(
            history: Array(user.interactions.prefix(4)), request: RequestContext(), count: dataset.catalog.count, catalog: dataset.catalog)
        var scores = [Float](repeating: -.infinity, count: dataset.catalog.count)
        for line in list { scores[line.item.position] = line.score }
        return (scores, cold)
    }

    @Test func anUnseenItemCanBeRecommendedFromItsAttributes() throws {
        let (scores, cold) = try scores(.attributes)
        #expect(scores[cold.position].isFinite)
    }

    @Test func idsAloneSayNothingAboutAnUnseenItem() throws {
        let (scores, cold) = try scores(.ids)
        #expect(scores[cold.position] == -.infinity)
    }

    @Test func anItemThatJoinsTheCatalogueLaterIsScored() throws {
        let (dataset, _) = world()
        let model = try CircleWorld().trainer(dataset, inputs: .attributes, epochs: 3).0.run()
        let grown = Catalog(dataset.catalog.items + [Item(id: ItemID("a-premiere"), facets: [.genre: ["g1"]])])
        let scorer = model.bound(to: grown)
        let index = grown.index(of: ItemID("a-premiere"))!
        let history = dataset.users[0].interactions.prefix(5).map { event in
            Interaction(item: grown.index(of: dataset.catalog[event.item!].id)!, kind: .interaction)
        }
        let list = try scorer.recommend(history: history, request: RequestContext(), count: grown.count, catalog: grown)
        #expect(list.contains { $0.item == index && $0.score.isFinite })
        // Old items keep their scores although their indices have moved.
        let before = try model.bound(to: dataset.catalog).recommend(
            history: Array(dataset.users[0].interactions.prefix(5)), request: RequestContext(), count: 1000, catalog: dataset.catalog)
        let after = Dictionary(uniqueKeysWithValues: list.map { (grown[$0.item].id, $0.score) })
        for line in before { #expect(abs(after[dataset.catalog[line.item].id]! - line.score) < 1e-4) }
    }

    @Test func everyReasonIsFromTheHistoryAndNotTheItemItself() throws {
        let (dataset, _) = world()
        let scorer = try CircleWorld().trainer(dataset, inputs: .attributes, epochs: 10).0.run().bound(to: dataset.catalog)
        let history = Array(dataset.users[3].interactions.prefix(5))
        let list = try scorer.recommend(history: history, request: RequestContext(), count: 5, catalog: dataset.catalog)
        #expect(list.count == 5)
        let seen = Set(history.compactMap(\.item))
        for line in list {
            #expect(!seen.contains(line.item))
            for cause in line.explanation.causes { #expect(seen.contains(cause.item) && cause.drop > 0) }
        }
        #expect(list.contains { !$0.explanation.causes.isEmpty })
    }
}
