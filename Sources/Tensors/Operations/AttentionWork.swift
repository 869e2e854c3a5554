// Letters: T keys of one user, R queries of the same user, H heads, d head width.
// What the attentions have in common: blocks of scores q·k, products with the values, and the same backwards.

/// Up to `rowsPerBlock` queries of one user and one head; keys beyond what they see are never touched.
struct AttentionBlock {
    var segment: Int
    var head: Int
    var rows: Range<Int>
    var keyStart: Int
    var keyCount: Int
    var storageOffset: Int

    /// Keys with room for whole vectors.
    var paddedKeyCount: Int { (keyCount + 15) & ~15 }
    /// Keys of a product over them: pairs, the last one perhaps with a weight of zero.
    var innerCount: Int { (keyCount + 1) & ~1 }
}

/// Keys and values of one user and one head.
struct AttentionHead {
    var segment: Int
    var head: Int
    var keyCount: Int
    var keys: UnsafeMutablePointer<Float>
    var values: UnsafeMutablePointer<Float>
    var storageOffset: Int
}

struct AttentionWork {
    let query, key, value: Columns
    let output: Tensor
    let heads: Int
    let geometry: AttentionGeometry
    let position, time: Tensor?
    private static let rowsPerBlock = 64

    init(
        query: Columns, key: Columns, value: Columns, output: Tensor, heads: Int, geometry: AttentionGeometry, position: Tensor?,
        time: Tensor?
    ) {
        let width = query.count
        precondition(width % heads == 0 && key.count == width && value.count == width, "attention: \(width) columns, \(heads) heads")
        precondition(geometry.timeBuckets == nil || time != nil, "attention: time buckets without a time bias")
        (self.query, self.key, self.value, self.output) = (query, key, value, output)
        (self.heads, self.geometry, self.position, self.time) = (heads, geometry, position, time)
    }

    var headWidth: Int { query.count / heads }
    private var d: Int { headWidth }
    var scale: Float { 1 / Float(d).squareRoot() }

    // MARK: Blocks and rows

    func forEachHead(_ body: (AttentionHead) -> Void) {
        var offset = 0
        for segment in 0..<geometry.queries.segmentCount where !geometry.queries[segment].isEmpty {
            let own = geometry.keys[segment]
            for head in 0..<heads {
                let column = head * d
                let next = AttentionHead(
                    segment: segment, head: head, keyCount: own.count, keys: key.value + own.lowerBound * key.stride + column,
                    values: value.value + own.lowerBound * value.stride + column, storageOffset: offset)
                body(next)
                forEachBlock(of: next) { offset = $0.storageOffset + $0.rows.count * $0.paddedKeyCount }
            }
        }
    }

    func forEachBlock(of head: AttentionHead, _ body: (AttentionBlock) -> Void) {
        var offset = head.storageOffset
        let all = geometry.queries[head.segment]
        var first = all.lowerBound
        while first < all.upperBound {
            let rows = first..<min(first + Self.rowsPerBlock, all.upperBound)
            var most: Int32 = 0
            for row in rows { most = max(most, geometry.visible[row]) }
            let block = AttentionBlock(
                segment: head.segment, head: head.head, rows: rows, keyStart: geometry.keys[head.segment].lowerBound, keyCount: Int(most),
                storageOffset: offset)
            body(block)
            offset += rows.count * block.paddedKeyCount
            first = rows.upperBound
        }
    }

    func forEachBlock(_ body: (AttentionBlock) -> Void) { forEachHead { forEachBlock(of: $0, body) } }

    /// Scores of all blocks together, each row with room for whole vectors.
    var paddedPairCount: Int {
        var count = 0
        forEachBlock { count = $0.storageOffset + $0.rows.count * $0.paddedKeyCount }
        return count
    }

    var largestPaddedBlock: Int {
        var count = 0
        forEachBlock { count = max(count, $0.rows.count * $0.paddedKeyCount) }
        return count
    }

    var pairCount: Int { paddedPairCount }
    var largestBlock: Int { largestPaddedBlock }

    /// Calls `body` with the place of each row in its block, the number of keys that it sees, and its biases.
    func forEachRow(of block: AttentionBlock, _ body: (_ offset: Int, _ visible: Int, _ bias: AttentionRowBias) -> Void) {
        for (r, row) in block.rows.enumerated() { body(r * block.keyCount, Int(geometry.visible[row]), bias(block, row: row)) }
    }

