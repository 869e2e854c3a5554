import ArgumentParser
import Foundation
import Serving
import Understanding
import Workspaces

/// `tastemaker tag`
struct TagCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Give titles tags of mood, theme, tone, story, setting, audience and pace.",
        discussion: """
            Tags come from a title's own words, its facets, titles of like meaning and, where a model serves, titles that the same people \
            watch. Each has a confidence and says what it rests on. Given tags become the facet `tag`, which models read at their next \
            training. What people decided stays, and running it again changes nothing. With language.model.url and \
            language.model.tag-titles set, a language model proposes tags as well, for as many titles a run.
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
    @OptionGroup var settings: ServerSettings
    @OptionGroup var machine: MachineProgress

    func validate() throws {
        guard (1...10_000).contains(count) else { throw ValidationError("--count is \(count); allowed is 1 to 10000") }
    }

    func run() async throws {
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
        let progress: (String) -> Void = { machine.tell(ProgressMessage.Step($0), isDue: true) }
        let proposals = try await proposals(workspace, progress)
        request.proposals = proposals?.claims ?? [:]
        var report = try workspace.tagTitles(request, progress: progress)
        report.proposals = proposals.map { TaggingReport.Asked(asked: $0.asked, failures: $0.failures, left: $0.left) }
        if common.json { return try Terminal.printJSON(report) }
        show(report)
    }

    /// Nil where no model is connected or it is not to be asked.
    private func proposals(_ workspace: Workspace, _ progress: (String) -> Void) async throws -> TagProposals? {
        let settings = try await settings.read(workspace: common.workspace)
        guard let language = try settings.language(), language.tagTitles > 0 else { return nil }
        guard let model = try LanguageConnection.desk(settings).model else { return nil }
        if let vocabulary { try workspace.adopt(vocabulary: vocabulary) }
        progress("asking \(model.name)")
        return try await workspace.tagProposals(
            from: model, most: language.tagTitles, concurrency: language.concurrency, deadline: .seconds(language.deadline))
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
        if let asked = report.proposals { print(said(asked)) }
        print(Terminal.table(report.frequent.map { [$0.tag, Terminal.grouped($0.titles)] }, rightAligned: [1]))
    }

    private func said(_ asked: TaggingReport.Asked) -> String {
        let failures = asked.failures.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return "the language model was asked about \(Terminal.grouped(asked.asked)) titles"
            + (failures.isEmpty ? "" : "; without an answer: \(failures)")
            + (asked.left > 0 ? "; \(Terminal.grouped(asked.left)) wait for the next run" : "") + "\n"
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
