import Tensors

/// Scores rows from the full vectors, and knows how far a scan may be off.
struct Rescorer {
    let store: ScanStore
    let queries: UnsafePointer<Float>
    let bias: UnsafePointer<Float>?
    let bounds: ScoreBounds
    /// Of each zone of rows.
    let losses: UnsafePointer<ScanLoss>
    private var width: Int { store.width }

    init(store: ScanStore, queries: UnsafePointer<Float>, bias: UnsafePointer<Float>?, queryLosses: [ScanLoss]) {
        self.store = store
        self.queries = queries
        self.bias = bias
        losses = store.losses
        bounds = ScoreBounds(queryLosses, width: store.width, type: store.type)
    }

    func error(query: Int, row: UInt32) -> Double { bounds.slopes[query].error(losses[Int(row) / ScanStore.rowsPerZone]) }

    /// The true score, rounded once.
    func hit(query: Int, row: UInt32) -> ScanHit {
        let score = withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { scratch in
            let vector = store.vector(of: Int(row), scratch: scratch.baseAddress!)
            return ScanKernels.dot(queries + query * width, vector, count: width)
        }
        return ScanHit(row: Int(row), score: Float(score + Double(bias?[Int(row)] ?? 0)))
    }

    /// The `k` best of the candidates of one query. First the k that look best; then the others that may reach the worst of those.
    func best(_ k: Int, of candidates: [ScanCandidate], query: Int) -> (hits: [ScanHit], rescored: Int) {
        guard candidates.count > k else {
            return (candidates.map { hit(query: query, row: $0.row) }.sorted(by: ScanHit.precedes), candidates.count)
        }
        var scores = candidates.map(\.score)
        let border = scores.withUnsafeMutableBufferPointer { selectLargest(k, of: $0.baseAddress!, count: $0.count) }
        var hits: [ScanHit] = candidates.filter { $0.score >= border }.map { hit(query: query, row: $0.row) }
        let floor = hits.sorted(by: ScanHit.precedes)[k - 1].score
        for candidate in candidates where candidate.score < border {
            guard candidate.score >= ScoreBounds.threshold(floor, error: error(query: query, row: candidate.row)) else { continue }
            hits.append(hit(query: query, row: candidate.row))
        }
        return (Array(hits.sorted(by: ScanHit.precedes).prefix(k)), hits.count)
    }
}
