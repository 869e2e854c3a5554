import Testing
import ToolProtocol
import Understanding

/// What every transport must do; see the specification's pages on lifecycle, tools and errors.
@Suite struct ConformanceTests {
    private func code(_ reply: JSONTree) -> Int? { reply["error"]?["code"]?.integer }

    @Test(arguments: Wire.allCases, ProtocolRevision.greeted)
    func aKnownRevisionIsTaken(_ wire: Wire, _ revision: ProtocolRevision) async {
        let result = await wire.open().greet(revision)
        #expect(result?["protocolVersion"] == .string(revision.rawValue))
        #expect(result?["capabilities"]?["tools"] != nil && result?["serverInfo"]?["name"] == "sample")
        #expect(result?["instructions"] == "Be careful.")
    }

    @Test(arguments: Wire.allCases, ["1999-01-01", "2026-07-28", "", "2099-01-01"])
    func anUnknownRevisionIsOfferedTheLatest(_ wire: Wire, _ proposed: String) async {
        let reply = await wire.open().ask("initialize", ["protocolVersion": .string(proposed), "capabilities": [:]])
        #expect(reply["result"]?["protocolVersion"] == .string(ProtocolRevision.latestGreeted.rawValue))
    }

    @Test(arguments: Wire.allCases, ProtocolRevision.greeted)
    func toolsAreListedAsTheRevisionHasThem(_ wire: Wire, _ revision: ProtocolRevision) async {
        let line = wire.open()
        _ = await line.greet(revision)
        let tools = await line.ask("tools/list")["result"]?["tools"]?.array ?? []
        #expect(tools.compactMap { $0["name"]?.string } == ["echo", "fail", "wait", "change"])
        for tool in tools {
            #expect(tool["inputSchema"]?["type"] == "object" && tool["description"]?.string?.isEmpty == false)
            // Whoever posts without a header is taken to know the revision of March.
            #expect((tool["annotations"] != nil) == (revision >= .march2025 || wire == .posts))
            #expect((tool["outputSchema"] != nil) == (revision >= .june2025) && (tool["title"] != nil) == (revision >= .june2025))
        }
        guard revision >= .march2025 else { return }
        #expect(tools[0]["annotations"]?["readOnlyHint"] == true && tools[0]["annotations"]?["destructiveHint"] == false)
        #expect(tools[3]["annotations"]?["readOnlyHint"] == false && tools[3]["annotations"]?["destructiveHint"] == true)
    }

    @Test(arguments: Wire.allCases, ProtocolRevision.greeted)
    func aCallAnswersWithTextAndData(_ wire: Wire, _ revision: ProtocolRevision) async throws {
        let line = wire.open()
        _ = await line.greet(revision)
        let result = try #require(await line.ask("tools/call", ["name": "echo", "arguments": ["a": [1, true]]])["result"])
        #expect(result["isError"] == false)
        let text = try #require(result["content"]?[0]?["text"]?.string)
        let data = try JSONTree.read(text)
        #expect(data["arguments"] == ["a": [1, true]])
        #expect(result["structuredContent"] == (revision >= .june2025 ? data : nil))
    }

    @Test(arguments: Wire.allCases) func whatAToolCannotDoIsAResultThatSaysSo(_ wire: Wire) async {
        let line = wire.open()
        _ = await line.greet(.june2025)
        let result = await line.ask("tools/call", ["name": "fail"])["result"]
        #expect(result?["isError"] == true && result?["content"]?[0]?["text"] == "not-found: there is no such thing")
        #expect(result?["_meta"]?["tastemaker/problem"] == "not-found" && result?["structuredContent"] == nil)
    }

    @Test(arguments: Wire.allCases) func aToolThatTheCallerMayNotUseIsNoTool(_ wire: Wire) async {
        let line = wire.open(caller: .init(mayChange: false))
        _ = await line.greet(.june2025)
        let names = await line.ask("tools/list")["result"]?["tools"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["echo", "fail", "wait"])
        let (refused, unknown) = (await line.ask("tools/call", ["name": "change"]), await line.ask("tools/call", ["name": "nothing"]))
        #expect(code(refused) == -32602 && code(unknown) == -32602)
    }

