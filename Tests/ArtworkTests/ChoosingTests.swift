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

    private let start = Timestamp(seconds: 1_000_000)

    /// Of a set of which nothing is known, and after c1 was seen to be taken more often than c0 and c2 by everybody.
    private func beliefs(_ set: CreativeSet) throws -> (before: CreativePosterior, after: CreativePosterior) {
        var statistics = CreativeStatistics()
        let before = try CreativePosterior(statistics)
        let even = [Double](repeating: 1 / Double(set.count), count: set.count)
        for number in 0..<1_500 {
            let chosen = number % set.count
            let reward = number / set.count % 10 < (chosen == 1 ? 2 : 1) ? 1.0 : 0
            statistics.add(
                try CreativeTrial(set: set, person: ThemeAffinities(), chosen: chosen, distribution: even, reward: reward))
        }
        return (before, try CreativePosterior(statistics))
    }

    private func choices(
        _ set: CreativeSet, _ posterior: CreativePosterior, chooser: CreativeChooser = CreativeChooser(), people: Int = 4_000,
        now: Timestamp? = nil
    ) -> [CreativeChoice] {
        (0..<people).map {
            chooser.choose(set, for: ThemeAffinities(), person: "p\($0)", posterior: posterior, now: now ?? start)
        }
    }

    @Test func theLoggedPropensitiesAreTheFrequenciesOfWhatIsShown() throws {
        let set = try set()
        let (before, after) = try beliefs(set)
        // The same people with the same luck, before and after something was learned: both times the frequencies are the propensities.
        for posterior in [before, after] {
            var shown = [Double](repeating: 0, count: 3)
            var expected = shown
            for choice in choices(set, posterior, people: 20_000) {
                shown[choice.place] += 1
                for place in 0..<3 { expected[place] += choice.distribution[place] }
                #expect(choice.propensity == choice.distribution[choice.place])
            }
            // Four standard deviations of 20,000 tosses.
            for place in 0..<3 { #expect(abs(shown[place] - expected[place]) < 4 * expected[place].squareRoot()) }
        }
    }

    @Test func aRareFaceIsShownAsOftenAsItsPropensitySays() throws {
        let set = try set(5)
        let chooser = CreativeChooser(policy: .softmax(temperature: 1e-4), floor: 0.02)
        let (_, posterior) = try beliefs(set)
        let shown = choices(set, posterior, chooser: chooser, people: 20_000)
        let expected = shown[0].distribution
        #expect(expected.count { abs($0 - 0.004) < 1e-6 } == 4)
        for place in 0..<5 {
            let mean = 20_000 * expected[place]
            #expect(abs(Double(shown.count { $0.place == place }) - mean) < 4 * mean.squareRoot())
        }
    }

    @Test func theSamePageAskedForTwiceShowsTheSameFaces() throws {
        let set = try set()
        let posterior = try CreativePosterior(CreativeStatistics())
        #expect(choices(set, posterior) == choices(set, posterior))
    }

    @Test func aFaceStaysWhileNothingIsLearnedUntilItsTermIsOver() throws {
        let set = try set()
        let posterior = try CreativePosterior(CreativeStatistics())
        let chooser = CreativeChooser(days: 10)
        func changed(afterDays days: Int64) -> Double {
            let later = choices(set, posterior, chooser: chooser, now: Timestamp(seconds: start.seconds + days * 86_400))
            let first = choices(set, posterior, chooser: chooser)
            return Double(zip(first, later).count { $0.place != $1.place }) / Double(first.count)
        }
        // Terms end one by one: a tenth of them each day, and two thirds of the even draws then differ.
        #expect(changed(afterDays: 0) == 0)
        #expect(abs(changed(afterDays: 1) - 0.0667) < 0.02)
        #expect(abs(changed(afterDays: 10) - 0.667) < 0.04)
    }

    @Test func aFaceChangesNoMoreThanWhatIsBelieved() throws {
        let set = try set()
        let (before, after) = try beliefs(set)
        let (old, new) = (choices(set, before), choices(set, after))
        var (changed, bound, anew) = (0.0, 0.0, 0.0)
        for (a, b) in zip(old, new) {
            if a.place != b.place { changed += 1 }
            let distance = zip(a.distribution, b.distribution).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
            bound += 2 * distance / (1 + distance)
            anew += 1 - zip(a.distribution, b.distribution).reduce(0) { $0 + $1.0 * $1.1 }
        }
        #expect(changed > 0)
        #expect(changed < bound + 4 * bound.squareRoot())
        #expect(changed < anew)
    }

    @Test func aNewCreativeTakesFacesOnlyToItself() throws {
        let posterior = try CreativePosterior(CreativeStatistics())
        let chooser = CreativeChooser(policy: .uniform)
        let (three, four) = (try set(3), try set(4))
        let changes = zip(choices(three, posterior, chooser: chooser), choices(four, posterior, chooser: chooser)).filter {
            $0.creative != $1.creative
        }
        #expect(changes.allSatisfy { $1.creative == "c3" })
        #expect(abs(changes.count - 1_000) < 120)
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
        let shown = choices(set, try CreativePosterior(statistics))
        #expect(shown.allSatisfy { $0.distribution[0] < 0.05 })
        #expect(shown.count { $0.place == 0 } < 80)
    }

    @Test func impossibleSettingsAndClocksAtTheEndsOfTimeDoNotTrap() throws {
        let posterior = try CreativePosterior(CreativeStatistics())
        for days in [0, -1, .nan, .infinity, 1e300, 28] {
            let chooser = CreativeChooser(floor: 7, days: days)
            for time in [Int64.min, 0, .max] {
                let choice = chooser.choose(
                    try set(), for: ThemeAffinities([Theme(.genre, "x"): .infinity]), person: "", posterior: posterior,
                    now: Timestamp(rawValue: time))
                #expect(choice.propensity > 0)
            }
        }
    }
}
