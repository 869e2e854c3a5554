import Conversation
import Serving

/// Decides whether a reply is a call of a function that the client offers, and of which.
///
/// Functions with the names of the recommender's own tools are called where they fit what was said; others only where the client demands
/// a call, since nobody but the client knows what they do. A call is asked for, never made: the client runs it, or does not.
struct CallDecision {
    let tools: [OfferedTool]
    let choice: ToolChoice
    /// Whether the client has answered calls of this turn already.
    let hasResults: Bool

    /// - Parameter reply: what would be said without any tool.
    func tool(for reply: ChatReply, _ subject: CallSubject) -> OfferedTool? {
        switch choice {
        case .none: return nil
        case .named(let name): return tools.first { $0.name == name }
        case .auto: return hasResults ? nil : fitting(reply, subject)
        case .required: return fitting(reply, subject) ?? closest(subject)
        }
    }

    /// Where a call can come about at all.
    var mayCall: Bool {
        switch choice {
        case .none: false
        case .auto: !hasResults && tools.contains { $0.purpose != nil }
        case .required, .named: true
        }
    }

    private func fitting(_ reply: ChatReply, _ subject: CallSubject) -> OfferedTool? {
        let arguments = CallArguments(subject: subject)
        for purpose in CallDecision.purposes(reply) {
            if let tool = tools.first(where: { $0.purpose == purpose }), arguments.isKnown(tool.parameters) { return tool }
        }
        return nil
    }

    /// What serves a turn, the best first.
    private static func purposes(_ reply: ChatReply) -> [OfferedTool.Purpose] {
        let state = reply.view.state
        switch reply.act {
        case .explain: return reply.cards.isEmpty ? [] : [.why]
        case .memory: return [.profile, .history]
        case .recommend, .ask, .note, .nothing:
            let told: [OfferedTool.Purpose] = reply.noted.isEmpty ? [] : [.rate]
            guard reply.act == .recommend || reply.act == .ask else { return told }
            if !state.seeds.isEmpty || !state.intent.values(.like).isEmpty { return told + [.similar, .search, .recommend] }
            if state.intent.isEmpty, state.hints == nil { return told + [.recommend, .search] }
            return told + [.search, .recommend]
        case .greet, .help, .refuse: return []
        }
    }

    /// Where a call is demanded and nothing fits: what needs nothing made up, or the first.
    private func closest(_ subject: CallSubject) -> OfferedTool? {
        let arguments = CallArguments(subject: subject)
        return tools.first { arguments.isKnown($0.parameters) && $0.purpose != .rate } ?? tools.first
    }
}

extension CallSubject {
    /// - Parameter named: ids of titles by their names.
    init(_ reply: ChatReply, _ asked: CompletionRequest, named: (String) -> String?) {
        let state = reply.view.state
        let likes = state.intent.values(.like)
        let noted = reply.noted.first
        let seeds = state.seeds.map(\.rawValue) + likes.compactMap(named)
        self.init(
            said: asked.said[asked.said.count - 1], user: asked.user, count: asked.count,
            items: noted.map { [$0.id.rawValue] } ?? (seeds.isEmpty ? reply.cards.map(\.id.rawValue) : seeds),
            titles: noted.map { [$0.title] } ?? (likes.isEmpty ? reply.cards.map(\.title) : likes), genres: state.intent.values(.genre),
            moods: state.intent.values(.mood), verdict: noted.map { CallSubject.verdicts[$0.verdict] ?? "" })
    }

    private static let verdicts: [ChatState.Told.Verdict: String] = [
        .liked: "thumbs_up", .disliked: "thumbs_down", .seen: "seen", .refused: "not_interested",
    ]
}
