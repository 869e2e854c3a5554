// Letters: R queries of a tile, S summaries and K exact keys that some of them read, H heads, d head width.
// Tiles of queries that read the same summarised blocks: their scores are one rectangle [R, S + K], in which a row reads its first
// columns only, as in dense attention.

/// Queries of one user that read the same blocks in summary.
struct SparseTile {
    var segment: Int
    var rows: Range<Int>
    /// Row of the first summary among all, and their number.
    var firstSummary: Int
    var summaries: Int
    /// Row of the first exact key among all, and the number that the farthest-sighted of the queries reads.
    var firstKey: Int
    var keys: Int
    /// Blocks in summary.
    var blocks: Int
    var columns: Int { summaries + keys }
}

/// The additive biases of sparse attention.
package struct SparseAttentionBiases {
    /// `[H, P]`, reversed: column P − 1 − distance, P ≥ W + C − 1.
    package var position: Tensor
    /// `[H·m, distanceClasses]`: by how many blocks lie between a summarised block and the nearest such.
    package var distance: Tensor
    /// `[H, buckets]` for exact keys and for summaries; nil where time is not an input.
    package var time: Tensor?
    package var summaryTime: Tensor?

    package init(position: Tensor, distance: Tensor, time: Tensor?, summaryTime: Tensor?) {
        (self.position, self.distance, self.time, self.summaryTime) = (position, distance, time, summaryTime)
    }
}

/// What one call of sparse attention reads.
package struct SparseAttentionInputs {
    package var query, key, value: Columns
    package var heads: Int
    package var geometry: AttentionGeometry
    package var shape: SparseAttentionShape
    package var summaries: SummaryQueries
    package var biases: SparseAttentionBiases

    /// - Parameters:
    ///   - query: `[rows of queries, H·d]`, key, value: `[rows of keys, H·d]`, each possibly a column range.
    ///   - geometry: with `sparseTimeBuckets` of the same shape where time is an input.
    package init(
        query: Columns, key: Columns, value: Columns, heads: Int, geometry: AttentionGeometry, shape: SparseAttentionShape,
        summaries: SummaryQueries, biases: SparseAttentionBiases
    ) {
        let width = query.count
        precondition(
            width % heads == 0 && key.count == width && value.count == width, "sparse attention: \(width) columns, \(heads) heads")
        precondition(
            summaries.query.columns == width && summaries.query.rows == shape.summaries, "sparse attention: learned queries")
        precondition(
            summaries.place.columns == shape.block && summaries.place.rows == heads * shape.summaries, "sparse attention: places")
        precondition(biases.position.columns >= shape.exactDistances, "sparse attention: position bias of \(biases.position.columns)")
        precondition(
            biases.distance.rows == heads * shape.summaries && biases.distance.columns == SparseAttentionShape.distanceClasses,
            "sparse attention: distances of blocks")
        precondition(
            geometry.sparseTimeBuckets == nil || (biases.time != nil && biases.summaryTime != nil),
            "sparse attention: time buckets without a time bias")
        (self.query, self.key, self.value, self.heads) = (query, key, value, heads)
        (self.geometry, self.shape, self.summaries, self.biases) = (geometry, shape, summaries, biases)
    }

    var d: Int { query.count / heads }
    func visible(_ row: Int) -> Int { Int(geometry.visible[row]) }

    /// For each segment the most blocks that one of its queries reads in summary.
    var blockCounts: [Int] {
        (0..<geometry.queries.segmentCount).map { segment in
            geometry.queries[segment].reduce(0) { max($0, shape.summarisedBlocks(visible($1))) }
        }
    }
}

struct SparseAttentionWork {
    let inputs: SparseAttentionInputs
    let output: Tensor
    let summaries: SummaryRows
    let distances: DistanceRows
    private static let rowsPerTile = 128

    private var d: Int { inputs.d }
    private var shape: SparseAttentionShape { inputs.shape }

