/// Reads the words of JSON Schema that `AnswerSchema` knows, and refuses the others.
enum AnswerSchemaReader {
    private typealias Members = [String: JSONTree]
    private static let notes: Set<String> = ["$schema", "title", "description", "default", "examples"]
    private static let words: [String: Set<String>] = [
        "object": ["type", "properties", "required", "additionalProperties"], "array": ["type", "items", "minItems", "maxItems"],
        "string": ["type", "enum", "minLength", "maxLength"], "integer": ["type", "minimum", "maximum"],
        "number": ["type", "minimum", "maximum"], "boolean": ["type"],
    ]

    static func schema(_ tree: JSONTree, at path: String) throws(AnswerSchema.Unsupported) -> AnswerSchema {
        guard case .object(let members) = tree else { throw .init(path: path, reason: "is not an object") }
        if case .array(let types)? = members["type"] { return try optional(types, members, path) }
        guard let type = members["type"]?.string, let known = words[type] else { throw .init(path: path, reason: "has no type we know") }
        if let other = members.keys.sorted().first(where: { !known.contains($0) && !notes.contains($0) }) {
            throw .init(path: path, reason: "“\(other)” is not checked for \(type)")
        }
        switch type {
        case "object": return try object(members, path)
        case "array":
            guard let items = members["items"] else { throw .init(path: path, reason: "says nothing of its items") }
            let counts = try whole(members, "minItems", 0, path)...whole(members, "maxItems", 10_000, path)
            return .array(of: try schema(items, at: path + "/items"), counts: counts)
        case "string":
            let lengths = try whole(members, "minLength", 0, path)...whole(members, "maxLength", 1 << 20, path)
            return .string(lengths: lengths, choices: (members["enum"]?.array ?? []).compactMap(\.string))
        case "boolean": return .boolean
        default: return try number(members, isWhole: type == "integer", path)
        }
    }

    /// `"type": ["string", "null"]`.
    private static func optional(_ types: [JSONTree], _ members: Members, _ path: String) throws(AnswerSchema.Unsupported) -> AnswerSchema {
        guard types.count == 2, types.contains(.string("null")), let other = types.first(where: { $0 != .string("null") }) else {
            throw .init(path: path, reason: "has more than one type")
        }
        var members = members
        members["type"] = other
        return .optional(try schema(.object(members), at: path))
    }

    private static func object(_ members: Members, _ path: String) throws(AnswerSchema.Unsupported) -> AnswerSchema {
        var properties: [String: AnswerSchema] = [:]
        for (name, value) in members["properties"]?.object ?? [:] {
            properties[name] = try schema(value, at: "\(path)/properties/\(name)")
        }
        let required = (members["required"]?.array ?? []).compactMap(\.string)
        return .object(properties: properties, required: required, allowsOthers: members["additionalProperties"]?.bool ?? true)
    }

    private static func number(_ members: Members, isWhole: Bool, _ path: String) throws(AnswerSchema.Unsupported) -> AnswerSchema {
        let low = members["minimum"]?.double ?? -Double.greatestFiniteMagnitude
        let high = members["maximum"]?.double ?? Double.greatestFiniteMagnitude
        guard low <= high else { throw .init(path: path, reason: "has its bounds the wrong way round") }
        return .number(range: low...high, isWhole: isWhole)
    }

    private static func whole(_ members: Members, _ name: String, _ standard: Int, _ path: String) throws(AnswerSchema.Unsupported) -> Int {
        guard let value = members[name] else { return standard }
        guard let number = value.integer, number >= 0, name.hasPrefix("max") || number <= 10_000 else {
            throw .init(path: path, reason: "“\(name)” is no count")
        }
        // A lower bound above its upper one would make a range that cannot be.
        let low = name.hasPrefix("max") ? members["min" + name.dropFirst(3)]?.integer ?? 0 : 0
        guard number >= low else { throw .init(path: path, reason: "has its bounds the wrong way round") }
        return number
    }
}
