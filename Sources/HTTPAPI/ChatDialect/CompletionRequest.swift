import Conversation
import Datasets
import Serving

/// What a chat client asks in OpenAI's dialect, as far as it means something here.
///
/// Clients send much that belongs to language models (`temperature`, `stop`, `max_tokens`, …): what cannot change a reply of ours is
/// passed over. What would promise something that we do not do is refused.
struct CompletionRequest: Sendable {
    /// Whatever words best; or the built-in engine alone, so that nothing leaves the machine.
    enum Model: String, CaseIterable {
        case best = "tastemaker"
        case builtIn = "tastemaker-built-in"
    }

    var model: Model
    /// What the person said, oldest first; the last is answered.
    var said: [String]
    /// What the client's tools answered since then.
    var results: ToolResults
    /// Functions that the client would run.
    var calls: CallDecision
    /// Of the field `user`.
    var user: String?
    var isStreamed: Bool
    var includesUsage: Bool
    var consent = false
    var count = 3
    var maturity: Int?
    var locale: String?
    /// Tokens of all messages, as `CompletionTokens` counts them.
    var promptTokens: Int

    private static let mostMessages = 200
    private static let longestContent = 65_536

    /// - Throws: `Problem` whose pointer names the field.
    init(_ body: JSONValue) throws(Problem) {
        var fields = try JSONFields(body, pointer: "")
        let name = try fields.required("model", try fields.string("model", longest: 200))
        guard let model = Model(rawValue: name) else { throw CompletionRequest.unknown(model: name) }
        self.model = model
        let messages = try fields.required("messages", try fields.objects("messages", most: CompletionRequest.mostMessages))
        let talk = try CompletionRequest.talk(messages)
        (said, promptTokens, results) = (talk.said, talk.tokens, talk.results)
        let tools = try OfferedTool.all(&fields)
        calls = CallDecision(
            tools: tools, choice: try ToolChoice(fields.value("tool_choice"), among: tools), hasResults: !talk.results.isEmpty)
        isStreamed = try fields.bool("stream") ?? false
        includesUsage = try CompletionRequest.usage(try fields.object("stream_options"))
        user = try fields.identifier("user")
        try CompletionRequest.refusePromises(&fields)
        if let own = try fields.object("tastemaker") { try read(own) }
    }

    static func unknown(model: String) -> Problem {
        Problem(
            .notFound, detail: "there is no such model; GET /openai/v1/models lists those that there are",
            faults: [.init(pointer: "/model", detail: "is none of the models")])
    }

    private static func usage(_ options: JSONFields?) throws(Problem) -> Bool {
        guard var options else { return false }
        return try options.bool("include_usage") ?? false
    }

    /// What we add to the dialect.
    private mutating func read(_ own: JSONFields) throws(Problem) {
        var own = own
        consent = try own.bool("consent") ?? false
        count = try own.integer("count", in: 1...10) ?? count
        maturity = try own.integer("maturity", in: 0...21)
        locale = try own.string("locale", longest: 35)
        try own.finish()
    }

    // MARK: Messages

    private struct Talk {
        var said: [String] = []
        var tokens = 0
        var results = ToolResults()
        /// Calls that replies asked for.
        var calls: Set<String> = []
    }

    /// The person's side of the talk. What a program says in `system` or `developer`, and what was answered, instructs nobody here.
    private static func talk(_ messages: [JSONFields]) throws(Problem) -> Talk {
        var talk = Talk()
        for message in messages {
            var message = message
            let role = try message.required("role", try message.string("role", longest: 40))
            guard roles.contains(role) else { throw .field(message.pointer("role"), "is none of \(roles.joined(separator: ", "))") }
            let text = try content(&message)
            talk.tokens += CompletionTokens.count(text)
            switch role {
            case "assistant": talk.calls.formUnion(try calls(&message))
            case "tool":
                let call = try message.required("tool_call_id", try message.string("tool_call_id", longest: 256))
                guard talk.calls.contains(call) else {
                    throw .field(message.pointer("tool_call_id"), "answers no call of a message before")
                }
                talk.results.take(text)
            case "user": try hear(text, message.pointer("content"), &talk)
            default: break
            }
        }
        guard !talk.said.isEmpty else { throw .field("/messages", "has no message of the user") }
        talk.said = talk.said.suffix(ChatTurnRequest.mostEarlier + 1)
        return talk
    }

    private static func hear(_ text: String, _ pointer: String, _ talk: inout Talk) throws(Problem) {
        guard text.utf8.count <= ChatTurnRequest.longestMessage else {
            throw .field(pointer, "is longer than \(ChatTurnRequest.longestMessage) bytes")
        }
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        talk.said.append(text)
        talk.results.clear()
    }

    /// Ids of the calls that an earlier reply asked for.
    private static func calls(_ message: inout JSONFields) throws(Problem) -> [String] {
        var ids: [String] = []
        for call in try message.objects("tool_calls", most: 128) ?? [] {
            var call = call
            ids.append(try call.required("id", try call.string("id", longest: 256)))
        }
        return ids
    }

    private static let roles = ["assistant", "developer", "function", "system", "tool", "user"]

    /// A text, or parts that are all texts.
    private static func content(_ message: inout JSONFields) throws(Problem) -> String {
        let pointer = message.pointer("content")
        switch message.value("content") {
        case nil: return ""
        case .string(let text): return text
        case .array(let parts):
            var texts: [String] = []
            for (place, part) in parts.enumerated() {
                guard part["type"]?.string == "text", let text = part["text"]?.string else {
                    throw .field("\(pointer)/\(place)", "is no part of type text; nothing else is read")
                }
                texts.append(text)
            }
            return texts.joined(separator: "\n")
        default: throw .field(pointer, "is neither a text nor a list of parts")
        }
    }

    // MARK: What is not done

    private static func refusePromises(_ fields: inout JSONFields) throws(Problem) {
        if let count = try fields.integer("n", in: 1...128), count != 1 { throw .field("/n", "can only be 1") }
        if let format = fields.value("response_format"), format["type"]?.string != "text" {
            throw .field("/response_format", "can only be text; titles come as data in “tastemaker”")
        }
        if let audio = fields.value("modalities"), audio != .array([.string("text")]) { throw .field("/modalities", "can only be text") }
    }
}

/// Counts what clients of the dialect want counted: words, single marks, and characters of scripts without blanks.
enum CompletionTokens {
    /// - Complexity: O(text).
    static func count(_ text: String) -> Int {
        var (count, isInWord) = (0, false)
        for scalar in text.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            let standsAlone = scalar.value >= 0x2E80
            if isLetter, !standsAlone {
                if !isInWord { count += 1 }
                isInWord = true
            } else {
                if !scalar.properties.isWhitespace { count += 1 }
                isInWord = false
            }
        }
        return count
    }
}
