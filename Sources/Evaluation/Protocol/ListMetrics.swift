import Datasets

/// Metrics of all lists together: coverage, concentration, novelty and drift towards the popular.
enum ListMetrics {
    /// - Returns: by name, with the list length k: `Coverage@k`, `Gini@k`, `Novelty@k`, `PopularityLift@k`; undefined
    ///   ones are absent.
    static func values(_ rankings: [CaseRanking], of task: EvaluationTask, listLength: Int) -> [String: Double] {
        var exposures = [Int](repeating: 0, count: task.catalog.count)
        var lift = PopularityLift()
        let counts = task.statistics.counts
        for ranking in rankings {
            for item in ranking.list { exposures[item.position] += 1 }
            let entry = task.cases[ranking.caseIndex]
            lift.add(
                list: ranking.list.map { counts[$0.position] },
                history: entry.interactions[..<entry.historyCount].compactMap { event in
                    event.metItem.flatMap { $0.position < counts.count ? counts[$0.position] : nil }
                })
        }
        var values: [String: Double] = [:]
        values["Coverage@\(listLength)"] = Coverage.of(exposures: exposures, candidateCount: task.candidates.count)
        values["Gini@\(listLength)"] = Gini.of(exposures: exposures, candidateCount: task.candidates.count)
        values["Novelty@\(listLength)"] = Novelty.of(exposures: exposures, popularity: counts)
        values["PopularityLift@\(listLength)"] = lift.value
        return values
    }
}
