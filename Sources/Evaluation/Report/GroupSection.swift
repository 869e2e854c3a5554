/// The gaps between groups of people, as plots of the first model and a table of all.
struct GroupSection {
    let results: [EvaluationResult]

    /// Empty where no result knows groups.
    func html() -> String {
        guard let first = results.first(where: { !$0.groups.isEmpty }) else { return "" }
        let plots = first.groups.filter { $0.metric.hasPrefix("NDCG") }.map { plot($0, of: first.model) }
        let rows = results.flatMap { result in result.groups.map { row($0, of: result.model) } }
        return "<h3>Whom it serves</h3>\n<div class=\"plots\">\n\(plots.joined(separator: "\n"))\n</div>\n"
            + Markup.table(
                caption: "Gap between the best and the worst served group; p of a permutation analysis of variance over all groups",
                header: ["model", "groups", "metric", "best", "worst", "gap", "95 % interval", "p"], rows: rows, textColumns: 5)
    }

    private func row(_ gap: GroupGap, of model: String) -> [String] {
        let order = gap.groups.sorted { $0.value < $1.value }
        func text(_ group: GroupGap.Group?) -> String {
            group.map { "\($0.label): \(Figure.fixed($0.value, digits: 4)) (n \(Figure.grouped($0.users)))" } ?? ""
        }
        return [
            model, gap.dimension, gap.metric, text(order.last), text(order.first), Figure.fixed(gap.gap, digits: 4),
            "\(Figure.fixed(gap.interval.low, digits: 4)) … \(Figure.fixed(gap.interval.high, digits: 4))",
            Figure.pValue(gap.pValue, permutations: gap.permutations),
        ]
    }

    /// An interval for each group, drawn as if the groups were models.
    private func plot(_ gap: GroupGap, of model: String) -> String {
        let groups = gap.groups.map { group in
            EvaluationResult(
                dataset: "", protocolName: "", inputs: "", users: group.users, cases: 0, candidates: 0, candidateRule: "",
                seenRemoved: true,
                model: "\(group.label) (n \(Figure.grouped(group.users)))", metrics: [gap.metric: group.value],
                intervals: [gap.metric: group.interval])
        }
        return IntervalPlot(
            metric: gap.metric, results: groups, caption: "\(gap.metric) of \(model) by \(gap.dimension)", stressesFirst: false
        ).svg()
    }
}
