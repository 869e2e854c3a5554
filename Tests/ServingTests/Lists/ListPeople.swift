import Datasets
import Serving

/// People of chance.
enum ListPeople {
    /// Has met about a third of the titles, in every way there is.
    static func person(_ random: inout SeededGenerator, _ titles: TitleTable) -> PersonView {
        let kinds: [EventKind] = [.play, .complete, .abandon, .thumbsUp, .thumbsDown, .listAdd, .listRemove, .progress]
        var events: [Interaction] = []
        for position in 0..<titles.count where Int.random(in: 0..<3, using: &random) == 0 {
            for step in 0..<Int.random(in: 1...3, using: &random) {
                var event = Interaction(item: ItemIndex(position), kind: kinds.randomElement(using: &random)!)
                event.time = Timestamp(seconds: Int64(position * 10 + step))
                if event.kind == .progress { event.completion = Float(Int.random(in: 0...4, using: &random)) / 4 }
                events.append(event)
            }
        }
        return PersonView(history: events)
    }
}
