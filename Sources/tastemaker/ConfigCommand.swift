import ArgumentParser
import HTTPAPI

/// `tastemaker config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show the settings of the server.", subcommands: [ConfigShowCommand.self])
}

/// `tastemaker config show`
struct ConfigShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "List every setting, its value, and whether it comes from the command line, the environment, a file or the default.",
        discussion: "Secrets are not shown.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var settings: ServerSettings

    private struct Row: Encodable {
        var key: String
        var value: String
        var source: String
        var description: String
    }

    func run() async throws {
        let shown = try await settings.read(workspace: common.workspace).shown
        if common.json {
            return try Terminal.printJSON(shown.map { Row(key: $0.key, value: $0.value, source: $0.source, description: $0.description) })
        }
        print(Terminal.table(shown.map { [$0.key, $0.value.isEmpty ? "–" : $0.value, $0.source] }, rightAligned: []))
    }
}
