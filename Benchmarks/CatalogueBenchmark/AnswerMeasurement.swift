import Datasets
import Evaluation
import Foundation
import Recommenders
import Retrieval

/// What an answer takes: the person's vector, then the best hundred titles, by scoring everything and by a scan of 8-bit vectors.
struct AnswerMeasurement {
    let model: FoundationModel
    let dataset: Dataset
    private static let repetitions = 15

    func run() throws -> [String: Any] {
        let scorer = model.bound(to: dataset.catalog)
        let (count, queries) = (dataset.catalog.count, dataset.users.prefix(Self.repetitions).map(query))
        let width = model.configuration.embeddingDimension
        var vectors = [Float]()
        vectors.reserveCapacity(count * width)
        for item in 0..<count { vectors += scorer.vector(of: ItemIndex(item)) }
        let scan = try VectorScan(vectors, width: width, workers: 2)
        vectors = []
        var users = [Float]()
        let state = try median { users = try scorer.userVectors([queries[$0]]) }
        var scores = [Float](repeating: 0, count: count)
        let scored = try median { query in
            try scores.withUnsafeMutableBufferPointer { try scorer.score([queries[query]], into: $0) }
        }
        var result: [String: Any] = ["userVectorMilliseconds": state, "allScoresMilliseconds": scored]
        for workers in [1, 2] {
            result["scanMilliseconds.\(workers)"] = try median { _ in _ = try scan.search(users, k: 100, workers: workers) }
        }
        let memory = scan.memory
        result["scanBytesPerItem"] = Double(memory.scanned) / Double(count)
        result["scanWithOriginalsBytesPerItem"] = Double(memory.total) / Double(count)
        result["weightBytesPerItem"] = 4 * width
        return result
    }

    private func query(_ user: UserHistory) -> ScoringQuery {
        ScoringQuery(
            userKey: user.key, interactions: user.interactions, historyCount: user.interactions.count, request: RequestContext())
    }

    private func median(_ body: (Int) throws -> Void) rethrows -> Double {
        try body(0)
        let times = try (0..<Self.repetitions).map { number in
            let started = ContinuousClock.now
            try body(number)
            return (ContinuousClock.now - started) / .milliseconds(1)
        }
        return times.sorted()[Self.repetitions / 2]
    }
}
