/// One answer.
public struct ScanHit: Sendable, Equatable {
    /// Position of the vector in the scan.
    public let row: Int
    /// Inner product with the query, plus the row's bias.
    public let score: Float
    public init(row: Int, score: Float) {
        self.row = row
        self.score = score
    }

    /// Higher scores first; equal scores in the order of the rows.
    static func precedes(_ a: ScanHit, _ b: ScanHit) -> Bool { a.score != b.score ? a.score > b.score : a.row < b.row }
}

/// The answers to a batch of queries.
public struct ScanResult: Sendable {
    /// For each query, best first, ties in the order of the rows; shorter than `k` only where fewer rows may be shown.
    public internal(set) var lists: [[ScanHit]]
    /// Scores that were computed again from the full vectors, over all queries: what exactness costs.
    public internal(set) var rescoredCount: Int
}
