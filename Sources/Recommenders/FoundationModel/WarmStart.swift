import Datasets
import Tensors

/// Which item of a model an item of another catalogue is.
public enum ItemBinding: Sendable, Hashable {
    /// The model's own world: an id means the same item.
    case sameIDs
    /// Another catalogue, whose ids mean nothing here: the model's item for each item that was recognised.
    case recognised([ItemID: ItemID])

    func modelItem(for id: ItemID) -> ItemID? {
        switch self {
        case .sameIDs: id
        case .recognised(let items): items[id]
        }
    }
}

/// A trained model from which another training sets out instead of from random numbers.
///
/// The catalogue, the attribute values, the names of devices and places and the rating scale may all have changed since,
/// and the start may come from another catalogue altogether: weights are taken over wherever the two mean the same.
public struct WarmStart: Sendable {
    /// How the interaction counts of recognised items are continued; the gate between id and metadata reads them.
    public enum Evidence: String, Sendable, Codable {
        /// The data includes what the start has learned from, or is another world: the larger of both counts.
        case larger
        /// The data is only what came since: the counts add up.
        case added
    }

    public var model: FoundationModel
    public var binding: ItemBinding
    public var evidence: Evidence

    public init(_ model: FoundationModel, binding: ItemBinding = .sameIDs, evidence: Evidence = .larger) {
        self.model = model
        self.binding = binding
        self.evidence = evidence
    }
}

/// What was taken over from a start; part of the history of a model.
public struct WarmStartReport: Sendable, Codable, Hashable {
    /// Items of the catalogue, and how many of them the start knows.
    public var items = 0
    public var recognised = 0
    /// Attribute values of the vocabulary, and how many of them the start knows.
    public var facetValues = 0
    public var knownFacetValues = 0
    /// Parameters that the start lacks; they begin as in any training.
    public var fresh: [String] = []
    public init() {}
}

extension FoundationModelConfiguration {
    /// The shape of a start with this configuration's dropout: what a training that sets out from it must have.
    public func shaped(like start: FoundationModel) -> FoundationModelConfiguration {
        var result = start.configuration
        result.dropoutRate = dropoutRate
        result.embeddingDropoutRate = embeddingDropoutRate
        result.facetDropoutRate = facetDropoutRate
        result.idDropoutRate = idDropoutRate
        result.livePopularity = livePopularity
        return result
    }
}

extension WarmStart {
    /// - Throws: `FoundationModelError.configuration` for a shape that weights cannot be carried between.
    func check(_ configuration: FoundationModelConfiguration) throws {
        func same(_ field: String, _ mine: Int, _ theirs: Int) throws {
            guard mine == theirs else {
                throw FoundationModelError.configuration(
                    field: field, value: "\(mine)", rule: "\(theirs), which the model that this training starts from has")
            }
        }
        let start = model.configuration
        guard configuration.mixer == start.mixer else {
            throw FoundationModelError.configuration(
                field: "mixer", value: configuration.mixer.rawValue,
                rule: "\(start.mixer.rawValue), which the model that this training starts from has")
        }
        try same("embeddingDimension", configuration.embeddingDimension, start.embeddingDimension)
        try same("layerCount", configuration.layerCount, start.layerCount)
        try same("headCount", configuration.headCount, start.headCount)
        try same("feedForwardDimension", configuration.feedForwardDimension, start.feedForwardDimension)
        if configuration.inputs >= .attributes && start.inputs >= .attributes {
            try same("facetDimension", configuration.facetDimension, start.facetDimension)
        }
    }

    /// The training counts of a catalogue, continued from those of the start.
    func continued(_ counts: [Int], of catalog: Catalog) -> [Int] {
        let rows = model.rowsByID
        return counts.indices.map { index in
            guard let item = binding.modelItem(for: catalog.items[index].id), let row = rows[item] else { return counts[index] }
            let before = model.itemCounts[row]
            return evidence == .larger ? max(counts[index], before) : counts[index] + before
        }
    }
}

extension FoundationModel {
    var rowsByID: [ItemID: Int] { Dictionary(uniqueKeysWithValues: itemIDs.enumerated().map { ($1, $0) }) }
}
