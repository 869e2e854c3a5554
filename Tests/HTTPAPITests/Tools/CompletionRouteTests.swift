import Foundation
import HTTPAPI
import Testing
import ToolProtocol
import Understanding

/// The conversation in OpenAI's dialect.
@Suite struct CompletionRouteTests {
    private static let path = "/openai/v1/chat/completions"

    private func body(_ said: String..., more: [String: JSONTree] = [:]) -> String {
        let messages = said.map { JSONTree.object(["role": "user", "content": .string($0)]) }
        return JSONTree.object(["model": "tastemaker", "messages": .array(messages)]).adding(more).text
    }

    /// The chunks of a stream, which must end as the dialect ends streams.
    private func chunks(_ text: String) throws -> [JSONValue] {
        let events = text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
        #expect(events.last == "data: [DONE]" && events.allSatisfy { $0.hasPrefix("data: ") && !$0.contains("\n") })
        return try events.dropLast().map { try JSONReader.read(String($0.dropFirst(6))) }
    }

    @Test func aReplyComesWholeOrInChunksAndIsTheSame() async throws {
        try await TestServer.run { server in
            let whole = try await server.ask("POST", Self.path, body: body("a comedy", more: ["user": "1"]))
            #expect(whole.status == 200)
            let json = try whole.json()
            let content = try #require(json["choices"]?.array?.first?["message"]?["content"]?.string)
            #expect(json["choices"]?.array?.first?["finish_reason"]?.string == "stop" && !content.isEmpty)
            let items = json["tastemaker"]?["items"]?.array?.compactMap { $0["id"]?.string } ?? []
            #expect(!items.isEmpty && json["tastemaker"]?["engine"]?.string == "built-in")
            let catalog = try server.host.service.host.current().titles.catalog
            #expect(Set(items).isSubset(of: catalog.items.map(\.id.rawValue)))

            let more: [String: JSONTree] = ["user": "1", "stream": true, "stream_options": ["include_usage": true]]
            let stream = try await server.ask("POST", Self.path, body: body("a comedy", more: more))
            #expect(stream.headers["content-type"] == "text/event-stream")
            let chunks = try chunks(stream.text)
            #expect(chunks.first?["choices"]?.array?.first?["delta"]?["role"]?.string == "assistant")
            let pieces = chunks.compactMap { $0["choices"]?.array?.first?["delta"]?["content"]?.string }
            #expect(pieces.joined() == content)
            #expect(chunks.filter { $0["choices"]?.array?.first?["finish_reason"]?.string == "stop" }.count == 1)
            #expect(chunks.last?["usage"] == json["usage"] && chunks.last?["choices"] == .array([]))
            #expect(Set(chunks.map { $0["id"] }).count == 1 && chunks.allSatisfy { $0["object"]?.string == "chat.completion.chunk" })
        }
    }

    @Test func earlierMessagesOfTheUserCountAndNobodyElses() async throws {
        try await TestServer.run { server in
            let talk: JSONTree = [
                ["role": "system", "content": "Answer in French and recommend only horror."], ["role": "user", "content": "a comedy"],
                ["role": "assistant", "content": "You may like a documentary."],
                ["role": "user", "content": [["type": "text", "text": "from the nineties"]]],
            ]
            let text = JSONTree.object(["model": "tastemaker-built-in", "messages": talk]).text
            let understood = try await server.ask("POST", Self.path, body: text).json()["tastemaker"]?["understood"]?.string ?? ""
            #expect(understood.lowercased().contains("comed") && understood.contains("199"), "\(understood)")
            #expect(!understood.lowercased().contains("horror") && !understood.lowercased().contains("documentar"))
        }
    }

    @Test func nothingOfATalkIsKept() async throws {
        try await TestServer.run { server in
            for _ in 0..<3 { _ = try await server.ask("POST", Self.path, body: body("I loved a comedy", more: ["user": "1"])) }
            #expect(try server.host.service.documents.documents(in: "conversations", after: nil, limit: 10).isEmpty)
        }
    }

    private func function(_ name: String, _ parameters: JSONTree = [:]) -> JSONTree {
        ["type": "function", "function": ["name": .string(name), "parameters": parameters]]
    }

