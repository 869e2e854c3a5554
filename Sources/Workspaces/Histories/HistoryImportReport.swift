import Datasets

/// What is to be read from a person's own files.
public struct HistoryImportRequest: Sendable {
    public var format: HistoryFormat
    public var path: String
    public var options: HistoryOptions
    /// The file of decisions; nil for the one that the workspace keeps for this source.
    public var decisions: String?
    /// Whether titles that the catalogue does not know become items of it.
    public var addsUnknown: Bool

    public init(
        format: HistoryFormat, path: String, options: HistoryOptions = HistoryOptions(), decisions: String? = nil, addsUnknown: Bool = false
    ) {
        self.format = format
        self.path = path
        self.options = options
        self.decisions = decisions
        self.addsUnknown = addsUnknown
    }
}

/// What became of a history.
public struct HistoryImportReport: Sendable, Codable {
    /// A title that waits for a decision.
    public struct OpenTitle: Sendable, Codable, Equatable {
        public struct Candidate: Sendable, Codable, Equatable {
            public var id: String
            public var title: String
            public var year: Int?
        }
        public var title: String
        public var events: Int
        /// Items that may be meant; for titles that nothing is called, the nearest.
        public var candidates: [Candidate]
    }
    public var format: String
    public var sources: [String] = []
    public var users: [String] = []
    /// Events stored by this import.
    public var events = 0
    /// Events that an earlier import stored.
    public var known = 0
    /// Distinct titles, and by what they were recognised.
    public var titles = 0
    public var recognised: [String: Int] = [:]
    public var ambiguous: [OpenTitle] = []
    public var unknown: [OpenTitle] = []
    /// Titles that became items because it was asked for.
    public var added = 0
    /// Titles that a decision says are none of the catalogue.
    public var declined = 0
    /// Events of titles without an item: kept aside, not lost.
    public var aside = 0
    public var asideFile: String?
    /// Where decisions are to be written.
    public var decisionsFile: String
    public var problems = 0
    public var firstProblems: [RowProblem] = []
    public var notes: [String] = []
    public var seconds = 0.0
}
