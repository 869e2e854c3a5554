import Datasets
import Foundation
import Testing

struct PopularityTests {
    private static let hour: Int64 = 3_600_000
    private let itemCount = 7

    /// Some weeks of choices, many at the same instant and many exactly a window apart.
    private func choices(seed: UInt64, count: Int = 400) -> [(time: Int64, item: Int32)] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (time: Int64.random(in: 0..<24 * 28, using: &random) * Self.hour / 2, item: Int32.random(in: 0..<6, using: &random))
        }
    }

    private func bruteForce(_ choices: [(time: Int64, item: Int32)], _ item: Int, before time: Int64) -> PopularityCounts {
        func count(_ hours: Int64) -> Int {
            choices.count { Int($0.item) == item && $0.time < time && $0.time >= time - hours * Self.hour }
        }
        return PopularityCounts(hour: count(1), day: count(24), week: count(168))
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func countsAreThoseOfCountingOneByOne(seed: UInt64) {
        let choices = choices(seed: seed)
        let timeline = PopularityTimeline(itemCount: itemCount, choices: choices)
        for step in -1..<70 {
            let time = Int64(step) * Self.hour * 11 + Int64(step % 3)
            for item in 0..<itemCount {
                let found = timeline.counts(of: ItemIndex(item), before: Timestamp(rawValue: time))
                #expect(found == bruteForce(choices, item, before: time), "item \(item) at \(time), seed \(seed)")
            }
        }
    }

    @Test(arguments: [4, 5] as [UInt64]) func aCursorCountsTheSameInWhateverOrderItIsMoved(seed: UInt64) {
        let timeline = PopularityTimeline(itemCount: itemCount, choices: choices(seed: seed))
        let weights = PopularityWeights(hour: 0.5, day: -0.25, week: 2)
        var cursor = PopularityCursor(timeline, weights: weights)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let time = Timestamp(rawValue: Int64.random(in: -Self.hour * 200..<Self.hour * 900, using: &random))
            cursor.move(to: time)
            for item in 0..<itemCount {
                let counts = timeline.counts(of: ItemIndex(item), before: time)
                let value =
                    weights.hour * log1p(Float(counts.hour)) + weights.day * log1p(Float(counts.day))
                    + weights.week * log1p(Float(counts.week))
                #expect(abs(cursor.values[item] - value) < 1e-5, "item \(item) at \(time.rawValue), seed \(seed)")
                #expect(cursor.isActive(item) == (counts.week > 0))
            }
        }
    }

    @Test func theInstantItselfAndWhatFollowsAreNotTold() {
        let all = choices(seed: 6)
        for time in stride(from: Int64(0), to: 700 * Self.hour, by: Int(37 * Self.hour) / 2) {
            let whole = PopularityTimeline(itemCount: itemCount, choices: all)
            let past = PopularityTimeline(itemCount: itemCount, choices: all.filter { $0.time < time })
            for item in 0..<itemCount {
                let (a, b) = (ItemIndex(item), Timestamp(rawValue: time))
                #expect(whole.counts(of: a, before: b) == past.counts(of: a, before: b))
            }
        }
        let alone = PopularityTimeline(itemCount: 1, choices: [(time: 1000, item: 0)])
        #expect(alone.counts(of: ItemIndex(0), before: Timestamp(rawValue: 1000)) == PopularityCounts())
        #expect(alone.counts(of: ItemIndex(0), before: Timestamp(rawValue: 1001)) == PopularityCounts(hour: 1, day: 1, week: 1))
        #expect(alone.counts(of: ItemIndex(0), before: Timestamp(rawValue: 1000 + Self.hour)).hour == 1)
        #expect(alone.counts(of: ItemIndex(0), before: Timestamp(rawValue: 1001 + Self.hour)).hour == 0)
    }

    @Test func theEndsOfTimeAreCountedAndNotTrapped() {
        let timeline = PopularityTimeline(itemCount: 2, choices: [(time: .min + 1, item: 0), (time: .max, item: 1)])
        for time in [Int64.min, .min + 1, .min + 2, 0, .max] {
            var cursor = PopularityCursor(timeline)
            cursor.move(to: Timestamp(rawValue: time))
            #expect(cursor.isActive(0) == (timeline.counts(of: ItemIndex(0), before: Timestamp(rawValue: time)).week > 0))
        }
        #expect(PopularityTimeline(itemCount: 0, choices: []).end == nil)
        var empty = PopularityCursor(PopularityTimeline(itemCount: 0, choices: []))
        empty.move(to: Timestamp(rawValue: 5))
        #expect(empty.values.isEmpty)
    }

    // MARK: What counts as a choice

    private func event(_ item: Int, _ kind: EventKind, minute: Int64?) -> Interaction {
        Interaction(item: ItemIndex(item), kind: kind, time: minute.map { Timestamp(seconds: $0 * 60) })
    }

    private func counts(_ events: [Interaction], before minute: Int64) -> [Int] {
        let user = UserHistory(id: UserID("u"), key: 1, interactions: events)
        let timeline = PopularityTimeline(itemCount: 3, histories: [user])
        return (0..<3).map { timeline.counts(of: ItemIndex($0), before: Timestamp(seconds: minute * 60)).week }
    }

    @Test func aChoiceIsCountedOnceAndWhenItBegan() {
        let film = [event(0, .play, minute: 1), event(0, .pause, minute: 5), event(0, .complete, minute: 20), event(1, .play, minute: 25)]
        #expect(counts(film, before: 2) == [1, 0, 0])
        #expect(counts(film, before: 60) == [1, 1, 0])
    }

    @Test func whatWasOnlyShownOrRefusedIsNoChoice() {
        let shown = [event(0, .impression, minute: 1), event(1, .hide, minute: 2), event(2, .play, minute: nil)]
        #expect(counts(shown, before: 60) == [0, 0, 0])
    }

    @Test func aRefusalThatCameLaterDoesNotUndoTheChoice() {
        let regretted = [event(0, .play, minute: 1), event(0, .thumbsDown, minute: 9)]
        #expect(counts(regretted, before: 5) == counts(regretted, before: 30))
    }

    // MARK: Logs

    @Test func aLogThatHasEndedAnswersAsOfItsEnd() {
        let timeline = PopularityTimeline(itemCount: 1, choices: [(time: 5000, item: 0)])
        let (live, ended) = (PopularityLog(timeline), PopularityLog(timeline, isLive: false))
        #expect(live.instant(of: Timestamp(rawValue: 9000)).rawValue == 9000)
        #expect(ended.instant(of: Timestamp(rawValue: 9000)).rawValue == 5001)
        #expect(ended.instant(of: Timestamp(rawValue: 400)).rawValue == 400)
    }

    @Test func rowsOfASoftmaxAreToldOfTheirOwnItems() {
        let timeline = PopularityTimeline(itemCount: 3, choices: [(time: 1, item: 0), (time: 2, item: 2), (time: 3, item: 2)])
        let rows = timeline.mapped(to: [-1, -1, 0], count: 1)
        #expect(rows.counts(of: ItemIndex(0), before: Timestamp(rawValue: 10)).hour == 2)
        #expect(rows.choiceCount == 2)
    }

    @Test func onlyProtocolsThatAskOneAfterTheOtherReadOn() throws {
        let catalog = Catalog((0..<4).map { Item(id: ItemID("i\($0)")) })
        let users = (0..<20).map { number in
            UserHistory(
                id: UserID("u\(number)"), key: UInt64(number),
                interactions: (0..<6).map {
                    Interaction(item: ItemIndex($0 % 4), kind: .play, time: Timestamp(seconds: Int64($0 * 20_000 + number * 7)))
                })
        }
        let dataset = Dataset(name: "d", catalog: catalog, users: users)
        for (kind, live) in [(SplitProtocol.temporalEach, true), (.temporalAll, true), (.temporalLast, false), (.leaveOneOut, false)] {
            let split = try Split.make(dataset, SplitConfiguration(kind))
            let log = split.popularityLog(of: dataset)
            #expect(log.isLive == live)
            #expect((log.timeline.choiceCount == 120) == live, "\(kind.rawValue)")
        }
    }
}
