import Datasets
import Evaluation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The items chosen most in situations like this one: the same list for all who are in one.
///
///     score(i) = ln n(i) + exponent · Σ over known context fields f of ln ((n(i, f) + s·p(f)) / (n(i) + s)) − ln p(f)
///
/// n counts training events, p(f) is the share of the field's value in all of them, s the smoothing: naive Bayes, with
/// fields that disagree with each other held in check by the exponent.
public struct ContextPopularity: Scorer {
    public let name = "Popularity in context"
    private let base: [Float]
    /// By field, then value: what it adds to each item, shape `[V]`.
    private let additions: [[Int: [Float]]]

    public init(_ corpus: BaselineCorpus, exponent: Double = 1, smoothing: Double = 10) {
        let totals = corpus.counts
        let all = Double(max(corpus.items.count, 1))
        base = totals.map { Float(log($0 + 1e-3)) }
        additions = (0..<3).map { field in
            var counts: [Int: [Double]] = [:]
            for (item, context) in zip(corpus.items, corpus.contexts) where context.values[field] != 0 {
                counts[context.values[field], default: [Double](repeating: 0, count: totals.count)][Int(item)] += 1
            }
            return counts.mapValues { counts in
                let share = counts.reduce(0, +) / all
                return zip(counts, totals).map { count, total in
                    Float(exponent * log((count + smoothing * share) / (total + smoothing) / share))
                }
            }
        }
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (index, query) in queries.enumerated() {
            let row = scores.row(index, width: base.count)
            row.update(fromContentsOfRow: base)
            for (field, value) in EventContext(query.request).values.enumerated() {
                guard let addition = additions[field][value] else { continue }
                for item in row.indices { row[item] += addition[item] }
            }
        }
    }
}
