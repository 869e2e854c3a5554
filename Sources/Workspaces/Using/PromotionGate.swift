import Datasets
import Evaluation
import Recommenders

/// Lets a model serve only if it is at least as good on validation as the best simple baseline.
struct PromotionGate {
    struct Verdict {
        /// NDCG@10 on validation; nil when nothing was held out.
        var model: Double?
        var baseline: (name: String, ndcg10: Double)?
        /// A model that cannot be measured is trusted to whoever chose to hold nothing out.
        var passed: Bool { model.map { $0 >= baseline?.ndcg10 ?? 0 } ?? true }
    }

    /// The quick ones; EASE would cost more than it tells on a large catalogue.
    private static let baselines: [BaselineKind] = [.popularity, .markov, .itemKNN]
    /// Enough to tell models apart that differ by a tenth; two seconds on MovieLens 1M.
    static let cases = 1000

    /// What decides whether a user's case is among those that are asked.
    static func drawHash(_ key: UInt64) -> UInt64 { StableHash.mix(key) }

    private let data: RunData
    private let workers: Int
    private let task: EvaluationTask
    private let evaluator: Evaluator

    init(data: RunData, workers: Int) throws {
        self.data = data
        self.workers = workers
        var task = EvaluationTask(dataset: data.dataset.name, split: data.split, part: .validation, catalog: data.dataset.catalog)
        if task.cases.count > PromotionGate.cases {
            let order = task.cases.indices.sorted { Self.drawHash(task.cases[$0].userKey) < Self.drawHash(task.cases[$1].userKey) }
            task.cases = order.prefix(PromotionGate.cases).sorted().map { task.cases[$0] }
        }
        self.task = task
        evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: workers, resamples: 0, slices: false, leakCheck: false))
    }

    func judge(_ scorer: any Scorer, report: (TrainingEvent) -> Void) throws -> Verdict {
        guard task.cases.contains(where: { !$0.targets.isEmpty }) else { return Verdict() }
        var verdict = Verdict()
        let figure = try measure(scorer)
        verdict.model = figure
        report(.gate(model: scorer.name, ndcg10: figure))
        let corpus = try data.countedChoices(for: contenders)
        for kind in contenders {
            let baseline = try kind.fit(corpus, catalog: data.dataset.catalog, workers: workers)
            let figure = try measure(baseline)
            report(.gate(model: baseline.name, ndcg10: figure))
            if figure > verdict.baseline?.ndcg10 ?? -1 { verdict.baseline = (baseline.name, figure) }
        }
        return verdict
    }

    /// Where seen items are candidates, what people choose again is the one to beat; for newcomers, what people choose first.
    private var contenders: [BaselineKind] {
        var kinds = PromotionGate.baselines
        if !task.seenRemoved { kinds.append(.ownFrequency) }
        if task.protocolName == SplitProtocol.newcomers.rawValue { kinds.append(.firstEvents) }
        return kinds
    }

    private func measure(_ scorer: any Scorer) throws -> Double {
        try evaluator.evaluate(scorer, on: task).result.metrics["NDCG@10"] ?? 0
    }
}
