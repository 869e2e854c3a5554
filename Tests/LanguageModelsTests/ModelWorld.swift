import TestSupport
import Foundation
import LanguageModels
import Synchronization
import Understanding

/// A clock that goes on by what is slept, so that pauses cost nothing; deadlines never come.
final class PauseClock: Sendable {
    private let state = Mutex((now: Duration.zero, pauses: [Duration]()))
    /// What is at least this long is a deadline: slept for ever, until cancelled.
    static let deadline = Duration.seconds(1000)

    var pauses: [Duration] { state.withLock { $0.pauses } }

    var clock: LanguageClock {
        LanguageClock(
            now: { self.state.withLock { $0.now } },
            sleep: { pause in
                guard pause < PauseClock.deadline else { return try await Task.sleep(for: .seconds(3600)) }
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += pause
                    state.pauses.append(pause)
                }
            }, wall: { 784_111_777 }, jitter: { 1 })
    }
}

/// A model behind a scripted server.
struct ModelWorld {
    let server: ScriptedServer
    let model: OpenAIDialectModel
    let clock: PauseClock

    /// - Parameter isReal: whether time passes, for tests of deadlines.
    static func run(
        isReal: Bool = false, _ change: (inout ModelEndpoint) -> Void = { _ in }, meter: LanguageMeter = LanguageMeter(),
        _ script: @escaping @Sendable (Int) -> ScriptedServer.Scene, _ body: (ModelWorld) async throws -> Void
    ) async throws {
        let server = try ScriptedServer(script)
        defer { server.end() }
        var endpoint = ModelEndpoint(address: server.address + "/v1", model: "tiny", key: "sk-secret-key")
        change(&endpoint)
        let pauses = PauseClock()
        let clock = isReal ? LanguageClock.system(wall: { 0 }) : pauses.clock
        try await body(ModelWorld(server: server, model: OpenAIDialectModel(endpoint, meter: meter, clock: clock), clock: pauses))
    }

    static let schema =
        #"{"type":"object","properties":{"year":{"type":"integer","minimum":1870,"maximum":2100}},"required":["year"],"additionalProperties":false}"#

    /// - Parameter deadline: as the pause clock counts it.
    static func question(
        _ text: String = "When?", schema: String? = nil, tools: [LanguageTool] = [], deadline: Duration = .seconds(5000)
    ) -> LanguageRequest {
        LanguageRequest(messages: [.init(.user, text)], schema: schema, tools: tools, deadline: deadline)
    }

    func body(_ number: Int) throws -> JSONTree { try JSONTree.read(server.requests[number].body) }
}
