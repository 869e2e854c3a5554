/// One curve over steps or epochs.
struct LinePlot {
    let title: String
    let points: [EvaluationReport.Point]
    let marksPoints: Bool

    private static let width = 560.0
    private static let height = 260.0
    /// More would not be seen.
    private static let largest = 400

    /// Empty without points.
    func svg() -> String {
        let shown = thinned.filter { $0.at.isFinite && $0.value.isFinite }
        guard let last = shown.last else { return "" }
        let x = PlotAxis(shown.map(\.at), fromZero: false, from: 56, to: LinePlot.width - 20, count: 6)
        let y = PlotAxis(shown.map(\.value), fromZero: false, from: LinePlot.height - 34, to: 16)
        let line = shown.map { "\(px(x.position($0.at))),\(px(y.position($0.value)))" }.joined(separator: " ")
        let dots =
            !marksPoints
            ? ""
            : shown.map {
                "<circle class=\"a\" r=\"3\" cx=\"\(px(x.position($0.at)))\" cy=\"\(px(y.position($0.value)))\">"
                    + "<title>\(px($0.at)): \(Figure.fixed($0.value, digits: 4))</title></circle>"
            }.joined()
        return """
            <figure><figcaption>\(Markup.escape(title))</figcaption>
            <svg role="img" aria-label="\(Markup.escape(title)), last value \(Figure.fixed(last.value, digits: 4))" \
            viewBox="0 0 \(px(LinePlot.width)) \(px(LinePlot.height))">
            \(grid(x, y))
            <polyline class="line" points="\(line)"/>\(dots)
            </svg></figure>
            """
    }

    private func grid(_ x: PlotAxis, _ y: PlotAxis) -> String {
        var svg = ""
        for tick in y.ticks {
            let at = px(y.position(tick))
            svg += "<line class=\"g\" x1=\"56\" x2=\"\(px(LinePlot.width - 20))\" y1=\"\(at)\" y2=\"\(at)\"/>"
            svg += "<text class=\"t e\" x=\"48\" y=\"\(px(y.position(tick) + 4))\">\(y.label(tick))</text>"
        }
        for tick in x.ticks {
            svg += "<text class=\"t m\" x=\"\(px(x.position(tick)))\" y=\"\(px(LinePlot.height - 12))\">\(x.label(tick))</text>"
        }
        return svg
    }

    /// Means of equal runs of points.
    private var thinned: [EvaluationReport.Point] {
        guard points.count > LinePlot.largest else { return points }
        return (0..<LinePlot.largest).map { part in
            let run = points[(part * points.count / LinePlot.largest)..<((part + 1) * points.count / LinePlot.largest)]
            let count = Double(run.count)
            return EvaluationReport.Point(
                at: run.reduce(0) { $0 + $1.at } / count, value: run.reduce(0) { $0 + $1.value } / count)
        }
    }
}
