import Datasets
import Evaluation

extension DataReport {
    /// One self-contained page: style and plots inside, no script, nothing fetched; light and dark; well-formed XML.
    public func html() -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <link rel="icon" href="data:,"/>
        <title>\(Markup.escape(name)): what the data says about itself</title>
        <style>\(ReportStyle.css)\(DataReport.style)</style>
        </head>
        <body>
        <main>
        <h1>\(Markup.escape(name))</h1>
        <p class="lead">\(Markup.escape(findings.isEmpty ? "Nothing to complain about." : "Found: \(summary)."))</p>
        \(factsTable)
        <section>
        <h2>Findings, most costly first</h2>
        \(findings.map(\.card).joined(separator: "\n"))
        </section>
        \(curveSection)
        \(plotSection)
        \(quantileSection)
        <footer>\(Markup.escape(DataReport.legend))</footer>
        </main>
        </body>
        </html>

        """
    }

    private static let legend =
        "Counts, values and stamps are exact over all events. Order, ties, repeats and sessions are looked at in whole histories: of all "
        + "users, or of a keyed sample where the report says so. The learning curve withholds users, trains simple baselines on nested parts "
        + "of the others and asks for what the withheld users chose next, with items they had before removed; the personal baseline of each "
        + "point was chosen on other withheld users."

    private static let style = """

        .facts-table th { white-space: nowrap; color: var(--soft); } .facts-table td { width: 100%; }
        article { margin: 1rem 0; padding: 1rem 1.25rem; background: var(--panel); border-radius: .5rem; border-left: .3rem solid var(--rule); }
        article.blocker, article.warning { border-left-color: var(--first); } article.notice { border-left-color: var(--other); }
        article h3 { margin: 0 0 .6rem; font-size: 1.02rem; line-height: 1.4; font-weight: 600; overflow-wrap: anywhere; }
        article .tag { font-size: .78rem; font-weight: 600; letter-spacing: .04em; text-transform: uppercase; color: var(--soft); }
        article.blocker .tag, article.warning .tag { color: var(--first); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: 0; font-size: .93rem; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        dd code { font-size: .85rem; }
        svg .bar { fill: var(--other); } svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
        svg .curve.first { stroke: var(--first); } svg .curve.other { stroke: var(--other); }
        @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .3rem; } }

        """

    private var factsTable: String {
        let rows = facts.dropFirst().map { "<tr><th scope=\"row\">\(Markup.escape($0))</th><td>\(Markup.escape($1))</td></tr>" }
        return "<div class=\"scroll\"><table class=\"facts-table\"><tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table></div>"
    }

    private var curveSection: String {
        guard let curve else {
            return curveNote.map { "<section><h2>Personalisation and popularity</h2><p>\(Markup.escape($0))</p></section>" } ?? ""
        }
        let plots = [
            CurvePlot(title: "\(curve.metric) by training events", points: curve.byTraining).svg(),
            CurvePlot(title: "\(curve.metric) by events of the person", points: curve.byHistory).svg(),
        ].filter { !$0.isEmpty }
        let rows = (curve.byTraining.map { ("training", $0) } + curve.byHistory.map { ("person", $0) }).map { kind, point in
            [
                kind, point.model, Figure.grouped(point.events), Figure.grouped(point.users), Figure.fixed(point.popularity, digits: 4),
                Figure.fixed(point.personal, digits: 4),
                "\(Figure.fixed(point.interval.low, digits: 4)) … \(Figure.fixed(point.interval.high, digits: 4))",
                point.isBetter ? "✓" : "",
            ]
        }
        return "<section>\n<h2>Personalisation and popularity</h2>\n<p>\(Markup.escape(curve.sentence))</p>\n"
            + (plots.isEmpty ? "" : "<div class=\"plots\">\n\(plots.joined(separator: "\n"))\n</div>\n")
            + Markup.table(
                caption: "Withheld users, \(Figure.grouped(curve.items)) items; interval of the difference",
                header: ["events of", "model", "events", "asked", "popularity", "personal", "95 % interval", "better"], rows: rows,
                textColumns: 2)
            + "\n</section>"
    }

    private var plotSection: String {
        var plots: [String] = []
        if let times {
            let every = max(1, (times.months.count + 7) / 8)
            plots.append(
                BarPlot(title: "Events by month", labels: times.months.map(\.month), values: times.months.map(\.events), labelEvery: every)
                    .svg())
            if times.resolution != .day {
                plots.append(
                    BarPlot(title: "Events by hour of the day (UTC)", labels: (0..<24).map { "\($0)" }, values: times.byHour, labelEvery: 3)
                        .svg())
            }
        }
        if let activity { plots.append(activity.plot("Users by number of events")) }
        if let popularity { plots.append(popularity.plot("Items by number of events")) }
        if !ratings.isEmpty, ratings.count <= 40 {
            plots.append(
                BarPlot(
                    title: "Ratings", labels: ratings.map { "\($0.rating)" }, values: ratings.map(\.events),
                    labelEvery: max(1, (ratings.count + 9) / 10)
                ).svg())
        }
        let shown = plots.filter { !$0.isEmpty }
        guard !shown.isEmpty else { return "" }
        return "<section>\n<h2>Shape</h2>\n<div class=\"plots\">\n\(shown.joined(separator: "\n"))\n</div>\n</section>"
    }

    private var quantileSection: String {
        let rows = [("users", activity), ("items", popularity)].compactMap { name, distribution in
            distribution.map { spread in
                [name, Figure.grouped(spread.count)] + spread.quantiles.map(Figure.grouped) + [
                    Figure.fixed(spread.mean, digits: 1), Figure.fixed(spread.gini, digits: 3), Figures.percent(spread.headShares[1]),
                ]
            }
        }
        guard !rows.isEmpty else { return "" }
        return "<section>\n<h2>Distributions</h2>\n"
            + Markup.table(
                caption: "Events of each; “first 10 %” is the share of events on the tenth with most",
                header: ["of", "number"] + Distribution.quantileNames + ["mean", "Gini", "first 10 %"], rows: rows, textColumns: 1)
            + "\n</section>"
    }
}

extension Distribution {
    fileprivate func plot(_ title: String) -> String {
        let labels = histogram.indices.map { bin in bin == 0 ? "1" : bin > 9 ? "\(1 << (bin - 10))k" : "\(1 << bin)" }
        return BarPlot(title: title + " (bins double)", labels: labels, values: histogram).svg()
    }
}

extension Finding {
    fileprivate var card: String {
        var parts = [("costs", cost), ("unlocks", unlocks), ("do", advice)]
        if !examples.isEmpty { parts.append(("see", examples.map(\.description).joined(separator: "; "))) }
        let list = parts.map { "<dt>\($0)</dt><dd>\(Markup.escape($1))</dd>" }.joined(separator: "\n")
        return """
            <article class="\(severity.rawValue)"><p class="tag">\(severity.rawValue) · \(code.rawValue)</p>
            <h3>\(Markup.escape(summary))</h3>
            <dl>
            \(list)
            </dl></article>
            """
    }
}
