import Datasets
import Serving
import Understanding

/// Whoever can be talked to about what to watch: the console, a terminal, OpenAI's dialect and MCP see nothing else.
public protocol Conversing: Sendable {
    /// One turn: pieces of text and cards as they come about, then the state, then the whole reply; or an error at any place.
    ///
    /// - Throws: through the stream: `ServingError` (`invalid` for `/message`, `/conversation`, `/state`, `/count`; `notReady`,
    ///   `unknownUser`, `conflict` while another turn of the conversation is answered), `StorageError`, `StateError`.
    func turn(_ request: ChatTurnRequest) -> AsyncThrowingStream<ChatEvent, any Error>

    /// What is remembered of somebody's conversations.
    ///
    /// - Throws: `ServingError`, `StorageError`.
    func memory(of user: UserID) throws -> ChatMemory

    /// Forgets one conversation of somebody, or all of them.
    ///
    /// - Returns: how many were forgotten.
    /// - Throws: `ServingError`, `StorageError`.
    @discardableResult
    func forget(_ user: UserID, conversation: String?) throws -> Int
}

/// What somebody says, and what it is said in.
public struct ChatTurnRequest: Sendable {
    /// As typed; at most `longestMessage` bytes.
    public var message: String
    /// Who speaks. Nil, or a session: nothing is stored, and the state travels with the request.
    public var asker: Asker?
    /// Others who watch along; their histories count as much as the asker's.
    public var company: [Asker]
    /// Of an earlier reply; only for users. Nil begins a conversation.
    public var conversation: String?
    /// Of the last reply, where nothing is stored.
    public var state: ChatState?
    /// What the person said before, oldest first, where there is neither conversation nor state: it is gone through again.
    public var earlier: [String]
    /// Keys of parts of the state that the person takes away, such as `genre:comedy`; before the message is read.
    public var without: [String]
    public var moment: Moment
    /// Cards of a reply, 1…10.
    public var count: Int
    /// Whether what is told ("I loved Heat") becomes events of the user. Without it, it counts in this conversation alone.
    public var consent: Bool
    /// Whether a connected language model may word the reply.
    public var usesModel: Bool
    /// For all of it; the built-in engine answers where a model is late.
    public var deadline: Duration
    /// Whether a user's conversation is kept; without it nothing of the talk is, as for somebody who is not stored.
    public var isKept = true
    /// Titles that come first as far as they fit; what tools of an assistant answered, for example.
    public var preferred: [ItemID] = []
    /// Whether the titles are shown to the person; otherwise nothing is recorded of them.
    public var isShown = true

    public static let longestMessage = 2_000
    public static let mostEarlier = 40
    public static let mostCompany = 8

    public init(
        _ message: String, asker: Asker? = nil, company: [Asker] = [], conversation: String? = nil, state: ChatState? = nil,
        earlier: [String] = [], without: [String] = [], at moment: Moment, count: Int = 3, consent: Bool = false, usesModel: Bool = true,
        deadline: Duration = .seconds(5)
    ) {
        self.message = message
        self.asker = asker
        self.company = company
        self.conversation = conversation
        self.state = state
        self.earlier = earlier
        self.without = without
        self.moment = moment
        self.count = count
        self.consent = consent
        self.usesModel = usesModel
        self.deadline = deadline
    }
}

extension ChatTurnRequest {
    /// What may not be told to a model.
    var personal: [String] { if case .user(let user)? = asker { [user.rawValue] } else { [] } }
    var seconds: Double { Double(deadline.components.seconds) + Double(deadline.components.attoseconds) * 1e-18 }
}

/// A piece of a reply, in the order in which it is to be shown.
public enum ChatEvent: Sendable {
    /// The next words.
    case text(String)
    /// A title that the words before have named.
    case item(ChatCard)
    /// What the conversation has come to; once, before `done`.
    case state(ChatStateView)
    /// All of it; the last event.
    case done(ChatReply)
}

/// One title of a reply: always of the catalogue.
public struct ChatCard: Sendable, Hashable, Codable {
    /// From 1; what "the second one" means.
    public var place: Int
    public var id: ItemID
    public var title: String
    public var year: Int?
    public var genres: [String]
    /// The score that its place rests on; comparable within one reply.
    public var score: Float
    /// Why it is shown, in a sentence.
    public var reason: String?
    /// Probability with which it was shown in this place, given the places before.
    public var propensity: Double

    public init(
        place: Int, id: ItemID, title: String, year: Int? = nil, genres: [String] = [], score: Float, reason: String? = nil,
        propensity: Double = 1
    ) {
        self.place = place
        self.id = id
        self.title = title
        self.year = year
        self.genres = genres
        self.score = score
        self.reason = reason
        self.propensity = propensity
    }
}

/// The state as a person reads and corrects it.
public struct ChatStateView: Sendable, Hashable, Codable {
    public var state: ChatState
    /// Pieces with a key can be taken away with `ChatTurnRequest.without`.
    public var sentence: IntentSentence

    public init(state: ChatState, sentence: IntentSentence) {
        self.state = state
        self.sentence = sentence
    }
}

/// A whole turn.
public struct ChatReply: Sendable {
    /// What kind of turn it was.
    public enum Act: String, Sendable, Codable, CaseIterable {
        /// Titles are shown.
        case recommend
        /// A question is asked back; titles stand beside it.
        case ask
        /// Why a title is shown.
        case explain
        /// Something was noted: a title told, a part taken away, memory cleared.
        case note
        /// What is remembered.
        case memory
        case greet, help
        /// Outside of what this is for.
        case refuse
        /// Nothing fits, or a title that the catalogue does not have.
        case nothing
    }
    public var act: Act
    /// Of the stored conversation; nil where nothing is stored.
    public var conversation: String?
    public var text: String
    public var cards: [ChatCard]
    public var view: ChatStateView
    /// What worded it: `built-in`, or the name of the model.
    public var engine: String
    /// Why the built-in engine spoke although a model is connected; nil otherwise.
    public var fallback: String?
    /// Titles of which an event was stored in this turn.
    public var recorded: [ItemID]
    /// Parts of the state that the titles do not fulfil, and why.
    public var notes: [IntentNote]
    public var head: AnswerHead
    /// What the person told of titles in this turn.
    public var noted: [ChatState.Told] = []

    public init(
        act: Act, conversation: String?, text: String, cards: [ChatCard], view: ChatStateView, engine: String, fallback: String? = nil,
        recorded: [ItemID] = [], notes: [IntentNote] = [], head: AnswerHead
    ) {
        self.act = act
        self.conversation = conversation
        self.text = text
        self.cards = cards
        self.view = view
        self.engine = engine
        self.fallback = fallback
        self.recorded = recorded
        self.notes = notes
        self.head = head
    }
}

/// Everything that is remembered of one person's conversations.
public struct ChatMemory: Sendable, Hashable, Codable {
    public struct Entry: Sendable, Hashable, Codable {
        public var conversation: String
        public var changed: Timestamp
        /// The state in words.
        public var sentence: String
        public var state: ChatState
        /// What was said, oldest first.
        public var turns: [ChatState.Turn]
        public init(conversation: String, changed: Timestamp, sentence: String, state: ChatState, turns: [ChatState.Turn]) {
            self.conversation = conversation
            self.changed = changed
            self.sentence = sentence
            self.state = state
            self.turns = turns
        }
    }
    /// The latest first.
    public var conversations: [Entry]
    public init(conversations: [Entry]) { self.conversations = conversations }
}
