import Datasets

/// What a creative is about or whom it shows: a value of a facet, such as `genre` Comedy or `cast` Uma Thurman.
public struct Theme: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    public var facet: FacetName
    public var value: String

    public init(_ facet: FacetName, _ value: String) {
        self.facet = facet
        self.value = value
    }

    /// `genre:Comedy`
    public var description: String { "\(facet.rawValue):\(value)" }

    /// Byte order, so that columns never depend on the locale.
    public static func < (a: Theme, b: Theme) -> Bool {
        a.facet == b.facet ? a.value.utf8.lexicographicallyPrecedes(b.value.utf8) : a.facet < b.facet
    }

    /// Liking of a person is learned apart from liking of a kind of story: the two differ in strength.
    public var family: ThemeFamily {
        switch facet {
        case .genre: .genre
        case .cast, .director, .writer: .person
        default: .other
        }
    }
}

/// Themes whose match with a person's taste shares one weight.
public enum ThemeFamily: Int, Sendable, CaseIterable { case genre, person, other }

/// How much a person leans to themes, in standard deviations of all people; what is not named is 0, the average.
///
/// It is read off the same user state that ranks titles: a theme's affinity is how far the scores of its titles stand above
/// the catalogue's. So a new version of the model moves the figures, not their meaning, and what was learned about creatives
/// survives a training.
public struct ThemeAffinities: Sendable, Hashable {
    /// Each within ±`limit`.
    public private(set) var values: [Theme: Double]
    /// One extreme person must not decide a slope.
    public static let limit = 3.0

    /// - Parameter values: numbers that are not finite count as 0.
    public init(_ values: [Theme: Double] = [:]) {
        self.values = values.mapValues { $0.isFinite ? min(max($0, -ThemeAffinities.limit), ThemeAffinities.limit) : 0 }
    }

    public subscript(theme: Theme) -> Double { values[theme] ?? 0 }
}
