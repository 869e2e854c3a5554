import AsyncHTTPClient
import FoundationEssentials

/// A client of a Tastemaker server: typed calls for every route that an application needs.
///
/// Calls that may be repeated without harm are tried up to three times, with jitter, as long as repetitions stay a tenth of all calls;
/// what the server asks for in `Retry-After` is kept. Every call ends by its deadline. Errors are `ClientError`. May be used from any
/// task; `shutdown()` when done.
public final class TastemakerClient: Sendable {
    public let configuration: ClientConfiguration
    private let http: HTTPClient
    private let budget: RetryBudget
    private let backoff: Backoff
    /// 0..<1.
    private let chance: @Sendable () -> Double

    /// - Parameter chance: draws the jitter; tests give their own.
    public init(_ configuration: ClientConfiguration, chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) }) {
        self.configuration = configuration
        self.chance = chance
        budget = RetryBudget(share: configuration.retryShare)
        backoff = Backoff(first: configuration.backoff)
        var settings = HTTPClient.Configuration()
        // A redirection would carry the key elsewhere.
        settings.redirectConfiguration = .disallow
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // Repetition is decided here, where it is known what may be repeated.
        settings.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    public convenience init(address: String, key: String? = nil) { self.init(ClientConfiguration(address: address, key: key)) }

    /// Closes all connections; calls that are under way fail.
    public func shutdown() async { try? await http.shutdown() }

    // MARK: Calls

    /// Sends a call and reads its answer as JSON.
    func value<Answer: Decodable & Sendable>(_ call: Call, as type: Answer.Type = Answer.self) async throws -> Answer {
        let data = try await data(call)
        do { return try JSONDecoder().decode(Answer.self, from: data) } catch {
            throw ClientError(.unexpectedAnswer, detail: "the answer to \(call.method.rawValue) \(call.path) is not as expected: \(error)")
        }
    }

    /// Sends a call whose answer does not matter.
    func send(_ call: Call) async throws { _ = try await data(call) }

    func data(_ call: Call) async throws -> Data {
        try await repeated(call) { [limit = configuration.largestAnswer] response in
            guard let data = try await Self.collect(response.body, limit: limit) else {
                throw ClientError(
                    .unexpectedAnswer, status: Int(response.status.code), detail: "the answer is longer than \(limit) bytes")
            }
            return data
        }
    }

    /// - Returns: nil when there is more than that.
    private static func collect(_ body: HTTPClientResponse.Body, limit: Int) async throws -> Data? {
        var data = Data()
        for try await chunk in body {
            guard data.count + chunk.readableBytes <= limit else { return nil }
            data.append(contentsOf: chunk.readableBytesView)
        }
        return data
    }

    /// Opens a call whose answer is read line by line; the deadline counts until its first byte.
    func lines<Line: Decodable & Sendable>(_ call: Call, of type: Line.Type = Line.self) async throws -> NDJSONLines<Line> {
        try await repeated(call) { [longest = configuration.longestLine] in NDJSONLines($0.body, longestLine: longest) }
    }

    private func repeated<Result: Sendable>(
        _ call: Call, _ read: @escaping @Sendable (HTTPClientResponse) async throws -> Result
    ) async throws -> Result {
        let end = ContinuousClock.now + .seconds(configuration.deadline)
        budget.noteCall()
        var attempt = 1
        while true {
            do {
                return try await Deadline.hold(until: end) { [self] in try await once(call, read, until: end) }
            } catch var error as ClientError {
                error.attempts = attempt
                let pause = backoff.seconds(after: attempt, retryAfter: error.retryAfter, chance: chance())
                guard call.isRepeatable, error.isPassing, attempt < configuration.attempts, .now + .seconds(pause) < end, budget.take()
                else { throw error }
                try await Task.sleep(for: .seconds(pause))
                attempt += 1
            }
        }
    }

    private func once<Result: Sendable>(
        _ call: Call, _ read: @Sendable (HTTPClientResponse) async throws -> Result, until end: ContinuousClock.Instant
    ) async throws -> Result {
        do {
            let milliseconds = Int64(max(1, (end - .now) / .milliseconds(1)))
            var request = request(call)
            // What nobody waits for any more, the server need not compute.
            request.headers.add(name: "x-timeout-ms", value: "\(min(milliseconds, 600_000))")
            let response = try await http.execute(request, timeout: .milliseconds(milliseconds))
            guard (200..<300).contains(response.status.code) else { throw await failure(response) }
            return try await read(response)
        } catch let error as ClientError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout {
            throw ClientError(.timedOut, detail: "no answer in \(configuration.deadline) seconds")
        } catch let error as HTTPClientError where error == .invalidURL || error == .emptyHost || error == .emptyScheme {
            throw ClientError(.invalid, detail: "“\(configuration.address)” is not the address of a server")
        } catch {
            throw ClientError(.unreachable, detail: "\(error)")
        }
    }

    private func request(_ call: Call) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: configuration.address + call.target)
        request.method = .RAW(value: call.method.rawValue)
        request.headers.add(name: "accept", value: "application/json, application/x-ndjson, application/problem+json")
        if let key = configuration.key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        if let body = call.body {
            request.headers.add(name: "content-type", value: call.contentType)
            request.body = .bytes(body)
        }
        return request
    }

    /// Problems longer than this are not read.
    private static let longestProblem = 1 << 16

    private func failure(_ response: HTTPClientResponse) async -> ClientError {
        let status = Int(response.status.code)
        let after = response.headers.first(name: "retry-after").flatMap { Double($0) }.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
        let body = (try? await Self.collect(response.body, limit: Self.longestProblem)) ?? nil
        let problem = body.flatMap { try? JSONDecoder().decode(Problem.self, from: $0) }
        return ClientError(
            .status(status), status: status, problem: problem, retryAfter: after, detail: response.status.reasonPhrase)
    }
}
