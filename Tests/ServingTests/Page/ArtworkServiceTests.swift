import Artwork
import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

@Suite struct ArtworkServiceTests {
    private func service(_ change: (inout ArtworkOptions) -> Void = { _ in }) throws -> (TasteService, TestClock, UserID) {
        var options = ServiceOptions(stateBytes: 64 << 20, explorationRate: 0)
        var artwork = ArtworkOptions()
        change(&artwork)
        options.artwork = artwork
        let (service, clock) = try ServiceWorld.service(trained: false, options: options)
        return (service, clock, try ServiceWorld.users(service, count: 1)[0])
    }

    private func list(_ service: TasteService, _ user: UserID, _ clock: TestClock) throws -> ServedList {
        try service.recommendations(ListRequest(.user(user), at: Moment(time: clock.now), count: 12))
    }

    /// Gives titles two genres where they have fewer.
    private func faces(_ list: ServedList) -> [ItemIndex: ServedCreative] {
        Dictionary(list.items.compactMap { item in item.artwork.map { (item.index, $0) } }) { first, _ in first }
    }

    @Test func answersCarryAFaceWithItsProbabilityAndTheImpressionKeepsBoth() throws {
        let (service, clock, user) = try service()
        let answer = try list(service, user, clock)
        let faces = faces(answer)
        #expect(!faces.isEmpty)
        #expect(faces.values.allSatisfy { $0.propensity > 0 && $0.propensity <= 1 && $0.kind == .poster && $0.theme != nil })
        service.pages.impressions.flush()
        let record = try service.recommendation(answer.head.recommendationID, of: user).record
        for (item, shown) in zip(answer.items, record.rows[0].items) {
            #expect(shown.artwork?.id == item.artwork?.id)
            #expect(shown.artwork?.propensity == item.artwork.map { Float($0.propensity) })
            #expect(shown.highlight?.id == item.highlight?.id)
        }
    }

    @Test func withoutTheSettingNothingIsChosen() throws {
        let (service, clock) = try ServiceWorld.service(trained: false, options: ServiceOptions(stateBytes: 64 << 20))
        let user = try ServiceWorld.users(service, count: 1)[0]
        #expect(try list(service, user, clock).items.allSatisfy { $0.artwork == nil && $0.highlight == nil })
        #expect(service.presentation == nil)
    }

