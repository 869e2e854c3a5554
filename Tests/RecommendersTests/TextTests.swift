import Datasets
import Evaluation
import Foundation
import Language
import NeuralNetworks
import Recommenders
import Testing

/// People who stay with one subject; which subject a title has stands in its plot alone.
private struct PlotWorld {
    static let subjects = ["detective murder police", "spaceship alien galaxy", "wedding romance kiss", "cowboy saloon sheriff"]
    static let perSubject = 30
    static let new = ["s0-t3", "s3-t11"]

    var catalog: Catalog {
        Catalog(
            Self.subjects.indices.flatMap { subject in
                (0..<Self.perSubject).map { title in
                    let words = Self.subjects[subject].split(separator: " ")
                    return Item(
                        id: ItemID("s\(subject)-t\(title)"), title: "Story \(title)", year: 1990 + title,
                        facets: [.genre: ["genre \(title % 3)"]],
                        text: "A \(words[title % 3]) and a \(words[(title + 1) % 3]) meet number \(title % 5)")
                }
            })
    }

    var dataset: Dataset {
        let catalog = catalog
        let users = (0..<320).map { number -> UserHistory in
            let id = "user-\(number)"
            let subject = number % Self.subjects.count
            let events = (0..<12).map { step -> Interaction in
                let title = Int(StableHash.of("\(id)/\(step)", seed: 5) % UInt64(Self.perSubject))
                return Interaction(item: catalog.index(of: ItemID("s\(subject)-t\(title)"))!, kind: .interaction)
            }.filter { !Self.new.contains(catalog[$0.item!].id.rawValue) }
            return UserHistory(id: UserID(id), key: StableHash.of(id, seed: Dataset.userKeySeed), interactions: events)
        }
        return Dataset(name: "plots", catalog: catalog, users: users)
    }

    func bundle(_ kind: TextEncoderKind?, texts: ItemTexts? = nil, workers: Int = 2) throws -> FoundationBundle {
        let dataset = dataset
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        let shape = FoundationModelConfiguration(
            inputs: .attributes, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32,
            maximumSequenceLength: 12, facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1, textEncoder: kind)
        let training = TrainingConfiguration(
            epochs: 4, batchSize: 16, learningRate: 1e-2, warmupSteps: 5, validationInterval: 1, firstValidation: 1, newTitleCost: 0.3)
        let trainer = try FoundationTrainer(
            dataset: dataset, split: split, configuration: shape, training: training, texts: texts, workers: workers, clock: { 0 })
        var run = RunConfiguration(model: shape, training: training)
        run.name = "plots"
        return FoundationBundle(model: try trainer.run(), schema: DatasetSchema(dataset), run: run, history: trainer.history)
    }
}

/// An encoder that one machine has and another lacks: it knows the four subjects.
private struct SubjectEncoder: TextEncoder {
    let identity = TextEncoderIdentity(kind: .minilm, digest: "subjects")
    let dimension = 4

    func encode(_ texts: [String], workers: Int) -> [Float] {
        texts.flatMap { text in
            let counts = PlotWorld.subjects.map { subject in
                Float(subject.split(separator: " ").filter { text.contains($0) }.count)
            }
            let length = counts.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return counts.map { length > 0 ? $0 / length : 0 }
        }
    }
}

@Suite(.serialized) struct TextTests {
    private let world = PlotWorld()

    /// How often a title that is new to everybody stands below the other subjects' new titles, for people of its own subject: 0 to 1.
    private func placeOfNewTitle(_ model: FoundationModel, _ title: String, catalog: Catalog) throws -> Double {
        let dataset = world.dataset
        let item = catalog.index(of: ItemID(title))!.position
        let subject = Int(String(title.dropFirst().prefix(1)))!
        var places: [Double] = []
        let numbers = Set(stride(from: subject, to: 80, by: 4).map { UserID("user-\($0)") })
        for user in dataset.users where numbers.contains(user.id) {
            var scores = [Float](repeating: 0, count: catalog.count)
            let query = ScoringQuery(
                userKey: 0, interactions: Array(user.interactions.prefix(6)), historyCount: 6, request: RequestContext())
            try scores.withUnsafeMutableBufferPointer { try model.bound(to: catalog).score([query], into: $0) }
            let others = PlotWorld.new.filter { $0 != title }.map { catalog.index(of: ItemID($0))!.position }
            places.append(Double(others.filter { scores[$0] >= scores[item] }.count))
        }
        return places.reduce(0, +) / Double(places.count)
    }

