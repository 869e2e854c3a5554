import Datasets
import Simulation
import Testing

@Suite struct SimulatedAudienceTests {
    static let audience = SimulatedAudience(SimulatedAudience.Configuration(users: 1_200))
    static let dataset = audience.dataset()
    static let statistics = AudienceStatistics(dataset)

    @Test func theSameSeedGivesTheSameAudienceAndAnotherSeedAnother() {
        let small = SimulatedAudience.Configuration(users: 40)
        var other = small
        other.seed = 2
        let fingerprint = SimulatedAudience(small).dataset().fingerprint
        #expect(fingerprint == SimulatedAudience(small).dataset().fingerprint)
        #expect(fingerprint != SimulatedAudience(other).dataset().fingerprint)
    }

    @Test func anAccountDoesNotDependOnTheOthers() throws {
        let few = SimulatedAudience(SimulatedAudience.Configuration(users: 3, includesDemoPeople: false))
        for id in few.truth.userIDs {
            let alone = few.truth.choices(of: id, afterTitles: 3, draws: 200)
            let among = Self.audience.truth.choices(of: id, afterTitles: 3, draws: 200)
            #expect(alone?.probabilities == among?.probabilities && alone?.time == among?.time, "\(id)")
            let events = few.dataset().users.first { $0.id == id }?.interactions.map(\.time)
            let eventsAmong = Self.dataset.users.first { $0.id == id }?.interactions.map(\.time)
            #expect(events != nil && events == eventsAmong, "\(id)")
        }
    }

    @Test func streamAndDatasetTellTheSame() throws {
        let audience = SimulatedAudience(SimulatedAudience.Configuration(users: 30))
        var builder = DatasetBuilder(name: "streamed", ratingScale: 1...5, domain: .film)
        try audience.stream(into: &builder, batchSize: 100)
        let streamed = builder.build()
        #expect(streamed.fingerprint == audience.dataset().fingerprint)
        #expect(streamed.users.count == 33 && builder.problems.isEmpty)
    }

    @Test func eventsAreManyAndMergeWell() {
        #expect((100...180).contains(Self.statistics.eventsPerUser))
        #expect(Self.statistics.eventsPerVisit >= 3)
        #expect((15...35).contains(Self.statistics.visitsPerUser))
    }

    @Test func popularityHasALongTail() {
        #expect(Self.statistics.gini > 0.4)
        #expect((0.05...0.3).contains(Self.statistics.headShare))
        #expect(Self.statistics.unwatched < Self.dataset.catalog.count / 10)
    }

    @Test func someTitlesStayUnfinishedAndSomeAreWatchedAgain() {
        #expect((0.05...0.25).contains(Self.statistics.unfinishedShare))
        #expect((0.01...0.10).contains(Self.statistics.repeatShare))
    }

    @Test func everyKindOfEventHappens() {
        let kinds = Set(Self.dataset.users.flatMap { $0.interactions.map(\.kind) })
        let expected: Set<EventKind> = [
            .impression, .play, .pause, .resume, .progress, .complete, .abandon, .thumbsUp, .thumbsDown, .rating, .listAdd, .search,
            .hide,
        ]
        #expect(kinds == expected)
    }

    @Test func aTitleIsWatchedWithinOneSession() {
        let sessionizer = Sessionizer()
        for user in Self.dataset.users.prefix(300) {
            for session in sessionizer.sessions(of: user.interactions[...]) {
                var open: ItemIndex?
                for event in user.interactions[session] {
                    if event.kind == .play { open = event.item }
                    if event.kind == .complete || event.kind == .abandon {
                        #expect(open == event.item, "\(user.id)")
                        open = nil
                    }
                }
                #expect(open == nil, "\(user.id): a title whose end lies in another session")
            }
        }
    }

    @Test func sessionsLieHoursApart() {
        let sessionizer = Sessionizer()
        var gaps: [Int64] = []
        for user in Self.dataset.users {
            let sessions = sessionizer.sessions(of: user.interactions[...])
            for (before, after) in zip(sessions, sessions.dropFirst()) {
                let end = user.interactions[before.upperBound - 1].time!.seconds
                gaps.append(user.interactions[after.lowerBound].time!.seconds - end)
            }
        }
        gaps.sort()
        #expect(gaps[0] > 1_800)
        #expect(gaps[gaps.count / 2] > 86_400)
    }

    @Test func nothingIsWatchedBeforeItIsOut() {
        let catalog = Self.dataset.catalog
        var arrivals = 0
        for user in Self.dataset.users {
            for event in user.interactions {
                guard let item = event.item, let released = catalog[item].released, let time = event.time else { continue }
                #expect(time >= released, "\(catalog[item].id)")
                arrivals += 1
            }
        }
        #expect(catalog.items.contains { $0.released != nil } && arrivals > 100)
    }

    @Test func everyEventLiesInTheSimulatedMonthsAndHasItsContext() {
        let start = Self.audience.configuration.start
        let months = (start - 60)...(start + Int64(Self.audience.configuration.days + 2) * 86_400)
        let isOutside = Self.dataset.users.flatMap(\.interactions).contains {
            !months.contains($0.time?.seconds ?? 0) || $0.device == 0 || $0.locale == 0 || $0.surface == 0
        }
        #expect(!isOutside)
        #expect(Self.dataset.devices == ["unknown", "laptop", "phone", "tablet", "television"])
    }

    @Test func songsHaveAnAudienceToo() throws {
        let audience = try SimulatedAudience(
            SimulatedAudience.Configuration(users: 60, titlesPerUser: 40), catalog: InventedSongs.catalog())
        let dataset = audience.dataset()
        #expect(dataset.users.count == 60 && dataset.catalog.items[0].domain == .song)
        #expect(AudienceStatistics(dataset).visitsPerUser > 20)
        for user in dataset.users.prefix(10) {
            #expect(!audience.truth.preferredGenres(of: user.id, device: "phone", hour: 8, weekend: false).isEmpty)
        }
    }

    @Test func aCatalogueWithoutGenresStillHasAnAudience() throws {
        let bare = Catalog((0..<50).map { Item(id: ItemID("thing-\($0)")) })
        let dataset = try SimulatedAudience(SimulatedAudience.Configuration(users: 10), catalog: bare).dataset()
        #expect(AudienceStatistics(dataset).visits > 50)
    }

    @Test func anEmptyCatalogueIsRefused() {
        #expect(throws: SimulationError.emptyCatalogue) {
            try SimulatedAudience(SimulatedAudience.Configuration(users: 1), catalog: Catalog([]))
        }
    }
}
