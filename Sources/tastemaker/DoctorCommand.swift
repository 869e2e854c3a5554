import ArgumentParser
import DataDoctor
import Serving
import Workspaces

/// `tastemaker doctor`
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Show what the machine offers, whether the workspace is whole, and what is wrong with its data.",
        discussion: """
            Kernels can be forced with the environment variable TASTEMAKER_KERNELS. The events of the workspace are read once, and \
            findings are listed most costly first, as `validate` does for files. Ends with exit code 4 when something is damaged, and with \
            3 when nothing can be learned from the data, or, with --strict, when there is a warning.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var examining: ExaminingOptions
    @Flag(help: "Look at machine and files only, not at the data.") var quick = false
    @OptionGroup var machine: MachineProgress

    private struct Report: Encodable {
        var machine: MachineReport
        var workspace: WorkspaceHealth?
        var missing: String?
        /// Nil without events, or with --quick.
        var data: DataReport?
    }

    func run() throws {
        var report = Report(machine: MachineReport())
        machine.tell(ProgressMessage.Step("looking at files"), isDue: true)
        do {
            let workspace = try common.open()
            report.workspace = try workspace.health()
            if !quick, let health = report.workspace, health.problems.isEmpty, health.counts.events > 0 {
                machine.tell(ProgressMessage.Step("looking at data"), isDue: true)
                report.data = try workspace.examine(examining.doctor())
            }
        } catch let error as WorkspaceError where error.code == .notAWorkspace {
            report.missing = error.description
        }
        if common.json { try Terminal.printJSON(report) } else { show(report) }
        if let data = report.data { try examining.write([data]) }
        if let problems = report.workspace?.problems, !problems.isEmpty { throw ExitCode(ExitStatus.damaged.rawValue) }
        if let data = report.data { try examining.judge([data]) }
    }

    private func show(_ report: Report) {
        let machine = report.machine
        var rows = [
            ["processor", machine.cpuFeatures],
            ["kernels", "\(machine.kernels) (of \(machine.availableKernels.joined(separator: ", ")))"],
            ["cores", String(machine.cores)],
            ["memory", "\(Terminal.bytes(machine.availableMemoryBytes)) free of \(Terminal.bytes(machine.memoryBytes))"],
        ]
        if let health = report.workspace {
            rows += lines(health)
        } else if let missing = report.missing {
            rows.append(["workspace", missing])
        }
        print(Terminal.table(rows))
        if let data = report.data { print("\n" + data.text()) }
    }

    private func lines(_ health: WorkspaceHealth) -> [[String]] {
        let counts = health.counts
        var rows = [
            ["workspace", health.folder], ["disk", "\(Terminal.bytes(health.freeBytes)) free"], ["data", health.dataset],
            [
                "events",
                "\(Terminal.grouped(counts.events)) of \(Terminal.grouped(counts.users)) users on \(Terminal.grouped(counts.items)) items",
            ],
        ]
        for source in health.sources where source.accepted > 0 || source.rejected > 0 {
            rows.append([
                "source",
                "\(source.description.name): \(Terminal.grouped(source.accepted)) events, \(Terminal.grouped(source.rejected)) rejected rows",
            ])
        }
        rows.append(["models", "\(health.models); \(health.serving.map { "\($0) serves" } ?? "none serves")"])
        rows += health.notes.map { ["note", $0] }
        rows += health.problems.isEmpty ? [["health", "all is well"]] : health.problems.map { ["PROBLEM", $0] }
        return rows
    }
}
