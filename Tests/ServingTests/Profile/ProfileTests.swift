import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing

@Suite(.serialized) struct ProfileTests {
    private let now = Moment(time: ServiceWorld.today)

    private func list(_ service: TasteService, _ user: UserID, count: Int = 20) throws -> [ItemIndex] {
        try service.recommendations(ListRequest(.user(user), at: now, count: count, diversity: 0, calibration: 0, isShown: false)).items
            .map(\.index)
    }

    @Test(arguments: [true, false]) func aProfileSaysWhatItRestsOn(trained: Bool) throws {
        let (service, _) = try ServiceWorld.service(trained: trained)
        for user in try ServiceWorld.users(service, count: 4) {
            let profile = try service.profile(user, at: now)
            let titles = profile.snapshot.titles
            #expect(!profile.likes.isEmpty && profile.evidence.events > 0 && profile.evidence.bits > 0)
            for value in profile.likes where value.correction == nil {
                #expect(value.lift > 1 && value.share > value.usualShare && value.share <= 1.000_1)
                for item in value.titles {
                    #expect(
                        TitleValues.values(of: item, in: titles).contains { $0.facet.rawValue == value.facet && $0.value == value.value })
                }
            }
            for value in profile.dislikes { #expect(value.lift < 1) }
            let intents = profile.intents
            #expect(abs(intents.discover + intents.resume + intents.again - 1) < 1e-6)
            #expect(profile.habits.hours.reduce(0, +) > 0 && profile.habits.hours.count == 24 && profile.habits.weekdays.count == 7)
        }
        let nobody = try service.profile(UserID("nobody"), at: now)
        #expect(nobody.evidence.events == 0 && nobody.evidence.bits < 1e-6 && nobody.likes.isEmpty)
    }

    @Test(arguments: [true, false]) func lessOfAGenreChangesTheNextList(trained: Bool) throws {
        let (service, _) = try ServiceWorld.service(trained: trained)
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let before = try list(service, user)
        let titles = try service.host.current().titles
        let genre = try #require(titles[before[0]].facets[.genre]?.first)
        func share(_ items: [ItemIndex]) -> Int { items.count { titles[$0].facets[.genre]?.contains(genre) ?? false } }
        try service.correct(user, ProfileChange(corrections: [.init(facet: "genre", value: genre.uppercased(), weight: -0.5)]))
        let less = try list(service, user)
        #expect(share(less) < share(before))
        try service.correct(user, ProfileChange(corrections: [.init(facet: "genre", value: genre, weight: -1)]))
        #expect(share(try list(service, user)) == 0)
        try service.correct(user, ProfileChange(corrections: [.init(facet: "genre", value: genre, weight: 1)]))
        #expect(share(try list(service, user)) >= share(before))
        let shown = try service.profile(user, at: now)
        #expect(shown.corrections.map(\.weight) == [1])
        #expect(shown.likes.contains { $0.value.lowercased() == genre.lowercased() && $0.correction == 1 })
        try service.correct(user, ProfileChange(corrections: [.init(facet: "genre", value: genre, weight: 0)]))
        #expect(try list(service, user) == before)
        #expect(try service.profile(user, at: now).corrections.isEmpty)
    }

    @Test func correctionsOfOthersChangeNothing() throws {
        let (service, _) = try ServiceWorld.service()
        let users = try ServiceWorld.users(service, count: 2)
        let before = try list(service, users[1])
        let genre = try #require(try service.host.current().titles[before[0]].facets[.genre]?.first)
        try service.correct(users[0], ProfileChange(corrections: [.init(facet: "genre", value: genre, weight: -1)]))
        #expect(try list(service, users[1]) == before)
    }

