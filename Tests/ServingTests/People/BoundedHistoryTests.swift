import Datasets
import Recommenders
import Serving
import Testing

/// A history of which the latest events alone are kept one by one says all the rest that the whole history says.
@Suite struct BoundedHistoryTests {
    private static let kinds: [EventKind] = [
        .play, .progress, .complete, .abandon, .thumbsUp, .thumbsDown, .hide, .listAdd, .listRemove, .rating, .impression, .search,
    ]
    private static let day: Int64 = 86_400_000

    /// What the service does with an event that has become durable, and with a late one that it cannot place.
    private struct Follower {
        let bound: HistoryBound
        let record: PersonRecord
        /// In the order of the log.
        private(set) var log: [Interaction] = []
        private(set) var view: PersonView
        private(set) var counts = (appended: 0, inserted: 0, summed: 0, readAnew: 0)

        init(_ bound: HistoryBound, _ record: PersonRecord = PersonRecord()) {
            (self.bound, self.record) = (bound, record)
            view = PersonView(history: [], record: record, bound: bound)
        }

        mutating func take(_ event: Interaction) {
            let key = event.time?.rawValue ?? .min
            log.insert(event, at: log.firstIndex { ($0.time?.rawValue ?? .min) > key } ?? log.endIndex)
            let before = view.eventsBefore
            if view.continues(with: event) {
                counts.appended += 1
                view.append(event)
            } else if view.insert(event) {
                counts.inserted += 1
                if view.eventsBefore == before + 1 { counts.summed += 1 }
            } else {
                counts.readAnew += 1
                view = again
            }
        }

        var again: PersonView { PersonView(history: log, record: record, bound: bound) }
        var whole: PersonView { PersonView(history: log, record: record, bound: HistoryBound(events: 1_000_000)) }
    }

    private func event(_ chance: inout SeededGenerator, _ world: PageWorld, at time: Int64) -> Interaction {
        let kind = Self.kinds.randomElement(using: &chance)!
        // A few titles are met all the time, most hardly ever.
        let item = Int(Double(world.catalog.count) * pow3(Double.random(in: 0..<1, using: &chance)))
        return Interaction(
            item: kind == .search ? nil : ItemIndex(item), kind: kind, time: Timestamp(rawValue: time),
            rating: kind == .rating ? Float(Int.random(in: 1...5, using: &chance)) : nil,
            completion: kind == .progress ? Float.random(in: 0...1, using: &chance) : nil, device: UInt8.random(in: 0...2, using: &chance),
            episode: Int32.random(in: 0...3, using: &chance))
    }
    private func pow3(_ x: Double) -> Double { x * x * x }

    /// Everything that pages and rules read of a person, with scores that do not depend on the history.
    private func read(_ person: PersonView, _ world: PageWorld) -> PageContext {
        let scores = world.engine.popularity
        var permitted = ItemMask(itemCount: world.catalog.count, all: true)
        for (item, record) in person.titles where record.isRefused { permitted.remove(item) }
        let sheet = ScoreSheet(world.snapshot, person, Moment(time: PageWorld.now), scores: scores, permitted: permitted)
        return PageContext(sheet, shelves: world.snapshot.shelves, options: PageOptions())
    }

