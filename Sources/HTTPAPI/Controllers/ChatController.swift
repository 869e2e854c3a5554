import Conversation
import Datasets
import FoundationEssentials
import HTTPTypes
import NIOCore
import Serving

/// Talk about what to watch, and what is remembered of it.
struct ChatController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.post, "/v1/chat", "chat", .read, users: .any, handler: .flow { request in try await chat(request) }),
            Route(.get, "/v1/users/{id}/chat", "getChatMemory", .read, users: .own) { try memory($0) },
            Route(.delete, "/v1/users/{id}/chat", "forgetChat", .events, users: .own) { try forget($0) },
        ]
    }

    // MARK: A turn

    private func chat(_ request: APIRequest) async throws -> APIResponse {
        var whole = request
        for try await piece in request.stream { whole.body.writeImmutableBuffer(piece) }
        var fields = try whole.object()
        let streams = try fields.bool("stream") ?? ChatController.asksForEvents(request)
        let question = try ChatFields.request(&fields, request, deadline: request.deadline - host.seconds())
        try fields.finish()
        let turn = TurnEvents(host.chat(request).turn(question))
        guard streams else {
            while let event = try await turn.next() {
                if case .done(let reply) = event { return .object { ChatAnswers.write(reply, into: &$0) } }
            }
            throw Problem(.deadline, detail: "the turn ended without a reply")
        }
        // What is wrong with the request is said with a status, before anything is streamed.
        let first = try await turn.next()
        return APIResponse(
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: .stream { sink in try await ChatController.send(first, turn, to: sink) })
    }

    private static func asksForEvents(_ request: APIRequest) -> Bool {
        request.headers[.accept].map { $0.lowercased().contains("text/event-stream") } ?? false
    }

    private static func send(_ first: ChatEvent?, _ turn: TurnEvents, to sink: any BodySink) async throws {
        do {
            var event = first
            while let sent = event {
                try await sink.write(ChatAnswers.event(sent))
                event = try await turn.next()
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try await sink.write(ChatAnswers.event(Problem(error)))
        }
    }

    // MARK: Memory

    private func memory(_ request: APIRequest) throws -> APIResponse {
        try request.query().finish()
        let memory = try host.chat(request).memory(of: try request.user())
        return .object { json in
            json.array("conversations", memory.conversations) { json, entry in json.object { ChatAnswers.write(entry, into: &$0) } }
        }
    }

    private func forget(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let conversation = try query.string("conversation", longest: 256)
        try query.finish()
        let count = try host.chat(request).forget(try request.user(), conversation: conversation)
        return .object { $0.field("forgotten", count) }
    }
}

extension APIHost {
    /// Whoever talks for a request: computes on the threads of its lane.
    func chat(_ request: APIRequest) -> ChatService {
        ChatService(
            service, language: language,
            work: LaneWork(lane: lanes[request.route.lane.rawValue], deadline: request.deadline, clock: seconds))
    }
}

/// The threads of a lane, until the time for the answer is over.
private struct LaneWork: ChatWork {
    let lane: WorkLane
    let deadline: Double
    let clock: @Sendable () -> Double

    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await lane.run(until: deadline, clock: clock, body)
    }
}

/// The events of one turn, one after the other.
///
/// `@unchecked Sendable`: one reader, the handler first and the writer of the body after it; each awaits before the next asks.
private final class TurnEvents: @unchecked Sendable {
    private var iterator: AsyncThrowingStream<ChatEvent, any Error>.AsyncIterator
    init(_ stream: AsyncThrowingStream<ChatEvent, any Error>) { iterator = stream.makeAsyncIterator() }
    func next() async throws -> ChatEvent? { try await iterator.next(isolation: nil) }
}
