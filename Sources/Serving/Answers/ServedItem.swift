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
    private var faces: Faces?

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

    /// The picture that was chosen for the person; nil where there is no choice.
    public var artwork: ServedCreative? {
        get { faces?.artwork }
        set { faces = Faces(artwork: newValue, highlight: highlight) }
    }
    /// The line of text that was chosen.
    public var highlight: ServedCreative? {
        get { faces?.highlight }
        set { faces = Faces(artwork: artwork, highlight: newValue) }
    }

    /// Behind one reference: most items have none, and a page copies hundreds of items.
    private final class Faces: Sendable, Hashable {
        let artwork, highlight: ServedCreative?
        init?(artwork: ServedCreative?, highlight: ServedCreative?) {
            guard artwork != nil || highlight != nil else { return nil }
            (self.artwork, self.highlight) = (artwork, highlight)
        }
        static func == (a: Faces, b: Faces) -> Bool { a.artwork == b.artwork && a.highlight == b.highlight }
        func hash(into hasher: inout Hasher) {
            hasher.combine(artwork)
            hasher.combine(highlight)
        }
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
///
/// One reference, whatever it holds: a page gives the same few reasons to hundreds of titles.
public struct ServedReason: Sendable, Hashable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Titles of the person's history speak for it.
        case becauseOf = "because"
        /// A facet that the person likes.
        case facet
        case popular, trending, new, unfinished, again, explore, pinned, profile
    }
    private struct Parts: Hashable {
        var kind: Kind
        var titles: [ItemIndex]
        var shared: [String]
        var contrast: TitleContrast?
        var text: String
    }
    private final class Holder: Sendable {
        let parts: Parts
        init(_ parts: Parts) { self.parts = parts }
    }
    private var holder: Holder

    public init(_ kind: Kind, titles: [ItemIndex] = [], shared: [String] = [], text: String) {
        holder = Holder(Parts(kind: kind, titles: titles, shared: shared, text: text))
    }

    public var kind: Kind { holder.parts.kind }
    /// Titles of the history without which it would stand lower, strongest first.
    public var titles: [ItemIndex] { holder.parts.titles }
    /// Facet values that speak for it, or that it shares with the first title.
    public var shared: [String] { holder.parts.shared }
    /// In which way the title is other than the first of `titles`; nil where nothing known says so.
    public var contrast: TitleContrast? {
        get { holder.parts.contrast }
        set { change { $0.contrast = newValue } }
    }
    /// One sentence for people.
    public var text: String {
        get { holder.parts.text }
        set { change { $0.text = newValue } }
    }

    private mutating func change(_ body: (inout Parts) -> Void) {
        var parts = holder.parts
        body(&parts)
        holder = Holder(parts)
    }

    /// Whether both are the same one: then they are equal, and nothing of them has to be compared.
    package func isSame(as other: ServedReason) -> Bool { holder === other.holder }

    public static func == (a: ServedReason, b: ServedReason) -> Bool { a.isSame(as: b) || a.holder.parts == b.holder.parts }
    public func hash(into hasher: inout Hasher) { hasher.combine(holder.parts) }
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
