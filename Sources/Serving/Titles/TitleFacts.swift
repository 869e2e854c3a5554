import Datasets
import FoundationEssentials
import Storage

/// What a service must know about a title that models do not learn from: who may see it, where, and what it belongs to.
public struct TitleFacts: Sendable, Hashable, Codable {
    /// A licence: where and when the title may be shown.
    public struct Availability: Sendable, Hashable, Codable {
        /// ISO 3166 codes in capitals; empty = everywhere.
        public var countries: [String]
        /// The first instant; nil = since ever.
        public var from: Timestamp?
        /// The first instant at which it may no longer be shown; nil = for ever.
        public var until: Timestamp?
        public init(countries: [String] = [], from: Timestamp? = nil, until: Timestamp? = nil) {
            self.countries = countries
            self.from = from
            self.until = until
        }

        /// A title with a list of countries is not available where the country is unknown.
        func covers(_ country: String?, _ time: Timestamp) -> Bool {
            if !countries.isEmpty, !(country.map(countries.contains) ?? false) { return false }
            return (from.map { $0 <= time } ?? true) && (until.map { time < $0 } ?? true)
        }
    }

    /// Youngest age in years that may see it; nil = not rated, shown to adults and to whoever has no limit.
    public var maturity: Int?
    /// Any of these suffices; empty = always and everywhere.
    public var availability: [Availability]
    /// Taken off all lists at once, whatever anybody's history says.
    public var isHidden: Bool
    /// Running time in seconds.
    public var duration: Float?
    /// Address of a picture, relative to the site that shows it or absolute.
    public var image: String?
    /// Number of episodes of a series.
    public var episodeCount: Int?
    /// Pictures and clips to choose from for each person; nil = `image` for everybody, or a generated poster.
    public var creatives: [SuppliedCreative]?

    public init(
        maturity: Int? = nil, availability: [Availability] = [], isHidden: Bool = false, duration: Float? = nil, image: String? = nil,
        episodeCount: Int? = nil, creatives: [SuppliedCreative]? = nil
    ) {
        self.maturity = maturity
        self.availability = availability
        self.isHidden = isHidden
        self.duration = duration
        self.image = image
        self.episodeCount = episodeCount
        self.creatives = creatives
    }

    /// Whether nothing is said.
    public var isEmpty: Bool { self == TitleFacts() }

    /// Whether somebody may be shown the title.
    ///
    /// - Parameter maturity: the age that the person is taken for; nil = no limit. What is not rated is not for children.
    public func permits(country: String?, maturity limit: Int?, time: Timestamp) -> Bool {
        guard !isHidden else { return false }
        if let limit, (maturity ?? TitleFacts.adult) > limit { return false }
        return availability.isEmpty || availability.contains { $0.covers(country, time) }
    }

    static let adult = 18
}

/// An episode: part of a series, and no title of its own for ranking. Events that name it count for its series.
public struct EpisodeLink: Sendable, Hashable, Codable {
    public var id: ItemID
    public var series: ItemID
    public var season: Int?
    /// Position in the whole series, from 1: what events carry as `episode`.
    public var number: Int32
    public var title: String?
    public var duration: Float?
    public init(id: ItemID, series: ItemID, season: Int? = nil, number: Int32, title: String? = nil, duration: Float? = nil) {
        self.id = id
        self.series = series
        self.season = season
        self.number = number
        self.title = title
        self.duration = duration
    }
}

extension ServiceCollection {
    /// `TitleFacts` by item id.
    public static let titleFacts: ServiceCollection = "title-facts"
    /// `EpisodeLink` by the id of the episode.
    public static let episodes: ServiceCollection = "episodes"
}
