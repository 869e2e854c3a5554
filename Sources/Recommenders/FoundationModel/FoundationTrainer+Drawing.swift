import Datasets

extension FoundationTrainer {
    /// What decides whether a user's case is among those that are validated on.
    package static func validationHash(_ key: UInt64) -> UInt64 { StableHash.mix(key ^ 0x5A3) }

    /// The same cases whatever else is there: those with the smallest hashes of their users' keys.
    static func sample(_ cases: [EvaluationCase], count: Int) -> [EvaluationCase] {
        guard cases.count > count else { return cases }
        let order = cases.indices.sorted {
            (validationHash(cases[$0].userKey), $0) < (validationHash(cases[$1].userKey), $1)
        }
        return order.prefix(count).sorted().map { cases[$0] }
    }

    /// How often each item is a target.
    static func targets(_ cases: [EvaluationCase], itemCount: Int) -> [Int] {
        var targets = [Int](repeating: 0, count: itemCount)
        for one in cases { for target in one.targets { targets[target.position] += 1 } }
        return targets
    }

    /// Share of validation targets that no training event shows.
    static func coldShare(_ targets: [Int], counts: [Int]) -> Double {
        let all = targets.reduce(0, +)
        guard all > 0 else { return 0 }
        return Double(zip(targets, counts).reduce(0) { $0 + ($1.1 == 0 ? $1.0 : 0) }) / Double(all)
    }
}
