import Datasets
import Evaluation
import Recommenders
import Storage

extension MemoryEstimate {
    /// Import streams: what grows is bounded.
    ///
    ///     program + page cache: the table of events and 20 B for each run, at most 67 MB
    ///     + batches: 16,384 events · 230 B
    ///     + names: 96 B for each different user and item
    ///     + index: 48 B for each run that is sorted in at once, at most 2¹⁹; 60 B for each event id, at most 2²⁰
    ///     + mapped: the indexes again, once the cache cannot hold them, as far as it maps them
    ///     + items: 1,500 B for each description that some formats hold back
    static func importing(_ sample: ImportSample) -> MemoryEstimate {
        let index = sample.runs * 20 + sample.identified * 24
        let cache = 67e6
        return MemoryEstimate(
            "import",
            [
                program, ("page cache", min(cache, sample.storedBytes + index)), ("batches", min(sample.events, 16_384) * 230),
                ("names", min(sample.names, 4e6) * 96),
                ("index", min(sample.runs, Double(1 << 19)) * 48 + min(sample.identified, Double(1 << 20)) * 60),
                ("mapped store", index > cache ? min(index, 1e9) : 0), ("items", sample.describedItems * 1500),
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

    /// Reading everything from the store into a file, some users at a time.
    ///
    ///     program + page cache + 92 B · events that are held at once + 50 kB · parts of events on their way to the disk
    ///     + 200 B · users (ids, keys, places) + 1,500 B · items + cases with their histories: 48 B · events of theirs
    static func streaming(_ counts: StoreCounts, eventsAtOnce: Int, cases: Int) -> MemoryEstimate {
        let parts = min(256, (Double(counts.events) / Double(eventsAtOnce)).rounded(.up))
        let part = Double(counts.events) / max(1, parts)
        let mean = Double(counts.events) / Double(max(1, counts.users))
        return MemoryEstimate(
            "reading to the disk",
            [
                program, cache(events: counts.events), ("events", part * 92), ("on the way to the disk", 50e3 * parts),
                ("users", Double(counts.users) * 200), catalog(counts.items),
                ("validation cases", min(Double(counts.users), 2 * Double(cases) + 1024) * (160 + 48 * mean)),
            ])
    }

    private static func people(_ users: Int) -> (String, Double) { ("users", Double(users) * 400) }
    private static func catalog(_ items: Int) -> (String, Double) { ("items", Double(items) * 1500) }

    /// Training with validation and the gate.
    ///
    /// With P weights, V items, D width, F width of the feed-forward, L layers, W workers, M tokens of a micro-batch:
    ///
    ///     data, in a file: 64 MB of it, 56 B · users (order of an epoch, index), cases with 48 B · their events
    ///     data, in memory: 40 B · events, three times when the split coarsens times (training, cases), twice otherwise; no less than the
    ///           92 B that reading needed
    ///     weights: 4 B · P · (weights 1 + averages 2 + gradients W + best 1)
    ///     items: 4 B · V · D · (8 + 2 W)
    ///     activations: W · M · `TrainingMemory.bytesPerToken`, and those of validation, see `scoring`
    ///     softmax: 2 B · W · min(128, 2²⁰ / V) · V
    ///     companions, where there are any: 210 MB of columns, 16 B · V · 1,000 links, EASE 12 B · V²
    ///     + the larger of a checkpoint being written, 24 B · P, and the neighbours that the gate measures with (with data in a file
    ///     12 B for each of the choices that it counts and 16 B for each pair of followers; live popularity 64 B · events)
    static func training(_ size: WorkSize, run: RunConfiguration, weights: Int, workers: Int) -> MemoryEstimate {
        let (v, d, w) = (size.items, Double(run.model.embeddingDimension), Double(workers))
        let tokens = Double(run.training.tokensPerMicroBatch + run.model.maximumSequenceLength)
        return MemoryEstimate(
            "training",
            [
                program, cache(events: Int(size.events)), ("items", size.catalogBytes), ("weights", 4 * Double(weights) * (4 + w)),
                ("item table", 4 * v * d * (8 + 2 * w)),
                ("trainer", TrainingMemory.trainerBytes),
                ("activations", w * tokens * TrainingMemory.bytesPerToken(run.model, tokens: Int(tokens))),
                ("validation", scoring(run.model, meanWindow: size.meanWindow, workers: workers)),
                ("softmax", 2 * w * max(16, min(128, 1_048_576 / max(1, v))) * v),
                ("end", max(24 * Double(weights), neighbours(size) + counted(size))),
            ] + companions(run, size) + histories(size, run))
    }

    private static func companions(_ run: RunConfiguration, _ size: WorkSize) -> [(String, Double)] {
        guard !run.training.companions.isEmpty else { return [] }
        let v = size.items
        let ease = run.training.companions.contains(.ease) ? 12 * v * v : 0
        // In a file the choices are counted from a copy in memory: items, contexts, and once more sorted for the neighbours.
        let counts = size.fileBytes == nil ? 0 : 26 * size.events
        return [("companions", 210e6 + max(ease, 16 * v * min(v, 1000)) + counts)]
    }

    /// What the baselines of the gate count, beside histories in a file.
    private static func counted(_ size: WorkSize) -> Double {
        guard size.fileBytes != nil else { return 0 }
        let choices = min(size.events, Double(RunData.mostCountedEvents))
        // Items and places, then what followed what within five steps: pairs in two arrays that grow.
        return 12 * choices + 16 * min(5 * choices, size.items * size.items)
    }

    private static func histories(_ size: WorkSize, _ run: RunConfiguration) -> [(String, Double)] {
        guard let file = size.fileBytes else { return [data(size.events, run), people(Int(size.users))] }
        return [
            ("histories", min(file, 64e6)), ("users", 56 * size.users),
            ("validation cases", size.heldCases * (160 + 48 * size.events / max(1, size.users))),
            ("live popularity", run.model.livePopularity ? 64 * size.events : 0),
        ]
    }

    private static func data(_ events: Double, _ run: RunConfiguration) -> (String, Double) {
        ("events", events * (run.split.resolution == .exact ? 92 : 120))
    }

    /// Of item-kNN: 8 B for each pair that somebody chose both of, at most a thousand an item.
    private static func neighbours(_ size: WorkSize) -> Double { 8 * min(size.distinctPairs, size.items * min(size.items, 1000)) }

    /// Judging models and baselines.
    ///
    ///     data as in training, 1,500 B for each user whose cases are asked + the largest of: EASE 12 B · V² (its matrix, the inverse
    ///     and a copy), item-kNN 16 B · events and its neighbours, a model 8 B · P + activations of its questions
    ///     + scores: 4 B · W · V · 64 rows
    ///     + rankings: 250 B for each case of each model and baseline, which are compared at the end
    static func evaluating(
        _ size: WorkSize, run: RunConfiguration, baselines: [BaselineKind], models: [RunConfiguration], weights: Int, cases: Int,
        workers: Int
    ) -> MemoryEstimate {
        let v = size.items
        let ease = baselines.contains(.ease) ? 12 * v * v : 0
        let itemKNN = baselines.contains(.itemKNN) ? 16 * size.events + neighbours(size) : 0
        let model = models.map { 8 * Double(weights) + scoring($0.model, meanWindow: size.meanWindow, workers: workers) }.max() ?? 0
        return MemoryEstimate(
            "evaluation",
            [
                program, cache(events: Int(size.events)), data(size.events, run), ("users", size.users * 1500),
                ("items", size.catalogBytes), ("scorers", max(ease, itemKNN, model)), ("scores", 4 * Double(workers) * v * 64),
                ("rankings", Double(cases * (baselines.count + models.count)) * 250),
            ])
    }

    /// Activations of a batch of 64 questions, or of 4,096 tokens, for each worker: 4 MB + 4 B · W · M · D · (7 + 1.5 L), since blocks
    /// work in the same memory one after another. Fitted to what programs needed at widths of 32 to 128 and 2 to 8 layers.
    static func scoring(_ model: FoundationModelConfiguration, meanWindow: Double, workers: Int) -> Double {
        let tokens = min(4096 + Double(model.maximumSequenceLength), 64 * meanWindow)
        return 4e6 + 4 * Double(workers) * tokens * Double(model.embeddingDimension) * (7 + 1.5 * Double(model.layerCount))
    }
}
