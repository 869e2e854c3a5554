import Datasets

/// People with a name and a story, for demonstrations.
public enum DemoPeople {
    /// Three who belong to the audience and can be asked for by id.
    public static let known: [DemoPerson] = [
        DemoPerson(
            id: UserID("mara"), name: "Mara",
            description: "Comedies on the phone at lunch, thrillers on the television at night.",
            archetype: "lunch laugher, night thriller"),
        DemoPerson(
            id: UserID("jonas"), name: "Jonas",
            description: "Science fiction and horror on the laptop when everybody sleeps, a comedy in the lunch break.",
            archetype: "night owl"),
        DemoPerson(
            id: UserID("ines"), name: "Inês",
            description: "Romances and musicals on the tablet in the evening, dramas on the television at weekends.",
            archetype: "romantic"),
    ]

    /// What somebody has watched of whom no training has heard, oldest first.
    public static let newcomer = Newcomer(
        name: "Tomás", description: "New here; has just told us five films.",
        titles: [
            "Toy Story (1995)", "Finding Nemo (2003)", "The Incredibles (2004)", "Ratatouille (2007)", "Up (2009)",
        ])

    public struct Newcomer: Sendable, Hashable {
        public var name: String
        public var description: String
        /// With the year, as in `recommend --history`.
        public var titles: [String]
    }
}

/// Somebody with a name, a story and the habits that go with it.
public struct DemoPerson: Sendable, Hashable {
    public var id: UserID
    public var name: String
    /// One plain sentence.
    public var description: String
    /// Of `Archetype.films`.
    public var archetype: String

    /// An account of one person, twice as busy as the average, there from the first day; nil where the way of life is unknown.
    func household(in world: SimulatedWorld, configuration: SimulatedAudience.Configuration) -> Household? {
        guard let life = Archetype.films.first(where: { $0.name == archetype }),
            life.habits.contains(where: { world.mask(of: $0.genres) != 0 })
        else { return nil }
        var random = SeededGenerator(seed: StableHash.of(id.rawValue, seed: configuration.seed ^ 0xF00D))
        var person = Person(life, world: world, random: &random)
        person.paceTolerance = 1.3
        return Household(
            id: id, people: [person], locale: "en-GB", activity: configuration.titlesPerUser * 2, firstDay: 0)
    }
}
