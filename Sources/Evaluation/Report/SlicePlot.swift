/// The first model against the best of the others in every part of one dimension.
struct SlicePlot {
    let dimension: String
    let first: EvaluationResult
    let other: EvaluationResult?

    private static let width = 560.0
    private static let left = 186.0
    private static let row = 28.0
    private static let metric = "NDCG@10"

    /// All dimensions of a group with a legend; empty without slices.
    static func all(_ results: [EvaluationResult]) -> String {
        guard let first = results.first, !first.slices.isEmpty else { return "" }
        let other = results.dropFirst().max { ($0.metrics[metric] ?? 0) < ($1.metrics[metric] ?? 0) }
        // Steps have curves of their own.
        let dimensions = first.slices.reduce(into: [String]()) {
            if !$0.contains($1.dimension), $1.dimension != ChoiceSteps.dimension { $0.append($1.dimension) }
        }
        let plots = dimensions.map { SlicePlot(dimension: $0, first: first, other: other).svg() }
        let legend =
            "<p class=\"legend\"><span class=\"key a\"></span>\(Markup.escape(first.model))"
            + (other.map { "<span class=\"key b\"></span>\(Markup.escape($0.model)), the best of the others" } ?? "") + "</p>"
        return "<h3>Where it works</h3>\n\(legend)\n<div class=\"plots\">\n\(plots.joined(separator: "\n"))\n</div>"
    }

    private func svg() -> String {
        let slices = first.slices.filter { $0.dimension == dimension }
        let all = [first, other].compactMap { $0 }.flatMap { result in slices.map { value($0, in: result) } }
        let height = SlicePlot.row * Double(slices.count) + 38
        let axis = PlotAxis(all, fromZero: true, from: SlicePlot.left, to: SlicePlot.width - 78, count: 4)
        let rows = slices.enumerated().map { mark($1, number: $0, axis: axis) }.joined(separator: "\n")
        return """
            <figure><figcaption>\(SlicePlot.metric) by \(Markup.escape(dimension))</figcaption>
            <svg role="img" aria-label="\(Markup.escape(summary(slices)))" \
            viewBox="0 0 \(px(SlicePlot.width)) \(px(height))">
            \(grid(axis, bottom: height - 26))
            \(rows)
            </svg></figure>
            """
    }

    private func value(_ slice: EvaluationSlice, in result: EvaluationResult) -> Double {
        result.slices.first { $0.dimension == slice.dimension && $0.label == slice.label }?.metrics[SlicePlot.metric] ?? 0
    }

    private func summary(_ slices: [EvaluationSlice]) -> String {
        slices.map { "\($0.label): \(Figure.fixed(value($0, in: first), digits: 4))" }.joined(separator: "; ")
    }

    private func grid(_ axis: PlotAxis, bottom: Double) -> String {
        axis.ticks.map { tick in
            let at = px(axis.position(tick))
            return "<line class=\"g\" x1=\"\(at)\" x2=\"\(at)\" y1=\"4\" y2=\"\(px(bottom))\"/>"
                + "<text class=\"t m\" x=\"\(at)\" y=\"\(px(bottom + 16))\">\(axis.label(tick))</text>"
        }.joined()
    }

    private func mark(_ slice: EvaluationSlice, number: Int, axis: PlotAxis) -> String {
        let y = SlicePlot.row * (Double(number) + 0.5) + 4
        let own = axis.position(value(slice, in: first))
        var svg = "<text class=\"t e\" x=\"\(px(SlicePlot.left - 12))\" y=\"\(px(y + 4))\">\(Markup.escape(slice.label))</text>"
        if let other {
            let theirs = axis.position(value(slice, in: other))
            svg +=
                "<line class=\"j\" x1=\"\(px(own))\" x2=\"\(px(theirs))\" y1=\"\(px(y))\" y2=\"\(px(y))\"/>"
                + "<circle class=\"b\" r=\"4.5\" cx=\"\(px(theirs))\" cy=\"\(px(y))\"/>"
        }
        svg += "<circle class=\"a\" r=\"5\" cx=\"\(px(own))\" cy=\"\(px(y))\"/>"
        return svg + "<text class=\"t e q\" x=\"\(px(SlicePlot.width - 6))\" y=\"\(px(y + 4))\">n \(Figure.grouped(slice.targets))</text>"
    }
}
