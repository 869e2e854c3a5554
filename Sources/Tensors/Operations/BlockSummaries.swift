// Letters: C tokens of a block, m summaries of a block, H heads, d head width, u learned queries, b learned places inside a block.
// a[i, j] = softmax over the C tokens j of a block of (u_i·k_j / √d + b[i, j]);  K̃_i = Σ_j a[i, j] k_j,  Ṽ_i = Σ_j a[i, j] v_j

/// What the summaries of blocks are made with.
package struct SummaryQueries {
    /// `[m, H·d]`.
    package var query: Tensor
    /// `[H·m, C]`: row h·m + i.
    package var place: Tensor
    package init(query: Tensor, place: Tensor) { (self.query, self.place) = (query, place) }
}

/// The summary keys and values of the first blocks of every segment, `[Σ blocks·m, H·d]`: summary i of block b of a segment is row
/// b·m + i of that segment's.
struct SummaryRows {
    let keys, values: Tensor
    /// First row of each segment.
    let starts: [Int]
}

/// Makes summaries, and carries their gradients back.
struct BlockSummaries {
    let rows: SummaryRows
    /// Weights `[blocks, H·m, C]` of each token in its summaries.
    private let weights: UnsafeMutablePointer<Float>
    /// First key row of each block.
    private let blocks: [Int]
    private let shape: SparseAttentionShape
    private let heads: Int
    private let queries: SummaryQueries
    private let key, value: Columns

    private var d: Int { key.count / heads }
    private var scale: Float { 1 / Float(d).squareRoot() }

    /// - Parameters:
    ///   - blockCounts: for each segment how many of its blocks are summarised.
    /// - Complexity: O(Σ blocks·C·m·H·d).
    init(
        key: Columns, value: Columns, heads: Int, shape: SparseAttentionShape, segments: JaggedOffsets, blockCounts: [Int],
        queries: SummaryQueries, on tape: Tape
    ) {
        var (blocks, starts): ([Int], [Int]) = ([], [])
        for segment in 0..<segments.segmentCount {
            starts.append(blocks.count * shape.summaries)
            for block in 0..<blockCounts[segment] { blocks.append(segments[segment].lowerBound + block * shape.block) }
        }
        (self.blocks, self.shape, self.heads) = (blocks, shape, heads)
        (self.queries, self.key, self.value) = (queries, key, value)
        rows = SummaryRows(
            keys: tape.make(blocks.count * shape.summaries, key.count), values: tape.make(blocks.count * shape.summaries, key.count),
            starts: starts)
        weights = tape.arena.allocate(Float.self, count: blocks.count * heads * shape.summaries * shape.block)
        rows.keys.value.update(repeating: 0, count: rows.keys.count)
        rows.values.value.update(repeating: 0, count: rows.values.count)
        forEachSummary { pool($0) }
    }

    /// One learned query of one head over one block.
    private struct Place {
        var weights: UnsafeMutablePointer<Float>
        var firstKey: Int
        /// Row of the summary, and row of its learned place.
        var row, biasRow: Int
        /// First column of the head.
        var column: Int
        /// Where the learned query begins.
        var query: Int
    }

    private func forEachSummary(_ body: (Place) -> Void) {
        let m = shape.summaries
        for (number, first) in blocks.enumerated() {
            for head in 0..<heads {
                for i in 0..<m {
                    let biasRow = head * m + i
                    body(
                        Place(
                            weights: weights + (number * heads * m + biasRow) * shape.block, firstKey: first, row: number * m + i,
                            biasRow: biasRow, column: head * d, query: i * key.count + head * d))
                }
            }
        }
    }

    private func pool(_ place: Place) {
        Self.pool(
            keys: key.value + place.firstKey * key.stride + place.column, keyStride: key.stride,
            values: value.value + place.firstKey * value.stride + place.column, valueStride: value.stride,
            query: queries.query.value + place.query, bias: queries.place.value + place.biasRow * shape.block, block: shape.block, d: d,
            weights: place.weights, intoKey: rows.keys.value + place.row * rows.keys.columns + place.column,
            intoValue: rows.values.value + place.row * rows.values.columns + place.column)
    }

    /// Pools one block of one head with one learned query; adds to `intoKey` and `intoValue`, which hold zeros.
    static func pool(
        keys: UnsafePointer<Float>, keyStride: Int, values: UnsafePointer<Float>, valueStride: Int, query: UnsafePointer<Float>,
        bias: UnsafePointer<Float>, block: Int, d: Int, weights: UnsafeMutablePointer<Float>, intoKey: UnsafeMutablePointer<Float>,
        intoValue: UnsafeMutablePointer<Float>
    ) {
        let scale = 1 / Float(d).squareRoot()
        for j in 0..<block { weights[j] = bias[j] + scale * Kernels.dot(query, keys + j * keyStride, count: d) }
        Kernels.softmaxRow(weights, count: block)
        for j in 0..<block {
            Kernels.addScaled(keys + j * keyStride, weights[j], to: intoKey, count: d)
            Kernels.addScaled(values + j * valueStride, weights[j], to: intoValue, count: d)
        }
    }

    /// Carries the gradients of the summaries on to keys, values, learned queries and places.
    func backward(arena: Arena) {
        guard let dK = rows.keys.gradient, let dV = rows.values.gradient, let dk = key.gradient, let dv = value.gradient else { return }
        let ds = arena.allocate(Float.self, count: shape.block)
        forEachSummary { place in
            let at = place.row * rows.keys.columns + place.column
            let (summaryKey, summaryValue) = (dK + at, dV + at)
            let a = place.weights
            for j in 0..<shape.block {
                let row = place.firstKey + j
                let (k, v) = (row * key.stride + place.column, row * value.stride + place.column)
                ds[j] =
                    Kernels.dot(summaryKey, key.value + k, count: d) + Kernels.dot(summaryValue, value.value + v, count: d)
                Kernels.addScaled(summaryKey, a[j], to: dk + k, count: d)
                Kernels.addScaled(summaryValue, a[j], to: dv + v, count: d)
            }
            Kernels.softmaxRowBackward(a, ds, count: shape.block)
            if let bias = queries.place.gradient {
                Kernels.addScaled(ds, 1, to: bias + place.biasRow * shape.block, count: shape.block)
            }
            for j in 0..<shape.block {
                let k = (place.firstKey + j) * key.stride + place.column
                Kernels.addScaled(queries.query.value + place.query, scale * ds[j], to: dk + k, count: d)
                if let du = queries.query.gradient { Kernels.addScaled(key.value + k, scale * ds[j], to: du + place.query, count: d) }
            }
        }
    }
}