    @Test func impossibleCorrectionsAreRefusedByName() throws {
        let (service, _) = try ServiceWorld.service()
        func field(_ change: ProfileChange) -> String? {
            do { try service.correct(UserID("1"), change) } catch let error as ServingError {
                if case .invalid(let field, _) = error { return field }
            } catch { return "\(error)" }
            return nil
        }
        #expect(field(.init(corrections: [.init(facet: "colour", value: "red", weight: 1)])) == "corrections/0/facet")
        #expect(field(.init(corrections: [.init(facet: "genre", value: "no such", weight: 1)])) == "corrections/0/value")
        #expect(throws: ServingError.unknownItem("no such")) {
            try service.correct(UserID("1"), ProfileChange(ignoring: [.init(item: "no such")]))
        }
        #expect(try service.documents.everything(of: UserID("1")).isEmpty)
    }

    @Test func aViewThatIsTakenOutSaysNothingAnyMoreAndStaysMet() throws {
        let documents = MemoryServiceStore()
        let (service, _) = try ServiceWorld.service(documents: documents)
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let event = try #require(try service.workspace.store.events(of: user).last { $0.kind == .play })
        let item = try #require(event.item)
        let before = try service.sheet(.user(user), now)
        try service.correct(user, ProfileChange(ignoring: [IgnoredView(item: item.rawValue)]))
        let after = try service.sheet(.user(user), now)
        let index = try #require(after.snapshot.titles.catalog.index(of: item))
        #expect(after.scores != before.scores && after.person.titles[index] != nil)
        #expect(!after.person.interactions.contains { $0.item == index })
        let rest = try service.workspace.store.events(of: user).filter { $0.item != item }
        let without = try service.sheet(.session(rest), now)
        for (a, b) in zip(after.scores, without.scores) where a.isFinite { #expect(abs(a - b) < 0.3) }
        // Another snapshot, as after a training, reads the same decision.
        try service.host.reload()
        #expect(!(try service.sheet(.user(user), now)).person.interactions.contains { $0.item == index })
        #expect(try service.profile(user, at: now).ignored == [IgnoredView(item: item.rawValue)])
        try service.correct(user, ProfileChange(restoring: [IgnoredView(item: item.rawValue)]))
        #expect(try service.sheet(.user(user), now).scores == before.scores)
        // What is owned goes when the owner goes.
        try service.correct(user, ProfileChange(ignoring: [IgnoredView(item: item.rawValue)]))
        #expect(documents.erase(owner: user) > 0)
        #expect(documents.count(of: .ignoredEvents) == 0)
    }

    @Test func onlyTheViewThatIsMeantIsTakenOut() throws {
        let (service, _) = try ServiceWorld.service()
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let events = try service.workspace.store.events(of: user).filter { $0.item != nil && $0.time != nil }
        let last = try #require(events.last)
        let before = try service.sheet(.user(user), now).person.interactions.count
        let view = IgnoredView(item: last.item!.rawValue, from: last.time, until: last.time)
        try service.correct(user, ProfileChange(ignoring: [view]))
        let gone = events.count { $0.item == last.item && $0.time == last.time }
        #expect(before - (try service.sheet(.user(user), now)).person.interactions.count == gone)
    }

    @Test func aNewBeginningForgetsTasteAndCorrectionsButNotWhatWasMet() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let genre = try #require(try service.host.current().titles.values(of: .genre).keys.sorted().first)
        try service.correct(user, ProfileChange(corrections: [.init(facet: "genre", value: genre, weight: 0.5)]))
        let met = try service.sheet(.user(user), now).person.titles.count
        clock.advance(seconds: 10)
        try service.resetTaste(of: user)
        let sheet = try service.sheet(.user(user), now)
        #expect(sheet.person.interactions.isEmpty && sheet.person.titles.count == met && met > 0)
        let stranger = try service.sheet(.user(UserID("nobody")), now)
        for (a, b) in zip(sheet.scores, stranger.scores) where a.isFinite { #expect(abs(a - b) < 1e-3) }
        let profile = try service.profile(user, at: now)
        #expect(profile.corrections.isEmpty && profile.since != nil)
    }

    @Test func decadesAndLengthsCanBeCorrectedToo() throws {
        let (service, _) = try ServiceWorld.service()
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let first = try list(service, user)[0]
        let titles = try service.host.current().titles
        let year = try #require(titles[first].year)
        try service.correct(user, ProfileChange(corrections: [.init(facet: "decade", value: "\(year / 10 * 10)s", weight: -1)]))
        let decades = try list(service, user).map { titles[$0].year.map { $0 / 10 } }
        #expect(!decades.contains(year / 10))
    }

    @Test func vectorsHaveLengthOneAndASpace() throws {
        let (service, _) = try ServiceWorld.service()
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let title = try service.host.current().titles[ItemIndex(0)].id
        let (person, item) = (try service.embedding(of: .user(user), at: now), try service.embedding(of: title))
        for vector in [person, item] {
            #expect(abs(vector.values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-3 && vector.space == "small")
        }
        let own = try service.align("small", onto: nil)
        #expect(own.space == "small" && own.titles == 0)
        #expect(try service.embedding(of: title).values == item.values)
        #expect(throws: ServingError.unknownItem("nothing")) { try service.embedding(of: ItemID("nothing")) }
        let (plain, _) = try ServiceWorld.service(trained: false)
        let other = try plain.host.current().titles[ItemIndex(0)].id
        #expect(throws: ServingError.self) { try plain.embedding(of: other) }
    }

    @Test(arguments: [true, false]) func tokensTellWhichEventsTheyAreMadeOf(trained: Bool) throws {
        let (service, _) = try ServiceWorld.service(trained: trained)
        let user = try #require(try ServiceWorld.users(service, count: 1).first)
        let table = try service.tokens(of: user)
        #expect(table.rows.reduce(0) { $0 + $1.events.count } == table.eventCount && table.tokenCount > 0)
        #expect(throws: ServingError.unknownUser("nobody")) { try service.tokens(of: UserID("nobody")) }
    }
}
