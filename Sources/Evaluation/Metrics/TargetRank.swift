/// Where one target stands in a ranked catalogue, ties included.
///
/// Ties are resolved by expectation: a metric of a tied target is its mean over all orders of the tied candidates,
/// so that a scorer gains nothing and loses nothing by giving one score to many items, and no random source is needed.
/// McSherry and Najork, "Computing information retrieval performance measures efficiently in the presence of tied
/// scores", ECIR 2008.
public struct TargetRank: Sendable, Hashable {
    /// How many candidates score strictly higher; -1 for a target that cannot be recommended.
    public let better: Int32
    /// How many other candidates have the same score, other targets among them.
    public let tied: Int32

    /// - Parameters:
    ///   - better: candidates with a strictly higher score, 0 or more.
    ///   - tied: other candidates with the same score, 0 or more.
    public init(better: Int, tied: Int = 0) {
        precondition(better >= 0 && tied >= 0, "a rank cannot be negative: \(better) better, \(tied) tied")
        self.better = Int32(better)
        self.tied = Int32(tied)
    }

    private init(unreachable: Void) {
        better = -1
        tied = 0
    }

    /// A target that is no candidate (not allowed, seen before, or scored -infinity): a miss at every k.
    public static let unreachable = TargetRank(unreachable: ())
    public var isReachable: Bool { better >= 0 }

    /// Best rank the target can have, from 1; nil when it is unreachable.
    public var optimistic: Int? { isReachable ? Int(better) + 1 : nil }
    /// Worst rank the target can have, from 1; nil when it is unreachable.
    public var pessimistic: Int? { isReachable ? Int(better) + 1 + Int(tied) : nil }
    /// Mean rank over all orders of the tied candidates, from 1; nil when it is unreachable.
    public var expected: Double? { isReachable ? Double(better) + 1 + Double(tied) / 2 : nil }

    /// Probability of standing among the first k when ties are broken at random.
    package func probability(within k: Int) -> Double {
        guard isReachable else { return 0 }
        let free = Double(k) - Double(better)
        return min(max(free / Double(tied + 1), 0), 1)
    }
}
