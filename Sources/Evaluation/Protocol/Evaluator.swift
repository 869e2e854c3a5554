import Datasets
import Dispatch
import Synchronization

/// Ranks the whole catalogue for every case of a task and sums up how well a model did.
///
/// The same scorer, task and options give the same numbers, whatever the number of workers.
public struct Evaluator: Sendable {
    public let options: EvaluatorOptions
    /// Called with finished and all cases after each batch, from any worker, one at a time.
    public typealias Progress = @Sendable (_ done: Int, _ all: Int) -> Void

    /// - Throws: `EvaluationError.impossibleOption`.
    public init(_ options: EvaluatorOptions = EvaluatorOptions()) throws(EvaluationError) {
        try options.validate()
        self.options = options
    }

    /// Ranks without summing up.
    ///
    /// - Returns: one ranking per case that has a target, in the order of the cases.
    /// - Complexity: O(cases·V) besides the scorer; memory `workers·batchSize·V` floats.
    public func rank(
        _ task: EvaluationTask, with scorer: any Scorer, progress: Progress? = nil
    ) throws -> [CaseRanking] {
        try task.validate()
        let batches = CaseBatches.ranges(of: task.cases, size: options.batchSize)
        let work = Mutex(RankingWork(batchCount: batches.count))
        let ranker = RowRanker(
            model: scorer.name, excluded: task.candidates.excluded, catalogCount: task.catalog.count,
            seenRemoved: task.seenRemoved, listLength: options.cutoffs[0], givesProbabilities: scorer is any ProbabilisticScorer)
        DispatchQueue.concurrentPerform(iterations: min(options.workers, max(batches.count, 1))) { _ in
            let scores = UnsafeMutableBufferPointer<Float>.allocate(capacity: options.batchSize * task.catalog.count)
            defer { scores.deallocate() }
            while let batch = work.withLock({ $0.take() }) {
                let outcome = Result {
                    try rank(batches[batch], of: task, with: scorer, ranker: ranker, scores: scores)
                }
                work.withLock {
                    $0.finish(batch, outcome, cases: batches[batch].count)
                    progress?($0.done, task.cases.count)
                }
            }
        }
        return try work.withLock { try $0.results() }
    }

    private func rank(
        _ range: Range<Int>, of task: EvaluationTask, with scorer: any Scorer, ranker: RowRanker,
        scores: UnsafeMutableBufferPointer<Float>
    ) throws -> [CaseRanking] {
        let catalogCount = task.catalog.count
        let block = UnsafeMutableBufferPointer(rebasing: scores[..<(range.count * catalogCount)])
        block.update(repeating: -.infinity)
        try scorer.score(task.cases[range].map(\.query), into: block)
        return try range.compactMap { index in
            guard !task.cases[index].targets.isEmpty else { return nil }
            let row = (index - range.lowerBound) * catalogCount
            let rowScores = UnsafeMutableBufferPointer(rebasing: block[row..<(row + catalogCount)])
            return try ranker.rank(rowScores, of: task.cases[index], at: index)
        }
    }
}

/// Which batches are taken and what came of them.
private struct RankingWork {
    private var next = 0
    private var outcomes: [[CaseRanking]]
    private var failure: (batch: Int, error: any Error)?
    private(set) var done = 0

    init(batchCount: Int) { outcomes = Array(repeating: [], count: batchCount) }

    mutating func take() -> Int? {
        guard failure == nil, next < outcomes.count else { return nil }
        defer { next += 1 }
        return next
    }

    mutating func finish(_ batch: Int, _ outcome: Result<[CaseRanking], any Error>, cases: Int) {
        done += cases
        switch outcome {
        case .success(let rankings): outcomes[batch] = rankings
        // Batches are taken in order, so the earliest failure is the same whatever the number of workers.
        case .failure(let error): if batch < failure?.batch ?? .max { failure = (batch, error) }
        }
    }

    func results() throws -> [CaseRanking] {
        if let failure { throw failure.error }
        return outcomes.flatMap { $0 }
    }
}

extension EvaluationTask {
    func validate() throws(EvaluationError) {
        guard cases.contains(where: { !$0.targets.isEmpty }) else { throw .noCases(protocolName: protocolName) }
        for entry in cases where entry.historyCount < 0 || entry.historyCount > entry.interactions.count {
            throw .historyTooShort(
                user: entry.user, historyCount: entry.historyCount, events: entry.interactions.count)
        }
        guard candidates.catalogCount == catalog.count else {
            throw .impossibleOption(
                name: "candidates", value: "a set over \(candidates.catalogCount) items",
                expected: "one over the \(catalog.count) items of the catalogue")
        }
    }
}
