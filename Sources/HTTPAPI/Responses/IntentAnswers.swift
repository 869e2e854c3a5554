import Serving
import Understanding

/// Writes what a query was taken to mean.
enum IntentAnswers {
    static func write(_ understood: UnderstoodQuery, into json: inout JSONWriter) {
        json.field("understood_by", understood.engine)
        if let fallback = understood.fallback { json.field("fallback", fallback) }
        json.field("confidence", understood.intent.confidence)
        json.field("sentence", understood.sentence.text)
        json.array("pieces", understood.sentence.pieces) { json, piece in
            json.object { json in
                json.field("text", piece.text)
                if let key = piece.key { json.field("key", key) }
            }
        }
        json.array("slots", understood.intent.parts) { json, part in json.object { write(part, into: &$0) } }
        json.array("notes", understood.notes) { json, note in
            json.object { json in
                json.field("key", note.key)
                json.field("reason", note.reason.rawValue)
                json.field("text", note.text)
            }
        }
    }

    private static func write(_ part: IntentPart, into json: inout JSONWriter) {
        json.field("slot", part.meaning.kind.rawValue)
        json.field("key", part.key)
        switch part.meaning {
        case .person(let name, let role):
            json.field("value", name)
            json.field("role", role.rawValue)
        case .years(let bounds), .runtime(let bounds):
            if let from = bounds.from { json.field("from", from) }
            if let to = bounds.to { json.field("to", to) }
        case .maturity(let age): json.field("to", age)
        case .format(let format): json.field("value", format.rawValue)
        case .title(let text), .text(let text): json.field("value", text)
        case .genre(let value), .notGenre(let value), .notPerson(let value), .language(let value), .notLanguage(let value),
            .country(let value), .notCountry(let value), .mood(let value), .notMood(let value), .like(let value), .adjustment(let value),
            .exclusion(let value):
            json.field("value", value)
        }
        if let span = part.span {
            json.field("begin", span.lowerBound)
            json.field("end", span.upperBound)
        }
    }
}
