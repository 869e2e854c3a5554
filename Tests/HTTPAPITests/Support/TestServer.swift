import AsyncHTTPClient
import Datasets
import Foundation
import HTTPAPI
import Logging
import NIOCore
import Testing
import Serving
import Simulation
import Storage
import Synchronization
import Workspaces

/// A small workspace, made once for all suites of the process.
enum SmallWorld {
    static let workspace: Workspace = {
        let folder = NSTemporaryDirectory() + "/http-world-\(UUID().uuidString)"
        atexit { try? FileManager.default.removeItem(atPath: SmallWorld.workspace.folder) }
        do {
            var workspace = try Workspace.openOrCreate(folder)
            _ = try workspace.importSimulatedAudience(.init(users: 60, seed: 7))
            return workspace
        } catch { fatalError("the small world cannot be made: \(error)") }
    }()

    /// A service of the world with documents of its own.
    static func service(now: @escaping @Sendable () -> Timestamp = { wallClock() }) throws -> TasteService {
        let service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), options: ServiceOptions(stateBytes: 1 << 24), now: now,
            seconds: steadyClock, random: { .random(in: .min ... .max) })
        try service.host.reload()
        return service
    }

    static func wallClock() -> Timestamp { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
    private static let start = ContinuousClock.now
    @Sendable static func steadyClock() -> Double { (ContinuousClock.now - start) / .seconds(1) }
}

/// A server on a port of its own, and the keys to it.
struct TestServer {
    let host: APIHost
    let port: Int
    /// May do everything.
    let admin: String
    let client: HTTPClient
    let server: APIServer

    /// Whoever asks often is not told to wait: limits have tests of their own.
    static var patient: ServerOptions {
        var options = ServerOptions(port: 0)
        let limit = ServerOptions.RateLimit(perSecond: 1e6, burst: 1e6)
        (options.keyRate, options.userRate, options.addressRate) = (limit, limit, limit)
        options.deadline = 600
        return options
    }

    /// Starts a server, runs a body, and ends the server in order.
    static func run<Value: Sendable>(
        options: ServerOptions = TestServer.patient, service: TasteService? = nil, naming: UserNaming = .plain,
        operations: ((TasteService) -> Operations)? = nil, language: LanguageDesk = LanguageDesk(),
        more: @escaping @Sendable (APIHost) -> [Route] = { _ in [] },
        _ body: @escaping @Sendable (TestServer) async throws -> Value
    ) async throws -> Value {
        let service = try service ?? SmallWorld.service()
        let host = try APIHost(
            service: service, operations: operations?(service), language: language, options: options, naming: naming,
            logger: Logger(label: "test"),
            now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
        let key = try host.keys.make(name: "test", scopes: [.admin]).text
        let server = try APIServer(host, more: more(host))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, continuation) = AsyncStream<Int>.makeStream()
            group.addTask {
                defer { continuation.finish() }
                try await server.run(onReady: { port in continuation.yield(port) })
            }
            guard let port = await ports.first(where: { _ in true }) else {
                try await group.waitForAll()
                fatalError("the server ended before it began")
            }
            let client = HTTPClient(eventLoopGroupProvider: .singleton)
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(TestServer(host: host, port: port, admin: key, client: client, server: server)))
            } catch { result = .failure(error) }
            try await client.shutdown()
            server.shutdown()
            try await group.waitForAll()
            return try result.get()
        }
    }

    /// What came back.
    struct Answer: Sendable {
        var status: Int
        var headers: [String: String]
        var bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
        func json() throws -> JSONValue { try JSONReader.read(bytes: bytes, limits: .init(depth: 64, elements: 100_000, string: 1 << 20)) }
    }

    func ask(_ path: String) async throws -> Answer { try await ask("GET", path) }

    /// - Parameter key: nil for the admin key, "" for none.
    func ask(
        _ method: String = "GET", _ path: String, key: String? = nil, headers: [String: String] = [:], body: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = .init(rawValue: method)
        let key = key ?? admin
        if !key.isEmpty { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            if headers["Content-Type"] == nil { request.headers.add(name: "Content-Type", value: "application/json") }
            request.body = .bytes(Array(body.utf8))
        }
        let response = try await client.execute(request, timeout: .seconds(600))
        let bytes = try await response.body.collect(upTo: 16 << 20)
        var fields: [String: String] = [:]
        for (name, value) in response.headers { fields[name.lowercased()] = value }
        let answer = Answer(status: Int(response.status.code), headers: fields, bytes: Array(buffer: bytes))
        // Every answer that any test sees is what the document says.
        let problems = Contract(document: server.document.value).problems(method, path, answer)
        #expect(problems.isEmpty, "\(problems)")
        return answer
    }
}
