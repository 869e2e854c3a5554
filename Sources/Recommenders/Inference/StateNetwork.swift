import NeuralNetworks
import Tensors

// Letters: R rows, D width, F feed-forward width, H heads, L layers.

/// The weights of a model as the incremental path reads them, found by their keys, which are fixed.
///
/// A model with a parameter that is not read here is refused: a part that is silently left out would give wrong answers.
struct StateNetwork: Sendable {
    /// A weight `[K, N]` in kernel layout.
    struct Linear: Sendable {
        let weight: PackedMatrix
        let inner: Int
        let columns: Int
    }

    /// Immutable memory of the parameter store.
    struct Vector: @unchecked Sendable {  // Rule: points into a store that is not written while the model serves.
        let values: UnsafePointer<Float>
        let rows: Int
        let columns: Int
    }

    /// One block. The lower ones project queries, keys, values and gates at once, the last one keys and values apart.
    struct Block: Sendable {
        let norm: Vector
        let projection: Linear
        let keyNorm: Vector?
        let keyProjection: Linear?
        /// After pointwise attention.
        let mixedNorm: Vector?
        let output: Linear
        let position: Vector
        let time: Vector?
        let feedForward: (norm: Vector, up: Linear, down: Linear)?

        var bias: CachedAttention.Bias {
            CachedAttention.Bias(
                position: position.values, positionCount: position.columns, time: time?.values, timeCount: time?.columns ?? 0)
        }
    }

    /// The intent heads.
    struct Intents: Sendable {
        let columns: IntentColumns
        let weight: Linear
        let bias: Vector
        let embedding: Linear
        let directions: Linear
    }

    let width: Int
    let layerCount: Int
    let maximumLength: Int
    let feedForwardWidth: Int
    let weighting: CachedAttention.Weighting
    let tokenStart, tokenNorm, finalNorm, requestBias: Vector
    let tokenFields, requestFields: [(field: SequenceBatch.Field, table: Vector)]
    let lower: [Block]
    let last: Block
    let intents: Intents?
    private let store: ParameterStore

    var isTimed: Bool { last.time != nil }

    /// - Throws: `StateError.unsupported` naming the parameters that are missing or not known here.
    init(_ model: FoundationModel) throws(StateError) {
        let configuration = model.configuration
        guard configuration.mixer == .softmax || configuration.mixer == .hstu else {
            throw .unsupported(parameters: ["mixer \(configuration.mixer.rawValue)"])
        }
        var reader = StateParameterReader(model)
        width = configuration.embeddingDimension
        layerCount = configuration.layerCount
        maximumLength = configuration.maximumSequenceLength
        let isSoftmax = configuration.mixer == .softmax
        feedForwardWidth = isSoftmax ? configuration.feedForwardDimension : 0
        weighting = isSoftmax ? .softmax : .pointwise
        store = model.store
        tokenStart = reader.vector("token.start")
        tokenNorm = reader.vector("token.norm")
        finalNorm = reader.vector("final.norm")
        requestBias = reader.vector("request.bias")
        let fields: [SequenceBatch.Field] = [.engagement, .duration, .completion, .rating, .device, .hour, .locale, .surface]
        tokenFields = fields.compactMap { field in reader.optional("token.\(field.rawValue)").map { (field, $0) } }
        let asked = fields.suffix(4) + [.gap, .choices]
        requestFields = asked.compactMap { field in reader.optional("request.\(field.rawValue)").map { (field, $0) } }
        var lower: [Block] = []
        for layer in 0..<configuration.layerCount - 1 { lower.append(reader.block("block.\(layer)", isSoftmax, isLast: false)) }
        self.lower = lower
        last = reader.block("block.request", isSoftmax, isLast: true)
        intents = model.network.intents.map { heads in
            Intents(
                columns: heads.columns, weight: reader.linear("intent.weight"), bias: reader.vector("intent.bias"),
                embedding: reader.linear("intent.embedding"), directions: reader.linear("intent.directions"))
        }
        let unknown = reader.unread
        guard unknown.isEmpty else { throw .unsupported(parameters: unknown) }
    }
}

/// Finds parameters by key and remembers which were never asked for.
private struct StateParameterReader {
    private let store: ParameterStore
    private var left: [String: Parameter]
    private var missing: [String] = []

    init(_ model: FoundationModel) {
        store = model.store
        left = Dictionary(uniqueKeysWithValues: model.network.layout.parameters.map { ($0.key, $0) })
        // Items come as the table that the scorer has bound, the temperature as a number of the model.
        for key in left.keys where key.hasPrefix("item.") || key == "final.log-temperature" { left[key] = nil }
    }

    var unread: [String] { (missing + left.keys).sorted() }

    mutating func optional(_ key: String) -> StateNetwork.Vector? {
        guard let parameter = left.removeValue(forKey: key) else { return nil }
        return StateNetwork.Vector(values: store.pointer(parameter), rows: parameter.rows, columns: parameter.columns)
    }

    mutating func vector(_ key: String) -> StateNetwork.Vector {
        if let found = optional(key) { return found }
        missing.append("\(key) (missing)")
        return StateNetwork.Vector(values: UnsafePointer(store.values), rows: 0, columns: 0)
    }

    mutating func linear(_ key: String) -> StateNetwork.Linear {
        let found = vector(key)
        let weight = PackedMatrix(.rowMajor(found.values, max(1, found.columns)), inner: found.rows, columns: found.columns)
        return StateNetwork.Linear(weight: weight, inner: found.rows, columns: found.columns)
    }

    mutating func block(_ name: String, _ isSoftmax: Bool, isLast: Bool) -> StateNetwork.Block {
        let key = name + (isSoftmax ? ".attention" : ".hstu")
        let query = isLast ? "query-" : ""
        return StateNetwork.Block(
            norm: vector("\(key).\(query)norm"), projection: linear("\(key).\(query)projection"),
            keyNorm: isLast ? vector("\(key).key-norm") : nil, keyProjection: isLast ? linear("\(key).key-projection") : nil,
            mixedNorm: isSoftmax ? nil : vector("\(key).mixed-norm"), output: linear("\(key).output"),
            position: vector("\(key).bias.position"), time: optional("\(key).bias.time"),
            feedForward: isSoftmax
                ? (vector("\(name).feed-forward.norm"), linear("\(name).feed-forward.up"), linear("\(name).feed-forward.down")) : nil)
    }
}
