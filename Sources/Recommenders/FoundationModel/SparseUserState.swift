import Datasets
import NeuralNetworks
import Tensors

// Letters: n tokens so far (the start token included), D width, L layers, R requests of one moment, V items.

/// What a model with sparse attention keeps of one user, so that the next token and the next request cost the same whatever came before.
///
/// A value: a copy is a snapshot. Memory: 8·L·D·(W + C + m·n/C) bytes.
package struct SparseUserState: Sendable {
    fileprivate var layers: [SparseAttentionCache]
    fileprivate var request: SparseAttentionCache
    /// The last token's state before the request block, `[D]`.
    fileprivate var last: [Float] = []

    /// Input positions that it has read: the start token and as many tokens as were appended.
    package var positions: Int { request.count }
    package var byteCount: Int { layers.reduce(request.byteCount + 4 * last.count) { $0 + $1.byteCount } }
}

extension FoundationNetwork {
    /// The state of somebody of whom nothing is known, not even the start token; nil for another mixer than `sparse`.
    package func makeSparseState() -> SparseUserState? {
        guard let sparse = blocks as? [SparseAttentionBlock], let last = requestBlock as? SparseRequestBlock else { return nil }
        return SparseUserState(layers: sparse.map { $0.makeCache() }, request: last.makeCache())
    }

    /// Reads the tokens of a history that the state has not read yet.
    ///
    /// - Parameters:
    ///   - sequence: the whole history, of which the state has read a prefix.
    ///   - itemTable: `[V, D]`.
    ///   - tape: one that does not record.
    /// - Complexity: per token O(L·D·(D + F + W + C + m·n/C)).
    package func extend(_ state: inout SparseUserState, with sequence: TokenSequence, itemTable: Tensor, on tape: Tape) {
        let new = state.positions..<sequence.count + 1
        guard !new.isEmpty, let sparse = blocks as? [SparseAttentionBlock], let last = requestBlock as? SparseRequestBlock else { return }
        var batch = SequenceBatch()
        batch.append(sequence, window: new, requests: [], seed: 0)
        let times = batch.times[...]
        let bucket: ((Int64, Int64) -> UInt8)? = configuration.inputs >= .time ? { TimeGapBucket.bucket(from: $0, to: $1) } : nil
        var states = tokens(batch, itemTable: itemTable, on: tape)
        for (layer, block) in sparse.enumerated() {
            states = block.append(states, times: times, to: &state.layers[layer], bucket: bucket, on: tape)
        }
        last.append(states, times: times, to: &state.request, on: tape)
        let final = states.value + (states.rows - 1) * states.columns
        state.last = Array(UnsafeBufferPointer(start: final, count: states.columns))
    }

    /// One unit vector per request, `[R, D]`: what `userVectors` gives for the whole history, to rounding.
    ///
    /// - Parameters:
    ///   - requests: made after all tokens of `sequence`, which the state has read.
    package func answer(
        _ requests: [SequenceBatch.Request], of sequence: TokenSequence, state: SparseUserState, on tape: Tape
    ) -> Tensor {
        guard let last = requestBlock as? SparseRequestBlock else { preconditionFailure("a sparse state of another mixer") }
        precondition(state.positions == sequence.count + 1, "the state has read \(state.positions) of \(sequence.count + 1) positions")
        var batch = SequenceBatch()
        batch.append(sequence, window: sequence.count..<sequence.count + 1, requests: requests, seed: 0)
        let before = tape.make(requests.count, state.last.count)
        for row in 0..<requests.count { for (column, x) in state.last.enumerated() { before.value[row * before.columns + column] = x } }
        let times = batch.requestTimes
        let bucket: ((Int64, Int) -> UInt8)? = configuration.inputs >= .time ? { TimeGapBucket.bucket(from: $0, to: times[$1]) } : nil
        let answered = last.answer(request: tape.add(before, request(batch, on: tape)), cache: state.request, bucket: bucket, on: tape)
        return answers(answered, corrections: batch.corrections, on: tape).users
    }
}
