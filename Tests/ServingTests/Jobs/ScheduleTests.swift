import Datasets
import Foundation
import Serving
import Testing

@Suite(.timeLimit(.minutes(30))) struct ScheduleTests {
    private static let hour: Int64 = 3_600_000
    /// A midnight.
    private static let day = Timestamp(rawValue: 1_800_057_600_000)

    private func time(_ hours: Double) -> Timestamp { Timestamp(rawValue: Self.day.rawValue + Int64(hours * Double(Self.hour))) }

    private func freshness(data: Double? = 0, new: Int? = 5000, erased: Double? = nil) -> Freshness {
        Freshness(
            model: "m", dataTime: data.map(time), storedEvents: 9000, newEvents: new, oldestErasureInWeights: erased.map(time),
            erasuresInWeights: erased == nil ? 0 : 1, time: time(0))
    }

    @Test func hoursAreCountedFromTheDataOrTheLastAttempt() {
        let schedule = Schedule(everyHours: 24, minimumNewEvents: 1000)
        #expect(schedule.due(freshness(), lastTraining: nil, now: time(23.9)) == nil)
        #expect(schedule.due(freshness(), lastTraining: nil, now: time(24)) == .interval)
        // One that failed is not tried again at once.
        #expect(schedule.due(freshness(), lastTraining: time(20), now: time(30)) == nil)
        #expect(schedule.due(freshness(new: 999), lastTraining: nil, now: time(100)) == nil)
        #expect(schedule.due(freshness(data: nil, new: nil), lastTraining: nil, now: time(1)) == .interval)
    }

    @Test func anHourOfTheDayComesOnceADay() {
        let schedule = Schedule(atHour: 3, minimumNewEvents: 0)
        #expect(schedule.due(freshness(data: -20), lastTraining: nil, now: time(2.9)) == nil)
        #expect(schedule.due(freshness(data: -22), lastTraining: nil, now: time(2.9)) == .hour)
        #expect(schedule.due(freshness(data: -20), lastTraining: nil, now: time(3)) == .hour)
        #expect(schedule.due(freshness(data: -20), lastTraining: time(3), now: time(20)) == nil)
        #expect(schedule.due(freshness(data: -20), lastTraining: time(3), now: time(27)) == .hour)
    }

    @Test func weightsForgetTheErasedInTime() {
        let schedule = Schedule(minimumNewEvents: 1_000_000)
        let days = 24.0
        #expect(schedule.due(freshness(erased: 1), lastTraining: nil, now: time(28.9 * days)) == nil)
        #expect(schedule.due(freshness(erased: 1), lastTraining: nil, now: time(29.1 * days)) == .erasure)
        // What did not help is tried again a day later.
        #expect(schedule.due(freshness(erased: 1), lastTraining: time(29 * days), now: time(29.1 * days)) == nil)
        #expect(schedule.due(freshness(erased: 1), lastTraining: time(29 * days), now: time(30 * days)) == .erasure)
        #expect(schedule.due(freshness(), lastTraining: nil, now: time(100 * days)) == nil)
    }

    @Test func impossibleSchedulesAreRefused() {
        let bad = [
            Schedule(everyHours: 0), Schedule(everyHours: .nan), Schedule(everyHours: 1e9), Schedule(atHour: 24), Schedule(atHour: -1),
            Schedule(everyHours: 3, atHour: 3), Schedule(minimumNewEvents: -1), Schedule(budgetSeconds: .infinity),
            Schedule(erasureDays: 31),
        ]
        for schedule in bad { #expect(throws: ServingError.self, "\(schedule)") { try schedule.validate() } }
        #expect(throws: Never.self) { try Schedule(everyHours: 24).validate() }
    }

    @Test func theSchedulerTrainsOnceAndTheNextLookWaitsForIt() async throws {
        let runner = ScriptedRunner()
        let world = try JobWorld(runner, users: 12)
        defer { world.remove() }
        let models = ModelService(service: world.service, jobs: world.jobs)
        defer { withExtendedLifetime(models) {} }
        let scheduler = Scheduler(service: world.service, jobs: world.jobs)
        await scheduler.tick()
        #expect(try world.jobs.jobs().isEmpty && scheduler.freshness().storedEvents > 0)
        try scheduler.set(Schedule(everyHours: 6, minimumNewEvents: 1, budgetSeconds: 60))
        await scheduler.tick()
        await scheduler.tick()
        #expect(try world.jobs.jobs().map(\.request) == [.train(.init(budgetSeconds: 60, promotes: true))])
        try await world.running {
            let number = try #require(await runner.starts.next())
            runner.say(number, "{\"published\":\"m-1\"}\n")
            runner.end(number, .exited(0))
            _ = await world.ended.next()
            // Before the gate, and into the report.
            let kinds = try world.jobs.jobs().map(\.kind)
            #expect(Set(kinds) == [.train, .compare, .evaluate] && kinds.count == 3)
            world.clock.advance(hours: 5)
            await scheduler.tick()
            #expect(try world.jobs.jobs().count { $0.kind == .train } == 1)
            world.clock.advance(hours: 1.1)
            await scheduler.tick()
            #expect(try world.jobs.jobs().count { $0.kind == .train } == 2)
        }
        try scheduler.set(nil)
        #expect(try scheduler.schedule() == nil && scheduler.failure == nil)
    }

    @Test func theDataReportIsKeptUntilItIsMadeAgain() async throws {
        let runner = ScriptedRunner()
        let world = try JobWorld(runner, users: 12)
        defer { world.remove() }
        let reports = DataReports(service: world.service, jobs: world.jobs)
        #expect(try reports.latest() == nil)
        try await world.running {
            let first = try reports.refresh(requester: "k")
            let number = try #require(await runner.starts.next())
            #expect(try reports.refresh(requester: "k").id == first.id)
            runner.print(number, "{\"data\":{\"findings\":[]}}")
            runner.end(number, .exited(3))
            _ = await world.ended.next()
            let report = try #require(try reports.latest())
            #expect(report.job == first.id && report.newEvents == 0 && String(decoding: report.json, as: UTF8.self).contains("findings"))
        }
    }
}
