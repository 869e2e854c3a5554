import Datasets
import Foundation
import Serving
import Storage
import StorageSQLite
import Synchronization
import TestSupport
import Testing
import Workspaces

@Suite struct EventIntakeTests {
    private func incoming(
        _ id: String?, user: String = "new", item: String = "i", _ seconds: Int64 = 0, hasTime: Bool = true, episode: Int32 = 0
    ) -> IncomingEvent {
        IncomingEvent(
            RawEvent(
                user: UserID(user), item: ItemID(item), kind: .play,
                time: Timestamp(rawValue: ServiceWorld.today.rawValue + seconds * 1000),
                episode: episode, id: id, source: SourcePosition(file: "", line: 0)), hasTime: hasTime)
    }

    @Test func theFateOfEveryEventIsTold() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let first = try await service.take([incoming("a"), incoming("a"), incoming("b", 5), incoming("a", item: "other")])
        #expect(first == [.accepted, .duplicate, .accepted, .conflict])
        let second = try await service.take([incoming("b", 5), incoming(nil, 6), incoming(nil, 6)])
        #expect(second == [.duplicate, .accepted, .accepted])
        #expect(try service.events(of: UserID("new")).total == 4)
        #expect(try service.workspace.store.problems(limit: 10).isEmpty)
        #expect(service.intake.statistics.accepted == 4 && service.intake.statistics.waiting == 0)
        #expect(try await service.take([]).isEmpty)
    }

    @Test func whoSendsAnEventAgainWithoutItsTimeMeansTheSame() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        #expect(try await service.take([incoming("a", hasTime: false)]) == [.accepted])
        #expect(try await service.take([incoming("a", 60, hasTime: false)]) == [.duplicate])
        #expect(try await service.take([incoming("a", 60, hasTime: true)]) == [.conflict])
        #expect(try await service.take([incoming("a", item: "x", 60, hasTime: false)]) == [.conflict])
        #expect(try await service.take([incoming("a", user: "other", 60, hasTime: false)]) == [.conflict])
    }

    @Test func manyCallersAtOnceLoseNothingAndShareTransactions() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let before = try service.workspace.store.counts().events
        let receipts = try await withThrowingTaskGroup(of: [EventReceipt].self) { group in
            for caller in 0..<60 {
                group.addTask {
                    try await service.take((0..<20).map { self.incoming("\(caller)-\($0)", user: "u\(caller % 7)", Int64($0)) })
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(receipts.count == 1200 && receipts.allSatisfy { $0 == .accepted })
        #expect(try service.workspace.store.counts().events == before + 1200)
        #expect(service.intake.statistics.transactions < 60)
        // Every line is given out once.
        var lines: Set<Int> = []
        try service.workspace.store.forEachBatch(of: 5000) {
            for event in $0 where event.source.file == "api" { lines.insert(event.source.line) }
        }
        #expect(lines.count == 1200)
        #expect(try service.workspace.store.integrityProblems().isEmpty)
    }

    @Test func aRestartGoesOnBehindTheLastLine() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        _ = try await service.take([incoming("a"), incoming("b", 1)])
        let again = TasteService(
            workspace: try Workspace.open(service.workspace.folder), documents: MemoryServiceStore(), now: { clock.now },
            seconds: { clock.seconds }, random: { clock.random() })
        // Before any snapshot was loaded.
        #expect(try await again.take([incoming("c", 2), incoming("a")]) == [.accepted, .duplicate])
        #expect(try again.events(of: UserID("new")).events.map(\.source.line) == [3, 2, 1])
        // Both at once, as two processes would.
        #expect(try await service.take([incoming("d", 3)]) == [.accepted])
        #expect(try again.events(of: UserID("new")).total == 4)
    }

    @Test func anAcknowledgedEventChangesTheNextAnswer() async throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let before = try service.sheet(.user(user), Moment(time: clock.now))
        let chosen = try #require(before.best(1) { before.person.titles[$0] == nil }.first)
        let item = before.snapshot.titles[chosen].id.rawValue
        clock.advance(seconds: 60)
        #expect(try await service.take([incoming("a", user: user.rawValue, item: item, 30)]) == [.accepted])
        let after = try service.sheet(.user(user), Moment(time: clock.now))
        #expect(after.person.titles[chosen] != nil && after.scores != before.scores)
        // One that comes late, too.
        #expect(try await service.take([incoming("late", user: user.rawValue, item: item, -86_400 * 300)]) == [.accepted])
        let late = try service.sheet(.user(user), Moment(time: clock.now))
        #expect(late.person.interactions.count == before.person.interactions.count + 2)
        #expect(late.person.interactions.last == after.person.interactions.last)
    }

    @Test func anEpisodeCountsForItsSeries() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let series = try service.host.current().titles.catalog.items[0].id
        try service.put([TitleDocument(EpisodeLink(id: ItemID("s1e4"), series: series, season: 1, number: 4))])
        #expect(try await service.take([incoming("a", item: "s1e4"), incoming("b", item: "unknown yet", 1)]) == [.accepted, .accepted])
        let events = try service.events(of: UserID("new")).events
        #expect(events.map(\.item) == [ItemID("unknown yet"), series] && events[1].episode == 4)
    }

    @Test func beyondTheQueueCallersAreToldToComeAgain() async throws {
        var options = ServiceOptions(stateBytes: 1 << 20)
        options.intake = EventIntake.Limits(waiting: 1, transaction: 4)
        let (service, _) = try ServiceWorld.service(trained: false, options: options)
        let refused = Guarded(0)
        let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<40 {
                group.addTask {
                    do {
                        return try await service.take((0..<3).map { self.incoming("\(caller)-\($0)", Int64($0)) }).count
                    } catch ServingError.overloaded(let seconds) {
                        #expect(seconds > 0)
                        refused.withLock { $0 += 1 }
                        return 0
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(accepted + 3 * refused.withLock { $0 } == 120 && accepted > 0)
        #expect(try service.events(of: UserID("new")).total == accepted)
        #expect(service.intake.statistics.waiting == 0)
    }

    @Test func aLargeBatchIsStoredInPieces() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let receipts = try await service.take((0..<1500).map { incoming("e\($0)", Int64($0)) })
        #expect(receipts.count == 1500 && receipts.allSatisfy { $0 == .accepted })
        #expect(service.intake.statistics.transactions == 3)
    }

    @Test func theLastEventsAreRememberedNewestFirst() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        _ = try await service.take((0..<1100).map { incoming("e\($0)", Int64($0)) })
        let recent = service.recentEvents.latest(limit: 3)
        #expect(recent.map(\.event.id) == ["e1099", "e1098", "e1097"] && recent[0].number == 1100 && recent[0].received == clock.now)
        #expect(service.recentEvents.latest(limit: 5000).count == 1000)
        #expect(service.recentEvents.latest(after: 1098, limit: 5000).count == 2)
        #expect(service.recentEvents.latest(after: 1100, limit: 5).isEmpty)
    }
}
