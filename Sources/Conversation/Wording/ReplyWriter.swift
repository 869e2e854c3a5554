import Serving
import Understanding

/// Words a reply: with a connected model where there is one and what it says holds, from templates otherwise.
struct ReplyWriter: Sendable {
    struct Wording: Sendable {
        var pieces: [ReplyPiece]
        var engine: String
        var fallback: String?
    }

    let desk: LanguageDesk
    init(_ desk: LanguageDesk) { self.desk = desk }

    static let builtIn = "built-in"
    /// A model named a title that is not on the cards, or said what they do not support.
    static let unsupported = "unsupported"

    /// - Parameter left: seconds that there are for all of it; a reply always comes.
    func worded(_ plan: TurnPlan, _ request: ChatTurnRequest, left: Double) async -> Wording {
        // Cards are what a model can say in its own words; notes, refusals and memory are ours.
        guard let model = desk.model, request.usesModel, !plan.cards.isEmpty, plan.topic.act == .recommend || plan.topic.act == .ask else {
            return Wording(pieces: plan.pieces, engine: ReplyWriter.builtIn)
        }
        do throws(LanguageModelError) {
            let question = ReplyQuestion(plan, said: request.message)
            let tree = try await model.tree(question.request(desk.time(left: left), personal: request.personal))
            guard let pieces = ReplyChecker(plan).pieces(tree["reply"]?.string ?? "") else { return instead(plan, ReplyWriter.unsupported) }
            return Wording(pieces: pieces, engine: model.name)
        } catch { return instead(plan, error.kind) }
    }

    private func instead(_ plan: TurnPlan, _ reason: String) -> Wording {
        desk.meter.noteFallback("chat")
        return Wording(pieces: plan.pieces, engine: ReplyWriter.builtIn, fallback: reason)
    }
}
