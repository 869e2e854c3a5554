/// Something that answers a conversation in words: a server that speaks OpenAI's dialect, or a script in a test.
///
/// Every feature works without one. What comes back is text from outside: data, never instruction, and checked by whoever asked.
public protocol LanguageModel: Sendable {
    /// As its server calls it, like `llama-3.2-3b`: people read it, so it holds no address.
    var name: String { get }

    /// The whole answer, or a typed error once `request.deadline` has passed; never later.
    func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer

    /// The same, told piece by piece while it comes about.
    ///
    /// - Parameter receive: a piece of the text, in order; false ends the answer there.
    func answer(
        _ request: LanguageRequest, receive: @escaping @Sendable (String) -> Bool
    ) async throws(LanguageModelError) -> LanguageAnswer
}

extension LanguageModel {
    /// Where nothing comes piece by piece, the whole is one piece.
    public func answer(
        _ request: LanguageRequest, receive: @escaping @Sendable (String) -> Bool
    ) async throws(LanguageModelError) -> LanguageAnswer {
        let answer = try await answer(request)
        _ = receive(answer.text)
        return answer
    }

    /// The answer as JSON that follows the request's schema: checked here, whatever the model promised.
    ///
    /// - Throws: `LanguageModelError.malformed` for anything else; what `answer` throws.
    public func tree(_ request: LanguageRequest) async throws(LanguageModelError) -> JSONTree {
        let answer = try await answer(request)
        return try AnswerSchema.tree(of: answer.text, request.schema)
    }
}

/// One question to a language model.
public struct LanguageRequest: Sendable, Hashable {
    /// Who speaks.
    public enum Role: String, Sendable, Hashable, Codable {
        case system, user, assistant
        /// The result of a tool that the model called.
        case tool
    }

    /// One turn of the conversation.
    public struct Message: Sendable, Hashable, Codable {
        public var role: Role
        public var text: String
        /// Tools that the assistant called in this turn.
        public var calls: [LanguageToolCall]
        /// Which call a tool's message answers.
        public var answers: String?

        public init(_ role: Role, _ text: String, calls: [LanguageToolCall] = [], answers: String? = nil) {
            self.role = role
            self.text = text
            self.calls = calls
            self.answers = answers
        }
    }

    public var messages: [Message]
    /// A JSON schema that the answer must follow, as JSON text; nil for free text.
    public var schema: String?
    /// What the model may call.
    public var tools: [LanguageTool]
    /// The most tokens of an answer.
    public var maximumTokens: Int
    /// 0 for the likeliest words, 1 for the model's own spread.
    public var temperature: Double
    /// The time there is for all of it, retries included.
    public var deadline: Duration
    /// Words that say who the person is: ids, names. Never sent; `RedactedModel` takes them out of the messages.
    public var personal: [String]

    public init(
        messages: [Message], schema: String? = nil, tools: [LanguageTool] = [], maximumTokens: Int = 256, temperature: Double = 0,
        deadline: Duration = .seconds(8), personal: [String] = []
    ) {
        self.messages = messages
        self.schema = schema
        self.tools = tools
        self.maximumTokens = maximumTokens
        self.temperature = temperature
        self.deadline = deadline
        self.personal = personal
    }
}

/// Something that a model may ask to have done; who asked the model decides whether it is.
public struct LanguageTool: Sendable, Hashable, Codable {
    public var name: String
    public var description: String
    /// A JSON schema of its arguments, as JSON text.
    public var parameters: String
    public init(name: String, description: String, parameters: String) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

/// A tool that the model wants to have called: data, to be checked like any other input.
public struct LanguageToolCall: Sendable, Hashable, Codable {
    public var id: String
    public var name: String
    /// JSON that follows the tool's parameters.
    public var arguments: String
    public init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// What a language model said.
public struct LanguageAnswer: Sendable, Hashable {
    public var text: String
    public var calls: [LanguageToolCall]
    /// Whether it ended because `maximumTokens` were said, or because the listener had enough.
    public var isCut: Bool
    /// Tokens read and written, as the model counts them; nil where it does not say.
    public var promptTokens: Int?
    public var answerTokens: Int?

    public init(
        text: String, calls: [LanguageToolCall] = [], isCut: Bool = false, promptTokens: Int? = nil, answerTokens: Int? = nil
    ) {
        self.text = text
        self.calls = calls
        self.isCut = isCut
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
    /// It would not answer: a filter, or a refusal in its own words.
    case declined(String)
    /// The answer is not what was asked for: not JSON, cut, too long, against the schema.
    case malformed(String)
    /// The budget of tokens or requests is spent.
    case spent

    /// A word for metrics and answers.
    public var kind: String {
        switch self {
        case .late: "late"
        case .unreachable: "unreachable"
        case .busy: "busy"
        case .refused: "refused"
        case .declined: "declined"
        case .malformed: "malformed"
        case .spent: "spent"
        }
    }
}
