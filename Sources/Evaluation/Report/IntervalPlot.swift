/// One metric of all models with its interval; the first model stands out.
struct IntervalPlot {
    let metric: String
    let results: [EvaluationResult]
    /// The metric unless given.
    var caption: String?
    var stressesFirst = true

    private static let width = 560.0
    private static let left = 176.0
    private static let row = 30.0

    /// Empty when no model has the metric.
    func svg() -> String {
        let shown = results.filter { $0.metrics[metric] != nil }
        guard !shown.isEmpty else { return "" }
        let height = IntervalPlot.row * Double(shown.count) + 40
        let values = shown.compactMap { $0.intervals[metric]?.high } + shown.compactMap { $0.metrics[metric] }
        let axis = PlotAxis(values, fromZero: true, from: IntervalPlot.left, to: IntervalPlot.width - 62)
        let rows = shown.enumerated().map { mark($1, number: $0, axis: axis) }.joined(separator: "\n")
        return """
            <figure><figcaption>\(Markup.escape(caption ?? metric))</figcaption>
            <svg role="img" aria-label="\(Markup.escape(caption ?? "\(metric) of \(shown.count) models")), figures in the table below" \
            viewBox="0 0 \(px(IntervalPlot.width)) \(px(height))">
            \(grid(axis, bottom: height - 26))
            \(rows)
            </svg></figure>
            """
    }

    private func grid(_ axis: PlotAxis, bottom: Double) -> String {
        axis.ticks.map { tick in
            let at = px(axis.position(tick))
            return "<line class=\"g\" x1=\"\(at)\" x2=\"\(at)\" y1=\"6\" y2=\"\(px(bottom))\"/>"
                + "<text class=\"t m\" x=\"\(at)\" y=\"\(px(bottom + 16))\">\(axis.label(tick))</text>"
        }.joined()
    }

    private func mark(_ result: EvaluationResult, number: Int, axis: PlotAxis) -> String {
        let y = IntervalPlot.row * (Double(number) + 0.5) + 6
        let value = result.metrics[metric] ?? 0
        let x = axis.position(value)
        let isStressed = stressesFirst && number == 0
        let kind = isStressed ? "a" : "b"
        var svg =
            "<text class=\"t e\(isStressed ? " s" : "")\" x=\"\(px(IntervalPlot.left - 12))\" y=\"\(px(y + 4))\">"
            + "\(Markup.escape(result.model))</text>"
        var right = x
        if let interval = result.intervals[metric] {
            right = axis.position(interval.high)
            svg +=
                "<line class=\"w \(kind)\" x1=\"\(px(axis.position(interval.low)))\" x2=\"\(px(right))\" "
                + "y1=\"\(px(y))\" y2=\"\(px(y))\"/>"
        }
        svg += "<circle class=\"\(kind)\" r=\"5\" cx=\"\(px(x))\" cy=\"\(px(y))\"/>"
        return svg + "<text class=\"t\(isStressed ? " s" : "")\" x=\"\(px(max(right, x + 5) + 8))\" y=\"\(px(y + 4))\">"
            + "\(Figure.fixed(value, digits: 4))</text>"
    }
}
