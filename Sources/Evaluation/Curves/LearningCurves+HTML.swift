extension LearningCurves {
    /// Plot, table and crossings, for a report.
    func html() -> String {
        let plot = CurvePlot(
            title: "\(metric) by training events (not to scale)",
            curves: curves.map { curve in
                CurvePlot.Curve(
                    name: curve.model,
                    points: curve.points.map {
                        CurvePlot.Point(at: $0.share, label: Figure.grouped($0.events), value: $0.value, interval: $0.interval)
                    })
            }, isOrdinal: true)
        let (header, rows) = table
        let facts =
            "\(Figure.grouped(askedUsers)) users, \(Figure.grouped(cases)) questions at every point; training thinned by \(unit.rawValue), "
            + "smaller shares lie in larger ones"
        let sentences = crossings.map(\.sentence) + skipped
        return """
            <section>
            <h2>Learning curves: \(Markup.escape(dataset)), \(Markup.escape(protocolName))</h2>
            <p class="facts">\(Markup.escape(facts))</p>
            <div class="plots">
            \(plot.svg())
            </div>
            <ul class="notices">\(sentences.map { "<li>\(Markup.escape($0)).</li>" }.joined())</ul>
            \(Markup.table(caption: "\(metric) with 95 % intervals", header: header, rows: rows, textColumns: 0))
            </section>
            """
    }
}
