import LanguageModels
import TestSupport
import Testing
import Understanding

@Suite("A model's server with faults")
struct FaultyModelTests {
    // MARK: Time

    @Test(arguments: ["silence", "drip", "stream"]) func noAnswerComesLaterThanItsDeadline(_ fault: String) async throws {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
        let scene: ScriptedServer.Scene =
            switch fault {
            case "silence": .silence
            case "drip": .drip
            default: .endless(head: head, ": nothing\n\n")
            }
        try await ModelWorld.run(isReal: true, { $0.largestAnswer = .max }, { _ in scene }) { (world: ModelWorld) async throws in
            let question = ModelWorld.question(deadline: .milliseconds(150))
            await expectFailure("late") {
                _ = fault == "stream" ? try await world.model.answer(question) { _ in true } : try await world.model.answer(question)
            }
            #expect(world.model.meter.figures.failures == ["late": 1])
        }
    }

    @Test func whoCancelsNeedNotWait() async throws {
        try await ModelWorld.run(isReal: true, { _ in }, { _ in .silence }) { (world: ModelWorld) async throws in
            let task = Task { try await world.model.answer(ModelWorld.question(deadline: .seconds(600))) }
            task.cancel()
            await expectFailure("late") { _ = try await task.value }
        }
    }

    /// Keeps the only turn taken while the body runs: its question has reached a server that is silent.
    private func withTurnTaken(queue: Int, _ body: (ModelWorld) async throws -> Void) async throws {
        try await ModelWorld.run(isReal: true, { ($0.concurrency, $0.queue) = (1, queue) }, { _ in .silence }) {
            (world: ModelWorld) async throws in
            let first = Task { try await world.model.answer(ModelWorld.question(deadline: .seconds(600))) }
            while world.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
            try await body(world)
            first.cancel()
            await expectFailure("late") { _ = try await first.value }
            #expect(world.server.requests.count == 1)
        }
    }

    @Test func waitingForATurnCountsAsWell() async throws {
        try await withTurnTaken(queue: 4) { world in
            let questions = (0..<2).map { _ in Task { try await world.model.answer(ModelWorld.question(deadline: .milliseconds(150))) } }
            for question in questions { await expectFailure("late") { _ = try await question.value } }
        }
    }

    @Test func moreThanMayWaitAreToldSoAtOnce() async throws {
        try await withTurnTaken(queue: 0) { world in
            for _ in 0..<3 {
                await expectFailure("busy") { _ = try await world.model.answer(ModelWorld.question(deadline: .seconds(600))) }
            }
        }
    }

    // MARK: Answers that are none

    @Test func whatIsCutIsNoAnswer() async throws {
        let cut = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"choices\":[{\"mess"
        try await ModelWorld.run({ _ in }, { _ in .bytes(cut) }) { (world: ModelWorld) async throws in
            await expectFailure("unreachable") { _ = try await world.model.answer(ModelWorld.question()) }
            // A broken connection may be tried again.
            #expect(world.server.requests.count == 3)
        }
        let events = ScriptedServer.Scene.stream([#"{"choices":[{"delta":{"content":"Hal"}}]}"#])
        try await ModelWorld.run({ _ in }, { _ in .bytes(events) }) { (world: ModelWorld) async throws in
            await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question()) { _ in true } }
        }
    }

