import Datasets

/// The luck of one person with one title: the same in every process until its term is over, so that a face changes only as far as
/// what is believed has changed.
///
/// The creatives run a race. Each has its own luck, a waiting time that is exponential with rate 1, and its time is that over its
/// probability: the first is creative k with exactly probability p(k). The luck stays while the probabilities move, so a draw
/// from p and a later one from q differ with probability at most 2δ / (1 + δ), δ their total variation, and a new creative takes
/// faces only to itself. Nothing can do better that remembers nothing; and what remembers nothing forgets nothing at a restart.
///
/// Moulton and Jiang, "Maximally consistent sampling and the Jaccard index of probability distributions", ICDM 2018; Bavarian, Ghazi,
/// Haramaty, Kamath, Rivest and Sudan, "Optimality of correlated sampling strategies", Theory of Computing 2020.
struct FaceDraw {
    private let hash: StableHash

    /// - Parameter term: seconds after which the luck is another, above 0. Terms of different people and titles end at different moments.
    init(person: String, title: ItemID, term: Int64, now: Timestamp, seed: UInt64) {
        var hash = StableHash(seed: seed)
        hash.combine(person)
        hash.combine(title.rawValue)
        let shift = Int64(hash.value % UInt64(term))
        let moment = now.seconds.addingReportingOverflow(shift)
        hash.combine(UInt64(bitPattern: (moment.overflow ? now.seconds : moment.partialValue) / term))
        self.hash = hash
    }

    /// Of the draws that make a distribution; another luck than the one that draws from it.
    var seed: UInt64 { hash.value }

    /// - Parameter distribution: shape `[K]`, sums to 1.
    /// - Returns: a position in the set.
    func place(in set: CreativeSet, _ distribution: [Double]) -> Int {
        var best = (place: 0, time: Double.infinity)
        for (place, probability) in distribution.enumerated() where probability > 0 {
            var own = hash
            own.combine(0xD4A3)
            own.combine(set.creatives[place].id)
            let time = -naturalLogarithm(1 - own.unitInterval) / probability
            if time < best.time { best = (place, time) }
        }
        return best.place
    }
}
