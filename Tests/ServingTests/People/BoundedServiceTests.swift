import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

/// People with more events than are kept one by one, as the service answers them.
@Suite(.serialized) struct BoundedServiceTests {
    private func options(_ events: Int) -> ServiceOptions {
        var options = ServiceOptions(stateBytes: 64 << 20, explorationRate: 0)
        options.historyEvents = events
        return options
    }

    private func event(
        _ service: TasteService, _ number: Int, _ user: String, at time: Timestamp, kind: EventKind = .play, on item: ItemIndex? = nil
    ) throws -> IncomingEvent {
        let titles = try service.host.current().titles
        let item = titles[item ?? ItemIndex(number * 31 % titles.count)].id
        return IncomingEvent(
            RawEvent(
                user: UserID(user), item: item, kind: kind, time: time, id: "\(user)-\(number)", source: SourcePosition(file: "", line: 0)),
            hasTime: true)
    }

    private func minutes(_ count: Int) -> Timestamp { Timestamp(rawValue: ServiceWorld.today.rawValue + Int64(count) * 60_000) }

    private func view(_ service: TasteService, _ user: String) throws -> PersonView {
        try service.sheet(.user(UserID(user)), Moment(time: ServiceWorld.today)).person
    }

    /// Another process over the same log.
    private func restarted(_ service: TasteService, _ clock: TestClock, events: Int) throws -> TasteService {
        let again = TasteService(
            workspace: service.workspace, documents: service.documents, options: options(events), now: { clock.now },
            seconds: { clock.seconds }, random: { clock.random() })
        try again.host.reload()
        return again
    }

    private func largestDifference(_ service: TasteService, _ user: String, _ moment: Moment) throws -> Float {
        let engine = try #require(try service.host.current().engine as? ModelEngine)
        let sheet = try service.sheet(.user(UserID(user)), moment)
        var whole = [Float](repeating: 0, count: engine.itemCount)
        try whole.withUnsafeMutableBufferPointer { try engine.scorer.score([sheet.person.query(sheet.request)], into: $0) }
        return zip(sheet.scores, whole).reduce(0) { largest, pair in
            pair.0 == pair.1 ? largest : pair.0.isFinite && pair.1.isFinite ? max(largest, abs(pair.0 - pair.1)) : .infinity
        }
    }

    /// Through every step in which events become sums, and through late events: the state is that of the events that are kept.
    @Test func keptStatesFollowAHistoryThatIsCut() async throws {
        let (service, clock) = try ServiceWorld.service(options: options(1))
        let engine = try #require(try service.host.current().engine as? ModelEngine)
        // Never fewer than the model reads.
        let bound = engine.scorer.model.configuration.maximumSequenceLength
        #expect(bound == 64)
        var (late, answers) = ([Int](), 0)
        for number in 0..<260 {
            clock.advance(seconds: 60)
            if number % 23 == 7 {
                late.append(number)
            } else {
                #expect(try await service.take([try event(service, number, "busy", at: minutes(number))]) == [.accepted])
            }
            if number % 40 == 39 {
                for number in late { _ = try await service.take([try event(service, number, "busy", at: minutes(number))]) }
                late = []
            }
            guard number % 3 == 0 || number > 230 else { continue }
            let difference = try largestDifference(service, "busy", Moment(time: clock.now))
            #expect(difference <= 2e-4, "after \(number) events")
            answers += 1
        }
        let view = try view(service, "busy")
        #expect(view.eventCount == 260 && view.eventsBefore > 0 && (64..<80).contains(view.interactions.count))
        let statistics = try #require(engine.states?.statistics)
        // A step, or a late event, has the history read anew; others do not.
        #expect(answers > 90 && statistics.misses < 40, "\(answers) \(statistics)")
        // Older than everything, on a title that was never met: into the sums, and the events that are kept stay where they are.
        let unmet = try #require((0..<engine.itemCount).map { ItemIndex($0) }.first { view.titles[$0] == nil })
        _ = try await service.take([try event(service, 1000, "busy", at: minutes(-10), on: unmet)])
        let summed = try self.view(service, "busy")
        #expect(summed.eventsBefore == view.eventsBefore + 1 && summed.interactions == view.interactions)
        #expect(summed.older?.met.first == unmet && summed.older?.recent.last == unmet && summed.titles[unmet]?.choices == 1)
        _ = try await service.take([try event(service, 1001, "busy", at: minutes(1001))])
        #expect(try largestDifference(service, "busy", Moment(time: minutes(1002))) <= 2e-4)
        // Reasons are measured from the same events.
        let answer = try service.recommendations(ListRequest(.user(UserID("busy")), at: Moment(time: clock.now), count: 1))
        let item = try #require(answer.items.first).index
        let why = try service.why(.user(UserID("busy")), answer.snapshot.titles[item].id, at: Moment(time: clock.now))
        let score = try service.sheet(.user(UserID("busy")), Moment(time: clock.now)).scores[item.position]
        #expect(abs(try #require(why.score) - score) < 2e-4 && why.faithfulness.readTokens > 0 && why.faithfulness.triedTokens > 0)
        #expect(try service.tokens(of: UserID("busy")).rows.count > 0)
    }

