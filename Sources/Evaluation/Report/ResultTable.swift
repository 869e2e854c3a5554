/// The figures of all models of one protocol, the best of each column stressed.
struct ResultTable {
    let results: [EvaluationResult]

    private static let preferred = [
        "NDCG@10", "HR@10", "Recall@10", "NDCG@50", "HR@50", "MRR", "Coverage@10", "Gini@10", "Novelty@10",
        "PopularityLift@10", "Serendipity@10", "Miscalibration@10",
    ]

    func html() -> String {
        let columns = metrics
        let header = ["model", "inputs"] + columns.map { $0.replacing("PopularityLift", with: "Lift").replacing("Miscalibration", with: "Miscal.") } + ["seconds"]
        let rows = results.map { result in
            [result.model, result.inputs] + columns.map { cell($0, of: result) } + [Figure.fixed(result.seconds, digits: 1)]
        }
        let best = columns.map { metric in results.compactMap { $0.metrics[metric] }.max() }
        return Markup.table(
            caption: "All models, best accuracy in bold", header: header, rows: rows, textColumns: 2
        ) { row, column in
            guard column >= 2, column - 2 < columns.count, columns[column - 2].isAccuracy else { return false }
            return results[row].metrics[columns[column - 2]] == best[column - 2]
        }
    }

    private var metrics: [String] {
        let oneTarget = results.allSatisfy { $0.metrics["HR@10"] == $0.metrics["Recall@10"] }
        return ResultTable.preferred.filter { name in
            !(name == "Recall@10" && oneTarget) && results.contains { $0.metrics[name] != nil }
        }
    }

    /// The value, with its half interval for the first two columns.
    private func cell(_ metric: String, of result: EvaluationResult) -> String {
        guard let value = result.metrics[metric] else { return "–" }
        let digits = metric.isAccuracy ? 4 : metric.hasPrefix("Novelty") ? 2 : 3
        let text = Figure.fixed(value, digits: digits)
        guard metric == "NDCG@10" || metric == "HR@10", let interval = result.intervals[metric] else { return text }
        return text + " ± " + Figure.fixed((interval.high - interval.low) / 2, digits: 4)
    }
}

extension String {
    fileprivate var isAccuracy: Bool {
        hasPrefix("NDCG") || hasPrefix("HR") || hasPrefix("Recall") || hasPrefix("MRR")
    }

    fileprivate func replacing(_ part: String, with other: String) -> String {
        hasPrefix(part) ? other + dropFirst(part.count) : self
    }
}
