#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets

/// Turns one row of scores into ranks and a list. One worker owns one.
///
/// Seen items are those the user met in the first `historyCount` events. Where the protocol removes them, a target that
/// truly is among them is a miss, as in the published protocols; no other target is ever removed.
struct RowRanker {
    let model: String
    let excluded: [Int32]
    let catalogCount: Int
    let seenRemoved: Bool
    let listLength: Int
    /// Whether scores are logits.
    let givesProbabilities: Bool

    /// - Parameter scores: shape `[V]`; overwritten with -infinity where an item is no candidate.
    /// - Complexity: O(V·targets) in vectorized passes; no allocation but the answer.
    func rank(
        _ scores: UnsafeMutableBufferPointer<Float>, of evaluationCase: EvaluationCase, at caseIndex: Int
    ) throws(EvaluationError) -> CaseRanking {
        try refuseNotANumber(scores, user: evaluationCase.user)
        for position in excluded { scores[Int(position)] = -.infinity }
        if seenRemoved { try remove(evaluationCase, from: scores) }
        let items = evaluationCase.targets.firstOccurrences
        var ranks: [TargetRank] = []
        ranks.reserveCapacity(items.count)
        for item in items { ranks.append(try rank(of: item, in: scores, user: evaluationCase.user)) }
        let list = BestItems.select(listLength, from: UnsafeBufferPointer(scores))
        return CaseRanking(
            caseIndex: caseIndex, user: evaluationCase.user, targets: ranks, targetItems: items, list: list,
            isConstant: isConstant(scores, best: list.first), probabilities: givesProbabilities ? softmax(of: list, in: scores) : [],
            choicesBefore: evaluationCase.choicesBefore)
    }

    /// The probabilities of the listed items among all candidates.
    private func softmax(of list: [ItemIndex], in scores: UnsafeMutableBufferPointer<Float>) -> [Float] {
        guard let first = list.first else { return [] }
        let highest = scores[first.position]
        var sum = 0.0
        for score in scores where score > -.infinity { sum += Double(expf(score - highest)) }
        return list.map { Float(Double(expf(scores[$0.position] - highest)) / sum) }
    }

    private func refuseNotANumber(
        _ scores: UnsafeMutableBufferPointer<Float>, user: UserIndex
    ) throws(EvaluationError) {
        var faults: Int32 = 0
        for score in scores { faults &+= score != score ? 1 : 0 }
        guard faults > 0, let position = scores.firstIndex(where: \.isNaN) else { return }
        throw .notANumber(model: model, user: user, item: ItemIndex(position))
    }

    private func remove(
        _ evaluationCase: EvaluationCase, from scores: UnsafeMutableBufferPointer<Float>
    ) throws(EvaluationError) {
        for event in evaluationCase.interactions[..<evaluationCase.historyCount] {
            guard let item = event.metItem else { continue }
            guard item.position < catalogCount else { throw outside(item, user: evaluationCase.user) }
            scores[item.position] = -.infinity
        }
    }

    private func rank(
        of item: ItemIndex, in scores: UnsafeMutableBufferPointer<Float>, user: UserIndex
    ) throws(EvaluationError) -> TargetRank {
        guard item.position >= 0, item.position < catalogCount else { throw outside(item, user: user) }
        let target = scores[item.position]
        guard target > -.infinity else { return .unreachable }
        var better: Int32 = 0
        var equal: Int32 = 0
        for score in scores {
            better &+= score > target ? 1 : 0
            equal &+= score == target ? 1 : 0
        }
        return TargetRank(better: Int(better), tied: Int(equal) - 1)
    }

    private func isConstant(_ scores: UnsafeMutableBufferPointer<Float>, best: ItemIndex?) -> Bool {
        guard let best else { return true }
        let highest = scores[best.position]
        var lower: Int32 = 0
        for score in scores { lower &+= score < highest && score > -.infinity ? 1 : 0 }
        return lower == 0
    }

    private func outside(_ item: ItemIndex, user: UserIndex) -> EvaluationError {
        .itemOutsideCatalog(user: user, item: item, catalogCount: catalogCount)
    }
}

extension [ItemIndex] {
    /// Each item once, in order of first occurrence.
    var firstOccurrences: [ItemIndex] {
        guard count > 1 else { return self }
        var seen: Set<ItemIndex> = []
        return filter { seen.insert($0).inserted }
    }
}