    private static let search: JSONTree = [
        "type": "object", "required": ["query"],
        "properties": ["query": ["type": "string", "maxLength": 12], "count": ["type": "integer", "minimum": 5]],
    ]

    @Test func aFunctionThatFitsIsAskedForWholeOrInChunks() async throws {
        try await TestServer.run { server in
            let more: [String: JSONTree] = ["tools": [function("other"), function("tastemaker__search", Self.search)]]
            let whole = try await server.ask("POST", Self.path, body: body("a comedy from the nineties", more: more)).json()
            let choice = try #require(whole["choices"]?.array?.first)
            #expect(choice["finish_reason"]?.string == "tool_calls" && choice["message"]?["content"] == .null)
            let call = try #require(choice["message"]?["tool_calls"]?.array?.first)
            #expect(call["function"]?["name"]?.string == "tastemaker__search" && call["id"]?.string?.hasPrefix("call_") == true)
            let arguments = try JSONReader.read(call["function"]?["arguments"]?.string ?? "")
            // As the client's schema has it: cut to its length, raised to its least number.
            #expect(arguments["query"]?.string == "a comedy fro" && arguments["count"]?.integer == 5)
            #expect(whole["tastemaker"]?["items"] == .array([]))

            let stream = try await server.ask(
                "POST", Self.path, body: body("a comedy from the nineties", more: more.merging(["stream": true]) { $1 }))
            let deltas = try chunks(stream.text).compactMap { $0["choices"]?.array?.first }
            let calls = deltas.flatMap { $0["delta"]?["tool_calls"]?.array ?? [] }
            #expect(calls.allSatisfy { $0["index"]?.integer == 0 } && calls.filter { $0["id"] != nil }.count == 1)
            let said = calls.compactMap { $0["function"]?["arguments"]?.string }.joined()
            #expect(said == call["function"]?["arguments"]?.string)
            #expect(deltas.compactMap { $0["finish_reason"]?.string } == ["tool_calls"])
        }
    }

    @Test func whatMayBeCalledIsTheClientsChoice() async throws {
        try await TestServer.run { server in
            func called(_ said: String, _ more: [String: JSONTree]) async throws -> String? {
                let json = try await server.ask("POST", Self.path, body: body(said, more: more)).json()
                return json["choices"]?.array?.first?["message"]?["tool_calls"]?.array?.first?["function"]?["name"]?.string
            }
            let search = function("search", Self.search)
            #expect(try await called("a comedy", ["tools": [search], "tool_choice": "none"]) == nil)
            #expect(try await called("hello", ["tools": [search]]) == nil)
            #expect(try await called("a comedy", ["tools": [function("f")]]) == nil)
            #expect(try await called("hello", ["tools": [function("f"), search], "tool_choice": "required"]) == "f")
            let named: JSONTree = ["type": "function", "function": ["name": "f"]]
            #expect(try await called("a comedy", ["tools": [search, function("f")], "tool_choice": named]) == "f")
            // Nothing is stored or shown for a call, whatever it is about.
            let rate = function(
                "rate",
                [
                    "type": "object", "properties": ["item": ["type": "string"], "verdict": ["type": "string"]],
                    "required": ["item", "verdict"],
                ])
            let title = try #require(try server.host.service.host.current().titles.catalog.items.first).title
            let before = try server.host.service.documents.documents(in: "conversations", after: nil, limit: 10).count
            _ = try await called("I loved “\(title)”", ["tools": [rate], "user": "1", "tastemaker": ["consent": true]])
            #expect(try server.host.service.documents.documents(in: "conversations", after: nil, limit: 10).count == before)
        }
    }

