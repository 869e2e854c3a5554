import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

@Suite struct PageServiceTests {
    private func page(_ service: TasteService, _ user: UserID, _ clock: TestClock, rows: Int = 4, count: Int = 8) throws -> ServedPage {
        try service.home(PageRequest(.user(user), at: Moment(time: clock.now), rows: rows, count: count))
    }

    private func titles(_ page: ServedPage) -> [ItemIndex] { page.rows.flatMap { $0.items.map(\.index) } }

    private func store(_ events: [RawEvent], in service: TasteService, as source: String) throws {
        _ = try service.workspace.store.begin(SourceDescription(name: source, format: "api"))
        try service.workspace.store.append(events, problems: [], source: source)
        service.follow(events)
    }

    @Test func aVisitGoesDownThePageAndAlongItsRowsWithoutRepeating() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let first = try page(service, user, clock)
        var shown = titles(first)
        let more = try service.homeRow(try #require(first.rows[1].next), .user(user))
        #expect(more.rows[0].id == first.rows[1].id)
        shown += titles(more)
        let second = try service.home(after: try #require(first.next), .user(user))
        shown += titles(second)
        let third = try service.home(after: try #require(second.next), .user(user))
        shown += titles(third)
        #expect(Set(shown).count == shown.count)
        #expect(Set((first.rows + second.rows + third.rows).map(\.id)).count == (first.rows + second.rows + third.rows).count)
        // The same cursor again is the same answer.
        #expect(titles(try service.home(after: first.next!, .user(user))) == titles(second))
        #expect(titles(try service.homeRow(first.rows[1].next!, .user(user))) == titles(more))
    }

    @Test func nextTitlesOfAListDoNotDependOnWhatHappensMeanwhile() throws {
        func list(_ happens: Bool) throws -> [ItemIndex] {
            // A trained model's kept states and its answer from scratch differ in the last digits, which ties would show.
            let (service, clock) = try ServiceWorld.service(
                trained: false, options: ServiceOptions(stateBytes: 64 << 20, explorationRate: 0))
            let user = try ServiceWorld.users(service, count: 2)[1]
            var request = ListRequest(.user(user), at: Moment(time: clock.now), count: 15)
            var answer = try service.recommendations(request)
            var shown = answer.items.map(\.index)
            if happens {
                let titles = try service.host.current().titles
                clock.advance(seconds: 30)
                let event = RawEvent(
                    user: user, item: titles[shown[0]].id, kind: .complete, time: clock.now, source: SourcePosition(file: "a", line: 1))
                try store([event], in: service, as: "a")
            }
            for _ in 0..<3 {
                request.cursor = try #require(answer.next)
                answer = try service.recommendations(request)
                shown += answer.items.map(\.index)
            }
            #expect(Set(shown).count == 60)
            return shown
        }
        let (with, without) = (try list(true), try list(false))
        #expect(with == without)
    }

    @Test func cursorsExpireAndAreTheirOwnersAlone() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let users = try ServiceWorld.users(service, count: 2)
        let next = try #require(try page(service, users[0], clock).next)
        let id = next.dropLast(3)
        for wrong in ["", "x", "\(id).p2", "\(id).p0", "\(id).r0.2", "\(id).r99.1", "\(id).l1", "\(id).p1.1", "\(id).p01", next + "\0"] {
            #expect(throws: ServingError.unknownRecommendation(wrong), "\(wrong)") { _ = try service.home(after: wrong, .user(users[0])) }
        }
        #expect(throws: ServingError.unknownRecommendation(next)) { _ = try service.home(after: next, .user(users[1])) }
        #expect(throws: ServingError.unknownRecommendation(next)) { _ = try service.home(after: next, .session([])) }
        _ = try service.home(after: next, .user(users[0]))
        try service.host.reload()
        #expect(throws: ServingError.unknownRecommendation(next)) { _ = try service.home(after: next, .user(users[0])) }
    }

    @Test func everyPageIsRecordedAsItWasShown() throws {
        let (service, clock) = try ServiceWorld.service(options: ServiceOptions(stateBytes: 64 << 20, explorationRate: 0.3))
        let user = try ServiceWorld.users(service, count: 1)[0]
        let page = try page(service, user, clock)
        let id = page.head.recommendationID
        let waiting = try service.recommendation(id)
        service.pages.impressions.flush()
        let (owner, record) = try service.recommendation(id)
        #expect(owner == user && record == waiting.record)
        #expect(service.pages.impressions.statistics.written == 1)
        #expect(record.model == page.head.model && record.explorationRate == 0.3)
        #expect(record.rows.map(\.id) == page.rows.map(\.id))
        for (row, shown) in zip(page.rows, record.rows) {
            #expect(shown.items.map(\.item) == row.items.map { page.snapshot.titles[$0.index].id })
            #expect(zip(shown.items, row.items).allSatisfy { abs(Double($0.propensity) - $1.propensity) < 1e-6 && $0.source == $1.source })
        }
        #expect(throws: ServingError.self) { _ = try service.recommendation(id, of: UserID("somebody else")) }
        #expect(throws: ServingError.self) { _ = try service.recommendation("never") }
    }

    @Test func whatIsErasedWhileItWaitsIsNeverWritten() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let users = try ServiceWorld.users(service, count: 2)
        let gone = try page(service, users[0], clock)
        let kept = try page(service, users[1], clock)
        service.pages.erase(users[0])
        try service.documents.erase(owner: users[0])
        service.pages.impressions.flush()
        #expect(throws: ServingError.self) { _ = try service.recommendation(gone.head.recommendationID) }
        #expect(try service.recommendation(kept.head.recommendationID).owner == users[1])
        #expect(try service.documents.everything(of: users[0]).isEmpty)
        #expect(throws: ServingError.self) { _ = try service.home(after: gone.next!, .user(users[0])) }
    }

