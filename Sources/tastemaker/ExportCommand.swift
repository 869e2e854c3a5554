import ArgumentParser
import Datasets
import Serving
import Workspaces

/// `tastemaker export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write everything, or what belongs to one user, as JSON lines.",
        discussion: """
            One file each for events, items, users, sources and rejected rows, one object a line. The folder appears whole or not at all. \
            Back again: tastemaker import --format tastemaker --from FOLDER --workspace NEW
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("A folder that does not exist yet.", valueName: "folder")) var to: String
    @Option(help: "Only what belongs to this user: what a person may ask for.") var user: String?
    @Flag(help: "Compress the files.") var gzip = false
    @OptionGroup var machine: MachineProgress

    func run() throws {
        let workspace = try common.open()
        let line = ProgressLine("exporting", unit: "events")
        let report = try workspace.export(
            ExportRequest(path: to, isCompressed: gzip, user: try user.map { try workspace.user(called: $0) })
        ) {
            line.update(share: nil, count: $0)
            var step = ProgressMessage.Step("exporting")
            step.count = $0
            machine.tell(step)
        }
        line.end()
        if common.json { return try Terminal.printJSON(report) }
        print(
            """
            \(report.path): \(Terminal.grouped(report.events)) events, \(Terminal.grouped(report.items)) items, \
            \(Terminal.grouped(report.users)) users described, \(report.sources) sources, \(Terminal.bytes(report.bytes)) \
            in \(Terminal.duration(report.seconds))
            """)
    }
}
