import Conversation
import Datasets
import LanguageModels
import Serving
import TestSupport
import Understanding

/// What a conversation does while the server of its model fails in one way after the other.
package struct FaultFigures: Sendable {
    package let fault: String
    package var turns = 0
    /// Answers of the built-in engine, with titles.
    package var builtIn = 0
    /// Why, as replies say it.
    package var reasons: Set<String> = []
    /// Seconds from the request to the whole answer.
    package var seconds: [Double] = []

    /// All that a server can do wrong, by name.
    package static let scenes: [(name: String, scene: ScriptedServer.Scene)] = [
        ("silent", .silence), ("one byte now and then", .drip), ("endless", .flood),
        ("closes before it answers", .bytes("")),
        (
            "cut in the middle",
            .bytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"choices\":[{\"mess")
        ),
        ("no JSON", .answer(200, "<html>")), ("JSON of another shape", .answer(200, #"{"choices":[]}"#)),
        ("against the schema", says(#"{"answer":"[[1]]","picks":"first"}"#)),
        ("a title of its own", says(#"{"picks":[1],"reply":"You will love The Purple Teacups of Oslo, and [[1]]."}"#)),
        ("refuses to answer", .answer(200, #"{"choices":[{"message":{"content":null,"refusal":"I will not."},"finish_reason":"stop"}]}"#)),
        ("429, come back in a minute", .answer(429, headers: ["content-type: application/json", "retry-after: 60"], "{}")),
        ("429, come back at once", .answer(429, headers: ["content-type: application/json", "retry-after: 0"], "{}")),
        ("500", .answer(500, "{}")), ("401", .answer(401, "{}")),
    ]

    private static func says(_ text: String) -> ScriptedServer.Scene {
        .answer(200, JSONTree.object(["choices": .array([.object(["message": .object(["content": .string(text)])])])]).text)
    }

    /// Turns of short conversations against one scene; the model is asked to choose titles as well as to word the reply.
    ///
    /// - Parameter deadline: of each turn, in seconds; the model's own is as long.
    package static func measure(
        _ fault: String, _ scene: ScriptedServer.Scene, turns: Int, deadline: Double, _ world: DialogueWorld
    ) async throws -> FaultFigures {
        let server = try ScriptedServer { _ in scene }
        defer { server.end() }
        let endpoint = ModelEndpoint(address: server.address + "/v1", model: "scripted")
        let model = OpenAIDialectModel(endpoint, meter: LanguageMeter(), clock: .system(wall: { 0 }))
        let chat = ChatService(world.service, language: LanguageDesk(model, deadline: deadline, choosesTitles: true))
        var figures = FaultFigures(fault: fault)
        let clock = ContinuousClock()
        var state: ChatState?
        for turn in 0..<turns {
            if turn % 3 == 0 { state = nil }
            let start = clock.now
            let (reply, _) = try await world.say(
                ["a comedy", "something darker", "more like the second one"][turn % 3], to: chat, state: state
            ) {
                $0.deadline = .seconds(deadline)
            }
            figures.seconds.append((clock.now - start) / .seconds(1))
            figures.turns += 1
            if reply.engine == "built-in", !reply.cards.isEmpty { figures.builtIn += 1 }
            if let reason = reply.fallback { figures.reasons.insert(reason) }
            state = reply.view.state
        }
        return figures
    }
}
