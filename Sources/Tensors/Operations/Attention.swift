// Letters: T keys of one user, R queries of the same user, H heads, d head width, P distances.
// p[r, j] = softmax over j < n_r of (q_r·k_j / √d + position[h, n_r − 1 − j] + time[h, bucket(r, j)]),  y_r = Σ_j p[r, j] v_j

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Tape {
    /// Softmax attention over each user's own history.
    ///
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
        let scale = 1 / Float(query.count / heads).squareRoot()
        let storage = recording ? arena.allocate(Float.self, count: work.pairCount) : nil
        let scratch = recording ? nil : arena.allocate(Float.self, count: work.largestBlock)
        work.forEachBlock { block in
            let p = storage.map { $0 + block.storageOffset } ?? scratch!
            work.scores(block, into: p, scale: scale, arena)
            work.forEachRow(of: block) { Kernels.attentionRow(p + $0, visible: $1, count: block.keyCount, bias: $2) }
            work.mix(block, p, arena)
        }
        record { [arena] in
            guard y.gradient != nil, let storage else { return }
            let dp = arena.allocate(Float.self, count: work.largestBlock)
            work.forEachBlock { block in
                let p = storage + block.storageOffset
                work.carryToValues(block, p, arena)
                work.weightGradient(block, into: dp, arena)
                work.forEachRow(of: block) {
                    Kernels.attentionRowBackward(p + $0, dp + $0, visible: $1, count: block.keyCount, bias: $2)
                }
                work.carryToQueriesAndKeys(block, dp, scale: scale, arena)
            }
        }
        return y
    }
}
