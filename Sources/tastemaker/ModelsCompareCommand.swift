import ArgumentParser
import Foundation
import Serving
import Workspaces

/// `tastemaker models compare`
struct ModelsCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Put a model before the gate: against the one that serves, or another, and the best simple baseline.",
        discussion: """
            Both are asked the same validation cases. Nothing is promoted. Exit code 3 when the model would not pass the gate and --strict \
            is given.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var machine: MachineProgress
    @Argument(help: "The model that shall serve.") var name: String
    @Argument(help: "Default: the model that serves.") var against: String?
    @Flag(help: "End with exit code 3 when the gate would not let it pass.") var strict = false

    func run() throws {
        let comparer = ModelComparer(
            try common.open(), workers: common.threadCount, seconds: { ProcessInfo.processInfo.systemUptime },
            report: { [machine] name, done, all in
                var step = ProgressMessage.Step("judging")
                (step.share, step.count, step.detail) = (Double(done) / Double(max(1, all)), done, name)
                machine.tell(step)
            })
        let comparison = try comparer.compare(name, against: against)
        if common.json { try Terminal.printJSON(comparison) } else { show(comparison) }
        if strict, !comparison.verdict.isPassed { throw ExitCode(ExitStatus.data.rawValue) }
    }

    private func show(_ comparison: ModelComparison) {
        let sides = [comparison.candidate] + [comparison.live].compactMap { $0 }
        let metrics = ["NDCG@10", "HR@10", "Coverage@10", "Gini@10"]
        var rows = [["model"] + metrics + ["ms an answer"]]
        for side in sides {
            rows.append(
                [side.model] + metrics.map { side.metrics[$0].map { Terminal.fixed($0, 4) } ?? "–" }
                    + [side.secondsAnAnswer.map { Terminal.fixed($0 * 1000, 2) } ?? "–"])
        }
        if let baseline = comparison.baseline { rows.append([baseline.name, Terminal.fixed(baseline.ndcg10, 4)]) }
        print(Terminal.table(rows, rightAligned: Set(1...5)))
        print("\(comparison.protocolName), \(Terminal.grouped(comparison.cases)) validation cases")
        for finding in comparison.verdict.findings {
            print("  \(finding.isPassed ? "passed" : "FAILED")  \(finding.check): \(finding.sentence)")
        }
    }
}
