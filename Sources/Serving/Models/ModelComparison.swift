import Datasets
import Evaluation
import Recommenders
import Workspaces

/// Two models, and the best simple baseline, on the same validation cases.
public struct ModelComparison: Sendable, Hashable, Codable {
    /// One model of the comparison.
    public struct Side: Sendable, Hashable, Codable {
        public var model: String
        public var inputs: String
        /// `NDCG@10`, `HR@10`, `Coverage@10`, `Gini@10` and the like; empty when nothing was held out.
        public var metrics: [String: Double]
        /// Seconds that one answer takes on one thread, history read anew; nil when nothing was asked.
        public var secondsAnAnswer: Double?
        /// Scores that are no number, among those that were looked at.
        public var notANumber: Int

        package init(model: String, inputs: String, metrics: [String: Double], notANumber: Int) {
            (self.model, self.inputs, self.metrics, self.notANumber) = (model, inputs, metrics, notANumber)
        }

        /// JSON knows finite numbers only.
        var finite: Side {
            var side = self
            side.metrics = metrics.filter { $0.value.isFinite }
            return side
        }
    }
    /// A simple model that needs no training.
    public struct Baseline: Sendable, Hashable, Codable {
        public var name: String
        public var ndcg10: Double
        package init(name: String, ndcg10: Double) { (self.name, self.ndcg10) = (name, ndcg10) }
    }

    public var candidate: Side
    /// The one that serves; nil when none does, or it is the candidate.
    public var live: Side?
    public var baseline: Baseline?
    /// Questions that were asked, and the protocol that they come from.
    public var cases: Int
    public var protocolName: String
    /// Mean share of titles that the ten best of both have in common, over `overlapPeople` people; nil without a live model.
    public var overlap10: Double?
    public var overlapPeople: Int
    /// The models and the words that judge them.
    public var verdict: GateVerdict
}

