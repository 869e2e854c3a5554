import Datasets

/// What one learner has scored so far: sums by user, from which means and intervals are made.
struct PrequentialSums {
    /// Hits, gain and reciprocal rank under the protocol's rule, hits under the other rule for seen items.
    static let columns = 4
    private(set) var values: [Double]
    private(set) var counts: [Double]
    private(set) var slices: [PrequentialSlice: (count: Int, hits: Double, gain: Double)] = [:]

    init(users: Int) {
        values = [Double](repeating: 0, count: users * Self.columns)
        counts = [Double](repeating: 0, count: users)
    }

    mutating func add(_ rank: TargetRank, other: TargetRank, user: Int, slices of: [PrequentialSlice], k: Int) {
        let (hit, gain) = (HitRate.at(k, [rank]) ?? 0, NDCG.at(k, [rank]) ?? 0)
        let row = user * Self.columns
        values[row] += hit
        values[row + 1] += gain
        values[row + 2] += ReciprocalRank.of([rank]) ?? 0
        values[row + 3] += HitRate.at(k, [other]) ?? 0
        counts[user] += 1
        for slice in of {
            let known = slices[slice] ?? (0, 0, 0)
            slices[slice] = (known.count + 1, known.hits + hit, known.gain + gain)
        }
    }

    var total: Double { counts.reduce(0, +) }

    func mean(_ column: Int) -> Double {
        var sum = 0.0
        for user in counts.indices { sum += values[user * Self.columns + column] }
        return sum / max(total, 1)
    }

    /// Users who were asked something.
    var asked: [Int] { counts.indices.filter { counts[$0] > 0 } }

    /// The user's share of a mean over questions, such that the mean over asked users is that mean.
    func contributions(_ column: Int, asked: [Int]) -> [Double] {
        let scale = Double(asked.count) / max(total, 1)
        return asked.map { values[$0 * Self.columns + column] * scale }
    }
}

/// A part of the questions.
enum PrequentialSlice: Int, CaseIterable, Hashable {
    case firstEver, firstOfSession, inSession
    case newItem, underAnHour, underSixHours, underADay, older

    var dimension: String { rawValue < 3 ? "session" : "item age" }
    var label: String {
        switch self {
        case .firstEver: "first event of a user"
        case .firstOfSession: "first of a session"
        case .inSession: "within a session"
        case .newItem: "never chosen before"
        case .underAnHour: "under 1 hour"
        case .underSixHours: "1 to 6 hours"
        case .underADay: "6 to 24 hours"
        case .older: "over a day"
        }
    }

    static func of(_ query: ScoringQuery, firstSeen: Int64?, time: Int64, sessionizer: Sessionizer) -> [PrequentialSlice] {
        let before = query.history.last?.time
        let session: PrequentialSlice =
            query.historyCount == 0 ? .firstEver : sessionizer.continues(before, Timestamp(rawValue: time)) ? .inSession : .firstOfSession
        guard let firstSeen else { return [session, .newItem] }
        let hours = Double(time - firstSeen) / 3_600_000
        return [session, hours < 1 ? .underAnHour : hours < 6 ? .underSixHours : hours < 24 ? .underADay : .older]
    }
}

/// Intervals of a mean over questions, by resampling users with all their questions.
enum ClusterBootstrap {
    /// - Parameters:
    ///   - sums: row-major, shape `[clusters, columns]`.
    ///   - counts: questions of each cluster.
    /// - Returns: one interval a column: quantiles of Σ sums / Σ counts over resampled clusters.
    /// - Complexity: O(resamples·clusters·columns).
    static func intervals(sums: [Double], counts: [Double], columns: Int, resamples: Int, seed: UInt64) -> [Interval] {
        guard !counts.isEmpty, resamples > 0 else { return [] }
        var generator = SeededGenerator(seed: seed)
        var means = [[Double]](repeating: [], count: columns)
        for _ in 0..<resamples {
            var drawn = [Double](repeating: 0, count: columns)
            var total = 0.0
            for _ in counts.indices {
                let cluster = Int(generator.next().multipliedFullWidth(by: UInt64(counts.count)).high)
                total += counts[cluster]
                for column in 0..<columns { drawn[column] += sums[cluster * columns + column] }
            }
            for column in 0..<columns { means[column].append(drawn[column] / max(total, 1)) }
        }
        return means.map { values in
            let sorted = values.sorted()
            return Interval(low: Bootstrap.quantile(0.025, ofSorted: sorted), high: Bootstrap.quantile(0.975, ofSorted: sorted))
        }
    }
}
