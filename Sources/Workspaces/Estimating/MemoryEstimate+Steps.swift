import Datasets
import Evaluation
import Recommenders
import Storage

/// What an import is estimated by.
public struct ImportSize: Sendable, Hashable {
    /// Of the files, uncompressed.
    public var bytes: Int
    /// Bytes of a row, from the beginning of the largest file.
    public var bytesPerRow: Int
    public init(bytes: Int, bytesPerRow: Int) {
        self.bytes = bytes
        self.bytesPerRow = bytesPerRow
    }
    public var events: Int { bytes / max(1, bytesPerRow) }
}

extension MemoryEstimate {
    /// Import streams: what grows is bounded. An upper bound: files that are grouped by user sort in far fewer runs.
    ///
    ///     program 30 MB + page cache min(67 MB, 40 B · events)
    ///     + batches: 3 · 16,384 events · 250 B
    ///     + names: 200 B for each user and item, of which there is assumed one in 25 events, at most 4 million
    ///     + index: 48 B for each run that is sorted in at once, at most 2²¹ and no more than the events
    public static func importing(_ size: ImportSize) -> MemoryEstimate {
        let events = Double(size.events)
        return MemoryEstimate(
            "import",
            [
                program, cache(events: size.events), ("batches", min(events, 3 * 16_384) * 250), ("names", min(events / 25, 4e6) * 200),
                ("index", min(events, Double(1 << 21)) * 48),
            ])
    }

    /// Reading everything from the store into a data set.
    ///
    ///     program + page cache + 92 B · events (48 while they are sorted, 4 for their places, 40 in the data set)
    ///     + 400 B · users + 1,500 B · items
    public static func dataset(_ counts: StoreCounts) -> MemoryEstimate {
        MemoryEstimate(
            "data set",
            [program, cache(events: counts.events), ("events", Double(counts.events) * 92), people(counts.users), catalog(counts.items)])
    }

    private static func people(_ users: Int) -> (String, Double) { ("users", Double(users) * 400) }
    private static func catalog(_ items: Int) -> (String, Double) { ("items", Double(items) * 1500) }

    /// Training with validation and the gate.
    ///
    /// With P weights, V items, D width, F width of the feed-forward, L layers, W workers, M tokens of a micro-batch:
    ///
    ///     data: 40 B · events, three times when the split coarsens times (training, cases), twice otherwise; no less than the
    ///           92 B that reading needed
    ///     weights: 4 B · P · (weights 1 + averages 2 + gradients W + best 1 + a checkpoint being written 6)
    ///     items: 4 B · V · D · (8 + 2 W)
    ///     activations: W · M · `TrainingMemory.bytesPerToken`
    ///     softmax: 2 B · W · min(128, 2²⁰ / V) · V
    public static func training(_ counts: StoreCounts, run: RunConfiguration, weights: Int, workers: Int) -> MemoryEstimate {
        let (v, d, w) = (Double(counts.items), Double(run.model.embeddingDimension), Double(workers))
        let tokens = Double(run.training.tokensPerMicroBatch + run.model.maximumSequenceLength)
        return MemoryEstimate(
            "training",
            [
                program, cache(events: counts.events), data(counts.events, run), people(counts.users), catalog(counts.items),
                ("weights", 4 * Double(weights) * (10 + w)), ("item table", 4 * v * d * (8 + 2 * w)),
                ("activations", w * tokens * TrainingMemory.bytesPerToken(run.model)),
                ("softmax", 2 * w * max(16, min(128, 1_048_576 / max(1, v))) * v),
            ])
    }

    private static func data(_ events: Int, _ run: RunConfiguration) -> (String, Double) {
        ("events", Double(events) * (run.split.resolution == .exact ? 92 : 120))
    }

    /// Judging models and baselines.
    ///
    ///     data as in training + the largest of: EASE 12 B · V² (its matrix, the inverse and a copy), item-kNN 16 B · events
    ///     + 16 B · V · neighbours, a model 4 B · P · 2 + 4 B · W · V · 64 rows of scores
    public static func evaluating(
        _ counts: StoreCounts, run: RunConfiguration, baselines: [BaselineKind], weights: Int, workers: Int
    ) -> MemoryEstimate {
        let v = Double(counts.items)
        let ease = baselines.contains(.ease) ? 12 * v * v : 0
        let neighbours = baselines.contains(.itemKNN) ? 16 * Double(counts.events) + 16 * v * min(v, 1000) : 0
        let model = 8 * Double(weights) + 4 * Double(workers) * v * 64
        return MemoryEstimate(
            "evaluation",
            [
                program, cache(events: counts.events), data(counts.events, run), people(counts.users), catalog(counts.items),
                ("scorers", max(ease, neighbours, model)),
            ])
    }
}