    @Test func whoHasFewerEventsIsAnsweredAsBefore() throws {
        let (bounded, clock) = try ServiceWorld.service(options: options(1))
        let (unbounded, _) = try ServiceWorld.service(options: options(1_000_000))
        var compared = 0
        for user in try ServiceWorld.users(bounded, count: 150) {
            let moment = Moment(time: clock.now)
            let (one, other) = (try bounded.sheet(.user(user), moment), try unbounded.sheet(.user(user), moment))
            guard one.person.older == nil else { continue }
            compared += 1
            #expect(one.scores == other.scores && one.person.titles == other.person.titles)
            let request = PageRequest(.user(user), at: moment, rows: 5, count: 10)
            let (page, same) = (try bounded.home(request), try unbounded.home(request))
            #expect(page.rows.map(\.id) == same.rows.map(\.id))
            #expect(page.rows.map { $0.items.map(\.index) } == same.rows.map { $0.items.map(\.index) })
            #expect(page.rows.map { $0.items.map(\.score) } == same.rows.map { $0.items.map(\.score) })
            #expect(try bounded.profile(user, at: moment).trends == unbounded.profile(user, at: moment).trends)
        }
        #expect(compared > 10, "\(compared)")
    }

    @Test func aProfileRestsOnTheWholeHistory() async throws {
        let (bounded, clock) = try ServiceWorld.service(trained: false, options: options(10))
        let (whole, _) = try ServiceWorld.service(trained: false, options: options(1_000_000))
        let kinds: [EventKind] = [.play, .complete, .thumbsUp, .search, .rating, .thumbsDown, .impression, .impression]
        for count in [30, 45, 60, 200] {
            for number in (count == 30 ? 0 : try view(bounded, "busy").eventCount)..<count {
                clock.advance(seconds: 60)
                // The last of them choose nothing.
                let kind = number % 60 > 45 ? .impression : kinds[number % kinds.count]
                for service in [bounded, whole] {
                    _ = try await service.take([try event(service, number, "busy", at: minutes(number * 7), kind: kind)])
                }
            }
            let moment = Moment(time: minutes(count * 7))
            let (one, other) = (try bounded.profile(UserID("busy"), at: moment), try whole.profile(UserID("busy"), at: moment))
            #expect(try view(bounded, "busy").eventsBefore > 0 && view(whole, "busy").eventsBefore == 0)
            #expect(one.habits == other.habits && one.evidence.events == count && other.evidence.events == count)
            #expect(one.evidence.titles == other.evidence.titles)
            #expect(one.evidence.first == other.evidence.first && one.evidence.last == other.evidence.last)
            #expect(one.trends.count == other.trends.count)
            for (trend, same) in zip(
                one.trends.sorted { $0.value < $1.value }, other.trends.sorted { $0.value < $1.value })
            {
                #expect(trend.value == same.value && abs(trend.recentShare - same.recentShare) < 1e-9)
                #expect(abs(trend.earlierShare - same.earlierShare) < 1e-9)
            }
            let chosen = Dictionary(other.likes.map { ($0.value, $0) }, uniquingKeysWith: { first, _ in first })
            for value in one.likes {
                guard let same = chosen[value.value], same.facet == value.facet else { continue }
                #expect(value.chosen == same.chosen && value.liked == same.liked && value.titles == same.titles, "\(value.value)")
            }
            // Impressions that are sums still count as passed over.
            let snapshots = (try bounded.host.current(), try whole.host.current())
            bounded.forget(UserID("busy"))
            let passed = try bounded.exposures(of: view(bounded, "busy"), in: snapshots.0)
            whole.forget(UserID("busy"))
            let same = try whole.exposures(of: view(whole, "busy"), in: snapshots.1)
            #expect(counts(passed, moment) == counts(same, moment) && (passed?.count ?? 0) > 0)
        }
    }