    @Test func aPosterDoesNotFlicker() throws {
        let (service, clock, user) = try service()
        let first = try faces(list(service, user, clock))
        clock.advance(seconds: 600)
        // The same visit: nothing may change at all.
        for (item, face) in try faces(list(service, user, clock)) { if let before = first[item] { #expect(before == face) } }
        clock.advance(seconds: 86_400)
        // The day after hardly anything was learned; of some ten faces one may have come to the end of its month.
        let next = try faces(list(service, user, clock))
        let common = next.filter { first[$0.key] != nil }
        #expect(!common.isEmpty)
        #expect(common.count { first[$0.key]?.id != $0.value.id } <= 1)
    }

    @Test func aRestartChangesNoFace() throws {
        let (service, clock, user) = try service()
        let first = try faces(list(service, user, clock))
        // Nothing that was shown is remembered, and another visit begins.
        service.forget(user)
        clock.advance(seconds: 7_200)
        let again = try faces(list(service, user, clock))
        let common = again.filter { first[$0.key] != nil }
        #expect(!common.isEmpty)
        #expect(common.count { first[$0.key]?.id != $0.value.id } <= 1)
    }

    @Test func aPlayIsATakeOfWhatWasShownAndABatchLearnsFromIt() throws {
        let (service, clock, user) = try service()
        let room = try #require(service.presentation)
        let answer = try list(service, user, clock)
        let item = try #require(answer.items.first { $0.artwork != nil })
        let title = answer.snapshot.titles[item.index].id
        clock.advance(seconds: 60)
        let event = RawEvent(
            user: user, item: title, kind: .play, time: clock.now, duration: 900, source: SourcePosition(file: "a", line: 1))
        service.follow([event])
        let waiting = room.figures.waiting
        #expect(waiting == faces(answer).count)
        // Too early: the windows are open.
        room.learn(clock.now)
        #expect(room.figures.trials == 0)
        clock.advance(seconds: 7 * 3_600)
        room.learn(clock.now)
        #expect(room.figures.trials == Double(waiting))
        #expect(abs(room.figures.takeShare * Double(waiting) - 1) < 1e-9)
        #expect(room.figures.waiting == 0)
    }

    @Test func aModelThatCannotBeReadNowIsNotReplacedByANewOne() throws {
        var options = ServiceOptions(stateBytes: 64 << 20, explorationRate: 0)
        options.artwork = ArtworkOptions()
        let documents = FailingDocuments()
        let (first, clock) = try ServiceWorld.service(trained: false, options: options, documents: documents)
        let user = try ServiceWorld.users(first, count: 1)[0]
        func learn(_ service: TasteService) throws -> PresentationRoom {
            let room = try #require(service.presentation)
            _ = try list(service, user, clock)
            clock.advance(seconds: 7 * 3_600)
            room.learn(clock.now)
            return room
        }
        let learned = try learn(first).figures.trials
        let kept = try #require(try documents.document("artwork", in: "creative-models")).data
        #expect(learned > 0)
        // Another life on the same documents, which cannot be read at first.
        documents.unreadable = "creative-models"
        let (second, _) = try ServiceWorld.service(trained: false, options: options, documents: documents)
        let room = try learn(second)
        let waiting = room.figures.waiting
        documents.unreadable = nil
        #expect(try documents.document("artwork", in: "creative-models")?.data == kept)
        #expect(room.figures.trials == 0 && waiting > 0)
        // Then what waited is learned on top of what was known.
        room.learn(clock.now)
        #expect(room.figures.trials > learned && room.figures.waiting == 0)
    }

    @Test func aFalseStartAndASearchAreNoTakes() throws {
        let (service, clock, user) = try service()
        let room = try #require(service.presentation)
        let answer = try list(service, user, clock)
        let shown = answer.items.filter { $0.artwork != nil }
        try #require(shown.count >= 2)
        let titles = shown.map { answer.snapshot.titles[$0.index].id }
        clock.advance(seconds: 60)
        let source = SourcePosition(file: "a", line: 1)
        service.follow([
            RawEvent(user: user, item: titles[0], kind: .play, time: clock.now, source: source),
            RawEvent(user: user, item: titles[0], kind: .abandon, time: clock.now, duration: 20, completion: 0.01, source: source),
            RawEvent(user: user, item: titles[1], kind: .play, time: clock.now, duration: 900, surface: "search", source: source),
        ])
        clock.advance(seconds: 7 * 3_600)
        room.learn(clock.now)
        #expect(room.figures.trials > 0)
        #expect(room.figures.takeShare == 0)
    }

    @Test func theModelIsADocumentThatNamesNobody() throws {
        let (service, clock, user) = try service()
        _ = try list(service, user, clock)
        clock.advance(seconds: 7 * 3_600)
        try #require(service.presentation).learn(clock.now)
        let document = try #require(try service.documents.document("artwork", in: "creative-models"))
        #expect(document.owner == nil)
        #expect(!String(decoding: document.data, as: UTF8.self).contains(user.rawValue))
        #expect(try CreativeStatistics(document: document.data).trials > 0)
    }

    @Test func whoeverIsErasedLeavesNothingWaiting() async throws {
        let (service, clock, user) = try service()
        let room = try #require(service.presentation)
        _ = try list(service, user, clock)
        #expect(room.figures.waiting > 0)
        _ = try await service.erase(user)
        #expect(room.figures.waiting == 0)
    }

    @Test func whatWaitsIsBounded() throws {
        let (service, clock, user) = try service { $0.waiting = 3 }
        #expect(try faces(list(service, user, clock)).count > 3)
        #expect(try #require(service.presentation).figures.waiting == 3)
    }

    @Test func suppliedPicturesTakeThePlaceOfGeneratedOnes() throws {
        let (service, clock, user) = try service()
        let answer = try list(service, user, clock)
        let id = answer.snapshot.titles[answer.items[0].index].id
        try service.patch(id) { title in
            title.facts.creatives = [
                SuppliedCreative(id: "kiss", kind: .image, address: "/kiss.webp", themes: [Theme(.genre, "Romance")]),
                SuppliedCreative(id: "gun", kind: .image, address: "/gun.webp", themes: [Theme(.genre, "Crime")]),
            ]
        }
        clock.advance(seconds: 3_600)
        let next = try list(service, user, clock)
        let item = try #require(next.items.first { next.snapshot.titles[$0.index].id == id })
        #expect(["kiss", "gun"].contains(item.artwork?.id))
        #expect(item.artwork?.address == "/\(item.artwork!.id).webp")
    }

    @Test func whoLikesSomebodysTitlesLeansToPicturesOfThem() throws {
        let (service, clock, _) = try service()
        let table = try service.host.current().titles
        var counts: [String: Int] = [:]
        for item in table.catalog.items { for name in Set(item.facets[.cast] ?? []) { counts[name, default: 0] += 1 } }
        let name = try #require(counts.max { ($0.value, $1.key) < ($1.value, $0.key) }).key
        let titles = table.titles(.cast, name)
        try #require(titles.count >= 3)
        let events = titles.prefix(titles.count - 1).enumerated().map { place, item in
            RawEvent(
                user: UserID("s"), item: table[item].id, kind: .like, time: Timestamp(seconds: clock.now.seconds - Int64(100 * place) - 60),
                source: SourcePosition(file: "s", line: place + 1))
        }
        let (reader, theme, nobody) = (ThemeReader(), Theme(.cast, name), Theme(.cast, "Nobody At All"))
        let fan = reader.affinities(try service.sheet(.session(events), Moment(time: clock.now)), people: [theme, nobody])
        let stranger = reader.affinities(try service.sheet(.session([]), Moment(time: clock.now)), people: [theme, nobody])
        #expect(fan[theme] > 0.2 && abs(stranger[theme]) < 0.05 && fan[nobody] == 0)
        // Whom nobody asked about counts as average.
        #expect(reader.affinities(try service.sheet(.session(events), Moment(time: clock.now)))[theme] == 0)
    }

    @Test func recordsFromBeforeFacesAreStillRead() throws {
        let record = ImpressionRecord(
            id: "r", time: Timestamp(seconds: 5), model: "m", surface: "list", continues: "", candidates: 7, explorationRate: 0.1,
            rows: [.init(id: "list", title: "", items: [.init(item: ItemID("a"), score: 1, source: .model, propensity: 0.5)])])
        var old = [UInt8](record.packed())
        old[3] = UInt8(ascii: "1")
        old.removeLast()
        #expect(try ImpressionRecord(packed: Data(old)) == record)
        var faced = record
        faced.rows[0].items[0].artwork = .init(id: "poster:comedy", propensity: 0.25)
        #expect(try ImpressionRecord(packed: faced.packed()) == faced)
        var cut = [UInt8](faced.packed())
        cut.removeLast(3)
        #expect(throws: StorageError.self) { try ImpressionRecord(packed: Data(cut)) }
    }
}
