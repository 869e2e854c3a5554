import Conversation
import Datasets

/// Somebody with a wish that is told bit by bit: constraints of a title that is in the catalogue, though any title that fulfils them will do.
package struct SimulatedAsker {
    package enum Constraint: Sendable, Hashable {
        case genre(String)
        case notGenre(String)
        case decade(Int)
        case person(String)
        case minutes(Int)
    }

    let world: DialogueWorld
    private var random: StableRandom
    /// In the order in which they are told.
    package let constraints: [Constraint]
    private var told = 0
    package private(set) var stated: [Constraint] = []

    /// A generator of numbers that repeat.
    struct StableRandom: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            return StableHash.mix(state)
        }
    }

    package init(_ world: DialogueWorld, seed: UInt64) {
        self.world = world
        var random = StableRandom(state: seed &* 7_919)
        let target = world.catalog.items[Int(random.next() % UInt64(world.catalog.count))]
        constraints = SimulatedAsker.constraints(of: target, world, &random)
        self.random = random
    }

    private static func constraints(of item: Item, _ world: DialogueWorld, _ random: inout StableRandom) -> [Constraint] {
        var all: [Constraint] = []
        if let genre = (item.facets[.genre] ?? []).filter({ names[$0] != nil }).randomElement(using: &random) { all.append(.genre(genre)) }
        if let year = item.year { all.append(.decade(year / 10 * 10)) }
        if random.next() % 3 == 0, let person = (item.facets[.cast] ?? []).randomElement(using: &random) { all.append(.person(person)) }
        let others = ["Horror", "Comedy", "Drama", "Science Fiction", "Animation"].filter { !(item.facets[.genre] ?? []).contains($0) }
        if random.next() % 3 == 0, let genre = others.randomElement(using: &random) { all.append(.notGenre(genre)) }
        if random.next() % 3 == 0 { all.append(.minutes((world.minutes(item.id) / 30 + 1) * 30)) }
        all.shuffle(using: &random)
        return Array(all.prefix(4))
    }

    private static let names = [
        "Comedy": "a comedy", "Drama": "a drama", "Action": "an action film", "Thriller": "a thriller", "Romance": "a romance",
        "Crime": "a crime film", "Science Fiction": "science fiction", "Fantasy": "a fantasy film", "Animation": "an animated film",
        "Horror": "a horror film", "Western": "a western", "Musical": "a musical", "War": "a war film", "Superhero": "a superhero film",
        "Family": "a family film", "Mystery": "a mystery", "Adventure": "an adventure film",
    ]

    // MARK: Talking

    /// What is said next; nil where nothing is left to say but "something else".
    package mutating func message(after reply: ChatReply?) -> String {
        guard let reply else { return opening() }
        if let question = reply.view.state.question { return answer(question) }
        guard told < constraints.count else { return pick(["something else", "what else?", "others please", "show me more"]) }
        return next(pick(["{}", "{} please", "and {}", "it should be {}", "only {}"]), isBare: true)
    }

    private mutating func opening() -> String {
        guard constraints.count > 2, random.next() % 2 == 0 else {
            return next(pick(["I want to watch {}", "show me {}", "{} please", "{}"]), isBare: false)
        }
        let first = next("{}", isBare: false)
        return first + ", " + next("{}", isBare: true)
    }

    private mutating func answer(_ attribute: String) -> String {
        for (place, constraint) in constraints.enumerated() where place >= told {
            switch (attribute, constraint) {
            case ("genre", .genre), ("decade", .decade):
                stated.append(constraint)
                var rest = Array(constraints[told...])
                rest.remove(at: place - told)
                order = Array(constraints[..<told]) + [constraint] + rest
                told += 1
                return words(constraint)
            default: continue
            }
        }
        return told < constraints.count ? next("I don't mind, but {}", isBare: true) : "I don't mind"
    }

    /// The constraints as they are told, where a question changed their order.
    private var order: [Constraint]?

    private mutating func next(_ frame: String, isBare: Bool) -> String {
        guard told < constraints.count else { return frame.replacing("{}", with: "something") }
        let constraint = (order ?? constraints)[told]
        told += 1
        stated.append(constraint)
        var text = words(constraint)
        if !isBare, !text.hasPrefix("a") { if case .genre = constraint {} else { text = "something " + text } }
        switch constraint {
        case .notGenre, .minutes, .person, .decade: return isBare ? text : frame.replacing("{}", with: text)
        case .genre: return frame.replacing("{}", with: text)
        }
    }

    private mutating func words(_ constraint: Constraint) -> String {
        switch constraint {
        case .genre(let genre): SimulatedAsker.names[genre] ?? genre.lowercased()
        case .notGenre(let genre): pick(["no \(genre.lowercased())", "not \(genre.lowercased())", "without \(genre.lowercased())"])
        case .decade(let decade):
            pick(["from the \(decade)s", "from the \(decade % 100 == 0 ? "\(decade)" : "\(decade % 100)")s", "made in the \(decade)s"])
        case .person(let name): pick(["with \(name)", "starring \(name)"])
        case .minutes(let most): pick(["under \(most) minutes", "at most \(most) minutes", "not longer than \(most) minutes"])
        }
    }

    private mutating func pick(_ texts: [String]) -> String { texts[Int(random.next() % UInt64(texts.count))] }

    // MARK: Judging

    package func fulfils(_ id: ItemID, _ constraint: Constraint) -> Bool {
        guard let item = world.item(id) else { return false }
        switch constraint {
        case .genre(let genre): return (item.facets[.genre] ?? []).contains(genre)
        case .notGenre(let genre): return !(item.facets[.genre] ?? []).contains(genre)
        case .decade(let decade): return item.year.map { $0 / 10 * 10 == decade } ?? false
        case .person(let name): return (item.facets[.cast] ?? []).contains(name)
        case .minutes(let most): return world.minutes(id) <= most
        }
    }
}