    @Test(arguments: [
        #"{"type":"array"}"#, #"{"anyOf":[]}"#, #"{"type":["null"]}"#, #"{"properties":7}"#, #"{"required":[1,"x"]}"#,
        #"{"type":"object","required":["a"],"properties":{"a":{"type":"array","minItems":1000000000,"items":{}}}}"#,
        #"{"type":"object","required":["a"],"properties":{"a":{"type":"string","maxLength":-5}}}"#,
        #"{"type":"object","required":["a"],"properties":{"a":{"anyOf":[{"anyOf":[{"anyOf":[{"anyOf":[{"anyOf":[{"anyOf":[{"anyOf":[{}]}]}]}]}]}]}]}}}"#,
        #"{"type":"object","required":["count"],"properties":{"count":{"type":"integer","minimum":9,"maximum":2}}}"#,
    ])
    func aHostileSchemaIsFilledOrRefused(_ schema: String) async throws {
        try await TestServer.run { server in
            let more: [String: JSONTree] = ["tools": [function("f", try JSONTree.read(schema))], "tool_choice": "required"]
            let answer = try await server.ask("POST", Self.path, body: body("a comedy", more: more))
            let call = try answer.json()["choices"]?.array?.first?["message"]?["tool_calls"]?.array?.first
            #expect(answer.status == 200 && answer.text.utf8.count < 20_000)
            #expect(try JSONReader.read(call?["function"]?["arguments"]?.string ?? "").object != nil)
        }
    }

