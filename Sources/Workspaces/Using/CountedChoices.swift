import Datasets
import Evaluation
import Recommenders

extension RunData {
    /// Baselines that a model is measured against count no more choices than about so many.
    static let mostCountedEvents = 1 << 21

    /// What simple baselines count: the training part, or where it is large, that of users who are drawn by their keys.
    ///
    /// - Throws: `BaselineError`.
    package func countedChoices(for kinds: [BaselineKind]) throws -> BaselineCorpus {
        let (users, events) = (CorpusUsers(corpus), corpus.eventCount)
        let share = Double(Self.mostCountedEvents) / Double(max(1, events))
        let drawn = users.indices.lazy.filter { share >= 1 || Self.isCounted(users.key($0), share: share) }.map { users[$0] }
        return try BaselineCorpus(
            training: drawn, itemCount: dataset.catalog.count, eventCount: min(events, Self.mostCountedEvents),
            columns: kinds.reduce([]) { $0.union($1.columns) })
    }

    private static func isCounted(_ key: UInt64, share: Double) -> Bool {
        Double(StableHash.mix(key ^ 0xBA5E) >> 11) * 0x1p-53 < share
    }

    /// The log of choices that a model may read when it is asked the validation cases.
    package func popularityLog(for run: RunConfiguration) -> PopularityLog {
        guard let streamed else {
            return split.popularityLog(of: dataset, segmenter: run.tokenizer.segmenter, resolution: run.split.resolution)
        }
        // What is cut user by user is never asked in the order of life.
        return PopularityLog(
            PopularityTimeline(
                itemCount: dataset.catalog.count, histories: CorpusUsers(streamed), segmenter: run.tokenizer.segmenter,
                resolution: run.split.resolution),
            isLive: false)
    }
}
