/// Who may look at what in a jagged batch, and how far apart in time they are.
package struct AttentionGeometry {
    /// Query rows of each user; as many segments as `keys`.
    package var queries: JaggedOffsets
    package var keys: JaggedOffsets
    /// For each query row how many of its user's keys it sees, 1...T: always a prefix, so attention is causal.
    package var visible: [Int32]
    /// For each user `[R, T]` buckets of the time between query and key, row-major; nil when time is not an input.
    package var timeBuckets: [UnsafePointer<UInt8>]?
    /// The same for sparse attention, which has no rows over all keys.
    package var sparseTimeBuckets: SparseTimeBuckets?

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
