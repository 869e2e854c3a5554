import Evaluation
import Workspaces

extension EvaluateCommand {
    /// `evaluate --protocol prequential`: every choice is asked, then learned.
    func runStream(_ workspace: Workspace, _ request: EvaluationRequest, _ printer: EvaluationPrinter) throws {
        let outcome = try workspace.evaluateStream(request) { printer.show($0) }
        printer.end()
        for result in outcome.tuning { Terminal.complain(EvaluateCommand.sentence(result)) }
        if let report {
            let page = EvaluationReport(
                title: "\(workspace.configuration.datasetName): prequential evaluation", results: outcome.results,
                comparisons: outcome.comparisons)
            try EvaluateCommand.write(page, to: report)
        }
        if let result { try EvaluateCommand.resultFile(outcome.results, outcome.comparisons).write(to: result) }
        if common.json {
            print(try EvaluationResult.json(outcome.results))
        } else {
            print(EvaluationPrinter.table(outcome.results, outcome.comparisons))
        }
    }

    /// `live-popularity: 20 minutes of 5 0.6012, 10 0.6101, …`
    private static func sentence(_ tuning: StreamTuning) -> String {
        let points = tuning.points.map { "\(Terminal.fixed($0.minutes, 0)) \(Terminal.fixed($0.hitRate10, 4))" }
        return "  \(tuning.baseline.rawValue): \(Terminal.fixed(tuning.best?.minutes ?? 0, 0)) minutes of \(points.joined(separator: ", "))"
    }
}