    @Test(arguments: Wire.allCases) func aPingIsAnswered(_ wire: Wire) async {
        let line = wire.open()
        #expect(await line.ask("ping", id: "x") == ["jsonrpc": "2.0", "id": "x", "result": [:]])
    }

    @Test(arguments: Wire.allCases) func nothingAnswersANotificationOrAResponse(_ wire: Wire) async {
        let line = wire.open()
        _ = await line.greet(.june2025)
        for message: JSONTree in [
            ["jsonrpc": "2.0", "method": "notifications/initialized"],
            ["jsonrpc": "2.0", "method": "notifications/anything", "params": [:]],
            ["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 99]],
            ["jsonrpc": "2.0", "method": "tools/call", "params": ["name": "echo"]],
            ["jsonrpc": "2.0", "id": 5, "result": [:]], ["jsonrpc": "2.0", "id": 5, "error": ["code": 1, "message": "x"]],
        ] { #expect(await line.send(message).isEmpty, "\(message.text)") }
    }

    @Test(arguments: Wire.allCases) func idsComeBackAsTheyWere(_ wire: Wire) async {
        let line = wire.open()
        for id: JSONTree in [0, -1, 9_007_199_254_740_991, "", "ä\"\n\\", .string(String(repeating: "x", count: 256))] {
            #expect(await line.ask("ping", id: id)["id"] == id)
        }
    }

    @Test(arguments: Wire.allCases) func batchesAreKnownToOneRevision(_ wire: Wire) async {
        let batch: JSONTree = [
            ["jsonrpc": "2.0", "id": 1, "method": "ping"], ["jsonrpc": "2.0", "method": "notifications/initialized"],
            ["jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": ["name": "echo"]],
            ["jsonrpc": "2.0", "id": 3, "method": "initialize", "params": ["protocolVersion": "2025-03-26"]],
        ]
        let old = wire.open()
        _ = await old.greet(.march2025)
        let replies = (await old.send(batch)).flatMap { $0.array ?? [$0] }
        #expect(replies.map { $0["id"] } == [1, 2, 3] && replies[0]["result"] == [:] && code(replies[2]) == -32600)
        let new = wire.open()
        _ = await new.greet(.june2025)
        let refusal = await new.send(batch)
        #expect(refusal.count == 1 && code(refusal[0]) == -32600 && refusal[0]["id"] == .null)
    }

    @Test(arguments: Wire.allCases) func requestsOfTheStatelessRevisionStandAlone(_ wire: Wire) async throws {
        let envelope: JSONTree = [
            "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
        ]
        // Posts say it in headers as well, which has a test of its own.
        guard wire == .lines else { return }
        let line = wire.open()
        let found = await line.ask("server/discover", ["_meta": envelope])["result"]
        #expect(found?["supportedVersions"]?.array?.first == "2026-07-28" && found?["resultType"] == "complete")
        #expect(found?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "sample")
        let listed = await line.ask("tools/list", ["_meta": envelope])["result"]
        #expect(listed?["tools"]?.array?.count == 4 && listed?["ttlMs"]?.integer != nil && listed?["cacheScope"] == "private")
        let called = await line.ask("tools/call", ["_meta": envelope, "name": "echo"])["result"]
        #expect(called?["resultType"] == "complete" && called?["structuredContent"]?["caller"] == "somebody")
        #expect(code(await line.ask("ping", ["_meta": envelope])) == -32601)
        let unknown = await line.ask("tools/list", ["_meta": envelope.adding(["io.modelcontextprotocol/protocolVersion": "2031-01-01"])])
        #expect(code(unknown) == -32022 && unknown["error"]?["data"]?["supported"]?.array?.isEmpty == false)
        #expect(code(await line.ask("tools/list", ["_meta": ["io.modelcontextprotocol/protocolVersion": 7]])) == -32602)
        #expect(code(await line.ask("tools/list", ["_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]])) == -32602)
    }

    @Test func aGreetingComesFirstOnALine() async {
        let line = Wire.lines.open()
        #expect(code(await line.ask("tools/list")) == -32600)
        #expect(code(await line.ask("tools/call", ["name": "echo"])) == -32600)
        // By this a client of both kinds learns that it must greet.
        #expect(code(await line.ask("server/discover")) == -32601)
    }
}
