import Datasets
import Testing

import Artwork

@Suite struct PosterStudyTests {
    /// A small audience with two tastes, known with noise.
    private static func world(seed: UInt64) -> PosterWorld {
        var random = SeededGenerator(seed: seed)
        func noise() -> Double { Double(random.next() >> 11) * 0x1p-53 * 2 - 1 }
        let genres = ["Comedy", "Crime", "Romance", "Western"]
        let people = (0..<200).map { number -> PosterPerson in
            var (tastes, known): ([Theme: Double], [Theme: Double]) = ([:], [:])
            for (place, genre) in genres.enumerated() {
                let taste = (number % 4 == place ? 1.5 : -0.5) + 0.3 * noise()
                tastes[Theme(.genre, genre)] = taste
                known[Theme(.genre, genre)] = taste + 0.5 * noise()
            }
            return PosterPerson(name: "p\(number)", known: ThemeAffinities(known), tastes: ThemeAffinities(tastes))
        }
        let items = (0..<40).map { number in
            Item(id: ItemID("t\(number)"), facets: [.genre: [genres[number % 4], genres[(number + 1 + number / 4 % 3) % 4]].sorted()])
        }
        return PosterWorld(PosterWorld.Configuration(titles: 30, pull: 0.6, seed: seed), people: people, catalogue: items)
    }

    private static func runs(_ seed: UInt64) throws -> [String: PosterRun] {
        let study = PosterStudy(rounds: PosterRounds(days: 15, peopleADay: 150, titlesAVisit: 8))
        return Dictionary(uniqueKeysWithValues: try study.run(in: world(seed: seed)).map { ($0.strategy, $0) })
    }

    @Test func choosingByPersonBeatsTheBestFixedChoiceAndPopularity() throws {
        let runs = try PosterStudyTests.runs(1)
        func settled(_ name: String) throws -> Double {
            let chance = try #require(runs[name]).chance.suffix(4)
            return chance.reduce(0, +) / 4
        }
        let bandit = try settled("contextual bandit (serves)")
        #expect(try bandit > settled("best fixed (hindsight)"))
        #expect(try bandit > settled("popularity (ε = 0.1)"))
        #expect(try bandit > settled("bandit without the user state"))
        let regret = try #require(runs["contextual bandit (serves)"]?.regret.last)
        #expect(try regret < #require(runs["uniform"]?.regret.last))
    }

    @Test func luckThatLastsKeepsFacesAndCostsLittle() throws {
        let runs = try PosterStudyTests.runs(2)
        let serving = try #require(runs["contextual bandit (serves)"])
        let anew = try #require(runs["contextual bandit, drawn anew daily"])
        #expect(serving.changes < anew.changes / 2)
        #expect(try #require(serving.regret.last) < 1.1 * #require(anew.regret.last))
    }

    @Test func aStudyOfOneSeedIsTheSameEveryTime() throws {
        #expect(try PosterStudyTests.runs(3) == PosterStudyTests.runs(3))
    }
}
