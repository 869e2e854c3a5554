import Datasets
import Evaluation
import Recommenders
import Testing

@Suite struct SmallDataRecommenderTests {
    /// 2,000 titles of twenty genres and a household of three: two who like one genre each, one who likes both.
    private struct Household {
        let catalog: Catalog
        var users: [UserHistory] = []

        init(events: Int = 500) {
            catalog = Catalog(
                (0..<2000).map { number in
                    Item(
                        id: ItemID("t\(number)"), domain: .film, title: "Title \(number)", year: 1950 + number % 75,
                        facets: [.genre: ["g\(number % 20)"], .director: ["d\(number / 20 % 50)"]])
                })
            for (user, genres) in [("anna", [3]), ("ben", [7]), ("carla", [3, 7])].map({ ($0.0, $0.1) }) {
                var generator = SeededGenerator(seed: StableHash.of(user, seed: 1))
                let interactions = (0..<events / 3).map { step -> Interaction in
                    let genre = genres[step % genres.count]
                    let number = genre + 20 * Int.random(in: 0..<100, using: &generator)
                    return Interaction(
                        item: catalog.index(of: ItemID("t\(number)"))!, kind: .play,
                        time: Timestamp(seconds: 1_700_000_000 + Int64(step) * 86_400))
                }
                users.append(UserHistory(id: UserID(user), key: StableHash.of(user, seed: Dataset.userKeySeed), interactions: interactions))
            }
        }
    }

    @Test func aHouseholdGetsASensibleListWithReasons() throws {
        let home = Household()
        let recommender = try SmallDataRecommender(training: home.users, catalog: home.catalog)
        #expect(recommender.peopleCount == 3)
        let anna = home.users[0].interactions
        let list = recommender.recommend(history: anna, count: 10, catalog: home.catalog)
        #expect(list.count == 10)
        let seen = Set(anna.compactMap(\.item))
        for line in list {
            #expect(home.catalog[line.item].facets[.genre] == ["g3"])
            #expect(!seen.contains(line.item))
        }
        #expect(list.contains { !$0.causes.isEmpty && !$0.shared.isEmpty })
        #expect(zip(list, list.dropFirst()).allSatisfy { $0.score >= $1.score })
    }

    @Test func whoeverHasNoHistoryGetsWhatOthersChose() throws {
        let home = Household()
        let recommender = try SmallDataRecommender(training: home.users, catalog: home.catalog)
        let list = recommender.recommend(history: [], count: 5, catalog: home.catalog)
        #expect(list.allSatisfy { $0.source == .popularity && $0.chosenBy >= 2 && $0.causes.isEmpty })
    }

    @Test func anEmptyWorkspaceStillAnswersFromItsCatalogue() throws {
        let home = Household()
        let recommender = try SmallDataRecommender(training: [], catalog: home.catalog)
        let newest = recommender.recommend(history: [], count: 3, catalog: home.catalog)
        #expect(newest.allSatisfy { $0.source == .novelty && home.catalog[$0.item].year == 2024 })
        let one = [Interaction(item: home.catalog.index(of: ItemID("t43"))!, kind: .like)]
        #expect(
            recommender.recommend(history: one, count: 3, catalog: home.catalog).allSatisfy {
                home.catalog[$0.item].facets[.genre] == ["g3"]
            })
    }

    @Test func whatWasDislikedSpeaksForNothing() throws {
        let home = Household()
        let recommender = try SmallDataRecommender(training: [], catalog: home.catalog)
        let disliked = [Interaction(item: home.catalog.index(of: ItemID("t43"))!, kind: .rating, rating: 1)]
        let list = recommender.recommend(history: disliked, count: 5, catalog: home.catalog)
        #expect(list.allSatisfy { $0.source == .novelty && $0.item != home.catalog.index(of: ItemID("t43"))! })
    }

    @Test func similarTitlesShareWhatIsKnown() throws {
        let home = Household()
        let recommender = try SmallDataRecommender(training: [], catalog: home.catalog)
        let similar = recommender.similar(to: home.catalog.index(of: ItemID("t43"))!, count: 5)
        #expect(similar.count == 5 && similar.allSatisfy { home.catalog[$0.item].facets[.genre] == ["g3"] })
    }
}
