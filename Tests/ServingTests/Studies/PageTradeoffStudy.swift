import Datasets
import Evaluation
import Foundation
import Recommenders
import Serving
import Testing
import Workspaces

/// What diversity and calibration cost, on the validation cases of a trained model. Runs only when asked for:
///
///     TASTEMAKER_STUDY=page-tradeoff TASTEMAKER_WORKSPACE=FOLDER TASTEMAKER_MODELS=NAME TASTEMAKER_OUT=FILE \
///       swift test -c release --filter PageTradeoffStudy
@Suite(
    .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "page-tradeoff", "set TASTEMAKER_STUDY=page-tradeoff"))
struct PageTradeoffStudy {
    private let environment = ProcessInfo.processInfo.environment

    private struct Result: Codable {
        var model: String
        var `protocol`: String
        var cases: Int
        var length: Int
        var temperature: Float
        var surprise: [String: Double]
        var points: [PageTradeoff.Point]
    }

    @Test func curve() throws {
        let workspace = try Workspace.open(try #require(environment["TASTEMAKER_WORKSPACE"]))
        let name = try #require(environment["TASTEMAKER_MODELS"])
        let loaded = try workspace.loadModel(name)
        let data = try RunData(try workspace.dataset(), run: loaded.bundle.run)
        let limit = Int(environment["TASTEMAKER_CASES"] ?? "3000")!
        // Spread over the people: the cases of one stand together.
        let all = data.split.validation.filter { $0.historyCount >= 5 }
        let cases = all.enumerated().filter { $0.offset % max(1, all.count / limit) == 0 }.map(\.element)
        let scorer = loaded.scorer(for: data.dataset)
        let engine = ModelEngine(scorer, options: StateOptions(bytes: 1 << 20), clock: { 0 })
        let snapshot = ServingSnapshot(
            generation: 1, model: name, titles: TitleTable(data.dataset.catalog), bundle: nil, refused: [], basis: nil, engine: engine,
            vocabulary: ContextVocabulary(), resolution: .exact, commonestKind: .rating)
        var options = PageOptions()
        let first = try PageTradeoff(cases, scorer: scorer, snapshot: snapshot, options: options)
        var surprise: [String: Double] = [:]
        for temperature: Float in [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 1] {
            surprise["\(temperature)"] = first.surprise(temperature: temperature)
        }
        options.temperature = Float(environment["TASTEMAKER_TEMPERATURE"] ?? "") ?? Float(surprise.min { $0.value < $1.value }!.key)!
        let study = try PageTradeoff(cases, scorer: scorer, snapshot: snapshot, options: options)
        var points: [PageTradeoff.Point] = []
        let grid: [(ListChooser.Diversity, [Double], [Double])] = [
            (.volume, [0, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2, 3], [0]), (.marginal, [0.3, 0.6, 1, 1.5, 2.5, 4], [0]),
            (.volume, [0], [0.05, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2.5, 4]), (.volume, [0.1, 0.2, 0.3, 0.5], [0.1, 0.2, 0.4, 0.7, 1]),
        ]
        for (kind, diversities, calibrations) in grid {
            for diversity in diversities {
                for calibration in calibrations {
                    let point = study.measure(kind, diversity: diversity, calibration: calibration)
                    points.append(point)
                    print(
                        String(
                            format:
                                "%@ δ %.2f κ %.2f: NDCG %.4f (%+.1f %%), distance %.3f (%+.0f %%), genres %.3f (%+.0f %%), bits %.3f (%+.0f %%), titles %d",
                            point.kind, diversity, calibration, point.ndcg, change(point.ndcg, points[0].ndcg), point.distance,
                            change(point.distance, points[0].distance), point.genreDistance,
                            change(point.genreDistance, points[0].genreDistance),
                            point.miscalibration, change(point.miscalibration, points[0].miscalibration), point.coverage))
                }
            }
        }
        print("surprise", surprise.sorted { $0.key < $1.key }, "cases", cases.count)
        let result = Result(
            model: name, protocol: data.split.protocolName + ", validation, at least 5 events before", cases: cases.count,
            length: PageTradeoff.length,
            temperature: options.temperature, surprise: surprise, points: points)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        if let out = environment["TASTEMAKER_OUT"] { try encoder.encode(result).write(to: URL(fileURLWithPath: out)) }
    }

    private func change(_ value: Double, _ base: Double) -> Double { (value / base - 1) * 100 }
}
