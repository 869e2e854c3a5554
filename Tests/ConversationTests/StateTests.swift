import Conversation
import ConversationSupport
import Datasets
import Foundation
import Serving
import Testing
import Understanding

/// Made once for all suites of the process.
enum World {
    static let shared = Result { try DialogueWorld() }

    /// For tests that store events, or remove people: what others count of everybody changes with them.
    static let changing = Result { try DialogueWorld() }

    static func talk(_ messages: String..., change: (inout ChatTurnRequest) -> Void = { _ in }) async throws -> [ChatReply] {
        let world = try shared.get()
        let chat = ChatService(world.service)
        var replies: [ChatReply] = []
        for message in messages {
            replies.append(try await world.say(message, to: chat, state: replies.last?.view.state, change).reply)
        }
        return replies
    }

    static func keys(_ reply: ChatReply) -> Set<String> { Set(reply.view.sentence.pieces.compactMap(\.key)) }
    static func genres(_ reply: ChatReply) -> [Set<String>] { reply.cards.map { Set($0.genres) } }
}

/// Says that it was asked, and answers when it is told to.
private struct WaitingModel: LanguageModel {
    let name = "waiting"
    let entered: AsyncStream<Void>.Continuation
    let leave: AsyncStream<Void>
    func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        entered.yield()
        for await _ in leave {}
        return LanguageAnswer(text: "{}")
    }
}

@Suite struct StateTests {
    @Test func slotsOfSeveralTurnsHoldTogether() async throws {
        let replies = try await World.talk("a comedy", "from the 90s", "with Jim Carrey")
        let last = try #require(replies.last)
        #expect(World.keys(last).isSuperset(of: ["genre:comedy", "years", "person:Jim Carrey"]))
        #expect(!last.cards.isEmpty && last.cards.allSatisfy { (1990...1999).contains($0.year ?? 0) && $0.genres.contains("Comedy") })
    }

    @Test func talkMovesTitlesUpAndExcludesNone() async throws {
        let talk = "My sister told me that she watched it twice and it was a western with lots of dust"
        let replies = try await World.talk(talk, "something good, please")
        #expect(replies.allSatisfy { $0.view.state.intent.values(.genre).isEmpty })
        #expect(replies[0].view.state.hints?.values(.genre) == ["western"] && World.keys(replies[1]).contains("genre:western"))
        // A wish of the same kind ends the hint, and a person can take it away.
        let later = try await World.talk(talk, "a comedy")
        #expect(later[1].view.state.hints == nil && later[1].cards.allSatisfy { $0.genres.contains("Comedy") })
        let world = try World.shared.get()
        let without = try await world.say("", to: ChatService(world.service), state: replies[0].view.state) {
            $0.without = ["genre:western"]
        }
        #expect(without.reply.view.state.hints == nil)
    }

    @Test func hintsAreSeenInTheOrder() throws {
        let world = try World.shared.get()
        let chat = ChatService(world.service)
        let request = ChatTurnRequest("surprise me", at: Moment(time: DialogueWorld.today))
        func westerns(_ state: ChatState) throws -> Int {
            try chat.ranking(request, state, depth: 100).count { world.item($0)?.facets[.genre]?.contains("Western") ?? false }
        }
        var hinted = ChatState()
        hinted.hints = Intent(parts: [IntentPart(.genre("western"))])
        #expect(try westerns(hinted) > westerns(ChatState()))
    }

    @Test func aYearBehindANameIsNoWish() async throws {
        let reply = try await World.talk("I am looking for something like Jurassic Park (1993)")[0]
        #expect(reply.view.state.intent.years == nil && !reply.cards.isEmpty)
        #expect(try await World.talk("a comedy (1993)")[0].cards.allSatisfy { !$0.title.isEmpty })
    }

