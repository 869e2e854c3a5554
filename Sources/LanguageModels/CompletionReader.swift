import Understanding

/// Puts an answer together from what a server sent: one object, or pieces.
struct CompletionReader {
    private(set) var text = ""
    private var refusal = ""
    private var calls: [Int: LanguageToolCall] = [:]
    private var finish: String?
    private var usage: (prompt: Int?, answer: Int?) = (nil, nil)
    private let longest: Int

    /// - Parameter longest: bytes of the answer's text, its refusal and its calls together.
    init(longest: Int) { self.longest = longest }

    /// Tools that one answer may call.
    static let mostCalls = 32

    /// The whole answer at once.
    mutating func take(whole tree: JSONTree) throws(LanguageModelError) {
        try noteError(tree)
        guard let choice = tree["choices"]?[0], let message = choice["message"], message.object != nil else {
            throw .malformed("the answer has no choices[0].message")
        }
        try take(message)
        finish = choice["finish_reason"]?.string ?? "stop"
        note(usage: tree["usage"])
    }

    /// One piece of a stream.
    ///
    /// - Returns: the text that it adds.
    mutating func take(piece tree: JSONTree) throws(LanguageModelError) -> String {
        try noteError(tree)
        note(usage: tree["usage"])
        guard let choice = tree["choices"]?[0] else { return "" }
        let before = text.utf8.count
        if let delta = choice["delta"] { try take(delta) }
        if let reason = choice["finish_reason"]?.string { finish = reason }
        return String(decoding: text.utf8.dropFirst(before), as: UTF8.self)
    }

    /// Some servers answer 200 and send their error as the body.
    private func noteError(_ tree: JSONTree) throws(LanguageModelError) {
        guard let error = tree["error"], error != .null else { return }
        let said = error["message"]?.string ?? error.string ?? "no reason"
        throw .refused(status: error["code"]?.integer ?? 200, String(said.prefix(200)))
    }

    private mutating func take(_ message: JSONTree) throws(LanguageModelError) {
        if let content = message["content"]?.string { text += content }
        if let words = message["refusal"]?.string { refusal += words }
        for (place, call) in (message["tool_calls"]?.array ?? []).enumerated() {
            let number = call["index"]?.integer ?? place
            guard (0..<CompletionReader.mostCalls).contains(number) else { throw .malformed("the answer calls too many tools") }
            var known = calls[number] ?? LanguageToolCall(id: "", name: "", arguments: "")
            if let id = call["id"]?.string { known.id = id }
            known.name += call["function"]?["name"]?.string ?? ""
            known.arguments += call["function"]?["arguments"]?.string ?? ""
            calls[number] = known
        }
        let size = calls.values.reduce(text.utf8.count + refusal.utf8.count) { $0 + $1.arguments.utf8.count + $1.name.utf8.count }
        guard size <= longest else { throw .malformed("the answer is longer than \(longest) bytes") }
    }

    private mutating func note(usage tree: JSONTree?) {
        func count(_ name: String) -> Int? { tree?[name]?.integer.flatMap { (0...100_000_000).contains($0) ? $0 : nil } }
        usage.prompt = count("prompt_tokens") ?? usage.prompt
        usage.answer = count("completion_tokens") ?? usage.answer
    }

    /// What was said, once nothing more comes.
    ///
    /// - Parameter isStopped: whether the listener had enough.
    /// - Throws: `declined` for a refusal, `malformed` for what broke off and for calls of tools that there are not.
    func answer(_ request: LanguageRequest, isStopped: Bool = false) throws(LanguageModelError) -> LanguageAnswer {
        if !refusal.isEmpty { throw .declined(String(refusal.prefix(200))) }
        if finish == "content_filter" { throw .declined("content filter") }
        guard isStopped || finish != nil else { throw .malformed("the answer broke off") }
        let known = Set(request.tools.map(\.name))
        let calls = calls.sorted { $0.key < $1.key }.map(\.value)
        for call in calls {
            guard known.contains(call.name) else { throw .malformed("a tool was called that there is not") }
            let tool = request.tools.first { $0.name == call.name }!
            _ = try AnswerSchema.tree(of: call.arguments.isEmpty ? "{}" : call.arguments, tool.parameters)
        }
        let isCut = isStopped || finish == "length"
        if request.schema != nil, calls.isEmpty {
            if finish == "length" { throw .malformed("the answer was cut at \(request.maximumTokens) tokens") }
            if !isStopped { _ = try AnswerSchema.tree(of: text, request.schema) }
        } else if text.isEmpty, calls.isEmpty, !isStopped {
            throw .malformed("the answer is empty")
        }
        return LanguageAnswer(text: text, calls: calls, isCut: isCut, promptTokens: usage.prompt, answerTokens: usage.answer)
    }

    var usedTokens: (prompt: Int?, answer: Int?) { usage }
}
