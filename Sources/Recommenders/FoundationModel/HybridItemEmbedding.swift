import Datasets
import NeuralNetworks
import Tensors

/// e = g · id + (1 − g) · metadata for every item; ids alone where attributes are not an input.
///
/// A title that nobody has seen has no id part, but it has metadata: it can be recommended, and found in a history.
package struct HybridItemEmbedding: Sendable {
    package let id: Parameter
    private let facetTables: [Parameter]
    private let mix: Parameter?
    private let mixBias: Parameter?
    /// From text vectors into the metadata part; nil in a model that reads no texts.
    private let textMix: Parameter?
    private let countGate: Parameter?
    private let ageGate: Parameter?
    private let facetDimension: Int

    init(_ configuration: FoundationModelConfiguration, sizes: NetworkSizes, textDimension: Int = 0, layout: inout ParameterLayout) {
        let width = configuration.embeddingDimension
        facetDimension = configuration.facetDimension
        id = layout.declare("item.id", sizes.items, width)
        guard configuration.inputs >= .attributes, !sizes.facets.isEmpty else {
            (facetTables, mix, mixBias, countGate, ageGate, textMix) = ([], nil, nil, nil, nil, nil)
            return
        }
        facetTables = sizes.facets.enumerated().map {
            layout.declare("item.facet.\($0.offset)", $0.element, configuration.facetDimension)
        }
        mix = layout.declare("item.metadata.mix", sizes.facets.count * configuration.facetDimension, width)
        mixBias = layout.declare("item.metadata.bias", 1, width, decays: false)
        countGate = layout.declare("item.gate.count", 1, ItemFeatures.countBucketCount, decays: false)
        ageGate = layout.declare("item.gate.age", 1, ItemFeatures.ageBucketCount, decays: false)
        textMix = textDimension > 0 ? layout.declare(Self.textKey, textDimension, width) : nil
    }

    static let textKey = "item.metadata.text"

    package var usesMetadata: Bool { mix != nil }
    var facetCount: Int { facetTables.count }

    func initialize(_ store: ParameterStore, itemKeys: [UInt64], seed: UInt64) {
        store.fillNormal(id, rowKeys: itemKeys, standardDeviation: 0.05, seed: seed)
        guard let mix, let countGate else { return }
        for table in facetTables { store.fillNormal(table, standardDeviation: 0.05, seed: seed) }
        store.fillNormal(mix, standardDeviation: 1 / Float(mix.rows).squareRoot(), seed: seed)
        // Text vectors have length 1: their share starts as large as that of the facets.
        if let textMix { store.fillNormal(textMix, standardDeviation: 0.05, seed: seed) }
        // Starts near: nobody has seen it → metadata; seen a hundred times → mostly its own vector.
        for bucket in 0..<countGate.columns { store.pointer(countGate)[bucket] = 0.7 * Float(bucket) - 3 }
    }

    /// The embeddings of a range of items on a tape of their own; ranges run on different workers.
    ///
    /// - Parameters:
    ///   - dropped: whether each item of the whole catalogue hides its id part in this batch, `[V]`.
    ///   - facetDropout: hides attribute values, so that metadata cannot become an id under another name.
    ///   - table: the id parts, where they are not those of the whole catalogue but of the items that `features` speaks of.
    /// - Returns: `[rows.count, D]`.
    package func callAsFunction(
        _ rows: Range<Int>, features: ItemFeatures, dropped: [Bool]?, facetDropout: BagDropout? = nil, ids table: Tensor? = nil,
        on tape: Tape
    ) -> Tensor {
        let ids = table ?? tape.parameter(id)
        let own = Tensor(
            value: ids.value + rows.lowerBound * ids.columns, gradient: ids.gradient.map { $0 + rows.lowerBound * ids.columns },
            rows: rows.count, columns: ids.columns)
        guard let mix, let mixBias, let countGate, let ageGate else { return own }
        let pooled = tape.make(rows.count, facetTables.count * facetDimension)
        for (field, table) in facetTables.enumerated() {
            tape.poolBags(
                features.bags[field], rows: rows, table: tape.parameter(table),
                into: Columns(pooled, field * facetDimension, facetDimension), dropout: facetDropout, salt: UInt64(field + 1))
        }
        let metadata = withText(tape.linear(pooled, mix, bias: mixBias), rows, features, on: tape)
        let hidden = dropped.map { flags -> UnsafePointer<Bool> in
            let memory = tape.arena.allocate(Bool.self, count: rows.count)
            for (position, row) in rows.enumerated() { memory[position] = flags[row] }
            return UnsafePointer(memory)
        }
        return tape.hybridMix(
            id: own, metadata: metadata, countGate: tape.parameter(countGate), ageGate: tape.parameter(ageGate),
            counts: tape.indices(Array(features.countBuckets[rows])), ages: tape.indices(Array(features.ageBuckets[rows])),
            dropped: hidden)
    }

    /// The metadata part and what the texts add to it.
    private func withText(_ metadata: Tensor, _ rows: Range<Int>, _ features: ItemFeatures, on tape: Tape) -> Tensor {
        guard let textMix else { return metadata }
        let depth = textMix.rows
        precondition(
            features.texts.count >= rows.upperBound * depth, "\(features.texts.count) text values do not reach row \(rows.upperBound)")
        let texts = tape.make(rows.count, depth, differentiable: false)
        features.texts.withUnsafeBufferPointer {
            guard let base = $0.baseAddress else { return }
            texts.value.update(from: base + rows.lowerBound * depth, count: rows.count * depth)
        }
        return tape.add(metadata, tape.linear(texts, textMix))
    }
}
