import Datasets

/// One line of a list of recommendations.
public struct RecommendedItem: Sendable, Codable {
    /// From 1.
    public var rank: Int
    public var id: String
    public var title: String
    public var year: Int?
    /// The model's logit: higher is better, not a probability. For similar items the cosine, at most 1.
    public var score: Float
    /// Items of the history without which this one would stand lower, strongest first.
    public var because: [String]
    /// What it has in common with the first of them.
    public var shared: [String]
    /// What speaks most for it where no model answers: content, neighbours, popularity or novelty.
    public var source: String?

    init(rank: Int, _ item: Item, score: Float, because: [String] = [], shared: [String] = []) {
        self.rank = rank
        id = item.id.rawValue
        title = item.title
        year = item.year
        self.score = score
        self.because = because
        self.shared = shared
    }
}

/// An answer, with everything that decided it.
public struct RecommendationList: Sendable, Codable {
    public var model: String
    /// Nil for a person described by titles only.
    public var user: String?
    /// The latest items of the history, newest first.
    public var history: [String]
    /// Seconds since 1970; nil when the model was told no time.
    public var time: Int64?
    public var device: String?
    public var items: [RecommendedItem]
    /// Damaged models that were passed over, and texts that could not be read.
    public var refused: [String]
    public var seconds: Double
    /// What the answer rests on, where no model serves.
    public var basis: RecommendationBasis?
}

/// What a list rests on that no trained model made.
public struct RecommendationBasis: Sendable, Codable {
    public var events: Int
    public var people: Int
    /// About so many events, by the measurement in docs/results/small-data.md, make a trained model pay.
    public var eventsForAModel: Int
    /// All of this in one sentence.
    public var sentence: String
}

extension Item {
    /// "The Matrix (1999)".
    public var titleWithYear: String {
        guard let year, !title.hasSuffix("(\(year))") else { return title }
        return "\(title) (\(year))"
    }
}