    private func expectSamePages(_ view: PersonView, _ whole: PersonView, _ world: PageWorld, _ note: String) {
        #expect(view.titles == whole.titles, "\(note)")
        let (own, all) = (read(view, world), read(whole, world))
        let places = (0..<world.catalog.count).map { ItemIndex($0) }
        #expect(places.filter(own.open.contains) == places.filter(all.open.contains), "\(note): seen")
        #expect(places.filter(own.permitted.contains) == places.filter(all.permitted.contains), "\(note): refused")
        #expect(own.recent == all.recent, "\(note): recent")
        #expect(own.mix?.own == all.mix?.own, "\(note): mix")
        let (rows, others) = (RowProposals(own).all(), RowProposals(all).all())
        #expect(rows.map(\.id) == others.map(\.id), "\(note): rows")
        for (row, other) in zip(rows, others) {
            #expect(
                row.title == other.title && row.candidates.map(\.item) == other.candidates.map(\.item)
                    && row.progress.keys.sorted() == other.progress.keys.sorted(), "\(note): \(row.id)")
        }
    }

    /// Pages keep what they take from a history; whatever changes it makes them look again, and copies of what it was keep theirs.
    @Test func whatPagesKeepOfAHistoryIsThatOfTheHistoryAsItIs() {
        var chance = SeededGenerator(seed: 77)
        let world = PageWorld(titles: 60, seed: 3, restrictions: false)
        for _ in 0..<20 {
            var follower = Follower(HistoryBound(events: 30))
            for hour in 0..<80 {
                let before = follower.view
                let kept = read(before, world)
                let late = Int64.random(in: 0...3, using: &chance) == 0 ? Int64.random(in: 1...40, using: &chance) : 0
                follower.take(event(&chance, world, at: PageWorld.now.rawValue - (300 - Int64(hour) + late) * 3_600_000))
                expectSamePages(follower.view, follower.again, world, "after \(hour)")
                #expect(read(before, world).recent == kept.recent)
            }
            for count in [follower.view.eventsBefore, follower.view.eventCount - 1] {
                guard let past = follower.view.asOf(events: count) else { continue }
                #expect(read(past, world).recent == TasteSketch.recent(past, limit: TasteSketch.recentCount))
            }
        }
    }

    @Test(arguments: [0, 1, 2]) func sumsSayWhatTheWholeHistorySays(kind: Int) {
        var chance = SeededGenerator(seed: UInt64(40 + kind))
        let world = PageWorld(titles: 60, seed: 3, restrictions: false)
        var (summed, inserted, readAnew) = (0, 0, 0)
        for round in 0..<60 {
            let bound = HistoryBound(events: [1, 4, 9, 16, 40][round % 5])
            let begun = PageWorld.now.rawValue - 300 * Self.day
            let count = Int.random(in: 30...250, using: &chance)
            let record = PersonRecord(tasteSince: kind == 2 ? Timestamp(rawValue: begun + 20 * 3_600_000) : nil)
            var follower = Follower(bound, record)
            var arriving = (0..<count).map { event(&chance, world, at: begun + Int64($0) * 3_600_000) }
            // In order, or a few of them as late as can be, some at the same instant as another.
            if kind > 0 {
                for _ in 0..<count / 6 {
                    var late = arriving.remove(at: Int.random(in: 0..<arriving.count, using: &chance))
                    if Int.random(in: 0..<8, using: &chance) == 0 { late.time = arriving.randomElement(using: &chance)!.time }
                    arriving.insert(late, at: Int.random(in: 0...arriving.count, using: &chance))
                }
            }
            for (number, event) in arriving.enumerated() {
                follower.take(event)
                let view = follower.view
                #expect(view.interactions.count < bound.events + max(1, bound.events / 4), "\(round), \(number)")
                #expect(view.eventsBefore == 0 || view.interactions.count >= bound.events, "\(round), \(number)")
                let again = follower.again
                #expect(view.eventCount == again.eventCount && view.titles == again.titles)
                // Behind a late event among the sums one event fewer is kept than after a restart, until the next step.
                #expect(view.eventsBefore >= again.eventsBefore, "\(round), \(number)")
                #expect(again.interactions.suffix(view.interactions.count) == view.interactions[...], "\(round), \(number)")
                if view.eventsBefore == again.eventsBefore {
                    #expect(view.interactions == again.interactions && view.older == again.older, "\(round), \(number)")
                }
                if number % 13 == 0 || number == arriving.count - 1 {
                    expectSamePages(view, follower.whole, world, "\(kind), \(round), \(number)")
                }
            }
            (summed, inserted) = (summed + follower.counts.summed, inserted + follower.counts.inserted)
            readAnew += follower.counts.readAnew
        }
        if kind > 0 { #expect(summed > 50 && inserted > 300 && readAnew > 50, "\(summed) \(inserted) \(readAnew)") }
    }

    @Test func whatWasTakenOutOfTheTasteStaysMetAndOutOfTheSums() {
        var chance = SeededGenerator(seed: 9)
        let world = PageWorld(titles: 60, seed: 3, restrictions: false)
        for _ in 0..<40 {
            let events = (0..<120).map { event(&chance, world, at: PageWorld.now.rawValue - Int64(200 - $0) * 3_600_000) }
            let gone = ItemIndex(Int.random(in: 0..<20, using: &chance))
            let taste = events.filter { $0.item != gone }
            let view = PersonView(history: events, taste: taste, bound: HistoryBound(events: 16))
            let whole = PersonView(history: events, taste: taste, bound: HistoryBound(events: 1000))
            #expect(view.eventsBefore > 0 && view.eventCount == taste.count && view.older?.titles[gone] == nil)
            expectSamePages(view, whole, world, "without \(gone)")
        }
    }

    @Test func ordersWithoutTimesAreSummedAsWell() {
        var chance = SeededGenerator(seed: 10)
        let world = PageWorld(titles: 60, seed: 3, restrictions: false)
        var follower = Follower(HistoryBound(events: 16))
        for number in 0..<200 {
            var event = event(&chance, world, at: 0)
            event.time = nil
            follower.take(event)
            if number % 20 == 19 { expectSamePages(follower.view, follower.whole, world, "\(number)") }
        }
        #expect(follower.counts.appended == 200 && follower.view.eventsBefore > 150)
    }

    @Test func fortyThousandEventsAreKeptWithinTheBoundAndBelowItNothingChanges() {
        var chance = SeededGenerator(seed: 11)
        let world = PageWorld(titles: 200, seed: 3, restrictions: false)
        let events = (0..<40_000).map { event(&chance, world, at: PageWorld.now.rawValue - Int64(40_000 - $0) * 60_000) }
        var view = PersonView(history: [])
        var (steps, most) = (0, 0)
        for (number, event) in events.enumerated() {
            if view.append(event) { steps += 1 }
            most = max(most, view.interactions.count)
            if number == 20_478 { #expect(view.older == nil && view.interactions == Array(events[...number])) }
        }
        #expect(most == 20_479 && steps == 5 && view.eventCount == 40_000)
        let again = PersonView(history: events)
        #expect(view.interactions == again.interactions && view.older == again.older && view.titles == again.titles)
        #expect(again.interactions.capacity < 2 * 20_480, "\(again.interactions.capacity)")
        expectSamePages(view, PersonView(history: events, bound: HistoryBound(events: 100_000)), world, "40,000")
    }
}
