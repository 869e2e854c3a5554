import Datasets
import FoundationEssentials

/// Everything the doctor has to say about one body of data.
public struct DataReport: Sendable, Hashable, Codable {
    public var name: String
    /// How it was read: a format, `mapping`, or `workspace`.
    public var format: String
    public var counts: Counts
    public var times: Times?
    /// Events of each user with any.
    public var activity: Distribution?
    /// Events of each item with any.
    public var popularity: Distribution?
    /// By name, with the role each has by default.
    public var kinds: [Kind]
    /// How often each rating was given, lowest first.
    public var ratings: [Rating]
    public var descriptions: Descriptions
    /// Share of the users whose whole histories were looked at; 1 when all were.
    public var sampledUserShare: Double
    public var sampledEvents: Int
    /// Most costly first.
    public var findings: [Finding]
    /// How many events until personalisation beats popularity; nil when it was not asked for or could not be drawn.
    public var curve: PersonalisationCurve?
    /// Why there is no curve.
    public var curveNote: String?

    public struct Counts: Sendable, Hashable, Codable {
        public var events = 0
        public var users = 0
        public var items = 0
        public var describedItems = 0
        public var describedUsers = 0
        public var rejectedRows = 0
        public var files: [String] = []
        /// Share of all possible user–item pairs that occur, at most.
        public var density = 0.0
    }

    public struct Times: Sendable, Hashable, Codable {
        /// Such as 2000-04-25T23:05:32Z.
        public var first: String
        public var last: String
        public var resolution: StampResolution
        public var stampedShare: Double
        public var midnightShare: Double
        public var wholeHourShare: Double
        /// Events by hour of the day, UTC.
        public var byHour: [Int]
        /// Start of the six quietest hours in a row, UTC; nil when the day has no shape.
        public var quietHour: Int?
        public var months: [Month]
        public struct Month: Sendable, Hashable, Codable {
            public var month: String
            public var events: Int
        }
    }

    public struct Kind: Sendable, Hashable, Codable {
        public var name: String
        public var events: Int
        public var role: EventRole
    }

    public struct Rating: Sendable, Hashable, Codable {
        public var rating: Float
        public var events: Int
    }

    public struct Descriptions: Sendable, Hashable, Codable {
        public var titles = 0
        public var years = 0
        public var facets = 0
        public var texts = 0
        public var identifiers = 0
        /// Descriptions that carry each facet.
        public var facetNames: [String: Int] = [:]
        public var userFields: [String: Int] = [:]
    }

    /// Whether anything is so wrong that nothing can be learned.
    public var isBlocked: Bool { findings.contains { $0.severity == .blocker } }
    public func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
    public func finding(_ code: Finding.Code) -> Finding? { findings.first { $0.code == code } }

    /// For programs; sorted keys.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
