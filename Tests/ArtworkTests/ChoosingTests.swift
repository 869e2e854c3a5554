import Datasets
import Testing

import Artwork

@Suite struct ChoosingTests {
    private let belief = CreativeBelief(means: [0.02, 0, -0.02], covariance: [4e-4, 0, 0, 0, 4e-4, 0, 0, 0, 4e-4])

    private func set(_ count: Int = 3) throws -> CreativeSet {
        try CreativeSet(title: ItemID("t"), creatives: (0..<count).map { Creative(id: "c\($0)", kind: .image) })
    }

    @Test func everyPolicyGivesADistributionWithTheFloorUnderIt() {
        for policy in [CreativePolicy.thompson(), .softmax(temperature: 0.01), .uniform] {
            let distribution = policy.distribution(belief, floor: 0.06, seed: 3)
            #expect(abs(distribution.reduce(0, +) - 1) < 1e-12)
            #expect(distribution.allSatisfy { $0 >= 0.02 - 1e-12 })
        }
        let thompson = CreativePolicy.thompson().distribution(belief, floor: 0.06, seed: 3)
        #expect(thompson[0] > thompson[1] && thompson[1] > thompson[2])
    }

    @Test func strangeBeliefsGiveEvenChancesInsteadOfATrap() {
        let broken = CreativeBelief(means: [.nan, 0], covariance: [.nan, 0, 0, -1])
        let distribution = CreativePolicy.thompson().distribution(broken, floor: 0.05, seed: 1)
        #expect(distribution == [0.5, 0.5])
        #expect(CreativePolicy.thompson().distribution(CreativeBelief(means: [], covariance: []), floor: 0, seed: 1).isEmpty)
    }

    @Test func theLoggedPropensitiesAreTheFrequenciesOfWhatIsShown() throws {
        let chooser = CreativeChooser(damping: try Damping())
        let posterior = try CreativePosterior(CreativeStatistics())
        let set = try set()
        var shown = [Double](repeating: 0, count: 3)
        var expected = shown
        for number in 0..<20_000 {
            // A third of the people hold something: damping is part of what is logged.
            let held = number % 3 == 0 ? HeldCreative(creative: "c1", since: Timestamp(seconds: 0), exposures: number % 5) : nil
            let choice = chooser.choose(
                set, for: ThemeAffinities(), person: "p\(number)", posterior: posterior, epoch: 1, held: held, now: Timestamp(seconds: 60))
            shown[choice.place] += 1
            for place in 0..<3 { expected[place] += choice.distribution[place] }
            #expect(choice.propensity == choice.distribution[choice.place])
        }
        // Four standard deviations of 20,000 tosses.
        for place in 0..<3 { #expect(abs(shown[place] - expected[place]) < 4 * (expected[place] / 2).squareRoot() + 80) }
    }

    @Test func theSamePageAskedForTwiceShowsTheSameFaces() throws {
        let chooser = CreativeChooser()
        let posterior = try CreativePosterior(CreativeStatistics())
        let set = try set()
        for number in 0..<50 {
            let choices = (0..<2).map { _ in
                chooser.choose(
                    set, for: ThemeAffinities(), person: "p\(number)", posterior: posterior, epoch: 4, now: Timestamp(seconds: 0))
            }
            #expect(choices[0] == choices[1])
        }
    }

    @Test func aHeldPosterStaysForItsTermAndIsDrawnAnewAfterIt() throws {
        let damping = try Damping(exposures: 3, days: 2, keep: 0.999)
        let chooser = CreativeChooser(policy: .uniform, damping: damping)
        let posterior = try CreativePosterior(CreativeStatistics())
        let set = try set()
        var changesWithin = 0
        var changesAfter = 0
        for number in 0..<300 {
            let since = Timestamp(seconds: 1_000)
            let held = HeldCreative(creative: "c0", since: since, exposures: 2, drawn: [0.2, 0.3, 0.5])
            let within = chooser.choose(
                set, for: ThemeAffinities(), person: "p\(number)", posterior: posterior, epoch: number, held: held,
                now: Timestamp(seconds: 1_000 + 5 * 86_400))
            if within.place != 0 { changesWithin += 1 } else { #expect(within.held.exposures == 3) }
            let old = HeldCreative(creative: "c0", since: since, exposures: 3)
            let after = chooser.choose(
                set, for: ThemeAffinities(), person: "p\(number)", posterior: posterior, epoch: number, held: old,
                now: Timestamp(seconds: 1_000 + 5 * 86_400))
            if after.place != 0 { changesAfter += 1 }
            #expect(after.held.exposures == 1)
            #expect(within.place != 0 || within.drawn == [0.2, 0.3, 0.5])
            #expect(abs(after.propensity - 1.0 / 3) < 1e-12)
        }
        #expect(changesWithin < 10)
        #expect(changesAfter > 150)
    }

    @Test func aBlunderIsNotHeldOnTo() throws {
        // c0 is far worse than the others for everybody.
        var statistics = CreativeStatistics()
        let set = try set()
        for number in 0..<6_000 {
            let trial = try CreativeTrial(
                set: set, person: ThemeAffinities(), chosen: number % 3, distribution: [1 / 3.0, 1 / 3.0, 1 / 3.0],
                reward: number % 3 == 0 ? 0 : number % 2 == 0 ? 1 : 0)
            statistics.add(trial)
        }
        let posterior = try CreativePosterior(statistics)
        let choice = CreativeChooser(damping: try Damping()).choose(
            set, for: ThemeAffinities(), person: "p", posterior: posterior, epoch: 1,
            held: HeldCreative(creative: "c0", since: Timestamp(seconds: 0), exposures: 1), now: Timestamp(seconds: 5))
        #expect(choice.distribution[0] < 0.05)
    }

    @Test func aHeldCreativeThatIsGoneIsForgotten() throws {
        let choice = CreativeChooser().choose(
            try set(), for: ThemeAffinities(), person: "p", posterior: try CreativePosterior(CreativeStatistics()), epoch: 0,
            held: HeldCreative(creative: "gone", since: Timestamp(seconds: 0), exposures: 1), now: Timestamp(seconds: 5))
        #expect(choice.distribution.allSatisfy { $0 < 0.7 })
    }

    @Test func impossibleSettingsAreRefused() {
        #expect(throws: ArtworkError.self) { try Damping(exposures: -1) }
        #expect(throws: ArtworkError.self) { try Damping(days: .nan) }
        #expect(throws: ArtworkError.self) { try Damping(gain: 2) }
        #expect(throws: ArtworkError.self) { try Damping(keep: 1) }
    }

    @Test func clocksAtTheEndsOfTimeDoNotTrap() throws {
        let held = HeldCreative(creative: "c0", since: Timestamp(rawValue: .min), exposures: .max)
        let choice = CreativeChooser().choose(
            try set(), for: ThemeAffinities([Theme(.genre, "x"): .infinity]), person: "",
            posterior: try CreativePosterior(CreativeStatistics()),
            epoch: .max, held: held, now: Timestamp(rawValue: .max))
        #expect(choice.propensity > 0)
    }
}
