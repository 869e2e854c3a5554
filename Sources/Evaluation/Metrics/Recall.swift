/// Recall@k: the share of the targets that stand among the first k.
///
///     Recall@k = |{targets with rank ≤ k}| / |targets|
///
/// Worked example: targets at ranks 1, 4 and 27 give Recall@10 = 2/3. With one target it equals HR@k. The denominator
/// is the number of targets, also where that is larger than k.
///
/// Empty truth: undefined (nil). Ties: each target counts with its probability of being among the first k.
public enum Recall {
    public static func at(_ k: Int, _ ranks: [TargetRank]) -> Double? {
        guard !ranks.isEmpty else { return nil }
        return ranks.reduce(0) { $0 + $1.probability(within: k) } / Double(ranks.count)
    }
}
