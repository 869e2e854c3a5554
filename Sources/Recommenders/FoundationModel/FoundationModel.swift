import Datasets
import NeuralNetworks
import Tensors

/// A trained model: immutable, shared by everybody who asks it.
public struct FoundationModel: Sendable {
    public let configuration: FoundationModelConfiguration
    public let tokenizer: InteractionTokenizer
    /// The items that have a vector of their own, in the order of its rows.
    public let itemIDs: [ItemID]
    /// Interactions of each of them in training.
    public let itemCounts: [Int]
    public let facets: FacetVocabulary
    /// Year of the end of the training data, from which the age of items is counted.
    public let cutoffYear: Int?
    /// How titles that no training event shows are placed; nil = by the network's own metadata embedding.
    package var newTitles: NewTitles?
    /// How the popularity of the moment joins the logits where a log is at hand; nil in a model that reads none.
    public package(set) var livePopularity: LivePopularityWeights?
    /// Counting models beside the network; nil in a model that rests on the network alone.
    public package(set) var companions: Companions?
    /// How titles and plots are read; nil in a model that reads none.
    public var texts: ItemTexts?
    /// What requests are taken to be after; nil in a model without such heads.
    public let intents: IntentVocabulary?
    package let network: FoundationNetwork
    package let store: ParameterStore

    /// - Parameter textDimension: of the texts that the network reads; nil = of `texts`, 0 where only new titles are placed by them.
    package init(
        configuration: FoundationModelConfiguration, tokenizer: InteractionTokenizer, itemIDs: [ItemID], itemCounts: [Int],
        facets: FacetVocabulary, cutoffYear: Int?, texts: ItemTexts? = nil, textDimension: Int? = nil, intents: IntentVocabulary? = nil
    ) {
        self.configuration = configuration
        self.tokenizer = tokenizer
        self.itemIDs = itemIDs
        self.itemCounts = itemCounts
        self.facets = facets
        self.cutoffYear = cutoffYear
        self.texts = texts
        self.intents = intents
        network = FoundationNetwork(
            configuration,
            sizes: NetworkSizes(
                items: itemIDs.count, facets: facets.fields.map(\.values.count), vocabulary: tokenizer.vocabulary,
                intents: intents?.groups ?? []),
            textDimension: textDimension ?? texts?.dimension ?? 0)
        store = ParameterStore(network.layout)
    }

    /// Number of weights.
    public var parameterCount: Int { network.layout.parameters.reduce(0) { $0 + $1.count } }

    /// The model's view of a catalogue: items that it was trained on keep their vectors, others get theirs from metadata.
    ///
    /// - Parameter log: choices of the items of `catalog`, for a model with `livePopularity`; nil switches that off.
    /// - Complexity: O(V·(facets·d·D)).
    public func bound(to catalog: Catalog, name: String = "foundation", log: PopularityLog? = nil) -> FoundationScorer {
        bound(to: catalog, name: name, tokenizer: tokenizer, log: log)
    }

    package func bound(
        to catalog: Catalog, name: String, tokenizer: InteractionTokenizer, binding: ItemBinding = .sameIDs, log: PopularityLog? = nil
    ) -> FoundationScorer {
        precondition(log.map { $0.timeline.itemCount == catalog.count } ?? true, "the log is of another catalogue")
        let rows = rowsByID
        let known = catalog.items.map { binding.modelItem(for: $0.id).flatMap { rows[$0] } }
        let counts = known.map { $0.map { itemCounts[$0] } ?? 0 }
        let features = ItemFeatures(
            catalog, vocabulary: facets, counts: counts, cutoffYear: cutoffYear, texts: network.textDimension > 0 ? texts : nil)
        return FoundationScorer(
            model: self, name: name, vectors: itemVectors(known: known, counts: counts, features: features),
            known: counts.indices.filter { counts[$0] > 0 }.map(Int32.init),
            // The share of new titles was fitted to a world of which a few are new; in another catalogue most are.
            unseen: binding == .sameIDs ? predictedVectors(catalog, counts: counts) : [], tokenizer: tokenizer, log: log,
            // Counts of this world say nothing of another, and their weights even less.
            companions: binding == .sameIDs ? companions.map { BoundCompanions($0, rows: known, tokenizer: tokenizer) } : nil)
    }

    /// Titles without a training event and the vectors that their attributes predict; those without attributes are left out.
    private func predictedVectors(_ catalog: Catalog, counts: [Int]) -> [(item: Int, vector: [Float])] {
        guard let newTitles else { return [] }
        let unseen = counts.indices.filter { counts[$0] == 0 }
        let rows = AttributeFeatures(facets, texts: texts, textShare: newTitles.textShare)
            .rows(unseen.map { catalog.items[$0] }, inverseFrequencies: newTitles.map.inverseFrequencies)
        let vectors = newTitles.map.predict(rows)
        let width = configuration.embeddingDimension
        return unseen.indices.filter { !rows.range(of: $0).isEmpty }
            .map { (unseen[$0], Array(vectors[$0 * width..<($0 + 1) * width])) }
    }

    /// `[V, D]` raw embeddings of a catalogue; row r belongs to training row `known[r]`, nil = never seen.
    private func itemVectors(known: [Int?], counts: [Int], features: ItemFeatures) -> [Float] {
        let width = configuration.embeddingDimension
        var result = [Float](repeating: 0, count: known.count * width)
        let ids = store.pointer(network.items.id)
        // The embedding reads its id rows in catalogue order; a store of that order is made for the purpose.
        let sizes = NetworkSizes(
            items: known.count, facets: facets.fields.map(\.values.count), vocabulary: tokenizer.vocabulary, intents: intents?.groups ?? [])
        let arranged = FoundationNetwork(configuration, sizes: sizes, textDimension: network.textDimension)
        let copy = ParameterStore(arranged.layout)
        for (source, target) in zip(network.layout.parameters, arranged.layout.parameters) where source.key != network.items.id.key {
            copy.pointer(target).update(from: store.pointer(source), count: source.count)
        }
        for (row, trained) in known.enumerated() {
            // An item without interactions has an id part of zero, as at its launch.
            guard let trained, counts[row] > 0 else { continue }
            (copy.pointer(arranged.items.id) + row * width).update(from: ids + trained * width, count: width)
        }
        let tape = Tape(store: copy, recording: false)
        let table = arranged.items(0..<known.count, features: features, dropped: nil, on: tape)
        result.withUnsafeMutableBufferPointer { $0.baseAddress?.update(from: table.value, count: $0.count) }
        return result
    }
}
