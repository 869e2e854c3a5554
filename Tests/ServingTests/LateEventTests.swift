import Datasets
import Serving
import Testing

/// An event that comes late is put into a kept view as reading the history anew would put it.
@Suite struct LateEventTests {
    private func event(_ time: Int, _ random: inout SeededGenerator) -> Interaction {
        let kinds: [EventKind] = [.play, .abandon, .complete, .thumbsUp, .thumbsDown, .rating, .progress, .listAdd, .listRemove]
        return Interaction(
            item: ItemIndex(Int.random(in: 0..<4, using: &random)), kind: kinds.randomElement(using: &random)!,
            time: Timestamp(seconds: Int64(time)), rating: Bool.random(using: &random) ? Float(Int.random(in: 1...5, using: &random)) : nil,
            completion: Bool.random(using: &random) ? Float.random(in: 0...1, using: &random) : nil,
            episode: Int32.random(in: 0...2, using: &random))
    }

    /// What is not said is no number, and equal to nothing.
    private func told(_ view: PersonView) -> [String] { view.interactions.map { "\($0)" } }

    @Test func aKeptViewIsThatOfTheWholeHistory() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let events = (0..<40).map { event($0 + 1, &random) }
            // All but a few come in order; the few come behind the others.
            let late = Set((1..<40).shuffled(using: &random).prefix(6))
            var view = PersonView(history: events.indices.filter { !late.contains($0) }.map { events[$0] })
            for place in late.shuffled(using: &random) {
                let isTaken = view.continues(with: events[place])
                if isTaken { view.append(events[place]) }
                #expect(isTaken || view.insert(events[place]))
            }
            let whole = PersonView(history: events)
            #expect(told(view) == told(whole))
            #expect(view.titles == whole.titles)
        }
    }

    @Test func theSameInstantIsReadAnew() {
        var random = SeededGenerator(seed: 8)
        let events = (0..<10).map { event($0 + 1, &random) }
        var view = PersonView(history: events)
        let before = (told(view), view.titles)
        #expect(!view.insert(event(5, &random)))
        #expect(told(view) == before.0 && view.titles == before.1)
    }

    @Test func whereTheTasteBeganAnewATitleAmongTheLaterIsReadAnew() {
        var random = SeededGenerator(seed: 9)
        let events = (0..<10).map { event(2 * $0 + 1, &random) }
        var record = PersonRecord()
        record.tasteSince = Timestamp(seconds: 4)
        var view = PersonView(history: events, record: record)
        #expect(!view.insert(Interaction(item: events[9].item, kind: .play, time: Timestamp(seconds: 8))))
        #expect(view.interactions.count == 8)
    }
}
