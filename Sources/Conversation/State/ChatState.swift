import Datasets
import Understanding

/// What a conversation has come to: a value that can be shown, corrected, stored, and sent back.
///
/// Whatever a caller sends back is data: ids that the catalogue does not have are passed over.
public struct ChatState: Sendable, Hashable, Codable {
    /// Slots that earlier turns filled.
    public var intent: Intent
    /// What talk touched on without asking for it: it moves titles up and excludes none. Nil for none.
    public var hints: Intent?
    /// Titles of which the person said something, in the order in which they came up.
    public var told: [Told]
    /// Titles of the last reply, in the order of their places.
    public var shown: [ItemID]
    /// Titles of all replies.
    public var past: [ItemID]
    /// Titles of earlier replies that others shall be like ("more like the second one").
    public var seeds: [ItemID]
    /// Limits that critiques brought about, such as "older" than what was shown.
    public var limits: [Limit]
    /// Attributes that were asked about, whatever came of it.
    public var asked: [String]
    /// What a question of the last reply was about.
    public var question: String?
    /// People who watch along and of whom only a wish is known, such as `parents`.
    public var companions: [Companion]
    public var turns: Int
    /// The language of the last turn that told one.
    public var language: IntentSentence.Language

    public init(language: IntentSentence.Language = .english) {
        (intent, told, shown, past, seeds, limits, asked, companions) = (Intent(), [], [], [], [], [], [], [])
        (question, turns, self.language) = (nil, 0, language)
    }

    /// What a person said of a title.
    public struct Told: Sendable, Hashable, Codable {
        public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
            case liked, disliked, seen
            /// Not that one, whatever the reason.
            case refused
        }
        public var id: ItemID
        public var title: String
        public var verdict: Verdict
        /// Whether it became an event of the person.
        public var isRecorded: Bool
        public init(_ id: ItemID, title: String, _ verdict: Verdict, isRecorded: Bool = false) {
            self.id = id
            self.title = title
            self.verdict = verdict
            self.isRecorded = isRecorded
        }
        /// Names it among the parts of the state: `liked:tt0113277`.
        public var key: String { "\(verdict.rawValue):\(id.rawValue)" }
    }

    /// A bound that a critique set by what was shown.
    public struct Limit: Sendable, Hashable, Codable {
        /// As the intent's adjustments are called: `older`, `shorter`, `darker` ….
        public var name: String
        /// Year or minutes for `newer`, `older`, `shorter`, `longer`; hundredths of the mood for the others.
        public var value: Int
        public init(_ name: String, value: Int) {
            self.name = name
            self.value = value
        }
        public var key: String { "adjustment:\(name)" }
    }

    /// Somebody who watches along.
    public struct Companion: Sendable, Hashable, Codable {
        /// As the words called them: `parents`, `kids`, `partner`, `friends`.
        public var name: String
        /// Titles that they like, as far as it was told.
        public var likes: [ItemID]
        public init(_ name: String, likes: [ItemID] = []) {
            self.name = name
            self.likes = likes
        }
        public var key: String { "with:\(name)" }
    }

    /// Something that was said.
    public struct Turn: Sendable, Hashable, Codable {
        public var said: String
        public var reply: String
        public var items: [ItemID]
        public init(said: String, reply: String, items: [ItemID]) {
            self.said = said
            self.reply = reply
            self.items = items
        }
    }
}
