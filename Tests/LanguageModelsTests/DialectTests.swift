import LanguageModels
import TestSupport
import Testing
import Understanding

@Suite("The dialect of a model's server")
struct DialectTests {
    @Test func aQuestionIsSentAsTheDialectHasIt() async throws {
        try await ModelWorld.run({ _ in }, { _ in .says("1995") }) { (world: ModelWorld) async throws in
            let answer = try await world.model.answer(ModelWorld.question("Say \"when\"\n"))
            #expect(answer == LanguageAnswer(text: "1995", promptTokens: 7, answerTokens: 3))
            let request = world.server.requests[0]
            #expect(request.line == "POST /v1/chat/completions HTTP/1.1")
            #expect(request.headers.contains { $0.lowercased() == "authorization: bearer sk-secret-key" })
            let body = try world.body(0)
            #expect(body["model"]?.string == "tiny" && body["stream"]?.bool == false && body["max_tokens"]?.integer == 256)
            #expect(body["messages"]?[0]?["content"]?.string == "Say \"when\"\n")
            #expect(body["response_format"] == nil && body["tools"] == nil)
            #expect(world.model.name == "tiny")
        }
    }

    @Test func aStreamIsHeardPieceByPiece() async throws {
        let events = [
            #"{"choices":[{"delta":{"role":"assistant","content":""}}]}"#, #"{"choices":[{"delta":{"content":"Käse"}}]}"#,
            #"{"choices":[{"delta":{"content":" 乳酪 🧀"}}]}"#, #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#,
            #"{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}"#, "[DONE]",
        ]
        // Whole, and with every byte in a packet of its own.
        for scene in [ScriptedServer.Scene.bytes(ScriptedServer.Scene.stream(events)), .pieces(ScriptedServer.Scene.stream(events))] {
            try await ModelWorld.run({ _ in }, { _ in scene }) { (world: ModelWorld) async throws in
                let heard = Guarded<[String]>([])
                let answer = try await world.model.answer(ModelWorld.question()) { piece in
                    heard.withLock { $0.append(piece) }
                    return true
                }
                #expect(heard.value == ["Käse", " 乳酪 🧀"] && answer.text == "Käse 乳酪 🧀" && !answer.isCut)
                #expect(answer.promptTokens == 5 && answer.answerTokens == 2)
                #expect(try world.body(0)["stream"]?.bool == true)
            }
        }
    }

    @Test func whoHasHeardEnoughEndsTheStream() async throws {
        let event = "data: {\"choices\":[{\"delta\":{\"content\":\"on \"}}]}\n\n"
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
        try await ModelWorld.run({ _ in }, { _ in .endless(head: head, event) }) { (world: ModelWorld) async throws in
            let heard = Guarded(0)
            let answer = try await world.model.answer(ModelWorld.question()) { _ in
                heard.withLock { $0 += 1 }
                return heard.value < 5
            }
            #expect(answer.text == "on on on on on " && answer.isCut)
        }
    }

    @Test func aServerThatCannotStreamIsHeardWhole() async throws {
        try await ModelWorld.run({ _ in }, { _ in .says("all of it") }) { (world: ModelWorld) async throws in
            let heard = Guarded<[String]>([])
            let answer = try await world.model.answer(ModelWorld.question()) { piece in
                heard.withLock { $0.append(piece) }
                return true
            }
            #expect(heard.value == ["all of it"] && answer.text == "all of it")
        }
    }

    // MARK: Schemas

