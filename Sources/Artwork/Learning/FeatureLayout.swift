import Datasets

/// One number of a sparse vector.
struct SparseEntry: Sendable, Hashable {
    var column: Int
    var value: Double
}

/// Which column of the shared model means what; columns are only ever added, so that what was learned stays in place.
///
/// Columns: one match for each family of themes, one for each kind of creative, then two for each known theme: how it does
/// with everybody, and how much more it does with those who lean to it. A theme without columns still counts in its family's match,
/// which is how a title with an actor never seen before starts from what is known about showing liked actors.
public struct FeatureLayout: Sendable, Hashable {
    public private(set) var themes: [Theme]
    private var places: [Theme: Int]

    /// Kinds of story are few; people are many and share one weight beyond this.
    public static let mostThemes = 64
    private static let matches = ThemeFamily.allCases.count
    private static let kinds = CreativeKind.allCases.count

    public init(themes: [Theme] = []) {
        self.themes = []
        places = [:]
        add(themes)
    }

    public var columnCount: Int { FeatureLayout.matches + FeatureLayout.kinds + 2 * themes.count }

    /// Adds themes that are not known yet, until there is no room.
    public mutating func add(_ new: some Sequence<Theme>) {
        for theme in new where places[theme] == nil && themes.count < FeatureLayout.mostThemes {
            places[theme] = themes.count
            themes.append(theme)
        }
    }

    /// The features of a creative for a person, by rising column.
    ///
    /// - Complexity: O(n log n) for n themes.
    func features(of creative: Creative, for person: ThemeAffinities) -> [SparseEntry] {
        var matches = [Double](repeating: 0, count: FeatureLayout.matches)
        var entries: [SparseEntry] = []
        let emphasis = 1 / Double(max(creative.themes.count, 1))
        for theme in creative.themes {
            let affinity = person[theme]
            matches[theme.family.rawValue] += emphasis * affinity
            guard let place = places[theme] else { continue }
            let column = FeatureLayout.matches + FeatureLayout.kinds + 2 * place
            entries.append(SparseEntry(column: column, value: emphasis))
            entries.append(SparseEntry(column: column + 1, value: emphasis * affinity))
        }
        let kind = CreativeKind.allCases.firstIndex(of: creative.kind) ?? 0
        entries.append(SparseEntry(column: FeatureLayout.matches + kind, value: 1))
        for (column, match) in matches.enumerated() where match != 0 { entries.append(SparseEntry(column: column, value: match)) }
        return FeatureLayout.merged(entries)
    }

    /// How far each weight may be from zero before anything was seen, as a standard deviation in take probability.
    func priorDeviations(_ priors: CreativePriors) -> [Double] {
        [Double](repeating: priors.match, count: FeatureLayout.matches)
            + [Double](repeating: priors.kind, count: FeatureLayout.kinds)
            + themes.flatMap { _ in [priors.theme, priors.slope] }
    }

    /// What is expected of each weight before anything was seen.
    func priorMeans(_ priors: CreativePriors) -> [Double] {
        [Double](repeating: priors.expectedMatch, count: FeatureLayout.matches)
            + [Double](repeating: 0, count: columnCount - FeatureLayout.matches)
    }

    /// A theme named twice counts twice.
    private static func merged(_ entries: [SparseEntry]) -> [SparseEntry] {
        var merged: [SparseEntry] = []
        for entry in entries.sorted(by: { $0.column < $1.column }) {
            if let last = merged.last, last.column == entry.column {
                merged[merged.count - 1].value += entry.value
            } else {
                merged.append(entry)
            }
        }
        return merged
    }
}

/// What is believed before anything was seen: standard deviations of the weights, in take probability.
public struct CreativePriors: Sendable, Hashable, Codable {
    /// Of a family's match, for each standard deviation of affinity.
    public var match: Double
    /// What is expected of it before anything was seen: a picture of what somebody likes is taken more often than another.
    public var expectedMatch: Double
    public var kind: Double
    /// Of a theme's pull on everybody.
    public var theme: Double
    /// Of a theme's slope beyond its family's.
    public var slope: Double
    /// Of a single creative beyond what its themes say.
    public var creative: Double

    /// Chosen on simulated worlds that no reported figure uses: `expectedMatch` on world 101 alone, `theme` on worlds 101 to 104. Wider
    /// ones explore longer for nothing; what a theme does to everybody is learned soon, being shared by many titles.
    public init(
        match: Double = 0.03, expectedMatch: Double = 0.01, kind: Double = 0.01, theme: Double = 0.005, slope: Double = 0.01,
        creative: Double = 0.015
    ) {
        self.match = match
        self.expectedMatch = expectedMatch
        self.kind = kind
        self.theme = theme
        self.slope = slope
        self.creative = creative
    }
}
