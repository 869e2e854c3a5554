import Conversation
import Datasets
import HTTPTypes
import Serving

/// The conversation in OpenAI's dialect, for chat clients of all kinds; `/openai/v1` is their base address, since `/v1/models` are the
/// models of the service itself.
struct CompletionsController {
    let host: APIHost
    private static let bodyLimit = 1 << 20

    var routes: [Route] {
        [
            Route(
                .post, "/openai/v1/chat/completions", "createChatCompletion", .read, users: .any,
                bodyLimit: CompletionsController.bodyLimit,
                handler: .flow { request in
                    do { return try await complete(request) } catch { return refusal(error) }
                }),
            Route(.get, "/openai/v1/models", "listChatModels", .read, users: .any) { request in
                try request.query().finish()
                return .object { json in
                    json.field("object", "list")
                    json.array("data", CompletionRequest.Model.allCases) { json, model in json.object { describe(model, &$0) } }
                }
            },
            Route(.get, "/openai/v1/models/{name}", "getChatModel", .read, users: .any) { request in
                guard let model = CompletionRequest.Model(rawValue: request.path("name")) else {
                    return CompletionAnswer.refusal(CompletionRequest.unknown(model: request.path("name")))
                }
                return .object { describe(model, &$0) }
            },
        ]
    }

    private func describe(_ model: CompletionRequest.Model, _ json: inout JSONWriter) {
        json.field("id", model.rawValue)
        json.field("object", "model")
        json.field("created", Int(host.now().seconds) - Int(host.modelAge ?? 0))
        json.field("owned_by", "tastemaker")
    }

    private func refusal(_ error: any Error) -> APIResponse {
        let problem = Problem(error)
        if problem.kind == .internalError { host.logger.error("a completion failed", metadata: ["error": "\(type(of: error))"]) }
        return CompletionAnswer.refusal(problem)
    }

    // MARK: Completions

    private func complete(_ request: APIRequest) async throws -> APIResponse {
        var read = request
        for try await piece in request.stream { read.body.writeImmutableBuffer(piece) }
        let asked = try CompletionRequest(try read.json())
        let answer = CompletionAnswer(
            id: "chatcmpl-\(Headers.hexadecimal(host.random()))", model: asked.model.rawValue, created: request.received.seconds)
        let turn = try turn(asked, request)
        if asked.calls.mayCall, let called = try await called(asked, turn, request, answer) { return called }
        let events = ChatService(host.service, language: host.language, work: work(request)).turn(turn)
        return try await asked.isStreamed ? streamed(events, asked, answer) : whole(events, asked, answer)
    }

    private func turn(_ asked: CompletionRequest, _ request: APIRequest) throws -> ChatTurnRequest {
        let moment = Moment(time: request.received, locale: asked.locale, surface: "chat", maturity: asked.maturity)
        var turn = ChatTurnRequest(
            asked.said[asked.said.count - 1], asker: try request.asker(asked.user), earlier: asked.said.dropLast(), at: moment,
            count: asked.count, consent: asked.consent, usesModel: asked.model == .best, deadline: .seconds(seconds(request)))
        turn.isKept = false
        turn.preferred = asked.results.items
        if asked.consent { try permitEvents(request.principal) }
        return turn
    }

    /// Events are stored by whoever may store them.
    private func permitEvents(_ principal: Principal) throws(Problem) {
        guard let route = EventsController(host: host).routes.first(where: { $0.operation == "addEvent" }) else { return }
        try Authorization.check(route, principal, [])
    }

    /// A chat waits for a connected model as long as the model may take; a caller who says how long decides it.
    private func seconds(_ request: APIRequest) -> Double {
        if let seconds = Headers.timeout(request.headers) { return seconds }
        return max(host.options.deadline, host.language.model == nil ? 0 : host.language.deadline + 1)
    }

    private func work(_ request: APIRequest) -> CompletionWork {
        CompletionWork(
            lane: host.lanes[request.route.lane.rawValue], deadline: host.seconds() + seconds(request), clock: host.seconds)
    }

    // MARK: Calls

