import Datasets
import Serving
import Testing

/// Events that come late are put where reading the whole history anew would put them, or the view says that it cannot tell.
@Suite struct LateEventTests {
    private static let kinds: [EventKind] = [.play, .complete, .abandon, .thumbsUp, .thumbsDown, .search, .progress]

    private func event(_ random: inout SeededGenerator, at seconds: Int64) -> Interaction {
        let kind = LateEventTests.kinds[Int(random.next() % UInt64(LateEventTests.kinds.count))]
        let item = kind == .search ? nil : ItemIndex(Int(random.next() % 12))
        return Interaction(
            item: item, kind: kind, time: Timestamp(seconds: seconds), completion: kind == .progress ? 0.5 : nil,
            episode: Int32(random.next() % 3))
    }

    @Test func aLateEventLandsWhereReadingAnewPutsIt() {
        var random = SeededGenerator(seed: 5)
        var (inserted, refused) = (0, 0)
        for _ in 0..<2_000 {
            let events = (0..<30).map { event(&random, at: Int64($0) * 10) }
            var view = PersonView(history: events)
            let late = event(&random, at: Int64(random.next() % 330))
            if view.continues(with: late) { continue }
            let before = view
            guard view.insert(late) else {
                refused += 1
                #expect(view.interactions == before.interactions && view.titles == before.titles)
                continue
            }
            inserted += 1
            let place = events.firstIndex { $0.time! > late.time! } ?? events.count
            let anew = PersonView(history: Array(events[..<place] + [late] + events[place...]))
            #expect(view.interactions == anew.interactions && view.titles == anew.titles)
        }
        #expect(inserted > 200 && refused > 50, "\(inserted), \(refused)")
    }

    @Test func aHistoryWhoseEventsCrossIsTheWholeHistory() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let events = (0..<40).map { event(&random, at: Int64($0) + 1) }
            // All but a few come in order; the few come behind the others.
            let late = Set((1..<40).shuffled(using: &random).prefix(6))
            var view = PersonView(history: events.indices.filter { !late.contains($0) }.map { events[$0] })
            for place in late.shuffled(using: &random) {
                var isPlaced = view.continues(with: events[place])
                if isPlaced { view.append(events[place]) } else { isPlaced = view.insert(events[place]) }
                #expect(isPlaced)
            }
            let whole = PersonView(history: events)
            #expect(view.interactions == whole.interactions && view.titles == whole.titles)
        }
    }

    @Test func whatOnlyReadingAnewCanTellIsRefused() {
        let films = [ItemIndex(0), ItemIndex(1), ItemIndex(2)]
        func play(_ item: ItemIndex, _ seconds: Int64?) -> Interaction {
            Interaction(item: item, kind: .play, time: seconds.map { Timestamp(seconds: $0) })
        }
        let history = [play(films[0], 10), play(films[1], 20), play(films[0], 30)]
        var view = PersonView(history: history)
        // An instant that is there already, before everything, without a time.
        for late in [play(films[2], 20), play(films[2], 5), play(films[2], nil)] {
            let isPlaced = view.insert(late)
            #expect(!isPlaced)
        }
        #expect(view.interactions == history)
        let isPlaced = view.insert(play(films[2], 25))
        #expect(isPlaced && view.interactions.map(\.item) == [films[0], films[1], films[2], films[0]])
        // What came of a title that is among the later ones is told again, unless some of its events are in no list.
        let isPlacedAmongItsOwn = view.insert(play(films[0], 15))
        #expect(isPlacedAmongItsOwn && view.titles[films[0]]?.choices == 3)
        var begun = PersonView(history: history, record: PersonRecord(tasteSince: Timestamp(seconds: 15)))
        let isPlacedAfterBeginning = begun.insert(play(films[0], 25))
        #expect(!isPlacedAfterBeginning)
        // Events before a beginning anew, and any late one where some were taken out.
        var since = PersonView(history: history, record: PersonRecord(tasteSince: Timestamp(seconds: 28)))
        let isPlacedBefore = since.insert(play(films[2], 25))
        #expect(!isPlacedBefore)
    }

    @Test func howFarBackAnEventBelongsDoesNotMatter() {
        func play(_ item: Int, _ seconds: Int64) -> Interaction {
            Interaction(item: ItemIndex(item), kind: .play, time: Timestamp(seconds: seconds))
        }
        let history = (0..<3000).map { play(0, Int64($0) * 10) }
        var view = PersonView(history: history)
        let (far, near) = (view.insert(play(1, 55)), view.insert(play(1, 29_855)))
        let whole = PersonView(history: (history + [play(1, 55), play(1, 29_855)]).sorted { $0.time! < $1.time! })
        #expect(far && near && view.interactions == whole.interactions && view.titles == whole.titles)
    }
}
