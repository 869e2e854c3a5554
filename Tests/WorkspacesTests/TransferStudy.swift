import Datasets
import Evaluation
import Foundation
import Recommenders
import Testing
import Workspaces

/// What a model of one film catalogue is worth in another. Runs only when asked for, since it trains:
///
///     TASTEMAKER_STUDY=transfer TASTEMAKER_START=WORKSPACE:MODEL swift test -c release --filter TransferStudy
///
/// The start is a model of MovieLens 1M, the other catalogue is MovieLens latest-small, recognised by name and year alone. People
/// who are in both data sets are taken out first: latest-small holds the whole MovieLens history of 26 people of MovieLens 1M.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "transfer", "set TASTEMAKER_STUDY=transfer"))
struct TransferStudy {
    private static let seconds: @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
    /// Share of one person's ratings of MovieLens 1M found star for star in another's: 26 people are above .44, nobody else above .16.
    private static let sharedPeople = 0.4

    /// Users of `small` whose ratings hold most of what some user of `million` rated, star for star.
    private func inBoth(_ small: Dataset, _ million: Dataset) -> Set<UserID> {
        var raters: [String: [Int]] = [:]
        for (user, history) in million.users.enumerated() {
            for event in history.interactions { raters["\(million.catalog[event.item!].id) \(event.rating!)", default: []].append(user) }
        }
        var found: Set<UserID> = []
        for user in small.users {
            var counts: [Int: Int] = [:]
            for event in user.interactions {
                for other in raters["\(small.catalog[event.item!].id) \(event.rating!)"] ?? [] { counts[other, default: 0] += 1 }
            }
            let most = counts.max { $0.value < $1.value }
            if let most, Double(most.value) >= Self.sharedPeople * Double(million.users[most.key].interactions.count) {
                found.insert(user.id)
            }
        }
        return found
    }

    @Test func movieLens1MInLatestSmall() throws {
        let start = try #require(ProcessInfo.processInfo.environment["TASTEMAKER_START"]).split(separator: ":").map(String.init)
        let workspace = try Workspace.open(start[0])
        let bundle = try workspace.loadModel(start[1]).bundle
        let known = Catalog(try workspace.store.items())
        var data = try Dataset.read(MovieLensCSVImporter(folder: RealData.folder + "/ml-latest-small"), name: "ml-latest-small").dataset
        let million = try Dataset.read(MovieLens1MImporter(folder: RealData.folder + "/ml-1m"), name: "ml-1m").dataset
        let both = inBoth(data, million)
        data.users.removeAll { both.contains($0.id) }
        data = data.coarsened(to: .hour)
        let binding = ItemBinding.recognised(TitleMatcher(known).recognise(data.catalog).items)
        guard case .recognised(let items) = binding else { return }
        let split = try Split.make(data, SplitConfiguration(.leaveOneOut))
        let events = split.training.reduce(0) { $0 + $1.interactions.count }
        print(
            "\(start[1]): \(both.count) people are in both and left out; \(data.users.count) users, \(events) training events, \(items.count) of \(data.catalog.count) items recognised"
        )
        let task = EvaluationTask(dataset: data.name, split: split, catalog: data.catalog)
        // What the start can know: questions whose answer it has learned about, the whole catalogue ranked.
        var known1M = task
        known1M.cases = task.cases.filter { items[data.catalog[$0.targets[0]].id] != nil }
        let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: 2, resamples: 1000, slices: false, leakCheck: false))
        func show(_ name: String, _ scorer: any Scorer, seconds: Double = 0) throws {
            let result = try evaluator.evaluate(scorer, on: task).result
            let learned = try evaluator.evaluate(scorer, on: known1M).result.metrics["NDCG@10"] ?? 0
            let interval = result.intervals["NDCG@10"].map { String(format: "[%.4f, %.4f]", $0.low, $0.high) } ?? ""
            print(
                "\(name)\tNDCG@10 \(result.metrics["NDCG@10"] ?? 0) \(interval)\tHR@10 \(result.metrics["HR@10"] ?? 0)\trecognised targets (\(known1M.cases.count)) \(learned)\t\(Int(seconds)) s"
            )
        }
        for kind in [BaselineKind.popularity, .markov, .itemKNN, .ease] {
            try show(kind.rawValue, try kind.fit(training: split.training, catalog: data.catalog, workers: 2))
        }
        try show("small data", try SmallDataRecommender(training: split.training, catalog: data.catalog))
        try show("zero-shot", bundle.scorer(for: data, binding: binding))
        let epochs = (ProcessInfo.processInfo.environment["TASTEMAKER_EPOCHS"] ?? "4,12").split(separator: ",").compactMap { Int($0) }
        for count in epochs {
            for warm in [true, false] {
                var run = bundle.run
                run.training.epochs = count
                run.training.batchSize = 16
                run.training.firstValidation = 1
                run.training.validationInterval = count > 8 ? 2 : 1
                run.training.warmupSteps = 20
                run.training.learningRate = warm ? 5e-4 : 1e-3
                let trainer = try FoundationTrainer(
                    dataset: data, split: split, configuration: run.model, training: run.training,
                    start: warm ? WarmStart(bundle.model, binding: binding) : nil, workers: 2, clock: Self.seconds)
                let model = try trainer.run()
                try show(
                    "\(warm ? "warm start" : "from scratch"), \(count) epochs (best \(trainer.history.bestEpoch))",
                    model.bound(to: data.catalog), seconds: trainer.history.seconds)
            }
        }
    }
}
