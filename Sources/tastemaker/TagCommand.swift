import ArgumentParser
import Foundation
import Serving
import Understanding
import Workspaces

/// `tastemaker tag`
struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Give titles tags of mood, theme, tone, story, setting, audience and pace.",
        discussion: """
            Tags come from a title's own words, its facets, titles of like meaning and, where a model serves, titles that the same people \
            watch. Each has a confidence and says what it rests on. Given tags become the facet `tag`, which models read at their next \
            training. What people decided stays, and running it again changes nothing.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(help: "Leave titles as they are that were tagged before.") var missing = false
    @Flag(inversion: .prefixedNo, help: "Read which titles the same people watch, where a model serves.") var behaviour = true
    @Option(help: ArgumentHelp("Folder of a sentence encoder. Default: $TASTEMAKER_TEXT_ENCODER.", valueName: "folder"))
    var textEncoder: String?
    @Option(help: ArgumentHelp("A vocabulary to use from now on; it is kept in the workspace.", valueName: "file")) var vocabulary: String?
    @Option(help: ArgumentHelp("Write the built-in vocabulary, to be edited, and end.", valueName: "file")) var writeVocabulary: String?
    @Flag(help: "List the claims that a person should look at, most uncertain first, and end.") var review = false
    @Option(name: [.customShort("k"), .long], help: "How many claims --review lists.") var count = 20
    @OptionGroup var machine: MachineProgress

    func validate() throws {
        guard (1...10_000).contains(count) else { throw ValidationError("--count is \(count); allowed is 1 to 10000") }
    }

    func run() throws {
        if let writeVocabulary {
            let file = URL(fileURLWithPath: writeVocabulary)
            guard !FileManager.default.fileExists(atPath: file.path) else {
                throw ValidationError("\(writeVocabulary) exists already; name a new file")
            }
            return try Data(TagVocabulary.standardFile).write(to: file)
        }
        let workspace = try common.open()
        if review { return try show(workspace.tagShelf().review(after: nil, limit: count)) }
        var request = TaggingRequest()
        (request.onlyUntagged, request.readsBehaviour, request.workers) = (missing, behaviour, common.threadCount)
        (request.encoderFolder, request.vocabularyFile) = (textEncoder, vocabulary)
        let report = try workspace.tagTitles(request, progress: { machine.tell(ProgressMessage.Step($0), isDue: true) })
        if common.json { return try Terminal.printJSON(report) }
        show(report)
    }

    private func show(_ report: TaggingReport) {
        let sources = report.provenance.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \(Terminal.grouped($0.value))" }
        print(
            """
            \(Terminal.grouped(report.tagged)) of \(Terminal.grouped(report.titles)) titles have \(Terminal.grouped(report.given)) tags \
            (\(sources.joined(separator: ", "))); \(Terminal.grouped(report.changedTitles)) titles changed
            \(Terminal.grouped(report.uncertain)) claims are uncertain: tastemaker tag --review
            texts read by \(report.encoder == "minilm" ? "the sentence encoder" : "hashed n-grams")\
            \(report.model.map { ", company by the model \($0)" } ?? ""); \(Terminal.duration(report.seconds))

            """)
        print(Terminal.table(report.frequent.map { [$0.tag, Terminal.grouped($0.titles)] }, rightAligned: [1]))
    }

    private func show(_ claims: [UncertainTag]) throws {
        if common.json { return try Terminal.printJSON(claims) }
        let rows = claims.map {
            [
                $0.item.rawValue, $0.claim.tag, Terminal.fixed($0.claim.confidence, 2), $0.claim.provenance.rawValue,
                $0.claim.evidence.joined(separator: "; "),
            ]
        }
        print(rows.isEmpty ? "nothing is uncertain" : Terminal.table(rows, rightAligned: [2]))
    }
}
