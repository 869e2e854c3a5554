import AsyncHTTPClient
import Understanding

/// A language model behind a server that speaks OpenAI's dialect: llama.cpp, Ollama, vLLM, or a hosted one.
///
/// Deadlines hold whatever the server does; what comes back is bounded, checked against the schema that was asked for, and never
/// followed. Thread-safe; one instance a server.
public final class OpenAIDialectModel: LanguageModel {
    private let endpoint: ModelEndpoint
    private let clock: LanguageClock
    private let turnstile: Turnstile
    private let retries: RetryBudget
    private let exchange: CompletionExchange
    private let shapes = ShapeMemory()
    public let meter: LanguageMeter

    /// For connections to models: follows no redirections, since they would carry questions elsewhere, and says at once when nobody
    /// is there. Lives as long as the process.
    public static let connections: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// - Parameters:
    ///   - meter: counts, and ends everything when the budget is spent; models may share one.
    ///   - connections: outlives the model.
    public init(
        _ endpoint: ModelEndpoint, meter: LanguageMeter = LanguageMeter(), clock: LanguageClock,
        connections: HTTPClient = OpenAIDialectModel.connections
    ) {
        self.endpoint = endpoint
        self.meter = meter
        self.clock = clock
        turnstile = Turnstile(limit: endpoint.concurrency, queue: endpoint.queue)
        retries = RetryBudget(share: endpoint.retryShare)
        exchange = CompletionExchange(endpoint: endpoint, meter: meter, clock: clock, http: connections)
    }

    public var name: String { endpoint.model }

    public func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        try await timed(request, nil)
    }

    public func answer(
        _ request: LanguageRequest, receive: @escaping @Sendable (String) -> Bool
    ) async throws(LanguageModelError) -> LanguageAnswer {
        try await timed(request, receive)
    }

    private typealias Listener = @Sendable (String) -> Bool

    /// Waiting for a turn, repetitions and mending all lie within the deadline.
    private func timed(_ request: LanguageRequest, _ listener: Listener?) async throws(LanguageModelError) -> LanguageAnswer {
        let end = clock.now() + request.deadline
        do {
            return try await clock.within(request.deadline) { [self] in
                try await turnstile.enter()
                defer { turnstile.leave() }
                retries.earn()
                return try await mended(request, listener, until: end)
            }
        } catch {
            let error = OpenAIDialectModel.translated(error)
            meter.note(error)
            throw error
        }
    }

    /// An answer that is not what was asked for goes back once, with what is wrong with it.
    private func mended(_ request: LanguageRequest, _ listener: Listener?, until end: Duration) async throws -> LanguageAnswer {
        do { return try await tried(request, listener, until: end) } catch LanguageModelError.malformed(let reason) {
            guard request.schema != nil, endpoint.repairs, listener == nil else { throw LanguageModelError.malformed(reason) }
            var again = request
            let text = "Your last answer could not be used: \(reason). Answer again with JSON that follows the schema, and nothing else."
            again.messages.append(.init(.user, text))
            meter.noteRetry()
            return try await tried(again, nil, until: end)
        }
    }

    private func tried(_ request: LanguageRequest, _ listener: Listener?, until end: Duration) async throws -> LanguageAnswer {
        var shapes = [self.shapes.shape]
        var attempt = 1
        while true {
            do {
                let answer = try await exchange.once(request, shapes.last!, listener)
                if request.schema != nil { self.shapes.confirm(shapes.last!) }
                return answer
            } catch let failure as CompletionExchange.Failure {
                if request.schema != nil, let status = failure.status, let next = self.shapes.after(shapes, status: status) {
                    shapes.append(next)
                    continue
                }
                try await pause(after: failure, attempt, until: end)
                attempt += 1
            }
        }
    }

    /// Waits before the next try, or throws what ends the trying.
    private func pause(after failure: CompletionExchange.Failure, _ attempt: Int, until end: Duration) async throws {
        guard failure.isPassing, attempt < endpoint.attempts, retries.take() else { throw failure.error }
        let longest = endpoint.backoff * (1 << min(attempt - 1, 10))
        // What the server asks for is waited for in full; a random part beyond it keeps callers from coming back together.
        let pause = (failure.retryAfter ?? .zero) + longest * clock.jitter()
        guard clock.now() + pause < end else { throw failure.error }
        meter.noteRetry()
        try await clock.sleep(pause)
    }

    private static func translated(_ error: any Error) -> LanguageModelError {
        switch error {
        case let error as LanguageModelError: error
        case let failure as CompletionExchange.Failure: failure.error
        case is LanguageClock.Late, is CancellationError: .late
        case is Turnstile.TurnstileFull: .busy
        default: .unreachable("\(type(of: error))")
        }
    }
}
