import Datasets
import Testing

import Artwork

@Suite struct PosteriorTests {
    private let comedy = Theme(.genre, "Comedy")
    private let crime = Theme(.genre, "Crime")

    private func set(_ title: String) throws -> CreativeSet {
        try CreativeSet(
            title: ItemID(title),
            creatives: [
                Creative(id: "laugh", kind: .image, themes: [comedy]), Creative(id: "gun", kind: .image, themes: [crime]),
            ])
    }

    private func lover(of theme: Theme) -> ThemeAffinities { ThemeAffinities([theme: 1.5, theme == comedy ? crime : comedy: -1]) }

    /// Those who like a genre take its picture more often; the title itself is taken more often by all when `good`.
    private func learned(titles: [String], trials: Int, seed: UInt64 = 1) throws -> CreativeStatistics {
        var statistics = CreativeStatistics()
        var random = SeededGenerator(seed: seed)
        for number in 0..<trials {
            let likes = random.next() % 2 == 0 ? comedy : crime
            let set = try set(titles[number % titles.count])
            let chosen = Int(random.next() % 2)
            let isMatch = set.creatives[chosen].themes == [likes]
            let chance = (number % titles.count == 0 ? 0.3 : 0.1) + (isMatch ? 0.1 : 0)
            let reward = Double(random.next() >> 11) * 0x1p-53 < chance ? 1.0 : 0
            statistics.add(
                try CreativeTrial(set: set, person: lover(of: likes), chosen: chosen, distribution: [0.5, 0.5], reward: reward))
        }
        return statistics
    }

    @Test func aTitleNeverShownStartsFromWhatItsThemesDidElsewhere() throws {
        let posterior = try CreativePosterior(learned(titles: ["a", "b", "c"], trials: 6_000))
        let new = try set("new")
        for (place, theme) in [comedy, crime].enumerated() {
            let belief = posterior.belief(of: new, for: lover(of: theme))
            #expect(belief.means[place] > belief.means[1 - place] + 0.04)
        }
    }

    @Test func whatMakesATitleGoodIsNotCreditedToItsPictures() throws {
        // One creative is shown more often to those who take everything: only centring keeps them apart.
        var statistics = CreativeStatistics()
        var random = SeededGenerator(seed: 4)
        let set = try set("a")
        for _ in 0..<8_000 {
            let isEager = random.next() % 2 == 0
            let distribution = isEager ? [0.9, 0.1] : [0.1, 0.9]
            let chosen = Double(random.next() >> 11) * 0x1p-53 < distribution[0] ? 0 : 1
            let reward = Double(random.next() >> 11) * 0x1p-53 < (isEager ? 0.6 : 0.1) ? 1.0 : 0
            statistics.add(
                try CreativeTrial(set: set, person: ThemeAffinities(), chosen: chosen, distribution: distribution, reward: reward))
        }
        let means = try CreativePosterior(statistics).belief(of: set, for: ThemeAffinities()).means
        #expect(abs(means[0] - means[1]) < 0.04)
    }

    @Test func theEliminatedEquationsGiveWhatTheWholeOnesGive() throws {
        // One title, two creatives without themes: only their own weights and the kind's, which centring takes out.
        var statistics = CreativeStatistics()
        let plain = try CreativeSet(title: ItemID("a"), creatives: [Creative(id: "x", kind: .image), Creative(id: "y", kind: .image)])
        for (chosen, reward) in [(0, 1.0), (1, 0), (0, 1), (1, 0)] {
            statistics.add(
                try CreativeTrial(set: plain, person: ThemeAffinities(), chosen: chosen, distribution: [0.5, 0.5], reward: reward))
        }
        let belief = try CreativePosterior(statistics).belief(of: plain, for: ThemeAffinities())
        // By hand: e = (±½, ∓½); Σ e eᵀ = [1, −1; −1, 1].
        let share = 3.0 / 14
        let noise: Double = share * (1 - share)
        // The title's own share of takes, with twenty trials borrowed of everybody's, before each trial.
        let second = 1.0
        let third = 11.0 / 22
        let fourth = (2 + 40.0 / 3) / 23
        let first: Double = 1 - 0
        let moment: Double = 0.5 * (first + second + (1 - third) + fourth) / noise
        // Weights are opposite by symmetry: (2/noise + 1/τ²) w = moment.
        let weight = moment / (2 / noise + 1 / (0.015 * 0.015))
        #expect(abs(belief.means[0] - belief.means[1] - 2 * weight) < 1e-9)
    }

