import Datasets
import Serving
import Understanding

/// A turn that is decided: the titles, what is said of them without any model, and what the conversation has come to.
struct TurnPlan: Sendable {
    var topic: ReplyTopic
    var state: ChatState
    var cards: [ChatCard]
    /// Titles that it could name as well, best first, those of the cards among them; empty where nothing was ranked.
    var candidates: [BufferChoice.Candidate]
    /// What may be said of the cards, by their places.
    var facts: [Int: CardFacts]
    /// As the built-in engine words it.
    var pieces: [ReplyPiece]
    var notes: [IntentNote]
    var view: ChatStateView
    /// Whether the person asked to have everything forgotten.
    var clearsMemory: Bool
    var isChinese: Bool { state.language == .chinese }
}
