import Datasets
import Evaluation

/// Scores that are a sum over the history with exponentially fading weights: `Σ decay^j · row(item j steps back)`.
///
/// Older weights are kept at 1 and newer ones grow, so that an event costs its own row and nothing else, and a query
/// whose history continues the one before it goes on where that ended. The sums pass through the same values whatever
/// stood before, so a score does not depend on the other queries of the call, bit for bit.
struct HistorySum {
    /// Weight of one step back, above 0 and at most 1.
    let decay: Float
    /// V.
    let itemCount: Int
    /// Added to every score, shape `[V]`, or empty for nothing.
    let base: [Float]

    /// Before weights reach it they are scaled back to 1; far from the largest float.
    private static let largestWeight: Float = 1e12

    /// - Parameter add: adds the row of an item, times a weight, to a sum of V numbers.
    func score(
        _ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>,
        add: (Int32, Float, UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        let sums = UnsafeMutableBufferPointer<Float>.allocate(capacity: itemCount)
        defer { sums.deallocate() }
        var known: (key: UInt64, items: [Int32]) = (0, [])
        var weight: Float = 1
        sums.initialize(repeating: 0)
        for (index, query) in queries.enumerated() {
            let items = query.chosenItems(itemCount: itemCount)
            if known.key != query.userKey || !items.starts(with: known.items) {
                known.items = []
                weight = 1
                sums.update(repeating: 0)
            }
            for (position, item) in items.enumerated().dropFirst(known.items.count) {
                if position > 0 { weight = grow(weight, sums) }
                add(item, weight, sums)
            }
            known = (query.userKey, items)
            write(sums, scaledBy: 1 / weight, to: scores.row(index, width: itemCount))
        }
    }

    private func grow(_ weight: Float, _ sums: UnsafeMutableBufferPointer<Float>) -> Float {
        let next = weight / decay
        guard next > HistorySum.largestWeight else { return next }
        for item in sums.indices { sums[item] /= weight }
        return 1 / decay
    }

    private func write(
        _ sums: UnsafeMutableBufferPointer<Float>, scaledBy scale: Float, to row: UnsafeMutableBufferPointer<Float>
    ) {
        guard base.count == itemCount else {
            for item in row.indices { row[item] = sums[item] * scale }
            return
        }
        base.withUnsafeBufferPointer { base in
            for item in row.indices { row[item] = sums[item] * scale + base[item] }
        }
    }
}
