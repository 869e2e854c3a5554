import Datasets
import Recommenders

/// The validation cases that anybody will draw, of more than fit into memory.
///
/// Whoever looks at some of the cases takes those whose users' keys have the smallest hashes, each with a hash of its own. Kept are
/// the cases that are among the smallest by any of them, so that every draw of these is the draw of all.
struct HeldOutSample {
    private typealias Draw = (limit: Int, hash: (UInt64) -> UInt64)
    private let draws: [Draw]
    private var held: [(number: Int, content: EvaluationCase)] = []
    private var seen = 0

    init(_ run: RunConfiguration) {
        var draws: [Draw] = [
            (max(0, run.training.validationCases), FoundationTrainer.validationHash), (PromotionGate.cases, PromotionGate.drawHash),
        ]
        if !run.training.companions.isEmpty {
            draws.append((1000, { BaselineTuner.drawHash($0) }))
            draws.append((CompanionCases.mostCases(kinds: run.training.companions.count), CompanionCases.drawHash))
        }
        self.draws = draws
    }

    /// No more cases are held than these, but for some that wait to be judged.
    static func mostCases(_ run: RunConfiguration) -> Int { HeldOutSample(run).draws.reduce(0) { $0 + $1.limit } }

    mutating func add(_ content: EvaluationCase) {
        held.append((seen, content))
        seen += 1
        if held.count >= 2 * draws.reduce(0, { $0 + $1.limit }) + 1024 { prune() }
    }

    private mutating func prune() {
        var isKept = [Bool](repeating: false, count: held.count)
        for draw in draws where draw.limit < held.count {
            let hashes = held.map { draw.hash($0.content.userKey) }
            let order = held.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
            for index in order.prefix(draw.limit) { isKept[index] = true }
        }
        guard !draws.contains(where: { $0.limit >= held.count }) else { return }
        held = held.indices.filter { isKept[$0] }.map { held[$0] }
    }

    /// In the order of the split.
    var cases: [EvaluationCase] {
        var copy = self
        copy.prune()
        return copy.held.map(\.content)
    }
}

/// What is asked of all histories before a training begins.
package struct HistoryFacts: Sendable {
    package private(set) var events = 0
    package private(set) var users = 0
    /// Seconds since 1970 of the latest event; nil in data without times.
    package private(set) var newest: Int64?
    private var hasTimes = false
    private var hasOutcomes = false

    /// So many users show what the data has to offer.
    private static let sampledUsers = 1000

    package init() {}

    /// Users come in the order of `Dataset.users`.
    package mutating func read(_ histories: some Collection<UserHistory>) {
        for user in histories {
            events += user.interactions.count
            if let time = user.interactions.last?.time?.seconds { newest = max(newest ?? time, time) }
            if users < Self.sampledUsers {
                for event in user.interactions {
                    hasTimes = hasTimes || event.time != nil
                    hasOutcomes = hasOutcomes || event.rating != nil || event.duration != nil || event.completion != nil
                }
            }
            users += 1
        }
    }

    /// Everything that the data has to offer.
    func richestInputs(_ catalog: Catalog) -> ModelInputs {
        if hasTimes { return .time }
        if hasOutcomes { return .outcomes }
        return catalog.items.contains { !$0.facets.isEmpty || $0.text != nil } ? .attributes : .ids
    }
}
