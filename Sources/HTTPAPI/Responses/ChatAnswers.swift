import Conversation
import FoundationEssentials
import Serving
import Understanding

/// Writes replies of a conversation, whole and as events of a stream.
enum ChatAnswers {
    static func write(_ reply: ChatReply, into json: inout JSONWriter) {
        json.field("recommendation_id", reply.head.recommendationID)
        json.field("model_version", reply.head.model)
        json.field("time", reply.head.time)
        json.field("took_ms", AnswerWriter.milliseconds(reply.head.seconds))
        json.field("act", reply.act.rawValue)
        if let conversation = reply.conversation { json.field("conversation", conversation) }
        json.field("text", reply.text)
        json.array("items", reply.cards) { json, card in json.object { write(card, into: &$0) } }
        write(reply.view, into: &json)
        json.field("engine", reply.engine)
        if let fallback = reply.fallback { json.field("fallback", fallback) }
        json.field("recorded", reply.recorded.map(\.rawValue))
        json.array("notes", reply.notes) { json, note in
            json.object { json in
                json.field("key", note.key)
                json.field("reason", note.reason.rawValue)
                json.field("text", note.text)
            }
        }
    }

    static func write(_ card: ChatCard, into json: inout JSONWriter) {
        json.field("place", card.place)
        json.field("id", card.id.rawValue)
        json.field("title", card.title)
        if let year = card.year { json.field("year", year) }
        json.field("genres", card.genres)
        json.field("score", card.score)
        if let reason = card.reason { json.field("reason", reason) }
        json.field("propensity", card.propensity)
    }

    private static func write(_ view: ChatStateView, into json: inout JSONWriter) {
        json.field("sentence", view.sentence.text)
        json.array("pieces", view.sentence.pieces) { json, piece in
            json.object { json in
                json.field("text", piece.text)
                if let key = piece.key { json.field("key", key) }
            }
        }
        write(view.state, into: &json)
    }

    private static func write(_ state: ChatState, into json: inout JSONWriter) {
        // Values of strings and numbers alone: it always can be written.
        guard let data = try? JSONEncoder().encode(state) else { return }
        json.key("state")
        json.raw(data)
    }

    static func write(_ entry: ChatMemory.Entry, into json: inout JSONWriter) {
        json.field("conversation", entry.conversation)
        json.field("changed", entry.changed)
        json.field("sentence", entry.sentence)
        json.array("turns", entry.turns) { json, turn in
            json.object { json in
                json.field("said", turn.said)
                json.field("reply", turn.reply)
                json.field("items", turn.items.map(\.rawValue))
            }
        }
        write(entry.state, into: &json)
    }

    // MARK: Events

    static func event(_ event: ChatEvent) -> [UInt8] {
        switch event {
        case .text(let text): line("delta") { $0.field("text", text) }
        case .item(let card): line("item") { write(card, into: &$0) }
        case .state(let view): line("state") { write(view, into: &$0) }
        case .done(let reply): line("done") { write(reply, into: &$0) }
        }
    }

    static func event(_ problem: Problem) -> [UInt8] {
        line("error") { json in
            json.field("type", "/docs#problem-\(problem.kind.rawValue)")
            json.field("status", problem.kind.status)
            json.field("detail", problem.detail)
        }
    }

    /// JSON has no line ends but escaped ones: one line of data each.
    private static func line(_ name: String, _ fields: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.object(fields)
        return Array("event: \(name)\ndata: ".utf8) + json.bytes + [0x0A, 0x0A]
    }
}
