import Datasets
import Simulation
import Testing

@Suite struct DemoPeopleTests {
    static let dataset = SimulatedAudience(SimulatedAudience.Configuration(users: 0)).dataset()

    @Test func threePeopleWithANameBelongToTheAudience() throws {
        #expect(DemoPeople.known.count == 3)
        for person in DemoPeople.known {
            let history = try #require(Self.dataset.users.first { $0.id == person.id })
            #expect(history.interactions.count { $0.kind == .play } >= 25, "\(person.name)")
        }
    }

    @Test func theyCanBeLeftOut() {
        let dataset = SimulatedAudience(SimulatedAudience.Configuration(users: 5, includesDemoPeople: false)).dataset()
        #expect(dataset.users.count == 5)
    }

    @Test func theNewcomersFilmsAreInTheCatalogue() {
        let titles = Set(DemoCatalogue.load().items.map { "\($0.title) (\($0.year ?? 0))" })
        #expect(DemoPeople.newcomer.titles.allSatisfy(titles.contains))
    }
}