    @Test func aFullDiskLosesNoRecordThatFindsRoomLater() throws {
        let documents = FailingDocuments()
        let (service, clock) = try ServiceWorld.service(trained: false, documents: documents)
        let user = try ServiceWorld.users(service, count: 1)[0]
        documents.fails = true
        let page = try page(service, user, clock)
        service.pages.impressions.flush()
        #expect(service.pages.impressions.statistics.failedWrites > 0)
        #expect(try service.recommendation(page.head.recommendationID).owner == user)
        documents.fails = false
        service.pages.impressions.flush()
        #expect(service.pages.impressions.statistics.written == 1)
        #expect(try documents.count(of: .impressions) == 1)
    }

    @Test func whatIsShownAndPassedOverSinksAndARefreshDoesNot() throws {
        let (service, clock) = try ServiceWorld.service(options: ServiceOptions(stateBytes: 64 << 20, explorationRate: 0))
        let user = try ServiceWorld.users(service, count: 3)[2]
        let request = { PageRequest(.user(user), at: Moment(time: clock.now), rows: 1, count: 10) }
        func top(_ page: ServedPage) -> [ItemIndex] { page.rows[0].items.map(\.index) }
        let first = try service.home(request())
        clock.advance(seconds: 300)
        #expect(top(try service.home(request())) == top(first))
        for _ in 0..<6 {
            clock.advance(seconds: 7200)
            _ = try service.home(request())
        }
        clock.advance(seconds: 7200)
        let tired = try service.home(request())
        #expect(top(tired) != top(first))
        // Read anew from the records, it is the same.
        service.pages.impressions.flush()
        service.forget(user)
        #expect(top(try service.home(request())) == top(tired))
    }

    @Test func anImpressionThatAClientConfirmsCounts() throws {
        let (service, clock) = try ServiceWorld.service(options: ServiceOptions(stateBytes: 64 << 20, explorationRate: 0))
        let user = try ServiceWorld.users(service, count: 4)[3]
        let titles = try service.host.current().titles
        var asked = ListRequest(.user(user), at: Moment(time: clock.now), count: 1)
        asked.isShown = false
        let favourite = try service.recommendations(asked).items[0].index
        for time in 0..<12 {
            clock.advance(seconds: 3600)
            let event = RawEvent(
                user: user, item: titles[favourite].id, kind: .impression, time: clock.now,
                source: SourcePosition(file: "i", line: time + 1))
            try store([event], in: service, as: "i")
        }
        clock.advance(seconds: 3600)
        let list = try service.recommendations(ListRequest(.user(user), at: Moment(time: clock.now), count: 1))
        #expect(list.items[0].index != favourite)
    }

