import ArgumentParser
import Datasets
import Foundation
import Workspaces

/// `tastemaker tokens`
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Show a user's events beside the tokens that a model reads.",
        discussion:
            "Each line on the left is an event; on the right stands the token that begins with it. A bar ties the events of one token together."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "The user's id, as the imported file writes it.") var user: String
    @Option(help: "Whose tokenizer is used. Default: the model that serves.") var model: String?
    @Option(help: "Show only the latest events.") var limit = 60

    func run() throws {
        let timeline = try common.open().timeline(of: UserID(user), model: model)
        if common.json { return try Terminal.printJSON(timeline) }
        print(
            "user \(timeline.user): \(timeline.events.count) events, \(timeline.tokens.count) tokens, \(Terminal.fixed(timeline.compression, 2)) events a token"
        )
        print(Terminal.table(rows(timeline)))
    }

    private func rows(_ timeline: UserTimeline) -> [[String]] {
        var tokenStart: [Int: UserTimeline.Token] = [:]
        var members: [Int: String] = [:]
        for token in timeline.tokens {
            tokenStart[token.events.lowerBound] = token
            for event in token.events {
                members[event] = event == token.events.lowerBound ? "┌" : event == token.events.upperBound - 1 ? "└" : "│"
            }
            if token.events.count == 1 { members[token.events.lowerBound] = "─" }
        }
        let first = max(0, timeline.events.count - max(limit, 1))
        let header = ["time (UTC)", "event", "title", "device", "", "token", "hour", "buckets: duration completion rating"]
        return [header]
            + (first..<timeline.events.count).map { place in
                let event = timeline.events[place]
                let left = [
                    event.time.map(TokensCommand.time) ?? "–", TokensCommand.describe(event), event.title ?? "–", event.device ?? "–",
                ]
                guard let token = tokenStart[place] else { return left + [members[place] ?? " "] }
                return left + [members[place] ?? " "] + TokensCommand.describe(token)
            }
    }

    private static func describe(_ event: UserTimeline.Event) -> String {
        var text = event.kind
        if let rating = event.rating { text += " \(Terminal.fixed(Double(rating), rating == rating.rounded() ? 0 : 1))" }
        if let duration = event.duration { text += " \(Terminal.duration(Double(duration)))" }
        if let completion = event.completion { text += " \(Int((completion * 100).rounded())) %" }
        return text
    }

    private static func describe(_ token: UserTimeline.Token) -> [String] {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let hour = token.hourOfWeek == 0 ? "–" : "\(days[Int(token.hourOfWeek - 1) / 24]) \((Int(token.hourOfWeek) - 1) % 24) h"
        let buckets = [token.durationBucket, token.completionBucket, token.ratingBucket].map { $0 == 0 ? "–" : String($0) }
        return ["\(token.title): \(token.engagement)\(token.isTarget ? "" : " (history only)")", hour, buckets.joined(separator: " ")]
    }

    private static func time(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(seconds)).ISO8601Format().replacingOccurrences(of: "T", with: " ").replacingOccurrences(
            of: "Z", with: "")
    }
}
