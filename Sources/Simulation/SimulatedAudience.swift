import Datasets

/// People who do not exist, watching films that do.
///
/// Their taste is planted and known (`truth`), and most of what drives it stands in no catalogue: undercurrents, pace, moods
/// of some days, runs from a title to a deeper one, boredom, talk of the week, and habits of device and hour. A person takes
/// the first good enough of the few titles that come to mind; see `Chooser`.
public struct SimulatedAudience: Sendable {
    public struct Configuration: Sendable, Hashable {
        /// Accounts, beside the ones with a name.
        public var users: Int
        /// Titles that an account starts on average; about five events each.
        public var titlesPerUser: Double
        /// From `start` on; habits need some weeks to show.
        public var days: Int
        /// Seconds since 1970, a midnight; the default is Saturday, 1 November 2025, so that clocks show UTC throughout.
        public var start: Int64
        public var seed: UInt64
        /// Whether the people of `DemoPeople` are among the audience.
        public var includesDemoPeople: Bool

        public init(
            users: Int = 3_000, titlesPerUser: Double = 24, days: Int = 140, start: Int64 = 1_761_955_200, seed: UInt64 = 1,
            includesDemoPeople: Bool = true
        ) {
            self.users = max(users, 0)
            self.titlesPerUser = max(titlesPerUser, 1)
            self.days = max(days, 7)
            self.start = start
            self.seed = seed
            self.includesDemoPeople = includesDemoPeople
        }
    }

    public let configuration: Configuration
    /// Sorted by id.
    let households: [Household]
    let world: SimulatedWorld

    /// An audience for the films of the demonstration.
    public init(_ configuration: Configuration = Configuration()) {
        let films = DemoCatalogue.filmsByProminence()
        self.init(configuration, titles: Catalog(films), ranking: films.map(\.id), archetypes: Archetype.films)
    }

    /// An audience for any catalogue; genres are read from the facet `genre`, people from `cast`.
    ///
    /// - Parameters:
    ///   - ranking: ids, the best known first; by hash when empty.
    ///   - archetypes: ways of life; invented from the genres of the catalogue when empty.
    /// - Throws: `SimulationError.emptyCatalogue`.
    public init(
        _ configuration: Configuration, catalog: Catalog, ranking: [ItemID] = [], archetypes: [Archetype] = []
    ) throws(SimulationError) {
        guard catalog.count > 0 else { throw .emptyCatalogue }
        self.init(configuration, titles: catalog, ranking: ranking, archetypes: archetypes)
    }

    private init(_ configuration: Configuration, titles catalog: Catalog, ranking: [ItemID], archetypes: [Archetype]) {
        let byHash = catalog.items.map(\.id).sorted {
            StableHash.of($0.rawValue, seed: configuration.seed) < StableHash.of($1.rawValue, seed: configuration.seed)
        }
        let world = SimulatedWorld(
            catalog: catalog, ranking: ranking.isEmpty ? byHash : ranking, seed: configuration.seed,
            start: configuration.start, days: configuration.days)
        let lives = archetypes.contains { !$0.isChild } ? archetypes : Archetype.invented(for: world.genres, seed: configuration.seed)
        var households = (0..<configuration.users).map { number in
            Household(
                id: SimulatedAudience.userID(number), world: world, archetypes: lives, configuration: configuration)
        }
        if configuration.includesDemoPeople {
            households += DemoPeople.known.compactMap { $0.household(in: world, configuration: configuration) }
        }
        self.configuration = configuration
        self.world = world
        self.households = households.sorted { $0.id < $1.id }
    }

    /// The titles, with `released` set for those that arrive during the simulated months.
    public var catalog: Catalog { world.catalog }

    /// What was planted.
    public var truth: AudienceTruth { AudienceTruth(self) }

    /// `viewer-00042`
    static func userID(_ number: Int) -> UserID {
        let digits = String(number + 1)
        return UserID("viewer-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits)
    }

    /// Index 0 is "unknown", as in a data set; the names are sorted, so that a builder gives the same indices.
    static let devices = ["unknown", "laptop", "phone", "tablet", "television"]

    static func deviceIndex(_ name: String) -> UInt8 { UInt8(devices.firstIndex(of: name) ?? 0) }

    /// 1970-01-01 was a Thursday.
    static func isWeekend(_ seconds: Int64) -> Bool {
        let day = (seconds / 86_400 + 3) % 7
        return day >= 5
    }
}

public enum SimulationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is nothing that an audience could watch; give a catalogue with at least one title.
    case emptyCatalogue

    public var description: String { "the catalogue is empty: an audience needs at least one title to choose from" }
}