    @Test(arguments: ["", "{", "[]", "null", "{\"choices\":[]}", "{\"choices\":[{\"message\":7}]}", "<html>", "{}{}", "\u{0}"])
    func whatIsNoCompletionIsMalformed(_ body: String) async throws {
        try await ModelWorld.run({ _ in }, { _ in .answer(200, body) }) { (world: ModelWorld) async throws in
            await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question()) }
        }
        let events = ScriptedServer.Scene.stream([body])
        try await ModelWorld.run({ _ in }, { _ in .bytes(events) }) { (world: ModelWorld) async throws in
            await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question()) { _ in true } }
        }
    }

    @Test(arguments: [
        "1995", "{\"year\":\"1995\"}", "{\"year\":382393}", "{\"year\":1995.5}", "{}", "{\"year\":1995,\"url\":\"x\"}", "{\"year\":1995",
        "Here you are: {\"year\":1995}",
    ]) func anAnswerAgainstItsSchemaIsSentBackOnceAndThenRefused(_ text: String) async throws {
        try await ModelWorld.run({ _ in }, { _ in .says(text) }) { (world: ModelWorld) async throws in
            await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question(schema: ModelWorld.schema)) }
            #expect(world.server.requests.count == 2)
            let said = try world.body(1)["messages"]?[1]?["content"]?.string ?? ""
            #expect(said.contains("could not be used") && !said.contains("url"))
        }
        try await ModelWorld.run({ _ in }, { $0 == 0 ? .says(text) : .says("{\"year\":1995}") }) { (world: ModelWorld) async throws in
            #expect(try await world.model.answer(ModelWorld.question(schema: ModelWorld.schema)).text == "{\"year\":1995}")
        }
    }

    @Test func anAnswerThatRanOutOfTokensIsCut() async throws {
        try await ModelWorld.run({ _ in }, { _ in .says("{\"year\":19", finish: "length") }) { (world: ModelWorld) async throws in
            #expect(try await world.model.answer(ModelWorld.question()).isCut)
            await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question(schema: ModelWorld.schema)) }
        }
    }

    @Test func refusalsAreTold() async throws {
        let refusal = #"{"choices":[{"message":{"content":null,"refusal":"I will not."},"finish_reason":"stop"}]}"#
        for scene in [ScriptedServer.Scene.answer(200, refusal), .says("", finish: "content_filter")] {
            try await ModelWorld.run({ _ in }, { _ in scene }) { (world: ModelWorld) async throws in
                await expectFailure("declined") { _ = try await world.model.answer(ModelWorld.question(schema: ModelWorld.schema)) }
                #expect(world.server.requests.count == 1)
            }
        }
    }

    @Test func otherKindsOfContentAreRefused() async throws {
        for headers in [["content-type: text/html"], [], ["content-type: image/png"]] {
            try await ModelWorld.run({ _ in }, { _ in .answer(200, headers: headers, "<p>Sign in</p>") }) {
                (world: ModelWorld) async throws in
                await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question()) }
                await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question()) { _ in true } }
            }
        }
    }

    // MARK: Too much

    @Test func giantAndEndlessAnswersEndAtTheLimit() async throws {
        let heads = [
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n",
        ]
        for (head, text) in [
            (heads[0], "x"), (heads[1], "data: x"), (heads[1], ": comment\n"),
            (heads[1], "data: {\"choices\":[{\"delta\":{\"content\":\"more and more and more\"}}]}\n\n"),
        ] {
            try await ModelWorld.run({ $0.largestAnswer = 100_000 }, { _ in .endless(head: head, text) }) {
                (world: ModelWorld) async throws in
                await expectFailure("malformed") {
                    _ =
                        head == heads[0]
                        ? try await world.model.answer(ModelWorld.question())
                        : try await world.model.answer(ModelWorld.question()) { _ in true }
                }
            }
        }
        let long = String(repeating: "word ", count: 10_000)
        try await ModelWorld.run({ _ in }, { _ in .says(long) }) { (world: ModelWorld) async throws in
            // 256 tokens were asked for.
            await expectFailure("malformed") { _ = try await world.model.answer(ModelWorld.question()) }
        }
    }

    // MARK: Refusals of the server

    @Test func aServerThatAsksForPatienceIsGivenIt() async throws {
        try await ModelWorld.run(
            { _ in }, { $0 == 0 ? .answer(429, headers: ["retry-after: 7"], "{}") : .says("now") },
            { (world: ModelWorld) async throws in
                #expect(try await world.model.answer(ModelWorld.question()).text == "now")
                #expect(world.clock.pauses.count == 1 && world.clock.pauses[0] >= .seconds(7))
            })
        // Six seconds after the clock of the tests.
        try await ModelWorld.run(
            { _ in }, { $0 == 0 ? .answer(503, headers: ["retry-after: Sun, 06 Nov 1994 08:49:43 GMT"], "{}") : .says("now") },
            { (world: ModelWorld) async throws in
                #expect(try await world.model.answer(ModelWorld.question()).text == "now")
                #expect(world.clock.pauses.count == 1 && world.clock.pauses[0] >= .seconds(6) && world.clock.pauses[0] < .seconds(7))
            })
    }

    @Test func patienceEndsWhereTheDeadlineDoes() async throws {
        try await ModelWorld.run({ _ in }, { _ in .answer(429, headers: ["retry-after: 70000"], "{}") }) {
            (world: ModelWorld) async throws in
            await expectFailure("busy") { _ = try await world.model.answer(ModelWorld.question()) }
            #expect(world.clock.pauses.isEmpty && world.server.requests.count == 1)
        }
    }

    @Test func pausesGrowAndTriesEnd() async throws {
        for status in [429, 500, 502, 504] {
            try await ModelWorld.run({ $0.backoff = .milliseconds(100) }, { _ in .answer(status, "{}") }) {
                (world: ModelWorld) async throws in
                await expectFailure(status == 429 ? "busy" : "refused") { _ = try await world.model.answer(ModelWorld.question()) }
                #expect(world.clock.pauses == [.milliseconds(100), .milliseconds(200)] && world.server.requests.count == 3)
            }
        }
    }

    @Test func whatWillNotPassIsNotTriedAgain() async throws {
        for scene in [
            ScriptedServer.Scene.answer(401, "{}"), .answer(404, "{}"), .answer(302, headers: ["location: http://127.0.0.1:1/"], ""),
            .answer(200, #"{"error":{"message":"model not found","code":404}}"#),
        ] {
            try await ModelWorld.run({ _ in }, { _ in scene }) { (world: ModelWorld) async throws in
                await expectFailure("refused") { _ = try await world.model.answer(ModelWorld.question()) }
                #expect(world.server.requests.count == 1)
            }
        }
    }

    @Test func repetitionsHaveABudget() async throws {
        try await ModelWorld.run({ $0.retryShare = 0 }, { _ in .answer(500, "{}") }) { (world: ModelWorld) async throws in
            for _ in 0..<10 { await expectFailure("refused") { _ = try await world.model.answer(ModelWorld.question()) } }
            // Ten first tries, and the three repetitions that a beginning has.
            #expect(world.server.requests.count == 13 && world.model.meter.figures.retries == 3)
        }
    }

    @Test func nobodyThereIsSaidAtOnce() async throws {
        let port = try ScriptedServer.deadPort()
        let model = OpenAIDialectModel(
            ModelEndpoint(address: "http://user:sk-secret@127.0.0.1:\(port)/v1", model: "tiny"), clock: PauseClock().clock)
        await expectFailure("unreachable") { _ = try await model.answer(ModelWorld.question()) }
        #expect(!model.name.contains("secret"))
        let wrong = OpenAIDialectModel(ModelEndpoint(address: "not an address", model: "tiny"), clock: PauseClock().clock)
        await expectFailure("unreachable") { _ = try await wrong.answer(ModelWorld.question()) }
    }

    // MARK: Accounts

    @Test func tokensAreCountedAndTheBudgetHolds() async throws {
        let meter = LanguageMeter(budget: 1000)
        try await ModelWorld.run({ _ in }, meter: meter, { _ in .says("yes") }) { (world: ModelWorld) async throws in
            var question = ModelWorld.question()
            question.maximumTokens = 16
            for _ in 0..<5 { _ = try await world.model.answer(question) }
            #expect(meter.figures.calls == 5 && meter.figures.promptTokens == 35 && meter.figures.answerTokens == 15)
            #expect(meter.figures.spentToday == 50)
            question.maximumTokens = 2000
            await expectFailure("spent") { _ = try await world.model.answer(question) }
            #expect(meter.figures.spentToday == 50 && world.server.requests.count == 5)
        }
    }

    @Test func whatFailedCostsNothing() async throws {
        let meter = LanguageMeter(budget: 100_000)
        try await ModelWorld.run({ _ in }, meter: meter, { _ in .answer(500, "{}") }) { (world: ModelWorld) async throws in
            await expectFailure("refused") { _ = try await world.model.answer(ModelWorld.question()) }
            #expect(meter.figures.spentToday == 0 && meter.figures.failures == ["refused": 1])
        }
    }
}
