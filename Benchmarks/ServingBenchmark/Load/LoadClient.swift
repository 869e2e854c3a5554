import AsyncHTTPClient
import Foundation
import Synchronization

/// A request as the generator sends it.
struct LoadRequest: Sendable {
    var method = "GET"
    /// Path and query.
    var target: String
    var body: [UInt8]?
    var contentType = "application/json"
    /// Whether the answer's body is wanted.
    var keepsBody = false
}

/// What came back.
struct LoadAnswer: Sendable {
    /// 0 = no answer: the connection failed, or the time was up.
    var status: Int
    var bytes = 0
    var body: [UInt8] = []
    var hasRetryAfter = false
    var isProblem = false
    var failure = ""
    var isGood: Bool { (200..<300).contains(status) }
    /// Whether the server said “not now” as its interface promises.
    var isTypedRejection: Bool { (status == 429 || status == 503) && hasRetryAfter && isProblem }
}

/// The smallest client that can load a server: no repetition, no decoding.
final class LoadClient: Sendable {
    let address: String
    private let key: String?
    private let http: HTTPClient
    private let timeout: Int64
    private let received = Atomic<Int>(0)

    /// - Parameter connections: at most so many at once; what goes beyond waits, and its latency counts.
    init(address: String, key: String?, connections: Int = 256, timeoutSeconds: Double = 30) {
        self.address = address
        self.key = key
        timeout = Int64(timeoutSeconds * 1000)
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        settings.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// Whole answers that arrived, whatever they said.
    var answers: Int { received.load(ordering: .relaxed) }

    func shutdown() async { try? await http.shutdown() }

    func send(_ load: LoadRequest) async -> LoadAnswer {
        var request = HTTPClientRequest(url: address + load.target)
        request.method = .RAW(value: load.method)
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        if let body = load.body {
            request.headers.add(name: "content-type", value: load.contentType)
            request.body = .bytes(body)
        }
        do {
            let response = try await http.execute(request, timeout: .milliseconds(timeout))
            var answer = LoadAnswer(status: Int(response.status.code))
            answer.hasRetryAfter = response.headers.first(name: "retry-after") != nil
            answer.isProblem = response.headers.first(name: "content-type")?.hasPrefix("application/problem+json") ?? false
            for try await chunk in response.body {
                answer.bytes += chunk.readableBytes
                if load.keepsBody { answer.body += chunk.readableBytesView }
            }
            received.wrappingAdd(1, ordering: .relaxed)
            return answer
        } catch { return LoadAnswer(status: 0, failure: String("\(error)".prefix(200))) }
    }

    func json(_ target: String, method: String = "GET", body: [UInt8]? = nil) async throws -> [String: Any] {
        let answer = await send(LoadRequest(method: method, target: target, body: body, keepsBody: true))
        guard answer.isGood, let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any] else {
            throw UsageError(
                "\(method) \(target): status \(answer.status) \(answer.failure) \(String(decoding: answer.body.prefix(400), as: UTF8.self))"
            )
        }
        return object
    }

    func text(_ target: String) async -> String? {
        let answer = await send(LoadRequest(target: target, keepsBody: true))
        return answer.isGood ? String(decoding: answer.body, as: UTF8.self) : nil
    }
}
