import ArgumentParser
import Language
import Workspaces

/// `tastemaker models place-titles`
struct ModelsPlaceTitles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place-titles", abstract: "Publish a copy of a model that places new titles by their texts as well.",
        discussion: "Nothing is trained again: where new titles lie, and how much their texts weigh, is fitted on validation.")
    @OptionGroup var common: CommonOptions
    @Argument var name: String
    @Option(help: "\(TextEncoderKind.allCases.map(\.rawValue).joined(separator: ", ")).") var encoder: TextEncoderKind
    @Option(help: ArgumentHelp("Folder of the sentence encoder. Default: $TASTEMAKER_TEXT_ENCODER.", valueName: "folder"))
    var textEncoder: String?
    @Option(help: "Name of the copy.") var to: String

    private struct Answer: Encodable {
        var model: String
        var textShare: Float?
    }

    func run() throws {
        let share = try common.open().placeTitles(
            model: name, encoder: encoder, folder: textEncoder, as: to, workers: common.threadCount)
        if common.json { return try Terminal.printJSON(Answer(model: to, textShare: share)) }
        print("model \(to): " + (share.map { "texts weigh \(Terminal.fixed(Double($0), 2)) of 1" } ?? "new titles cannot be placed here"))
    }
}

extension TextEncoderKind: ExpressibleByArgument {}
