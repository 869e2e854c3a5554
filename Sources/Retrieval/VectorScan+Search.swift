import Tensors

extension VectorScan {
    /// The `k` rows with the highest scores for each query.
    ///
    /// A row's score is its inner product with the query plus its bias. Filters are applied before anything is scored: rows that may not be
    /// shown are not read.
    /// - Parameters:
    ///   - queries: `[Q, D]` row-major; for the best speed 64 at a time or any number at once. They need no unit length: a query divided by
    ///     a temperature gives logits.
    ///   - k: 1 to `mostHits`.
    ///   - filter: which rows may be shown; nil = all that are there. Rows behind its end are not shown.
    ///   - bias: what is added to the score of each row, such as a popularity or a boost, the same for the queries of one call; −∞ leaves a
    ///     row out. Rows behind its end are not shown.
    ///   - workers: threads; they change the time and nothing else.
    /// - Throws: `ScanError` when a query is broken or not finite, a bias is NaN or +∞, or `k` is impossible.
    /// - Complexity: O(V·D·Q) of products, V·D bytes of rows read once for each 64 queries, less by the share that the filter leaves out.
    public func search(
        _ queries: [Float], k: Int, filter: RowFilter? = nil, bias: [Float]? = nil, workers: Int = 1
    ) throws -> ScanResult {
        guard (1...Self.mostHits).contains(k) else { throw ScanError(.length(k)) }
        try queries.withUnsafeBufferPointer { try check($0, what: "query") }
        if let row = bias?.firstIndex(where: { !($0 < Self.largestValue) }) {
            throw ScanError(.notFinite(what: "the bias of row", row: row))
        }
        return lock.reading {
            queries.withUnsafeBufferPointer { queries in
                withOptionalPointer(filter?.words) { words in
                    withOptionalPointer(bias) { bias in
                        let end = min(store.count, min(filter?.count ?? .max, bias?.count ?? .max))
                        let pass = ScanPass(
                            store: store, end: end, filter: words?.baseAddress, bias: bias?.baseAddress, k: k,
                            workers: max(1, workers))
                        return pass.answer(queries)
                    }
                }
            }
        }
    }
}

/// What `body` gets is nil where `values` is; the buffer of an empty array has no address and is not read.
private func withOptionalPointer<Element, Result>(
    _ values: [Element]?, _ body: (UnsafeBufferPointer<Element>?) throws -> Result
) rethrows -> Result {
    guard let values else { return try body(nil) }
    return try values.withUnsafeBufferPointer(body)
}
