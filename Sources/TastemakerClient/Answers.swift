/// A title of an answer.
public struct RecommendedItem: Sendable, Hashable, Codable {
    public var id: String
    public var title: String?
    public var year: Int?
    /// Comparable within one answer; not a probability.
    public var score: Double?
    /// What proposed it, such as `model` or `trending`.
    public var source: String?
    public var reason: Reason?
    /// Probability with which it was shown in this place.
    public var propensity: Double?
    /// Share of it that the person has seen, in rows of what was begun.
    public var progress: Double?
    public var episode: Int?
}

/// Why a title is shown.
public struct Reason: Sendable, Hashable, Codable {
    public var kind: String?
    /// A sentence for people.
    public var text: String?
    /// Titles of the history that speak for it.
    public var titles: [Evidence]?
    /// What they share with it.
    public var shared: [String]?

    /// A title that is a reason.
    public struct Evidence: Sendable, Hashable, Codable {
        public var id: String
        public var title: String?
        public var year: Int?
    }
}

/// A list of titles, best first.
public struct Recommendations: Sendable, Hashable, Codable {
    public var recommendationID: String
    public var modelVersion: String
    /// Milliseconds that the server worked.
    public var took: Double
    /// What it rests on where no trained model answers.
    public var basis: String?
    public var items: [RecommendedItem]
    /// Cursor of the titles behind these; nil at the end.
    public var next: String?

    enum CodingKeys: String, CodingKey {
        case recommendationID = "recommendation_id"
        case modelVersion = "model_version"
        case took = "took_ms"
        case next = "next_cursor"
        case basis, items
    }
}

/// A home page.
public struct HomePage: Sendable, Hashable, Codable {
    public struct Row: Sendable, Hashable, Codable {
        public var id: String
        public var kind: String?
        public var title: String
        public var reason: Reason?
        public var items: [RecommendedItem]
        /// Cursor of more titles of the same row.
        public var next: String?

        enum CodingKeys: String, CodingKey {
            case id, kind, title, reason, items
            case next = "next_cursor"
        }
    }
    public var recommendationID: String
    public var modelVersion: String
    /// Milliseconds that the server worked.
    public var took: Double
    public var basis: String?
    public var rows: [Row]
    /// Cursor of the rows below these; nil at the end.
    public var next: String?

    enum CodingKeys: String, CodingKey {
        case recommendationID = "recommendation_id"
        case modelVersion = "model_version"
        case took = "took_ms"
        case next = "next_cursor"
        case basis, rows
    }
}
