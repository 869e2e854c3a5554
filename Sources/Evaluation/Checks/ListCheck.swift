import Datasets

/// Whether the lists hold only what they may: no item seen before, no item twice, no item outside the candidates.
///
/// It goes back to the cases and trusts nothing of the ranking.
public enum ListCheck {
    public static func run(_ rankings: [CaseRanking], of task: EvaluationTask) -> EvaluationCheck {
        let excluded = Set(task.candidates.excluded)
        var faults = 0
        for ranking in rankings {
            let entry = task.cases[ranking.caseIndex]
            let list = Set(ranking.list)
            let seen =
                task.seenRemoved
                && entry.interactions[..<entry.historyCount].contains { event in
                    event.metItem.map(list.contains) ?? false
                }
            if seen || list.count < ranking.list.count || list.contains(where: { excluded.contains($0.rawValue) }) {
                faults += 1
            }
        }
        let rule = task.seenRemoved ? "seen, repeated or excluded" : "repeated or excluded"
        return EvaluationCheck(
            name: "lists hold only candidates", passed: faults == 0,
            detail: "\(rankings.count) lists, \(faults) with a \(rule) item")
    }
}
