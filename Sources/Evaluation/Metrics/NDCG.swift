#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// NDCG@k: how early the targets stand among the first k, 1 = as early as can be.
///
///     NDCG@k = Σ over targets with rank r ≤ k of 1/log2(r + 1)  /  Σ for r = 1…min(k, |targets|) of 1/log2(r + 1)
///
/// Worked example: one target at rank 3 gives 1/log2(4) = 0.5. Two targets at ranks 1 and 3 give
/// (1 + 0.5) / (1 + 0.6309) = 0.9197. One target at rank 11 gives NDCG@10 = 0.
///
/// Empty truth: undefined (nil). Ties: the mean of the discounts over the tied positions, those beyond k counting 0
/// (the sum is linear, so this is the exact expectation also with several targets).
///
/// Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002.
public enum NDCG {
    public static func at(_ k: Int, _ ranks: [TargetRank]) -> Double? {
        guard !ranks.isEmpty else { return nil }
        let gain = ranks.reduce(0) { $0 + discount(of: $1, k: k) }
        return gain / cumulativeDiscount(min(k, ranks.count))
    }

    private static func discount(of rank: TargetRank, k: Int) -> Double {
        guard rank.isReachable, rank.better < k else { return 0 }
        let first = Int(rank.better)
        let last = min(k, first + Int(rank.tied) + 1)
        if rank.tied == 0 { return discount(atPosition: first) }
        return (cumulativeDiscount(last) - cumulativeDiscount(first)) / Double(rank.tied + 1)
    }

    /// 1/log2(r + 1) with r = position + 1.
    private static func discount(atPosition position: Int) -> Double {
        position < discounts.count ? discounts[position] : 1 / log2(Double(position) + 2)
    }

    /// Sum of the discounts of ranks 1…count.
    private static func cumulativeDiscount(_ count: Int) -> Double {
        if count < cumulative.count { return cumulative[count] }
        return (discounts.count..<count).reduce(cumulative[discounts.count]) { $0 + discount(atPosition: $1) }
    }

    private static let discounts: [Double] = (0..<1024).map { 1 / log2(Double($0) + 2) }
    /// Shape `[discounts.count + 1]`.
    private static let cumulative: [Double] = discounts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
}
