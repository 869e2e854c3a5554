extension EvaluationReport {
    /// One self-contained page: style and plots inside, no script, nothing fetched; light and dark; well-formed XML.
    public func html() -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <link rel="icon" href="data:,"/>
        <title>\(Markup.escape(title))</title>
        <style>\(ReportStyle.css)</style>
        </head>
        <body>
        <main>
        <h1>\(Markup.escape(title))</h1>
        \(note.isEmpty ? "" : "<p class=\"lead\">\(Markup.escape(note))</p>")
        \(noticeList)
        \(groups.map(section).joined(separator: "\n"))
        \(learningCurves.map { $0.html() }.joined(separator: "\n"))
        \(comparisonSection)
        \(trainingSection)
        \(checkSection)
        <footer>\(Markup.escape(EvaluationReport.legend))</footer>
        </main>
        </body>
        </html>

        """
    }

    private static let legend =
        "Every figure ranks the full candidate set, never a sample. Means are means of user means; intervals are 95 % "
        + "bootstrap percentile intervals over users. Ties count with their expectation over all orders. Coverage, Gini, "
        + "novelty and popularity lift describe all lists together. Serendipity is the share of the targets that a list finds and "
        + "the most popular unseen items do not hold; miscalibration how far, in bits, the genres of a list are from the person's own mix."

    /// Results of one data set, protocol and candidate set, in order of first appearance.
    private var groups: [[EvaluationResult]] { Comparability.groups(results).map { group in group.map { results[$0] } } }

    private var noticeList: String {
        notices.isEmpty ? "" : "<ul class=\"notices\">\(notices.map { "<li>\(Markup.escape($0))</li>" }.joined())</ul>"
    }

    private func section(_ group: [EvaluationResult]) -> String {
        guard let first = group.first else { return "" }
        let facts = [
            "\(Figure.grouped(first.users)) users", first.cases == first.users ? nil : "\(Figure.grouped(first.cases)) questions",
            "\(Figure.grouped(first.candidates)) candidates (\(first.candidateRule))",
            first.seenRemoved ? "seen items removed" : "seen items kept",
        ].compactMap { $0 }
        return """
            <section>
            <h2>\(Markup.escape(first.dataset)), \(Markup.escape(first.protocolName))</h2>
            <p class="facts">\(Markup.escape(facts.joined(separator: " · ")))</p>
            <div class="plots">
            \(["NDCG@10", "HR@10"].map { IntervalPlot(metric: $0, results: group).svg() }.joined(separator: "\n"))
            </div>
            \(ResultTable(results: group).html())
            \(steps(group))
            \(SlicePlot.all(group))
            \(GroupSection(results: group).html())
            \(ReliabilityPlot.all(group))
            </section>
            """
    }

    /// Accuracy after each number of choices, where the protocol asks that way.
    private func steps(_ group: [EvaluationResult]) -> String {
        guard let table = StepTable(group) else { return "" }
        return "<h3>From the first choice on</h3>\n<div class=\"plots\">\n"
            + ["NDCG@10", "HR@10"].map { CurvePlot.steps(group, metric: $0) }.joined(separator: "\n") + "\n</div>\n"
            + Markup.table(
                caption: "After so many choices, with 95 % intervals over people", header: table.header, rows: table.rows, textColumns: 3)
    }

    private var comparisonSection: String {
        guard !comparisons.isEmpty else { return "" }
        let rows = comparisons.map { test in
            [
                test.metric, test.first, test.second, Figure.grouped(test.users), Figure.signed(test.difference, digits: 4),
                "\(Figure.signed(test.interval.low, digits: 4)) … \(Figure.signed(test.interval.high, digits: 4))",
                Figure.pValue(test.pValue, permutations: test.permutations),
            ]
        }
        return "<section>\n<h2>Paired tests</h2>\n"
            + Markup.table(
                caption: "Sign-flip permutation test on per-user differences, first minus second",
                header: ["metric", "first", "second", "users", "difference", "95 % interval", "p"], rows: rows, textColumns: 3)
            + "\n</section>"
    }

    private var trainingSection: String {
        let plots = [
            LinePlot(title: "Training loss by step", points: trainingLoss, marksPoints: false).svg(),
            LinePlot(title: "Validation \(validationMetric) by epoch", points: validation, marksPoints: true).svg(),
        ].filter { !$0.isEmpty }
        guard !plots.isEmpty else { return "" }
        return "<section>\n<h2>Training</h2>\n<div class=\"plots\">\n\(plots.joined(separator: "\n"))\n</div>\n</section>"
    }

    /// A split says the same thing about every model of a protocol: it is printed once.
    private var checkSection: String {
        var order: [EvaluationCheck] = []
        var owners: [EvaluationCheck: [(model: String, protocolName: String)]] = [:]
        func note(_ check: EvaluationCheck, _ model: String, _ protocolName: String) {
            if owners[check] == nil { order.append(check) }
            owners[check, default: []].append((model, protocolName))
        }
        for check in checks { note(check, "the run", "") }
        for result in results { for check in result.checks { note(check, result.model, result.protocolName) } }
        guard !order.isEmpty else { return "" }
        let rows = order.map { [owner(owners[$0] ?? []), $0.name, $0.passed ? "✓ ok" : "✗ failed", $0.detail] }
        return "<section>\n<h2>Checks</h2>\n"
            + Markup.table(
                caption: "Ran by themselves beside the figures", header: ["of", "check", "", "found"], rows: rows,
                textColumns: 4)
            + "\n</section>"
    }

    private func owner(_ owners: [(model: String, protocolName: String)]) -> String {
        let models = Set(owners.map(\.model))
        let protocols = Set(owners.map(\.protocolName))
        return [models.count == 1 ? owners[0].model : "all models", protocols.count == 1 ? owners[0].protocolName : ""]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
