import Datasets

/// One way to choose creatives, run in a `PosterWorld`.
protocol PosterStrategy {
    var name: String { get }
    /// The choice for a visit, with what it was drawn from.
    mutating func choose(_ visit: PosterVisit, _ world: PosterWorld) -> (place: Int, distribution: [Double])
    /// What came of a day's visits, told the day after.
    mutating func learn(_ day: [PosterOutcome], _ world: PosterWorld)
}

struct PosterOutcome: Sendable {
    var visit: PosterVisit
    var place: Int
    var distribution: [Double]
    var isTaken: Bool
}

/// Every creative alike.
struct UniformStrategy: PosterStrategy {
    let name = "uniform"
    private var random: SeededGenerator
    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func choose(_ visit: PosterVisit, _ world: PosterWorld) -> (place: Int, distribution: [Double]) {
        let count = world.titles[visit.title].set.count
        return (random.below(count), [Double](repeating: 1 / Double(count), count: count))
    }
    mutating func learn(_ day: [PosterOutcome], _ world: PosterWorld) {}
}

/// For each title the creative that is best for everybody together, known from the start: no policy can do better that shows
/// everybody the same.
struct BestFixedStrategy: PosterStrategy {
    let name = "best fixed (hindsight)"
    let best: [Int]

    func choose(_ visit: PosterVisit, _ world: PosterWorld) -> (place: Int, distribution: [Double]) {
        var distribution = [Double](repeating: 0, count: world.titles[visit.title].set.count)
        distribution[best[visit.title]] = 1
        return (best[visit.title], distribution)
    }
    mutating func learn(_ day: [PosterOutcome], _ world: PosterWorld) {}
}

/// The creative most often taken so far; one time in ten another.
struct PopularityStrategy: PosterStrategy {
    let name = "popularity (ε = 0.1)"
    private var random: SeededGenerator
    private var shown: [[Double]]
    private var taken: [[Double]]
    init(_ world: PosterWorld, seed: UInt64) {
        random = SeededGenerator(seed: seed)
        shown = world.titles.map { [Double](repeating: 0, count: $0.set.count) }
        taken = shown
    }

    mutating func choose(_ visit: PosterVisit, _ world: PosterWorld) -> (place: Int, distribution: [Double]) {
        let count = shown[visit.title].count
        let shares = (0..<count).map { (taken[visit.title][$0] + 1) / (shown[visit.title][$0] + 9) }
        let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
        var distribution = [Double](repeating: 0.1 / Double(count), count: count)
        distribution[best] += 0.9
        return (draw(distribution, at: random.unit()), distribution)
    }

    mutating func learn(_ day: [PosterOutcome], _ world: PosterWorld) {
        for outcome in day {
            shown[outcome.visit.title][outcome.place] += 1
            if outcome.isTaken { taken[outcome.visit.title][outcome.place] += 1 }
        }
    }
}

/// The contextual bandit that serves, told nothing but what a service knows.
struct ContextualStrategy: PosterStrategy {
    let name: String
    private let chooser: CreativeChooser
    /// Without it everybody is the average person.
    private let knowsPeople: Bool
    private let fading: Double
    private let priors: CreativePriors
    private(set) var statistics = CreativeStatistics()
    private(set) var posterior: CreativePosterior

    init(
        _ name: String, chooser: CreativeChooser, knowsPeople: Bool = true, fading: Double = 1, priors: CreativePriors = CreativePriors()
    ) throws(ArtworkError) {
        self.name = name
        self.chooser = chooser
        self.knowsPeople = knowsPeople
        self.fading = fading
        self.priors = priors
        posterior = try CreativePosterior(statistics, priors: priors)
    }

    mutating func choose(_ visit: PosterVisit, _ world: PosterWorld) -> (place: Int, distribution: [Double]) {
        let person = world.people[visit.person]
        let choice = chooser.choose(
            world.titles[visit.title].set, for: knowsPeople ? person.known : ThemeAffinities(), person: person.name, posterior: posterior,
            now: Timestamp(seconds: Int64(visit.day) * 86_400))
        return (choice.place, choice.distribution)
    }

    mutating func learn(_ day: [PosterOutcome], _ world: PosterWorld) {
        statistics.fade(fading)
        for outcome in day {
            let person = world.people[outcome.visit.person]
            guard
                let trial = try? CreativeTrial(
                    set: world.titles[outcome.visit.title].set, person: knowsPeople ? person.known : ThemeAffinities(),
                    chosen: outcome.place, distribution: outcome.distribution, reward: outcome.isTaken ? 1 : 0)
            else { continue }
            statistics.add(trial)
        }
        if let next = try? CreativePosterior(statistics, priors: priors) { posterior = next }
    }
}
