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

    /// Beside the one that serves: drawn anew for every day, and without knowing people.
    static func bandits(seed: UInt64) throws(ArtworkError) -> [ContextualStrategy] {
        let serving = CreativeChooser(seed: seed)
        let free = CreativeChooser(days: 1, seed: seed)
        return [
            try ContextualStrategy("bandit without the user state", chooser: free, knowsPeople: false),
            try ContextualStrategy("contextual bandit, drawn anew daily", chooser: free),
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
    /// Of the times that a person met a title again, how often it had another face.
    public var changes: Double
    public var changesInterval: Interval

    enum CodingKeys: String, CodingKey {
        case strategy, worlds, regret, regretInterval = "regret_interval", chance, chanceInterval = "chance_interval"
        case settledChance = "settled_chance", settledInterval = "settled_interval"
        case changes, changesInterval = "changes_interval"
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
        changesInterval = PosterSummary.interval(runs.map(\.changes), seed)
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
    /// Worlds in which it is better over the last quarter, and over the whole run.
    public var wins: Int
    public var wholeWins: Int
    /// The same mean difference over the first third and the first two thirds: learning costs first and pays later.
    public var marks: [PosterMark]
    /// The first day by the end of which it has earned more in all, and never less from then on; nil when it has not.
    public var aheadFromDay: Int?

    enum CodingKeys: String, CodingKey {
        case other, whole, wholeInterval = "whole_interval", settled, settledInterval = "settled_interval", wins, wholeWins = "whole_wins"
        case marks, aheadFromDay = "ahead_from_day"
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
                settled: PosterSummary.mean(settled), settledInterval: PosterSummary.interval(settled, seed),
                wins: settled.count { $0 > 0 },
                wholeWins: whole.count { $0 > 0 },
                marks: [1, 2].map { PosterMark(pairs, days: (pairs.first?.0.count ?? 0) * $0 / 3, seed) },
                aheadFromDay: aheadFromDay(pairs))
        }
    }

    /// By the mean over worlds of what was earned in all.
    private static func aheadFromDay(_ pairs: [([Double], [Double])]) -> Int? {
        var lead = 0.0
        var since: Int?
        for day in 0..<(pairs.first?.0.count ?? 0) {
            lead += pairs.reduce(0) { $0 + $1.0[day] - $1.1[day] }
            since = lead > 0 ? since ?? day + 1 : nil
        }
        return since
    }
}

/// How far the serving bandit is ahead of another strategy over the first days.
public struct PosterMark: Sendable, Hashable, Codable {
    public var days: Int
    /// Mean difference of the chance of a take.
    public var lead: Double
    public var interval: Interval

    init(_ pairs: [([Double], [Double])], days: Int, _ seed: UInt64) {
        let leads = pairs.map { PosterSummary.mean(Array($0.0.prefix(days))) - PosterSummary.mean(Array($0.1.prefix(days))) }
        self.days = days
        lead = PosterSummary.mean(leads)
        interval = PosterSummary.interval(leads, seed)
    }
}
