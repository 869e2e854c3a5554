import Foundation
import HTTPAPI
import LanguageModels
import Serving
import TestSupport
import Testing
import Understanding

/// A language model behind search: a server on loopback that says what a test wrote down, over the wire of OpenAI's dialect.
@Suite struct ProposedIntentTests {
    private static let query = "something%20where%20that%20bald%20guy%20saves%20everybody%20inside%20a%20tower"

    /// A chat completion whose content is this.
    static func said(_ content: String) -> ScriptedServer.Scene {
        .answer(
            200,
            JSONTree.object([
                "choices": .array([
                    .object([
                        "index": .number(0), "finish_reason": .string("stop"),
                        "message": .object(["role": .string("assistant"), "content": .string(content)]),
                    ])
                ])
            ]).text)
    }

    private func run(
        _ scene: ScriptedServer.Scene, readsQueries: Bool = true, deadline: Double = 20,
        _ body: @escaping @Sendable (TestServer, ScriptedServer) async throws -> Void
    ) async throws {
        let script = try ScriptedServer { _ in scene }
        defer { script.end() }
        let meter = LanguageMeter()
        let model = OpenAIDialectModel(
            ModelEndpoint(address: "http://127.0.0.1:\(script.port)/v1", model: "scripted", key: nil, concurrency: 2, queue: 8),
            meter: meter,
            clock: .system(wall: { 0 }))
        let desk = LanguageDesk(model, meter: meter, deadline: deadline, readsQueries: readsQueries)
        try await TestServer.run(service: try SmallWorld.service(), language: desk) { (server) async throws in
            try await body(server, script)
        }
    }

    @Test func whatAModelMakesOfAQueryIsSearchedAndNamed() async throws {
        try await run(Self.said(#"{"parts":[{"slot":"genre","value":"action"},{"slot":"years","from":1980,"to":1999}]}"#)) {
            (server, script) async throws in
            for path in ["/v1/intent?q=", "/v1/search?q="] {
                let json = try await server.ask("GET", path + Self.query, headers: ["x-timeout-ms": "60000"]).json()
                let intent = try #require(path.contains("search") ? json["intent"] : json)
                #expect(intent["understood_by"]?.string == "scripted" && intent["fallback"] == nil)
                let keys = (intent["slots"]?.array ?? []).compactMap { $0["key"]?.string }
                #expect(keys.contains("genre:action") && keys.contains("years"), "\(keys)")
                for item in json["items"]?.array ?? [] { #expect(item["year"]?.integer.map { (1980...1999).contains($0) } ?? true) }
            }
            // What a person takes away is away, whoever said it.
            let less = try await server.ask("GET", "/v1/intent?intent_without=years&q=" + Self.query, headers: ["x-timeout-ms": "60000"])
                .json()
            #expect((less["slots"]?.array ?? []).allSatisfy { $0["key"]?.string != "years" })
            #expect(script.requests.allSatisfy { !$0.body.contains("user_id") })
        }
    }

    @Test(arguments: [
        ("malformed", ProposedIntentTests.said("no JSON")),
        ("unsupported", ProposedIntentTests.said(#"{"parts":[{"slot":"person","value":"Nobody Here"}]}"#)),
        ("refused", ScriptedServer.Scene.answer(404, "{}")),
    ]) func aFaultIsSaidAndTheTablesSpeak(_ fallback: String, _ scene: ScriptedServer.Scene) async throws {
        try await run(scene) { (server, _) async throws in
            let answer = try await server.ask("GET", "/v1/search?q=" + Self.query, headers: ["x-timeout-ms": "60000"])
            #expect(answer.status == 200)
            let intent = try #require(try answer.json()["intent"])
            #expect(intent["understood_by"]?.string == "built-in" && intent["fallback"]?.string == fallback)
            #expect(try await server.ask("GET", "/metrics").text.contains("tastemaker_language_fallbacks_total{feature=\"intent\"} 1"))
        }
    }

    @Test func aModelThatSaysNothingCostsNoMoreThanItsDeadline() async throws {
        try await run(.silence, deadline: 0.2) { (server, _) async throws in
            let answer = try await server.ask("GET", "/v1/search?q=" + Self.query, headers: ["x-timeout-ms": "60000"])
            #expect(answer.status == 200)
            #expect(try answer.json()["intent"]?["fallback"]?.string == "late")
        }
    }

    @Test func nobodyIsAskedWhatTheTablesUnderstandNorWithoutLeave() async throws {
        try await run(Self.said("{}")) { (server, script) async throws in
            for query in ["the%20matrix", "90s%20comedies", "alien", ""] {
                #expect(try await server.ask("GET", "/v1/search?q=\(query)").status == 200)
            }
            #expect(script.requests.isEmpty)
            #expect(try await server.ask("GET", "/v1/search?q=\(String(repeating: "x", count: 600))").status == 400)
        }
        try await run(Self.said("{}"), readsQueries: false) { (server, script) async throws in
            #expect(try await server.ask("GET", "/v1/search?q=" + Self.query).status == 200)
            #expect(script.requests.isEmpty)
        }
    }
}
