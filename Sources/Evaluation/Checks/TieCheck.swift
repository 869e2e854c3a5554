import Datasets

/// How much of a result hangs on ties: the metric with every tie decided for and against the targets.
///
/// Reported figures take the expectation. Rows in which all candidates have one score (nothing is known of the user) are
/// counted apart. The check fails where the two extremes of the others are further apart than a hundredth, or where more
/// than half of the rows are constant.
public enum TieCheck {
    public static let tolerance = 0.01

    public static func run(_ rankings: [CaseRanking], k: Int) -> EvaluationCheck {
        let telling = rankings.filter { !$0.isConstant }
        let constant = rankings.count - telling.count
        let tied = telling.count { $0.targets.contains { $0.isReachable && $0.tied > 0 } }
        let best = mean(telling, k: k, favourably: true)
        let worst = mean(telling, k: k, favourably: false)
        return EvaluationCheck(
            name: "ties do not decide", passed: best - worst <= tolerance && constant * 2 <= rankings.count,
            detail: "\(tied) of \(rankings.count) targets tied, NDCG@\(k) between \(Figure.fixed(worst, digits: 4)) and "
                + "\(Figure.fixed(best, digits: 4)), \(constant) constant rows")
    }

    private static func mean(_ rankings: [CaseRanking], k: Int, favourably: Bool) -> Double {
        let sum = rankings.reduce(0) { $0 + (NDCG.at(k, resolved($1.targets, favourably: favourably)) ?? 0) }
        return sum / Double(max(rankings.count, 1))
    }

    /// Gives the targets of a tied group its first or its last places, one each.
    static func resolved(_ targets: [TargetRank], favourably: Bool) -> [TargetRank] {
        var placed: [Int32: Int] = [:]
        return targets.map { target in
            guard target.isReachable, target.tied > 0 else { return target }
            let before = placed[target.better, default: 0]
            placed[target.better] = before + 1
            return TargetRank(better: Int(target.better) + (favourably ? before : Int(target.tied) - before))
        }
    }
}
