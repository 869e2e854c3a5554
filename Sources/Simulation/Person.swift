import Datasets

/// One of the people behind an account, with everything that was planted.
public struct Person: Sendable, Hashable {
    public var archetype: String
    public var habits: [Habit]
    /// Undercurrents, the most loved first. Invisible in the data.
    public var cravings: [Int]
    /// Titles of a pace further than `paceTolerance` from this are never loved.
    public var pace: Float
    public var paceTolerance: Float
    /// Never chosen.
    public var dislikedGenres: [String]
    var disliked: UInt64 = 0
    /// Of each habit.
    var shelves: [Shelf] = []
}

/// An account: one person, a couple, or a family with a child.
public struct Household: Sendable, Hashable {
    public var id: UserID
    public var people: [Person]
    public var locale: String
    /// Titles that will be started on average.
    public var activity: Double
    /// Day of the simulation on which the account is opened.
    public var firstDay: Int
}

/// The titles that will do at a moment, as masks of genres.
struct Shelf: Sendable, Hashable {
    var wanted: UInt64
    var avoided: UInt64
    static let everything = Shelf(wanted: .max, avoided: 0)

    /// A title without genres stands on no shelf but the one that holds everything.
    func holds(_ genres: UInt64) -> Bool { self == .everything || (genres & wanted != 0 && genres & avoided == 0) }
}

extension Household {
    /// All of it derives from the seed and the id, so that an account does not depend on the others.
    init(id: UserID, world: SimulatedWorld, archetypes: [Archetype], configuration: SimulatedAudience.Configuration) {
        var random = SeededGenerator(seed: StableHash.of(id.rawValue, seed: configuration.seed ^ 0xF00D))
        let adults = archetypes.filter { !$0.isChild }
        let children = archetypes.filter(\.isChild)
        let size = random.unit()
        var people = [Person(adults[random.position(in: adults.map(\.share))], world: world, random: &random)]
        if size > 0.65 { people.append(Person(adults[random.position(in: adults.map(\.share))], world: world, random: &random)) }
        if size > 0.85, let child = children.first { people.append(Person(child, world: world, random: &random)) }
        self.id = id
        self.people = people
        locale = Household.locales[random.position(in: [6, 2, 2, 1])]
        activity = Household.activity(around: configuration.titlesPerUser, random: &random)
        firstDay = random.happens(0.5) ? 0 : random.below(max(1, configuration.days / 2))
    }

    /// Places whose clocks show UTC in winter, so that an hour of the day means the same everywhere.
    static let locales = ["en-GB", "en-IE", "pt-PT", "is-IS"]

    /// Log-normal: many quiet accounts, few very busy ones.
    private static func activity(around mean: Double, random: inout SeededGenerator) -> Double {
        min(max(mean * 0.9 * exponential(0.45 * random.normal()), 6), mean * 4)
    }
}

extension Person {
    init(_ archetype: Archetype, world: SimulatedWorld, random: inout SeededGenerator) {
        let shelves = archetype.habits.map { Shelf(wanted: world.mask(of: $0.genres), avoided: world.mask(of: $0.avoids)) }
        let habitual = shelves.reduce(0) { $0 | $1.wanted }
        self.archetype = archetype.name
        habits = archetype.habits
        self.shelves = shelves
        cravings = Person.cravings(near: habitual, world: world, random: &random)
        pace = Float(random.within(-0.6...0.6))
        paceTolerance = Float(random.within(0.7...1.3))
        let others = world.genres.indices.filter { habitual >> UInt64($0) & 1 == 0 }
        let shunned = others.isEmpty ? [] : (0..<2).map { _ in others[random.below(others.count)] }
        dislikedGenres = Set(shunned).sorted().map { world.genres[$0] }
        disliked = world.mask(of: dislikedGenres)
    }

    /// Four undercurrents; every second one is at home in a genre of the person's habits, the rest come from nowhere.
    private static func cravings(near mask: UInt64, world: SimulatedWorld, random: inout SeededGenerator) -> [Int] {
        let near = world.homes.indices.filter { world.homes[$0] & mask != 0 }
        var cravings: [Int] = []
        while cravings.count < min(4, world.homes.count) {
            let next = cravings.count % 2 == 0 && near.count > 3 ? near[random.below(near.count)] : random.below(world.homes.count)
            if !cravings.contains(next) { cravings.append(next) }
        }
        return cravings
    }
}
