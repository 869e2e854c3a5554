import Tensors

// Letters: T rows of a jagged batch, D width, F feed-forward width, H heads, L layers.

/// What a block needs to know about the batch beside its activations.
package struct BlockContext {
    package var geometry: AttentionGeometry
    package var dropout: DropoutSeeds?
    package init(geometry: AttentionGeometry, dropout: DropoutSeeds?) {
        self.geometry = geometry
        self.dropout = dropout
    }
}

/// A layer that lets tokens of one user read their past. Sparse attention comes as a further conformance.
package protocol SequenceMixer: Sendable {
    /// x: `[T, D]` → `[T, D]`. Nothing else reads x: on the way back its gradient may share memory with that of the result.
    func callAsFunction(_ x: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor
    /// First values; `layers` is the number of blocks that add to the residual stream.
    func initialize(_ store: ParameterStore, layers: Int, seed: UInt64)
    /// Matrices that activations are multiplied with.
    var weights: [Parameter] { get }
}

/// The last layer: queries come from the request and the state before it, keys and values from states alone.
///
/// Everything on the key side can be cached at serving; another request costs one more query row.
package protocol RequestMixer: Sendable {
    /// - Parameters:
    ///   - request: state before the request plus the request's own embedding, `[R, D]`; nothing else reads it.
    ///   - states: `[T, D]`.
    /// - Returns: `[R, D]`.
    func callAsFunction(request: Tensor, states: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor
    func initialize(_ store: ParameterStore, layers: Int, seed: UInt64)
    var weights: [Parameter] { get }
}

/// The additive biases of attention: one number per head and distance, one per head and time bucket.
package struct RelativeBias: Sendable {
    package let position: Parameter
    package let time: Parameter?

    package init(_ key: String, heads: Int, distances: Int, timeBuckets: Int?, layout: inout ParameterLayout) {
        position = layout.declare("\(key).position", heads, distances, decays: false)
        time = timeBuckets.map { layout.declare("\(key).time", heads, $0, decays: false) }
    }
}

/// x + dropout(down(swiGLU(up(norm(x))))).
package struct FeedForward: Sendable {
    let norm, up, down: Parameter
    let salt: UInt64

    package init(_ key: String, width: Int, hidden: Int, salt: UInt64, layout: inout ParameterLayout) {
        norm = layout.declare("\(key).norm", 1, width, decays: false)
        up = layout.declare("\(key).up", width, 2 * hidden)
        down = layout.declare("\(key).down", hidden, width)
        self.salt = salt
    }

    func callAsFunction(_ x: Tensor, segments: JaggedOffsets, dropout: DropoutSeeds?, on tape: Tape) -> Tensor {
        tape.gatedFeedForward(x, gain: norm, up: up, down: down, segments: segments, dropout: dropout, salt: salt)
    }

    package func initialize(_ store: ParameterStore, layers: Int, seed: UInt64) {
        store.fill(norm, 1)
        store.fillNormal(up, standardDeviation: 1 / Float(up.rows).squareRoot(), seed: seed)
        // The residual stream sums 2L branches: scaled so that its variance stays near one.
        store.fillNormal(down, standardDeviation: 1 / Float(down.rows * 2 * layers).squareRoot(), seed: seed)
    }

    package var weights: [Parameter] { [up, down] }
}

/// Gated softmax attention and a SwiGLU feed-forward, both pre-norm: the first mixer.
package struct SelfAttentionBlock: SequenceMixer {
    let norm, projection, output: Parameter
    let bias: RelativeBias
    let feedForward: FeedForward
    let heads: Int
    let salt: UInt64

    package init(
        _ key: String, width: Int, hidden: Int, heads: Int, distances: Int, timeBuckets: Int?, salt: UInt64,
        layout: inout ParameterLayout
    ) {
        norm = layout.declare("\(key).attention.norm", 1, width, decays: false)
        // Columns: query, key, value, gate.
        projection = layout.declare("\(key).attention.projection", width, 4 * width)
        output = layout.declare("\(key).attention.output", width, width)
        bias = RelativeBias("\(key).attention.bias", heads: heads, distances: distances, timeBuckets: timeBuckets, layout: &layout)
        feedForward = FeedForward("\(key).feed-forward", width: width, hidden: hidden, salt: salt + 1, layout: &layout)
        self.heads = heads
        self.salt = salt
    }

    package func callAsFunction(_ x: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor {
        let width = x.columns
        let projected = tape.normalizedLinear(x, gain: norm, projection)
        let mixed = tape.attention(
            query: Columns(projected, 0, width), key: Columns(projected, width, width), value: Columns(projected, 2 * width, width),
            heads: heads, geometry: context.geometry, position: tape.parameter(bias.position), time: bias.time.map(tape.parameter))
        let segments = context.geometry.queries
        let y = tape.gatedLinear(
            mixed, by: Columns(projected, 3 * width, width), output, addedTo: x, segments: segments, dropout: context.dropout, salt: salt)
        return feedForward(y, segments: segments, dropout: context.dropout, on: tape)
    }

    package func initialize(_ store: ParameterStore, layers: Int, seed: UInt64) {
        store.fill(norm, 1)
        store.fillNormal(projection, standardDeviation: 1 / Float(projection.rows).squareRoot(), seed: seed)
        store.fillNormal(output, standardDeviation: 1 / Float(output.rows * 2 * layers).squareRoot(), seed: seed)
        feedForward.initialize(store, layers: layers, seed: seed)
    }

    package var weights: [Parameter] { [projection, output] + feedForward.weights }
}

/// The last block with softmax attention and a SwiGLU feed-forward.
package struct RequestBlock: RequestMixer {
    let queryNorm, keyNorm, queryProjection, keyProjection, output: Parameter
    let bias: RelativeBias
    let feedForward: FeedForward
    let heads: Int
    let salt: UInt64

    package init(
        _ key: String, width: Int, hidden: Int, heads: Int, distances: Int, timeBuckets: Int?, salt: UInt64,
        layout: inout ParameterLayout
    ) {
        queryNorm = layout.declare("\(key).attention.query-norm", 1, width, decays: false)
        keyNorm = layout.declare("\(key).attention.key-norm", 1, width, decays: false)
        // Columns: query, gate.
        queryProjection = layout.declare("\(key).attention.query-projection", width, 2 * width)
        // Columns: key, value.
        keyProjection = layout.declare("\(key).attention.key-projection", width, 2 * width)
        output = layout.declare("\(key).attention.output", width, width)
        bias = RelativeBias("\(key).attention.bias", heads: heads, distances: distances, timeBuckets: timeBuckets, layout: &layout)
        feedForward = FeedForward("\(key).feed-forward", width: width, hidden: hidden, salt: salt + 1, layout: &layout)
        self.heads = heads
        self.salt = salt
    }

    package func callAsFunction(request: Tensor, states: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor {
        let width = states.columns
        let asked = tape.normalizedLinear(request, gain: queryNorm, queryProjection)
        let known = tape.normalizedLinear(states, gain: keyNorm, keyProjection)
        let mixed = tape.attention(
            query: Columns(asked, 0, width), key: Columns(known, 0, width), value: Columns(known, width, width), heads: heads,
            geometry: context.geometry, position: tape.parameter(bias.position), time: bias.time.map(tape.parameter))
        let segments = context.geometry.queries
        let y = tape.gatedLinear(
            mixed, by: Columns(asked, width, width), output, addedTo: request, segments: segments, dropout: context.dropout, salt: salt)
        return feedForward(y, segments: segments, dropout: context.dropout, on: tape)
    }

    package func initialize(_ store: ParameterStore, layers: Int, seed: UInt64) {
        store.fill(queryNorm, 1)
        store.fill(keyNorm, 1)
        for weight in [queryProjection, keyProjection] {
            store.fillNormal(weight, standardDeviation: 1 / Float(weight.rows).squareRoot(), seed: seed)
        }
        store.fillNormal(output, standardDeviation: 1 / Float(output.rows * 2 * layers).squareRoot(), seed: seed)
        feedForward.initialize(store, layers: layers, seed: seed)
    }

    package var weights: [Parameter] { [queryProjection, keyProjection, output] + feedForward.weights }
}
