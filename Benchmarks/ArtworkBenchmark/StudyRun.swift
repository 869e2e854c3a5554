import Artwork
import Evaluation
import Foundation

/// How much traffic a simulated service has.
struct Regime: Codable {
    var name: String
    var people: Int
    var titles: Int
    var days: Int
    var visitsADay: Int
    var titlesAVisit: Int
    /// Log odds of a take for each standard deviation of taste for what a creative shows; 0 where nobody cares.
    var pull = 0.4

    enum CodingKeys: String, CodingKey {
        case name, people, titles, days, visitsADay = "visits_a_day", titlesAVisit = "titles_a_visit", pull
    }

    var impressions: Int { days * visitsADay * titlesAVisit }
    /// What cannot be won needs no narrow interval: a third of the worlds.
    func worlds(of most: Int) -> Int { pull == 0 ? max(most / 3, 2) : most }

    /// What is learned depends on showings a creative: many and few.
    static let all = [
        Regime(name: "busy", people: 1_000, titles: 40, days: 90, visitsADay: 1_000, titlesAVisit: 10),
        // Everybody would take the same picture: nothing can be gained from knowing people, and little may be lost.
        Regime(name: "alike", people: 1_000, titles: 40, days: 90, visitsADay: 1_000, titlesAVisit: 10, pull: 0),
        Regime(name: "quiet", people: 1_000, titles: 40, days: 90, visitsADay: 150, titlesAVisit: 10),
    ]
}

/// The simulator study over several seeds.
struct StudyRun: Codable {
    var regime: Regime
    var seeds: [UInt64]
    var summaries: [PosterSummary]
    /// Over worlds, of the whole run and of its last quarter: the serving bandit's chance of a take less another strategy's.
    var differences: [PosterDifference]

    init(_ regime: Regime, worlds: Int) throws {
        let study = PosterStudy(
            rounds: PosterRounds(days: regime.days, peopleADay: regime.visitsADay, titlesAVisit: regime.titlesAVisit))
        var runs: [[PosterRun]] = []
        // Worlds that nothing was chosen or tried on.
        seeds = (0..<UInt64(max(worlds, 1))).map { 201 + $0 }
        for seed in seeds {
            let tastes = AudienceTastes(users: regime.people, seed: seed)
            let world = PosterWorld(
                PosterWorld.Configuration(titles: regime.titles, pull: regime.pull, seed: seed), people: tastes.people,
                catalogue: tastes.catalogue)
            runs.append(try study.run(in: world))
        }
        self.regime = regime
        summaries = (runs.first ?? []).indices.map { place in PosterSummary(runs.map { $0[place] }) }
        differences = PosterDifference.all(runs)
    }

    var title: String { "Takes lost against the best picture for each person" + (regime.pull == 0 ? ", where nobody's taste matters" : "") }

    var caption: String {
        "\(Figure.grouped(regime.visitsADay * regime.titlesAVisit)) impressions a day of \(regime.titles) titles; mean of \(seeds.count) simulated worlds, "
            + "bars at the end: 95 % intervals"
    }

    func show() {
        print("\(regime.name): \(Figure.grouped(regime.impressions)) impressions, \(seeds.count) worlds")
        for summary in summaries {
            print(
                [
                    "  \(summary.strategy)",
                    "regret \(Figure.fixed(summary.regret.last ?? 0, digits: 0)) \(span(summary.regretInterval, 0))",
                    "chance \(Figure.fixed(summary.chance, digits: 4)) \(span(summary.chanceInterval, 4))",
                    "last quarter \(Figure.fixed(summary.settledChance, digits: 4)) \(span(summary.settledInterval, 4))",
                    "changes \(Figure.fixed(summary.changes, digits: 3)) \(span(summary.changesInterval, 3))",
                ].joined(separator: " | "))
        }
        for each in differences {
            print(
                "  serves − \(each.other): "
                    + each.marks.map { "\($0.days) days \(Figure.fixed($0.lead * 100, digits: 2)) \(span($0.interval, 4)), " }.joined()
                    + "whole \(Figure.fixed(each.whole * 100, digits: 2)) \(span(each.wholeInterval, 4)), last quarter "
                    + "\(Figure.fixed(each.settled * 100, digits: 2)) points \(span(each.settledInterval, 4)), better in \(each.wins) of \(seeds.count)"
            )
        }
    }

    private func span(_ interval: Interval, _ digits: Int) -> String {
        "[\(Figure.fixed(interval.low, digits: digits)), \(Figure.fixed(interval.high, digits: digits))]"
    }
}

func logarithm(_ x: Double) -> Double { log(x) }
