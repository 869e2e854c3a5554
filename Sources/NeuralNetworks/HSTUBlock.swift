import Tensors

// Letters: T rows of a jagged batch, R requests, D width, H heads, L layers.
// U, V, Q, K = silu(W₁ norm(x));  y = x + W₂ (norm(A V) ⊙ U);  A = silu(Q Kᵀ + bias) / visible keys
// (Zhai et al., "Actions Speak Louder than Words", ICML 2024, equations 1 to 3.)

/// Pointwise attention whose gate takes the place of a feed-forward: the second mixer.
///
/// Norms are RMS norms, as everywhere in this model; the paper has layer norms.
package struct HSTUBlock: SequenceMixer {
    let norm, projection, mixedNorm, output: Parameter
    let bias: RelativeBias
    let heads: Int
    let salt: UInt64

    package init(
        _ key: String, width: Int, heads: Int, distances: Int, timeBuckets: Int?, salt: UInt64, layout: inout ParameterLayout
    ) {
        norm = layout.declare("\(key).hstu.norm", 1, width, decays: false)
        // Columns: query, key, value, gate.
        projection = layout.declare("\(key).hstu.projection", width, 4 * width)
        mixedNorm = layout.declare("\(key).hstu.mixed-norm", 1, width, decays: false)
        output = layout.declare("\(key).hstu.output", width, width)
        bias = RelativeBias("\(key).hstu.bias", heads: heads, distances: distances, timeBuckets: timeBuckets, layout: &layout)
        self.heads = heads
        self.salt = salt
    }

    package func callAsFunction(_ x: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor {
        let width = x.columns
        let projected = tape.linear(tape.rmsNorm(x, gain: norm), projection)
        let active = tape.silu(Columns(projected, 0, 3 * width))
        let mixed = tape.pointwiseAttention(
            query: Columns(active, 0, width), key: Columns(active, width, width), value: Columns(active, 2 * width, width), heads: heads,
            geometry: context.geometry, position: tape.parameter(bias.position), time: bias.time.map(tape.parameter))
        let gated = tape.siluGate(tape.rmsNorm(mixed, gain: mixedNorm), by: Columns(projected, 3 * width, width))
        return tape.addDropped(
            x, tape.linear(gated, output), segments: context.geometry.queries, dropout: context.dropout, salt: salt)
    }

    package func initialize(_ store: ParameterStore, layers: Int, seed: UInt64) {
        store.fill(norm, 1)
        store.fill(mixedNorm, 1)
        store.fillNormal(projection, standardDeviation: 1 / Float(projection.rows).squareRoot(), seed: seed)
        // The residual stream sums L branches: scaled so that its variance stays near one.
        store.fillNormal(output, standardDeviation: 1 / Float(output.rows * layers).squareRoot(), seed: seed)
    }

    package var weights: [Parameter] { [projection, output] }
}

/// The last block with pointwise attention: queries and gates come from the request, keys and values from states alone.
package struct HSTURequestBlock: RequestMixer {
    let queryNorm, keyNorm, queryProjection, keyProjection, mixedNorm, output: Parameter
    let bias: RelativeBias
    let heads: Int
    let salt: UInt64

    package init(
        _ key: String, width: Int, heads: Int, distances: Int, timeBuckets: Int?, salt: UInt64, layout: inout ParameterLayout
    ) {
        queryNorm = layout.declare("\(key).hstu.query-norm", 1, width, decays: false)
        keyNorm = layout.declare("\(key).hstu.key-norm", 1, width, decays: false)
        // Columns: query, gate.
        queryProjection = layout.declare("\(key).hstu.query-projection", width, 2 * width)
        // Columns: key, value.
        keyProjection = layout.declare("\(key).hstu.key-projection", width, 2 * width)
        mixedNorm = layout.declare("\(key).hstu.mixed-norm", 1, width, decays: false)
        output = layout.declare("\(key).hstu.output", width, width)
        bias = RelativeBias("\(key).hstu.bias", heads: heads, distances: distances, timeBuckets: timeBuckets, layout: &layout)
        self.heads = heads
        self.salt = salt
    }

    package func callAsFunction(request: Tensor, states: Tensor, _ context: BlockContext, on tape: Tape) -> Tensor {
        let width = states.columns
        let asked = tape.linear(tape.rmsNorm(request, gain: queryNorm), queryProjection)
        let known = tape.silu(Columns(tape.linear(tape.rmsNorm(states, gain: keyNorm), keyProjection)))
        let mixed = tape.pointwiseAttention(
            query: Columns(tape.silu(Columns(asked, 0, width))), key: Columns(known, 0, width), value: Columns(known, width, width),
            heads: heads, geometry: context.geometry, position: tape.parameter(bias.position), time: bias.time.map(tape.parameter))
        let gated = tape.siluGate(tape.rmsNorm(mixed, gain: mixedNorm), by: Columns(asked, width, width))
        return tape.addDropped(
            request, tape.linear(gated, output), segments: context.geometry.queries, dropout: context.dropout, salt: salt)
    }

    package func initialize(_ store: ParameterStore, layers: Int, seed: UInt64) {
        for gain in [queryNorm, keyNorm, mixedNorm] { store.fill(gain, 1) }
        for weight in [queryProjection, keyProjection] {
            store.fillNormal(weight, standardDeviation: 1 / Float(weight.rows).squareRoot(), seed: seed)
        }
        store.fillNormal(output, standardDeviation: 1 / Float(output.rows * layers).squareRoot(), seed: seed)
    }

    package var weights: [Parameter] { [queryProjection, keyProjection, output] }
}
