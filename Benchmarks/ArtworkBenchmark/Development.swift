import Artwork
import Datasets
import Evaluation

/// Settings of the bandit side by side in worlds that no reported figure uses (seeds from 101 on).
struct Development {
    private struct Setting {
        var expectedMatch = 0.01
        var spread = 0.5
        var gain: Double? = 0.03
        var exposures = 2
        var creative = 0.015
        var name: String {
            "expected \(expectedMatch), spread \(spread), creative \(creative), "
                + (gain.map { "gain \($0), exposures \(exposures)" } ?? "undamped")
        }
    }

    private static let settings = [
        Setting(), Setting(gain: 0.01), Setting(gain: 0.01, exposures: 4), Setting(gain: 0.005, exposures: 4),
        Setting(expectedMatch: 0.015, gain: 0.007, exposures: 3), Setting(gain: nil),
    ]

    static func run(worlds: Int, _ names: [String]) throws {
        for regime in Regime.all where names.isEmpty || names.contains(regime.name) {
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
            row("best fixed", made.map { study.bestFixed(in: $0) })
            for setting in settings {
                let damping = try setting.gain.map { try Damping(exposures: setting.exposures, gain: $0) }
                let priors = CreativePriors(expectedMatch: setting.expectedMatch, creative: setting.creative)
                row(
                    setting.name,
                    try made.map { world in
                        let chooser = CreativeChooser(
                            policy: .thompson(spread: setting.spread), damping: damping, seed: world.configuration.seed)
                        return try study.run(setting.name, chooser, priors: priors, in: world)
                    })
            }
        }
    }

    private static func row(_ name: String, _ runs: [PosterRun]) {
        let summary = PosterSummary(runs)
        print(
            "  \(Figure.fixed(100 * summary.chance, digits: 3)) \(Figure.fixed(100 * summary.settledChance, digits: 3)) regret "
                + "\(Figure.fixed(summary.regret.last ?? 0, digits: 0)) changes \(Figure.fixed(summary.changes, digits: 3)) | \(name)")
    }
}
