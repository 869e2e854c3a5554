/// Figures after each number of choices, one row a model and metric; where a protocol asks that way.
package struct StepTable {
    package let header: [String]
    package let rows: [[String]]

    private static let metrics = ["NDCG@10", "HR@10"]

    /// Nil when no result has steps.
    package init?(_ results: [EvaluationResult]) {
        let first = results.first { $0.slices.contains { $0.dimension == ChoiceSteps.dimension } }
        guard let first else { return nil }
        let steps = first.slices.filter { $0.dimension == ChoiceSteps.dimension }
        header = ["model", "inputs", "metric"] + steps.map { "after \($0.label)" }
        rows = StepTable.metrics.flatMap { metric in
            results.map { result in
                [result.model, result.inputs, metric] + steps.map { StepTable.cell(metric, after: $0.label, of: result) }
            }
        }
    }

    /// The value with its interval.
    private static func cell(_ metric: String, after step: String, of result: EvaluationResult) -> String {
        let slice = result.slices.first { $0.dimension == ChoiceSteps.dimension && $0.label == step }
        guard let slice, let value = slice.metrics[metric] else { return "–" }
        let text = Figure.fixed(value, digits: 4)
        guard let interval = slice.intervals[metric] else { return text }
        return "\(text) (\(Figure.fixed(interval.low, digits: 4))–\(Figure.fixed(interval.high, digits: 4)))"
    }
}
