/// The figures of all models of one protocol, the best of each column stressed.
struct ResultTable {
    let results: [EvaluationResult]

    private static let accuracy = ["NDCG@10", "HR@10", "Recall@10", "NDCG@50", "HR@50", "MRR"]
    private static let beyond = ["Coverage@10", "Gini@10", "Novelty@10", "PopularityLift@10", "Serendipity@10", "Miscalibration@10"]
    private static let withInterval: Set<String> = ["NDCG@10", "HR@10", "Serendipity@10", "Miscalibration@10"]

    func html() -> String {
        let oneTarget = results.allSatisfy { $0.metrics["HR@10"] == $0.metrics["Recall@10"] }
        let columns = ResultTable.accuracy.filter { !($0 == "Recall@10" && oneTarget) }
        let accuracy = table("All models, best accuracy in bold", columns: present(columns), withSeconds: true)
        let beyond = present(ResultTable.beyond)
        return beyond.isEmpty ? accuracy : accuracy + "\n" + table("Beyond accuracy", columns: beyond, withSeconds: false)
    }

    private func table(_ caption: String, columns: [String], withSeconds: Bool) -> String {
        let header = ["model", "inputs"] + columns + (withSeconds ? ["seconds"] : [])
        let rows = results.map { result in
            [result.model, result.inputs] + columns.map { cell($0, of: result) }
                + (withSeconds ? [Figure.fixed(result.seconds, digits: 1)] : [])
        }
        let best = columns.map { metric in results.compactMap { $0.metrics[metric] }.max() }
        return Markup.table(caption: caption, header: header, rows: rows, textColumns: 2) { row, column in
            guard column >= 2, column - 2 < columns.count, columns[column - 2].isAccuracy else { return false }
            return results[row].metrics[columns[column - 2]] == best[column - 2]
        }
    }

    private func present(_ metrics: [String]) -> [String] { metrics.filter { name in results.contains { $0.metrics[name] != nil } } }

    /// The value, with its half interval where that is known best.
    private func cell(_ metric: String, of result: EvaluationResult) -> String {
        guard let value = result.metrics[metric] else { return "–" }
        let digits = metric.isAccuracy ? 4 : metric.hasPrefix("Novelty") ? 2 : 3
        let text = Figure.fixed(value, digits: digits)
        guard ResultTable.withInterval.contains(metric), let interval = result.intervals[metric] else { return text }
        return text + " ± " + Figure.fixed((interval.high - interval.low) / 2, digits: digits)
    }
}

extension String {
    fileprivate var isAccuracy: Bool {
        hasPrefix("NDCG") || hasPrefix("HR") || hasPrefix("Recall") || hasPrefix("MRR")
    }
}
