import Datasets
import Evaluation
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The two figures that training is steered by, without the full evaluation around them.
struct ValidationProbe {
    let cases: [EvaluationCase]
    let seenRemoved: Bool
    let workers: Int

    /// HR@10 and NDCG@10 over the whole catalogue; ties count against the model.
    func measure(_ scorer: some Scorer, itemCount: Int) -> (ndcg10: Double, hr10: Double) {
        nonisolated(unsafe) var sums = [(Double, Double)](repeating: (0, 0), count: workers)
        ParallelLoop.run(workers) { worker in
            let range = ParallelLoop.range(worker, of: workers, count: cases.count)
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
                let part = cases[start..<min(start + 64, range.upperBound)]
                let sum = measure(part, scorer, itemCount)
                sums[worker].0 += sum.0
                sums[worker].1 += sum.1
            }
        }
        let total = sums.reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        let count = Double(max(1, cases.count))
        return (total.0 / count, total.1 / count)
    }

    private func measure(_ part: ArraySlice<EvaluationCase>, _ scorer: some Scorer, _ itemCount: Int) -> (Double, Double) {
        var scores = [Float](repeating: 0, count: part.count * itemCount)
        let queries = part.map {
            ScoringQuery(userKey: $0.userKey, interactions: $0.interactions, historyCount: $0.historyCount, request: $0.request)
        }
        var (ndcg, hits) = (0.0, 0.0)
        scores.withUnsafeMutableBufferPointer { buffer in
            do { try scorer.score(queries, into: buffer) } catch { return }
            for (row, question) in part.enumerated() {
                guard let target = question.targets.first else { continue }
                let own = buffer[row * itemCount + target.position]
                if seenRemoved {
                    for event in question.interactions[0..<question.historyCount] {
                        if let item = event.item { buffer[row * itemCount + item.position] = -.infinity }
                    }
                    if buffer[row * itemCount + target.position] == -.infinity { continue }
                }
                var rank = 0
                for item in 0..<itemCount where buffer[row * itemCount + item] >= own { rank += 1 }
                guard rank >= 1, rank <= 10 else { continue }
                hits += 1
                ndcg += 1 / log2(Double(rank) + 1)
            }
        }
        return (ndcg, hits)
    }
}
public enum ScratchProbe { public static func measure(cases: [EvaluationCase], scorer: FoundationScorer, itemCount: Int) -> (Double, Double) { let r = ValidationProbe(cases: cases, seenRemoved: true, workers: 2).measure(scorer, itemCount: itemCount); return (r.ndcg10, r.hr10) } }
public enum KernelLevelName { public static var current: String { "\(Kernels.usesBFloat16)" } }
