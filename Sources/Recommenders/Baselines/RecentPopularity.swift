import Datasets
import Evaluation

/// The items chosen most in the days before the request.
///
/// With times: training events in the `days` before the request count `0.5^(age / halfLife)`. A request later than the
/// last training event sees the last `days` of training, because nothing newer may be learned from. Request times are
/// rounded down to the hour, as if the list were made anew every hour. Without times: the last `fallbackEvents` events
/// of every user. In both, the overall share of an item counts with weight `backoff`, so that no two items tie for nothing.
public struct RecentPopularity: Scorer {
    public let name: String
    private let itemCount: Int
    private let window: Int64
    private let halfLife: Double
    /// All timed events by time.
    private let times: [Int64]
    private let items: [Int32]
    /// Overall shares times the back-off, shape `[V]`.
    private let base: [Float]
    /// What order-only requests get, shape `[V]`.
    private let fallback: [Float]

    private static let hour: Int64 = 3_600_000

    /// - Parameters:
    ///   - days: length of the window.
    ///   - halfLifeDays: 0 = every event of the window counts alike.
    ///   - backoff: weight of the overall share beside the share in the window.
    ///   - fallbackEvents: last events of a user that count where there is no time.
    public init(
        _ corpus: BaselineCorpus, days: Double = 7, halfLifeDays: Double = 0, backoff: Double = 0.01,
        fallbackEvents: Int = 5
    ) {
        name = "Popularity, \(BaselineParameters.short(days)) days"
        itemCount = corpus.itemCount
        window = Int64(days * 24) * RecentPopularity.hour
        halfLife = halfLifeDays * 24 * Double(RecentPopularity.hour)
        let order = corpus.times.indices.filter { corpus.times[$0] != .min }
            .sorted { (corpus.times[$0], corpus.items[$0]) < (corpus.times[$1], corpus.items[$1]) }
        times = order.map { corpus.times[$0] }
        items = order.map { corpus.items[$0] }
        base = corpus.shares.map { $0 * Float(backoff) }
        fallback = RecentPopularity.lastEvents(fallbackEvents, of: corpus, over: base)
    }

    private static func lastEvents(_ count: Int, of corpus: BaselineCorpus, over base: [Float]) -> [Float] {
        var weights = [Double](repeating: 0, count: corpus.itemCount)
        for user in 0..<corpus.userCount {
            for event in corpus.events(of: user).suffix(count) { weights[Int(corpus.items[event])] += 1 }
        }
        return shares(weights, over: base)
    }

    private static func shares(_ weights: [Double], over base: [Float]) -> [Float] {
        let total = max(weights.reduce(0, +), 1e-30)
        return zip(weights, base).map { Float($0 / total) + $1 }
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        var made: [Int64: [Float]] = [:]
        for (index, query) in queries.enumerated() {
            let row = scores.row(index, width: itemCount)
            guard let time = query.request.time?.rawValue, let last = times.last else {
                row.update(fromContentsOfRow: fallback)
                continue
            }
            // Events of the hour of the last one are in: nothing newer exists in training.
            let now = min(time, last + RecentPopularity.hour) / RecentPopularity.hour
            let list = made[now] ?? popularity(before: now * RecentPopularity.hour)
            made[now] = list
            row.update(fromContentsOfRow: list)
        }
    }

    private func popularity(before now: Int64) -> [Float] {
        var weights = [Double](repeating: 0, count: itemCount)
        var event = times.partitioningIndex { $0 >= now - window }
        while event < times.count, times[event] < now {
            weights[Int(items[event])] += halved(Double(now - times[event]), halfLife)
            event += 1
        }
        return RecentPopularity.shares(weights, over: base)
    }
}

extension [Int64] {
    /// The first position whose element belongs to the second part; O(log n).
    func partitioningIndex(where belongsToSecond: (Int64) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
