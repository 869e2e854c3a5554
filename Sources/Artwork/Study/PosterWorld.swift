import Datasets

/// A person of the study: what a service knows, and what is true.
public struct PosterPerson: Sendable {
    public var name: String
    /// What the user state says, estimated from behaviour.
    public var known: ThemeAffinities
    /// What decides; hidden from every policy.
    public var tastes: ThemeAffinities

    public init(name: String, known: ThemeAffinities, tastes: ThemeAffinities) {
        self.name = name
        self.known = known
        self.tastes = tastes
    }
}

/// People and titles with creatives whose effect is known: where policies can be judged against the truth.
///
/// The chance that a person takes a title is the logistic function of: how good the title is, how well its genres suit the person, where
/// it stands, how good the creative is for everybody, and `pull` for each standard deviation of the person's taste for what the
/// creative *truly* emphasises. What it is labelled with is sometimes something else (`mislabelled`), as in life.
public struct PosterWorld: Sendable {
    public struct Configuration: Sendable, Hashable {
        public var titles: Int
        /// Creatives of a title.
        public var creatives: ClosedRange<Int>
        public var pull: Double
        /// Standard deviation of how good creatives are for everybody.
        public var craft: Double
        public var mislabelled: Double
        /// Log odds of a take of the average title in the first place.
        public var base: Double
        public var seed: UInt64

        /// Odds of about one in nine; tastes and craft move them by a third and a fifth.
        public init(
            titles: Int = 120, creatives: ClosedRange<Int> = 3...6, pull: Double = 0.4, craft: Double = 0.2, mislabelled: Double = 0.15,
            base: Double = -2.2, seed: UInt64 = 1
        ) {
            self.titles = max(titles, 1)
            self.creatives = creatives.clamped(to: 1...CreativeSet.largestCount)
            self.pull = pull
            self.craft = craft
            self.mislabelled = mislabelled
            self.base = base
            self.seed = seed
        }
    }

    struct Title: Sendable {
        var set: CreativeSet
        var genres: [Theme]
        var quality: Double
        /// What each creative truly emphasises.
        var emphases: [[Theme]]
        var craft: [Double]
    }

    public let configuration: Configuration
    public let people: [PosterPerson]
    let titles: [Title]

    /// - Parameters:
    ///   - catalogue: titles with their genres, of which `configuration.titles` with at least two genres are drawn; `cast` gives people
    ///     to show.
    public init(_ configuration: Configuration, people: [PosterPerson], catalogue: [Item]) {
        var random = SeededGenerator(seed: StableHash.mix(configuration.seed ^ 0xA57))
        self.configuration = configuration
        self.people = people
        let usable = catalogue.filter { ($0.facets[.genre]?.count ?? 0) >= 2 }
        var order = usable.sorted {
            StableHash.of($0.id.rawValue, seed: configuration.seed) < StableHash.of($1.id.rawValue, seed: configuration.seed)
        }
        order = Array(order.prefix(configuration.titles))
        titles = order.compactMap { PosterWorld.title($0, configuration, &random) }
    }

    /// Each creative emphasises one of the title's genres; titles of unlike genres are the ambivalent ones.
    private static func title(_ item: Item, _ configuration: Configuration, _ random: inout SeededGenerator) -> Title? {
        let genres = (item.facets[.genre] ?? []).map { Theme(.genre, $0) }
        let span = configuration.creatives
        let count = span.lowerBound + random.below(span.count)
        var emphases: [[Theme]] = []
        var creatives: [Creative] = []
        for number in 0..<count {
            let truth = [genres[(number + random.below(2)) % genres.count]]
            let label = random.unit() < configuration.mislabelled ? [genres[random.below(genres.count)]] : truth
            emphases.append(truth)
            creatives.append(Creative(id: "still-\(number + 1)", kind: number == 0 ? .poster : .image, themes: label))
        }
        guard let set = try? CreativeSet(title: item.id, creatives: creatives) else { return nil }
        let quality = 0.5 * random.normal()
        let craft = emphases.map { _ in configuration.craft * random.normal() }
        return Title(set: set, genres: genres, quality: quality, emphases: emphases, craft: craft)
    }

    /// The true chance of a take.
    ///
    /// - Parameter depth: how far down the page it stands, 0 first.
    func chance(_ person: Int, _ title: Int, creative: Int, depth: Int) -> Double {
        let tastes = people[person].tastes
        let title = titles[title]
        let fit = title.genres.reduce(0) { $0 + tastes[$1] } / Double(max(title.genres.count, 1))
        let emphasis = title.emphases[creative]
        let match = emphasis.reduce(0) { $0 + tastes[$1] } / Double(max(emphasis.count, 1))
        let odds =
            configuration.base + title.quality + 0.3 * fit - 0.15 * Double(depth) + title.craft[creative] + configuration.pull * match
        return 1 / (1 + exponential(-odds))
    }

    /// The best creative of each title when everybody gets the same one, knowing the truth.
    func bestFixed(over visits: some Sequence<PosterVisit>) -> [Int] {
        var sums = titles.map { [Double](repeating: 0, count: $0.set.count) }
        for visit in visits {
            for creative in sums[visit.title].indices {
                sums[visit.title][creative] += chance(visit.person, visit.title, creative: creative, depth: visit.depth)
            }
        }
        return sums.map { values in values.indices.max { values[$0] < values[$1] } ?? 0 }
    }
}

/// A title that a person sees.
public struct PosterVisit: Sendable, Hashable {
    public var day: Int
    public var person: Int
    public var title: Int
    public var depth: Int
}

extension PosterWorld {
    /// Who sees what: every day some people, each a page of titles, those that suit them more often.
    ///
    /// - Returns: by day.
    func visits(days: Int, peopleADay: Int, titlesAVisit: Int) -> [[PosterVisit]] {
        var random = SeededGenerator(seed: StableHash.mix(configuration.seed ^ 0x715))
        let span = min(titlesAVisit, titles.count)
        return (0..<days).map { day in
            (0..<peopleADay).flatMap { _ -> [PosterVisit] in
                let person = random.below(people.count)
                var seen: Set<Int> = []
                var page: [PosterVisit] = []
                while page.count < span {
                    let title = random.below(titles.count)
                    let fit = titles[title].genres.reduce(0) { $0 + people[person].tastes[$1] } / Double(titles[title].genres.count)
                    guard random.unit() < 1 / (1 + exponential(-fit)), seen.insert(title).inserted else { continue }
                    page.append(PosterVisit(day: day, person: person, title: title, depth: page.count))
                }
                return page
            }
        }
    }
}
