import Conversation
import Datasets

/// What a conversation knows that a function may want to be told.
struct CallSubject: Sendable {
    /// What the person said last.
    var said: String
    var user: String?
    var count: Int
    /// Titles of which the turn is: named, liked, or answered with.
    var items: [String]
    var titles: [String]
    var genres: [String]
    var moods: [String]
    /// What was said of the first title, as `rate` names verdicts.
    var verdict: String?
}

/// Fills a function's arguments from a conversation: what the schema names by a name that says what it means, and of the rest only what
/// is required, with the least value that the schema allows.
struct CallArguments {
    let subject: CallSubject

    private static let deepest = 6
    private static let mostText = 500

    /// - Returns: an object; of a schema that describes none an empty one.
    func object(_ schema: JSONValue?) -> JSONValue { object(schema ?? .object([]), depth: 0) }

    /// Whether everything that a schema requires is said by its name, so that nothing has to be made up.
    func isKnown(_ schema: JSONValue?) -> Bool {
        let required = (schema?["required"]?.array ?? []).compactMap(\.string)
        return required.allSatisfy { name in
            schema?["properties"]?[name].flatMap { known(name, $0, depth: 0) } != nil
        }
    }

    private func object(_ schema: JSONValue, depth: Int) -> JSONValue {
        let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
        var members: [JSONValue.Member] = []
        for property in (schema["properties"]?.object ?? []).prefix(100) {
            if let value = known(property.name, property.value, depth: depth) {
                members.append(.init(property.name, value))
            } else if required.contains(property.name) {
                members.append(.init(property.name, least(property.value, depth: depth + 1)))
            }
        }
        return .object(members)
    }

    // MARK: By name

    private func known(_ name: String, _ schema: JSONValue, depth: Int) -> JSONValue? {
        let plain = name.lowercased().filter { $0.isLetter }
        switch CallArguments.type(schema) {
        case "string": return text(plain, schema)
        case "integer", "number": return ["count", "limit", "n", "k", "max", "maxresults", "top"].contains(plain) ? number(schema) : nil
        case "array": return list(plain, schema)
        default: return nil
        }
    }

    private func text(_ name: String, _ schema: JSONValue) -> JSONValue? {
        let value: String? =
            switch name {
            case "query", "q", "text", "question", "message", "prompt", "input", "request", "keywords", "wish", "searchquery": subject.said
            case "user", "userid", "viewer", "person": subject.user
            case "item", "id", "itemid", "titleid", "movieid", "filmid": subject.items.first
            case "title", "name", "movie", "film": subject.titles.first
            case "genre": subject.genres.first
            case "mood": subject.moods.first
            case "verdict", "rating": subject.verdict
            default: nil
            }
        guard let value, !value.isEmpty else { return nil }
        if let allowed = schema["enum"]?.array {
            return allowed.first { $0.string?.lowercased() == value.lowercased() }
        }
        return .string(CallArguments.cut(value, schema))
    }

    private func number(_ schema: JSONValue) -> JSONValue {
        let least = schema["minimum"]?.integer ?? 1
        let most = max(least, schema["maximum"]?.integer ?? .max)
        return .integer(min(max(Int64(subject.count), least), most))
    }

    private func list(_ name: String, _ schema: JSONValue) -> JSONValue? {
        let values =
            switch name {
            case "items", "ids", "itemids", "titleids", "liked", "seeds": subject.items
            case "titles", "names", "movies", "films": subject.titles
            case "genres": subject.genres
            default: [String]()
            }
        let most = Int(clamping: schema["maxItems"]?.integer ?? 20)
        return values.isEmpty || most < 1 ? nil : .array(values.prefix(min(most, 20)).map { .string($0) })
    }

    // MARK: By type

    /// The least that a schema allows.
    private func least(_ schema: JSONValue, depth: Int) -> JSONValue {
        if let value = schema["const"] ?? schema["default"] ?? schema["enum"]?.array?.first { return value }
        guard depth < CallArguments.deepest else { return .null }
        if let other = (schema["anyOf"] ?? schema["oneOf"])?.array?.first { return least(other, depth: depth + 1) }
        switch CallArguments.type(schema) {
        case "string": return .string(CallArguments.cut(subject.said, schema))
        case "integer": return .integer(schema["minimum"]?.integer ?? 0)
        case "number": return schema["minimum"] ?? .integer(0)
        case "boolean": return .bool(false)
        case "array":
            let count = Int(clamping: schema["minItems"]?.integer ?? 0)
            return .array((0..<max(0, min(count, 20))).map { _ in least(schema["items"] ?? .object([]), depth: depth + 1) })
        case "null": return .null
        default: return object(schema, depth: depth)
        }
    }

    /// Of several types the first that is not null.
    private static func type(_ schema: JSONValue) -> String {
        if let types = schema["type"]?.array { return types.compactMap(\.string).first { $0 != "null" } ?? "null" }
        return schema["type"]?.string ?? "object"
    }

    private static func cut(_ text: String, _ schema: JSONValue) -> String {
        String(text.prefix(max(0, min(mostText, Int(clamping: schema["maxLength"]?.integer ?? Int64(mostText))))))
    }
}