    func forEachTile(_ body: (SparseTile) -> Void) {
        for segment in 0..<inputs.geometry.queries.segmentCount {
            let all = inputs.geometry.queries[segment]
            var first = all.lowerBound
            while first < all.upperBound {
                let tile = tile(segment, from: first, limit: all.upperBound)
                body(tile)
                first = tile.rows.upperBound
            }
        }
    }

    private func tile(_ segment: Int, from first: Int, limit: Int) -> SparseTile {
        let blocks = shape.summarisedBlocks(inputs.visible(first))
        var (end, most) = (first, 0)
        while end < min(limit, first + Self.rowsPerTile), shape.summarisedBlocks(inputs.visible(end)) == blocks {
            most = max(most, inputs.visible(end))
            end += 1
        }
        return SparseTile(
            segment: segment, rows: first..<end, firstSummary: summaries.starts[segment], summaries: blocks * shape.summaries,
            firstKey: inputs.geometry.keys[segment].lowerBound + blocks * shape.block, keys: most - blocks * shape.block, blocks: blocks)
    }

    var largestTile: Int {
        var count = 0
        forEachTile { count = max(count, $0.rows.count * $0.columns) }
        return count
    }

    // MARK: Weights

    /// p[R, S + K]: what each row gives to each summary and key; zero behind what it sees.
    func weights(_ tile: SparseTile, head: Int, into p: UnsafeMutablePointer<Float>, _ arena: Arena) {
        products(queries(tile, head), inputs.query.stride, tile, head, .keys, into: p, alpha: 1 / Float(d).squareRoot(), arena)
        for (r, row) in tile.rows.enumerated() {
            let scores = p + r * tile.columns
            let seen = tile.summaries + inputs.visible(row) - tile.blocks * shape.block
            addBiases(scores, tile, head: head, row: row, seen: seen)
            Kernels.softmaxRow(scores, count: seen)
            if seen < tile.columns { (scores + seen).update(repeating: 0, count: tile.columns - seen) }
        }
    }

    private func addBiases(_ scores: UnsafeMutablePointer<Float>, _ tile: SparseTile, head: Int, row: Int, seen: Int) {
        let (biases, s) = (inputs.biases, tile.summaries)
        let position = biases.position.value + (head + 1) * biases.position.columns - (seen - s)
        Kernels.addScaled(position, 1, to: scores + s, count: seen - s)
        Kernels.addScaled(distances.row(head, blocks: tile.blocks), 1, to: scores, count: s)
        guard let buckets = inputs.geometry.sparseTimeBuckets?.row(row), let time = biases.time, let before = biases.summaryTime else {
            return
        }
        Kernels.lookupAdd(before.value + head * before.columns, buckets, to: scores, count: s)
        Kernels.lookupAdd(time.value + head * time.columns, buckets + s, to: scores + s, count: seen - s)
    }

    /// ds[R, S + K] from dp, in place; the gradients of the biases grow.
    func scoreGradients(_ tile: SparseTile, head: Int, _ p: UnsafePointer<Float>, _ ds: UnsafeMutablePointer<Float>) {
        for (r, row) in tile.rows.enumerated() {
            let gradient = ds + r * tile.columns
            let seen = tile.summaries + inputs.visible(row) - tile.blocks * shape.block
            Kernels.softmaxRowBackward(p + r * tile.columns, gradient, count: seen)
            if seen < tile.columns { (gradient + seen).update(repeating: 0, count: tile.columns - seen) }
            addBiasGradients(gradient, tile, head: head, row: row, seen: seen)
        }
    }

