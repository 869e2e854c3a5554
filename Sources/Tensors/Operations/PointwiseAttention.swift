// Letters: T keys of one user, R queries of the same user, H heads, d head width, P distances.
// s[r, j] = q_r·k_j + position[h, n_r − 1 − j] + time[h, bucket(r, j)],  y_r = (1/n_r) Σ_{j < n_r} silu(s[r, j]) v_j
// (Zhai et al., "Actions Speak Louder than Words", ICML 2024, equation 2.)

import CKernels

extension Tape {
    /// Pointwise aggregated attention over each user's own history: weights are not made to sum to one, so that how often
    /// something happened is still seen.
    ///
    /// n is the number of keys that the row sees. The length of the sequence, which others divide by, would tell a row
    /// how much is still to come.
    /// - Parameters: those of `attention`, with the same shapes.
    /// - Returns: `[rows of queries, H·d]`.
    /// - Complexity: O(Σ R·T·H·d).
    package func pointwiseAttention(
        query: Columns, key: Columns, value: Columns, heads: Int, geometry: AttentionGeometry, position: Tensor?, time: Tensor?
    ) -> Tensor {
        let y = make(query.tensor.rows, query.count)
        let work = AttentionWork(
            query: query, key: key, value: value, output: y, heads: heads, geometry: geometry, position: position, time: time)
        // Scores are kept, not weights: the slope of silu needs them.
        let storage = arena.allocate(Float.self, count: recording ? work.pairCount : work.largestBlock)
        let weights = arena.allocate(Float.self, count: work.largestBlock)
        work.forEachBlock { block in
            let s = recording ? storage + block.storageOffset : storage
            work.scores(block, into: s, scale: 1, arena)
            work.forEachRow(of: block) { Kernels.pointwiseRow(s + $0, into: weights + $0, visible: $1, count: block.keyCount, bias: $2) }
            work.mix(block, weights, arena)
        }
        record { [arena] in
            guard y.gradient != nil else { return }
            let dp = arena.allocate(Float.self, count: work.largestBlock)
            work.forEachBlock { block in
                let s = storage + block.storageOffset
                work.forEachRow(of: block) { offset, visible, _ in
                    Kernels.pointwiseWeights(s + offset, into: weights + offset, visible: visible, count: block.keyCount)
                }
                work.carryToValues(block, weights, arena)
                work.weightGradient(block, into: dp, arena)
                work.forEachRow(of: block) {
                    Kernels.pointwiseRowBackward(s + $0, dp: dp + $0, into: weights + $0, visible: $1, count: block.keyCount, bias: $2)
                }
                work.carryToQueriesAndKeys(block, weights, scale: 1, arena)
            }
        }
        return y
    }
}

extension Kernels {
    /// Biases are added to the scores of one query; silu of the first `visible`, divided by their number, are its weights.
    static func pointwiseRow(_ scores: Floats, into weights: Floats, visible: Int, count: Int, bias: AttentionRowBias) {
        if let position = bias.position { tk_axpy(scores, position, 1, visible) }
        if let time = bias.time, let buckets = bias.buckets { tk_lookup_add(scores, time, buckets, visible) }
        pointwiseWeights(scores, into: weights, visible: visible, count: count)
    }

    /// The weights of one query from its scores with biases; zero behind what it sees.
    static func pointwiseWeights(_ scores: Floats, into weights: Floats, visible: Int, count: Int) {
        tk_silu(weights, scores, visible)
        tk_scale(weights, weights, 1 / Float(visible), visible)
        if visible < count { (weights + visible).update(repeating: 0, count: count - visible) }
    }

    /// `ds` becomes the gradient of the scores, from the gradient `dp` of the weights; the gradients of the biases grow.
    static func pointwiseRowBackward(_ scores: Floats, dp: Floats, into ds: Floats, visible: Int, count: Int, bias: AttentionRowBias) {
        ds.update(repeating: 0, count: count)
        tk_silu_backward(ds, dp, scores, visible)
        tk_scale(ds, ds, 1 / Float(visible), visible)
        if let position = bias.positionGradient { tk_axpy(position, ds, 1, visible) }
        if let time = bias.timeGradient, let buckets = bias.buckets { tk_lookup_add_backward(time, ds, buckets, visible) }
    }
}