    /// A reply that asks the client to call one of its functions; nil where none fits.
    private func called(
        _ asked: CompletionRequest, _ turn: ChatTurnRequest, _ request: APIRequest, _ answer: CompletionAnswer
    ) async throws -> APIResponse? {
        var quiet = turn
        // What is only looked at is neither shown nor stored, and no model words it.
        (quiet.usesModel, quiet.consent, quiet.isShown) = (false, false, false)
        var looked: ChatReply?
        for try await event in ChatService(host.service, work: work(request)).turn(quiet) {
            if case .done(let reply) = event { looked = reply }
        }
        guard var reply = looked else { throw Problem(.deadline, detail: "the request was given up") }
        let talk = try host.service.talk()
        let subject = CallSubject(reply, asked) { name in talk.titles(named: name).first.map { talk.titles[$0].id.rawValue } }
        guard let tool = asked.calls.tool(for: reply, subject) else { return nil }
        var json = JSONWriter(capacity: 256)
        json.value(CallArguments(subject: subject).object(tool.parameters))
        let call = CompletionCall(
            id: "call_\(Headers.hexadecimal(host.random()))", name: tool.name, arguments: String(decoding: json.bytes, as: UTF8.self))
        reply.cards = []
        guard asked.isStreamed else { return answer.whole(reply, content: "", call: call, promptTokens: asked.promptTokens) }
        return streamed(call, reply, asked, answer)
    }

    /// The head of a call first, then its arguments in pieces, as models of the dialect send them.
    private func streamed(_ call: CompletionCall, _ reply: ChatReply, _ asked: CompletionRequest, _ answer: CompletionAnswer) -> APIResponse
    {
        APIResponse(
            headers: CompletionsController.eventHeaders,
            body: .stream { sink in
                try await sink.write(answer.chunk(.call(call)))
                var rest = call.arguments[...]
                while !rest.isEmpty {
                    try await sink.write(answer.chunk(.arguments(String(rest.prefix(24)))))
                    rest = rest.dropFirst(24)
                }
                try await sink.write(answer.chunk(.end(reply, calls: true)))
                if asked.includesUsage {
                    let tokens = CompletionTokens.count(call.arguments)
                    try await sink.write(answer.chunk(.usage(prompt: asked.promptTokens, completion: tokens)))
                }
                try await sink.write(CompletionAnswer.done)
            })
    }

    private static let eventHeaders: HTTPFields = {
        var headers: HTTPFields = [.contentType: "text/event-stream"]
        headers[.init("X-Accel-Buffering")!] = "no"
        return headers
    }()

    private func whole(
        _ events: AsyncThrowingStream<ChatEvent, any Error>, _ asked: CompletionRequest, _ answer: CompletionAnswer
    ) async throws -> APIResponse {
        for try await event in events {
            guard case .done(let reply) = event else { continue }
            return answer.whole(reply, content: reply.text, promptTokens: asked.promptTokens)
        }
        throw Problem(.deadline, detail: "the request was given up")
    }

    /// Nothing is sent before the first words are there, so that what goes wrong before has a status of its own.
    private func streamed(
        _ events: AsyncThrowingStream<ChatEvent, any Error>, _ asked: CompletionRequest, _ answer: CompletionAnswer
    ) async throws -> APIResponse {
        var iterator = events.makeAsyncIterator()
        guard let first = try await iterator.next() else { throw Problem(.deadline, detail: "the request was given up") }
        return APIResponse(
            headers: CompletionsController.eventHeaders,
            body: .stream { sink in
                try await sink.write(answer.chunk(.role))
                var said = ""
                func send(_ event: ChatEvent) async throws {
                    switch event {
                    case .text(let text):
                        said += text
                        try await sink.write(answer.chunk(.content(text)))
                    case .done(let reply): try await sink.write(answer.chunk(.end(reply)))
                    case .item, .state: break
                    }
                }
                do {
                    try await send(first)
                    for try await event in events { try await send(event) }
                } catch let error where !(error is CancellationError) {
                    var json = JSONWriter(capacity: 256)
                    json.object { CompletionAnswer.error(Problem(error), &$0) }
                    try await sink.write(CompletionAnswer.event(json.bytes))
                }
                if asked.includesUsage {
                    try await sink.write(answer.chunk(.usage(prompt: asked.promptTokens, completion: CompletionTokens.count(said))))
                }
                try await sink.write(CompletionAnswer.done)
            })
    }
}

/// Work of a conversation on the threads of a lane.
private struct CompletionWork: ChatWork {
    let lane: WorkLane
    let deadline: Double
    let clock: @Sendable () -> Double
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await lane.run(until: deadline, clock: clock, body)
    }
}
