import Datasets

/// The metrics of a model for each user: the mean over the user's cases.
///
/// Where a protocol asks about a user several times (`temporal-each`) every mean over users is so a mean of user means;
/// with one case a user it is the plain mean.
public struct UserMetrics: Sendable {
    /// In order of first case.
    public let users: [UserIndex]
    public let names: [String]
    /// Row-major, shape `[users, names]`.
    let values: [Double]

    /// - Parameter cutoffs: the k of HR, NDCG and Recall.
    init(_ rankings: [CaseRanking], cutoffs: [Int]) {
        let names = UserMetrics.names(cutoffs: cutoffs)
        var rows: [UserIndex: Int] = [:]
        var users: [UserIndex] = []
        var values: [Double] = []
        var cases: [Double] = []
        for ranking in rankings {
            let row = rows[ranking.user] ?? users.count
            if row == users.count {
                rows[ranking.user] = row
                users.append(ranking.user)
                cases.append(0)
                values.append(contentsOf: repeatElement(0, count: names.count))
            }
            cases[row] += 1
            for (column, value) in UserMetrics.values(ranking.targets, cutoffs: cutoffs).enumerated() {
                values[row * names.count + column] += value
            }
        }
        for row in users.indices {
            for column in names.indices { values[row * names.count + column] /= cases[row] }
        }
        self.users = users
        self.names = names
        self.values = values
    }

    /// The values of one metric, one a user; nil when it is not here.
    public func column(_ name: String) -> [Double]? {
        guard let column = names.firstIndex(of: name) else { return nil }
        return users.indices.map { values[$0 * names.count + column] }
    }

    /// Mean over users of each metric.
    var means: [String: Double] {
        var means: [String: Double] = [:]
        for (column, name) in names.enumerated() {
            var sum = 0.0
            for row in users.indices { sum += values[row * names.count + column] }
            means[name] = sum / Double(max(users.count, 1))
        }
        return means
    }

    static func names(cutoffs: [Int]) -> [String] {
        cutoffs.flatMap { ["HR@\($0)", "NDCG@\($0)", "Recall@\($0)"] } + ["MRR"]
    }

    private static func values(_ ranks: [TargetRank], cutoffs: [Int]) -> [Double] {
        var values: [Double] = []
        for k in cutoffs {
            values.append(HitRate.at(k, ranks) ?? 0)
            values.append(NDCG.at(k, ranks) ?? 0)
            values.append(Recall.at(k, ranks) ?? 0)
        }
        values.append(ReciprocalRank.of(ranks) ?? 0)
        return values
    }
}
