import Datasets

/// What a page is asked with.
public struct PageRequest: Sendable {
    public var asker: Asker
    public var moment: Moment
    public var rows: Int
    /// Titles of a row.
    public var count: Int
    /// Whether titles that the person has met may come again in any row; continue watching and watch again show them always.
    public var includesSeen: Bool
    /// An expression of the rule language; what it leaves out is on no row.
    public var filter: String?
    /// Nil = the service's own strengths; see `PageOptions`.
    public var diversity: Float?
    public var calibration: Float?
    /// Nil = the service's own rate; 0 for answers that nobody is shown, such as those of an operator.
    public var explorationRate: Double?
    /// Whether the answer is shown to the person: recorded, continued, and what is passed over sinks.
    public var isShown: Bool
    public init(
        _ asker: Asker, at moment: Moment, rows: Int = 10, count: Int = 20, includesSeen: Bool = false, filter: String? = nil,
        diversity: Float? = nil, calibration: Float? = nil, explorationRate: Double? = nil, isShown: Bool = true
    ) {
        self.asker = asker
        self.moment = moment
        self.rows = rows
        self.count = count
        self.includesSeen = includesSeen
        self.filter = filter
        self.diversity = diversity
        self.calibration = calibration
        self.explorationRate = explorationRate
        self.isShown = isShown
    }
}
