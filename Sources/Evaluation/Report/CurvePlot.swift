/// Several curves with intervals over one axis: accuracy after so many choices, or with so much data.
struct CurvePlot {
    struct Curve {
        var name: String
        var points: [Point]
    }
    struct Point {
        var at: Double
        /// What stands below the axis; nil = the number itself.
        var label: String?
        var value: Double
        var interval: Interval?
    }
    let title: String
    let curves: [Curve]
    /// Points stand at equal distances, each with its label, instead of to scale.
    let isOrdinal: Bool

    private static let width = 560.0
    private static let height = 300.0
    private static let names = 150.0

    /// Empty without points.
    func svg() -> String {
        let points = curves.flatMap(\.points).filter { $0.at.isFinite && $0.value.isFinite }
        guard !points.isEmpty else { return "" }
        let places = Set(points.map(\.at)).sorted()
        let right = CurvePlot.width - CurvePlot.names
        let x = PlotAxis(
            isOrdinal ? places.indices.map(Double.init) : places, fromZero: false, from: 56, to: right,
            count: isOrdinal ? max(places.count - 1, 1) : 5)
        let y = PlotAxis(points.map(\.value) + points.compactMap { $0.interval?.high }, fromZero: true, from: CurvePlot.height - 34, to: 16)
        func position(_ at: Double) -> Double { x.position(isOrdinal ? Double(places.firstIndex(of: at) ?? 0) : at) }
        let drawn = curves.enumerated().map { number, curve in self.curve(curve, number: number, position: position, y: y) }
        return """
            <figure><figcaption>\(Markup.escape(title))</figcaption>
            <svg role="img" aria-label="\(Markup.escape(title)): \(curves.count) curves, figures in the table" \
            viewBox="0 0 \(px(CurvePlot.width)) \(px(CurvePlot.height))">
            \(grid(y, right: right))\(labels(points, places, position: position))
            \(drawn.joined(separator: "\n"))
            \(legend(y))
            </svg></figure>
            """
    }

    private func grid(_ y: PlotAxis, right: Double) -> String {
        y.ticks.map { tick in
            let at = px(y.position(tick))
            return "<line class=\"g\" x1=\"56\" x2=\"\(px(right))\" y1=\"\(at)\" y2=\"\(at)\"/>"
                + "<text class=\"t e\" x=\"48\" y=\"\(px(y.position(tick) + 4))\">\(y.label(tick))</text>"
        }.joined()
    }

    private func labels(_ points: [Point], _ places: [Double], position: (Double) -> Double) -> String {
        places.map { place in
            let label = points.first { $0.at == place }?.label ?? Figure.fixed(place, digits: place == place.rounded() ? 0 : 2)
            return "<text class=\"t m\" x=\"\(px(position(place)))\" y=\"\(px(CurvePlot.height - 12))\">\(Markup.escape(label))</text>"
        }.joined()
    }

    private func curve(_ curve: Curve, number: Int, position: (Double) -> Double, y: PlotAxis) -> String {
        let shown = curve.points.filter { $0.at.isFinite && $0.value.isFinite }.sorted { $0.at < $1.at }
        let line = shown.map { "\(px(position($0.at))),\(px(y.position($0.value)))" }.joined(separator: " ")
        let kind = number == 0 ? "a" : "b"
        let dash = number < 2 ? "" : " stroke-dasharray=\"\(CurvePlot.dashes[(number - 2) % CurvePlot.dashes.count])\""
        let marks = shown.map { point in
            let at = px(position(point.at))
            let whisker = point.interval.map {
                "<line class=\"w \(kind)\" x1=\"\(at)\" x2=\"\(at)\" y1=\"\(px(y.position($0.low)))\" y2=\"\(px(y.position($0.high)))\"/>"
            }
            return (number == 0 ? whisker ?? "" : "")
                + "<circle class=\"\(kind)\" r=\"3.5\" cx=\"\(at)\" cy=\"\(px(y.position(point.value)))\">"
                + "<title>\(Markup.escape(curve.name)): \(Figure.fixed(point.value, digits: 4))</title></circle>"
        }
        return "<polyline class=\"curve \(kind)\"\(dash) points=\"\(line)\"/>" + marks.joined()
    }

    private static let dashes = ["6 3", "2 3", "8 3 2 3", "1 2", "10 4", "4 2 1 2"]

    /// Names at the right, beside the last points, moved apart where they would overlap.
    private func legend(_ y: PlotAxis) -> String {
        var lowest = -Double.infinity
        let ends = curves.enumerated().compactMap { number, curve in
            curve.points.filter { $0.value.isFinite }.max { $0.at < $1.at }.map {
                (number: number, name: curve.name, y: y.position($0.value))
            }
        }.sorted { ($0.y, $0.number) < ($1.y, $1.number) }
        return ends.map { end in
            let place = max(end.y + 4, lowest + 14)
            lowest = place
            let style = end.number == 0 ? "t s" : "t"
            return
                "<text class=\"\(style)\" x=\"\(px(CurvePlot.width - CurvePlot.names + 10))\" y=\"\(px(place))\">\(Markup.escape(end.name))</text>"
        }.joined()
    }
}

extension CurvePlot {
    /// One metric after each number of choices; empty where no result has them.
    static func steps(_ results: [EvaluationResult], metric: String) -> String {
        let curves = results.compactMap { result -> Curve? in
            let points = result.slices.filter { $0.dimension == ChoiceSteps.dimension }.compactMap { slice -> Point? in
                guard let at = Double(slice.label), let value = slice.metrics[metric] else { return nil }
                return Point(at: at, label: slice.label, value: value, interval: slice.intervals[metric])
            }
            return points.isEmpty ? nil : Curve(name: result.model, points: points)
        }
        return CurvePlot(title: "\(metric) by the number of choices known", curves: curves, isOrdinal: true).svg()
    }
}
