// Letters: T keys of one user, R queries of the same user, W window, C tokens of a block, m summaries of a block, H heads, d head width.
// Row r reads the summaries of its first B blocks and the exact keys behind them, see `SparseAttentionShape`:
// p[r, ·] = softmax over both of (q_r·K̃ / √d + distance[h, i, class of B − 1 − b] + summary-time[h, bucket],
//                                 q_r·k / √d + position[h, n_r − 1 − j] + time[h, bucket]),  y_r = Σ p Ṽ + Σ p v

import CKernels

extension Tape {
    /// Softmax attention over a window of each user's latest keys and over learned summaries of everything before it.
    ///
    /// Scores are computed again on the way back, so that no more than one tile of them is held: memory is that of the inputs, of
    /// the summaries (m/C of the keys) and of the weights of tokens in them.
    /// - Returns: `[rows of queries, H·d]`.
    /// - Complexity: O(Σ R·(W + C + m·T/C)·H·d + Σ T·m·H·d).
    package func sparseAttention(_ inputs: SparseAttentionInputs) -> Tensor {
        let y = make(inputs.query.tensor.rows, inputs.query.count)
        let counts = inputs.blockCounts
        let summaries = BlockSummaries(
            key: inputs.key, value: inputs.value, heads: inputs.heads, shape: inputs.shape, segments: inputs.geometry.keys,
            blockCounts: counts, queries: inputs.summaries, on: self)
        let distances = DistanceRows(
            inputs.biases.distance, heads: inputs.heads, summaries: inputs.shape.summaries, blocks: counts.max() ?? 0, on: self)
        let work = SparseAttentionWork(inputs: inputs, output: y, summaries: summaries.rows, distances: distances)
        let p = arena.allocate(Float.self, count: work.largestTile)
        work.forEachTile { tile in
            for head in 0..<inputs.heads {
                work.weights(tile, head: head, into: p, arena)
                work.mixValues(tile, head: head, p, arena)
            }
        }
        record { [arena] in
            guard y.gradient != nil else { return }
            let dp = arena.allocate(Float.self, count: work.largestTile)
            work.forEachTile { tile in
                for head in 0..<inputs.heads {
                    work.weights(tile, head: head, into: p, arena)
                    work.valueGradients(tile, head: head, p, dp: dp, arena)
                    work.scoreGradients(tile, head: head, p, dp)
                    work.keyGradients(tile, head: head, dp, arena)
                }
            }
            distances.backward()
            summaries.backward(arena: arena)
        }
        return y
    }
}

extension Kernels {
    static func softmaxRow(_ x: Floats, count: Int) { tk_softmax_row(x, count, 1) }
    /// `dp` becomes the gradient of what was put into the softmax.
    static func softmaxRowBackward(_ p: UnsafePointer<Float>, _ dp: Floats, count: Int) { tk_softmax_row_backward(dp, dp, p, count) }
    static func lookupAdd(_ table: UnsafePointer<Float>, _ index: UnsafePointer<UInt8>, to y: Floats, count: Int) {
        tk_lookup_add(y, table, index, count)
    }
    static func lookupAddBackward(_ table: Floats, _ x: UnsafePointer<Float>, _ index: UnsafePointer<UInt8>, count: Int) {
        tk_lookup_add_backward(table, x, index, count)
    }
}