    private func addBiasGradients(_ ds: UnsafePointer<Float>, _ tile: SparseTile, head: Int, row: Int, seen: Int) {
        let (biases, s) = (inputs.biases, tile.summaries)
        if let position = biases.position.gradient {
            Kernels.addScaled(ds + s, 1, to: position + (head + 1) * biases.position.columns - (seen - s), count: seen - s)
        }
        if let distance = distances.gradientRow(head, blocks: tile.blocks) { Kernels.addScaled(ds, 1, to: distance, count: s) }
        guard let buckets = inputs.geometry.sparseTimeBuckets?.row(row) else { return }
        if let before = biases.summaryTime, let gradient = before.gradient {
            Kernels.lookupAddBackward(gradient + head * before.columns, ds, buckets, count: s)
        }
        if let time = biases.time, let gradient = time.gradient {
            Kernels.lookupAddBackward(gradient + head * time.columns, ds + s, buckets + s, count: seen - s)
        }
    }

    // MARK: Products

    private enum Side { case keys, values }

    private func queries(_ tile: SparseTile, _ head: Int) -> UnsafeMutablePointer<Float> {
        inputs.query.value + tile.rows.lowerBound * inputs.query.stride + head * d
    }
    private func outputRows(_ base: UnsafeMutablePointer<Float>, _ tile: SparseTile, _ head: Int) -> UnsafeMutablePointer<Float> {
        base + tile.rows.lowerBound * output.columns + head * d
    }
    private func exact(_ side: Side) -> Columns { side == .keys ? inputs.key : inputs.value }
    private func summary(_ side: Side) -> Tensor { side == .keys ? summaries.keys : summaries.values }

    /// out[R, S + K] = alpha · x[R, d] · (summaries, keys)ᵀ, of one side.
    private func products(
        _ x: UnsafeMutablePointer<Float>, _ stride: Int, _ tile: SparseTile, _ head: Int, _ side: Side,
        into out: UnsafeMutablePointer<Float>, alpha: Float, _ arena: Arena
    ) {
        let (near, far) = (exact(side), summary(side))
        if tile.summaries > 0 {
            MatrixProduct.multiply(
                .rowMajor(x, stride), .plain(.transposed(far.value + tile.firstSummary * far.columns + head * d, far.columns)), into: out,
                rowStride: tile.columns, shape: (tile.rows.count, tile.summaries, d), alpha: alpha, arena: arena)
        }
        MatrixProduct.multiply(
            .rowMajor(x, stride), .plain(.transposed(near.value + tile.firstKey * near.stride + head * d, near.stride)),
            into: out + tile.summaries, rowStride: tile.columns, shape: (tile.rows.count, tile.keys, d), alpha: alpha, arena: arena)
    }

    /// out[R, d] = alpha · w[R, S + K] · (summaries, keys) + beta · out, of one side.
    private func mix(
        _ w: UnsafeMutablePointer<Float>, _ tile: SparseTile, _ head: Int, _ side: Side, into out: UnsafeMutablePointer<Float>,
        _ stride: Int, alpha: Float, beta: Float, _ arena: Arena
    ) {
        let (near, far) = (exact(side), summary(side))
        MatrixProduct.multiply(
            .rowMajor(w + tile.summaries, tile.columns),
            .plain(.rowMajor(near.value + tile.firstKey * near.stride + head * d, near.stride)), into: out, rowStride: stride,
            shape: (tile.rows.count, d, tile.keys), alpha: alpha, beta: beta, arena: arena)
        guard tile.summaries > 0 else { return }
        MatrixProduct.multiply(
            .rowMajor(w, tile.columns), .plain(.rowMajor(far.value + tile.firstSummary * far.columns + head * d, far.columns)), into: out,
            rowStride: stride, shape: (tile.rows.count, d, tile.summaries), alpha: alpha, beta: 1, arena: arena)
    }

