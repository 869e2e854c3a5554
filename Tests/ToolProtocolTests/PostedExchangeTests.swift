import Testing
import ToolProtocol
import Understanding

/// What headers and statuses say, over HTTP.
@Suite struct PostedExchangeTests {
    private let exchange = PostedExchange(
        ToolServer(SampleTools(), identity: ServerIdentity(name: "sample", title: "Sample", version: "1", instructions: "")))

    private func post(
        _ tree: JSONTree, _ headers: PostedExchange<SampleTools>.Headers = .init()
    ) async -> PostedExchange<SampleTools>.Answer {
        await exchange.answer(Array(tree.text.utf8), headers, by: .init())
    }

    private func request(_ method: String, _ parameters: JSONTree = [:]) -> JSONTree {
        ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": parameters]
    }

    private func modern(_ method: String, _ more: [String: JSONTree] = [:]) -> JSONTree {
        request(
            method,
            JSONTree.object([
                "_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:]]
            ]).adding(more))
    }

    private func code(_ answer: PostedExchange<SampleTools>.Answer) -> Int? {
        (try? JSONTree.read(answer.body))?["error"]?["code"]?.integer
    }

    @Test func errorsOfGreetedRevisionsAreAnswersLikeOthers() async {
        let answer = await post(request("nothing"), .init(version: "2025-06-18"))
        #expect(answer.status == 200 && code(answer) == -32601)
    }

    @Test func aRevisionThatNobodyKnowsIsRefusedByItsHeader() async {
        for version in ["2019-01-01", "", "x"] {
            let answer = await post(request("tools/list"), .init(version: version))
            #expect(answer.status == 400 && code(answer) == -32022, "\(version)")
            #expect(await post(["jsonrpc": "2.0", "method": "notifications/initialized"], .init(version: version)).status == 400)
        }
    }

    @Test func withoutAHeaderItIsTheRevisionOfMarch() async throws {
        let answer = await post([request("ping")])
        #expect(try answer.status == 200 && JSONTree.read(answer.body).array?.count == 1)
    }

    @Test func nothingOfABatchIsDoneWherePartOfItIsNoMessage() async throws {
        let answer = await post([request("tools/call", ["name": "echo"]), 7])
        #expect(try answer.status == 400 && JSONTree.read(answer.body).array?.count == 1)
        #expect(exchange.log.isEmpty)
    }

    @Test func whoeverTakesNothingButAStreamGetsOne() async throws {
        for (accept, isStream) in [
            (nil, false), ("application/json, text/event-stream", false), ("text/event-stream", true), ("text/event-stream, */*", false),
            ("TEXT/EVENT-STREAM;q=1", true), ("text/html", false),
        ] {
            let answer = await post(request("tools/call", ["name": "echo", "arguments": ["a": "x\ny\u{2028}"]]), .init(accept: accept))
            #expect((answer.kind == .events) == isStream, "\(accept ?? "none")")
            guard isStream else { continue }
            let text = String(decoding: answer.body, as: UTF8.self)
            #expect(text.hasPrefix("event: message\ndata: ") && text.hasSuffix("\n\n"))
            let data = text.dropFirst("event: message\ndata: ".count).dropLast(2)
            #expect(try !data.utf8.contains(10) && JSONTree.read(String(data))["result"] != nil)
        }
    }

    @Test func headersOfTheStatelessRevisionMustSayWhatTheBodySays() async {
        let right = PostedExchange<SampleTools>.Headers(version: "2026-07-28", method: "tools/call", name: "echo")
        #expect(await post(modern("tools/call", ["name": "echo"]), right).status == 200)
        let wrong: [PostedExchange<SampleTools>.Headers] = [
            .init(), .init(version: "2026-07-28"), .init(version: "2026-07-28", method: "tools/list", name: "echo"),
            .init(version: "2026-07-28", method: "tools/call", name: "fail"), .init(version: "2026-07-28", method: "tools/call"),
            .init(version: "2025-06-18", method: "tools/call", name: "echo"),
        ]
        for headers in wrong {
            let answer = await post(modern("tools/call", ["name": "echo"]), headers)
            #expect(answer.status == 400 && code(answer) == -32020, "\(headers)")
        }
        // The header alone is not enough.
        #expect(code(await post(request("tools/list"), .init(version: "2026-07-28", method: "tools/list"))) == -32602)
    }

    @Test func statelessErrorsHaveStatusesOfTheirOwn() async {
        let discovered = await post(modern("server/discover"), .init(version: "2026-07-28", method: "server/discover"))
        #expect(discovered.status == 200)
        let unknown = await post(modern("nothing"), .init(version: "2026-07-28", method: "nothing"))
        #expect(unknown.status == 404 && code(unknown) == -32601)
        let wrong = await post(modern("tools/call", ["name": "none"]), .init(version: "2026-07-28", method: "tools/call", name: "none"))
        #expect(wrong.status == 400 && code(wrong) == -32602)
    }
}

extension PostedExchange<SampleTools> {
    fileprivate var log: [String] { server.tools.log.value }
}
