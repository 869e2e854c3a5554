import Datasets
import Foundation
import Language
import NeuralNetworks

/// The names behind the small numbers of a data set; saved with the model, because another day may number them otherwise.
public struct DatasetSchema: Sendable, Codable, Hashable {
    public var dataset: String
    /// Fingerprint of the data that the model was trained on.
    public var fingerprint: String
    public var devices: [String]
    public var locales: [String]
    public var surfaces: [String]
    public var lowestRating: Float?
    public var highestRating: Float?
    /// The kind of event that is most often a choice: what a title named by hand is taken for.
    public var commonestKind: EventKind

    public init(_ dataset: Dataset) {
        self.dataset = dataset.name
        fingerprint = dataset.fingerprint
        devices = dataset.devices
        locales = dataset.locales
        surfaces = dataset.surfaces
        lowestRating = dataset.ratingScale?.lowerBound
        highestRating = dataset.ratingScale?.upperBound
        var counts = [Int](repeating: 0, count: 256)
        for user in dataset.users { for event in user.interactions where event.item != nil { counts[Int(event.kind.rawValue)] += 1 } }
        let aside: Set<EventKind> = [.impression, .search, .pause, .resume, .progress]
        commonestKind =
            EventKind.allCases.filter { !aside.contains($0) }
            .max { (counts[Int($0.rawValue)], $1.rawValue) < (counts[Int($1.rawValue)], $0.rawValue) } ?? .interaction
    }
}

/// A model with everything that is needed to use it and to know where it came from.
public struct FoundationBundle: Sendable {
    public var model: FoundationModel
    public var schema: DatasetSchema
    public var run: RunConfiguration
    public var history: TrainingHistory
    /// Who the items are, in titles, years and outside ids: by these they are recognised in another catalogue. Empty in bundles
    /// of earlier versions.
    public var titles: [Item]

    /// - Parameter catalog: of the training; nil when the bundle shall never leave its workspace.
    public init(
        model: FoundationModel, schema: DatasetSchema, run: RunConfiguration, history: TrainingHistory, catalog: Catalog? = nil
    ) {
        titles = catalog.map(Self.titles) ?? []
        self.model = model
        self.schema = schema
        self.run = run
        self.run.model = model.configuration
        self.history = history
    }

    /// Raised when the layout of the files changes; older software refuses newer bundles by name.
    public static let formatVersion = 1

    /// Without facets and texts, which models hold in their own form.
    private static func titles(of catalog: Catalog) -> [Item] {
        catalog.items.filter { $0.title != $0.id.rawValue || !$0.identifiers.isEmpty }.map { item in
            Item(id: item.id, domain: item.domain, title: item.title, year: item.year, identifiers: item.identifiers)
        }
    }

    /// The shape of the model itself stands in `run.json`.
    private struct Shape: Codable {
        var formatVersion: Int
        var cutoffYear: Int?
        var livePopularity: LivePopularityWeights?
        /// Whether there is a file of titles; earlier versions have none.
        var hasTitles: Bool?
        /// Whether there are files of companions; earlier versions have none.
        var hasCompanions: Bool?
        /// Whether there is a file of texts.
        var hasTexts: Bool?
        /// The intent heads; nil where there are none.
        var intents: IntentVocabulary?
    }
    private struct Vocabulary: Codable {
        var items: [ItemID]
        var counts: [Int]
        var facets: FacetVocabulary
    }

