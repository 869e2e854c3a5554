import Datasets

/// The moment of a choice.
struct Situation: Sendable {
    var person: Int
    /// The habit at work, nil when the device and hour belong to none.
    var habit: Int?
    /// Seconds since 1970.
    var time: Int64
    var device: UInt8
}

/// Why a title came to mind.
enum Prompt: Sendable {
    case run, mood, craving, talk, cast, noted, rewatch, unfinished
}

struct Choice: Sendable {
    var item: Int32
    var prompt: Prompt
    /// What was looked at and passed over.
    var passedOver: [Int32]
}

/// How a person picks: few titles come to mind, and the first that is good enough is taken.
///
/// Satisficing with aspiration levels that fall (Simon, "A behavioral model of rational choice", 1955) over aspects
/// (Tversky, "Elimination by aspects", 1972). No title gets a score that is a sum over its facets, and titles that
/// do not come to mind do not exist.
struct Chooser: Sendable {
    let world: SimulatedWorld
    let person: Person
    let situation: Situation

    /// - Parameter seen: titles that this account has started before.
    /// - Returns: nil when nothing that came to mind would do.
    func choose(_ mind: StateOfMind, seen: Set<Int32>, random: inout SeededGenerator) -> Choice? {
        if let unfinished = mind.unfinished, unfinished.until > situation.time, random.happens(0.35) {
            return Choice(item: unfinished.item, prompt: .unfinished, passedOver: [])
        }
        let shelf = shelf(&random)
        if !mind.favourites.isEmpty, random.happens(0.05) {
            let favourite = mind.favourites[random.below(mind.favourites.count)]
            if fits(favourite, shelf) { return Choice(item: favourite, prompt: .rewatch, passedOver: []) }
        }
        let considered = attention(mind, seen: seen, shelf: shelf, random: &random)
        return firstGoodEnough(considered, mind: mind, shelf: shelf)
    }

    /// The genres of the habit; now and then a person breaks it.
    private func shelf(_ random: inout SeededGenerator) -> Shelf {
        guard let habit = situation.habit, person.shelves[habit].wanted != 0, random.happens(0.9) else { return .everything }
        return person.shelves[habit]
    }

    private func fits(_ item: Int32, _ shelf: Shelf) -> Bool { shelf.holds(world.genreMasks[Int(item)]) }

    // MARK: What comes to mind

    private func attention(
        _ mind: StateOfMind, seen: Set<Int32>, shelf: Shelf, random: inout SeededGenerator
    ) -> [(item: Int32, prompt: Prompt)] {
        var found: [(item: Int32, prompt: Prompt)] = []
        func add(_ item: Int32?, _ prompt: Prompt) {
            guard let item, !seen.contains(item), world.isAvailable(item, at: situation.time),
                !found.contains(where: { $0.item == item })
            else { return }
            found.append((item, prompt))
        }
        let gossip = random.happens(0.28)
        if !gossip {
            if let run = mind.run, mind.runUntil > situation.time { for next in world.successors[Int(run)] { add(next, .run) } }
            if let mood = mind.mood { for _ in 0..<3 { add(draw(world.undercurrents[mood], shelf, &random), .mood) } }
            if let noted = mind.noted.last, random.happens(0.3) { add(noted, .noted) }
            if !person.cravings.isEmpty {
                let craving = person.cravings[random.below(person.cravings.count)]
                for _ in 0..<3 { add(draw(world.undercurrents[craving], shelf, &random), .craving) }
            }
            if let latest = mind.run, let companion = world.companions[Int(latest)].first { add(companion, .cast) }
        }
        let talk = world.talk(at: situation.time)
        for _ in 0..<4 { add(draw(talk, shelf, &random), .talk) }
        return found
    }

    /// Someone who wants a genre looks on in its shelf: up to ten titles are glanced at.
    private func draw(_ items: WeightedItems, _ shelf: Shelf, _ random: inout SeededGenerator) -> Int32? {
        var item = items.draw(&random)
        for _ in 0..<9 {
            guard let glanced = item, !fits(glanced, shelf) else { break }
            item = items.draw(&random)
        }
        return item
    }

    // MARK: What is good enough

    private func firstGoodEnough(
        _ considered: [(item: Int32, prompt: Prompt)], mind: StateOfMind, shelf: Shelf
    ) -> Choice? {
        for aspiration in 0..<3 {
            for (place, candidate) in considered.enumerated()
            where isGoodEnough(candidate, aspiration: aspiration, mind: mind, shelf: shelf) {
                let passedOver = considered.prefix(place).map(\.item)
                return Choice(item: candidate.item, prompt: candidate.prompt, passedOver: passedOver)
            }
        }
        return nil
    }

    /// Level 0: right genre, not bored of it, loved. Level 1: right genre, not disliked, decent. Level 2: right genre, bearable.
    private func isGoodEnough(
        _ candidate: (item: Int32, prompt: Prompt), aspiration: Int, mind: StateOfMind, shelf: Shelf
    ) -> Bool {
        let traits = world.traits[Int(candidate.item)]
        guard fits(candidate.item, shelf), world.genreMasks[Int(candidate.item)] & person.disliked == 0 else { return false }
        switch aspiration {
        case 0:
            return appeal(of: candidate.item, mind: mind) >= 0.6 && !isBored(candidate.item, mind: mind, shelf: shelf)
                && !mind.isWeary(of: traits.undercurrent, at: situation.time)
        case 1: return candidate.prompt == .talk || traits.quality > 0.5
        default: return traits.quality > 0.1
        }
    }

    /// The latest three all shared a genre, and the title offers nothing else that is wanted.
    private func isBored(_ item: Int32, mind: StateOfMind, shelf: Shelf) -> Bool {
        guard mind.latestGenres.count == 3 else { return false }
        let repeated = mind.latestGenres.reduce(.max, &)
        let genres = world.genreMasks[Int(item)]
        return genres & repeated != 0 && genres & shelf.wanted & ~repeated == 0
    }

    /// How much the person would love the title, 0...1: the weakest link counts.
    func appeal(of item: Int32, mind: StateOfMind) -> Float {
        let traits = world.traits[Int(item)]
        var appeal: Float = 0.3
        if let place = person.cravings.firstIndex(of: traits.undercurrent) { appeal = 1 - 0.08 * Float(place) }
        if mind.mood == traits.undercurrent { appeal = max(appeal, 0.85) }
        if abs(traits.pace - person.pace) > person.paceTolerance { appeal = min(appeal, 0.45) }
        if traits.quality < 0.15 { appeal = min(appeal, 0.35) }
        if world.genreMasks[Int(item)] & person.disliked != 0 { appeal = min(appeal, 0.1) }
        return appeal
    }
}
