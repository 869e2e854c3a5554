import Conversation
import ConversationSupport
import Foundation
import LanguageModels
import Serving
import Testing
import Understanding

/// A talk through a real server of the dialect: `make test-llama` starts one and names it. Its model is tiny and random, so that it seldom
/// says anything of use; what it says comes in the right shape, or is replaced.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_LLAMA"] != nil), .serialized)
struct LlamaChatTests {
    private func desk() -> LanguageDesk {
        let meter = LanguageMeter()
        let model = OpenAIDialectModel(
            ModelEndpoint(address: ProcessInfo.processInfo.environment["TASTEMAKER_LLAMA"] ?? "", model: "tiny"), meter: meter,
            clock: .system(wall: { Date().timeIntervalSince1970 }))
        return LanguageDesk(model, meter: meter, deadline: 60, choosesTitles: true)
    }

    @Test func aTalkGoesOnWhateverARealServerSays() async throws {
        let world = try World.shared.get()
        let desk = desk()
        let chat = ChatService(world.service, language: desk)
        var state: ChatState?
        for message in ["a comedy from the 90s", "something darker", "more like the second one", "seen it", "来一部喜剧"] {
            let (reply, _) = try await world.say(message, to: chat, state: state) { $0.deadline = .seconds(120) }
            #expect(!reply.cards.isEmpty && reply.cards.allSatisfy { world.item($0.id)?.title == $0.title })
            // The server took the question with its schema: what was wrong, if anything, is what the model said.
            let reasons: [String?] = [nil, "malformed", "unsupported"]
            #expect(reasons.contains(reply.fallback), "\(message): \(reply.fallback ?? "")")
            state = reply.view.state
        }
        // Two questions a turn: which titles, and in which words.
        #expect(desk.meter.figures.calls >= 10 && desk.meter.figures.promptTokens > 0, "\(desk.meter.figures)")
    }
}
