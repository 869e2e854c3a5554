import Tensors

/// How far the score of a scan may lie from the score of the full vectors.
///
/// Rows x are read as x̂ and queries q as p, so q·x − p·x̂ = q·(x − x̂) + (q − p)·x̂, and by the inequality of Cauchy and Schwarz
/// neither term exceeds the product of two lengths. What float32 arithmetic adds is below `roundoff` times the lengths of both vectors.
struct ScoreBounds {
    /// Of one query: the error is at most `loss` · the row's loss + `norm` · the row's length.
    struct Slopes {
        let loss, norm: Double

        func error(_ row: ScanLoss) -> Double { loss * Double(row.error) + norm * Double(row.norm) + 1e-30 }
    }

    let slopes: [Slopes]

    init(_ queries: [ScanLoss], width: Int, type: ScanType) {
        // Integer sums are exact and rounded three times; a sum of D products in any order errs by less than D units, each 2^−24.
        let roundoff = type == .int8 ? 0x1p-20 : Double(width + 8) * 0x1p-22
        slopes = queries.map { query in
            let both = roundoff * (Double(query.norm) + Double(query.error))
            return Slopes(loss: Double(query.norm) + both, norm: Double(query.error) + both)
        }
    }

    /// The lowest score of a scan whose true score may reach `least`; the last term is more than the roundings of both to float32.
    static func threshold(_ least: Float, error: Double) -> Float {
        let value = Double(least) - error
        return Float(value - abs(value) * 0x1p-21)
    }

    /// The lowest true score behind a score of a scan.
    static func least(_ score: Float, error: Double) -> Float { threshold(score, error: error) }
}
