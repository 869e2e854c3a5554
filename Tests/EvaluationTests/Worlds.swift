import Datasets
import Evaluation

/// Scores given by a rule, for tests.
struct RuleScorer: Scorer {
    let name: String
    let itemCount: Int
    let rule: @Sendable (ScoringQuery, Int) -> Float

    func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (row, query) in queries.enumerated() {
            for item in 0..<itemCount { scores[row * itemCount + item] = rule(query, item) }
        }
    }
}

/// A small world whose answers can be counted by hand.
enum World {
    static func catalog(_ count: Int) -> Catalog {
        Catalog((0..<count).map { Item(id: ItemID("item" + String(10_000 + $0)), year: 1990 + $0 % 10) })
    }

    static func events(_ items: [Int]) -> [Interaction] {
        items.map { Interaction(item: ItemIndex($0), kind: .interaction) }
    }

    /// A case that asks for the last of the items, or for the given targets.
    static func ask(user: Int, _ items: [Int], targets: [Int]? = nil) -> EvaluationCase {
        EvaluationCase(
            user: UserIndex(user), userKey: UInt64(user + 1), interactions: events(items),
            historyCount: targets == nil ? items.count - 1 : items.count, request: RequestContext(),
            targets: (targets ?? [items[items.count - 1]]).map { ItemIndex($0) })
    }

    static func task(
        _ cases: [EvaluationCase], items: Int, training: [[Int]] = [], seenRemoved: Bool = true,
        candidates: CandidateSet? = nil
    ) -> EvaluationTask {
        let users = training.enumerated().map { position, items in
            UserHistory(id: UserID("u\(position)"), key: UInt64(position), interactions: events(items))
        }
        let split = Split(
            protocolName: "leave-one-out", training: users, validation: [], test: cases, seenRemoved: seenRemoved)
        return EvaluationTask(dataset: "world", split: split, catalog: catalog(items), candidates: candidates)
    }

    /// Users with random histories over a random world; seeded.
    static func random(users: Int, items: Int, seed: UInt64) -> EvaluationTask {
        var generator = SeededGenerator(seed: seed)
        let cases = (0..<users).map { user in
            ask(user: user, Array((0..<items).shuffled(using: &generator).prefix(Int.random(in: 2...12, using: &generator))))
        }
        return task(cases, items: items, training: cases.map { $0.interactions.dropLast().map { $0.item!.position } })
    }

    /// A score that depends on user and item like noise.
    static func noise(items: Int) -> RuleScorer {
        RuleScorer(name: "noise", itemCount: items) { query, item in
            var hash = StableHash(seed: query.userKey)
            hash.combine(UInt64(item))
            hash.combine(UInt64(query.historyCount))
            return Float(hash.unitInterval)
        }
    }
}