    @Test func ofTwoTurnsAtOnceTheSecondIsToldToWait() async throws {
        let world = try World.changing.get()
        let user = try #require(world.service.workspace.store.userIDs().first)
        let (entered, leave) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
        let model = WaitingModel(entered: entered.continuation, leave: leave.stream)
        let begun = try await world.say("a comedy", to: ChatService(world.service), state: nil) { $0.asker = .user(user) }.reply
        let id = try #require(begun.conversation)
        let change: @Sendable (inout ChatTurnRequest) -> Void = {
            ($0.asker, $0.conversation, $0.deadline) = (.user(user), id, .seconds(600))
        }
        let first = Task {
            // Whatever comes of it, nobody waits for ever.
            defer { entered.continuation.finish() }
            return try await world.say(
                "something darker", to: ChatService(world.service, language: LanguageDesk(model, deadline: 600)), state: nil, change)
        }
        for await _ in entered.stream { break }
        await #expect {
            try await world.say("something lighter", to: ChatService(world.service), state: nil, change)
        } throws: { if case ServingError.conflict = $0 { true } else { false } }
        leave.continuation.finish()
        #expect(try await first.value.reply.conversation == id)
        let third = try await world.say("from the 90s", to: ChatService(world.service), state: nil, change).reply
        #expect(third.view.state.turns == 3)
        try ChatService(world.service).forget(user, conversation: nil)
    }

    @Test func aSlotThatIsSaidAgainHoldsWhatWasSaidLast() async throws {
        let replies = try await World.talk("a comedy", "a thriller instead", "also science fiction")
        #expect(World.keys(replies[1]).contains("genre:thriller") && !World.keys(replies[1]).contains("genre:comedy"))
        #expect(World.keys(replies[2]).isSuperset(of: ["genre:thriller", "genre:science-fiction"]))
    }

    @Test func whatIsTakenAwayIsNotMeantAnyMore() async throws {
        let first = try await World.talk("a comedy from the 90s")[0]
        let world = try World.shared.get()
        let reply = try await world.say("", to: ChatService(world.service), state: first.view.state) { $0.without = ["years"] }.reply
        #expect(!World.keys(reply).contains("years") && World.keys(reply).contains("genre:comedy"))
    }

    @Test func refusalsAddUpAndAreTakenBackByAsking() async throws {
        let replies = try await World.talk("no horror", "and no musicals", "a musical please")
        #expect(World.keys(replies[1]).isSuperset(of: ["not-genre:horror", "not-genre:musical"]))
        #expect(World.keys(replies[2]).contains("genre:musical") && !World.keys(replies[2]).contains("not-genre:musical"))
    }

    @Test func aStateSurvivesItsEncoding() async throws {
        let replies = try await World.talk("I loved Heat", "darker", "with my parents", "older")
        let state = try #require(replies.last).view.state
        #expect(try JSONDecoder().decode(ChatState.self, from: JSONEncoder().encode(state)) == state)
        #expect(!state.told.isEmpty && !state.limits.isEmpty && !state.companions.isEmpty)
    }

    @Test func aStateFromOutsideThatNobodyCanHaveIsRefused() async throws {
        let world = try World.shared.get()
        var crowded = ChatState()
        crowded.told = (0..<1_000).map { ChatState.Told(ItemID("x\($0)"), title: "", .liked) }
        var wide = ChatState()
        wide.intent = Intent(parts: [IntentPart(.years(.init(from: .min, to: .max)))])
        var odd = ChatState()
        odd.limits = [.init("older", value: .min)]
        for state in [crowded, wide, odd] {
            await #expect(throws: ServingError.self) {
                _ = try await world.say("a comedy", to: ChatService(world.service), state: state)
            }
        }
        var foreign = ChatState()
        (foreign.shown, foreign.seeds, foreign.past) = ([ItemID("no-such")], [ItemID("nor-this")], [ItemID("no-such")])
        let reply = try await world.say("more like the second one", to: ChatService(world.service), state: foreign).reply
        #expect(reply.cards.allSatisfy { world.item($0.id) != nil })
    }

    @Test func earlierMessagesMakeTheStateAgain() async throws {
        let world = try World.shared.get()
        let told = try await World.talk("a comedy", "from the 90s", "more like the second one")
        let again = try await world.say("more like the second one", to: ChatService(world.service), state: nil) {
            $0.earlier = ["a comedy", "from the 90s"]
        }.reply
        #expect(again.cards.map(\.id) == told[2].cards.map(\.id) && again.view.state == told[2].view.state)
    }
}

@Suite struct CritiqueTests {
    private func years(_ reply: ChatReply) -> [Int] { reply.cards.compactMap(\.year) }

    @Test func olderIsOlderThanEverythingThatWasShown() async throws {
        let replies = try await World.talk("thrillers from the 2010s", "older", "older")
        #expect(try #require(years(replies[1]).max()) < #require(years(replies[0]).min()))
        #expect(try #require(years(replies[2]).max()) < #require(years(replies[1]).min()))
    }

    @Test func newerTakesOlderBack() async throws {
        let replies = try await World.talk("comedies from the 90s", "older", "newer")
        #expect(!World.keys(replies[2]).contains("adjustment:older") && World.keys(replies[2]).contains("adjustment:newer"))
    }

    @Test func shorterGoesByMinutes() async throws {
        let world = try World.shared.get()
        let replies = try await World.talk("dramas", "that's too long")
        let (before, after) = (replies[0].cards.map { world.minutes($0.id) }, replies[1].cards.map { world.minutes($0.id) })
        #expect(try #require(after.max()) < #require(before.min()))
    }

    @Test func lessViolentLeavesViolenceBehind() async throws {
        let replies = try await World.talk("crime films", "less violent")
        let violent: Set<String> = ["Horror", "War", "Action", "Slasher", "Thriller", "Crime"]
        let gentle: Set<String> = ["Comedy", "Family", "Animation", "Romance"]
        func share(_ reply: ChatReply) -> Int {
            World.genres(reply).reduce(0) { $0 + $1.intersection(violent).count - $1.intersection(gentle).count }
        }
        #expect(share(replies[1]) < share(replies[0]) && !replies[1].cards.isEmpty)
    }

    @Test func moreLikeTheSecondSharesSomethingWithIt() async throws {
        let world = try World.shared.get()
        let replies = try await World.talk("action movies", "more like the second one")
        let seed = try #require(world.item(replies[0].cards[1].id))
        for card in replies[1].cards {
            let item = try #require(world.item(card.id))
            let facets: [FacetName] = [.genre, .cast]
            #expect(facets.contains { !Set(item.facets[$0] ?? []).isDisjoint(with: seed.facets[$0] ?? []) })
        }
        #expect(World.keys(replies[1]).contains("seed:\(replies[0].cards[1].id.rawValue)"))
    }

    @Test func noTitleComesTwiceInOneConversation() async throws {
        let replies = try await World.talk("westerns", "something else", "more", "others", "older", "something else")
        let ids = replies.flatMap { $0.cards.map(\.id) }
        #expect(Set(ids).count == ids.count && ids.count >= 12)
    }

    @Test func aCritiqueThatNothingFulfilsSaysSo() async throws {
        let replies = try await World.talk("films from 1970", "older")
        let last = try #require(replies.last)
        #expect(!last.notes.isEmpty && last.text.contains("left out"))
    }
}