    @Test func whoAllowsNoProfileIsAStrangerAndLeavesNoRecord() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let user = try ServiceWorld.users(service, count: 1)[0]
        var record = PersonRecord()
        record.consents[.personalise] = .init(isGiven: false, time: clock.now)
        try service.documents.put(
            ServiceDocument(.people, key: user.rawValue, owner: user, time: clock.now, data: JSONEncoder().encode(record)))
        service.forget(user)
        let page = try page(service, user, clock)
        #expect(page.head.basis?.contains("allows no profile") == true)
        #expect(!page.rows.contains { $0.kind == .continueWatching || $0.kind == .becauseOf || $0.kind == .again })
        service.pages.impressions.flush()
        #expect(try service.documents.count(of: .impressions) == 0)
        let stranger = try service.home(PageRequest(.session([]), at: Moment(time: clock.now), rows: 4, count: 8, explorationRate: 0))
        #expect(stranger.head.basis?.contains("Nothing is known") == true)
        #expect(
            titles(stranger)
                == titles(try service.home(PageRequest(.user(user), at: Moment(time: clock.now), rows: 4, count: 8, explorationRate: 0))))
    }

    @Test func aSessionIsAnsweredFromItsBodyAndGoesOn() throws {
        let (service, clock) = try ServiceWorld.service()
        let titles = try service.host.current().titles
        let history = [3, 9, 11].enumerated().map { place, item in
            RawEvent(
                user: UserID("s"), item: titles[ItemIndex(item)].id, kind: .complete,
                time: Timestamp(rawValue: clock.now.rawValue - 3_600_000),
                source: SourcePosition(file: "session", line: place + 1))
        }
        let page = try service.home(PageRequest(.session(history), at: Moment(time: clock.now), rows: 8, count: 6))
        #expect(page.rows.contains { $0.kind == .becauseOf })
        #expect(page.rows.flatMap(\.items).contains { $0.reason?.titles.contains { history.map(\.item).contains(titles[$0].id) } == true })
        #expect(page.head.basis == nil)
        let below = try service.home(after: try #require(page.next), .session(history))
        #expect(Set(self.titles(page)).isDisjoint(with: self.titles(below)))
        service.pages.impressions.flush()
        #expect(try service.documents.count(of: .impressions) == 0)
    }

    @Test func countsOutOfRangeAreRefusedByName() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        for (rows, count, field) in [(0, 5, "rows"), (1000, 5, "rows"), (2, 0, "count"), (2, 5000, "count")] {
            do {
                _ = try service.home(PageRequest(.session([]), at: Moment(time: clock.now), rows: rows, count: count))
                Issue.record("\(rows) × \(count) was answered")
            } catch ServingError.invalid(let named, _) { #expect(named == field) }
        }
    }
}

/// Documents whose disk fills up.
final class FailingDocuments: ServiceStore, @unchecked Sendable {  // Rule: what fails is set between calls alone.
    var fails = false
    /// A collection whose documents cannot be read now.
    var unreadable: ServiceCollection?
    private let base = MemoryServiceStore()
    var name: String { base.name }
    func write(_ changes: [ServiceChange]) throws {
        if fails { throw StorageError(.full, store: name, "the disk is full", advice: "Make room") }
        try base.write(changes)
    }
    func document(_ key: String, in collection: ServiceCollection) throws -> ServiceDocument? {
        if collection == unreadable { throw StorageError(.busy, store: name, "another writer holds it", advice: "Try again") }
        return base.document(key, in: collection)
    }
    func documents(in collection: ServiceCollection, after: String?, limit: Int) throws -> [ServiceDocument] {
        base.documents(in: collection, after: after, limit: limit)
    }
    func latest(
        in collection: ServiceCollection, owner: UserID?, since: Timestamp?, before: Timestamp?, limit: Int
    ) throws -> [ServiceDocument] {
        base.latest(in: collection, owner: owner, since: since, before: before, limit: limit)
    }
    func count(of collection: ServiceCollection) throws -> Int { base.count(of: collection) }
    func everything(of owner: UserID) throws -> [ServiceDocument] { base.everything(of: owner) }
    func erase(owner: UserID) throws -> Int { base.erase(owner: owner) }
    func removeDocuments(in collection: ServiceCollection, before time: Timestamp) throws -> Int {
        base.removeDocuments(in: collection, before: time)
    }
    func integrityProblems() throws -> [String] { [] }
    func owners() throws -> [UserID] { base.owners() }
    func purge() throws -> Bool { true }
}
