import Artwork
import Datasets
import Evaluation
import Foundation

/// Settings of the bandit side by side in worlds that no reported figure uses (seeds from 101 on).
struct Development {
    private struct Setting {
        var spread = 0.5
        var days = 28.0
        var floor = 0.01
        var priors = CreativePriors()
        var name: String {
            "spread \(spread), floor \(floor), terms of \(days) days, expected \(priors.expectedMatch), theme \(priors.theme), "
                + "slope \(priors.slope), creative \(priors.creative)"
        }
    }

    private static let settings = [
        Setting(), Setting(days: 1), Setting(floor: 0.02, priors: CreativePriors(theme: 0.015)), Setting(spread: 0.35),
        Setting(spread: 0.7),
    ]

    /// - Parameter names: of regimes, and numbers of settings, from 0; all where none is named.
    static func run(worlds: Int, _ names: [String]) throws {
        let regimes = Regime.all.filter { names.contains($0.name) }
        let chosen = names.compactMap { Int($0) }.filter(settings.indices.contains).map { settings[$0] }
        for regime in regimes.isEmpty ? Regime.all : regimes {
            let study = PosterStudy(
                rounds: PosterRounds(days: regime.days, peopleADay: regime.visitsADay, titlesAVisit: regime.titlesAVisit))
            let made = (0..<max(worlds, 1)).map { number in
                let seed = UInt64(101 + number)
                let tastes = AudienceTastes(users: regime.people, seed: seed)
                return PosterWorld(
                    PosterWorld.Configuration(titles: regime.titles, pull: regime.pull, seed: seed), people: tastes.people,
                    catalogue: tastes.catalogue)
            }
            print(regime.name)
            let fixed = made.map { study.bestFixed(in: $0) }
            row("best fixed", fixed, against: fixed)
            for setting in chosen.isEmpty ? settings : chosen {
                row(
                    setting.name,
                    try made.map { world in
                        let chooser = CreativeChooser(
                            policy: .thompson(spread: setting.spread), floor: setting.floor, days: setting.days,
                            seed: world.configuration.seed)
                        return try study.run(setting.name, chooser, priors: setting.priors, in: world)
                    }, against: fixed)
            }
        }
    }

    /// Takes of 100: of the whole run and its last quarter, and by how much each world is above the best fixed choice.
    private static func row(_ name: String, _ runs: [PosterRun], against fixed: [PosterRun]) {
        let summary = PosterSummary(runs)
        let days = fixed[0].chance.count
        let sixths = (0..<6).map { part in
            let span = (part * days / 6)..<((part + 1) * days / 6)
            return Figure.fixed(100 * mean(zip(runs, fixed).map { mean(Array($0.chance[span])) - mean(Array($1.chance[span])) }), digits: 2)
        }
        let gains = zip(runs, fixed).map { Figure.fixed(100 * (mean($0.chance) - mean($1.chance)), digits: 2) }
        print(
            "  \(Figure.fixed(100 * summary.chance, digits: 3)) \(Figure.fixed(100 * summary.settledChance, digits: 3)) regret "
                + "\(Figure.fixed(summary.regret.last ?? 0, digits: 0)) changes \(Figure.fixed(summary.changes, digits: 3)) "
                + "gains \(gains.joined(separator: " ")), by sixths \(sixths.joined(separator: " ")) | \(name)")
        fflush(nil)
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
}
