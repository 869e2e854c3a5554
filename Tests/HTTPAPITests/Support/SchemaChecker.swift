import HTTPAPI

/// Checks JSON values against the schemas of the OpenAPI document: those keywords that it uses, and an error for any other.
struct SchemaChecker {
    let document: JSONValue

    /// What is wrong, with the place; empty when nothing is.
    func problems(_ value: JSONValue, _ schema: JSONValue, at path: String = "") -> [String] {
        if let reference = schema["$ref"]?.string {
            guard let target = resolve(reference) else { return ["\(path): \(reference) leads nowhere"] }
            return problems(value, target, at: path)
        }
        var found: [String] = []
        for member in schema.object ?? [] { found += check(value, member, schema, path) }
        return found
    }

    func resolve(_ reference: String) -> JSONValue? {
        reference.dropFirst(2).split(separator: "/").reduce(document as JSONValue?) { at, key in
            at?[String(key).replacing("~1", with: "/").replacing("~0", with: "~")]
        }
    }

    private func check(_ value: JSONValue, _ keyword: JSONValue.Member, _ schema: JSONValue, _ path: String) -> [String] {
        switch keyword.name {
        case "type": return isType(value, keyword.value) ? [] : ["\(path): is not \(keyword.value)"]
        case "enum": return keyword.value.array?.contains(value) == true ? [] : ["\(path): \(value) is not one of the values"]
        case "const": return keyword.value == value ? [] : ["\(path): \(value) is not \(keyword.value)"]
        case "required":
            guard let members = value.object else { return [] }
            return (keyword.value.array ?? []).compactMap(\.string).filter { name in !members.contains { $0.name == name } }
                .map { "\(path)/\($0): is missing" }
        case "properties":
            return (value.object ?? []).flatMap { member in
                keyword.value[member.name].map { problems(member.value, $0, at: "\(path)/\(member.name)") } ?? []
            }
        case "additionalProperties": return additional(value, keyword.value, schema, path)
        case "items":
            return (value.array ?? []).enumerated().flatMap { problems($1, keyword.value, at: "\(path)/\($0)") }
        case "anyOf", "oneOf":
            let fitting = (keyword.value.array ?? []).filter { problems(value, $0, at: path).isEmpty }.count
            return fitting == 1 || (fitting > 1 && keyword.name == "anyOf") ? [] : ["\(path): fits \(fitting) of the choices"]
        case "not": return problems(value, keyword.value, at: path).isEmpty ? ["\(path): is what it must not be"] : []
        case "contentSchema":
            guard let text = value.string else { return [] }
            guard let inner = try? JSONReader.read(text) else { return ["\(path): holds no JSON"] }
            return problems(inner, keyword.value, at: path)
        case "allOf": return (keyword.value.array ?? []).flatMap { problems(value, $0, at: path) }
        case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems":
            return bound(value, keyword, path)
        case "description", "default", "example", "examples", "format", "pattern", "title", "readOnly", "writeOnly", "minProperties",
            "maxProperties", "uniqueItems", "deprecated", "contentMediaType", "propertyNames", "patternProperties":
            return []
        case let name where name.hasPrefix("x-"): return []
        default: return ["\(path): the schema has the unknown keyword \(keyword.name)"]
        }
    }

    private func isType(_ value: JSONValue, _ type: JSONValue) -> Bool {
        if let types = type.array { return types.contains { isType(value, $0) } }
        return switch (type.string, value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object), ("number", .number),
            ("number", .integer), ("integer", .integer):
            true
        default: false
        }
    }

    private func additional(_ value: JSONValue, _ rule: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        let others = (value.object ?? []).filter { schema["properties"]?[$0.name] == nil }
        if rule == .bool(false) { return others.map { "\(path)/\($0.name): is not in the schema" } }
        guard rule.object != nil else { return [] }
        return others.flatMap { problems($0.value, rule, at: "\(path)/\($0.name)") }
    }

    private func bound(_ value: JSONValue, _ keyword: JSONValue.Member, _ path: String) -> [String] {
        let limit = keyword.value.double ?? 0
        let isGood: Bool =
            switch (keyword.name, value) {
            case ("minimum", _): value.double.map { $0 >= limit } ?? true
            case ("maximum", _): value.double.map { $0 <= limit } ?? true
            case ("exclusiveMinimum", _): value.double.map { $0 > limit } ?? true
            case ("exclusiveMaximum", _): value.double.map { $0 < limit } ?? true
            case ("minLength", .string(let text)): Double(text.unicodeScalars.count) >= limit
            case ("maxLength", .string(let text)): Double(text.unicodeScalars.count) <= limit
            case ("minItems", .array(let values)): Double(values.count) >= limit
            case ("maxItems", .array(let values)): Double(values.count) <= limit
            default: true
            }
        return isGood ? [] : ["\(path): breaks \(keyword.name) \(limit)"]
    }
}

/// Looks up what the document says of an answer.
struct Contract {
    let document: JSONValue
    var checker: SchemaChecker { SchemaChecker(document: document) }

    /// What is wrong with an answer; empty for addresses that are not documented.
    func problems(_ method: String, _ path: String, _ answer: TestServer.Answer) -> [String] {
        let plain = path.split(separator: "?").first.map(String.init) ?? path
        guard let operation = operation(method, plain) else { return [] }
        guard
            let response = operation["responses"]?["\(answer.status)"] ?? (answer.status >= 400 ? operation["responses"]?["default"] : nil)
        else { return ["\(method) \(plain) answered \(answer.status), which the document does not have"] }
        let resolved = response["$ref"]?.string.flatMap(checker.resolve) ?? response
        guard let content = resolved["content"]?.object else {
            return answer.bytes.isEmpty ? [] : ["\(method) \(plain): a body was not expected"]
        }
        let type = (answer.headers["content-type"] ?? "").split(separator: ";").first.map(String.init) ?? ""
        guard let media = content.first(where: { $0.name == type }) else {
            return ["\(method) \(plain): the type \(type) is not in the document"]
        }
        guard let schema = media.value["schema"] else { return [] }
        if type == "text/event-stream" {
            return events(answer.text).flatMap { checker.problems($0, schema) }.map { "\(method) \(plain) \(answer.status) \($0)" }
        }
        guard type == "application/json" || type.hasSuffix("+json") else { return [] }
        guard let value = try? answer.json() else { return ["\(method) \(plain): the body is no JSON"] }
        return checker.problems(value, schema).map { "\(method) \(plain) \(answer.status) \($0)" }
    }

    /// The events of a stream as objects of their fields, which is what a schema of a stream describes.
    private func events(_ text: String) -> [JSONValue] {
        text.split(separator: "\n\n").map { event in
            JSONValue.object(
                event.split(separator: "\n").map { line in
                    let name = line.prefix { $0 != ":" }
                    return .init(String(name), .string(String(line.dropFirst(name.count + 2))))
                })
        }
    }

    func operation(_ method: String, _ path: String) -> JSONValue? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let fitting = (document["paths"]?.object ?? []).filter { template in
            let segments = template.name.split(separator: "/", omittingEmptySubsequences: false)
            return segments.count == parts.count && zip(segments, parts).allSatisfy { $0 == $1 || $0.first == "{" }
        }
        // Literal segments go before parameters, as in the table.
        let best = fitting.min { a, b in a.name.filter { $0 == "{" }.count < b.name.filter { $0 == "{" }.count }
        return best?.value[method.lowercased()]
    }
}
