import ArgumentParser
import Datasets
import Workspaces

/// `tastemaker tokens`
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Show a user's events beside the tokens that a model reads.",
        discussion: "Each line on the left is an event; brackets tie the events of one token together, which stands on the right."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "The user's id, as the imported file writes it.") var user: String
    @Option(help: "Whose tokenizer is used. Default: the model that serves.") var model: String?
    @Option(help: "Show only the latest tokens.") var limit = 40
    @Option(help: "Columns of a line.") var width = 130

    func run() throws {
        let workspace = try common.open()
        let table = try workspace.tokenTable(of: workspace.user(called: user), model: model)
        if common.json { return try Terminal.printJSON(table) }
        print(table.render(limit: max(limit, 1), width: max(width, 60)), terminator: "")
    }
}
