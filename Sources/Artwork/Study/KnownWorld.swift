import Datasets

/// A world whose every chance is known, for judging the judges: logs are drawn from it and estimates compared with the truth.
public struct KnownWorld: Sendable {
    public var name: String
    var strata: Int
    var actions: Int
    /// Of the average action.
    var base: Double
    /// How far the log leans to some actions: 0 evenly, 1 as far as the target leans to others.
    var lean: Double

    /// From the easiest to rare rewards under a log that leans elsewhere.
    public static let all = [
        KnownWorld(name: "even log, 10 % rewards", strata: 4, actions: 5, base: 0.1, lean: 0),
        KnownWorld(name: "leaning log, 10 % rewards", strata: 4, actions: 5, base: 0.1, lean: 0.8),
        KnownWorld(name: "leaning log, 1 % rewards", strata: 4, actions: 5, base: 0.01, lean: 0.8),
    ]

    private func chance(_ stratum: Int, _ action: Int) -> Double { base * (0.5 + Double((stratum * 3 + action * 2) % 7) / 6) }

    /// A softmax of what an action earns; a strength below 0 leans to the worst.
    private func distribution(_ stratum: Int, strength: Double) -> [Double] {
        let shares = (0..<actions).map { exponential(strength * chance(stratum, $0) / base) }
        let sum = shares.reduce(0, +)
        return shares.map { $0 / sum }
    }

    /// - Returns: the log, a target that leans to the best actions, and its true value over the log's situations.
    public func log(rows count: Int, seed: UInt64) throws(OffPolicyRefusal) -> (log: ChoiceLog, target: TargetPolicy, truth: Double) {
        var random = SeededGenerator(seed: StableHash.mix(seed ^ 0x0FF))
        let targets = (0..<strata).map { distribution($0, strength: 2) }
        let logging = (0..<strata).map { distribution($0, strength: -2 * lean) }
        var rows: [LoggedChoice] = []
        var truth = 0.0
        for number in 0..<count {
            let stratum = random.below(strata)
            let action = draw(logging[stratum], at: random.unit())
            let reward = random.unit() < chance(stratum, action) ? 1.0 : 0
            // Nothing depends on one another here: each choice is its own cluster.
            rows.append(
                LoggedChoice(action: action, propensity: logging[stratum][action], reward: reward, stratum: stratum, cluster: number))
            for (action, probability) in targets[stratum].enumerated() { truth += probability * chance(stratum, action) / Double(count) }
        }
        let log = try ChoiceLog(rows, actionCount: actions, stratumCount: strata)
        return (log, .byStratum("leans to the best", targets, log: log), truth)
    }
}
