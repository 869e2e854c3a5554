import Evaluation
import Testing

/// The worked examples of the metrics' documentation, and their edges.
struct MetricTests {
    private func rank(_ rank: Int) -> TargetRank { TargetRank(better: rank - 1) }

    private func close(_ a: Double?, _ b: Double, within tolerance: Double = 1e-12) -> Bool {
        a.map { abs($0 - b) <= tolerance } ?? false
    }

    @Test func hitRateIsOneWhenAnyTargetIsAmongTheFirstK() {
        #expect(HitRate.at(3, [rank(4), rank(27)]) == 0)
        #expect(HitRate.at(10, [rank(4), rank(27)]) == 1)
        #expect(HitRate.at(10, [TargetRank(better: 9, tied: 1)]) == 0.5)
        #expect(HitRate.at(10, [.unreachable]) == 0)
    }

    @Test func hitRateOfTwoTargetsTiedAcrossTheCutIsHypergeometric() {
        // Ranks 10…13 hold four tied items, two of them targets; one place is left: P(hit) = 1 − 2/4.
        let pair = [TargetRank(better: 9, tied: 3), TargetRank(better: 9, tied: 3)]
        #expect(close(HitRate.at(10, pair), 0.5))
        // Two places left: P(none) = 2/4 · 1/3.
        #expect(close(HitRate.at(11, pair), 1 - 1.0 / 6))
        #expect(HitRate.at(13, pair) == 1)
    }

    @Test func recallIsTheShareOfTargetsFound() {
        #expect(close(Recall.at(10, [rank(1), rank(4), rank(27)]), 2.0 / 3))
        #expect(close(Recall.at(1, [rank(1), rank(2), rank(3), .unreachable]), 0.25))
        #expect(close(Recall.at(10, [TargetRank(better: 8, tied: 3)]), 0.5))
    }

    @Test func ndcgDiscountsByTheLogarithmOfTheRank() {
        #expect(NDCG.at(10, [rank(3)]) == 0.5)
        #expect(NDCG.at(10, [rank(1)]) == 1)
        #expect(NDCG.at(10, [rank(11)]) == 0)
        #expect(close(NDCG.at(10, [rank(1), rank(3)]), 1.5 / (1 + 0.630929753571457), within: 1e-9))
        // More targets than k: the best possible list holds targets only.
        #expect(close(NDCG.at(2, [rank(1), rank(2), rank(3)]), 1))
    }

    @Test func ndcgOfTiesIsTheMeanOverTheirOrders() {
        // Ranks 1 and 2 in either order.
        #expect(close(NDCG.at(10, [TargetRank(better: 0, tied: 1)]), (1 + 0.630929753571457) / 2, within: 1e-9))
        // Ranks 10 and 11: only the first counts at k = 10.
        let tenth = NDCG.at(10, [rank(10)])!
        #expect(close(NDCG.at(10, [TargetRank(better: 9, tied: 1)]), tenth / 2))
    }

    @Test func ndcgBeyondTheTableOfDiscountsIsTheSameFormula() {
        let direct = NDCG.at(5000, [rank(1024)])!
        #expect(close(direct, 1 / 10.001408194392809, within: 1e-9))
        #expect(NDCG.at(5000, [rank(2047)])! > NDCG.at(5000, [rank(2048)])!)
        #expect(close(NDCG.at(3000, (1...2000).map(rank)), 1, within: 1e-9))
    }

    @Test func reciprocalRankLooksAtTheFirstTarget() {
        #expect(ReciprocalRank.of([rank(27), rank(4)]) == 0.25)
        #expect(ReciprocalRank.of([TargetRank(better: 0, tied: 1)]) == 0.75)
        #expect(ReciprocalRank.of([.unreachable]) == 0)
        // Two targets among three tied first places: 1 with probability 2/3, else 1/2.
        let pair = [TargetRank(better: 0, tied: 2), TargetRank(better: 0, tied: 2)]
        #expect(close(ReciprocalRank.of(pair), 2.0 / 3 + 1.0 / 6))
        #expect(close(ReciprocalRank.of([TargetRank(better: 0, tied: 0), TargetRank(better: 5, tied: 0)]), 1))
    }

    @Test func metricsOfAnEmptyTruthAreUndefined() {
        #expect(HitRate.at(10, []) == nil)
        #expect(Recall.at(10, []) == nil)
        #expect(NDCG.at(10, []) == nil)
        #expect(ReciprocalRank.of([]) == nil)
    }

    @Test func aConstantScorerGetsWhatChanceGets() {
        // 200 items with one score: the target is among the first 10 with probability 1/20.
        let constant = [TargetRank(better: 0, tied: 199)]
        #expect(close(HitRate.at(10, constant), 0.05))
        #expect(close(NDCG.at(10, constant), (1...10).reduce(0) { $0 + NDCG.at(10, [rank($1)])! } / 200, within: 1e-9))
    }

    @Test func coverageIsTheShareOfCandidatesShown() {
        #expect(Coverage.of(exposures: [1, 2, 1, 0, 0, 0, 0, 0, 0, 0], candidateCount: 10) == 0.3)
        #expect(Coverage.of(exposures: [], candidateCount: 0) == nil)
        #expect(Coverage.of(exposures: [0, 0], candidateCount: 2) == 0)
    }

    @Test func giniIsZeroForEqualSharesAndNearOneForASingleWinner() {
        #expect(close(Gini.of(exposures: [0, 0, 0, 4], candidateCount: 4), 0.75))
        #expect(close(Gini.of(exposures: [1, 1, 1, 1], candidateCount: 4), 0))
        // Items that are no candidates do not count as poor.
        #expect(close(Gini.of(exposures: [0, 0, 0, 4], candidateCount: 1), 0))
        #expect(Gini.of(exposures: [0, 0], candidateCount: 2) == nil)
    }

    @Test func noveltyIsTheSurpriseOfTheShownItemsInBits() {
        let novelty = Novelty.of(exposures: [1, 1], popularity: [5, 1])
        #expect(close(novelty, (0.41503749927884376 + 2) / 2, within: 1e-9))
        #expect(Novelty.of(exposures: [0, 0], popularity: [5, 1]) == nil)
    }

    @Test func popularityLiftComparesListsWithHistories() {
        var lift = PopularityLift()
        #expect(lift.value == nil)
        lift.add(list: [90, 110], history: [40, 60])
        #expect(lift.value == 1)
        lift.add(list: [], history: [1000])
        lift.add(list: [1000], history: [])
        #expect(lift.value == 1)
    }
}
