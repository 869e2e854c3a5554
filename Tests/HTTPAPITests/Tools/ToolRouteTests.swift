import HTTPAPI
import Testing
import ToolProtocol
import Understanding

/// The tools over a real connection.
@Suite struct ToolRouteTests {
    private func body(_ method: String, _ parameters: JSONTree = [:], id: Int = 1) -> String {
        JSONTree.object(["jsonrpc": "2.0", "id": .count(id), "method": .string(method), "params": parameters]).text
    }

    private func token(_ server: TestServer, _ user: String) async throws -> String {
        try #require(try await server.ask("POST", "/v1/user-tokens", body: #"{"user":"\#(user)"}"#).json()["token"]?.string)
    }

    @Test func aClientGreetsListsAndCalls() async throws {
        try await TestServer.run { server in
            let greeting = try await server.ask(
                "POST", "/v1/mcp", body: body("initialize", ["protocolVersion": "2025-06-18", "capabilities": [:]]))
            #expect(try greeting.status == 200 && greeting.json()["result"]?["protocolVersion"]?.string == "2025-06-18")
            let version = ["MCP-Protocol-Version": "2025-06-18", "Accept": "application/json, text/event-stream"]
            let taken = try await server.ask(
                "POST", "/v1/mcp", headers: version, body: #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
            #expect(taken.status == 202 && taken.bytes.isEmpty)
            let tools = try await server.ask("POST", "/v1/mcp", headers: version, body: body("tools/list")).json()
            #expect(tools["result"]?["tools"]?.array?.count == 7)
            let call = body("tools/call", ["name": "recommend", "arguments": ["user": "1", "count": 3]])
            let answer = try await server.ask("POST", "/v1/mcp", headers: version, body: call).json()
            #expect(answer["result"]?["structuredContent"]?["items"]?.array?.count == 3)
            let stream = try await server.ask("POST", "/v1/mcp", headers: ["Accept": "text/event-stream"], body: call)
            #expect(stream.headers["content-type"] == "text/event-stream" && stream.text.hasPrefix("event: message\ndata: {"))
        }
    }

    @Test func keysAndTokensOpenWhatTheyOpenElsewhere() async throws {
        try await TestServer.run { server in
            let call = body("tools/call", ["name": "history", "arguments": ["user": "2"]])
            #expect(try await server.ask("POST", "/v1/mcp", key: "", body: call).status == 401)
            #expect(try await server.ask("POST", "/v1/mcp", key: "tk_x_y", body: call).status == 401)
            let events = try server.host.keys.make(name: "events", scopes: [.events]).text
            #expect(try await server.ask("POST", "/v1/mcp", key: events, body: call).status == 403)
            let own = try await token(server, "1")
            let others = try await server.ask("POST", "/v1/mcp", key: own, body: call).json()
            #expect(others["result"]?["isError"] == .bool(true))
            #expect(others["result"]?["content"]?.array?.first?["text"]?.string == "not-found: there is no such user")
            let mine = try await server.ask("POST", "/v1/mcp", key: own, body: body("tools/call", ["name": "profile"])).json()
            #expect(mine["result"]?["isError"] == .bool(false))
            let read = try server.host.keys.make(name: "read", scopes: [.read]).text
            let names = try await server.ask("POST", "/v1/mcp", key: read, body: body("tools/list")).json()["result"]?["tools"]?.array
            #expect(names?.contains { $0["name"]?.string == "rate" } == false)
        }
    }

    @Test func onlyPostsAreTakenAndOnlyFromPagesThatMay() async throws {
        var options = TestServer.patient
        options.allowedOrigins = ["https://app.example"]
        try await TestServer.run(options: options) { server in
            for method in ["GET", "DELETE"] {
                let answer = try await server.ask(method, "/v1/mcp")
                #expect(answer.status == 405 && answer.headers["allow"] == "POST")
            }
            let ping = body("ping")
            for origin in ["http://evil.example", "http://127.0.0.1:\(server.port)", "null", "https://app.example.evil.example"] {
                #expect(try await server.ask("POST", "/v1/mcp", headers: ["Origin": origin], body: ping).status == 403, "\(origin)")
            }
            #expect(try await server.ask("POST", "/v1/mcp", headers: ["Origin": "https://app.example"], body: ping).status == 200)
        }
    }

    @Test func whatIsNoMessageIsRefusedAndTheServerGoesOn() async throws {
        try await TestServer.run { server in
            for (text, status, code) in [
                ("{", 400, -32700), ("[]", 400, -32600), ("7", 400, -32600), (String(repeating: "[", count: 5_000), 400, -32700),
                (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, 400, -32600),
                (#"{"jsonrpc":"2.0","id":1,"method":"nothing"}"#, 200, -32601),
            ] as [(String, Int, Int64)] {
                let answer = try await server.ask("POST", "/v1/mcp", body: text)
                #expect(
                    try answer.status == status && answer.json()["error"]?["code"]?.integer == code,
                    "\(text.prefix(40)): \(answer.text.prefix(200))")
            }
            let long = body("ping", ["x": .string(String(repeating: "a", count: 1 << 20))])
            #expect(try await server.ask("POST", "/v1/mcp", body: long).status == 413)
            #expect(try await server.ask("POST", "/v1/mcp", headers: ["MCP-Protocol-Version": "1"], body: body("ping")).status == 400)
            #expect(try await server.ask("POST", "/v1/mcp", body: body("ping")).status == 200)
        }
    }
}