    func bias(_ block: AttentionBlock, row: Int) -> AttentionRowBias {
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

    /// Calls `body` with the number of keys that each row of a block sees.
    func withVisible(_ block: AttentionBlock, _ body: (UnsafePointer<Int32>) -> Void) {
        geometry.visible.withUnsafeBufferPointer { body($0.baseAddress! + block.rows.lowerBound) }
    }

    /// The biases of a block of queries.
    func bias(_ block: AttentionBlock) -> AttentionBlockBias {
        var bias = AttentionBlockBias()
        if let position {
            precondition(
                block.keyCount <= position.columns, "attention: \(block.keyCount) keys but position bias for \(position.columns)")
            let end = (block.head + 1) * position.columns
            bias.positionEnd = UnsafePointer(position.value + end)
            bias.positionEndGradient = position.gradient.map { $0 + end }
        }
        if let buckets = geometry.timeBuckets, let time {
            bias.bucketStride = geometry.keys[block.segment].count
            bias.buckets = buckets[block.segment] + (block.rows.lowerBound - geometry.queries[block.segment].lowerBound) * bias.bucketStride
            bias.time = UnsafePointer(time.value + block.head * time.columns)
            bias.timeGradient = time.gradient.map { $0 + block.head * time.columns }
        }
        return bias
    }

    // MARK: Products

    func queries(_ block: AttentionBlock) -> UnsafeMutablePointer<Float> {
        query.value + block.rows.lowerBound * query.stride + block.head * d
    }
    private func keys(_ block: AttentionBlock) -> UnsafeMutablePointer<Float> { key.value + block.keyStart * key.stride + block.head * d }
    private func values(_ block: AttentionBlock) -> UnsafeMutablePointer<Float> {
        value.value + block.keyStart * value.stride + block.head * d
    }

    /// s = scale · q·k.   s: [R, keyCount]
    func scores(_ block: AttentionBlock, into s: UnsafeMutablePointer<Float>, scale: Float, _ arena: Arena) {
        MatrixProduct.multiply(
            .rowMajor(queries(block), query.stride), .plain(.transposed(keys(block), key.stride)), into: s, rowStride: block.keyCount,
            shape: (block.rows.count, block.keyCount, d), alpha: scale, arena: arena)
    }

    /// y = weights · v.
    func mix(_ block: AttentionBlock, _ weights: UnsafeMutablePointer<Float>, _ arena: Arena) {
        MatrixProduct.multiply(
            .rowMajor(weights, block.keyCount), .plain(.rowMajor(values(block), value.stride)),
            into: output.value + block.rows.lowerBound * output.columns + block.head * d, rowStride: output.columns,
            shape: (block.rows.count, d, block.keyCount), arena: arena)
    }

    func outputGradient(_ block: AttentionBlock) -> UnsafeMutablePointer<Float>? {
        output.gradient.map { $0 + block.rows.lowerBound * output.columns + block.head * d }
    }

    func outputs(_ block: AttentionBlock) -> UnsafeMutablePointer<Float> {
        output.value + block.rows.lowerBound * output.columns + block.head * d
    }
    func queryGradient(_ block: AttentionBlock) -> UnsafeMutablePointer<Float>? {
        query.gradient.map { $0 + block.rows.lowerBound * query.stride + block.head * d }
    }

    /// dv += weightsᵀ · dy.
    func carryToValues(_ block: AttentionBlock, _ weights: UnsafeMutablePointer<Float>, _ arena: Arena) {
        carryToValues(block, .transposed(weights, block.keyCount), arena)
    }

    /// The same with the transpose of the weights.
    func carryToValues(_ block: AttentionBlock, _ transposed: MatrixView, _ arena: Arena) {
        guard let dy = outputGradient(block), let dv = value.gradient else { return }
        MatrixProduct.multiply(
            transposed, .plain(.rowMajor(dy, output.columns)), into: dv + block.keyStart * value.stride + block.head * d,
            rowStride: value.stride, shape: (block.keyCount, d, block.rows.count), beta: 1, arena: arena)
    }

    /// dk += scale · dsᵀ · q, from the transpose of ds.
    func carryToKeys(_ block: AttentionBlock, _ transposed: MatrixView, _ arena: Arena) {
        guard let dk = key.gradient else { return }
        MatrixProduct.multiply(
            transposed, .plain(.rowMajor(queries(block), query.stride)), into: dk + block.keyStart * key.stride + block.head * d,
            rowStride: key.stride, shape: (block.keyCount, d, block.rows.count), alpha: scale, beta: 1, arena: arena)
    }

    /// The gradient of the weights, dy · vᵀ.   into: [R, keyCount]
    func weightGradient(_ block: AttentionBlock, into dp: UnsafeMutablePointer<Float>, _ arena: Arena) {
        guard let dy = outputGradient(block) else { return }
        MatrixProduct.multiply(
            .rowMajor(dy, output.columns), .plain(.transposed(values(block), value.stride)), into: dp, rowStride: block.keyCount,
            shape: (block.rows.count, block.keyCount, d), arena: arena)
    }

    /// dq += scale · ds · k, dk += scale · dsᵀ · q.   ds: [R, keyCount], zero where a row does not see the key.
    func carryToQueriesAndKeys(_ block: AttentionBlock, _ ds: UnsafeMutablePointer<Float>, scale: Float, _ arena: Arena) {
        guard let dq = query.gradient, let dk = key.gradient else { return }
        let (n, rows) = (block.keyCount, block.rows.count)
        MatrixProduct.multiply(
            .rowMajor(ds, n), .plain(.rowMajor(keys(block), key.stride)),
            into: dq + block.rows.lowerBound * query.stride + block.head * d, rowStride: query.stride, shape: (rows, d, n), alpha: scale,
            beta: 1, arena: arena)
        MatrixProduct.multiply(
            .transposed(ds, n), .plain(.rowMajor(queries(block), query.stride)),
            into: dk + block.keyStart * key.stride + block.head * d, rowStride: key.stride, shape: (n, d, rows), alpha: scale, beta: 1,
            arena: arena)
    }
}

/// The additive terms of a block of scores, and where their gradients go; positions count backwards from their end.
struct AttentionBlockBias {
    var positionEnd: UnsafePointer<Float>?
    var positionEndGradient: UnsafeMutablePointer<Float>?
    var time: UnsafePointer<Float>?
    var timeGradient: UnsafeMutablePointer<Float>?
    var buckets: UnsafePointer<UInt8>?
    var bucketStride = 0
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
