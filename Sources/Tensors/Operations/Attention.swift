// Letters: T keys of one user, R queries of the same user, H heads, d head width, P distances.
// p[r, j] = softmax over j < n_r of (q_r·k_j / √d + position[h, n_r − 1 − j] + time[h, bucket(r, j)]),  y_r = Σ_j p[r, j] v_j

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who may look at what in a jagged batch, and how far apart in time they are.
package struct AttentionGeometry {
    /// Query rows of each user; as many segments as `keys`.
    package var queries: JaggedOffsets
    package var keys: JaggedOffsets
    /// For each query row how many of its user's keys it sees, 1...T: always a prefix, so attention is causal.
    package var visible: [Int32]
    /// For each user `[R, T]` buckets of the time between query and key, row-major; nil when time is not an input.
    package var timeBuckets: [UnsafePointer<UInt8>]?

    package init(
        queries: JaggedOffsets, keys: JaggedOffsets, visible: [Int32], timeBuckets: [UnsafePointer<UInt8>]? = nil
    ) {
        precondition(queries.segmentCount == keys.segmentCount, "attention: queries and keys of different users")
        precondition(visible.count == queries.rowCount, "attention: visible counts for \(visible.count) of \(queries.rowCount) rows")
        for segment in 0..<queries.segmentCount {
            for row in queries[segment] {
                precondition(visible[row] >= 1 && visible[row] <= keys[segment].count, "attention: row \(row) sees \(visible[row]) keys")
            }
        }
        self.queries = queries
        self.keys = keys
        self.visible = visible
        self.timeBuckets = timeBuckets
    }

    /// Every token sees itself and all before it.
    package static func causal(_ offsets: JaggedOffsets, timeBuckets: [UnsafePointer<UInt8>]? = nil) -> AttentionGeometry {
        var visible: [Int32] = []
        visible.reserveCapacity(offsets.rowCount)
        for segment in 0..<offsets.segmentCount { for position in 0..<offsets[segment].count { visible.append(Int32(position + 1)) } }
        return AttentionGeometry(queries: offsets, keys: offsets, visible: visible, timeBuckets: timeBuckets)
    }
}

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
        let width = query.count
        precondition(width % heads == 0 && key.count == width && value.count == width, "attention: \(width) columns, \(heads) heads")
        precondition(geometry.timeBuckets == nil || time != nil, "attention: time buckets without a time bias")
        let y = make(query.tensor.rows, width)
        let work = AttentionWork(
            query: query, key: key, value: value, output: y, heads: heads, geometry: geometry, position: position, time: time)
        let storage = recording ? arena.allocate(Float.self, count: work.probabilityCount) : nil
        let scratch = recording ? nil : arena.allocate(Float.self, count: work.largestBlock)
        work.forEachBlock { block in
            let p = storage.map { $0 + block.storageOffset } ?? scratch!
            work.forward(block, p, arena)
        }
        record { [arena] in
            guard y.gradient != nil, let storage else { return }
            let dp = arena.allocate(Float.self, count: work.largestBlock)
            work.forEachBlock { work.backward($0, storage + $0.storageOffset, dp, arena) }
        }
        return y
    }
}

/// Up to `rowsPerBlock` queries of one user and one head; keys beyond what they see are never touched.
private struct AttentionBlock {
    var segment: Int
    var head: Int
    var rows: Range<Int>
    var keyStart: Int
    var keyCount: Int
    var storageOffset: Int
}

private struct AttentionWork {
    let query, key, value: Columns
    let output: Tensor
    let heads: Int
    let geometry: AttentionGeometry
    let position, time: Tensor?
    private static let rowsPerBlock = 64

    private var d: Int { query.count / heads }
    private var scale: Float { 1 / Float(d).squareRoot() }

    func forEachBlock(_ body: (AttentionBlock) -> Void) {
        var offset = 0
        for segment in 0..<geometry.queries.segmentCount {
            let all = geometry.queries[segment]
            for head in 0..<heads {
                var first = all.lowerBound
                while first < all.upperBound {
                    let rows = first..<min(first + Self.rowsPerBlock, all.upperBound)
                    var most: Int32 = 0
                    for row in rows { most = max(most, geometry.visible[row]) }
                    body(
                        AttentionBlock(
                            segment: segment, head: head, rows: rows, keyStart: geometry.keys[segment].lowerBound,
                            keyCount: Int(most), storageOffset: offset))
                    offset += rows.count * Int(most)
                    first = rows.upperBound
                }
            }
        }
    }

