import Datasets
import Understanding

/// One title of an answer.
public struct ServedItem: Sendable, Hashable {
    public var index: ItemIndex
    /// The score that its place in the answer rests on; comparable within one answer, not a probability.
    public var score: Float
    public var source: ServedSource
    public var reason: ServedReason?
    /// Probability with which it was shown in this place, given the places before.
    public var propensity: Double
    /// Share of the title, or of its latest episode, that the person has seen; nil outside of continue watching.
    public var progress: Float?
    /// Episode to go on with, 0 = none.
    public var episode: Int32
    /// The picture that was chosen for the person; nil where there is no choice.
    public var artwork: ServedCreative?
    /// The line of text that was chosen.
    public var highlight: ServedCreative?

    public init(
        _ index: ItemIndex, score: Float, source: ServedSource, reason: ServedReason? = nil, propensity: Double = 1, progress: Float? = nil,
        episode: Int32 = 0
    ) {
        self.index = index
        self.score = score
        self.source = source
        self.reason = reason
        self.propensity = propensity
        self.progress = progress
        self.episode = episode
    }
}

/// What proposed a title.
public enum ServedSource: String, Sendable, Codable, CaseIterable {
    /// The foundation model.
    case model
    /// Content, neighbours, popularity and novelty, where no model serves.
    case smallData = "small-data"
    case continueWatching = "continue"
    case trending, popular, new, similar, again, pinned, search
    /// Drawn, so that the future learns something.
    case explore
    /// A list that the caller sent.
    case caller
}

/// Why a title is shown, as data; words come after.
public struct ServedReason: Sendable, Hashable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Titles of the person's history speak for it.
        case becauseOf = "because"
        /// A facet that the person likes.
        case facet
        case popular, trending, new, unfinished, again, explore, pinned, profile
    }
    public var kind: Kind
    /// Titles of the history without which it would stand lower, strongest first.
    public var titles: [ItemIndex]
    /// Facet values that speak for it, or that it shares with the first title.
    public var shared: [String]
    /// In which way the title is other than the first of `titles`; nil where nothing known says so.
    public var contrast: TitleContrast?
    /// One sentence for people.
    public var text: String
    public init(_ kind: Kind, titles: [ItemIndex] = [], shared: [String] = [], text: String) {
        self.kind = kind
        self.titles = titles
        self.shared = shared
        self.text = text
    }
}

/// What every answer says about itself.
public struct AnswerHead: Sendable, Hashable {
    public var recommendationID: String
    public var model: String
    /// Of the clock that the service was given.
    public var time: Timestamp
    public var seconds: Double
    /// What it rests on where no model serves, or where the person allows no profile.
    public var basis: String?
    public init(recommendationID: String, model: String, time: Timestamp, seconds: Double, basis: String? = nil) {
        self.recommendationID = recommendationID
        self.model = model
        self.time = time
        self.seconds = seconds
        self.basis = basis
    }
}

/// A list of titles, best first.
public struct ServedList: Sendable {
    public var head: AnswerHead
    /// The titles' numbers belong to it.
    public var snapshot: ServingSnapshot
    public var items: [ServedItem]
    /// Asks for the titles behind these; nil at the end.
    public var next: String?
    public init(head: AnswerHead, snapshot: ServingSnapshot, items: [ServedItem], next: String? = nil) {
        self.head = head
        self.snapshot = snapshot
        self.items = items
        self.next = next
    }
}

/// One row of a page.
public struct ServedRow: Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case continueWatching = "continue"
        case topPicks = "top-picks"
        case becauseOf = "because"
        case facet, new, trending, again, explore, popular
    }
    /// Stable within a page, such as `because:tt0133093` or `facet:genre:comedy`.
    public var id: String
    public var kind: Kind
    public var title: String
    public var reason: ServedReason?
    public var items: [ServedItem]
    /// Asks for more titles of the same row.
    public var next: String?
    public init(id: String, kind: Kind, title: String, reason: ServedReason? = nil, items: [ServedItem], next: String? = nil) {
        self.id = id
        self.kind = kind
        self.title = title
        self.reason = reason
        self.items = items
        self.next = next
    }
}

/// A home page.
public struct ServedPage: Sendable {
    public var head: AnswerHead
    public var snapshot: ServingSnapshot
    public var rows: [ServedRow]
    /// Asks for the rows below these; nil at the end.
    public var next: String?
    public init(head: AnswerHead, snapshot: ServingSnapshot, rows: [ServedRow], next: String? = nil) {
        self.head = head
        self.snapshot = snapshot
        self.rows = rows
        self.next = next
    }
}
