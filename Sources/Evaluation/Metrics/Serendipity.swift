import Datasets

/// Serendipity@k: the share of the targets that a list finds and a primitive recommender does not.
///
///     Serendipity@k = |{targets in the list that the k most popular items lack}| / |targets|
///
/// The primitive recommender knows no person: it shows the k items with most training events among the candidates that
/// this person has not met. What it shows too is expected, what nobody chose is irrelevant; the rest is both relevant and
/// unexpected. It never exceeds Recall@k, and the distance to it is what popularity alone would have found.
///
/// Worked example: targets a and b, both in the list, b also among the k most popular: 1/2.
///
/// Empty truth: undefined (nil). Ties: a tied target counts with its probability of being among the first k; of equally
/// popular items the one with the lower index is shown first.
///
/// Ge, Delgado-Battenfeld and Jannach, "Beyond accuracy: evaluating recommender systems by coverage and serendipity",
/// RecSys 2010 (with the number of targets instead of the list length below the line, so that it compares with Recall@k).
public struct Serendipity: Sendable {
    /// Candidates by falling popularity.
    private let popular: [ItemIndex]
    private let k: Int

    /// - Parameters:
    ///   - popularity: events of each item in training, shape `[V]`.
    ///   - allowed: whether an item is a candidate.
    public init(popularity: [Int], k: Int, allowed: (Int) -> Bool = { _ in true }) {
        self.k = k
        popular = popularity.indices.filter(allowed).sorted { (popularity[$1], $0) < (popularity[$0], $1) }.map { ItemIndex($0) }
    }

    /// What the primitive recommender shows to somebody who met these items.
    ///
    /// - Complexity: O(k + |met|).
    func expected(met: Set<ItemIndex>) -> Set<ItemIndex> {
        var shown: Set<ItemIndex> = []
        for item in popular where !met.contains(item) {
            guard shown.count < k else { break }
            shown.insert(item)
        }
        return shown
    }

    /// - Parameters:
    ///   - ranks: one a target.
    ///   - targets: the items of the ranks.
    ///   - met: items that are no candidates any more, empty where a protocol keeps them; asked only where something was found.
    public func value(_ ranks: [TargetRank], targets: [ItemIndex], met: @autoclosure () -> Set<ItemIndex>) -> Double? {
        guard !ranks.isEmpty else { return nil }
        guard ranks.contains(where: { $0.probability(within: k) > 0 }) else { return 0 }
        let expected = expected(met: met())
        var found = 0.0
        for (rank, item) in zip(ranks, targets) where !expected.contains(item) { found += rank.probability(within: k) }
        return found / Double(ranks.count)
    }
}