    var probabilityCount: Int {
        var count = 0
        forEachBlock { count += $0.rows.count * $0.keyCount }
        return count
    }

    var largestBlock: Int {
        var count = 0
        forEachBlock { count = max(count, $0.rows.count * $0.keyCount) }
        return count
    }

    private func bias(_ block: AttentionBlock, row: Int) -> AttentionRowBias {
        let visible = Int(geometry.visible[row])
        var bias = AttentionRowBias()
        if let position {
            precondition(visible <= position.columns, "attention: \(visible) keys but position bias for \(position.columns)")
            let start = block.head * position.columns + position.columns - visible
            bias.position = UnsafePointer(position.value + start)
            bias.positionGradient = position.gradient.map { $0 + start }
        }
        if let buckets = geometry.timeBuckets, let time {
            let r = row - geometry.queries[block.segment].lowerBound
            bias.buckets = buckets[block.segment] + r * geometry.keys[block.segment].count
            bias.time = UnsafePointer(time.value + block.head * time.columns)
            bias.timeGradient = time.gradient.map { $0 + block.head * time.columns }
        }
        return bias
    }

    func forward(_ block: AttentionBlock, _ p: UnsafeMutablePointer<Float>, _ arena: Arena) {
        let (n, column) = (block.keyCount, block.head * d)
        let q = query.value + block.rows.lowerBound * query.stride + column
        let k = key.value + block.keyStart * key.stride + column
        let v = value.value + block.keyStart * value.stride + column
        MatrixProduct.multiply(
            .rowMajor(q, query.stride), .plain(.transposed(k, key.stride)), into: p, rowStride: n,
            shape: (block.rows.count, n, d), alpha: scale, arena: arena)
        for (r, row) in block.rows.enumerated() {
            Kernels.attentionRow(p + r * n, visible: Int(geometry.visible[row]), count: n, bias: bias(block, row: row))
        }
        MatrixProduct.multiply(
            .rowMajor(p, n), .plain(.rowMajor(v, value.stride)),
            into: output.value + block.rows.lowerBound * output.columns + column, rowStride: output.columns,
            shape: (block.rows.count, d, n), arena: arena)
    }

    func backward(_ block: AttentionBlock, _ p: UnsafeMutablePointer<Float>, _ dp: UnsafeMutablePointer<Float>, _ arena: Arena) {
        guard let dy = output.gradient, let dq = query.gradient, let dk = key.gradient, let dv = value.gradient else { return }
        let (n, column, rows) = (block.keyCount, block.head * d, block.rows.count)
        let q = query.value + block.rows.lowerBound * query.stride + column
        let k = key.value + block.keyStart * key.stride + column
        let v = value.value + block.keyStart * value.stride + column
        let out = dy + block.rows.lowerBound * output.columns + column
        MatrixProduct.multiply(
            .transposed(p, n), .plain(.rowMajor(out, output.columns)), into: dv + block.keyStart * value.stride + column,
            rowStride: value.stride, shape: (n, d, rows), beta: 1, arena: arena)
        MatrixProduct.multiply(
            .rowMajor(out, output.columns), .plain(.transposed(v, value.stride)), into: dp, rowStride: n, shape: (rows, n, d),
            arena: arena)
        for (r, row) in block.rows.enumerated() {
            Kernels.attentionRowBackward(
                p + r * n, dp + r * n, visible: Int(geometry.visible[row]), count: n, bias: bias(block, row: row))
        }
        MatrixProduct.multiply(
            .rowMajor(dp, n), .plain(.rowMajor(k, key.stride)), into: dq + block.rows.lowerBound * query.stride + column,
            rowStride: query.stride, shape: (rows, d, n), alpha: scale, beta: 1, arena: arena)
        MatrixProduct.multiply(
            .transposed(dp, n), .plain(.rowMajor(q, query.stride)), into: dk + block.keyStart * key.stride + column,
            rowStride: key.stride, shape: (n, d, rows), alpha: scale, beta: 1, arena: arena)
    }
}

/// The additive terms of one row of scores, and where their gradients go.
package struct AttentionRowBias {
    package var position: UnsafePointer<Float>?
    package var positionGradient: UnsafeMutablePointer<Float>?
    package var time: UnsafePointer<Float>?
    package var timeGradient: UnsafeMutablePointer<Float>?
    package var buckets: UnsafePointer<UInt8>?
    package init() {}
}
