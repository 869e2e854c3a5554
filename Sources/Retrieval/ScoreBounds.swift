import Tensors

/// How far the score of a scan may lie from the score of the full vectors.
///
/// Rows x are read as x̂ and queries q as p, so q·x − p·x̂ = q·(x − x̂) + (q − p)·x̂, and by the inequality of Cauchy and Schwarz
/// neither term exceeds the product of two lengths. What float32 arithmetic adds is below `roundoff` times the lengths of both vectors.
struct ScoreBounds {
    private let queries: [ScanLoss]
    private let roundoff: Double

    init(_ queries: [ScanLoss], width: Int, type: ScanType) {
        self.queries = queries
        // Integer sums are exact and rounded three times; a sum of D products in any order errs by less than D units, each 2^−24.
        roundoff = type == .int8 ? 0x1p-20 : Double(width + 8) * 0x1p-22
    }

    /// For a query and rows whose losses are at most `rows`.
    func error(query: Int, rows: ScanLoss) -> Double {
        let (own, norm) = (queries[query], Double(rows.norm))
        let (length, lost) = (Double(own.norm), Double(rows.error))
        return length * lost + Double(own.error) * norm + roundoff * (length + Double(own.error)) * (norm + lost) + 1e-30
    }

    /// The lowest score of a scan whose true score may reach `least`.
    static func threshold(_ least: Float, error: Double) -> Float {
        let value = Double(least) - error
        return Float(value - abs(value) * 0x1p-21).nextDown
    }

    /// The lowest true score behind a score of a scan.
    static func least(_ score: Float, error: Double) -> Float { threshold(score, error: error) }
}
