import Foundation
import LanguageModels
import TestSupport
import Testing
import Understanding

/// Against a real server of the dialect: `make test-llama` starts one and names it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_LLAMA"] != nil), .serialized)
struct LlamaServerTests {
    private var model: OpenAIDialectModel {
        OpenAIDialectModel(
            ModelEndpoint(address: ProcessInfo.processInfo.environment["TASTEMAKER_LLAMA"] ?? "", model: "tiny"),
            clock: .system(wall: { Date().timeIntervalSince1970 }))
    }

    @Test func aRealServerAnswersWholeAndInPieces() async throws {
        var question = LanguageRequest(messages: [.init(.user, "Say something.")], maximumTokens: 24, deadline: .seconds(60))
        let whole = try await model.answer(question)
        #expect(whole.promptTokens ?? 0 > 0 && (whole.answerTokens ?? 0) <= 24)
        question.maximumTokens = 12
        let heard = Guarded(0)
        let streamed = try await model.answer(question) { _ in
            heard.withLock { $0 += 1 }
            return true
        }
        #expect(heard.value > 0 && !streamed.text.isEmpty)
    }

    /// The server refuses OpenAI's shape; the client falls to the other, and checks the bounds that the server's grammar does not keep.
    @Test func aSchemaIsKeptOrTheAnswerIsRefused() async {
        let model = model
        let question = LanguageRequest(
            messages: [.init(.user, "A year?")], schema: ModelWorld.schema, maximumTokens: 64, deadline: .seconds(60))
        for _ in 0..<3 {
            do throws(LanguageModelError) {
                let year = try await model.tree(question)["year"]?.integer ?? 0
                #expect((1870...2100).contains(year))
            } catch { #expect(error.kind == "malformed") }
        }
    }

    @Test func aDeadlineHolds() async {
        let question = LanguageRequest(messages: [.init(.user, "Go on for ever.")], maximumTokens: 1900, deadline: .milliseconds(5))
        await expectFailure("late") { _ = try await model.answer(question) }
    }
}
