import Datasets
import Evaluation
import Foundation
import Recommenders

/// What a window that begins at a multiple of a hop costs in quality, on a published model of MovieLens-1M.
///
///     inference-benchmark windows BUNDLE FOLDER-OF-ML-1M
///
/// Full catalogue without what the user has rated, the split of the bundle's run, every test case. Ranks only, no interval: the same
/// cases under each window.
struct WindowStudy {
    private let scorer: FoundationScorer
    private let cases: [EvaluationCase]
    private let itemCount: Int

    init(bundle folder: String, data: String) throws {
        let bundle = try FoundationBundle { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
        var builder = DatasetBuilder(name: "ml-1m", ratingScale: 1...5, domain: .film)
        try MovieLens1MImporter(folder: data).run(into: &builder)
        var dataset = bundle.run.preprocessing.apply(to: builder.build())
        let keywords = bundle.run.keywordsPerItem
        if keywords > 0 { dataset.catalog = KeywordExtractor(count: keywords).apply(to: dataset.catalog) }
        cases = try Split.make(dataset, bundle.run.split).test
        scorer = bundle.scorer(for: dataset)
        itemCount = dataset.catalog.count
    }

    func run() throws {
        for hop in [1, 10, 25, 50, 100] {
            let window = hop == 1 ? HistoryWindow.latest : .anchored(hop: hop)
            var (hits, gain, long, longGain) = (0, 0.0, 0, 0.0)
            for question in cases {
                let rank = try rank(question, window)
                let isLong = question.historyCount >= scorer.model.configuration.maximumSequenceLength
                let own = rank <= 10 ? 1 / log2(Double(rank) + 1) : 0
                (hits, gain) = (hits + (rank <= 10 ? 1 : 0), gain + own)
                if isLong { (long, longGain) = (long + 1, longGain + own) }
            }
            let count = Double(max(1, cases.count))
            print(
                String(
                    format: "hop %3d: HR@10 %.4f  NDCG@10 %.4f  of %d cases; NDCG@10 %.4f of %d beyond the longest run", hop,
                    Double(hits) / count, gain / count, cases.count, longGain / Double(max(1, long)), long))
        }
    }

    /// From 1; items that are in the history are no candidates.
    private func rank(_ question: EvaluationCase, _ window: HistoryWindow) throws -> Int {
        let query = ScoringQuery(
            userKey: question.userKey, interactions: question.interactions, historyCount: question.historyCount, request: question.request)
        var scores = [Float](repeating: 0, count: itemCount)
        try scores.withUnsafeMutableBufferPointer { try scorer.score([query], window: window, into: $0) }
        for event in query.history { if let item = event.item { scores[item.position] = -.infinity } }
        let own = scores[question.targets[0].position]
        return 1 + scores.count { $0 > own }
    }
}
