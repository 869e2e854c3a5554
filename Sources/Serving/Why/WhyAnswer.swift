import Datasets
import Recommenders

/// Why a title has its place for one person at one moment: measurements as data, and a few sentences made of them.
public struct WhyAnswer: Sendable {
    /// A title of the history, and what the explained one loses without it.
    public struct Cause: Sendable, Hashable {
        public var item: ItemIndex
        /// When the person met it.
        public var time: Timestamp?
        /// How much the score falls when it is taken out of the history.
        public var drop: Float
        /// The same beyond what all titles lose on average.
        public var ownDrop: Float
        /// Facet values that both titles have.
        public var shared: [String]
    }

    /// What of the answer can be held against it: the named against all that was tried.
    public struct Faithfulness: Sendable, Hashable {
        /// Mean fall of the score without one of the named titles.
        public var namedDrop: Float
        /// Mean fall without any of the tokens that were tried.
        public var triedDrop: Float
        public var triedTokens: Int
        /// Tokens that the model reads of this person.
        public var readTokens: Int
    }

    /// The title of the history that pages name for this one, by likeness and recency, and what it does when it is measured.
    public struct PageCause: Sendable, Hashable {
        public enum Verdict: String, Sendable, Codable, CaseIterable {
            /// It is among the strongest.
            case strongest
            /// It speaks for the title, but others do more.
            case weaker
            /// The score does not fall without it.
            case nothing
        }
        public var item: ItemIndex
        public var drop: Float
        public var ownDrop: Float
        public var verdict: Verdict
        /// Where page and measurement differ, how; nil where they agree.
        public var text: String?
    }

    public var head: AnswerHead
    public var snapshot: ServingSnapshot
    public var item: ItemIndex
    /// What the lists are ordered by, corrections included; nil where nothing can be said about the title.
    public var score: Float?
    /// From 1, among the titles that may be shown and were not met yet; nil for a title that is none of them.
    public var place: Int?
    /// How many those are.
    public var placeOf: Int
    /// Why lists leave it out; nil when they do not.
    public var exclusion: Exclusion?
    /// Strongest first.
    public var causes: [Cause]
    /// What the title's attributes do, strongest first; negative ones speak against it.
    public var facets: [FacetEffect]
    /// Addends of the score.
    public var parts: [Part]
    public var faithfulness: Faithfulness
    /// What would be different without the strongest title; nil where none speaks for it.
    public var counterfactual: String?
    /// In the form that lists have it, made of what was measured.
    public var reason: ServedReason
    /// Nil where a page names no title of the history for this one.
    public var page: PageCause?

    public enum Exclusion: String, Sendable, Codable, CaseIterable {
        /// The person met it already.
        case met
        /// The person never wants to see it again, or told the profile so.
        case refused
        /// Hidden, not licensed here and now, or not for this age.
        case unavailable
    }

    /// One addend of the score.
    public struct Part: Sendable, Hashable {
        /// A `ScorePart.Kind`, a `SmallDataRecommender.Source`, or `correction`.
        public var kind: String
        public var name: String
        public var value: Float
    }
}