    /// gradient of (summaries, keys) += alpha · wᵀ[S + K, R] · x[R, d], of one side.
    private func spread(
        _ w: UnsafeMutablePointer<Float>, _ x: UnsafeMutablePointer<Float>, _ stride: Int, _ tile: SparseTile, _ head: Int, _ side: Side,
        alpha: Float, _ arena: Arena
    ) {
        let (near, far) = (exact(side), summary(side))
        if let gradient = near.gradient {
            MatrixProduct.multiply(
                .transposed(w + tile.summaries, tile.columns), .plain(.rowMajor(x, stride)),
                into: gradient + tile.firstKey * near.stride + head * d, rowStride: near.stride,
                shape: (tile.keys, d, tile.rows.count), alpha: alpha, beta: 1, arena: arena)
        }
        if let gradient = far.gradient, tile.summaries > 0 {
            MatrixProduct.multiply(
                .transposed(w, tile.columns), .plain(.rowMajor(x, stride)),
                into: gradient + tile.firstSummary * far.columns + head * d, rowStride: far.columns,
                shape: (tile.summaries, d, tile.rows.count), alpha: alpha, beta: 1, arena: arena)
        }
    }

    /// y = p · values.
    func mixValues(_ tile: SparseTile, head: Int, _ p: UnsafeMutablePointer<Float>, _ arena: Arena) {
        mix(p, tile, head, .values, into: outputRows(output.value, tile, head), output.columns, alpha: 1, beta: 0, arena)
    }

    /// dv += pᵀ · dy, and dp = dy · valuesᵀ.
    func valueGradients(_ tile: SparseTile, head: Int, _ p: UnsafeMutablePointer<Float>, dp: UnsafeMutablePointer<Float>, _ arena: Arena) {
        guard let gradient = output.gradient else { return }
        let dy = outputRows(gradient, tile, head)
        spread(p, dy, output.columns, tile, head, .values, alpha: 1, arena)
        products(dy, output.columns, tile, head, .values, into: dp, alpha: 1, arena)
    }

    /// dq += ds · keys / √d, and dk += dsᵀ · q / √d.
    func keyGradients(_ tile: SparseTile, head: Int, _ ds: UnsafeMutablePointer<Float>, _ arena: Arena) {
        let scale = 1 / Float(d).squareRoot()
        if let dq = inputs.query.gradient {
            let target = dq + tile.rows.lowerBound * inputs.query.stride + head * d
            mix(ds, tile, head, .keys, into: target, inputs.query.stride, alpha: scale, beta: 1, arena)
        }
        spread(ds, queries(tile, head), inputs.query.stride, tile, head, .keys, alpha: scale, arena)
    }
}

/// The bias of each summary by its distance, written out as rows of scores read them: the farthest block first.
struct DistanceRows {
    private let values: UnsafeMutablePointer<Float>
    private let gradients: UnsafeMutablePointer<Float>?
    private let table: Tensor
    private let heads, summaries, blocks: Int

    init(_ table: Tensor, heads: Int, summaries: Int, blocks: Int, on tape: Tape) {
        (self.table, self.heads, self.summaries, self.blocks) = (table, heads, summaries, blocks)
        let count = heads * blocks * summaries
        values = tape.arena.allocate(Float.self, count: count)
        gradients = tape.recording && table.gradient != nil ? tape.arena.zeros(count) : nil
        forEach { [values] place, entry in values[place] = table.value[entry] }
    }

    private func forEach(_ body: (_ place: Int, _ entry: Int) -> Void) {
        for head in 0..<heads {
            for block in 0..<blocks {
                let distance = SparseAttentionShape.distanceClass(blocks - 1 - block)
                for i in 0..<summaries {
                    body((head * blocks + block) * summaries + i, (head * summaries + i) * table.columns + distance)
                }
            }
        }
    }

    /// The last `count` of the blocks: the nearest of them is the last.
    func row(_ head: Int, blocks count: Int) -> UnsafePointer<Float> {
        UnsafePointer(values + ((head + 1) * blocks - count) * summaries)
    }
    func gradientRow(_ head: Int, blocks count: Int) -> UnsafeMutablePointer<Float>? {
        gradients.map { $0 + ((head + 1) * blocks - count) * summaries }
    }

    func backward() {
        guard let gradients, let target = table.gradient else { return }
        forEach { place, entry in target[entry] += gradients[place] }
    }
}
