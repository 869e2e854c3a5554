import Artwork
import Datasets
import Evaluation
import Foundation

/// Estimates from the four logs, each beside what the other log of its campaign shows.
enum OpenBanditRun {
    struct Question: Codable {
        var campaign: String
        var log: String
        var target: String
        /// Of the target where it ran; nil when it never ran.
        var observed: Double?
        var observedInterval: Interval?
        var observedClicks: Int?
        var report: OffPolicyReport?
        var refusal: String?

        enum CodingKeys: String, CodingKey {
            case campaign, log, target, observed, observedInterval = "observed_interval", observedClicks = "observed_clicks", report,
                refusal
        }
    }

    static func run(folder: String) throws -> [Question] {
        var questions: [Question] = []
        for (campaign, items) in [("men", 34), ("women", 46)] {
            let random = try OpenBanditLog(path: "\(folder)/random_\(campaign).csv.gz", itemCount: items)
            let thompson = try OpenBanditLog(path: "\(folder)/bts_\(campaign).csv.gz", itemCount: items)
            questions += [
                ask(campaign, "random", random, .byStratum("Bernoulli Thompson sampling", thompson.shares, log: random.log), thompson),
                ask(campaign, "Thompson", thompson, .constant("random", even(items)), random),
                ask(campaign, "random", random, .constant("the item Thompson shows most", only(most(thompson), of: items)), nil),
                ask(campaign, "Thompson", thompson, .constant("the item Thompson shows most", only(most(thompson), of: items)), nil),
                ask(campaign, "Thompson", thompson, .constant("the item Thompson shows least", only(least(thompson), of: items)), nil),
                ask(
                    campaign, "random", try without(most(thompson), random),
                    .byStratum("Thompson, its favourite never logged", thompson.shares, log: try without(most(thompson), random).log), nil),
            ]
        }
        for question in questions { print(line(question)) }
        return questions
    }

    private static func ask(
        _ campaign: String, _ name: String, _ log: OpenBanditLog, _ target: TargetPolicy, _ other: OpenBanditLog?
    ) -> Question {
        var question = Question(campaign: campaign, log: name, target: target.name)
        if let other {
            let clicks = other.log.rows.map(\.reward)
            question.observed = other.log.meanReward
            question.observedInterval = Bootstrap.interval(clicks, seed: 1)
            question.observedClicks = Int(clicks.reduce(0, +))
        }
        do { question.report = try OffPolicyEvaluator().evaluate(target, on: log.log) } catch { question.refusal = "\(error)" }
        return question
    }

    private static func even(_ items: Int) -> [Double] { [Double](repeating: 1 / Double(items), count: items) }
    private static func only(_ item: Int, of items: Int) -> [Double] { (0..<items).map { $0 == item ? 1 : 0 } }

    private static func counts(_ log: OpenBanditLog) -> [Int] {
        var counts = [Int](repeating: 0, count: log.itemCount)
        for row in log.log.rows { counts[row.action] += 1 }
        return counts
    }
    private static func most(_ log: OpenBanditLog) -> Int { counts(log).indices.max { counts(log)[$0] < counts(log)[$1] } ?? 0 }
    private static func least(_ log: OpenBanditLog) -> Int { counts(log).indices.min { counts(log)[$0] < counts(log)[$1] } ?? 0 }

    /// The log of a policy that never shows one of the items.
    private static func without(_ item: Int, _ log: OpenBanditLog) throws -> OpenBanditLog {
        let share = Double(log.itemCount) / Double(log.itemCount - 1)
        let rows = log.log.rows.filter { $0.action != item }.map { row in
            var row = row
            row.propensity *= share
            return row
        }
        return OpenBanditLog(log: try ChoiceLog(rows, actionCount: log.itemCount, stratumCount: 3), itemCount: log.itemCount)
    }

    private static func line(_ question: Question) -> String {
        func figure(_ value: Double) -> String { Figure.fixed(value * 100, digits: 2) }
        func span(_ interval: Interval) -> String { "[\(figure(interval.low)), \(figure(interval.high))]" }
        var parts = ["\(question.campaign), log of \(question.log) → \(question.target)"]
        if let observed = question.observed, let interval = question.observedInterval {
            parts.append("ran: \(figure(observed)) \(span(interval))")
        }
        if let report = question.report {
            parts += report.estimates.map {
                "\($0.estimator) \(figure($0.value)) \(span($0.interval))" + ($0.certain.map { " certain \(span($0))" } ?? "")
            }
            parts.append(
                "ESS \(Int(report.overlap.effectiveRows)), largest weight \(Figure.fixed(report.overlap.largestWeight, digits: 1)), mean weight \(Figure.fixed(report.overlap.meanWeight, digits: 2))"
            )
        }
        if let refusal = question.refusal { parts.append("REFUSED: \(refusal)") }
        return parts.joined(separator: " | ")
    }
}

extension OpenBanditLog {
    init(log: ChoiceLog, itemCount: Int) {
        self.log = log
        self.itemCount = itemCount
    }
}
