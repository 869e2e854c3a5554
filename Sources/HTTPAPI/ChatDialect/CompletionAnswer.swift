import Conversation
import Datasets
import Serving

/// Writes replies of the conversation in OpenAI's dialect: whole, or in chunks.
struct CompletionAnswer: Sendable {
    let id: String
    let model: String
    /// Seconds since 1970.
    let created: Int64

    // MARK: Whole

    func whole(_ reply: ChatReply, content: String, call: CompletionCall? = nil, promptTokens: Int) -> APIResponse {
        APIResponse.object(capacity: 2_048) { json in
            head("chat.completion", &json)
            json.array("choices", CollectionOfOne(content)) { json, content in
                json.object { json in
                    json.field("index", 0)
                    json.object("message") { json in
                        json.field("role", "assistant")
                        if call == nil { json.field("content", content) } else { json.field("content", JSONValue.null) }
                        json.field("refusal", JSONValue.null)
                        if let call { json.array("tool_calls", CollectionOfOne(call)) { json, call in json.object { write(call, &$0) } } }
                    }
                    json.field("logprobs", JSONValue.null)
                    json.field("finish_reason", call == nil ? "stop" : "tool_calls")
                }
            }
            CompletionAnswer.usage(promptTokens, CompletionTokens.count(call?.arguments ?? content), &json)
            CompletionAnswer.extend(reply, &json)
        }
    }

    private func write(_ call: CompletionCall, _ json: inout JSONWriter) {
        json.field("id", call.id)
        json.field("type", "function")
        json.object("function") { json in
            json.field("name", call.name)
            json.field("arguments", call.arguments)
        }
    }

    // MARK: Chunks

    /// What a chunk adds.
    enum Delta {
        case role
        case content(String)
        /// A call without its arguments.
        case call(CompletionCall)
        /// The next of them.
        case arguments(String)
        case end(ChatReply, calls: Bool = false)
        case usage(prompt: Int, completion: Int)
    }

    func chunk(_ delta: Delta) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            head("chat.completion.chunk", &json)
            if case .usage(let prompt, let completion) = delta {
                json.field("choices", JSONValue.array([]))
                return CompletionAnswer.usage(prompt, completion, &json)
            }
            json.array("choices", CollectionOfOne(delta)) { json, delta in json.object { choice(delta, &$0) } }
            if case .end(let reply, _) = delta { CompletionAnswer.extend(reply, &json) }
        }
        return CompletionAnswer.event(json.bytes)
    }

    private func choice(_ delta: Delta, _ json: inout JSONWriter) {
        json.field("index", 0)
        json.object("delta") { json in
            switch delta {
            case .role:
                json.field("role", "assistant")
                json.field("content", "")
            case .content(let text): json.field("content", text)
            case .call(let call):
                json.field("role", "assistant")
                json.field("content", JSONValue.null)
                calls(&json) { json in write(CompletionCall(id: call.id, name: call.name, arguments: ""), &json) }
            case .arguments(let text): calls(&json) { json in json.object("function") { $0.field("arguments", text) } }
            case .end, .usage: break
            }
        }
        json.field("logprobs", JSONValue.null)
        guard case .end(_, let isCall) = delta else { return json.field("finish_reason", JSONValue.null) }
        json.field("finish_reason", isCall ? "tool_calls" : "stop")
    }

    /// The only call, or a piece of it.
    private func calls(_ json: inout JSONWriter, _ piece: (inout JSONWriter) -> Void) {
        json.array("tool_calls", CollectionOfOne(0)) { json, index in
            json.object { json in
                json.field("index", index)
                piece(&json)
            }
        }
    }

    private func head(_ object: String, _ json: inout JSONWriter) {
        json.field("id", id)
        json.field("object", object)
        json.field("created", Int(created))
        json.field("model", model)
    }

    static func event(_ data: [UInt8]) -> [UInt8] { Array("data: ".utf8) + data + Array("\n\n".utf8) }
    static let done = event(Array("[DONE]".utf8))

    // MARK: Parts

    private static func usage(_ prompt: Int, _ completion: Int, _ json: inout JSONWriter) {
        json.object("usage") { json in
            json.field("prompt_tokens", prompt)
            json.field("completion_tokens", completion)
            json.field("total_tokens", prompt + completion)
        }
    }

    /// What the dialect has no word for: who spoke, what was understood, and the titles as data.
    private static func extend(_ reply: ChatReply, _ json: inout JSONWriter) {
        json.object("tastemaker") { json in
            json.field("act", reply.act.rawValue)
            json.field("engine", reply.engine)
            if let fallback = reply.fallback { json.field("fallback", fallback) }
            json.field("understood", reply.view.sentence.text)
            json.field("recommendation_id", reply.head.recommendationID)
            json.field("model_version", reply.head.model)
            json.array("items", reply.cards) { json, card in json.object { ChatAnswers.write(card, into: &$0) } }
            json.field("recorded", reply.recorded.map(\.rawValue))
        }
    }

    // MARK: Errors

    /// As clients of the dialect read errors.
    static func refusal(_ problem: Problem) -> APIResponse {
        var response = APIResponse.object(status: .init(code: problem.kind.status)) { error(problem, &$0) }
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = "\(Int(min(max(1, seconds.rounded(.up)), 86_400)))" }
        return response
    }

    static func error(_ problem: Problem, _ json: inout JSONWriter) {
        json.object("error") { json in
            json.field("message", problem.detail)
            json.field("type", problem.kind.status < 500 ? "invalid_request_error" : "server_error")
            if let pointer = problem.faults.first?.pointer {
                json.field("param", pointer.dropFirst().split(separator: "/").joined(separator: "."))
            } else {
                json.field("param", JSONValue.null)
            }
            json.field("code", problem.faults.first?.pointer == "/model" ? "model_not_found" : problem.kind.rawValue)
        }
    }
}
