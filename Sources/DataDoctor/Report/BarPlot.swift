import Evaluation

/// Bars over named bins, as one figure.
struct BarPlot {
    let title: String
    let labels: [String]
    let values: [Int]
    /// Which bins get their label printed: every n-th.
    var labelEvery = 1

    private static let width = 560.0
    private static let height = 230.0

    /// Empty without a value.
    func svg() -> String {
        guard let largest = values.max(), largest > 0 else { return "" }
        let y = PlotAxis(values.map(Double.init), fromZero: true, from: BarPlot.height - 34, to: 14, count: 4)
        let step = (BarPlot.width - 78) / Double(values.count)
        let bars = values.enumerated().map { place, value in
            let top = y.position(Double(value))
            let x = 60 + Double(place) * step
            return "<rect class=\"bar\" x=\"\(px(x + step * 0.08))\" y=\"\(px(top))\" width=\"\(px(max(step * 0.84, 0.5)))\" "
                + "height=\"\(px(max(y.position(0) - top, value > 0 ? 1 : 0)))\"><title>\(Markup.escape(labels[place])): \(Figure.grouped(value))</title></rect>"
        }.joined()
        let names = labels.indices.filter { $0 % max(labelEvery, 1) == 0 }.map { place in
            "<text class=\"t m\" x=\"\(px(60 + (Double(place) + 0.5) * step))\" y=\"\(px(BarPlot.height - 14))\">\(Markup.escape(labels[place]))</text>"
        }.joined()
        return """
            <figure><figcaption>\(Markup.escape(title))</figcaption>
            <svg role="img" aria-label="\(Markup.escape(title)), largest \(Figure.grouped(largest))" \
            viewBox="0 0 \(px(BarPlot.width)) \(px(BarPlot.height))">
            \(BarPlot.grid(y))\(bars)\(names)
            </svg></figure>
            """
    }

    static func grid(_ y: PlotAxis) -> String {
        y.ticks.map { tick in
            let at = px(y.position(tick))
            let label = tick >= 1000 ? Figure.grouped(Int(tick)) : y.label(tick)
            return "<line class=\"g\" x1=\"60\" x2=\"\(px(width - 18))\" y1=\"\(at)\" y2=\"\(at)\"/>"
                + "<text class=\"t e\" x=\"52\" y=\"\(px(y.position(tick) + 4))\">\(label)</text>"
        }.joined()
    }
}

/// Personal and popular accuracy against a number of events on a logarithmic axis, the interval of their difference as a bar.
struct CurvePlot {
    let title: String
    let points: [PersonalisationCurve.Point]

    private static let width = 560.0
    private static let height = 260.0

    /// Empty with fewer than two points.
    func svg() -> String {
        guard points.count >= 2, let last = points.last else { return "" }
        let y = PlotAxis(
            points.flatMap { [$0.personal, $0.popularity, max($0.popularity + $0.interval.low, 0), $0.popularity + $0.interval.high] },
            fromZero: true,
            from: CurvePlot.height - 34, to: 16, count: 4)
        let step = (CurvePlot.width - 110) / Double(points.count - 1)
        func x(_ place: Int) -> Double { 76 + Double(place) * step }
        let bars = points.enumerated().map { place, point in
            let (low, high) = (
                y.position(max(point.popularity + point.interval.low, 0)), y.position(max(point.popularity + point.interval.high, 0))
            )
            return "<line class=\"w a\" x1=\"\(px(x(place)))\" x2=\"\(px(x(place)))\" y1=\"\(px(low))\" y2=\"\(px(high))\"/>"
        }.joined()
        let lines = [("first", points.map(\.personal)), ("other", points.map(\.popularity))].map { name, values in
            let path = values.enumerated().map { "\(px(x($0))),\(px(y.position($1)))" }.joined(separator: " ")
            return "<polyline class=\"curve \(name)\" points=\"\(path)\"/>"
        }.joined()
        let dots = points.enumerated().map { place, point in
            "<circle class=\"a\" r=\"4\" cx=\"\(px(x(place)))\" cy=\"\(px(y.position(point.personal)))\"><title>\(point.model) "
                + "\(Figure.fixed(point.personal, digits: 4))</title></circle><circle class=\"b\" r=\"4\" cx=\"\(px(x(place)))\" "
                + "cy=\"\(px(y.position(point.popularity)))\"/><text class=\"t m\" x=\"\(px(x(place)))\" y=\"\(px(CurvePlot.height - 12))\">"
                + "\(Figure.grouped(point.events))</text>"
        }.joined()
        return """
            <figure><figcaption>\(Markup.escape(title))</figcaption>
            <svg role="img" aria-label="\(Markup.escape(title)): personal \(Figure.fixed(last.personal, digits: 4)), popularity \
            \(Figure.fixed(last.popularity, digits: 4)) at the right end" viewBox="0 0 \(px(CurvePlot.width)) \(px(CurvePlot.height))">
            \(BarPlot.grid(y))\(bars)\(lines)\(dots)
            </svg><p class="legend"><span class="key a"></span>best personal baseline, with the 95 % interval of its lead
            <span class="key b"></span>popularity</p></figure>
            """
    }
}
