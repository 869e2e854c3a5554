import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Letters: T rows of a jagged batch, D width, F feed-forward width, H heads, L layers, C tokens of a block, m summaries of a block.

/// What sparse attention learns beside its projections: biases, and how a block is summarised. None of it grows with T.
package struct SparseParameters: Sendable {
    package let shape: SparseAttentionShape
    package let heads: Int
    let position, distance, query, place: Parameter
    let time, summaryTime: Parameter?

    init(_ key: String, width: Int, heads: Int, shape: SparseAttentionShape, timeBuckets: Int?, layout: inout ParameterLayout) {
        (self.shape, self.heads) = (shape, heads)
        let rows = heads * shape.summaries
        position = layout.declare("\(key).bias.position", heads, shape.exactDistances, decays: false)
        time = timeBuckets.map { layout.declare("\(key).bias.time", heads, $0, decays: false) }
        distance = layout.declare("\(key).summary.distance", rows, SparseAttentionShape.distanceClasses, decays: false)
        summaryTime = timeBuckets.map { layout.declare("\(key).summary.time", heads, $0, decays: false) }
        query = layout.declare("\(key).summary.query", shape.summaries, width, decays: false)
        place = layout.declare("\(key).summary.place", rows, shape.block, decays: false)
    }

    func initialize(_ store: ParameterStore, seed: UInt64) {
        // Scores of the learned queries begin with a variance of one: each summary begins with tokens of its own.
        store.fillNormal(query, standardDeviation: 1, seed: seed)
        // A summary stands for C/m tokens and begins with their weight.
        store.fill(distance, log(Float(shape.block) / Float(shape.summaries)))
    }

    func inputs(query: Columns, key: Columns, value: Columns, geometry: AttentionGeometry, on tape: Tape) -> SparseAttentionInputs {
        SparseAttentionInputs(
            query: query, key: key, value: value, heads: heads, geometry: geometry, shape: shape,
            summaries: summaries(on: tape), biases: biases(on: tape))
    }

    func summaries(on tape: Tape) -> SummaryQueries {
        SummaryQueries(query: tape.parameter(query), place: tape.parameter(place))
    }

    func biases(on tape: Tape) -> SparseAttentionBiases {
        SparseAttentionBiases(
            position: tape.parameter(position), distance: tape.parameter(distance), time: time.map(tape.parameter),
            summaryTime: summaryTime.map(tape.parameter))
    }
}

