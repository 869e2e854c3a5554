import ArgumentParser
import Serving
import Workspaces

/// `tastemaker backup`
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy events, models and configuration, while others may write.",
        discussion: """
            The store is copied as of one moment; the folder appears whole or not at all, with length and SHA-256 of every file. \
            A backup holds the data of people who are erased later, until it is removed.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("A folder that does not exist yet.", valueName: "folder")) var to: String
    @OptionGroup var machine: MachineProgress

    func run() throws {
        machine.tell(ProgressMessage.Step("copying"))
        let report = try common.open().backUp(to: to)
        if common.json { return try Terminal.printJSON(report) }
        let manifest = report.manifest
        print(
            """
            \(report.path): \(Terminal.grouped(manifest.events)) events of \(Terminal.grouped(manifest.users)) users, \
            \(manifest.models.count) models, \(Terminal.bytes(report.bytes)) in \(Terminal.duration(report.seconds))
            """)
        for model in report.refused { print("  left out: \(model)") }
    }
}
