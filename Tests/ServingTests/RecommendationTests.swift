import Datasets
import Evaluation
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

@Suite struct RecommendationTests {
    @Test func servedScoresAreThoseOfTheOfflineScorer() throws {
        let (service, clock) = try ServiceWorld.service()
        let snapshot = try service.host.current()
        let engine = try #require(snapshot.engine as? ModelEngine)
        #expect(engine.states != nil)
        let data = try service.workspace.dataset()
        for id in try ServiceWorld.users(service, count: 40) {
            let sheet = try service.sheet(.user(id), Moment(time: clock.now, device: "phone"))
            let offline = try #require(data.users.first { $0.id == id })
            var history = offline.interactions
            for place in history.indices {
                history[place].device = snapshot.vocabulary.device(data.devices[Int(history[place].device)])
                history[place].locale = snapshot.vocabulary.locale(data.locales[Int(history[place].locale)])
                history[place].surface = snapshot.vocabulary.surface(data.surfaces[Int(history[place].surface)])
            }
            #expect(sheet.person.interactions == history, "\(id)")
            var expected = [Float](repeating: 0, count: snapshot.titles.count)
            let query = ScoringQuery(
                userKey: offline.key, interactions: history, historyCount: history.count, request: snapshot.context(sheet.moment))
            try expected.withUnsafeMutableBufferPointer { try engine.scorer.score([query], into: $0) }
            #expect(sheet.scores.indices.allSatisfy { abs(sheet.scores[$0] - expected[$0]) < 2e-3 }, "\(id)")
        }
    }

