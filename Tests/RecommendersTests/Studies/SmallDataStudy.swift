import Datasets
import Evaluation
import Foundation
import Recommenders
import Testing

/// Where a trained model begins to pay, on nested parts of a real data set. Runs only when asked for, since it trains:
///
///     TASTEMAKER_STUDY=small-data swift test -c release --filter SmallDataStudy
@Suite(
    .serialized, .enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "small-data", "set TASTEMAKER_STUDY=small-data"))
struct SmallDataStudy {
    private static let folder = ProcessInfo.processInfo.environment["TASTEMAKER_DATA"] ?? "../shared/data"
    private static let seconds: @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }

    /// The users with the smallest keys; the catalogue stays whole.
    private func part(_ whole: Dataset, users: Int) -> Dataset {
        var part = whole
        part.users = Array(whole.users.prefix(users))
        return part
    }

    private func figure(_ scorer: any Scorer, _ task: EvaluationTask) throws -> (ndcg: Double, hits: Double) {
        let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: 2, resamples: 0, slices: false, leakCheck: false))
        let metrics = try evaluator.evaluate(scorer, on: task).result.metrics
        return (metrics["NDCG@10"] ?? 0, metrics["HR@10"] ?? 0)
    }

    private func trained(_ data: Dataset, _ split: Split, budget: Double) throws -> FoundationModel {
        let size = DataSize(tokensOf: split.training, itemCount: data.catalog.count, tokenizer: TokenizerConfiguration())
        var run = SelfSizing(
            size, inputs: .time, budgetSeconds: budget, operationsPerSecond: 4e10, base: RunConfiguration()
        ).run
        // Epochs, not seconds, so that a busy machine measures the same.
        run.training.budgetSeconds = nil
        run.training.firstValidation = 4
        return try FoundationTrainer(
            dataset: data, split: split, configuration: run.model, training: run.training, workers: 2, clock: Self.seconds
        ).run()
    }

    @Test func learningCurve() throws {
        let whole = try Dataset.read(MovieLensCSVImporter(folder: Self.folder + "/ml-latest-small"), name: "ml-latest-small").dataset
        let sizes = (ProcessInfo.processInfo.environment["TASTEMAKER_USERS"] ?? "10,30,100,300,610").split(separator: ",").compactMap {
            Int($0)
        }
        let budget = Double(ProcessInfo.processInfo.environment["TASTEMAKER_BUDGET"] ?? "30")!
        print("users\tevents\tpart\tsmall data\tpopularity\tcontent\titem-knn\tmodel   (NDCG@10 / HR@10, leave-one-out, whole catalogue)")
        for users in sizes {
            let data = part(whole, users: users)
            let split = try Split.make(data, SplitConfiguration(.leaveOneOut))
            let events = split.training.reduce(0) { $0 + $1.interactions.count }
            var columns: [String: [String]] = ["validation": [], "test": []]
            func add(_ scorer: any Scorer) throws {
                for part in [EvaluationTask.Part.validation, .test] {
                    let task = EvaluationTask(dataset: data.name, split: split, part: part, catalog: data.catalog)
                    let (ndcg, hits) = try figure(scorer, task)
                    columns[part.rawValue]!.append(String(format: "%.4f / %.4f", ndcg, hits))
                }
            }
            try add(SmallDataRecommender(training: split.training, catalog: data.catalog))
            for kind in [BaselineKind.popularity, .content, .itemKNN] { try add(kind.fit(training: split.training, catalog: data.catalog)) }
            if budget > 0 { try add(trained(data, split, budget: budget).bound(to: data.catalog)) }
            for part in ["validation", "test"] { print(([String(users), String(events), part] + columns[part]!).joined(separator: "\t")) }
        }
    }

    /// The weights, on validation cases of three sizes.
    @Test func weights() throws {
        let whole = try Dataset.read(MovieLensCSVImporter(folder: Self.folder + "/ml-latest-small"), name: "ml-latest-small").dataset
        for users in [30, 150, 610] {
            let data = part(whole, users: users)
            let split = try Split.make(data, SplitConfiguration(.leaveOneOut))
            let task = EvaluationTask(dataset: data.name, split: split, part: .validation, catalog: data.catalog)
            var found: [(Double, String)] = []
            for content in [0.1, 0.3, 1.0] {
                for popularity in [0.1, 0.3, 1.0] {
                    for halfLife in [2.0, 10.0, 50.0] {
                        var parameters = SmallDataRecommender.Parameters()
                        (parameters.content, parameters.popularity, parameters.recencyHalfLife) = (content, popularity, halfLife)
                        let scorer = try SmallDataRecommender(training: split.training, catalog: data.catalog, parameters: parameters)
                        found.append((try figure(scorer, task).ndcg, "content \(content) popularity \(popularity) half-life \(halfLife)"))
                    }
                }
            }
            for (ndcg, text) in found.sorted(by: { $0.0 > $1.0 }).prefix(8) { print(users, String(format: "%.4f", ndcg), text) }
        }
    }
}
