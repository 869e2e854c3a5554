// Letters: n keys so far, W window, C tokens of a block, m summaries of a block, H heads, d head width.

/// One user's keys and values as the next query of a sparse attention reads them: exact ones of the window, summaries of all before.
///
/// The incremental form of `Tape.sparseAttention`: after n keys a query reads what row n of the batch form reads, computed in the same
/// way. A value: a copy is a snapshot. Memory: 8·H·d·(W + C + m·n/C) bytes.
package struct SparseAttentionCache: Sendable {
    package let shape: SparseAttentionShape
    package let heads: Int
    /// H·d.
    package let width: Int
    /// Keys that were appended.
    package private(set) var count = 0
    private var summaryKeys: [Float] = []
    private var summaryValues: [Float] = []
    /// Time of the last token of each summarised block.
    private var blockTimes: [Int64] = []
    private var keys: [Float] = []
    private var values: [Float] = []
    private var times: [Int64] = []

    package init(shape: SparseAttentionShape, heads: Int, width: Int) {
        precondition(width % heads == 0, "sparse attention: \(width) columns, \(heads) heads")
        (self.shape, self.heads, self.width) = (shape, heads, width)
    }

    /// Bytes held for keys, values and times.
    package var byteCount: Int {
        4 * (summaryKeys.count + summaryValues.count + keys.count + values.count) + 8 * (blockTimes.count + times.count)
    }

    /// Appends a key and its value, `[H·d]` each; a block that falls behind the window becomes its summaries.
    ///
    /// - Parameters:
    ///   - time: seconds, for the time bias.
    ///   - summaries: the same at every call.
    /// - Complexity: O(H·d), and O(C·m·H·d + W·H·d) once in C calls.
    package mutating func append(
        key: UnsafePointer<Float>, value: UnsafePointer<Float>, time: Int64, summaries: SummaryQueries
    ) {
        keys.append(contentsOf: UnsafeBufferPointer(start: key, count: width))
        values.append(contentsOf: UnsafeBufferPointer(start: value, count: width))
        times.append(time)
        count += 1
        while blockTimes.count < shape.summarisedBlocks(count) { summariseFirstBlock(summaries) }
    }

    private mutating func summariseFirstBlock(_ summaries: SummaryQueries) {
        let (d, first) = (width / heads, summaryKeys.count)
        summaryKeys.append(contentsOf: repeatElement(0, count: shape.summaries * width))
        summaryValues.append(contentsOf: repeatElement(0, count: shape.summaries * width))
        withUnsafeTemporaryAllocation(of: Float.self, capacity: shape.block) { weights in
            for i in 0..<shape.summaries {
                for head in 0..<heads {
                    pool(summaries, i: i, head: head, d: d, row: first + i * width, weights: weights.baseAddress!)
                }
            }
        }
        blockTimes.append(times[shape.block - 1])
        keys.removeFirst(shape.block * width)
        values.removeFirst(shape.block * width)
        times.removeFirst(shape.block)
    }

    private mutating func pool(
        _ summaries: SummaryQueries, i: Int, head: Int, d: Int, row: Int, weights: UnsafeMutablePointer<Float>
    ) {
        let (query, place) = (summaries.query, summaries.place)
        keys.withUnsafeBufferPointer { keys in
            values.withUnsafeBufferPointer { values in
                summaryKeys.withUnsafeMutableBufferPointer { intoKey in
                    summaryValues.withUnsafeMutableBufferPointer { intoValue in
                        BlockSummaries.pool(
                            keys: keys.baseAddress! + head * d, keyStride: width, values: values.baseAddress! + head * d,
                            valueStride: width,
                            query: query.value + i * width + head * d, bias: place.value + (head * shape.summaries + i) * shape.block,
                            block: shape.block, d: d, weights: weights, intoKey: intoKey.baseAddress! + row + head * d,
                            intoValue: intoValue.baseAddress! + row + head * d)
                    }
                }
            }
        }
    }

    /// What queries read that are asked now, after all keys so far.
    ///
    /// - Parameters:
    ///   - query: `[R, H·d]`: requests of one moment, such as the rows of a page.
    ///   - bucket: of the time between the time of a key and query `r`; nil where time is not an input.
    /// - Returns: `[R, H·d]`.
    /// - Complexity: O(R·(W + C + m·n/C)·H·d).
    package func attend(
        _ query: Columns, biases: SparseAttentionBiases, summaries: SummaryQueries, bucket: ((_ time: Int64, _ query: Int) -> UInt8)?,
        on tape: Tape
    ) -> Tensor {
        precondition(count > 0 && query.count == width && !tape.recording, "a cache answers queries of \(width) columns after a first key")
        let y = tape.make(query.tensor.rows, width)
        withTensors { near, far in
            var geometry = geometry(queries: y.rows)
            if let bucket { geometry.sparseTimeBuckets = timeBuckets(geometry, arena: tape.arena, bucket) }
            let inputs = SparseAttentionInputs(
                query: query, key: Columns(near.keys), value: Columns(near.values), heads: heads, geometry: geometry, shape: shape,
                summaries: summaries, biases: biases)
            let work = SparseAttentionWork(
                inputs: inputs, output: y, summaries: SummaryRows(keys: far.keys, values: far.values, starts: [0]),
                distances: DistanceRows(biases.distance, heads: heads, summaries: shape.summaries, blocks: blockTimes.count, on: tape))
            let tile = SparseTile(
                segment: 0, rows: 0..<y.rows, firstSummary: 0, summaries: far.keys.rows, firstKey: 0, keys: near.keys.rows,
                blocks: blockTimes.count)
            let p = tape.arena.allocate(Float.self, count: tile.rows.count * tile.columns)
            for head in 0..<heads {
                work.weights(tile, head: head, into: p, tape.arena)
                work.mixValues(tile, head: head, p, tape.arena)
            }
        }
        return y
    }

    private func geometry(queries: Int) -> AttentionGeometry {
        AttentionGeometry(
            queries: JaggedOffsets(lengths: [queries]), keys: JaggedOffsets(lengths: [count]),
            visible: [Int32](repeating: Int32(count), count: queries))
    }

    private func timeBuckets(
        _ geometry: AttentionGeometry, arena: Arena, _ bucket: (_ time: Int64, _ query: Int) -> UInt8
    ) -> SparseTimeBuckets {
        let firstExact = blockTimes.count * shape.block
        return SparseTimeBuckets(
            shape: shape, queries: geometry.queries, keys: geometry.keys, visible: geometry.visible, arena: arena
        ) { key, query in
            bucket(key < firstExact ? blockTimes[key / shape.block] : times[key - firstExact], query)
        }
    }

    /// The arrays as tensors that are only read.
    private func withTensors(_ body: ((keys: Tensor, values: Tensor), (keys: Tensor, values: Tensor)) -> Void) {
        func tensor(_ buffer: UnsafeBufferPointer<Float>) -> Tensor {
            let base = buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Float>.alignment)!
            return Tensor(value: UnsafeMutablePointer(mutating: base), gradient: nil, rows: buffer.count / width, columns: width)
        }
        keys.withUnsafeBufferPointer { keys in
            values.withUnsafeBufferPointer { values in
                summaryKeys.withUnsafeBufferPointer { summaryKeys in
                    summaryValues.withUnsafeBufferPointer { summaryValues in
                        body((tensor(keys), tensor(values)), (tensor(summaryKeys), tensor(summaryValues)))
                    }
                }
            }
        }
    }
}
