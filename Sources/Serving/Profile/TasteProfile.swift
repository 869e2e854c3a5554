import Datasets
import Recommenders

/// What the model believes of a person, as a person can read and correct it.
public struct TasteProfile: Sendable {
    /// One value of a facet.
    public struct Value: Sendable, Hashable {
        public var facet: String
        public var value: String
        /// Share of what the model expects of this person that has the value.
        public var share: Double
        /// The same of somebody of whom nothing is known.
        public var usualShare: Double
        /// `share / usualShare`: above 1 the person is expected to choose it more than others.
        public var lift: Double
        /// Titles with the value that the person chose, and how many of them they finished or liked.
        public var chosen: Int
        public var finished: Int
        public var liked: Int
        /// What the person told the profile about it, −1…1.
        public var correction: Float?
        /// Titles of the history that it rests on, latest first.
        public var titles: [ItemIndex]
    }

    /// When and on what the person chooses.
    public struct Habits: Sendable, Hashable {
        /// Choices by hour of the day in UTC, `[24]`, and by day of the week from Monday, `[7]`.
        public var hours: [Int]
        public var weekdays: [Int]
        /// Names of devices and choices on them, most used first.
        public var devices: [Device]
        public struct Device: Sendable, Hashable {
            public var name: String
            public var choices: Int
        }
    }

    /// Whether an interest grows: shares of the latest choices and of those before.
    public struct Trend: Sendable, Hashable {
        public var facet: String
        public var value: String
        public var recentShare: Double
        public var earlierShare: Double
    }

    /// What the next choice will be, in the model's expectation; the three sum to one.
    public struct Intents: Sendable, Hashable {
        /// A title that the person has not met.
        public var discover: Double
        /// One that they began and did not finish.
        public var resume: Double
        /// Another one that they know.
        public var again: Double
    }

    /// How much is known.
    public struct Evidence: Sendable, Hashable {
        public var events: Int
        /// Titles that were chosen.
        public var titles: Int
        public var first: Timestamp?
        public var last: Timestamp?
        /// How far the model's expectation is from that for a stranger, in bits (Kullback–Leibler); 0 = nothing was learned.
        public var bits: Double
        /// Whether the person allows a profile at all.
        public var isPersonal: Bool
    }

    public var head: AnswerHead
    public var snapshot: ServingSnapshot
    /// What stands out, strongest first within a facet: expected more than usual, or corrected.
    public var likes: [Value]
    /// Expected less than usual, strongest first within a facet.
    public var dislikes: [Value]
    public var habits: Habits
    public var trends: [Trend]
    public var intents: Intents
    /// What the intent heads of the model say of the moment; nil where what serves has none.
    public var intent: PredictedIntent?
    public var evidence: Evidence
    public var corrections: [PersonRecord.Correction]
    /// Views that the person took out of their taste.
    public var ignored: [IgnoredView]
    /// Since when events count; nil = since ever.
    public var since: Timestamp?
}
