import Datasets
import Evaluation
import Foundation
import Recommenders
import Testing
import Workspaces

/// How much the reasons of a trained model are worth. Runs only when asked for:
///
///     TASTEMAKER_STUDY=faithfulness TASTEMAKER_WORKSPACE=FOLDER TASTEMAKER_MODELS=NAME,NAME swift test -c release --filter FaithfulnessStudy
///
/// Every case is the title that the model would show first to one person after the whole history, what was met left out.
@Suite(
    .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "faithfulness", "set TASTEMAKER_STUDY=faithfulness"))
struct FaithfulnessStudy {
    private let environment = ProcessInfo.processInfo.environment

    private func cases(_ scorer: FoundationScorer, _ users: [UserHistory]) throws -> [Faithfulness.Case] {
        try users.compactMap { user in
            guard let last = user.interactions.last?.time else { return nil }
            let query = ScoringQuery(
                userKey: user.key, interactions: user.interactions, historyCount: user.interactions.count,
                request: RequestContext(time: Timestamp(seconds: last.seconds + 3600)))
            var scores = [Float](repeating: 0, count: scorer.itemCount)
            try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
            let met = Set(user.interactions.compactMap(\.metItem))
            return TopItems.best(of: scores, count: 1) { !met.contains($0) }.first.map { Faithfulness.Case(query: query, item: $0) }
        }
    }

    private func line(_ label: String, _ found: Faithfulness, _ seconds: Double) {
        print(
            String(
                format:
                    "%@: %d cases (%d unexplained), fall named %.4f random %.4f recent %.4f, own %.4f %.4f %.4f, ratios %.2f %@ and %.2f %@, wins %.3f, %.0f s",
                label, found.cases, found.unexplained, found.named, found.random, found.recent, found.namedOwn, found.randomOwn,
                found.recentOwn, found.named / found.random, interval(found.randomRatio), found.named / found.recent,
                interval(found.recentRatio), found.wins, seconds))
    }

    private func interval(_ bounds: [Double?]) -> String {
        "[" + bounds.map { bound in bound.map { String(format: "%.2f", $0) } ?? "without end" }.joined(separator: ", ") + "]"
    }

    private typealias Naming = (Faithfulness.Case, TokenEffects) -> [Int]

    /// How titles are named: by what is their own, by the whole fall, and how many tokens of which kind are tried.
    private var rules: [(label: String, effort: Explainer.Effort, naming: Naming)] {
        let own: Naming = { _, found in found.causes(2).map(\.token) }
        let whole: Naming = { _, found in found.tried.sorted { $0.drop > $1.drop }.prefix(2).filter { $0.drop > 0 }.map(\.token) }
        let efforts: [(String, Explainer.Effort)] = [
            ("3 by hiding and the latest", .init()), ("2 by hiding, 1 by likeness", .init(guessedTokens: 2, likeTokens: 1)),
            ("6 by hiding, 1.75 windows", .init(guessedTokens: 6, windows: 1.75)),
            ("6 by hiding, 2 by likeness, 5 windows", .init(guessedTokens: 6, likeTokens: 2, windows: 5)),
            ("8 by likeness, 5 windows", .init(guessedTokens: 0, likeTokens: 8, windows: 5)),
        ]
        return efforts.flatMap { name, effort in [("\(name), own drop", effort, own), ("\(name), whole drop", effort, whole)] }
    }