/// Gated softmax attention over a window and summaries, and a SwiGLU feed-forward, both pre-norm: for lifelong histories.
package struct SparseAttentionBlock: SequenceMixer {
    let norm, projection, output: Parameter
    let sparse: SparseParameters
    let feedForward: FeedForward
    let salt: UInt64

    package init(
        _ key: String, width: Int, hidden: Int, heads: Int, shape: SparseAttentionShape, timeBuckets: Int?, salt: UInt64,
        layout: inout ParameterLayout
    ) {
        norm = layout.declare("\(key).attention.norm", 1, width, decays: false)
        // Columns: query, key, value, gate.
        projection = layout.declare("\(key).attention.projection", width, 4 * width)
        output = layout.declare("\(key).attention.output", width, width)
        sparse = SparseParameters(
            "\(key).attention", width: width, heads: heads, shape: shape, timeBuckets: timeBuckets, layout: &layout)
        feedForward = FeedForward("\(key).feed-forward", width: width, hidden: hidden, salt: salt + 1, layout: &layout)
        self.salt = salt
    }

    package func callAsFunction(_ x: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor {
        let width = x.columns
        let projected = project(x, on: tape)
        let mixed = tape.sparseAttention(
            sparse.inputs(
                query: Columns(projected, 0, width), key: Columns(projected, width, width), value: Columns(projected, 2 * width, width),
                geometry: context.geometry, on: tape))
        return finish(x, mixed, projected, segments: context.geometry.queries, dropout: context.dropout, on: tape)
    }

    func project(_ x: Tensor, on tape: Tape) -> Tensor { tape.linear(tape.rmsNorm(x, gain: norm), projection) }

    /// Everything behind the attention.
    func finish(
        _ x: Tensor, _ mixed: Tensor, _ projected: Tensor, segments: JaggedOffsets, dropout: DropoutSeeds?, on tape: Tape
    ) -> Tensor {
        let gated = tape.gate(mixed, by: Columns(projected, 3 * x.columns, x.columns))
        let y = tape.addDropped(x, tape.linear(gated, output), segments: segments, dropout: dropout, salt: salt)
        return feedForward(y, segments: segments, dropout: dropout, on: tape)
    }

    package func initialize(_ store: ParameterStore, layers: Int, seed: UInt64) {
        store.fill(norm, 1)
        store.fillNormal(projection, standardDeviation: 1 / Float(projection.rows).squareRoot(), seed: seed)
        store.fillNormal(output, standardDeviation: 1 / Float(output.rows * 2 * layers).squareRoot(), seed: seed)
        sparse.initialize(store, seed: seed)
        feedForward.initialize(store, layers: layers, seed: seed)
    }

    package var weights: [Parameter] { [projection, output] + feedForward.weights }
}

/// The last block with sparse attention: a request reads the latest states by themselves and earlier ones in summary.
package struct SparseRequestBlock: RequestMixer {
    let queryNorm, keyNorm, queryProjection, keyProjection, output: Parameter
    let sparse: SparseParameters
    let feedForward: FeedForward
    let salt: UInt64

    package init(
        _ key: String, width: Int, hidden: Int, heads: Int, shape: SparseAttentionShape, timeBuckets: Int?, salt: UInt64,
        layout: inout ParameterLayout
    ) {
        queryNorm = layout.declare("\(key).attention.query-norm", 1, width, decays: false)
        keyNorm = layout.declare("\(key).attention.key-norm", 1, width, decays: false)
        // Columns: query, gate.
        queryProjection = layout.declare("\(key).attention.query-projection", width, 2 * width)
        // Columns: key, value.
        keyProjection = layout.declare("\(key).attention.key-projection", width, 2 * width)
        output = layout.declare("\(key).attention.output", width, width)
        sparse = SparseParameters(
            "\(key).attention", width: width, heads: heads, shape: shape, timeBuckets: timeBuckets, layout: &layout)
        feedForward = FeedForward("\(key).feed-forward", width: width, hidden: hidden, salt: salt + 1, layout: &layout)
        self.salt = salt
    }

    package func callAsFunction(request: Tensor, states: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor {
        let width = states.columns
        let asked = ask(request, on: tape)
        let known = know(states, on: tape)
        let mixed = tape.sparseAttention(
            sparse.inputs(
                query: Columns(asked, 0, width), key: Columns(known, 0, width), value: Columns(known, width, width),
                geometry: context.geometry, on: tape))
        return finish(request, mixed, asked, segments: context.geometry.queries, dropout: context.dropout, on: tape)
    }

    /// Queries and gates.
    func ask(_ request: Tensor, on tape: Tape) -> Tensor { tape.linear(tape.rmsNorm(request, gain: queryNorm), queryProjection) }
    /// Keys and values.
    func know(_ states: Tensor, on tape: Tape) -> Tensor { tape.linear(tape.rmsNorm(states, gain: keyNorm), keyProjection) }

    /// Everything behind the attention.
    func finish(
        _ request: Tensor, _ mixed: Tensor, _ asked: Tensor, segments: JaggedOffsets, dropout: DropoutSeeds?, on tape: Tape
    ) -> Tensor {
        let gated = tape.gate(mixed, by: Columns(asked, request.columns, request.columns))
        let y = tape.addDropped(request, tape.linear(gated, output), segments: segments, dropout: dropout, salt: salt)
        return feedForward(y, segments: segments, dropout: dropout, on: tape)
    }

    package func initialize(_ store: ParameterStore, layers: Int, seed: UInt64) {
        store.fill(queryNorm, 1)
        store.fill(keyNorm, 1)
        for weight in [queryProjection, keyProjection] {
            store.fillNormal(weight, standardDeviation: 1 / Float(weight.rows).squareRoot(), seed: seed)
        }
        store.fillNormal(output, standardDeviation: 1 / Float(output.rows * 2 * layers).squareRoot(), seed: seed)
        sparse.initialize(store, seed: seed)
        feedForward.initialize(store, layers: layers, seed: seed)
    }

    package var weights: [Parameter] { [queryProjection, keyProjection, output] + feedForward.weights }
}
