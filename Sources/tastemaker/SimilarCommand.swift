import ArgumentParser
import Workspaces

/// `tastemaker similar`
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "similar", abstract: "List items that the same people are drawn to.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var list: ListLength
    @Option(help: ArgumentHelp("An id or a title.", valueName: "id")) var item: String
    @Option(help: "Default: the model that serves.") var model: String?

    private struct Answer: Encodable {
        var item: RecommendedItem
        var similar: [RecommendedItem]
    }

    func run() throws {
        let (item, similar) = try common.open().similar(to: item, count: list.count, model: model)
        if common.json { return try Terminal.printJSON(Answer(item: item, similar: similar)) }
        print("similar to \(RecommendationPrinter.row(item)[1]):")
        print(Terminal.table(similar.map { RecommendationPrinter.row($0) }, rightAligned: [0, 2]))
    }
}
