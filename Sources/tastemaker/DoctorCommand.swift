import ArgumentParser
import Workspaces

/// `tastemaker doctor`
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Show what the machine offers and whether the workspace is whole.",
        discussion:
            "Kernels can be forced with the environment variable TASTEMAKER_KERNELS. Ends with exit code 4 when something is damaged.")

    @OptionGroup var common: CommonOptions

    private struct Report: Encodable {
        var machine: MachineReport
        var workspace: WorkspaceHealth?
        var missing: String?
    }

    func run() throws {
        var report = Report(machine: MachineReport())
        do { report.workspace = try common.open().health() } catch let error as WorkspaceError where error.code == .notAWorkspace {
            report.missing = error.description
        }
        if common.json { try Terminal.printJSON(report) } else { show(report) }
        if let problems = report.workspace?.problems, !problems.isEmpty { throw ExitCode(ExitStatus.damaged.rawValue) }
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
