import Datasets
import Evaluation
import Foundation
import Recommenders
import Testing

/// The grids of LOG.md, made again on request: minutes of work, so not part of a normal test run.
///
///     TASTEMAKER_TUNE=ml-1m TASTEMAKER_TUNE_OUTPUT=grid.md swift test -c release --skip-build --filter BaselineTuningRuns
///
/// Names: `ml-1m`, `ml-1m-hour`, `ml-1m-temporal`, `beauty`, `sports`. The chosen parameters are then judged on the test
/// part, once, after fitting on training and validation where the protocol does so.
@Suite(.enabled(if: TuningRun.requested != nil, "set TASTEMAKER_TUNE to make the grids again"))
struct BaselineTuningRuns {
    @Test func gridsAndTestFigures() throws {
        let run = try #require(TuningRun.requested)
        let dataset = try run.dataset()
        let candidates = CandidateSet.occurring(in: dataset.users, catalogCount: dataset.catalog.count)
        var text = "### \(run.name)\n\n"
        var chosen: [(BaselineKind, BaselineParameters)] = []
        let tuner = try BaselineTuner(
            dataset: run.name, split: try Split.make(dataset, run.split(run.protocols[0], holdsOutValidation: true)),
            catalog: dataset.catalog, candidates: candidates)
        for kind in run.kinds {
            let result = try tuner.tune(kind) { print(kind.rawValue, $0.parameters, $0.ndcg10, $0.hitRate10, $0.seconds) }
            #expect(result.points.count >= 12)
            let best = try #require(result.best)
            chosen.append((kind, best.parameters))
            text += result.markdown() + "\n"
            try run.write(text)
        }
        var results: [EvaluationResult] = []
        for name in run.protocols {
            let split = try Split.make(dataset, run.split(name, holdsOutValidation: !name.isTemporal))
            let task = EvaluationTask(dataset: run.name, split: split, catalog: dataset.catalog, candidates: candidates)
            for (kind, parameters) in chosen {
                let scorer = try kind.fit(training: split.training, catalog: dataset.catalog, parameters: parameters)
                let result = try Evaluator(EvaluatorOptions(workers: 1)).evaluate(
                    scorer, on: task, inputs: kind.inputs(on: task), checks: split.checks.map { EvaluationCheck($0) }
                ).result
                results.append(result)
                for check in result.checks where !check.passed { print(kind.rawValue, check.line) }
            }
        }
        text += TuningRun.table(results)
        try run.write(text)
        try run.write(try EvaluationResult.json(results), suffix: ".json")
        try run.write(EvaluationReport(title: "Baselines on \(run.name)", results: results).html(), suffix: ".html")
        print(TuningRun.table(results))
    }
}

struct TuningRun {
    let name: String

    static var requested: TuningRun? {
        ProcessInfo.processInfo.environment["TASTEMAKER_TUNE"].map { TuningRun(name: $0) }
    }

    private var environment: [String: String] { ProcessInfo.processInfo.environment }
    private var data: String { environment["TASTEMAKER_DATA"] ?? "../shared/data" }

    var protocols: [SplitProtocol] {
        name == "ml-1m-temporal" ? [.temporalLast, .temporalEach, .temporalAll] : [.leaveOneOut]
    }

    /// Run `ml-1m-hour` tells only the baseline that reads the time from `ml-1m`.
    var kinds: [BaselineKind] {
        if let only = environment["TASTEMAKER_TUNE_KINDS"] {
            return only.split(separator: ",").compactMap { BaselineKind(rawValue: String($0)) }
        }
        return name == "ml-1m-hour" ? [.recentPopularity] : BaselineKind.allCases
    }

    func split(_ kind: SplitProtocol, holdsOutValidation: Bool) -> SplitConfiguration {
        let resolution: TimeResolution = name == "ml-1m" ? .none : name == "ml-1m-hour" ? .hour : .exact
        return SplitConfiguration(kind, holdsOutValidation: holdsOutValidation, resolution: resolution)
    }

    func dataset() throws -> Dataset {
        switch name {
        case "beauty", "sports":
            let stem = data + "/amazon-2014/" + (name == "beauty" ? "Beauty" : "Sports_and_Outdoors")
            let importer = ImportFormat.sequences.importer(
                path: stem + ".txt.gz", attributes: [stem + "_item2attributes.json.gz", stem + "_items.tsv.gz"])
            return try Dataset.read(importer, name: name).dataset
        default:
            let all = try Dataset.read(ImportFormat.movieLens1M.importer(path: data + "/ml-1m"), name: name).dataset
            let rule =
                name == "ml-1m-temporal"
                ? Preprocessing(core: 5, dropsConsecutiveRepeats: true, restrictsCatalogToItemsWithEvents: true)
                : Preprocessing(restrictsCatalogToItemsWithEvents: true)
            return rule.apply(to: all)
        }
    }

    func write(_ text: String, suffix: String = "") throws {
        guard let path = environment["TASTEMAKER_TUNE_OUTPUT"] else { return }
        try text.write(toFile: path + suffix, atomically: true, encoding: .utf8)
    }

    static func table(_ results: [EvaluationResult]) -> String {
        let columns = ["HR@10", "NDCG@10", "HR@50", "NDCG@50", "MRR", "Coverage@10", "Gini@10", "Novelty@10"]
        let head = ["protocol", "baseline"] + columns + ["s"]
        var lines = ["| " + head.joined(separator: " | ") + " |", "|" + String(repeating: " --- |", count: head.count)]
        for result in results {
            let figures = columns.map { Figure.fixed(result.metrics[$0] ?? .nan, digits: 4) }
            let cells = [result.protocolName, result.model] + figures + [Figure.fixed(result.seconds, digits: 1)]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
