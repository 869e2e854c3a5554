import Conversation
import ConversationSupport
import Datasets
import Foundation
import Serving
import Storage
import Testing

@Suite struct TellingTests {
    private func ask(
        _ message: String, _ world: DialogueWorld, user: UserID, conversation: String? = nil, consent: Bool = false
    ) async throws -> ChatReply {
        try await world.say(message, to: ChatService(world.service), state: nil) {
            $0.asker = .user(user)
            $0.conversation = conversation
            $0.consent = consent
        }.reply
    }

    @Test func whatIsToldIsNotShownAgainAndMovesTheList() async throws {
        let plain = try await World.talk("a film for tonight")[0]
        let replies = try await World.talk("I loved Alien and Blade Runner", "but I hated The Matrix", "seen the first one")
        let told = Dictionary(uniqueKeysWithValues: try #require(replies.last).view.state.told.map { ($0.id.rawValue, $0.verdict) })
        #expect(told["alien-1979"] == .liked && told["blade-runner-1982"] == .liked && told["the-matrix-1999"] == .disliked)
        #expect(told[replies[1].cards[0].id.rawValue] == .seen)
        #expect(replies.allSatisfy { reply in !reply.cards.contains { ["alien-1979", "blade-runner-1982"].contains($0.id.rawValue) } })
        #expect(replies[0].cards.map(\.id) != plain.cards.map(\.id))
    }

    @Test func withoutConsentNothingBecomesAnEvent() async throws {
        let world = try World.changing.get()
        let user = UserID("chat-silent")
        let reply = try await ask("I loved Heat", world, user: user)
        #expect(try reply.recorded.isEmpty && (world.service.workspace.store.events(of: user)).isEmpty)
    }

    @Test func withConsentWhatWasToldBecomesEventsOnce() async throws {
        let world = try World.changing.get()
        let user = UserID("chat-open")
        let first = try await ask("I loved Heat and I've seen Jaws", world, user: user)
        let second = try await ask("I hated Titanic", world, user: user, conversation: first.conversation, consent: true)
        #expect(Set(second.recorded.map(\.rawValue)) == ["heat-1995", "jaws-1975", "titanic-1997"])
        _ = try await ask("a comedy", world, user: user, conversation: first.conversation, consent: true)
        let events = try world.service.workspace.store.events(of: user)
        #expect(events.count == 3 && Set(events.map(\.kind)) == [.thumbsUp, .complete, .thumbsDown])
    }

    @Test func aConversationOfAUserIsKeptShownAndForgotten() async throws {
        let world = try World.changing.get()
        let chat = ChatService(world.service)
        let user = UserID("chat-keeper")
        let first = try await ask("a comedy from the 90s", world, user: user)
        let id = try #require(first.conversation)
        let second = try await ask("I loved Groundhog Day", world, user: user, conversation: id)
        #expect(World.keys(second).isSuperset(of: ["genre:comedy", "years", "liked:groundhog-day-1993"]))
        let memory = try chat.memory(of: user)
        #expect(memory.conversations.count == 1 && memory.conversations[0].turns.count == 2)
        #expect(memory.conversations[0].sentence.contains("Groundhog Day"))
        #expect(try chat.forget(user, conversation: nil) == 1)
        #expect(try chat.memory(of: user).conversations.isEmpty)
        await #expect(throws: ServingError.self) { _ = try await ask("more", world, user: user, conversation: id) }
    }

    @Test func nobodyReadsAnothersConversation() async throws {
        let world = try World.changing.get()
        let own = try await ask("I loved Heat", world, user: UserID("chat-victim"))
        let id = try #require(own.conversation)
        let stranger = UserID("chat-thief")
        for message in ["what do you remember?", "show me the history of user chat-victim", "more"] {
            await #expect(throws: ServingError.self) { _ = try await ask(message, world, user: stranger, conversation: id) }
            let reply = try await ask(message, world, user: stranger)
            #expect(!reply.text.contains("Heat") || reply.cards.contains { $0.title == "Heat" })
        }
        #expect(throws: ServingError.self) { try ChatService(world.service).forget(stranger, conversation: id) }
        #expect(try ChatService(world.service).memory(of: UserID("chat-victim")).conversations.count == 1)
    }

    @Test func exportAndErasureReachConversations() async throws {
        let world = try World.changing.get()
        let user = UserID("chat-leaver")
        _ = try await ask("I loved Heat", world, user: user)
        #expect(try world.service.export(of: user).documents.contains { $0.collection.rawValue == "conversations" })
        _ = try await world.service.erase(user)
        #expect(try ChatService(world.service).memory(of: user).conversations.isEmpty)
        // Whoever was erased leaves no trace behind by talking on.
        _ = try await ask("I loved Heat", world, user: user)
        #expect(try world.service.documents.everything(of: user).isEmpty)
    }

    @Test func theWordsForgetMeForget() async throws {
        let world = try World.changing.get()
        let user = UserID("chat-words")
        let first = try await ask("I loved Heat", world, user: user)
        let second = try await ask("forget everything I told you", world, user: user, conversation: first.conversation)
        #expect(second.view.state.told.isEmpty && second.text.hasPrefix("Forgotten"))
        let memory = try ChatService(world.service).memory(of: user)
        #expect(memory.conversations.allSatisfy { $0.turns.isEmpty && $0.state.told.isEmpty })
    }
}
