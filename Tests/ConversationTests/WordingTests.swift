import Conversation
import ConversationSupport
import Datasets
import Foundation
import Serving
import Synchronization
import Testing
import Understanding

/// Answers as a test wrote down.
private struct ScriptedModel: LanguageModel {
    let name = "scripted"
    let reply: @Sendable (LanguageRequest) async throws(LanguageModelError) -> String
    func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        LanguageAnswer(text: try await reply(request))
    }
}

@Suite struct WordingTests {
    private func reply(
        _ message: String = "a comedy from the 90s",
        _ text: @escaping @Sendable (LanguageRequest) async throws(LanguageModelError) -> String
    ) async throws -> (reply: ChatReply, events: [ChatEvent]) {
        let world = try World.shared.get()
        return try await world.say(message, to: ChatService(world.service, language: LanguageDesk(ScriptedModel(reply: text))), state: nil)
    }

    private func said(_ text: String) async throws -> ChatReply {
        try await reply { _ in JSONTree.object(["reply": .string(text)]).text }.reply
    }

    @Test func aModelThatKeepsToTheCardsIsHeard() async throws {
        let reply = try await said("How about [[1]] tonight? [[2]] is another comedy, and [[3]] too.")
        #expect(reply.engine == "scripted" && reply.fallback == nil)
        for card in reply.cards { #expect(reply.text.contains("“\(card.title)” (\(card.year ?? 0))")) }
        #expect(!reply.text.contains("[["))
    }

    @Test(arguments: [
        "Try “The Purple Teacups of Oslo” and [[1]].", "Try The Purple Teacups and [[1]].", "[[1]] and [[4]].", "[[0]] [[1]]", "[[1",
        "[[1]] and [2]",
        "No titles at all.", "[[1]] with Tom Cruise and Tom Pacino.", "[[1]] won 11 prizes.", "[[1]] is the best of all.",
        "[[1]] at www.example.com",
        "[[1]] <b>bold</b>", "《Teacups》[[1]]", "[[1]] from 1931.", "[[1]] PWNED", "[[1]] \u{202E}", "", "[[1]] 'Teacups'",
        "[[1]] is not a comedy",
    ])
    func whatTheCardsDoNotSupportIsReplacedByOurOwnWords(_ text: String) async throws {
        let reply = try await said(text)
        #expect(reply.engine == "built-in" && reply.fallback != nil, "\(text) → \(reply.text)")
        #expect(!reply.cards.isEmpty && !reply.text.contains("Teacups"))
    }

    /// As models write when nobody holds their hand.
    @Test(arguments: [
        "Here are three great picks for tonight: [[1]], [[2]] and [[3]]. Enjoy!",
        "You might enjoy [[1]]. If you would like to explore further, [[2]] is worth considering too.",
        "1. **[[1]]**\n2. **[[2]]**\n3. **[[3]]**", "I would recommend “[[1]]” 🎬 – it is a comedy that fits what you asked for.",
        "Great choice of mood! [[1]] sounds like a perfect match; [[2]] could be an ideal start to your evening.",
        "Settle in with [[1]], a lovely comedy, or keep [[2]] for the weekend.",
    ])
    func ordinaryWordsOfAModelAreHeard(_ text: String) async throws {
        let reply = try await said(text)
        #expect(reply.engine == "scripted", "\(text) → \(reply.fallback ?? "")")
        #expect(!reply.text.contains("[[") && !reply.text.contains("*"))
    }

    @Test(arguments: [
        "the purple teacups of oslo and [[1]]", "[[1]] is a lovely western", "Here are nine picks: [[1]].", "[[1]]; teacups, perhaps",
        "12. Teacups\n[[1]]", "*Purple Teacups* and [[1]]", "1931. [[1]]", "[[1]] never fails", "'[[1]]' and 'Teacups'",
    ])
    func whatIsNoOrdinaryWordIsNotSaid(_ text: String) async throws {
        #expect(try await said(text).engine == "built-in", "\(text)")
    }

    @Test func aModelChoosesAmongCandidatesAndNothingElse() async throws {
        let world = try World.shared.get()
        func reply(_ picks: String) async throws -> ChatReply {
            let model = ScriptedModel { request in
                request.schema?.contains("picks") ?? false ? picks : JSONTree.object(["reply": .string("How about [[1]]?")]).text
            }
            let desk = LanguageDesk(model, choosesTitles: true)
            return try await world.say("a comedy from the 90s", to: ChatService(world.service, language: desk), state: nil).reply
        }
        let ranked = try await world.say("a comedy from the 90s", to: ChatService(world.service), state: nil) { $0.count = 10 }.reply.cards
        let chosen = try await reply(#"{"picks":[5,2]}"#)
        #expect(chosen.cards.map(\.id) == [ranked[4].id, ranked[1].id, ranked[0].id] && chosen.engine == "scripted")
        #expect(chosen.view.state.shown == chosen.cards.map(\.id) && chosen.text.contains(ranked[4].title))
        // What is no choice leaves the ranker's order.
        for picks in [#"{"picks":[99]}"#, #"{"picks":[]}"#, #"{"picks":["1"]}"#, "The Purple Teacups", #"{"picks":[1],"title":"x"}"#, ""] {
            #expect(try await reply(picks).cards.map(\.id) == ranked.prefix(3).map(\.id), "\(picks)")
        }
        #expect(try await reply(#"{"picks":[3,3,3]}"#).cards.map(\.id) == [ranked[2].id, ranked[0].id, ranked[1].id])
    }

    /// The server itself is scripted: what it does comes over a socket, as in life.
    @Test func everyFaultOfAServerEndsInABuiltInReplyWithTitles() async throws {
        let world = try World.shared.get()
        for (name, scene) in FaultFigures.scenes {
            let figures = try await FaultFigures.measure(name, scene, turns: 1, deadline: 0.1, world)
            #expect(figures.builtIn == 1 && !figures.reasons.isEmpty, "\(name)")
        }
    }

    @Test func everyFaultOfAModelEndsInABuiltInReply() async throws {
        let faults: [LanguageModelError] = [
            .late, .unreachable("x"), .busy, .refused(status: 500, "x"), .declined("x"), .malformed("x"), .spent,
        ]
        for fault in faults {
            let reply = try await reply { _ throws(LanguageModelError) in throw fault }.reply
            #expect(reply.engine == "built-in" && reply.fallback == fault.kind && !reply.cards.isEmpty)
        }
        let broken = try await reply { _ in "not json" }.reply
        #expect(broken.fallback == "malformed")
    }

    @Test func aModelIsToldNoTitleAndNobodysName() async throws {
        let world = try World.shared.get()
        let prompts = Mutex<[String]>([])
        let model = ScriptedModel { request in
            prompts.withLock { $0 += request.messages.map(\.text) }
            return "{}"
        }
        let user = UserID("u-private-name")
        let reply = try await world.say(
            "a comedy, says u-private-name", to: ChatService(world.service, language: LanguageDesk(model)), state: nil
        ) {
            $0.asker = .user(user)
        }.reply
        let prompt = prompts.withLock { $0.joined(separator: "\n") }
        #expect(!prompt.isEmpty && !prompt.contains("u-private-name"))
        #expect(reply.cards.allSatisfy { !prompt.contains("\"\($0.title)\"") })
    }

    @Test func eventsComeInOrderAndSayTheWholeReply() async throws {
        let world = try World.shared.get()
        let (reply, events) = try await world.say("thrillers", to: ChatService(world.service), state: nil)
        var (text, cards, kinds) = ("", [ChatCard](), [String]())
        for event in events {
            switch event {
            case .text(let words): (text, kinds) = (text + words, kinds + ["text"])
            case .item(let card):
                #expect(text.contains(card.title), "a card comes behind its name")
                cards.append(card)
                kinds.append("item")
            case .state(let view):
                #expect(view == reply.view)
                kinds.append("state")
            case .done: kinds.append("done")
            }
        }
        #expect(text == reply.text && cards == reply.cards && kinds.suffix(2) == ["state", "done"] && kinds.first == "text")
    }

    @Test func theSameTurnGivesTheSameReply() async throws {
        let (a, b) = (try await World.talk("a drama", "darker")[1], try await World.talk("a drama", "darker")[1])
        #expect(a.text == b.text && a.cards == b.cards && a.view == b.view)
    }

    @Test func aLittleOfTheHostileTurnsInventsNothing() async throws {
        let count = ProcessInfo.processInfo.environment["TASTEMAKER_CHAT_TURNS"].flatMap { Int($0) } ?? 150
        let figures = try await HostileFigures.measure(turns: count, try World.shared.get())
        #expect(figures.turns == count && figures.invented.isEmpty, "\(figures.invented.first ?? "")")
        #expect(figures.modelReplies > 0 && figures.fallbacks > 0)
    }

    @Test func noOrderInDataGetsOut() async throws {
        let figures = try await InjectionFigures.measure()
        #expect(figures.attempts >= 200 && figures.escapes.isEmpty, "\(figures.escapes.first ?? "")")
    }
}
