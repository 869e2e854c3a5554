#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import NeuralNetworks
import Tensors

// Letters: V items, D width, T input tokens of a batch, R requests of a batch, L layers.

/// Sizes that come from the data; with the configuration they fix every shape.
public struct NetworkSizes: Sendable, Codable, Hashable {
    public var items: Int
    /// Number of values of each facet field.
    public var facets: [Int]
    public var vocabulary: TokenVocabulary
    /// The intent heads; empty where there are none.
    public var intents: [IntentGroup]
    public init(items: Int, facets: [Int], vocabulary: TokenVocabulary, intents: [IntentGroup] = []) {
        self.intents = intents
        self.items = items
        self.facets = facets
        self.vocabulary = vocabulary
    }
}

/// The parameters of the foundation model and how they are put together; the numbers themselves are in a store.
package struct FoundationNetwork: Sendable {
    package let configuration: FoundationModelConfiguration
    package let layout: ParameterLayout
    package let items: HybridItemEmbedding
    let textDimension: Int
    let tokens: TokenEmbedding
    let request: RequestEmbedding
    let blocks: [any SequenceMixer]
    let requestBlock: any RequestMixer
    let finalNorm: Parameter
    package let logTemperature: Parameter
    package let intents: IntentHeads?

    /// - Parameter textDimension: length of a text's vector, 0 where texts are not read.
    package init(_ configuration: FoundationModelConfiguration, sizes: NetworkSizes, textDimension: Int = 0) {
        self.configuration = configuration
        self.textDimension = textDimension
        var layout = ParameterLayout()
        let width = configuration.embeddingDimension
        items = HybridItemEmbedding(configuration, sizes: sizes, textDimension: textDimension, layout: &layout)
        tokens = TokenEmbedding(configuration, vocabulary: sizes.vocabulary, layout: &layout)
        request = RequestEmbedding(configuration, vocabulary: sizes.vocabulary, layout: &layout)
        var blocks: [any SequenceMixer] = []
        for layer in 0..<configuration.layerCount - 1 { blocks.append(configuration.mixer.block(layer, configuration, layout: &layout)) }
        self.blocks = blocks
        requestBlock = configuration.mixer.requestBlock(configuration, layout: &layout)
        finalNorm = layout.declare("final.norm", 1, width, decays: false)
        logTemperature = layout.declare("final.log-temperature", 1, 1, decays: false)
        intents = sizes.intents.isEmpty ? nil : IntentHeads(sizes.intents, width: width, layout: &layout)
        self.layout = layout
    }

    /// First values; they depend on the seed and on who an item is, not on where it stands.
    package func initialize(_ store: ParameterStore, itemKeys: [UInt64], seed: UInt64) {
        items.initialize(store, itemKeys: itemKeys, seed: seed)
        tokens.initialize(store, seed: seed)
        request.initialize(store, seed: seed)
        for block in blocks { block.initialize(store, layers: configuration.layerCount, seed: seed) }
        requestBlock.initialize(store, layers: configuration.layerCount, seed: seed)
        store.fill(finalNorm, 1)
        store.fill(logTemperature, log(configuration.temperature))
        intents?.initialize(store, seed: seed)
    }

    /// Weights that matrices are multiplied with, for `PackedWeights`.
    package var linearWeights: [Parameter] { blocks.flatMap(\.weights) + requestBlock.weights + (intents?.weights ?? []) }

    /// One unit vector per request.
    ///
    /// - Parameter itemTable: embedding of every item, `[V, D]`.
    /// - Returns: `[R, D]`.
    package func userVectors(_ batch: SequenceBatch, itemTable: Tensor, dropout: SequenceDropout?, on tape: Tape) -> Tensor {
        answers(batch, itemTable: itemTable, dropout: dropout, on: tape).users
    }

    /// The same, with what the intent heads read on the way.
    package func answers(_ batch: SequenceBatch, itemTable: Tensor, dropout: SequenceDropout?, on tape: Tape) -> RequestAnswers {
        answers(batch, embedded: tokens(batch, itemTable: itemTable, on: tape), dropout: dropout, on: tape)
    }

    /// The same for tokens that are embedded already, `[T, D]`; nothing else reads them.
    func answers(_ batch: SequenceBatch, embedded: Tensor, dropout: SequenceDropout?, on tape: Tape) -> RequestAnswers {
        var states = tape.dropped(embedded, segments: batch.tokens, dropout: dropout?.embedding, salt: 1)
        let history = BlockContext(
            geometry: batch.historyGeometry(on: tape, timed: configuration.inputs >= .time, sparse: configuration.sparseAttention),
            dropout: dropout?.blocks)
        // Where nothing is recorded, blocks can take turns in the same memory.
        let recomputes = !tape.recording || configuration.recomputesBlocks(tokens: batch.tokens.rowCount)
        for block in blocks {
            states = recomputes ? tape.recomputed(states) { block($0, history, on: $1) } : block(states, history, on: tape)
        }
        let before =
            batch.requestsCoverTokens
            ? states
            : tape.lookupSum(
                [LookupColumn(table: states, indices: tape.indices(batch.requestPositions))], rows: batch.requests.rowCount,
                width: states.columns)
        let asked = tape.add(before, request(batch, on: tape))
        let context = BlockContext(
            geometry: batch.requestGeometry(on: tape, timed: configuration.inputs >= .time, sparse: configuration.sparseAttention),
            dropout: dropout?.blocks)
        let answered = requestBlock(request: asked, states: states, context, on: tape)
        return answers(answered, corrections: batch.corrections, on: tape)
    }

    /// The end of the way: what the last block made of requests, `[R, D]`, becomes queries of unit length.
    func answers(_ answered: Tensor, corrections: [IntentCorrection?], on tape: Tape) -> RequestAnswers {
        let read = tape.rmsNorm(answered, gain: finalNorm)
        guard let intents else { return RequestAnswers(users: tape.l2Normalize(read), intents: nil) }
        let (query, reading) = intents(read, corrections: corrections, on: tape)
        return RequestAnswers(users: tape.l2Normalize(query), intents: reading)
    }
}

/// The two kinds of dropout of one training batch.
package struct SequenceDropout: Sendable {
    package var embedding: DropoutSeeds
    package var blocks: DropoutSeeds
    package init(seeds: [UInt64], configuration: FoundationModelConfiguration) {
        embedding = DropoutSeeds(seeds: seeds, rate: configuration.embeddingDropoutRate)
        blocks = DropoutSeeds(seeds: seeds, rate: configuration.dropoutRate)
    }
}
