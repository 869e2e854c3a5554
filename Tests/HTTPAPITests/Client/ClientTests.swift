import Foundation
import TastemakerClient
import TestSupport
import Testing

@Suite struct ClientTests {
    private static let list = """
        {"recommendation_id":"r1","model_version":"m1","took_ms":1.5,"next_cursor":"c","items":[{"id":"a","title":"A","year":1999,"score":2.5,\
        "source":"model","propensity":1,"reason":{"kind":"because","text":"Because you saw B","titles":[{"id":"b","title":"B"}],"shared":["crime"]}}]}
        """

    /// A client of a scripted server; the waits are short and drawn in the middle.
    private func with<Result>(
        deadline: Double = 300, largest: Int = 1 << 20, backoff: Double = 0.001, script: @escaping @Sendable (Int) -> ScriptedServer.Scene,
        _ body: (TastemakerClient, ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let server = try ScriptedServer(script)
        defer { server.end() }
        let client = TastemakerClient(
            ClientConfiguration(
                address: server.address, key: "secret", deadline: deadline, backoff: backoff, largestAnswer: largest, longestLine: 1000),
            chance: { 0.5 })
        do {
            let result = try await body(client, server)
            await client.shutdown()
            return result
        } catch {
            await client.shutdown()
            throw error
        }
    }

    private func failure<Result>(_ body: () async throws -> Result) async -> ClientError? {
        do {
            _ = try await body()
            return nil
        } catch { return error as? ClientError }
    }

    @Test func aListIsReadWithItsReasons() async throws {
        try await with(script: { _ in .answer(200, Self.list) }) { client, server in
            let answer = try await client.recommendations(for: "a/b ü", Context(count: 3, filter: "year >= 1990", includesSeen: true))
            #expect(answer.modelVersion == "m1")
            #expect(answer.next == "c")
            #expect(answer.items.first?.reason?.text == "Because you saw B")
            let request = try #require(server.requests.first)
            #expect(
                request.line
                    == "GET /v1/users/a%2Fb%20%C3%BC/recommendations?count=3&filter=year%20%3E%3D%201990&include_seen=true HTTP/1.1")
            #expect(request.headers.contains { $0.lowercased() == "authorization: bearer secret" })
            #expect(request.headers.contains { $0.lowercased().hasPrefix("x-timeout-ms: ") })
        }
    }

