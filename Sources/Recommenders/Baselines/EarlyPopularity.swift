import Datasets
import Evaluation

/// What people chose first: for those of whom nothing, or next to nothing, is known.
///
///     score(b | h) = Σ over p < events of 0.5^(|p − min(h, events − 1)| / halfLife) · share_p(b)  +  backoff · share(b)
///
/// share_p is the share of b among the choices that stand p-th in a training history, share that among all choices, h
/// the number of choices in the history that is scored. With `events` 1 it counts how often an item is somebody's first
/// choice; with more of them and without decay, among the first n.
public struct EarlyPopularity: Scorer {
    public let name = "First events"
    private let itemCount: Int
    /// Scores by the length of the history, shape `[events, V]`.
    let rows: [Float]
    private let events: Int

    /// - Parameters:
    ///   - events: how many first choices of a training history are read, 1 or more.
    ///   - halfLife: in positions; 0 = all of them count alike.
    ///   - backoff: weight of the overall share, so that no two items tie for nothing.
    /// - Complexity: O(events²·V); memory 4·events·V bytes.
    public init(_ corpus: BaselineCorpus, events: Int = 1, halfLife: Double = 0, backoff: Double = 0.01) {
        itemCount = corpus.itemCount
        self.events = events
        let positions = EarlyPopularity.shares(corpus, events: events)
        let base = corpus.shares.map { $0 * Float(backoff) }
        var rows: [Float] = []
        rows.reserveCapacity(events * corpus.itemCount)
        for length in 0..<events {
            var row = base
            for (position, shares) in positions.enumerated() {
                let weight = Float(halved(Double(abs(position - length)), halfLife))
                for item in row.indices { row[item] += weight * shares[item] }
            }
            rows += row
        }
        self.rows = rows
    }

    /// Shares of the items at each position, shape `[events][V]`; zero where nobody came so far.
    private static func shares(_ corpus: BaselineCorpus, events: Int) -> [[Float]] {
        var counts = [[Double]](repeating: [Double](repeating: 0, count: corpus.itemCount), count: events)
        for user in 0..<corpus.userCount {
            for (position, event) in corpus.events(of: user).prefix(events).enumerated() {
                counts[position][Int(corpus.items[event])] += 1
            }
        }
        return counts.map { row in
            let total = max(row.reduce(0, +), 1)
            return row.map { Float($0 / total) }
        }
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (index, query) in queries.enumerated() {
            let length = min(query.chosenItems(itemCount: itemCount).count, events - 1)
            _ = scores.row(index, width: itemCount).update(fromContentsOf: rows[(length * itemCount)..<((length + 1) * itemCount)])
        }
    }
}
