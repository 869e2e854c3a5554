import HTTPAPI
import LanguageModels
import Logging
import Serving
import Synchronization
import TestSupport
import Testing
import Understanding

/// Answers as a test wrote down, or never.
private final class ScriptedModel: LanguageModel {
    let name = "scripted"
    private let reply: @Sendable (LanguageRequest) async throws(LanguageModelError) -> String
    private let prompts = Mutex<[String]>([])
    init(_ reply: @escaping @Sendable (LanguageRequest) async throws(LanguageModelError) -> String) { self.reply = reply }

    var seen: [String] { prompts.withLock { $0 } }

    func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        prompts.withLock { $0.append(request.messages.map(\.text).joined(separator: "\n")) }
        return LanguageAnswer(text: try await reply(request))
    }
}

@Suite struct PitchRoutesTests {
    private func title(_ server: TestServer, _ user: String) async throws -> String {
        let list = try await server.ask("GET", "/v1/users/\(user)/recommendations?count=1").json()
        return try #require(list["items"]?.array?.first?["id"]?.string)
    }

    @Test func aPitchSaysWhoWordedItAndWhatWasChecked() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            let title = try await title(server, user)
            for (query, limit) in [("length=short", 12), ("length=medium", 30), ("length=long", 60), ("locale=zh-CN", 60)] {
                let answer = try await server.ask("GET", "/v1/users/\(user)/pitch/\(title)?\(query)")
                #expect(answer.status == 200)
                let json = try answer.json()
                let text = try #require(json["text"]?.string)
                #expect(json["engine"]?.string == "built-in" && json["fallback"] == nil && json["item"]?["id"]?.string == title)
                #expect(json["checked_claims"]?.array?.isEmpty == false && text.split(separator: " ").count <= limit)
            }
            let chinese = try await server.ask("GET", "/v1/users/\(user)/pitch/\(title)?locale=zh").json()
            #expect(chinese["language"]?.string == "zh")
            #expect(try await server.ask("GET", "/v1/users/\(user)/pitch/no-such-title").status == 404)
            #expect(try await server.ask("GET", "/v1/users/\(user)/pitch/\(title)?length=epic").status == 400)
            #expect(try await server.ask("GET", "/v1/users/\(user)/pitch/\(title)?other=1").status == 400)
            let metrics = try await server.ask("GET", "/metrics").text
            #expect(metrics.contains("tastemaker_pitches_total{cache=\"miss\"}") && metrics.contains("tastemaker_language_calls_total 0"))
        }
    }

    @Test func aSessionHasPitchesAsWell() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            let title = try await title(server, user)
            let body = #"{"history":[{"item":"heat-1995"},{"item":"alien-1979"}],"length":"long"}"#
            let answer = try await server.ask("POST", "/v1/session/pitch/\(title)", body: body)
            #expect(answer.status == 200)
            #expect(try answer.json()["length"]?.string == "long")
            for body in [#"{"length":"epic"}"#, #"{"other":1}"#, "[]", "{", ""] {
                #expect(try await server.ask("POST", "/v1/session/pitch/\(title)", body: body).status == 400, "\(body)")
            }
        }
    }

    // MARK: A connected model

    private func run(
        _ model: any LanguageModel, deadline: Double = 2, _ body: @escaping @Sendable (TestServer, String) async throws -> Void
    ) async throws {
        let service = try SmallWorld.service()
        try await TestServer.run(service: service, language: LanguageDesk(model, deadline: deadline)) { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            let title = try await title(server, user)
            try await body(server, "/v1/users/\(user)/pitch/\(title)")
        }
    }

    @Test func aModelThatKeepsToTheFactsIsHeard() async throws {
        let model = ScriptedModel { request in
            // Says of the title what it was told: its year.
            let facts = try? JSONTree.read(request.messages[1].text)
            return JSONTree.object(["pitch": .string("From \(facts?["year"]?.integer ?? 0).")]).text
        }
        try await run(model) { (server, path) async throws in
            let json = try await server.ask("GET", path).json()
            #expect(json["engine"]?.string == "scripted" && json["fallback"] == nil)
            let user = path.split(separator: "/")[2]
            let words = model.seen.first.map { $0.split { !($0.isLetter || $0.isNumber || $0 == "-") } } ?? []
            #expect(model.seen.count == 1 && !words.contains(user), "\(user)")
        }
    }

    @Test func aModelThatInventsIsNotHeardAndTheAnswerSaysSo() async throws {
        let model = ScriptedModel { _ in #"{"pitch":"The best film of 1234, with Nobody At All."}"# }
        try await run(model) { (server, path) async throws in
            let json = try await server.ask("GET", path).json()
            #expect(json["engine"]?.string == "built-in" && json["fallback"]?.string == "unsupported")
            #expect(json["text"]?.string?.contains("1234") == false)
            #expect(try await server.ask("GET", "/metrics").text.contains("tastemaker_language_fallbacks_total{feature=\"pitch\"} 1"))
        }
    }

    @Test func everyFaultEndsInAnAnswerThatSaysSo() async throws {
        for error in [
            LanguageModelError.late, .busy, .spent, .unreachable("x"), .refused(status: 500, "x"), .declined("x"), .malformed("x"),
        ] {
            let model = ScriptedModel { _ throws(LanguageModelError) in throw error }
            try await run(model) { (server, path) async throws in
                let answer = try await server.ask("GET", path)
                #expect(answer.status == 200)
                #expect(try answer.json()["engine"]?.string == "built-in" && answer.json()["fallback"]?.string == error.kind)
            }
        }
    }

    /// The whole way: our server, the client, and a model's server that does what none should.
    @Test(arguments: ["silence", "endless", "500", "429", "html", "nobody"]) func everyFaultOnTheWireEndsInAnAnswerInTime(
        _ fault: String
    ) async throws {
        let server = try ScriptedServer { _ in
            switch fault {
            case "silence": .silence
            case "endless": .flood
            case "500": .answer(500, "{}")
            case "429": .answer(429, headers: ["retry-after: 60"], "{}")
            default: .answer(200, headers: ["content-type: text/html"], "<p>Sign in</p>")
            }
        }
        if fault == "nobody" { server.end() }
        defer { if fault != "nobody" { server.end() } }
        let model = OpenAIDialectModel(
            ModelEndpoint(address: server.address + "/v1", model: "tiny"), clock: .system(wall: { 0 }))
        let expected = ["silence": "late", "endless": "malformed", "429": "busy", "html": "malformed", "nobody": "unreachable"][fault]
        try await run(model, deadline: 0.3) { (server, path) async throws in
            let answer = try await server.ask("GET", path, headers: ["X-Timeout-Ms": "10000"])
            #expect(answer.status == 200)
            let json = try answer.json()
            #expect(json["engine"]?.string == "built-in" && json["text"]?.string?.isEmpty == false)
            let fallback = try #require(json["fallback"]?.string)
            // Three tries of a server that fails may take longer than there is time; nobody answers at once, or late on a busy machine.
            #expect(fallback == expected ?? fallback || fallback == "late", "\(fault): \(fallback)")
        }
    }

    /// The model is told how long it has: less than the caller waits.
    @Test func theModelsTimeIsPartOfTheCallers() async throws {
        let given = Guarded<[Duration]>([])
        let model = ScriptedModel { request in
            given.withLock { $0.append(request.deadline) }
            return "{}"
        }
        try await run(model) { (server, path) async throws in
            _ = try await server.ask("GET", path + "?length=short", headers: ["X-Timeout-Ms": "900"])
            _ = try await server.ask("GET", path + "?length=long", headers: ["X-Timeout-Ms": "60000"])
        }
        let times = given.withLock { $0 }
        #expect(times.count == 2 && times[0] < .milliseconds(900) && times[1] == .seconds(2))
    }
}
