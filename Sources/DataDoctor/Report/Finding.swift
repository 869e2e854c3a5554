import Datasets

/// One thing that the data says about itself, with what it costs and what to do.
public struct Finding: Sendable, Hashable, Codable {
    /// How much it matters; the order is that of reports, worst first.
    public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
        /// Nothing sensible can be learned until this is put right.
        case blocker
        /// Figures will mislead, or events are lost.
        case warning
        /// Good to know when figures are read.
        case notice
        /// Nothing is wrong; something more would become possible.
        case opportunity
        public static func < (a: Severity, b: Severity) -> Bool { a.place < b.place }
        private var place: Int { Severity.allCases.firstIndex(of: self)! }
    }

    /// A line that shows it.
    public struct Example: Sendable, Hashable, Codable, CustomStringConvertible {
        /// `file:line`; nil where the example is no row.
        public var place: String?
        public var what: String
        public init(place: String?, what: String) {
            self.place = place
            self.what = what
        }
        init(_ source: SourcePosition, _ what: String) {
            self.init(place: "\(source.file):\(source.line)", what: what)
        }
        public var description: String { place.map { what.isEmpty ? $0 : "\($0): \(what)" } ?? what }
    }

    public var code: Code
    public var severity: Severity
    /// One sentence with the figures.
    public var summary: String
    /// How many events, users or items it concerns, and of how many.
    public var count: Int
    public var total: Int
    /// What is counted: `events`, `users`, `items`, `rows`, …
    public var unit: String
    /// `count / total`; 0 without a total.
    public var share: Double
    public var examples: [Example]
    /// What it costs to leave it as it is.
    public var cost: String
    /// What putting it right makes possible.
    public var unlocks: String
    /// The option, mapping line or step to take.
    public var advice: String
    /// Figures for programs.
    public var figures: [String: Double]

    init(
        _ code: Code, _ severity: Severity, _ summary: String, count: Int, of total: Int, _ unit: String, examples: [Example] = [],
        cost: String, unlocks: String, advice: String, figures: [String: Double] = [:]
    ) {
        self.code = code
        self.severity = severity
        self.summary = summary
        self.count = count
        self.total = total
        self.unit = unit
        share = total > 0 ? Double(count) / Double(total) : 0
        self.examples = examples
        self.cost = cost
        self.unlocks = unlocks
        self.advice = advice
        self.figures = figures
    }
}

extension Finding {
    /// What was found, for programs; the raw value is what JSON carries.
    public enum Code: String, Sendable, Codable, CaseIterable {
        case noEvents = "no-events"
        case noTargets = "no-targets"
        case badRows = "bad-rows"
        case noTimes = "no-times"
        case timesPartlyMissing = "times-partly-missing"
        case dayResolution = "day-resolution"
        case wrongTimeUnit = "wrong-time-unit"
        case midnightStamps = "midnight-stamps"
        case wholeHourStamps = "whole-hour-stamps"
        case future = "time-in-the-future"
        case beforeNineties = "time-before-1990"
        case ties = "ties"
        case tiesSortedByItem = "ties-sorted-by-item"
        case newestFirst = "newest-first"
        case orderIsNotTime = "order-is-not-time"
        case orderIsItemOrder = "order-is-item-order"
        case ratingLeaksThroughTime = "rating-leaks-through-time"
        case duplicates = "duplicates"
        case repeats = "repeats"
        case memberFilter = "filtered-users"
        case itemFilter = "filtered-items"
        case cappedHistories = "capped-histories"
        case popularityRevealsOutcome = "popularity-reveals-outcome"
        case singleSession = "single-session"
        case coldItems = "cold-items"
        case fewUsers = "few-users"
        case smallData = "small-data"
        case dominatingUser = "dominating-user"
        case dominatingItem = "dominating-item"
        case superhumanRate = "superhuman-rate"
        case impossibleDay = "impossible-day"
        case negativeDuration = "negative-duration"
        case longDuration = "day-long-duration"
        case completionOutside = "completion-outside"
        case ratingOutside = "rating-outside"
        case degenerateRatings = "degenerate-ratings"
        case undescribedItems = "undescribed-items"
        case unusedItems = "items-without-events"
        case usersWithoutEvents = "users-without-events"
        case missingTitles = "missing-titles"
        case missingFacets = "missing-facets"
        case missingYears = "missing-years"
        case sharedTitles = "shared-titles"
        case damagedText = "damaged-text"
        case htmlEntities = "html-entities"
        case eventsWithoutItem = "events-without-item"
        case missingDurations = "missing-durations"
        case missingImpressions = "missing-impressions"
        case unspecifiedKind = "unspecified-kind"
    }
}
