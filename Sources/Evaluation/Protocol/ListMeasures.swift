import Datasets

/// Measures of single lists that have a value for each user: miscalibration and serendipity, with intervals.
struct ListMeasures {
    private(set) var values: [String: Double] = [:]
    private(set) var intervals: [String: Interval] = [:]

    init(_ rankings: [CaseRanking], of task: EvaluationTask, options: EvaluatorOptions) {
        let k = options.cutoffs[0]
        if let mix = Miscalibration(task.catalog) {
            add("Miscalibration@\(k)", rankings, options) { ranking in
                let entry = task.cases[ranking.caseIndex]
                return mix.value(list: ranking.list, history: entry.interactions[..<entry.historyCount].lazy.compactMap(\.metItem))
            }
        }
        let excluded = Set(task.candidates.excluded)
        let primitive = Serendipity(popularity: task.statistics.counts, k: k) { !excluded.contains(Int32($0)) }
        add("Serendipity@\(k)", rankings, options) { ranking in
            primitive.value(ranking.targets, targets: ranking.targetItems, met: task.metItems(of: ranking))
        }
    }

    private mutating func add(
        _ name: String, _ rankings: [CaseRanking], _ options: EvaluatorOptions, _ value: (CaseRanking) -> Double?
    ) {
        var rows: [UserIndex: Int] = [:]
        var sums: [(sum: Double, count: Double)] = []
        for ranking in rankings {
            guard let value = value(ranking) else { continue }
            let row = rows[ranking.user] ?? sums.count
            if row == sums.count {
                rows[ranking.user] = row
                sums.append((0, 0))
            }
            sums[row].sum += value
            sums[row].count += 1
        }
        guard !sums.isEmpty else { return }
        let means = sums.map { $0.sum / $0.count }
        values[name] = means.reduce(0, +) / Double(means.count)
        intervals[name] = Bootstrap.interval(means, resamples: options.resamples, seed: options.seed)
    }
}

extension EvaluationTask {
    /// What is no candidate any more, because the person met it.
    fileprivate func metItems(of ranking: CaseRanking) -> Set<ItemIndex> {
        guard seenRemoved else { return [] }
        let entry = cases[ranking.caseIndex]
        return Set(entry.interactions[..<entry.historyCount].lazy.compactMap(\.metItem))
    }
}
