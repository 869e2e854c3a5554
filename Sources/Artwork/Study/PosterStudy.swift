import Datasets
import Evaluation

/// Strategies side by side in worlds of several seeds.
public struct PosterStudy: Sendable {
    public var rounds: PosterRounds

    public init(rounds: PosterRounds = PosterRounds()) { self.rounds = rounds }

    /// All strategies in one world, over the same visits.
    public func run(in world: PosterWorld) throws(ArtworkError) -> [PosterRun] {
        let trial = PosterTrialRun(world, rounds)
        let seed = world.configuration.seed
        var runs: [PosterRun] = []
        var uniform = UniformStrategy(seed: seed)
        runs.append(trial.run(&uniform))
        var popularity = PopularityStrategy(world, seed: seed)
        runs.append(trial.run(&popularity))
        var fixed = BestFixedStrategy(best: world.bestFixed(over: trial.visits.joined()))
        runs.append(trial.run(&fixed))
        for strategy in try PosterStudy.bandits(seed: seed) {
            var strategy = strategy
            runs.append(trial.run(&strategy))
        }
        return runs
    }

    /// One bandit of other settings, over the visits that all strategies get.
    package func run(
        _ name: String, _ chooser: CreativeChooser, priors: CreativePriors, in world: PosterWorld
    ) throws(ArtworkError) -> PosterRun {
        var strategy = try ContextualStrategy(name, chooser: chooser, priors: priors)
        return PosterTrialRun(world, rounds).run(&strategy)
    }

    /// The best fixed choice alone.
    package func bestFixed(in world: PosterWorld) -> PosterRun {
        let trial = PosterTrialRun(world, rounds)
        var fixed = BestFixedStrategy(best: world.bestFixed(over: trial.visits.joined()))
        return trial.run(&fixed)
    }

    /// Beside the one that serves: without damping, and without knowing people.
    static func bandits(seed: UInt64) throws(ArtworkError) -> [ContextualStrategy] {
        let serving = CreativeChooser(seed: seed)
        let free = CreativeChooser(damping: nil, seed: seed)
        return [
            try ContextualStrategy("bandit without the user state", chooser: free, knowsPeople: false),
            try ContextualStrategy("contextual bandit, undamped", chooser: free),
            try ContextualStrategy("contextual bandit (serves)", chooser: serving),
        ]
    }
}

/// One strategy over all seeds.
public struct PosterSummary: Sendable, Hashable, Codable {
    public var strategy: String
    public var worlds: Int
    /// Mean over worlds of the cumulative regret by the end of each day.
    public var regret: [Double]
    /// 95 % of the last day's regret, bootstrap over worlds.
    public var regretInterval: Interval
    /// Mean true chance of a take over the whole run, the beginner's days included.
    public var chance: Double
    public var chanceInterval: Interval
    /// The same over the last quarter of the days.
    public var settledChance: Double
    public var settledInterval: Interval
    public var changes: Double

    enum CodingKeys: String, CodingKey {
        case strategy, worlds, regret, regretInterval = "regret_interval", chance, chanceInterval = "chance_interval"
        case settledChance = "settled_chance", settledInterval = "settled_interval", changes
    }

    public init(_ runs: [PosterRun], seed: UInt64 = 1) {
        let days = runs.first?.regret.count ?? 0
        strategy = runs.first?.strategy ?? ""
        worlds = runs.count
        regret = (0..<days).map { day in PosterSummary.mean(runs.map { $0.regret[day] }) }
        regretInterval = PosterSummary.interval(runs.map { $0.regret.last ?? 0 }, seed)
        let whole = runs.map { PosterSummary.mean($0.chance) }
        let settled = runs.map { PosterSummary.mean(Array($0.chance.suffix(max(days / 4, 1)))) }
        chance = PosterSummary.mean(whole)
        chanceInterval = PosterSummary.interval(whole, seed)
        settledChance = PosterSummary.mean(settled)
        settledInterval = PosterSummary.interval(settled, seed)
        changes = PosterSummary.mean(runs.map(\.changes))
    }

    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
    static func interval(_ values: [Double], _ seed: UInt64) -> Interval {
        Bootstrap.interval(values, seed: seed) ?? Interval(low: values.first ?? 0, high: values.first ?? 0)
    }
}

/// The serving bandit against another strategy, world by world: the worlds differ more than the strategies do.
public struct PosterDifference: Sendable, Hashable, Codable {
    public var other: String
    /// Mean difference of the chance of a take over the whole run, the beginner's days included.
    public var whole: Double
    public var wholeInterval: Interval
    /// Over the last quarter of the days.
    public var settled: Double
    public var settledInterval: Interval
    /// Worlds in which it is better over the last quarter.
    public var wins: Int

    enum CodingKeys: String, CodingKey {
        case other, whole, wholeInterval = "whole_interval", settled, settledInterval = "settled_interval", wins
    }

    /// - Parameter runs: of each world, all strategies, the one that serves last.
    public static func all(_ runs: [[PosterRun]], seed: UInt64 = 1) -> [PosterDifference] {
        (0..<max((runs.first?.count ?? 0) - 1, 0)).map { place in
            let pairs = runs.map { ($0[$0.count - 1].chance, $0[place].chance) }
            let whole = pairs.map { PosterSummary.mean($0.0) - PosterSummary.mean($0.1) }
            let settled = pairs.map { mine, other in
                let days = max(mine.count / 4, 1)
                return PosterSummary.mean(Array(mine.suffix(days))) - PosterSummary.mean(Array(other.suffix(days)))
            }
            return PosterDifference(
                other: runs[0][place].strategy, whole: PosterSummary.mean(whole), wholeInterval: PosterSummary.interval(whole, seed),
                settled: PosterSummary.mean(settled), settledInterval: PosterSummary.interval(settled, seed), wins: settled.count { $0 > 0 }
            )
        }
    }
}
