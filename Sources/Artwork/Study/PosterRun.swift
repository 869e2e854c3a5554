import Datasets

/// What a strategy earned and lost in one world.
public struct PosterRun: Sendable, Hashable, Codable {
    public var strategy: String
    /// Sum over all visits of the best creative's true chance less the chosen one's, by the end of each day.
    public var regret: [Double]
    /// Mean true chance of a take of what was chosen, each day.
    public var chance: [Double]
    /// Of the times that a person met a title again, how often it had another face.
    public var changes: Double
}

/// Rounds of a study: some people a day, a page of titles each, outcomes told the day after.
public struct PosterRounds: Sendable, Hashable {
    public var days: Int
    public var peopleADay: Int
    public var titlesAVisit: Int

    public init(days: Int = 40, peopleADay: Int = 400, titlesAVisit: Int = 10) {
        self.days = max(days, 1)
        self.peopleADay = max(peopleADay, 1)
        self.titlesAVisit = max(titlesAVisit, 1)
    }
}

/// Runs strategies through the same visits of one world.
struct PosterTrialRun {
    let world: PosterWorld
    let visits: [[PosterVisit]]
    private let bestChances: [[Double]]

    init(_ world: PosterWorld, _ rounds: PosterRounds) {
        self.world = world
        visits = world.visits(days: rounds.days, peopleADay: rounds.peopleADay, titlesAVisit: rounds.titlesAVisit)
        bestChances = visits.map { day in
            day.map { visit in
                world.titles[visit.title].set.creatives.indices.map {
                    world.chance(visit.person, visit.title, creative: $0, depth: visit.depth)
                }.max() ?? 0
            }
        }
    }

    /// - Parameter watch: sees every outcome, for logs.
    func run(_ strategy: inout some PosterStrategy, watch: ([PosterOutcome]) -> Void = { _ in }) -> PosterRun {
        var random = SeededGenerator(seed: StableHash.mix(world.configuration.seed ^ 0xBEEF))
        var regret: [Double] = []
        var chances: [Double] = []
        var lost = 0.0
        var faces: [Int: Int] = [:]
        var met = 0
        var changed = 0
        for (day, dayVisits) in visits.enumerated() {
            var outcomes: [PosterOutcome] = []
            var sum = 0.0
            for (number, visit) in dayVisits.enumerated() {
                let choice = strategy.choose(visit, world)
                let chance = world.chance(visit.person, visit.title, creative: choice.place, depth: visit.depth)
                sum += chance
                lost += bestChances[day][number] - chance
                if let old = faces.updateValue(choice.place, forKey: visit.person * world.titles.count + visit.title) {
                    met += 1
                    if old != choice.place { changed += 1 }
                }
                // One toss for each visit whatever was chosen: strategies differ by their choices, not by their luck.
                outcomes.append(
                    PosterOutcome(visit: visit, place: choice.place, distribution: choice.distribution, isTaken: random.unit() < chance))
            }
            strategy.learn(outcomes, world)
            watch(outcomes)
            regret.append(lost)
            chances.append(sum / Double(max(dayVisits.count, 1)))
        }
        return PosterRun(strategy: strategy.name, regret: regret, chance: chances, changes: met > 0 ? Double(changed) / Double(met) : 0)
    }
}
