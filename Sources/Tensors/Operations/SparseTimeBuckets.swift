/// Buckets of the time between a query and what it reads, one byte for each column of its scores.
///
/// A summary stands at the time of the last token of its block. Memory: T·(W + C + m·T/C) bytes at most, shared by all layers.
package struct SparseTimeBuckets {
    private let bytes: UnsafeMutablePointer<UInt8>
    /// Where the row of each query begins, `[R]`.
    private let starts: [Int]

    /// - Parameters:
    ///   - bucket: the bucket of the time between a key and a query, both given by their rows in the batch.
    /// - Complexity: O(Σ columns).
    package init(
        shape: SparseAttentionShape, queries: JaggedOffsets, keys: JaggedOffsets, visible: [Int32], arena: Arena,
        bucket: (_ key: Int, _ query: Int) -> UInt8
    ) {
        var starts: [Int] = []
        starts.reserveCapacity(visible.count)
        var total = 0
        for row in visible.indices {
            starts.append(total)
            total += shape.columns(Int(visible[row]))
        }
        let bytes = arena.allocate(UInt8.self, count: max(1, total))
        for segment in 0..<queries.segmentCount {
            let first = keys[segment].lowerBound
            for row in queries[segment] {
                var target = bytes + starts[row]
                let n = Int(visible[row])
                for block in 0..<shape.summarisedBlocks(n) {
                    target.update(repeating: bucket(first + (block + 1) * shape.block - 1, row), count: shape.summaries)
                    target += shape.summaries
                }
                for key in shape.exactKeys(n) {
                    target.pointee = bucket(first + key, row)
                    target += 1
                }
            }
        }
        (self.bytes, self.starts) = (bytes, starts)
    }

    func row(_ query: Int) -> UnsafePointer<UInt8> { UnsafePointer(bytes + starts[query]) }
}
