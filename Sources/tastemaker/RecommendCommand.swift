import ArgumentParser
import Datasets
import Foundation
import Workspaces

/// `tastemaker recommend`
struct RecommendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recommend", abstract: "List what a person will like next, and why.",
        discussion: "The person is a user of the workspace, or anybody who names a few titles. What they know already is left out.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var list: ListLength
    @Option(help: "The user's id, as the imported file writes it.") var user: String?
    @Option(help: ArgumentHelp("Titles, oldest first: \"The Matrix (1999); Blade Runner (1982)\".", valueName: "titles")) var history:
        String?
    @Option(help: "When: 2026-03-01T21:30 (UTC) or seconds since 1970. Default: the moment of the user's last event.") var at: Instant?
    @Option(help: "On what: one of the devices of the data.") var device: String?
    @Option(help: "Default: the model that serves.") var model: String?

    func validate() throws {
        guard (user == nil) != (history == nil) else { throw ValidationError("name the person with --user or with --history") }
    }

    func run() throws {
        let workspace = try common.open()
        let person: RecommendationRequest.Person = try user.map { .user(try workspace.user(called: $0)) } ?? .history(history ?? "")
        let answer = try workspace.recommend(
            RecommendationRequest(person, count: list.count, time: at?.timestamp, device: device, model: model))
        for refusal in answer.refused { Terminal.complain("tastemaker: \(refusal)") }
        if common.json { try Terminal.printJSON(answer) } else { RecommendationPrinter.show(answer) }
    }
}

/// Prints lists of items.
enum RecommendationPrinter {
    static func show(_ answer: RecommendationList) {
        print("\(answer.user.map { "user \($0)" } ?? "a person we have not met")\(circumstances(answer)), model \(answer.model):")
        if !answer.history.isEmpty {
            print("after \(answer.history.prefix(5).joined(separator: ", "))\(answer.history.count > 5 ? " …" : "")")
        }
        print(Terminal.table(answer.items.map { row($0) }, rightAligned: [0, 2]))
        if let basis = answer.basis { print(basis.sentence) }
    }

    private static let sources = [
        "content": "like what you know", "neighbours": "chosen by the same people", "popularity": "chosen by people here", "novelty": "new",
    ]

    private static func circumstances(_ answer: RecommendationList) -> String {
        var parts = ""
        if let device = answer.device { parts += " on the \(device)" }
        if let time = answer.time {
            let text = Date(timeIntervalSince1970: Double(time)).ISO8601Format()
            parts += " at \(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
        }
        return parts
    }

    static func row(_ item: RecommendedItem) -> [String] {
        var reason = ""
        if !item.because.isEmpty { reason = "because of \(item.because.joined(separator: ", "))" }
        if item.because.isEmpty, let source = item.source { reason = sources[source] ?? source }
        if !item.shared.isEmpty { reason += "\(reason.isEmpty ? "" : " ")(\(item.shared.prefix(3).joined(separator: ", ")))" }
        let title = item.year.map { item.title.hasSuffix("(\($0))") ? item.title : "\(item.title) (\($0))" } ?? item.title
        return ["\(item.rank).", title, Terminal.fixed(Double(item.score), 2), reason]
    }
}