/// Asks two models the same and lets the gate judge.
package struct ModelComparer {
    package typealias Report = @Sendable (_ step: String, _ done: Int, _ all: Int) -> Void
    /// Enough to tell models apart that differ by a twentieth.
    static let cases = 1000
    static let people = 200
    private static let baselines: [BaselineKind] = [.popularity, .markov, .itemKNN]

    private let workspace: Workspace
    private let limits: GateLimits
    private let workers: Int
    private let seconds: @Sendable () -> Double
    private let report: Report

    package init(
        _ workspace: Workspace, limits: GateLimits = GateLimits(), workers: Int, seconds: @escaping @Sendable () -> Double,
        report: @escaping Report = { _, _, _ in }
    ) {
        (self.workspace, self.limits, self.workers) = (workspace, limits, workers)
        (self.seconds, self.report) = (seconds, report)
    }

    /// - Parameter other: nil for the model that serves, if there is one beside the candidate.
    /// - Throws: `RegistryError` when a model is unknown or damaged, `StorageError`, `SplitError`, `EvaluationError`.
    package func compare(_ name: String, against other: String?) throws -> ModelComparison {
        let candidate = try workspace.loadModel(name)
        let live = try opponent(of: name, named: other)
        let first = try Questions(workspace.runData(candidate.bundle.run))
        let second = try live.map { try questions($0, like: candidate, first) }
        var sides: [ModelComparison.Side] = [try judge(candidate, first)]
        if let live, let second { sides.append(try judge(live, second)) }
        let shared = try overlap(candidate, first, live, second)
        let baseline = try bestBaseline(first)
        let verdict = PromotionJudge(limits: limits).judge(
            candidate: sides[0], live: sides.count > 1 ? sides[1] : nil, baseline: baseline, overlap: shared)
        sides = sides.map(\.finite)
        return ModelComparison(
            candidate: sides[0], live: sides.count > 1 ? sides[1] : nil, baseline: baseline, cases: first.task.cases.count,
            protocolName: first.task.protocolName, overlap10: shared, overlapPeople: live == nil ? 0 : first.sampled.count,
            verdict: verdict)
    }

    private func opponent(of name: String, named other: String?) throws -> LoadedModel? {
        if let other { return try workspace.loadModel(other) }
        do {
            let serving = try workspace.loadModel()
            return serving.name == name ? nil : serving
        } catch let error as RegistryError where error.code == .nonePromoted || error.code == .noneServes { return nil }
    }

    /// The candidate's questions with the times and keywords that the other model reads.
    private func questions(_ model: LoadedModel, like candidate: LoadedModel, _ first: Questions) throws -> Questions {
        var run = candidate.bundle.run
        run.split.resolution = model.bundle.run.split.resolution
        run.keywordsPerItem = model.bundle.run.keywordsPerItem
        guard run.split != candidate.bundle.run.split || run.keywordsPerItem != candidate.bundle.run.keywordsPerItem else { return first }
        let own = try Questions(workspace.runData(run))
        // Without the same people in the same order the figures could not stand side by side.
        return own.task.cases.map(\.userKey) == first.task.cases.map(\.userKey) ? own : first
    }

    // MARK: Figures

    private func judge(_ model: LoadedModel, _ questions: Questions) throws -> ModelComparison.Side {
        let scorer = model.scorer(for: questions.data.dataset, name: model.name, log: questions.log(model))
        var side = ModelComparison.Side(model: model.name, inputs: model.bundle.inputsLabel, metrics: [:], notANumber: 0)
        guard questions.isAsked else { return side }
        side.metrics = try measure(scorer, questions)
        var row = [Float](repeating: 0, count: scorer.itemCount)
        let begun = seconds()
        for question in questions.sampled {
            try row.withUnsafeMutableBufferPointer { try scorer.score([question.query], into: $0) }
            side.notANumber += row.reduce(0) { $0 + ($1.isNaN || $1 == .infinity ? 1 : 0) }
        }
        side.secondsAnAnswer = (seconds() - begun) / Double(max(1, questions.sampled.count))
        return side
    }

    private func measure(_ scorer: any Scorer, _ questions: Questions) throws -> [String: Double] {
        let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: workers, resamples: 0, slices: false, leakCheck: false))
        let name = scorer.name
        return try evaluator.evaluate(scorer, on: questions.task, progress: { [report] in report(name, $0, $1) }).result.metrics
    }

    private func bestBaseline(_ questions: Questions) throws -> ModelComparison.Baseline? {
        guard questions.isAsked else { return nil }
        var best: ModelComparison.Baseline?
        let kinds = ModelComparer.baselines + (questions.task.seenRemoved ? [] : [.ownFrequency])
        let choices = try questions.data.countedChoices(for: kinds)
        for kind in kinds {
            let baseline = try kind.fit(choices, catalog: questions.data.dataset.catalog, workers: workers)
            let figure = try measure(baseline, questions)["NDCG@10"] ?? 0
            if figure > best?.ndcg10 ?? -1 { best = .init(name: baseline.name, ndcg10: figure) }
        }
        return best
    }

    private func overlap(
        _ candidate: LoadedModel, _ first: Questions, _ live: LoadedModel?, _ second: Questions?
    ) throws -> Double? {
        guard let live, let second else { return nil }
        let lists = try [(candidate, first), (live, second)].map { model, questions in
            let scorer = model.scorer(for: questions.data.dataset, name: model.name, log: questions.log(model))
            return try questions.sampled.map { try Set(best(scorer, $0)) }
        }
        guard !lists[0].isEmpty, lists[0].count == lists[1].count else { return nil }
        let shared = zip(lists[0], lists[1]).map { a, b in Double(a.intersection(b).count) / Double(max(1, max(a.count, b.count))) }
        return shared.reduce(0, +) / Double(shared.count)
    }

    private func best(_ scorer: FoundationScorer, _ question: EvaluationCase) throws -> [ItemIndex] {
        var row = [Float](repeating: 0, count: scorer.itemCount)
        return try row.withUnsafeMutableBufferPointer { row in
            try scorer.score([question.query], into: row)
            for event in question.interactions.prefix(question.historyCount) {
                if let item = event.metItem, item.position < row.count { row[item.position] = -.infinity }
            }
            return BestItems.select(10, from: UnsafeBufferPointer(row))
        }
    }
}

/// What is asked: a sample of a run's validation cases.
private struct Questions {
    let data: RunData
    let task: EvaluationTask
    /// One case each of some of the people.
    let sampled: [EvaluationCase]

    init(_ data: RunData) {
        self.data = data
        var task = EvaluationTask(dataset: data.dataset.name, split: data.split, part: .validation, catalog: data.dataset.catalog)
        if task.cases.count > ModelComparer.cases {
            let order = task.cases.indices.sorted { StableHash.mix(task.cases[$0].userKey) < StableHash.mix(task.cases[$1].userKey) }
            task.cases = order.prefix(ModelComparer.cases).sorted().map { task.cases[$0] }
        }
        self.task = task
        var people: Set<UInt64> = []
        // Not lazily: a lazy filter may ask twice.
        sampled = Array(task.cases.filter { people.insert($0.userKey).inserted }.prefix(ModelComparer.people))
    }

    var isAsked: Bool { task.cases.contains { !$0.targets.isEmpty } }

    func log(_ model: LoadedModel) -> PopularityLog? {
        guard model.bundle.model.livePopularity != nil else { return nil }
        return data.popularityLog(for: model.bundle.run)
    }
}
