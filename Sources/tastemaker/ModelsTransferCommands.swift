import ArgumentParser
import Workspaces

/// `tastemaker models export`
struct ModelsExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a model into a folder, to be brought elsewhere.",
        discussion: "The folder holds the weights, the titles of the items, and no events of anybody.")
    @OptionGroup var common: CommonOptions
    @Argument var name: String
    @Option(help: ArgumentHelp("A folder that does not exist yet.", valueName: "folder")) var to: String

    func run() throws {
        let manifest = try common.open().exportModel(name, to: to)
        if common.json { return try Terminal.printJSON(manifest) }
        print("\(name) is in \(to): \(manifest.files.count) files, \(Terminal.bytes(manifest.files.reduce(0) { $0 + $1.bytes }))")
    }
}

/// `tastemaker models import`
struct ModelsImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a model of another catalogue into this workspace.",
        discussion: """
            Its items are recognised by outside ids, or by name and year; the others are known by their metadata. It answers at once with \
            --model, serves when promoted, and is a start for `tastemaker train --start-from`.
            """)
    @OptionGroup var common: CommonOptions
    @Option(help: ArgumentHelp("WORKSPACE:MODEL, or the folder of an exported model.", valueName: "model")) var from: String
    @Option(help: "Default: imported, with a number.") var name: String?

    func run() throws {
        let report = try common.open().importModel(from, name: name)
        if common.json { return try Terminal.printJSON(report) }
        print(
            "model \(report.model), trained on \(report.dataset), knows \(Terminal.grouped(report.recognised)) of \(Terminal.grouped(report.items)) items here"
        )
    }
}
