import Datasets

/// Whether a scorer reads what it must not: the events after the history, in which the answer stands.
///
/// A sample of cases is scored three times: as they are, with everything after the history cut off, and with it
/// replaced by other items at other times. Any score that moves, in any bit, is a leak (or a scorer that gives two
/// answers to one question, which an honest evaluation cannot use either).
public enum LeakCheck {
    /// - Parameter sample: 32 cases are a tenth of a second and find any leak that is not rare by design.
    public static func run(
        _ scorer: any Scorer, on task: EvaluationTask, sample: Int = 32, seed: UInt64
    ) throws -> EvaluationCheck {
        let cases = drawn(sample, from: task.cases, seed: seed)
        let plain = try scores(of: cases.map(\.query), by: scorer, catalogCount: task.catalog.count)
        let cut = try scores(of: cases.map(withoutFuture), by: scorer, catalogCount: task.catalog.count)
        let changed = try scores(
            of: cases.map { withOtherFuture($0, catalogCount: task.catalog.count, seed: seed) }, by: scorer,
            catalogCount: task.catalog.count)
        let moved = cases.indices.count { row in
            let range = row * task.catalog.count..<(row + 1) * task.catalog.count
            return plain[range] != cut[range] || plain[range] != changed[range]
        }
        return EvaluationCheck(
            name: "scores do not read the future", passed: moved == 0,
            detail: "\(cases.count) cases rescored with the events after the history cut off and replaced, \(moved) moved")
    }

    /// Cases spread over the whole task, in their order.
    private static func drawn(_ count: Int, from cases: [EvaluationCase], seed: UInt64) -> [EvaluationCase] {
        guard cases.count > count else { return cases }
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { part in
            let range = part * cases.count / count..<(part + 1) * cases.count / count
            return cases[Int.random(in: range, using: &generator)]
        }
    }

    /// Bit patterns, so that equal means equal.
    private static func scores(
        of queries: [ScoringQuery], by scorer: any Scorer, catalogCount: Int
    ) throws -> [UInt32] {
        var scores = [Float](repeating: -.infinity, count: queries.count * catalogCount)
        try scores.withUnsafeMutableBufferPointer { try scorer.score(queries, into: $0) }
        return scores.map(\.bitPattern)
    }

    private static func withoutFuture(_ entry: EvaluationCase) -> ScoringQuery {
        var query = entry.query
        query.interactions = Array(entry.interactions[..<entry.historyCount])
        return query
    }

    private static func withOtherFuture(_ entry: EvaluationCase, catalogCount: Int, seed: UInt64) -> ScoringQuery {
        var query = entry.query
        var generator = SeededGenerator(seed: seed ^ entry.userKey)
        for position in entry.historyCount..<max(entry.interactions.count, entry.historyCount) {
            query.interactions[position].item = ItemIndex(Int.random(in: 0..<catalogCount, using: &generator))
            query.interactions[position].rating = nil
            query.interactions[position].time = query.interactions[position].time.map {
                Timestamp(rawValue: $0.rawValue &+ Int64.random(in: 1...1_000_000_000, using: &generator))
            }
        }
        return query
    }
}
