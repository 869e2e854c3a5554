/// HR@k: whether at least one target stands among the first k.
///
///     HR@k = 1 if some target has rank ≤ k, else 0
///
/// Worked example: targets at ranks 4 and 27 give HR@3 = 0, HR@10 = 1. One target tied with one other item for ranks
/// 10 and 11 gives HR@10 = 0.5.
///
/// Empty truth: undefined (nil), and such a case is left out of every mean. Ties: the exact probability under random
/// tie-breaking; with several targets in the tied group that straddles k it is hypergeometric.
public enum HitRate {
    public static func at(_ k: Int, _ ranks: [TargetRank]) -> Double? {
        if ranks.count == 1 { return ranks[0].probability(within: k) }
        guard !ranks.isEmpty else { return nil }
        if ranks.contains(where: { $0.probability(within: k) == 1 }) { return 1 }
        // At most one group of ties can straddle k, because the positions of groups do not overlap.
        guard let straddling = ranks.first(where: { $0.probability(within: k) > 0 }) else { return 0 }
        let targets = ranks.count { $0.isReachable && $0.better == straddling.better }
        let groupSize = Int(straddling.tied) + 1
        let places = k - Int(straddling.better)
        return 1 - probabilityOfNone(targets: targets, groupSize: groupSize, places: places)
    }

    /// C(m − a, s) / C(m, s): none of the a targets is among s of m positions.
    private static func probabilityOfNone(targets: Int, groupSize: Int, places: Int) -> Double {
        var probability = 1.0
        for drawn in 0..<places {
            probability *= Double(max(groupSize - targets - drawn, 0)) / Double(groupSize - drawn)
        }
        return probability
    }
}
