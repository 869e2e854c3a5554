import Artwork
import Evaluation

/// The regret of several strategies over days as a picture of its own; follows the reader's light or dark.
struct RegretPlot {
    let summaries: [PosterSummary]
    let title: String
    let caption: String

    private static let (width, height) = (880.0, 440.0)
    private static let (left, right, top, bottom) = (76.0, 580.0, 72.0, 388.0)
    private static let colours = ["#7d838b", "#3d6fa5", "#1c1d1f", "#a87b00", "#3f8052", "#b3401e"]
    private static let darkColours = ["#9aa0a8", "#86b6e8", "#e9e8e4", "#e5c558", "#8fd0a0", "#f2885f"]

    func svg() -> String {
        let days = summaries.first?.regret.count ?? 0
        let x = PlotAxis([0, Double(days)], fromZero: true, from: RegretPlot.left, to: RegretPlot.right, count: 9)
        let y = PlotAxis(
            summaries.flatMap(\.regret) + summaries.map(\.regretInterval.high), fromZero: true, from: RegretPlot.bottom, to: RegretPlot.top)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 \(px(RegretPlot.width)) \(px(RegretPlot.height))" \
            aria-label="\(Markup.escape(title)). \(Markup.escape(caption))">
            <style>\(RegretPlot.style)</style>
            <rect class="paper" width="100%" height="100%"/>
            <text class="s" x="16" y="26">\(Markup.escape(title))</text>
            <text class="q" x="16" y="46">\(Markup.escape(caption))</text>
            \(grid(x, y))
            \(summaries.enumerated().map { curve($1, number: $0, x, y) }.joined(separator: "\n"))
            \(names(y))
            </svg>

            """
    }

    private func grid(_ x: PlotAxis, _ y: PlotAxis) -> String {
        let (left, right, bottom) = (px(RegretPlot.left), px(RegretPlot.right), RegretPlot.bottom)
        let rows = y.ticks.map { tick in
            let at = px(y.position(tick))
            return "<line class=\"g\" x1=\"\(left)\" x2=\"\(right)\" y1=\"\(at)\" y2=\"\(at)\"/>"
                + "<text class=\"q e\" x=\"\(px(RegretPlot.left - 8))\" y=\"\(px(y.position(tick) + 4))\">\(RegretPlot.count(tick))</text>"
        }
        let columns = x.ticks.map { tick in
            "<text class=\"q m\" x=\"\(px(x.position(tick)))\" y=\"\(px(bottom + 20))\">\(x.label(tick))</text>"
        }
        let middle = px((RegretPlot.top + bottom) / 2)
        let titles = [
            "<text class=\"q m\" x=\"\(px((RegretPlot.left + RegretPlot.right) / 2))\" y=\"\(px(bottom + 42))\">days since the start</text>",
            "<text class=\"q m\" x=\"16\" y=\"\(middle)\" transform=\"rotate(-90 16 \(middle))\">takes lost so far</text>",
        ]
        return (rows + columns + titles).joined()
    }

    private func curve(_ summary: PosterSummary, number: Int, _ x: PlotAxis, _ y: PlotAxis) -> String {
        let points = ([0] + summary.regret).enumerated().map { "\(px(x.position(Double($0)))),\(px(y.position($1)))" }.joined(
            separator: " ")
        let at = px(x.position(Double(summary.regret.count)))
        let interval = summary.regretInterval
        return "<polyline class=\"l c\(number)\" points=\"\(points)\"/>"
            + "<line class=\"w c\(number)\" x1=\"\(at)\" x2=\"\(at)\" y1=\"\(px(y.position(interval.low)))\" y2=\"\(px(y.position(interval.high)))\"/>"
    }

    /// Beside the ends of the curves, pushed apart so that each can be read, and led to where they belong.
    private func names(_ y: PlotAxis) -> String {
        let order = summaries.indices.sorted { (summaries[$0].regret.last ?? 0) > (summaries[$1].regret.last ?? 0) }
        let wanted = order.map { y.position(summaries[$0].regret.last ?? 0) }
        let places = RegretPlot.apart(wanted, by: 20, above: RegretPlot.bottom)
        return order.indices.map { rank in
            let (number, at) = (order[rank], places[rank])
            let end = RegretPlot.right
            return "<path class=\"k c\(number)\" d=\"M\(px(end + 5)) \(px(wanted[rank]))L\(px(end + 18)) \(px(at))\"/>"
                + "<text class=\"n c\(number)\" x=\"\(px(end + 23))\" y=\"\(px(at + 4))\">\(Markup.escape(summaries[number].strategy)): "
                + "\(RegretPlot.count(summaries[number].regret.last ?? 0))</text>"
        }.joined()
    }

    /// Positions in the same order, at least `gap` apart and none below `bottom`: pushed down first, then up from the bottom.
    private static func apart(_ wanted: [Double], by gap: Double, above bottom: Double) -> [Double] {
        var places = wanted
        for rank in places.indices.dropFirst() { places[rank] = max(places[rank], places[rank - 1] + gap) }
        var limit = bottom
        for rank in places.indices.reversed() {
            places[rank] = min(places[rank], limit)
            limit = places[rank] - gap
        }
        return places
    }

    private static func count(_ value: Double) -> String { Figure.grouped(Int(value.rounded())) }

    private static var style: String {
        func rules(_ colours: [String]) -> String {
            colours.enumerated().map { ".l.c\($0),.w.c\($0),.k.c\($0){stroke:\($1)}.n.c\($0){fill:\($1)}" }.joined()
        }
        return """
            text{font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#1c1d1f}\
            .paper{fill:#fcfcfa}.s{font-size:15px;font-weight:650}.q{fill:#5c6066}.e{text-anchor:end}.m{text-anchor:middle}.g{stroke:#dfe0dc}\
            .l{fill:none;stroke-width:2.2;stroke-linejoin:round}.w{stroke-width:6;opacity:.45;stroke-linecap:round}.k{fill:none;stroke-width:1}\
            .l.c5{stroke-width:3.2}.n.c5{font-weight:650}.l.c4{stroke-dasharray:5 4}\(rules(colours))\
            @media(prefers-color-scheme:dark){text{fill:#e9e8e4}.paper{fill:#16181b}.q{fill:#a3a8ae}.g{stroke:#34383d}\(rules(darkColours))}
            """
    }
}
