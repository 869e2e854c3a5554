import ArgumentParser
import Workspaces

/// `tastemaker restore`
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make a workspace of a backup.",
        discussion: """
            Every file is verified before anything is used. With --replace the workspace that is there now is kept under another name, and \
            whoever was erased from it is erased from the restored one.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("What `tastemaker backup` wrote.", valueName: "folder")) var from: String
    @Flag(help: "Replace the workspace that is there now.") var replace = false

    func run() throws {
        let report = try Workspace.restore(from: from, to: common.workspace, replacing: replace)
        if common.json { return try Terminal.printJSON(report) }
        print(
            """
            \(report.workspace): \(Terminal.grouped(report.events)) events of \(Terminal.grouped(report.users)) users, \
            \(report.models) models, as of \(report.made), in \(Terminal.duration(report.seconds))
            """)
        if report.erasedAgain > 0 { print("  \(report.erasedAgain) users who had been erased since were erased again") }
        if let replaced = report.replaced { print("  the workspace that was there is now \(replaced); remove it when all is well") }
    }
}