/// What simulated people found.
package struct AskerFigures: Sendable {
    package var people = 0
    package var succeeded = 0
    package var turns: [Int] = []
    /// Pairs of a card and a constraint that had been stated.
    package var stated = 0
    package var met = 0
    package var failures: [String] = []
    package var medianTurns: Int { turns.isEmpty ? 0 : turns.sorted()[turns.count / 2] }
    package var constraintShare: Double { Double(met) / Double(max(1, stated)) }
    /// 1 for a wish fulfilled at once, a tenth less for every turn more, 0 for none.
    package var satisfaction: Double { turns.reduce(0.0) { $0 + max(0, 1 - 0.1 * Double($1 - 1)) } / Double(max(1, people)) }

    package static let patience = 10

    package static func measure(_ count: Int, _ world: DialogueWorld, firstSeed: UInt64 = 1) async throws -> AskerFigures {
        var figures = AskerFigures()
        let chat = ChatService(world.service)
        for number in 0..<count {
            var asker = SimulatedAsker(world, seed: firstSeed + UInt64(number))
            figures.people += 1
            var (reply, isDone): (ChatReply?, Bool) = (nil, false)
            var log = ""
            for turn in 1...patience where !isDone {
                let message = asker.message(after: reply)
                reply = try await world.say(message, to: chat, state: reply?.view.state).reply
                let cards = reply?.cards ?? []
                log += "[\(message) → \(reply?.view.sentence.text ?? "") \(cards.count)] "
                for card in cards {
                    for constraint in asker.stated {
                        figures.stated += 1
                        if asker.fulfils(card.id, constraint) { figures.met += 1 }
                    }
                }
                if cards.contains(where: { card in asker.constraints.allSatisfy { asker.fulfils(card.id, $0) } }) {
                    isDone = true
                    figures.succeeded += 1
                    figures.turns.append(turn)
                }
            }
            if !isDone { figures.failures.append("\(asker.constraints): \(log)") }
        }
        return figures
    }
}
