/// MRR: the reciprocal of the rank of the first target, over the whole catalogue.
///
///     RR = 1 / min over targets of rank, 0 when no target can be recommended
///
/// Worked example: targets at ranks 4 and 27 give 0.25. One target tied with one other item for ranks 1 and 2 gives
/// (1 + 1/2) / 2 = 0.75.
///
/// Empty truth: undefined (nil). Ties: the exact mean over all orders of the tied candidates.
/// Complexity: O(size of the tied group).
public enum ReciprocalRank {
    public static func of(_ ranks: [TargetRank]) -> Double? {
        guard !ranks.isEmpty else { return nil }
        guard let first = ranks.filter(\.isReachable).min(by: { $0.better < $1.better }) else { return 0 }
        let targets = ranks.count { $0.better == first.better }
        return mean(better: Int(first.better), groupSize: Int(first.tied) + 1, targets: targets)
    }

    /// Σ over j of P(the first of a targets among m tied places is at j) / (better + j).
    private static func mean(better: Int, groupSize: Int, targets: Int) -> Double {
        var probability = Double(targets) / Double(groupSize)
        var mean = 0.0
        for place in 1...(groupSize - targets + 1) {
            mean += probability / Double(better + place)
            guard place < groupSize else { break }
            probability *= Double(groupSize - targets - place + 1) / Double(groupSize - place)
        }
        return mean
    }
}
