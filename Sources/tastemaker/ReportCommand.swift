import ArgumentParser
import Evaluation
import Workspaces

/// `tastemaker report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Compare any number of runs from their result files.",
        discussion: """
            Reads what `evaluate --result` or `--json` wrote. Results stand in one table where data, protocol, questions and candidates \
            are the same; others are kept apart, and it is said why. Where `evaluate --per-user` wrote the values of single users, the \
            first result of a table is tested against each of the others.
            """)

    @Argument(help: "Result files.") var files: [String]
    @Option(help: ArgumentHelp("Write a page with plots.", valueName: "file.html")) var output: String?
    @Option(help: "Title of the page.") var title = "Comparison of runs"
    @Flag(help: "Print results as JSON.") var json = false
    @Flag(help: "Fail when results of one data set and protocol are not comparable.") var strict = false

    func run() throws {
        let comparison = try RunComparison(reading: files)
        if let output { try EvaluateCommand.write(comparison.report(title: title), to: output) }
        if json {
            try Terminal.printJSON(Answer(tables: comparison.tables, notices: comparison.notices))
        } else {
            print(ReportCommand.text(comparison))
        }
        if strict, comparison.keepsApart { throw ExitCode(ExitStatus.data.rawValue) }
    }

    private struct Answer: Encodable {
        var tables: [RunComparison.Table]
        var notices: [String]
    }

    private static func text(_ comparison: RunComparison) -> String {
        let tables = comparison.tables.map { EvaluationPrinter.table($0.results, comparisons: $0.comparisons, leading: $0.sources) }
        return (tables + comparison.notices.map { "note: \($0)" }).joined(separator: "\n\n")
    }
}
