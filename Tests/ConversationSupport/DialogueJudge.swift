import Conversation
import Datasets
import Foundation

/// Judges replies by facts of the catalogue, knowing nothing of the engine.
package struct DialogueJudge {
    let world: DialogueWorld
    private var met: Set<ItemID> = []
    private var last: [ItemID] = []

    package init(_ world: DialogueWorld) { self.world = world }

    private static let names = [
        "comedy": "Comedy", "drama": "Drama", "action": "Action", "thriller": "Thriller", "romance": "Romance", "crime": "Crime",
        "science-fiction": "Science Fiction", "fantasy": "Fantasy", "animation": "Animation", "horror": "Horror", "superhero": "Superhero",
        "musical": "Musical", "western": "Western", "war": "War",
    ]

    /// What of a turn is not as it must be; empty for a right one.
    package mutating func faults(_ reply: ChatReply, _ expect: Dialogue.Expectation) -> [String] {
        var faults: [String] = []
        let ids = reply.cards.map(\.id)
        let items = ids.compactMap(world.item)
        func demand(_ holds: Bool, _ fault: @autoclosure () -> String) { if !holds { faults.append(fault()) } }
        demand(items.count == ids.count, "a card is of no title")
        if let least = expect.cards { demand(least == 0 ? ids.isEmpty : ids.count >= least, "\(ids.count) cards") }
        for genre in expect.genres ?? [] { demand(items.allSatisfy { has($0, genre) }, "not all \(genre)") }
        for genre in expect.notGenres ?? [] { demand(!items.contains { has($0, genre) }, "a \(genre)") }
        if let years = expect.years {
            demand(items.allSatisfy { years[0] <= $0.year ?? 0 && $0.year ?? 0 <= years[1] }, "not all of \(years)")
        }
        if let person = expect.person { demand(items.allSatisfy { people($0).contains(person) }, "not all with \(person)") }
        if let person = expect.notPerson { demand(!items.contains { people($0).contains(person) }, "one with \(person)") }
        if let most = expect.maxMinutes { demand(ids.allSatisfy { world.minutes($0) <= most }, "longer than \(most)") }
        if let most = expect.maxAge { demand(ids.allSatisfy { world.age($0) <= most }, "not for \(most)") }
        if expect.fresh ?? false { demand(ids.allSatisfy { !met.contains($0) }, "shown before") }
        if let first = expect.first { demand(ids.first?.rawValue == first, "first is \(ids.first?.rawValue ?? "nothing")") }
        for id in expect.without ?? [] { demand(!ids.contains(ItemID(id)), "shows \(id)") }
        faults += stateFaults(reply, expect)
        if let way = expect.direction { demand(isFurther(ids, way), "not \(way)") }
        if let place = expect.likeShown, let seed = shown(place).first.flatMap(world.item) {
            demand(items.allSatisfy { shares($0, seed) }, "not like the \(place)")
        }
        if let id = expect.likeID, let seed = world.item(ItemID(id)) { demand(items.allSatisfy { shares($0, seed) }, "not like \(id)") }
        met.formUnion(ids)
        if reply.act != .explain, !ids.isEmpty { last = ids }
        return faults
    }

    private func stateFaults(_ reply: ChatReply, _ expect: Dialogue.Expectation) -> [String] {
        var faults: [String] = []
        func demand(_ holds: Bool, _ fault: @autoclosure () -> String) { if !holds { faults.append(fault()) } }
        let told = reply.view.state.told
        func isTold(_ id: ItemID, _ verdict: String) -> Bool { told.contains { $0.id == id && $0.verdict.rawValue == verdict } }
        if let wanted = expect.told {
            for id in shown(wanted[1]) { demand(isTold(id, wanted[0]), "\(id) is not noted as \(wanted[0])") }
        }
        for (verdict, ids) in expect.toldIDs ?? [:] {
            for id in ids { demand(isTold(ItemID(id), verdict), "\(id) is not noted as \(verdict)") }
        }
        if expect.noTold ?? false { demand(told.isEmpty, "something is still noted") }
        let keys = Set(reply.view.sentence.pieces.compactMap(\.key))
        for key in expect.keys ?? [] { demand(keys.contains(key), "no \(key)") }
        for key in expect.notKeys ?? [] { demand(!keys.contains(key), "still \(key)") }
        if let acts = expect.act { demand(acts.contains(reply.act.rawValue), "act \(reply.act.rawValue)") }
        for text in expect.textHas ?? [] { demand(reply.text.contains(text), "does not say \(text)") }
        for text in expect.textHasNot ?? [] { demand(!reply.text.contains(text), "says \(text)") }
        return faults
    }

    // MARK: Facts

    private func shown(_ place: String) -> [ItemID] {
        switch place {
        case "first": Array(last.prefix(1))
        case "second": Array(last.dropFirst(1).prefix(1))
        case "third": Array(last.dropFirst(2).prefix(1))
        case "last": Array(last.suffix(1))
        default: last
        }
    }

    private func has(_ item: Item, _ genre: String) -> Bool { (item.facets[.genre] ?? []).contains(DialogueJudge.names[genre] ?? genre) }
    private func people(_ item: Item) -> [String] { item.facets[.cast] ?? [] }
    private func shares(_ a: Item, _ b: Item) -> Bool {
        !Set(a.facets[.genre] ?? []).isDisjoint(with: b.facets[.genre] ?? []) || !Set(people(a)).isDisjoint(with: people(b))
    }

    /// Genres that make a way, and those that lead away from it.
    private static let ways: [String: (toward: Set<String>, away: Set<String>)] = [
        "darker": (
            ["Crime", "Thriller", "Horror", "Film Noir", "War", "Slasher"], ["Comedy", "Family", "Animation", "Musical", "Romance"]
        ),
        "lighter": (
            ["Comedy", "Family", "Animation", "Musical", "Romance"], ["Crime", "Thriller", "Horror", "Film Noir", "War", "Slasher"]
        ),
        "funnier": (["Comedy", "Satire"], []),
        "gentler": (["Family", "Comedy", "Animation", "Romance"], ["Horror", "Slasher", "War", "Thriller", "Crime", "Action"]),
        "scarier": (["Horror", "Slasher", "Thriller", "Supernatural"], ["Comedy", "Family"]),
        "more-romantic": (["Romance"], []),
        "more-action": (["Action", "Adventure", "Superhero"], []),
    ]

    private func isFurther(_ ids: [ItemID], _ way: String) -> Bool {
        guard !ids.isEmpty, !last.isEmpty else { return false }
        let (before, after) = (mean(last, way), mean(ids, way))
        switch way {
        case "older", "shorter": return after < before
        case "newer", "longer": return after > before
        default: return after > before || after == before && after >= Double(DialogueJudge.ways[way]?.toward.count ?? 0)
        }
    }

    private func mean(_ ids: [ItemID], _ way: String) -> Double {
        let values = ids.map { id -> Double in
            switch way {
            case "older", "newer": return Double(world.item(id)?.year ?? 0)
            case "shorter", "longer": return Double(world.minutes(id))
            default:
                let genres = Set(world.item(id)?.facets[.genre] ?? [])
                guard let (toward, away) = DialogueJudge.ways[way] else { return 0 }
                return Double(genres.intersection(toward).count - genres.intersection(away).count)
            }
        }
        return values.reduce(0, +) / Double(values.count)
    }
}

/// What a run over dialogues counted.
package struct DialogueFigures: Sendable {
    package var right = 0
    package var wrong: [(id: String, shape: String, faults: String)] = []
    package var count: Int { right + wrong.count }
    package var share: Double { Double(right) / Double(max(1, count)) }

    package static func measure(_ dialogues: [Dialogue], _ world: DialogueWorld) async throws -> DialogueFigures {
        var figures = DialogueFigures()
        let chat = ChatService(world.service)
        for dialogue in dialogues {
            var (judge, state, faults): (DialogueJudge, ChatState?, [String]) = (DialogueJudge(world), nil, [])
            for (number, turn) in dialogue.turns.enumerated() {
                let reply = try await world.say(turn.say, to: chat, state: state).reply
                state = reply.view.state
                faults += judge.faults(reply, turn.expect).map {
                    "turn \(number + 1) “\(turn.say)”: \($0) | \(reply.view.sentence.text) | \(reply.act)"
                }
            }
            if faults.isEmpty {
                figures.right += 1
            } else {
                figures.wrong.append((dialogue.id, dialogue.shape, faults.joined(separator: "; ")))
            }
        }
        return figures
    }
}