    private func counts(_ exposures: Exposures?, _ moment: Moment) -> [ItemIndex: Float] {
        var counts: [ItemIndex: Float] = [:]
        exposures?.forEach(at: moment.time, visit: 30, halfLife: 7) { counts[$0] = $1 }
        return counts
    }

    @Test func restartMergeErasureAndConsentLeaveTheWholeHistory() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false, options: options(20))
        // Two ids of one person, whose events alternate; some come late, and one twice.
        for number in 0..<120 {
            let user = number % 3 == 0 ? "old" : "new"
            _ = try view(service, user)
            let late = number % 17 == 5 ? 40 : 0
            let kind: EventKind = number == 2 ? .hide : number == 4 ? .thumbsDown : .play
            let sent = try event(service, number, user, at: minutes(number - late).advanced(by: late > 0 ? 500 : 0), kind: kind)
            #expect(try await service.take([sent]) == [.accepted])
            let before = try view(service, user).eventCount
            #expect(try await service.take([sent]) == [.duplicate])
            #expect(try view(service, user).eventCount == before)
        }
        func expectWhole(_ user: String, events: Int, _ note: String) throws {
            let (own, again) = (try view(service, user), try view(try restarted(service, clock, events: 20), user))
            let whole = try view(try restarted(service, clock, events: 1_000_000), user)
            #expect(own.eventCount == events && whole.interactions.count == events && own.interactions.count < 25, "\(note)")
            #expect(own.titles == again.titles && own.titles == whole.titles, "\(note)")
            #expect(whole.interactions.suffix(own.interactions.count) == own.interactions[...], "\(note)")
            #expect(again.interactions.suffix(own.interactions.count) == own.interactions[...], "\(note)")
            #expect(Set(own.older!.met + own.interactions.compactMap(\.item)) == Set(whole.titles.keys), "\(note)")
        }
        try expectWhole("old", events: 40, "old")
        try expectWhole("new", events: 80, "new")
        _ = try await service.merge(UserID("old"), into: UserID("new"))
        try expectWhole("new", events: 120, "merged")
        let merged = try view(service, "new")
        #expect(merged.titles.values.contains { $0.isRefused } && merged.titles.values.contains { $0.isDisliked })
        #expect(try service.export(of: UserID("new")).events.count == 120)

        _ = try service.setConsents([.personalise: .init(isGiven: false, time: clock.now)], of: UserID("new"))
        #expect(try view(service, "new").eventCount == 0 && view(service, "new").titles.isEmpty)
        _ = try service.setConsents([.personalise: nil], of: UserID("new"))
        try expectWhole("new", events: 120, "allowed again")

        _ = try await service.erase(UserID("new"))
        let gone = try view(service, "new")
        #expect(gone.eventCount == 0 && gone.older == nil && gone.titles.isEmpty)
        #expect(try view(service, "old").titles.isEmpty)
    }

    @Test func aVisitEndsWhereItsHistoryIsNotKeptAnyMore() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false, options: options(20))
        for number in 0..<30 { _ = try await service.take([try event(service, number, "busy", at: minutes(number))]) }
        clock.advance(seconds: 30 * 60)
        let request = ListRequest(.user(UserID("busy")), at: Moment(time: clock.now), count: 3)
        let first = try service.recommendations(request)
        var next = request
        next.cursor = first.next
        #expect(try service.recommendations(next).items.count == 3)
        _ = try await service.take([try event(service, 30, "busy", at: minutes(30))])
        #expect(try service.recommendations(next).items.count == 3)
        for number in 31..<70 { _ = try await service.take([try event(service, number, "busy", at: minutes(number))]) }
        #expect(throws: ServingError.self) { try service.recommendations(next) }
        #expect(try service.recommendations(request).items.count == 3)
    }
}

extension Timestamp {
    fileprivate func advanced(by milliseconds: Int64) -> Timestamp { Timestamp(rawValue: rawValue + milliseconds) }
}
