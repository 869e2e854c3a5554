import Synchronization
import TestSupport
import Testing
import Understanding

/// Answers with what a closure makes of the question, and remembers what it was asked.
final class ToldModel: LanguageModel {
    let name = "told"
    private let seen = Mutex<[LanguageRequest]>([])
    private let reply: @Sendable (LanguageRequest) -> Result<String, LanguageModelError>
    init(_ reply: @escaping @Sendable (LanguageRequest) -> Result<String, LanguageModelError>) { self.reply = reply }

    var requests: [LanguageRequest] { seen.withLock { $0 } }

    func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        seen.withLock { $0.append(request) }
        return LanguageAnswer(text: try reply(request).get())
    }
}

@Suite("What stands before a language model")
struct DecoratorTests {
    @Test func theSameQuestionIsAskedOnce() async throws {
        let told = ToldModel { .success("to \($0.messages[0].text)") }
        let cached = CachedModel(told, count: 8)
        var question = LanguageRequest(messages: [.init(.user, "a")], deadline: .seconds(1))
        #expect(try await cached.answer(question).text == "to a")
        question.deadline = .seconds(9)
        #expect(try await cached.answer(question).text == "to a" && told.requests.count == 1)
        question.maximumTokens += 1
        _ = try await cached.answer(question)
        #expect(told.requests.count == 2 && cached.figures == (1, 2))
        question.temperature = 1
        for _ in 0..<2 { _ = try await cached.answer(question) }
        #expect(told.requests.count == 4)
    }

    @Test func failuresAreNotKept() async throws {
        let isBroken = Guarded(true)
        let cached = CachedModel(ToldModel { _ in isBroken.withLock { $0 } ? .failure(.late) : .success("yes") })
        let question = LanguageRequest(messages: [.init(.user, "a")])
        await #expect(throws: LanguageModelError.late) { try await cached.answer(question) }
        isBroken.withLock { $0 = false }
        #expect(try await cached.answer(question).text == "yes")
    }

    @Test func whatIsKeptIsBounded() {
        var values = RecentValues<Int, Int>(count: 16, bytes: 1000)
        for key in 0..<100 { values.keep(key, for: key, bytes: 10) }
        #expect(values.count <= 16 && values[99] == 99 && values[0] == nil)
        values.keep(7, for: 200, bytes: 2000)
        #expect(values[200] == nil)
        for key in 300..<400 { values.keep(key, for: key, bytes: 300) }
        #expect(values.bytes <= 1000 && values[399] == 399)
        values.keep(1, for: 399, bytes: 1)
        #expect(values[399] == 1 && values.bytes <= 701)
    }

    @Test func theLeastRecentlyUsedGoesFirst() {
        var values = RecentValues<Int, Int>(count: 8, bytes: 1000)
        for key in 0..<8 { values.keep(key, for: key, bytes: 1) }
        _ = values[0]
        values.keep(8, for: 8, bytes: 1)
        #expect(values[0] == 0 && values[1] == nil)
    }

    // MARK: Redaction

    @Test(arguments: [
        ("write to anna.b+x@mail.example.org!", "write to [mail]!"), ("a@b.c,d@e.f", "[mail],[mail]"),
        ("call +49 (30) 1234-567 now", "call [number] now"),
        ("card 4111 1111 1111 1111", "card [number]"), ("from 1994 to 1999, 120 minutes", "from 1994 to 1999, 120 minutes"),
        ("1999-2003", "1999-2003"), ("Anna likes Annabelle; ANNA's list", "[person] likes Annabelle; [person]'s list"),
        ("user u-17 asked", "user [person] asked"), ("me@home", "me@home"), ("李雷喜欢喜剧", "[person]喜欢喜剧"), ("", ""), ("@", "@"),
        ("Ocean's 11 (2001)", "Ocean's 11 (2001)"), ("tel. 030/1234567", "tel. [number]"),
    ]) func whatSaysWhoSomebodyIsGoes(_ text: String, _ expected: String) {
        #expect(Redaction().redacted(text, personal: ["anna", "u-17", "李雷"]) == expected)
    }

    @Test func nothingPersonalReachesTheModel() async throws {
        let told = ToldModel { _ in .success("ok") }
        let question = LanguageRequest(
            messages: [
                .init(.system, "The person is Anna."), .init(.user, "I am Anna, anna@mail.org"),
                .init(.assistant, "", calls: [.init(id: "1", name: "note", arguments: #"{"who":"Anna"}"#)]),
            ], personal: ["Anna"])
        _ = try await RedactedModel(told).answer(question)
        _ = try await RedactedModel(told).answer(question) { _ in true }
        for request in told.requests {
            #expect(request.personal.isEmpty)
            for message in request.messages {
                let all = message.text + message.calls.map(\.arguments).joined()
                #expect(!all.contains("Anna") && !all.contains("anna@"), "\(all)")
            }
        }
        #expect(told.requests.count == 2)
    }

    @Test func hostileTextsAreRedactedInReasonableTime() {
        let text = String(repeating: "@.", count: 5_000) + String(repeating: "1 ", count: 5_000)
        #expect(!Redaction().redacted(text).isEmpty)
    }

    // MARK: The meter

    @Test func theBudgetIsForADay() throws {
        let day = Guarded<Int64>(1)
        let meter = LanguageMeter(budget: 100) { day.withLock { $0 } }
        let first = try meter.reserve(90)
        #expect(throws: LanguageModelError.spent) { try meter.reserve(20) }
        meter.settle(first, prompt: 10, answer: 5)
        let second = try meter.reserve(85)
        day.withLock { $0 = 2 }
        let third = try meter.reserve(100)
        // What was set aside yesterday does not come back today.
        meter.release(second)
        #expect(throws: LanguageModelError.spent) { try meter.reserve(1) }
        meter.release(third)
        #expect(meter.figures.spentToday == 0)
    }

    @Test func callsSideBySideDoNotPassTheBudgetTogether() async {
        let meter = LanguageMeter(budget: 1000)
        let granted = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 { group.addTask { (try? meter.reserve(10)) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(granted == 100)
    }
}