    @Test func aSchemaIsAskedForInOpenAIsShape() async throws {
        try await ModelWorld.run({ _ in }, { _ in .says(#"{"year":1995}"#) }) { (world: ModelWorld) async throws in
            let tree = try await world.model.tree(ModelWorld.question(schema: ModelWorld.schema))
            #expect(tree["year"]?.integer == 1995)
            let format = try world.body(0)["response_format"]
            #expect(format?["type"]?.string == "json_schema")
            #expect(format?["json_schema"]?["schema"]?["required"]?[0]?.string == "year")
        }
    }

    @Test(arguments: [400, 422, 500]) func aServerThatTakesTheOtherShapeIsRemembered(_ status: Int) async throws {
        let complaint = #"{"error":{"message":"Input should be 'text' or 'json_object'"}}"#
        try await ModelWorld.run(
            { _ in }, { $0 == 0 ? .answer(status, complaint) : .says(#"{"year":1995}"#) },
            { (world: ModelWorld) async throws in
                for _ in 0..<2 { _ = try await world.model.answer(ModelWorld.question(schema: ModelWorld.schema)) }
                #expect(world.server.requests.count == 3 && world.clock.pauses.isEmpty)
                for number in 1...2 {
                    let format = try world.body(number)["response_format"]
                    #expect(format?["type"]?.string == "json_object" && format?["schema"]?["type"]?.string == "object")
                }
            })
    }

    @Test func aServerThatTakesNeitherShapeIsToldInWords() async throws {
        try await ModelWorld.run(
            { _ in }, { $0 < 2 ? .answer(400, "{}") : .says(#"{"year":1995}"#) },
            { (world: ModelWorld) async throws in
                _ = try await world.model.answer(ModelWorld.question(schema: ModelWorld.schema))
                let body = try world.body(2)
                #expect(body["response_format"] == nil && body["messages"]?[0]?["content"]?.string?.contains("\"year\"") == true)
            })
    }

    @Test func aFailureThatPassesDoesNotChangeAShapeThatWasTaken() async throws {
        try await ModelWorld.run(
            { _ in }, { $0 == 1 ? .answer(500, "{}") : .says(#"{"year":1995}"#) },
            { (world: ModelWorld) async throws in
                for _ in 0..<2 { _ = try await world.model.answer(ModelWorld.question(schema: ModelWorld.schema)) }
                #expect(try world.body(2)["response_format"]?["type"]?.string == "json_schema")
                #expect(world.clock.pauses.count == 1)
            })
    }

    // MARK: Tools

    static let tool = LanguageTool(
        name: "find", description: "Finds titles.",
        parameters: #"{"type":"object","properties":{"q":{"type":"string"}},"required":["q"],"additionalProperties":false}"#)

    @Test func toolsAreDeclaredAndTheirCallsRead() async throws {
        let more = #","tool_calls":[{"id":"a","type":"function","function":{"name":"find","arguments":"{\"q\":\"heat\"}"}}]"#
        try await ModelWorld.run({ _ in }, { _ in .says("", finish: "tool_calls", more: more) }) { (world: ModelWorld) async throws in
            var question = ModelWorld.question(tools: [DialectTests.tool])
            let answer = try await world.model.answer(question)
            #expect(answer.calls == [.init(id: "a", name: "find", arguments: #"{"q":"heat"}"#)])
            #expect(try world.body(0)["tools"]?[0]?["function"]?["parameters"]?["required"]?[0]?.string == "q")
            question.messages += [.init(.assistant, "", calls: answer.calls), .init(.tool, "[]", answers: "a")]
            _ = try await world.model.answer(question)
            let messages = try world.body(1)["messages"]
            #expect(messages?[1]?["tool_calls"]?[0]?["function"]?["name"]?.string == "find")
            #expect(messages?[2]?["role"]?.string == "tool" && messages?[2]?["tool_call_id"]?.string == "a")
        }
    }

    @Test func callsThatComeInPiecesArePutTogether() async throws {
        let events = [
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"find","arguments":""}}]}}]}"#,
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"q\":"}}]}}]}"#,
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"heat\"}"}}]},"finish_reason":"tool_calls"}]}"#,
        ]
        try await ModelWorld.run({ _ in }, { _ in .bytes(ScriptedServer.Scene.stream(events)) }) { (world: ModelWorld) async throws in
            let answer = try await world.model.answer(ModelWorld.question(tools: [DialectTests.tool])) { _ in true }
            #expect(answer.calls == [.init(id: "a", name: "find", arguments: #"{"q":"heat"}"#)])
        }
    }

    @Test(arguments: [
        #"{"name":"erase","arguments":"{}"}"#, #"{"name":"find","arguments":"{}"}"#, #"{"name":"find","arguments":"{\"q\":1}"}"#,
        #"{"name":"find","arguments":"{\"q\":\"a\",\"x\":1}"}"#, #"{"name":"find","arguments":"not json"}"#,
    ]) func callsOfOtherToolsOrWithWrongArgumentsAreRefused(_ function: String) async throws {
        let more = #","tool_calls":[{"id":"a","type":"function","function":\#(function)}]"#
        try await ModelWorld.run({ _ in }, { _ in .says("", finish: "tool_calls", more: more) }) { (world: ModelWorld) async throws in
            await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question(tools: [DialectTests.tool])) }
        }
    }
}

/// The kind of error that a model's answer ends in.
func expectFailure(
    _ kind: String, _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) async {
    do {
        try await body()
        Issue.record("it did not fail", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? LanguageModelError)?.kind == kind, "\(error)", sourceLocation: sourceLocation)
        #expect(!"\(error)".contains("sk-secret"), sourceLocation: sourceLocation)
    }
}
