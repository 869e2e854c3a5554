import Datasets
import Serving
import Understanding

/// What a reply is about, before anybody words it.
struct ReplyTopic: Sendable {
    /// How the cards came about.
    enum Lead: Sendable, Hashable {
        /// By slots, or by taste alone.
        case wish
        case more
        case critique(String)
        case like(String)
        case found
        /// Titles of everybody, since nothing is known.
        case beginning
    }
    var act = ChatReply.Act.recommend
    var lead = Lead.wish
    /// What was told in this turn.
    var noted: [ChatState.Told] = []
    var isUnknownTitle = false
    /// What is asked for, in words: the slots alone.
    var slots: IntentSentence?
    /// Parts that the titles do not fulfil, as the sentence says them.
    var leftOut: [String] = []
    var company: [String] = []
    var question: Clarification?
    /// Why a title is shown, in words of the service.
    var why: String?
    /// What is remembered, in words.
    var memory: String?
    var isForgotten = false
    var isForbidden = false
}

/// Words replies in the language of the conversation, from templates: every reply exists without any model.
protocol ReplyWords: Sendable {
    func pieces(_ topic: ReplyTopic, _ cards: [ChatCard]) -> [ReplyPiece]
}

extension IntentSentence.Language {
    var words: any ReplyWords { self == .chinese ? ChineseReply() : EnglishReply() }
}