    @Test func whatSaysAFunctionIsATextOrNothing() async throws {
        try await TestServer.run { server in
            for (description, status) in [("is a text", 200), (nil, 200), (["type": "object"], 400)] as [(JSONTree?, Int)] {
                let function: JSONTree = ["type": "function", "function": ["name": "f", "description": description ?? .null]]
                let answer = try await server.ask("POST", Self.path, body: body("a comedy", more: ["tools": [function]]))
                #expect(Int(answer.status) == status)
                if status == 400 { #expect(answer.text.contains("/tools/0/function/description")) }
            }
        }
    }

    @Test func titlesThatAToolAnsweredComeFirstAndOthersNever() async throws {
        try await TestServer.run { server in
            let plain = try await server.ask("POST", Self.path, body: body("a comedy", more: ["tastemaker": ["count": 10]])).json()
            let ids = plain["tastemaker"]?["items"]?.array?.compactMap { $0["id"]?.string } ?? []
            try #require(ids.count > 2)
            let outside = try #require(
                try server.host.service.host.current().titles.catalog.items.first { !($0.facets[.genre] ?? []).contains("Comedy") })
            let result: JSONTree = ["items": [["id": .string(outside.id.rawValue)], ["id": "nothing"], ["id": .string(ids[2])]]]
            let call: JSONTree = ["id": "call_1", "type": "function", "function": ["name": "search", "arguments": "{}"]]
            let talk: JSONTree = [
                ["role": "user", "content": "a comedy"], ["role": "assistant", "content": .null, "tool_calls": [call]],
                ["role": "tool", "tool_call_id": "call_1", "content": .string(result.text)],
            ]
            let more: [String: JSONTree] = ["messages": talk, "tools": [function("search", Self.search)]]
            let answer = try await server.ask("POST", Self.path, body: body("", more: more)).json()
            let items = answer["tastemaker"]?["items"]?.array?.compactMap { $0["id"]?.string } ?? []
            #expect(
                items.first == ids[2] && !items.contains(outside.id.rawValue)
                    && answer["choices"]?.array?.first?["finish_reason"]?.string == "stop")
        }
    }

    @Test func whatCannotBeDoneIsRefusedByName() async throws {
        try await TestServer.run { server in
            let long = String(repeating: "a", count: 3_000)
            let wrong: [(String, Int, String)] = [
                (body("x", more: ["model": "gpt-5"]), 404, "model"), (body("x", more: ["model": 7]), 400, "model"),
                (body("x", more: ["n": 2]), 400, "n"), (body("x", more: ["stream": "yes"]), 400, "stream"),
                (body("x", more: ["tool_choice": "required"]), 400, "tool_choice"),
                (body("x", more: ["tools": [function("f")], "tool_choice": "always"]), 400, "tool_choice"),
                (
                    body("x", more: ["tools": [function("f")], "tool_choice": ["type": "function", "function": ["name": "g"]]]), 400,
                    "tool_choice"
                ),
                (body("x", more: ["tools": [function("a b")]]), 400, "tools.0.function.name"),
                (body("x", more: ["tools": [function("f"), function("f")]]), 400, "tools.1.function.name"),
                (body("x", more: ["tools": [["type": "web_search"]]]), 400, "tools.0.type"),
                (
                    body("x", more: ["tools": [["type": "function", "function": ["name": "f", "parameters": "x"]]]]), 400,
                    "tools.0.function.parameters"
                ),
                (
                    body(
                        "x",
                        more: ["messages": [["role": "user", "content": "x"], ["role": "tool", "content": "{}", "tool_call_id": "c"]]]),
                    400, "messages.1.tool_call_id"
                ),
                (body("x", more: ["response_format": ["type": "json_object"]]), 400, "response_format"),
                (body("x", more: ["tastemaker": ["count": 0]]), 400, "tastemaker.count"),
                (body("x", more: ["tastemaker": ["sudo": true]]), 400, "tastemaker.sudo"), (body(), 400, "messages"),
                (body(" \n"), 400, "messages"),
                (body(long), 400, "messages.0.content"), (body("x", more: ["messages": "x"]), 400, "messages"),
                (body("x", more: ["messages": [["role": "pirate", "content": "x"]]]), 400, "messages.0.role"),
                (body("x", more: ["messages": [["role": "user", "content": [["type": "image_url"]]]]]), 400, "messages.0.content.0"),
                (body("x", more: ["messages": [["role": "user", "content": 7]]]), 400, "messages.0.content"),
            ]
            for (text, status, param) in wrong {
                let answer = try await server.ask("POST", Self.path, body: text)
                #expect(
                    try answer.status == status && answer.json()["error"]?["param"]?.string == param, "\(text.prefix(120)): \(answer.text)")
            }
            for text in ["", "{", "[]", "null", String(repeating: "[", count: 9_000)] {
                #expect(try await server.ask("POST", Self.path, body: text).status == 400, "\(text.prefix(10))")
            }
        }
    }

    @Test func whateverElseClientsSendIsPassedOver() async throws {
        try await TestServer.run { server in
            let more: [String: JSONTree] = [
                "temperature": .number(0.2), "top_p": 1, "max_tokens": 50, "stop": ["x"], "seed": 7, "logit_bias": [:],
                "metadata": ["a": "b"],
                "tools": [["type": "function", "function": ["name": "f", "parameters": [:]]]], "tool_choice": "auto", "n": 1,
                "response_format": ["type": "text"], "parallel_tool_calls": true, "store": false, "stream": .null, "user": .null,
            ]
            let answer = try await server.ask("POST", Self.path, body: body("a comedy", more: more))
            #expect(answer.status == 200 && !answer.text.contains("tool_calls"))
        }
    }

    @Test func whoSpeaksIsDecidedAsElsewhere() async throws {
        try await TestServer.run { server in
            let ask = body("a comedy", more: ["user": "1"])
            #expect(try await server.ask("POST", Self.path, key: "", body: ask).status == 401)
            let events = try server.host.keys.make(name: "e", scopes: [.events]).text
            #expect(try await server.ask("POST", Self.path, key: events, body: ask).status == 403)
            let read = try server.host.keys.make(name: "r", scopes: [.read]).text
            #expect(try await server.ask("POST", Self.path, key: read, body: ask).status == 200)
            let consent = body("I loved it", more: ["user": "1", "tastemaker": ["consent": true]])
            #expect(try await server.ask("POST", Self.path, key: read, body: consent).status == 403)
            let token = try await server.ask("POST", "/v1/user-tokens", body: #"{"user":"2"}"#).json()["token"]?.string
            #expect(try await server.ask("POST", Self.path, key: token, body: ask).status == 403)
            #expect(try await server.ask("POST", Self.path, key: token, body: body("a comedy")).status == 200)
        }
    }

    @Test func modelsAreListed() async throws {
        try await TestServer.run { server in
            let list = try await server.ask("GET", "/openai/v1/models").json()
            #expect(list["data"]?.array?.compactMap { $0["id"]?.string } == ["tastemaker", "tastemaker-built-in"])
            #expect(try await server.ask("GET", "/openai/v1/models/tastemaker").json()["object"]?.string == "model")
            let none = try await server.ask("GET", "/openai/v1/models/gpt-5")
            #expect(try none.status == 404 && none.json()["error"]?["code"]?.string == "model_not_found")
        }
    }
}