    @Test func reasonsOfATrainedModel() throws {
        let workspace = try Workspace.open(try #require(environment["TASTEMAKER_WORKSPACE"]))
        let data = try workspace.dataset()
        let users = Array(data.users.sorted { $0.key < $1.key }.prefix(Int(environment["TASTEMAKER_CASES"] ?? "1000")!))
        let isFinal = environment["TASTEMAKER_OUTPUT"] != nil
        var figures: [String: Figures] = [:]
        for name in (environment["TASTEMAKER_MODELS"] ?? "").split(separator: ",").map(String.init) {
            let scorer = try workspace.loadModel(name).bundle.scorer(for: data)
            let cases = try cases(scorer, users)
            let explainer = Explainer(scorer)
            try partsSum(explainer, cases.prefix(20))
            var own = Figures()
            for (label, effort, naming) in isFinal ? Array(rules.prefix(1)) : rules {
                own.rules[label] = try measured("\(name), \(label)") {
                    try Faithfulness.measure(explainer, cases, effort: effort, naming: naming)
                }
            }
            for halfLife: Float in isFinal ? [15] : [5, 15, 30, 1e9] {
                let label = "likeness alone, half-life \(halfLife)"
                own.rules[label] = try measured("\(name), \(label)") {
                    try Faithfulness.measure(explainer, cases, effort: .init(guessedTokens: 1, likeTokens: 0)) { one, _ in
                        explainer.guessedAlone(one, halfLife: halfLife)
                    }
                }
            }
            (own.strongestFound, own.shareOfStrongest) = try oracle(explainer, Array(cases.prefix(isFinal ? 100 : 40)), name)
            figures[name] = own
        }
        guard let output = environment["TASTEMAKER_OUTPUT"] else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(figures).write(to: URL(fileURLWithPath: output))
    }

    private struct Figures: Codable {
        var rules: [String: Faithfulness] = [:]
        /// Share of cases in which the strongest of all tokens is the first that is named, and how much of its drop the first named one has.
        var strongestFound = 0.0
        var shareOfStrongest = 0.0
    }

    private func measured(_ label: String, _ body: () throws -> Faithfulness) rethrows -> Faithfulness {
        let begun = ProcessInfo.processInfo.systemUptime
        let found = try body()
        line(label, found, ProcessInfo.processInfo.systemUptime - begun)
        return found
    }

    /// The addends of a score are the whole of it, whatever the model is made of.
    private func partsSum(_ explainer: Explainer, _ cases: ArraySlice<Faithfulness.Case>) throws {
        for one in cases {
            let user = try explainer.userVector(one.query)
            let sum = explainer.parts(of: one.item, one.query, user: user).reduce(0) { $0 + $1.value }
            let score = try explainer.effects(on: [one.item], one.query)[0].score
            #expect(abs(sum - score) < 0.05, "parts sum to \(sum), the score is \(score)")
        }
    }

    /// All tokens taken out in turn: how often the picks hold the strongest.
    private func oracle(_ explainer: Explainer, _ cases: [Faithfulness.Case], _ name: String) throws -> (found: Double, share: Double) {
        var (best, share, count) = (0.0, 0.0, 0.0)
        for one in cases {
            let picked = try explainer.effects(on: [one.item], one.query)[0].causes(1)
            let effort = Explainer.Effort(guessedTokens: 0, likeTokens: 0)
            let all = try explainer.effects(on: [one.item], one.query, effort: effort, trying: Array(explainer.readTokens(one.query)))[0]
            guard let top = all.causes(1).first else { continue }
            count += 1
            if picked.first?.token == top.token { best += 1 }
            share += Double(picked.first?.own ?? 0) / Double(top.own)
        }
        print(
            "\(name): of \(count) cases the strongest token of all was named first in \(best); share of its own drop \(share / max(1, count))"
        )
        return (best / max(1, count), share / max(1, count))
    }
}

extension Explainer {
    /// Tokens of the titles that a page would name, without any measurement.
    fileprivate func guessedAlone(_ one: Faithfulness.Case, halfLife: Float) -> [Int] {
        let sequence = scorer.model.tokenizer.tokens(one.query.history)
        var titles: [ItemIndex] = []
        for token in readTokens(one.query).reversed() where !titles.contains(sequence.items[token]) && titles.count < 64 {
            titles.append(sequence.items[token])
        }
        return likeliestCauses(of: [one.item], among: titles, halfLife: halfLife)[0].compactMap { sequence.items.lastIndex(of: $0) }
    }
}
