/// Something that answers a conversation in words: a server that speaks OpenAI's dialect, or a script in a test.
///
/// Every feature works without one. What comes back is text from outside: data, never instruction, and checked by whoever asked.
public protocol LanguageModel: Sendable {
    /// What answers and logs call it, like `llama-3.2-3b at 127.0.0.1:8080`.
    var name: String { get }

    /// The whole answer, or a typed error once `request.deadline` has passed; never later.
    func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer
}

/// One question to a language model.
public struct LanguageRequest: Sendable, Hashable {
    /// Who speaks.
    public enum Role: String, Sendable, Hashable, Codable {
        case system, user, assistant
    }

    /// One turn of the conversation.
    public struct Message: Sendable, Hashable, Codable {
        public var role: Role
        public var text: String

        public init(_ role: Role, _ text: String) {
            self.role = role
            self.text = text
        }
    }

    public var messages: [Message]
    /// A JSON schema that the answer must follow, as JSON text; nil for free text.
    public var schema: String?
    /// The most tokens of an answer.
    public var maximumTokens: Int
    /// 0 for the likeliest words, 1 for the model's own spread.
    public var temperature: Double
    /// The time there is for all of it, retries included.
    public var deadline: Duration

    public init(
        messages: [Message], schema: String? = nil, maximumTokens: Int = 256, temperature: Double = 0, deadline: Duration = .seconds(8)
    ) {
        self.messages = messages
        self.schema = schema
        self.maximumTokens = maximumTokens
        self.temperature = temperature
        self.deadline = deadline
    }
}

/// What a language model said.
public struct LanguageAnswer: Sendable, Hashable {
    public var text: String
    /// Tokens read and written, as the model counts them; nil where it does not say.
    public var promptTokens: Int?
    public var answerTokens: Int?

    public init(text: String, promptTokens: Int? = nil, answerTokens: Int? = nil) {
        self.text = text
        self.promptTokens = promptTokens
        self.answerTokens = answerTokens
    }
}

/// Why a language model gave no answer that can be used.
public enum LanguageModelError: Error, Sendable, Hashable {
    /// No answer within the request's deadline.
    case late
    /// Nobody there, or the connection broke.
    case unreachable(String)
    /// It said to come back later, and there was no time left to.
    case busy
    /// It refused the request: status and the beginning of what it said.
    case refused(status: Int, String)
    /// The answer is not what was asked for: not JSON, cut, against the schema.
    case malformed(String)
    /// The budget of tokens or requests is spent.
    case spent
}
