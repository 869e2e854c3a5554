import Datasets

/// The months of one account, lived from session to session.
///
/// Random numbers come from the seed and the id of the account alone.
struct HouseholdLife {
    let world: SimulatedWorld
    let household: Household
    let configuration: SimulatedAudience.Configuration
    private(set) var minds: [StateOfMind]
    private(set) var seen: Set<Int32> = []
    /// How many titles have been started.
    private(set) var titleCount = 0
    private(set) var events: [SimulatedEvent] = []
    private var random: SeededGenerator

    init(_ household: Household, world: SimulatedWorld, configuration: SimulatedAudience.Configuration) {
        self.world = world
        self.household = household
        self.configuration = configuration
        minds = Array(repeating: StateOfMind(), count: household.people.count)
        random = SeededGenerator(seed: StableHash.of(household.id.rawValue, seed: configuration.seed ^ 0x11FE))
    }

    /// Lives until the end, or until `stop` says so just before a choice.
    mutating func live(until stop: (HouseholdLife, Situation) -> Bool = { _, _ in false }) {
        var free = Int64.min
        let occasions = (household.firstDay..<configuration.days).flatMap(occasions(on:))
        // Such that the expected number of titles is the household's activity.
        let chance = household.activity / (1.12 * max(occasions.reduce(0) { $0 + $1.weight }, 1))
        for occasion in occasions where random.happens(min(chance * occasion.weight, 0.95)) {
            var situation = occasion.situation
            situation.time += Int64(random.below(occasion.seconds))
            guard situation.time > free else { continue }
            settle(situation)
            if stop(self, situation) { return }
            guard var end = session(situation) else { continue }
            // An evening for two films: the second follows at once, in the same session.
            if occasion.seconds > 7_200, random.happens(0.18) {
                situation.time = end + 300
                settle(situation)
                if stop(self, situation) { return }
                end = session(situation) ?? end
            }
            free = end + 31 * 60
        }
    }

    func chooser(_ situation: Situation) -> Chooser {
        Chooser(world: world, person: household.people[situation.person], situation: situation)
    }

    private mutating func settle(_ situation: Situation) {
        minds[situation.person].settle(
            household.people[situation.person], undercurrentCount: world.undercurrents.count, at: situation.time,
            random: &random)
    }

    // MARK: Occasions

    private struct Occasion {
        var situation: Situation
        var seconds: Int
        var weight: Double
    }

    /// The habits that may come into play on a day, by the hour at which they begin.
    private func occasions(on day: Int) -> [Occasion] {
        let midnight = configuration.start + Int64(day) * 86_400
        let weekend = SimulatedAudience.isWeekend(midnight)
        var occasions: [Occasion] = []
        for (number, person) in household.people.enumerated() {
            for (place, habit) in person.habits.enumerated() where habit.covers(weekend: weekend) {
                let situation = Situation(
                    person: number, habit: place, time: midnight + Int64(habit.hours.lowerBound) * 3_600,
                    device: SimulatedAudience.deviceIndex(habit.device))
                occasions.append(Occasion(situation: situation, seconds: habit.hours.count * 3_600, weight: habit.weight))
            }
        }
        return occasions.sorted { ($0.situation.time, $0.situation.person) < ($1.situation.time, $1.situation.person) }
    }

    // MARK: A session

    /// - Returns: when it was over; nil when nothing was watched.
    private mutating func session(_ situation: Situation) -> Int64? {
        let person = situation.person
        let chooser = chooser(situation)
        guard let choice = chooser.choose(minds[person], seen: seen, random: &random) else {
            record(.search, nil, at: situation.time, situation, surface: "search")
            return nil
        }
        let surface = surface(for: choice.prompt)
        browse(choice, situation, surface: surface)
        return watch(choice, chooser, situation, surface: surface)
    }

    private mutating func surface(for prompt: Prompt) -> String {
        if random.happens(0.1) { return "search" }
        return switch prompt {
        case .run, .cast: "similar"
        case .noted: "list"
        case .unfinished: "continue"
        default: "home"
        }
    }

    /// What happens before the title starts: a search, impressions, a note for later, something out of sight for good.
    private mutating func browse(_ choice: Choice, _ situation: Situation, surface: String) {
        let before = situation.time
        if surface == "search" { record(.search, nil, at: before - 20, situation, surface: surface) }
        if random.happens(0.3) { record(.impression, choice.item, at: before - 15, situation, surface: surface) }
        for passed in choice.passedOver.prefix(2) where random.happens(0.2) {
            record(.impression, passed, at: before - 12, situation, surface: surface)
            let appeal = chooser(situation).appeal(of: passed, mind: minds[situation.person])
            if appeal >= 0.8, random.happens(0.5) {
                record(.listAdd, passed, at: before - 8, situation, surface: surface)
                minds[situation.person].noted.append(passed)
            } else if appeal <= 0.1, random.happens(0.3) {
                record(.hide, passed, at: before - 6, situation, surface: surface)
            }
        }
    }

    private mutating func watch(_ choice: Choice, _ chooser: Chooser, _ situation: Situation, surface: String) -> Int64 {
        let item = choice.item
        let person = situation.person
        let traits = world.traits[Int(item)]
        let appeal = chooser.appeal(of: item, mind: minds[person])
        let before = choice.prompt == .unfinished ? minds[person].unfinished?.completion ?? 0 : 0
        let watching = Watching(
            start: situation.time, traits: traits, appeal: appeal, completionBefore: before,
            isRepeat: choice.prompt == .rewatch, random: &random)
        var told: [(EventKind, Int64, Float?, Float?)] = []
        let end = watching.events({ told.append(($0, $1, $2, $3)) }, random: &random)
        for (kind, time, duration, completion) in told {
            record(kind, item, at: time, situation, surface: surface, duration: duration, completion: completion)
        }
        let liked = watching.isFinished && (appeal >= 0.6 || traits.quality > 0.75)
        judge(item, liked: liked, traits: traits, appeal: appeal, at: end + 20, situation, surface: surface)
        minds[person].unfinished = watching.isFinished || watching.completion < 0.25 ? nil : (item, watching.completion, end + 4 * 86_400)
        minds[person].noted.removeAll { $0 == item }
        minds[person].remember(
            item, traits: traits, genres: world.genreMasks[Int(item)], liked: liked, at: end, random: &random)
        seen.insert(item)
        titleCount += 1
        return end + 30
    }

    private mutating func judge(
        _ item: Int32, liked: Bool, traits: HiddenTraits, appeal: Float, at time: Int64, _ situation: Situation, surface: String
    ) {
        if random.happens(0.15) {
            record(liked ? .thumbsUp : .thumbsDown, item, at: time, situation, surface: surface)
        } else if random.happens(0.12) {
            let stars = 1 + 2.4 * appeal + 1.8 * traits.quality + Float(0.4 * random.normal())
            record(.rating, item, at: time, situation, surface: surface, rating: min(max(stars.rounded(), 1), 5))
        }
    }

    private mutating func record(
        _ kind: EventKind, _ item: Int32?, at time: Int64, _ situation: Situation, surface: String, rating: Float? = nil,
        duration: Float? = nil, completion: Float? = nil
    ) {
        events.append(
            SimulatedEvent(
                kind: kind, item: item, time: time, rating: rating, duration: duration, completion: completion,
                device: situation.device, surface: surface))
    }
}

/// An event before it gets names.
struct SimulatedEvent {
    var kind: EventKind
    var item: Int32?
    /// Seconds since 1970.
    var time: Int64
    var rating: Float?
    var duration: Float?
    var completion: Float?
    var device: UInt8
    var surface: String
}