    /// The files of a bundle, equal for equal models: keys are sorted, no file holds a date or a path.
    public func files() throws -> [String: Data] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func json(_ value: some Encodable) throws -> Data { try encoder.encode(value) }
        let weights = model.store.export().merging(model.newTitles?.export() ?? [:]) { own, _ in own }
            .merging(model.texts?.export() ?? [:]) { own, _ in own }
        var metrics = history
        metrics.seconds = 0  // How long it took differs between two runs that are otherwise the same.
        var files = [
            "model.safetensors": try Safetensors(tensors: weights).encoded(),
            "configuration.json": try json(
                Shape(
                    formatVersion: Self.formatVersion, cutoffYear: model.cutoffYear, livePopularity: model.livePopularity,
                    hasTitles: titles.isEmpty ? nil : true, hasCompanions: model.companions == nil ? nil : true,
                    hasTexts: model.texts == nil ? nil : true, intents: model.intents)),
            "run.json": try json(run),
            "vocabulary.json": try json(Vocabulary(items: model.itemIDs, counts: model.itemCounts, facets: model.facets)),
            "tokenizer.json": try json(model.tokenizer),
            "schema.json": try json(schema),
            "metrics.json": try json(metrics),
        ]
        if let texts = model.texts { files[Self.textsFile] = try json(texts.description) }
        if !titles.isEmpty { files[Self.titlesFile] = try json(titles) }
        if let companions = model.companions { files.merge(try companions.files(encoder)) { own, _ in own } }
        return files
    }

    private static let titlesFile = "titles.json"
    private static let textsFile = "texts.json"

    /// Reads a bundle; `read` gives the content of a file of it.
    ///
    /// - Throws: `FoundationModelError.damagedBundle` naming the file.
    public init(read: (String) throws -> Data) throws {
        let shape: Shape = try Self.decode("configuration.json", read)
        guard shape.formatVersion == Self.formatVersion else {
            throw FoundationModelError.damagedBundle(
                file: "configuration.json",
                reason: "format version \(shape.formatVersion), this software reads \(Self.formatVersion)")
        }
        if let intents = shape.intents, !intents.isSound {
            throw FoundationModelError.damagedBundle(file: "configuration.json", reason: "the intent heads are not whole")
        }
        let vocabulary: Vocabulary = try Self.decode("vocabulary.json", read)
        guard vocabulary.items.count == vocabulary.counts.count, Set(vocabulary.items).count == vocabulary.items.count else {
            throw FoundationModelError.damagedBundle(file: "vocabulary.json", reason: "items and counts do not belong together")
        }
        // Over the defaults: a run of an earlier version lacks settings that came later.
        do { run = try RunConfiguration(file: try read("run.json")) } catch let error as RunConfigurationError {
            throw FoundationModelError.damagedBundle(file: "run.json", reason: error.description)
        } catch let error as FoundationModelError {
            throw FoundationModelError.damagedBundle(file: "run.json", reason: error.description)
        }
        let tensors = try Self.tensors(read)
        let texts = shape.hasTexts == true ? try Self.texts(tensors, read) : nil
        var loaded = FoundationModel(
            configuration: run.model, tokenizer: try Self.decode("tokenizer.json", read), itemIDs: vocabulary.items,
            itemCounts: vocabulary.counts, facets: vocabulary.facets, cutoffYear: shape.cutoffYear, texts: texts,
            textDimension: tensors[HybridItemEmbedding.textKey]?.shape.first ?? 0, intents: shape.intents)
        do {
            try loaded.store.restore(tensors)
            loaded.newTitles = try NewTitles(
                tensors, facets: loaded.facets, textDimension: texts?.dimension, width: loaded.configuration.embeddingDimension)
        } catch let error as CheckpointError {
            throw FoundationModelError.damagedBundle(file: "model.safetensors", reason: error.description)
        }
        loaded.livePopularity = shape.livePopularity
        if shape.hasCompanions == true { loaded.companions = try Companions(itemCount: loaded.itemIDs.count, read: read) }
        model = loaded
        schema = try Self.decode("schema.json", read)
        history = try Self.decode("metrics.json", read)
        titles = shape.hasTitles == true ? try Self.decode(Self.titlesFile, read) : []
    }

    private static func tensors(_ read: (String) throws -> Data) throws -> [String: Safetensors.Entry] {
        do { return try Safetensors(decoding: try read("model.safetensors")).tensors } catch let error as SafetensorsError {
            throw FoundationModelError.damagedBundle(file: "model.safetensors", reason: error.description)
        }
    }

    private static func texts(_ tensors: [String: Safetensors.Entry], _ read: (String) throws -> Data) throws -> ItemTexts {
        do { return try ItemTexts(try decode(textsFile, read), tensors) } catch let error as CheckpointError {
            throw FoundationModelError.damagedBundle(file: textsFile, reason: error.description)
        } catch let error as TextEncoderError {
            throw FoundationModelError.damagedBundle(file: "model.safetensors", reason: error.description)
        }
    }

    private static func decode<Value: Decodable>(_ file: String, _ read: (String) throws -> Data) throws -> Value {
        do { return try JSONDecoder().decode(Value.self, from: try read(file)) } catch let error as DecodingError {
            throw FoundationModelError.damagedBundle(file: file, reason: "\(error)")
        }
    }

    /// The model ready to answer about a data set whose devices and places may be numbered otherwise.
    ///
    /// - Parameters:
    ///   - binding: which items of the model the data set's are, where it is not the model's own world.
    ///   - log: choices of the data set's items, for a model with `livePopularity`; nil switches that off.
    public func scorer(
        for dataset: Dataset, name: String = "foundation", binding: ItemBinding = .sameIDs, log: PopularityLog? = nil
    ) -> FoundationScorer {
        model.bound(to: dataset.catalog, name: name, tokenizer: model.tokenizer.adapted(to: dataset), binding: binding, log: log)
    }
}
