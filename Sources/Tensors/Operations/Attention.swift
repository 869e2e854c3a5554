// Letters: T keys of one user, R queries of the same user, H heads, d head width, P distances.
// p[r, j] = softmax over j < n_r of (q_r·k_j / √d + position[h, n_r − 1 − j] + time[h, bucket(r, j)]),  y_r = Σ_j p[r, j] v_j
// Backwards: dp = dy·vᵀ, ds = p ⊙ (dp − dy·y), dq = ds·k / √d, dk = dsᵀ·q / √d, dv = pᵀ·dy.

extension Tape {
    /// Softmax attention over each user's own history.
    ///
    /// Keys and values of a user and head are packed once; scores exist for one block of queries at a time, and only the weights are kept
    /// for the way back, as the products read them.
    /// - Parameters:
    ///   - query: `[rows of queries, H·d]`, key, value: `[rows of keys, H·d]`, each possibly a column range.
    ///   - position: `[H, P]`, *reversed*: column P − 1 − distance, so that a row of scores reads it forwards.
    ///   - time: `[H, buckets]`, used when the geometry carries time buckets.
    /// - Returns: `[rows of queries, H·d]`.
    /// - Complexity: O(Σ R·T·H·d).
    package func attention(
        query: Columns, key: Columns, value: Columns, heads: Int, geometry: AttentionGeometry, position: Tensor?, time: Tensor?
    ) -> Tensor {
        let y = make(query.tensor.rows, query.count)
        let work = AttentionWork(
            query: query, key: key, value: value, output: y, heads: heads, geometry: geometry, position: position, time: time)
        let weights = AttentionWeights(work, kept: recording, arena: arena)
        arena.scoped { weights.forward(arena) }
        record { [arena] in
            guard y.gradient != nil else { return }
            arena.scoped { weights.backward(arena) }
        }
        return y
    }
}

/// The weights of all blocks and what is done with them.
private struct AttentionWeights {
    private let work: AttentionWork
    /// `[rows of a block, padded key count]`, block after block; one block when nothing is kept.
    private let memory: OperandRows
    private let kept: Bool

    init(_ work: AttentionWork, kept: Bool, arena: Arena) {
        (self.work, self.kept) = (work, kept)
        memory = OperandRows(rows: kept ? work.paddedPairCount : work.largestPaddedBlock, columns: 1, arena: arena)
    }

    private func weights(_ block: AttentionBlock) -> OperandRows {
        memory.slice(at: kept ? block.storageOffset : 0, columns: block.paddedKeyCount)
    }

    // MARK: Forward

    func forward(_ arena: Arena) {
        let scores = arena.allocate(Float.self, count: work.largestPaddedBlock)
        work.forEachHead { head in
            arena.scoped {
                let (d, t) = (work.headWidth, head.keyCount)
                let keys = PackedMatrix(.transposed(head.keys, work.key.stride), inner: d, columns: t, arena: arena)
                let values = PackedMatrix(.rowMajor(head.values, work.value.stride), inner: t, columns: d, arena: arena)
                work.forEachBlock(of: head) { block in
                    let (n, padded) = (block.keyCount, block.paddedKeyCount)
                    let p = weights(block)
                    MatrixProduct.multiply(
                        .rowMajor(work.queries(block), work.query.stride), keys, firstColumn: 0, into: scores, rowStride: padded,
                        shape: (block.rows.count, n, d), alpha: work.scale, arena: arena)
                    work.withVisible(block) {
                        Kernels.attentionWeights(scores, into: p, visible: $0, rows: block.rows.count, bias: work.bias(block))
                    }
                    MatrixProduct.multiply(
                        p.view(), values, innerCount: block.innerCount, into: work.outputs(block), rowStride: work.output.columns,
                        shape: (block.rows.count, d), arena: arena)
                }
            }
        }
    }

    // MARK: Backward

    func backward(_ arena: Arena) {
        let slopes = arena.allocate(Float.self, count: work.largestPaddedBlock)
        let rounded = OperandRows(rows: work.largestPaddedBlock, columns: 1, arena: arena)
        work.forEachHead { head in
            arena.scoped {
                let (d, t) = (work.headWidth, head.keyCount)
                let keys = PackedMatrix(.rowMajor(head.keys, work.key.stride), inner: t, columns: d, arena: arena)
                let values = PackedMatrix(.transposed(head.values, work.value.stride), inner: d, columns: t, arena: arena)
                work.forEachBlock(of: head) { block in
                    let p = weights(block)
                    work.carryToValues(block, p.transposed, arena)
                    guard let dy = work.outputGradient(block) else { return }
                    MatrixProduct.multiply(
                        .rowMajor(dy, work.output.columns), values, firstColumn: 0, into: slopes, rowStride: block.paddedKeyCount,
                        shape: (block.rows.count, block.keyCount, d), arena: arena)
                    let ds = rounded.slice(at: 0, columns: block.paddedKeyCount)
                    slope(block, p, slopes, dy, into: ds)
                    guard let dq = work.queryGradient(block) else { return }
                    MatrixProduct.multiply(
                        ds.view(), keys, innerCount: block.innerCount, into: dq, rowStride: work.query.stride,
                        shape: (block.rows.count, d), alpha: work.scale, beta: 1, arena: arena)
                    work.carryToKeys(block, ds.transposed, arena)
                }
            }
        }
    }

    /// ds = p ⊙ (dp − dy·y), and the gradients of the biases.
    private func slope(
        _ block: AttentionBlock, _ p: OperandRows, _ dp: UnsafeMutablePointer<Float>, _ dy: UnsafeMutablePointer<Float>,
        into ds: OperandRows
    ) {
        work.withVisible(block) {
            Kernels.attentionSlopes(
                p, dp, into: ds, visible: $0, rows: block.rows.count, y: work.outputs(block), dy: dy, stride: work.output.columns,
                width: work.headWidth, bias: work.bias(block))
        }
    }
}
