import Artwork
import Evaluation

/// The regret of several strategies over days as a picture of its own; follows the reader's light or dark.
struct RegretPlot {
    let summaries: [PosterSummary]
    let caption: String

    private static let width = 860.0
    private static let height = 400.0
    private static let right = 590.0
    private static let top = 48.0
    private static let colours = ["#8a8f96", "#4a6478", "#1c1d1f", "#c9a227", "#7a9e7e", "#d98c5f", "#b3401e"]
    private static let darkColours = ["#8a8f96", "#9dbbd1", "#e9e8e4", "#e5c558", "#9cc7a1", "#f0b48f", "#f2885f"]

    func svg() -> String {
        let days = summaries.first?.regret.count ?? 0
        let x = PlotAxis([0, Double(days)], fromZero: true, from: 64, to: RegretPlot.right, count: 8)
        let y = PlotAxis(
            summaries.flatMap(\.regret) + summaries.map(\.regretInterval.high), fromZero: true, from: RegretPlot.height - 40,
            to: RegretPlot.top)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 \(px(RegretPlot.width)) \(px(RegretPlot.height))" \
            aria-label="\(Markup.escape(caption))">
            <style>\(RegretPlot.style)</style>
            <rect class="paper" width="100%" height="100%"/>
            <text class="s" x="16" y="24">\(Markup.escape(caption))</text>
            \(grid(x, y))
            \(summaries.enumerated().map { curve($1, number: $0, x, y) }.joined(separator: "\n"))
            \(names(y))
            </svg>

            """
    }

    private func grid(_ x: PlotAxis, _ y: PlotAxis) -> String {
        let rows = y.ticks.map { tick in
            let at = px(y.position(tick))
            return "<line class=\"g\" x1=\"64\" x2=\"\(px(RegretPlot.right))\" y1=\"\(at)\" y2=\"\(at)\"/>"
                + "<text class=\"q e\" x=\"56\" y=\"\(px(y.position(tick) + 4))\">\(y.label(tick))</text>"
        }
        let columns = x.ticks.map { tick in
            "<text class=\"q m\" x=\"\(px(x.position(tick)))\" y=\"\(px(RegretPlot.height - 20))\">\(x.label(tick))</text>"
        }
        let title = "<text class=\"q m\" x=\"\(px((64 + RegretPlot.right) / 2))\" y=\"\(px(RegretPlot.height - 3))\">days</text>"
        return (rows + columns + [title]).joined()
    }

    private func curve(_ summary: PosterSummary, number: Int, _ x: PlotAxis, _ y: PlotAxis) -> String {
        let points = ([0] + summary.regret).enumerated().map { "\(px(x.position(Double($0)))),\(px(y.position($1)))" }.joined(
            separator: " ")
        let at = px(x.position(Double(summary.regret.count)))
        let interval = summary.regretInterval
        return "<polyline class=\"l c\(number)\" points=\"\(points)\"/>"
            + "<line class=\"w c\(number)\" x1=\"\(at)\" x2=\"\(at)\" y1=\"\(px(y.position(interval.low)))\" y2=\"\(px(y.position(interval.high)))\"/>"
    }

    /// At the end of the curves, pushed apart so that each can be read.
    private func names(_ y: PlotAxis) -> String {
        let order = summaries.indices.sorted { (summaries[$0].regret.last ?? 0) > (summaries[$1].regret.last ?? 0) }
        var last = -100.0
        return order.map { number in
            let value = summaries[number].regret.last ?? 0
            last = max(last + 19, y.position(value) + 4)
            return
                "<text class=\"n c\(number)\" x=\"\(px(RegretPlot.right + 12))\" y=\"\(px(last))\">\(Markup.escape(summaries[number].strategy)): \(Figure.fixed(value, digits: 0))</text>"
        }.joined()
    }

    private static var style: String {
        func rules(_ colours: [String]) -> String {
            colours.enumerated().map { ".l.c\($0),.w.c\($0){stroke:\($1)}.n.c\($0){fill:\($1)}" }.joined()
        }
        return """
            text{font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#1c1d1f}\
            .paper{fill:#fcfcfa}.s{font-weight:650}.q{fill:#5c6066}.e{text-anchor:end}.m{text-anchor:middle}.g{stroke:#dfe0dc}\
            .l{fill:none;stroke-width:2.2;stroke-linejoin:round}.w{stroke-width:5;opacity:.45;stroke-linecap:round}\(rules(colours))\
            @media(prefers-color-scheme:dark){text{fill:#e9e8e4}.paper{fill:#16181b}.q{fill:#a3a8ae}.g{stroke:#34383d}\(rules(darkColours))}
            """
    }
}