    @Test func fadingForgetsByHalvesAndKeepsTheMeans() throws {
        var statistics = try learned(titles: ["a", "b"], trials: 2_000)
        let before = statistics.takeShare
        statistics.fade(0.5)
        #expect(statistics.trials == 1_000)
        #expect(abs(statistics.takeShare - before) < 1e-12)
        let set = try set("a")
        let faded = try CreativePosterior(statistics).belief(of: set, for: lover(of: comedy))
        let whole = try CreativePosterior(learned(titles: ["a", "b"], trials: 2_000)).belief(of: set, for: lover(of: comedy))
        #expect(faded.covariance[0] > whole.covariance[0])
    }

    @Test func aModelSurvivesItsDocumentToTheLastBit() throws {
        let statistics = try learned(titles: ["a", "b"], trials: 300)
        let document = try statistics.document()
        #expect(try CreativeStatistics(document: document) == statistics)
    }

    @Test func damagedDocumentsAreRefusedAndNeverTrap() throws {
        let document = try learned(titles: ["a", "b"], trials: 50).document()
        var random = SeededGenerator(seed: 9)
        var refused = 0
        for _ in 0..<300 {
            var bytes = [UInt8](document)
            if random.next() % 3 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            do throws(ArtworkError) {
                // What still reads must also compute or refuse.
                _ = try CreativePosterior(CreativeStatistics(document: .init(bytes)))
            } catch { refused += 1 }
        }
        #expect(refused > 200)
    }

    @Test func columnsGrowWithoutMovingWhatWasLearned() throws {
        var statistics = try learned(titles: ["a"], trials: 4_000)
        let before = try CreativePosterior(statistics).belief(of: set("a"), for: lover(of: crime))
        let western = try CreativeSet(
            title: ItemID("w"),
            creatives: [Creative(id: "hat", kind: .image, themes: [Theme(.genre, "Western")]), Creative(id: "x", kind: .image)])
        statistics.add(try CreativeTrial(set: western, person: ThemeAffinities(), chosen: 0, distribution: [0.5, 0.5], reward: 0))
        let after = try CreativePosterior(statistics).belief(of: set("a"), for: lover(of: crime))
        for place in 0..<2 { #expect(abs(before.means[place] - after.means[place]) < 0.005) }
    }

    @Test func trialsThatDoNotFitAreRefused() throws {
        let set = try set("a")
        let person = ThemeAffinities()
        #expect(throws: ArtworkError.self) { try CreativeTrial(set: set, person: person, chosen: 2, distribution: [0.5, 0.5], reward: 0) }
        #expect(throws: ArtworkError.self) { try CreativeTrial(set: set, person: person, chosen: 0, distribution: [0.5, 0.6], reward: 0) }
        #expect(throws: ArtworkError.self) { try CreativeTrial(set: set, person: person, chosen: 0, distribution: [0, 1], reward: 0) }
        #expect(throws: ArtworkError.self) { try CreativeTrial(set: set, person: person, chosen: 0, distribution: [.nan, 1], reward: 0) }
        #expect(throws: ArtworkError.self) { try CreativeTrial(set: set, person: person, chosen: 0, distribution: [0.5, 0.5], reward: 2) }
    }

    @Test func setsOfCreativesAreChecked() {
        let one = Creative(id: "a", kind: .image)
        #expect(throws: ArtworkError.noCreatives(title: ItemID("t"))) { try CreativeSet(title: ItemID("t"), creatives: []) }
        #expect(throws: ArtworkError.repeatedCreative(title: ItemID("t"), id: "a")) {
            try CreativeSet(title: ItemID("t"), creatives: [one, one])
        }
        #expect(throws: ArtworkError.self) {
            try CreativeSet(title: ItemID("t"), creatives: (0..<17).map { Creative(id: "\($0)", kind: .image) })
        }
        #expect(throws: ArtworkError.self) {
            try CreativeSet(title: ItemID("t"), creatives: [Creative(id: String(repeating: "x", count: 129), kind: .image)])
        }
    }
}