    @Test func aProblemBecomesATypedError() async throws {
        let problem =
            #"{"type":"about:blank","title":"Bad","status":400,"detail":"count: 0 is not between 1 and 500","errors":[{"parameter":"count","detail":"is not"}]}"#
        try await with(script: { _ in .answer(400, headers: ["content-type: application/problem+json"], problem) }) { client, server in
            let error = await failure { try await client.home(of: "ada") }
            #expect(error?.kind == .invalid)
            #expect(error?.problem?.errors?.first?.parameter == "count")
            #expect(error?.description == "invalid (400): count: 0 is not between 1 and 500")
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [
        (401, ClientError.Kind.unauthorized), (403, .forbidden), (404, .notFound), (409, .conflict), (413, .tooLarge), (429, .limited),
        (503, .unavailable), (507, .storageFull), (500, .failed), (302, .unexpectedAnswer),
    ]) func everyStatusHasAKind(_ status: Int, _ kind: ClientError.Kind) async throws {
        try await with(script: { _ in .answer(status, "not JSON {") }) { client, _ in
            #expect(await failure { try await client.home(of: "ada") }?.kind == kind)
        }
    }

    @Test func aReadIsRepeatedWhenTheServerIsBusy() async throws {
        try await with(script: { $0 == 0 ? .answer(503, "") : .answer(200, Self.list) }) { client, server in
            let answer = try await client.recommendations(for: "ada")
            #expect(answer.items.count == 1)
            #expect(server.requests.count == 2)
        }
    }

    @Test func aReadIsRepeatedWhenTheConnectionIsCut() async throws {
        let cut = "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"recommend"
        try await with(script: { $0 == 0 ? .bytes(cut) : .answer(200, Self.list) }) { client, server in
            let answer = try await client.recommendations(for: "ada")
            #expect(answer.items.count == 1)
            #expect(server.requests.count == 2)
        }
    }

    @Test func whatTheServerAsksToWaitIsWaited() async throws {
        try await with(script: { $0 == 0 ? .answer(429, headers: ["retry-after: 0.05"], "") : .answer(200, Self.list) }) { client, _ in
            let begun = ContinuousClock.now
            _ = try await client.recommendations(for: "ada")
            #expect(ContinuousClock.now - begun >= .milliseconds(50))
        }
    }

    @Test func aWaitBeyondTheDeadlineIsNotBegun() async throws {
        try await with(script: { _ in .answer(429, headers: ["retry-after: 3600"], "") }) { client, server in
            let error = await failure { try await client.recommendations(for: "ada") }
            #expect(error?.kind == .limited)
            #expect(error?.retryAfter == 3600)
            #expect(server.requests.count == 1)
        }
    }

    @Test func anEventWithoutAnIDIsNeverSentTwice() async throws {
        try await with(script: { _ in .answer(503, "") }) { client, server in
            #expect(await failure { try await client.send(Event(user: "ada", item: "a", kind: "play")) }?.kind == .unavailable)
            #expect(server.requests.count == 1)
        }
    }

    @Test func anEventWithAnIDIsSentAgain() async throws {
        try await with(script: { $0 == 0 ? .bytes("") : .answer(200, #"{"id":"e1","result":"duplicate"}"#) }) { client, server in
            let result = try await client.send(Event(id: "e1", user: "ada", item: "a", kind: "play"))
            #expect(result.isStored)
            #expect(server.requests.map(\.body) == Array(repeating: server.requests[0].body, count: 2))
        }
    }

    @Test func aBatchWithOneNamelessEventIsNeverSentTwice() async throws {
        try await with(script: { _ in .bytes("") }) { client, server in
            let events = [Event(id: "1", user: "ada", kind: "play"), Event(user: "ada", kind: "play")]
            #expect(await failure { try await client.send(events) }?.kind == .unreachable)
            #expect(server.requests.count == 1)
        }
    }

    @Test func rollbackIsNeverSentTwice() async throws {
        try await with(script: { _ in .bytes("") }) { client, server in
            #expect(await failure { try await client.rollback() }?.kind == .unreachable)
            #expect(server.requests.count == 1)
        }
    }

    @Test func anyCallIsTriedThreeTimesAtMost() async throws {
        try await with(script: { _ in .answer(503, "") }) { client, server in
            // Fills the budget of repetitions.
            for _ in 0..<40 { _ = await failure { try await client.putItem("a", [:]) } }
            let before = server.requests.count
            let error = await failure { try await client.recommendations(for: "ada") }
            #expect((error?.attempts ?? 0) <= 3)
            #expect(server.requests.count - before <= 3)
        }
    }

    @Test func repetitionsStayATenthOfTheCalls() async throws {
        try await with(script: { $0 % 2 == 0 ? .answer(503, "") : .answer(200, Self.list) }) { client, server in
            for _ in 0..<200 { _ = try? await client.recommendations(for: "ada") }
            #expect(server.requests.count > 200)
            #expect(server.requests.count <= 221)
        }
    }

    @Test func aSilentServerEndsWithTheDeadline() async throws {
        try await with(deadline: 0.1, script: { _ in .silence }) { client, _ in
            #expect(await failure { try await client.home(of: "ada") }?.kind == .timedOut)
        }
    }

    @Test func aBodyThatNeverEndsIsNotRead() async throws {
        try await with(largest: 1 << 20, script: { _ in .flood }) { client, _ in
            #expect(await failure { try await client.home(of: "ada") }?.kind == .unexpectedAnswer)
        }
    }

    @Test func nobodyThereIsUnreachable() async throws {
        let address = "http://127.0.0.1:\(try ScriptedServer.deadPort())"
        let client = TastemakerClient(ClientConfiguration(address: address, deadline: 300, backoff: 0.001))
        #expect(await failure { try await client.home(of: "ada") }?.kind == .unreachable)
        await client.shutdown()
    }

    @Test(arguments: ["HTTP/1.1 abc\r\n\r\n", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n", "\u{0}\u{1}"])
    func nonsenseIsUnreachable(_ text: String) async throws {
        try await with(script: { _ in .bytes(text) }) { client, _ in
            #expect(await failure { try await client.rollback() }?.kind == .unreachable)
        }
    }

    @Test(arguments: ["", "[]", "{}", "null", "{\"rows\":", String(repeating: "[", count: 10_000)])
    func anAnswerOfAnotherFormIsUnexpected(_ body: String) async throws {
        try await with(script: { _ in .answer(200, body) }) { client, _ in
            #expect(await failure { try await client.home(of: "ada") }?.kind == .unexpectedAnswer)
        }
    }

    @Test func healthIsNotRepeated() async throws {
        try await with(script: { _ in .answer(503, "") }) { client, server in
            let isReady = try await client.isReady()
            #expect(!isReady)
            #expect(server.requests.count == 1)
        }
    }
}
