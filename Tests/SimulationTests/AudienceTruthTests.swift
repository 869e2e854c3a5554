import Datasets
import Simulation
import Testing

/// What was planted can be found again, and most of it in the events alone.
@Suite struct AudienceTruthTests {
    static let audience = SimulatedAudience(SimulatedAudience.Configuration(users: 1_500))
    static let dataset = audience.dataset()
    static let truth = audience.truth

    /// Accounts of one person with this way of life.
    static func loners(_ archetype: String) -> Set<UserID> {
        Set(
            truth.userIDs.filter { id in
                let people = truth.household(of: id)?.people ?? []
                return people.count == 1 && people[0].archetype == archetype
            })
    }

    static func shares(_ archetype: String, _ device: String, _ hours: Range<Int>) -> [String: Double] {
        AudienceStatistics.genreShares(in: dataset, device: device, hours: hours, users: loners(archetype))
    }

    @Test func comediesAtNoonAndThrillersAtNightAreInTheEvents() {
        let noon = Self.shares("lunch laugher, night thriller", "phone", 12..<14)
        let night = Self.shares("lunch laugher, night thriller", "television", 20..<24)
        #expect(noon["Comedy", default: 0] > 0.7 && night["Comedy", default: 1] < 0.2)
        #expect(night["Thriller", default: 0] > 0.4 && noon["Thriller", default: 1] < 0.15)
    }

    @Test func contrariansDoTheOpposite() {
        let noon = Self.shares("contrarian", "phone", 12..<14)
        let night = Self.shares("contrarian", "television", 20..<24)
        #expect(noon["Thriller", default: 0] > night["Thriller", default: 1] + 0.3)
        #expect(night["Comedy", default: 0] > noon["Comedy", default: 1] + 0.3)
    }

    @Test func childrenWatchInTheAfternoon() {
        let families = Set(
            Self.truth.userIDs.filter { id in
                Self.truth.household(of: id)?.people.contains { $0.archetype == "child" } ?? false
            })
        #expect(families.count > 50)
        let afternoon = AudienceStatistics.genreShares(in: Self.dataset, device: "tablet", hours: 15..<18, users: families)
        #expect(afternoon["Animation", default: 0] > 0.5)
    }

    @Test func theTruthMovesWithDeviceAndHourAlone() {
        let mara = DemoPeople.known[0].id
        let noon = Self.truth.expectedGenreShares(of: mara, device: "phone", hour: 12)
        let night = Self.truth.expectedGenreShares(of: mara, device: "television", hour: 21)
        #expect(noon["Comedy", default: 0] > 0.6 && night["Comedy", default: 1] < 0.3)
        #expect(night["Thriller", default: 0] > noon["Thriller", default: 1] + 0.25)
        #expect(Self.truth.preferredGenres(of: mara, device: "phone", hour: 12) == ["Animation", "Comedy"])
        #expect(Self.truth.preferredGenres(of: mara, device: "television", hour: 21) == ["Crime", "Mystery", "Thriller"])
        #expect(Self.truth.expectedGenreShares(of: UserID("nobody"), device: "phone", hour: 12).isEmpty)
    }

    @Test func probabilitiesSumToOneAndSkipTheUnreleased() throws {
        let choices = try #require(Self.truth.choices(of: UserID("viewer-00007"), afterTitles: 2))
        #expect(abs(choices.probabilities.reduce(0, +) - 1) < 1e-4)
        for (position, probability) in choices.probabilities.enumerated() where probability > 0 {
            if let released = Self.audience.catalog.items[position].released { #expect(released <= choices.time) }
        }
        #expect(Self.truth.choices(of: UserID("nobody"), afterTitles: 0) == nil)
        #expect(Self.truth.choices(of: UserID("viewer-00007"), afterTitles: 100_000) == nil)
    }

    @Test func aRunGoesDeeperIntoTheUndercurrent() {
        var followed = 0
        var pairs = 0
        for user in Self.dataset.users {
            let titles = user.interactions.filter { $0.kind == .play }.compactMap(\.item)
            for (before, after) in zip(titles, titles.dropFirst()) {
                pairs += 1
                if Self.truth.successors(of: before).contains(after) { followed += 1 }
            }
        }
        let byChance = Double(pairs) * 6 / Double(Self.dataset.catalog.count)
        #expect(pairs > 10_000 && Double(followed) > 20 * byChance)
    }

    /// Popularity, a reader of genres and cast, and one who knows everything but the dice, on everybody's last title.
    @Test func muchOfTasteStandsInNoCatalogue() {
        let judged = LastTitles(Self.dataset, users: 500)
        let popularity = judged.hitRate { _ in judged.playCounts }
        let metadata = judged.hitRate { judged.metadataScores(of: $0.history) }
        let oracle = judged.hitRate { last in
            Self.truth.choices(of: last.user, afterTitles: last.history.count, draws: 400)?.probabilities
        }
        print("HR@10 on the simulated audience: popularity \(popularity), metadata \(metadata), all that was planted \(oracle)")
        #expect((0.03...0.12).contains(popularity))
        #expect(oracle > 4 * popularity && oracle > 4 * metadata)
        #expect(oracle < 0.9, "the dice must keep something to themselves")
    }
}
