import ArgumentParser
import Datasets
import Evaluation
import Foundation
import Recommenders
import Tensors
import Workspaces

/// `tastemaker evaluate`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Judge models and baselines on the same cases, ranking the whole catalogue.",
        discussion: """
            Without --model and --baseline: the model that serves and all baselines. A model that was trained for another protocol is \
            refused where it may have learned what is asked. Checks for leaks and ties run by themselves.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var memory: MemoryOptions
    @OptionGroup var machine: MachineProgress
    @Option(name: .customLong("protocol"), help: "\(SplitProtocol.allCases.map(\.rawValue).joined(separator: ", ")).")
    var protocolName: SplitProtocol
    @Option(help: "A model by name; may be given several times.") var model: [String] = []
    @Option(help: "\(BaselineKind.allCases.map(\.rawValue).joined(separator: ", ")); may be given several times.") var baseline:
        [BaselineKind] = []
    @Option(help: ArgumentHelp("A run file for preprocessing and split where no model decides them.", valueName: "file")) var configuration:
        String?
    @Flag(help: "Tune the baselines on validation first, over at least 12 points each.") var tune = false
    @Option(help: "A baseline that every model is also blended with, its weight chosen on validation.") var blend: BaselineKind?
    @Flag(help: "Judge models that read live popularity a second time without it.") var ablateLivePopularity = false
    @Flag(help: "Judge models with companions a second time without them.") var ablateCompanions = false
    @Flag(help: "Ask the validation part, to make choices by: the test is for the report.") var validation = false
    @Option(
        help: ArgumentHelp(
            "Write the figures with paired tests, day, command and machine, for `tastemaker tables`.", valueName: "file.json"))
    var result: String?
    @Flag(help: "Write the values of single users beside the --result file, for paired tests between runs by `tastemaker report`.")
    var perUser = false
    @Option(help: ArgumentHelp("Write a report with plots (HTML) and the same as JSON beside it.", valueName: "file.html")) var report:
        String?

    func validate() throws {
        if perUser, result == nil { throw ValidationError("--per-user needs --result, beside which the values are written") }
        if validation, result != nil || report != nil {
            throw ValidationError("--validation is for choices; results and reports are of the test")
        }
    }

    func run() throws {
        let workspace = try common.open()
        // Naming only one of the two kinds means that only that kind is wanted.
        let models: [String]? = model.isEmpty ? (baseline.isEmpty ? nil : []) : model
        let baselines: [BaselineKind]? = baseline.isEmpty ? (model.isEmpty ? nil : []) : baseline
        let request = EvaluationRequest(
            protocolName, models: models, baselines: baselines, run: try configuration.map { try RunConfiguration.read($0) },
            tunesBaselines: tune, ablatesLivePopularity: ablateLivePopularity, companion: blend, seed: common.seed ?? 42,
            workers: common.threadCount, ablatesCompanions: ablateCompanions, part: validation ? .validation : .test,
            memoryLimit: memory.memoryLimit?.bytes)
        let printer = EvaluationPrinter()
        guard protocolName != .prequential else { return try runStream(workspace, request, printer) }
        let outcome = try workspace.evaluate(request) { [machine] in
            machine.tell($0)
            printer.show($0)
        }
        printer.end()
        if let report { try EvaluateCommand.write(outcome, workspace: workspace, to: report) }
        if let result {
            var file = EvaluateCommand.resultFile(outcome.results, outcome.comparisons)
            file.cost = outcome.cost
            try file.write(to: result)
            if perUser { try PerUserFile.write(PerUserValues(outcome.evaluations), beside: result) }
        }
        guard !common.json else { return print(try EvaluationResult.json(outcome.results)) }
        print(EvaluationPrinter.table(outcome.results, outcome.comparisons))
    }

    static func resultFile(_ results: [EvaluationResult], _ comparisons: [PairedTest]) -> ResultFile {
        // The folder of the workspace is this machine's affair; what the command asks is not.
        let words = CommandLine.arguments.dropFirst()
        var kept: [String] = []
        var skips = false
        for word in words {
            if skips {
                skips = false
            } else if ["--workspace", "--result", "--report"].contains(word) {
                skips = true
            } else {
                kept.append(word)
            }
        }
        return ResultFile(
            date: String(Date().ISO8601Format().prefix(10)),
            command: "tastemaker " + kept.filter { $0 != "--json" && $0 != "--per-user" }.joined(separator: " "),
            machine: "\(ProcessInfo.processInfo.activeProcessorCount) cores, kernels \(KernelLevel.active.rawValue)",
            results: results,
            comparisons: comparisons)
    }

    static func write(_ outcome: EvaluationOutcome, workspace: Workspace, to path: String, title: String? = nil, note: String = "") throws {
        try write(outcome.report(title: title ?? "\(workspace.configuration.datasetName): evaluation", note: note), to: path)
    }

    static func write(_ report: EvaluationReport, to path: String) throws {
        do {
            try Data(report.html().utf8).write(to: URL(fileURLWithPath: path))
            let json = (path.hasSuffix(".html") ? String(path.dropLast(5)) : path) + ".json"
            try Data(try report.json().utf8).write(to: URL(fileURLWithPath: json))
        } catch let error as CocoaError {
            throw WorkspaceError(
                .unwritable, "\(path) cannot be written (\(error.localizedDescription))", advice: "Name another file with --report")
        }
        Terminal.complain("report: \(path)")
    }
}

/// Prints what evaluation says, and its table.
final class EvaluationPrinter: Sendable {
    private let line = ProgressLine("ranking", unit: "cases")

    func show(_ event: EvaluationEvent) {
        switch event {
        case .fitting: break
        case .estimate(let estimate):
            line.end()
            MemoryOptions.show(estimate)
        case .tuned(let result):
            line.end()
            Terminal.complain(result.markdown())
        case .skipped(let name, let reason):
            line.end()
            Terminal.complain("  \(name) is left out: \(reason)")
        case .remark(let sentence):
            line.end()
            Terminal.complain("  \(sentence)")
        case .ranking(let name, let done, let all): line.update(share: Double(done) / Double(max(1, all)), count: 0, detail: name)
        case .finished(let result):
            line.end()
            Terminal.complain(
                "  \(result.model): NDCG@10 \(Terminal.fixed(result.metrics["NDCG@10"] ?? 0, 4)) in \(Terminal.duration(result.seconds))")
        }
    }

    func end() { line.end() }

    static func table(_ results: [EvaluationResult], _ comparisons: [PairedTest]) -> String {
        guard !results.isEmpty else { return "nothing was judged" }
        var seen: Set<String> = []
        let checks = results.flatMap { result in
            result.checks.map { check in
                results.first?.checks.contains { $0 == check } == true ? check.line : "\(check.line) (\(result.model))"
            }
        }.filter { seen.insert($0).inserted }
        return ([table(results, comparisons: comparisons), "", "checks:"] + checks.map { "  " + $0 }).joined(
            separator: "\n")
    }

    /// Figures, steps and gaps of results that may stand in one table.
    ///
    /// - Parameter leading: a column before the others, such as the files of the results.
    static func table(_ results: [EvaluationResult], comparisons: [PairedTest], leading: [String]? = nil) -> String {
        guard let first = results.first else { return "" }
        let metrics = ["HR@10", "NDCG@10", "HR@50", "NDCG@50", "MRR", "Coverage@10"].filter { first.metrics[$0] != nil }
        let head =
            "\(first.dataset), \(first.protocolName): \(Terminal.grouped(first.users)) users, \(Terminal.grouped(first.cases)) questions, "
            + "\(Terminal.grouped(first.candidates)) candidates (\(first.candidateRule)), seen items \(first.seenRemoved ? "removed" : "kept")"
        var rows = [(leading == nil ? [] : ["file"]) + ["model", "inputs"] + metrics + ["NDCG@10, 95 %", "p against the first"]]
        for (position, result) in results.enumerated() {
            let interval = result.intervals["NDCG@10"].map { "\(Terminal.fixed($0.low, 4))–\(Terminal.fixed($0.high, 4))" } ?? ""
            let test = comparisons.first { $0.second == result.model && $0.metric == "NDCG@10" }
            var row = leading.map { [$0[position]] } ?? []
            row += [result.model, result.inputs]
            for metric in metrics { row.append(result.metrics[metric].map { Terminal.fixed($0, 4) } ?? "–") }
            row += [interval, test.map { Terminal.fixed($0.pValue, 4) } ?? "–"]
            rows.append(row)
        }
        let text = leading == nil ? 2 : 3
        var parts = [head, Terminal.table(rows, rightAligned: Set(text..<text + metrics.count + 2))]
        if let steps = StepTable(results) { parts.append(Terminal.table([steps.header] + steps.rows)) }
        if let gaps = gaps(of: first) { parts.append(gaps) }
        return parts.joined(separator: "\n\n")
    }

    /// How evenly the first model serves groups of people; nil where none are known.
    private static func gaps(of result: EvaluationResult) -> String? {
        let lines = result.groups.filter { $0.metric == "NDCG@10" }.map { gap in
            let groups = gap.groups.map { "\($0.label) \(Terminal.fixed($0.value, 4)) (n \(Terminal.grouped($0.users)))" }
            return
                "  \(gap.dimension): \(groups.joined(separator: ", ")); gap \(Terminal.fixed(gap.gap, 4)), p \(Terminal.fixed(gap.pValue, 4))"
        }
        return lines.isEmpty ? nil : (["NDCG@10 of \(result.model) by group:"] + lines).joined(separator: "\n")
    }
}
