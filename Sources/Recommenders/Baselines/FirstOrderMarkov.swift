import Datasets
import Evaluation

/// What people chose after what this person chose last.
///
///     score(b) = Σ over the last `historyLength` items a, j steps back, of historyDecay^j · (c(a, b) + λ·p(b)) / (C(a) + λ)
///
/// c(a, b) counts that b followed a within `window` steps, a step further off counting `windowDecay` of the nearer one;
/// C(a) is its sum, p(b) the share of b in all events: with few observations the answer backs off to popularity.
public struct FirstOrderMarkov: Scorer {
    public let name = "Markov"
    private let itemCount: Int
    private let shares: [Float]
    let transitions: SparseRows
    /// C(a), shape `[V]`.
    let totals: [Float]
    private let smoothing: Float
    private let historyLength: Int
    private let historyDecay: Float

    public init(
        _ corpus: BaselineCorpus, window: Int = 1, windowDecay: Double = 0.5, smoothing: Double = 10,
        historyLength: Int = 1, historyDecay: Double = 0.5
    ) {
        itemCount = corpus.itemCount
        shares = corpus.shares
        transitions = FirstOrderMarkov.count(corpus, window: window, decay: windowDecay)
        totals = (0..<corpus.itemCount).map { [transitions] item in
            transitions.values[transitions.range(of: item)].reduce(0, +)
        }
        self.smoothing = Float(smoothing)
        self.historyLength = historyLength
        self.historyDecay = Float(historyDecay)
    }

    private static func count(_ corpus: BaselineCorpus, window: Int, decay: Double) -> SparseRows {
        let occurrences = Occurrences(corpus)
        var accumulator = SparseAccumulator(width: corpus.itemCount)
        var rows = SparseRows()
        for item in 0..<corpus.itemCount {
            for (position, end) in occurrences[item] {
                var weight: Float = 1
                var next = Int(position) + 1
                while next < min(Int(end), Int(position) + 1 + window) {
                    accumulator.add(weight, at: corpus.items[next])
                    weight *= Float(decay)
                    next += 1
                }
            }
            accumulator.drain { rows.append($0, $1) }
            rows.endRow()
        }
        return rows
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (index, query) in queries.enumerated() {
            let row = scores.row(index, width: itemCount)
            let recent = query.chosenItems(itemCount: itemCount).suffix(historyLength)
            row.update(fromContentsOfRow: shares)
            guard !recent.isEmpty else { continue }
            addBackoff(of: recent, to: row)
            var weight: Float = 1
            for item in recent.reversed() {
                transitions.add(item, scaled: weight / (totals[Int(item)] + smoothing), to: row)
                weight *= historyDecay
            }
        }
    }

    /// Multiplies the shares that stand in the row by the weight that the formula gives them.
    private func addBackoff(of recent: ArraySlice<Int32>, to row: UnsafeMutableBufferPointer<Float>) {
        var weight: Float = 1
        var backoff: Float = 0
        for item in recent.reversed() {
            backoff += weight * smoothing / (totals[Int(item)] + smoothing)
            weight *= historyDecay
        }
        // A trace of popularity stays without smoothing, to order what was never observed.
        backoff = max(backoff, 1e-6)
        for position in row.indices { row[position] *= backoff }
    }
}

/// Where each item occurs: positions in the corpus and the end of the user's events there.
private struct Occurrences {
    private var offsets: [Int]
    private var entries: [(position: Int32, end: Int32)]

    init(_ corpus: BaselineCorpus) {
        offsets = [Int](repeating: 0, count: corpus.itemCount + 1)
        entries = Array(repeating: (0, 0), count: corpus.items.count)
        for item in corpus.items { offsets[Int(item) + 1] += 1 }
        for item in 0..<corpus.itemCount { offsets[item + 1] += offsets[item] }
        var next = offsets
        for user in 0..<corpus.userCount {
            for event in corpus.events(of: user) {
                let item = Int(corpus.items[event])
                entries[next[item]] = (Int32(event), Int32(corpus.offsets[user + 1]))
                next[item] += 1
            }
        }
    }

    subscript(item: Int) -> ArraySlice<(position: Int32, end: Int32)> { entries[offsets[item]..<offsets[item + 1]] }
}