    @Test func aPlotPlacesANewTitleWhereAttributesCannot() throws {
        let model = try world.bundle(.hashed).model
        #expect((model.newTitleTextShare ?? 0) > 0, "the text says what the genre does not")
        for title in PlotWorld.new { #expect(try placeOfNewTitle(model, title, catalog: world.catalog) < 0.2, "\(title)") }
        let blind = try world.bundle(nil).model
        let places = try PlotWorld.new.map { try placeOfNewTitle(blind, $0, catalog: world.catalog) }
        #expect(places.max()! > 0.4, "attributes alone cannot know: \(places)")
    }

    @Test func equalTrainingsGiveEqualBytes() throws {
        #expect(try world.bundle(.hashed).files() == world.bundle(.hashed).files())
    }

    @Test func aBundleGivesTextsBack() throws {
        let files = try world.bundle(.hashed).files()
        let read = try FoundationBundle { files[$0]! }
        #expect(read.model.texts?.identity.kind == .hashed)
        #expect(try read.files() == files)
        // A hashed encoder travels along, so a title of tomorrow is read too.
        var items = world.catalog.items
        items.append(Item(id: ItemID("s1-late"), title: "Late", text: "An alien in a galaxy"))
        #expect(read.model.unreadTexts(of: Catalog(items)) == 0)
    }

    @Test func withoutTextsAModelAndItsRunKeepTheirForm() throws {
        let files = try world.bundle(nil).files()
        #expect(files["texts.json"] == nil)
        for name in ["run.json", "configuration.json"] {
            let content = String(decoding: files[name]!, as: UTF8.self)
            #expect(!content.contains("textEncoder") && !content.contains("hasTexts"), "\(name) says nothing of texts")
        }
        #expect(try !Safetensors(decoding: files["model.safetensors"]!).tensors.keys.contains { $0.contains("text") })
    }

    @Test func aRunFileNamesAnEncoder() throws {
        let run = try RunConfiguration(file: Data(#"{"model": {"inputs": "attributes", "textEncoder": "minilm"}}"#.utf8))
        #expect(run.model.textReader == .minilm)
        #expect(try RunConfiguration(file: Data("{}".utf8)).model.textReader == nil)
        #expect(try RunConfiguration(file: Data(#"{"model": {"textEncoder": "none"}}"#.utf8)).model.textReader == nil)
        #expect(throws: RunConfigurationError.self) { try RunConfiguration(file: Data(#"{"model": {"textEncoder": "bert"}}"#.utf8)) }
    }

    @Test func aSentenceEncoderMustBeGiven() {
        #expect(throws: FoundationModelError.self) { try world.bundle(.minilm) }
    }

    /// Known texts keep their vectors; a new one is read where the encoder is, and placed by its attributes where it is not.
    @Test func withoutItsEncoderABundleFallsBackToAttributesAndSaysSo() throws {
        let texts = ItemTexts(world.catalog, encoder: SubjectEncoder(), workers: 2)
        let files = try world.bundle(.minilm, texts: texts).files()
        var read = try FoundationBundle { files[$0]! }.model
        #expect(read.unreadTexts(of: world.catalog) == 0)
        for title in PlotWorld.new { #expect(try placeOfNewTitle(read, title, catalog: world.catalog) < 0.2, "\(title)") }
        let renamed = Catalog(
            world.catalog.items.map { item in
                var item = item
                if PlotWorld.new.contains(item.id.rawValue) { item.text = item.text! + ", again" }
                return item
            })
        #expect(read.unreadTexts(of: renamed) == 2)
        _ = try placeOfNewTitle(read, PlotWorld.new[0], catalog: renamed)
        read.texts?.encoder = { $0.digest == "subjects" ? SubjectEncoder() : nil }
        #expect(read.unreadTexts(of: renamed) == 0)
        for title in PlotWorld.new { #expect(try placeOfNewTitle(read, title, catalog: renamed) < 0.2, "\(title)") }
    }

    @Test func newTitlesCanBePlacedAgainWithoutTraining() throws {
        let bundle = try world.bundle(nil)
        let dataset = world.dataset
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        let training = bundle.run.training
        let same = try bundle.model.placingNewTitles(by: nil, dataset: dataset, split: split, training: training, workers: 2)
        var copy = bundle
        copy.model = same
        #expect(try copy.files() == bundle.files(), "without texts it is the training's own result")
        copy.model = try same.placingNewTitles(
            by: ItemTexts(dataset.catalog, workers: 2), dataset: dataset, split: split, training: training, workers: 2)
        let files = try copy.files()
        let read = try FoundationBundle { files[$0]! }.model
        #expect((read.newTitleTextShare ?? 0) > 0)
        for title in PlotWorld.new { #expect(try placeOfNewTitle(read, title, catalog: dataset.catalog) < 0.2, "\(title)") }
        let other = try world.bundle(.hashed).model
        #expect(throws: FoundationModelError.self) {
            try other.placingNewTitles(by: nil, dataset: dataset, split: split, training: training, workers: 2)
        }
    }

    @Test func damagedTextsAreRefusedByName() throws {
        let files = try world.bundle(.hashed).files()
        for damage in [
            #"{"encoder":{"kind":"hashed","digest":"x"},"texts":["1"]}"#, "[]", #"{"encoder":{"kind":"new","digest":""},"texts":[]}"#,
        ] {
            var broken = files
            broken["texts.json"] = Data(damage.utf8)
            #expect(throws: FoundationModelError.self, "\(damage)") { try FoundationBundle { broken[$0]! } }
        }
    }
}
