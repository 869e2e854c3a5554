/// Promised probability against the share that was chosen, bin by bin; a model that keeps its word stays on the diagonal.
struct ReliabilityPlot {
    let model: String
    let reliability: Reliability

    private static let width = 560.0
    private static let height = 300.0

    func svg() -> String {
        let bins = reliability.bins
        let values = bins.map(\.promised) + bins.map(\.chosen)
        let x = PlotAxis(values, fromZero: true, from: 60, to: ReliabilityPlot.width - 24)
        let y = PlotAxis(values, fromZero: true, from: ReliabilityPlot.height - 40, to: 16)
        let end = values.max() ?? 0
        let marks = bins.map { bin in
            let at = px(x.position(bin.promised))
            let high = min(bin.interval.high, y.ticks.last ?? 1)
            return
                "<line class=\"w a\" x1=\"\(at)\" x2=\"\(at)\" y1=\"\(px(y.position(bin.interval.low)))\" y2=\"\(px(y.position(high)))\"/>"
                + "<circle class=\"a\" r=\"4\" cx=\"\(at)\" cy=\"\(px(y.position(bin.chosen)))\">"
                + "<title>\(Figure.fixed(bin.promised, digits: 4)) promised, \(Figure.fixed(bin.chosen, digits: 4)) chosen, n \(bin.promises)</title></circle>"
        }
        let error = Figure.fixed(reliability.expectedCalibrationError, digits: 4)
        return """
            <figure><figcaption>\(Markup.escape(model)): promised and chosen, first \(reliability.k) places, ECE \(error)</figcaption>
            <svg role="img" aria-label="Reliability of \(Markup.escape(model)), expected calibration error \(error)" \
            viewBox="0 0 \(px(ReliabilityPlot.width)) \(px(ReliabilityPlot.height))">
            \(grid(x, y))
            <line class="j" x1="\(px(x.position(0)))" y1="\(px(y.position(0)))" x2="\(px(x.position(end)))" y2="\(px(y.position(end)))"/>
            \(marks.joined(separator: "\n"))
            </svg></figure>
            """
    }

    private func grid(_ x: PlotAxis, _ y: PlotAxis) -> String {
        let rows = y.ticks.map { tick in
            let at = px(y.position(tick))
            return "<line class=\"g\" x1=\"60\" x2=\"\(px(ReliabilityPlot.width - 24))\" y1=\"\(at)\" y2=\"\(at)\"/>"
                + "<text class=\"t e\" x=\"52\" y=\"\(px(y.position(tick) + 4))\">\(y.label(tick))</text>"
        }
        let columns = x.ticks.map {
            "<text class=\"t m\" x=\"\(px(x.position($0)))\" y=\"\(px(ReliabilityPlot.height - 18))\">\(x.label($0))</text>"
        }
        return rows.joined() + columns.joined()
            + "<text class=\"t m\" x=\"\(px(ReliabilityPlot.width / 2))\" y=\"\(px(ReliabilityPlot.height - 3))\">promised probability</text>"
    }
}

extension ReliabilityPlot {
    /// All models that promise probabilities; empty where none does.
    static func all(_ results: [EvaluationResult]) -> String {
        let plots = results.compactMap { result in result.reliability.map { ReliabilityPlot(model: result.model, reliability: $0).svg() } }
        guard !plots.isEmpty else { return "" }
        return "<h3>Whether its probabilities are kept</h3>\n<div class=\"plots\">\n\(plots.joined(separator: "\n"))\n</div>"
    }
}
