import Datasets

/// How much of a result hangs on ties: the metric with every tie decided for and against the target.
///
/// Reported figures take the expectation. The check fails where the two extremes are further apart than a hundredth,
/// or where a scorer gives one score to all items of more than half of the cases.
public enum TieCheck {
    public static let tolerance = 0.01

    public static func run(_ rankings: [CaseRanking], k: Int) -> EvaluationCheck {
        let tied = rankings.count { $0.targets.contains { $0.isReachable && $0.tied > 0 } }
        let constant = rankings.count(where: \.isConstant)
        let best = mean(rankings, k: k, optimistically: true)
        let worst = mean(rankings, k: k, optimistically: false)
        return EvaluationCheck(
            name: "ties do not decide", passed: best - worst <= tolerance && constant * 2 <= rankings.count,
            detail: "\(tied) of \(rankings.count) targets tied, NDCG@\(k) between \(Figure.fixed(worst, digits: 4)) and "
                + "\(Figure.fixed(best, digits: 4)), \(constant) constant rows")
    }

    private static func mean(_ rankings: [CaseRanking], k: Int, optimistically: Bool) -> Double {
        let sum = rankings.reduce(0) { sum, ranking in
            sum + (NDCG.at(k, ranking.targets.map { $0.resolved(optimistically: optimistically) }) ?? 0)
        }
        return sum / Double(max(rankings.count, 1))
    }
}