    @Test func aDurableEventChangesTheNextAnswer() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let before = try service.sheet(.user(user), Moment(time: clock.now))
        let chosen = before.best(1) { before.person.titles[$0] == nil }[0]
        clock.advance(seconds: 60)
        let id = before.snapshot.titles[chosen].id
        let event = RawEvent(user: user, item: id, kind: .complete, time: clock.now, source: SourcePosition(file: "api", line: 1))
        _ = try service.workspace.store.begin(SourceDescription(name: "api", format: "api"))
        try service.workspace.store.append([event], problems: [], source: "api")
        service.follow([event])
        let after = try service.sheet(.user(user), Moment(time: clock.now))
        #expect(after.person.interactions.count == before.person.interactions.count + 1)
        #expect(after.person.titles[chosen]?.isFinished == true)
        #expect(after.scores != before.scores)
        let list = try service.recommendations(ListRequest(.user(user), at: Moment(time: clock.now), count: 50))
        #expect(!list.items.contains { $0.index == chosen })
    }

    @Test func whatFollowsEventByEventEqualsWhatIsReadAnew() throws {
        let (service, clock) = try ServiceWorld.service()
        let (other, _) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let titles = try service.host.current().titles
        _ = try service.sheet(.user(user), Moment(time: clock.now))
        for world in [service, other] { _ = try world.workspace.store.begin(SourceDescription(name: "api", format: "api")) }
        let kinds: [EventKind] = [.play, .progress, .complete, .thumbsUp, .hide, .impression]
        for (line, kind) in kinds.enumerated() {
            clock.advance(seconds: line == 3 ? -5000 : 500)  // One comes late.
            let event = RawEvent(
                user: user, item: titles[ItemIndex(line * 3)].id, kind: kind, time: clock.now, completion: kind == .progress ? 0.4 : nil,
                source: SourcePosition(file: "api", line: line + 1))
            for world in [service, other] { try world.workspace.store.append([event], problems: [], source: "api") }
            service.follow([event])
        }
        let moment = Moment(time: ServiceWorld.today)
        let (followed, read) = (try service.sheet(.user(user), moment), try other.sheet(.user(user), moment))
        #expect(followed.person.interactions == read.person.interactions)
        #expect(followed.person.titles == read.person.titles)
        #expect(zip(followed.scores, read.scores).allSatisfy { abs($0 - $1) < 2e-3 })
    }

    @Test func aHistoryIsReadAsTrainingReadsIt() throws {
        let (service, clock) = try ServiceWorld.service()
        let snapshot = try service.host.current()
        var events: [RawEvent] = []
        for place in 0..<300 {
            let chance = StableHash.mix(UInt64(place) &+ 77)
            let minute = Int64(chance % 40)
            events.append(
                RawEvent(
                    user: UserID("x"), item: chance % 11 == 0 ? nil : snapshot.titles[ItemIndex(Int(chance >> 8 % 5))].id,
                    kind: EventKind.allCases[Int(chance >> 16) % 4],
                    time: chance % 13 == 0 ? nil : Timestamp(seconds: 1_700_000_000 + minute),
                    rating: chance >> 20 % 2 == 0 ? 3 : nil, episode: Int32(chance >> 24 % 2),
                    device: chance >> 30 % 3 == 0 ? "phone" : nil,
                    source: SourcePosition(file: chance >> 40 % 2 == 0 ? "b" : "a", line: 300 - place)))
        }
        var builder = DatasetBuilder(name: "")
        builder.receive(events: events)
        let data = builder.build(resolution: snapshot.resolution)
        let expected = data.users[0].interactions.map { event in
            var event = event
            event.item = event.item.flatMap { snapshot.titles.catalog.index(of: data.catalog[$0].id) }
            event.device = snapshot.vocabulary.device(data.devices[Int(event.device)])
            return event
        }
        #expect(expected.count < events.count, "some are told twice")
        #expect(try service.sheet(.session(events), Moment(time: clock.now)).person.interactions == expected)
    }

    @Test func whoeverAllowsNoProfileGetsWhatAStrangerGets() throws {
        let (service, clock) = try ServiceWorld.service()
        let users = try ServiceWorld.users(service, count: 2)
        let no = PersonRecord(consents: [.personalise: .init(isGiven: false, time: clock.now)])
        for user in users {
            try service.documents.put(ServiceDocument(.people, key: user.rawValue, owner: user, time: clock.now, encoding: no))
        }
        let moment = Moment(time: clock.now)
        let answers = try (users.map { Asker.user($0) } + [.session([])]).map { try service.sheet($0, moment).scores }
        #expect(answers[0] == answers[1])
        #expect(zip(answers[0], answers[2]).allSatisfy { abs($0 - $1) < 2e-3 })
    }

    @Test func littleDataAnswersWhereNoModelServesAndSaysSo() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let user = try ServiceWorld.users(service, count: 1)[0]
        let list = try service.recommendations(ListRequest(.user(user), at: Moment(time: clock.now), count: 20))
        #expect(list.items.count == 20)
        #expect(list.items.allSatisfy { $0.source == .smallData })
        #expect(list.head.basis?.contains("No model serves") == true)
    }

    @Test func hiddenAndUnratedTitlesStayAwayFromWhoMustNotSeeThem() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let first = try service.recommendations(ListRequest(.user(user), at: Moment(time: clock.now), count: 3))
        let hidden = first.snapshot.titles[first.items[0].index].id
        let abroad = first.snapshot.titles[first.items[1].index].id
        let childish = first.snapshot.titles[first.items[2].index].id
        for (id, facts) in [
            (hidden, TitleFacts(isHidden: true)), (abroad, TitleFacts(availability: [.init(countries: ["DE"])])),
            (childish, TitleFacts(maturity: 6)),
        ] { try service.documents.put(ServiceDocument(.titleFacts, key: id.rawValue, time: clock.now, encoding: facts)) }
        try service.host.reloadFacts()
        func ids(_ moment: Moment) throws -> [ItemID] {
            let list = try service.recommendations(ListRequest(.user(user), at: moment, count: 50))
            return list.items.map { list.snapshot.titles[$0.index].id }
        }
        let anywhere = try ids(Moment(time: clock.now))
        #expect(!anywhere.contains(hidden) && !anywhere.contains(abroad) && anywhere.contains(childish))
        #expect(try ids(Moment(time: clock.now, country: "DE")).contains(abroad))
        #expect(try ids(Moment(time: clock.now, maturity: 8)) == [childish])
    }

    @Test func anAnswerBeforeTheFirstLoadIsATypedRefusal() throws {
        let (service, clock) = try ServiceWorld.service()
        let fresh = TasteService(
            workspace: service.workspace, documents: MemoryServiceStore(), now: { clock.now }, seconds: { 0 }, random: { 1 })
        #expect(throws: ServingError.notReady(nil)) {
            try fresh.recommendations(ListRequest(.session([]), at: Moment(time: clock.now)))
        }
    }
}
