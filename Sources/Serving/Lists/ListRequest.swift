import Datasets

/// What a list is asked with.
public struct ListRequest: Sendable {
    public var asker: Asker
    public var moment: Moment
    public var count: Int
    /// Whether titles that the person has met may come again.
    public var includesSeen: Bool
    /// Asks for the titles behind an answer, `ServedList.next`; the other values are then those that the first answer was asked
    /// with, but for the count.
    public var cursor: String?
    /// An expression of the rule language.
    public var filter: String?
    /// Nil = the service's own strengths; 0 and 0 with no exploration give the order of the scores.
    public var diversity: Float?
    public var calibration: Float?
    public var explorationRate: Double?
    /// Whether the answer is shown to the person: recorded, continued, and what is passed over sinks.
    public var isShown: Bool
    public init(
        _ asker: Asker, at moment: Moment, count: Int = 20, includesSeen: Bool = false, cursor: String? = nil, filter: String? = nil,
        diversity: Float? = nil, calibration: Float? = nil, explorationRate: Double? = nil, isShown: Bool = true
    ) {
        self.asker = asker
        self.moment = moment
        self.count = count
        self.includesSeen = includesSeen
        self.cursor = cursor
        self.filter = filter
        self.diversity = diversity
        self.calibration = calibration
        self.explorationRate = explorationRate
        self.isShown = isShown
    }

    /// The page of one row that this list is.
    var page: PageRequest {
        PageRequest(
            asker, at: moment, rows: 1, count: count, includesSeen: includesSeen, filter: filter, diversity: diversity,
            calibration: calibration, explorationRate: explorationRate, isShown: isShown)
    }
}
