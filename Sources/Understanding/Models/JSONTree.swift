/// A JSON text that a model or its server sent, read strictly and within limits.
public enum JSONTree: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    public subscript(key: String) -> JSONTree? { if case .object(let members) = self { members[key] } else { nil } }
    public subscript(position: Int) -> JSONTree? {
        if case .array(let values) = self, values.indices.contains(position) { values[position] } else { nil }
    }
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var array: [JSONTree]? { if case .array(let values) = self { values } else { nil } }
    public var object: [String: JSONTree]? { if case .object(let members) = self { members } else { nil } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var double: Double? { if case .number(let value) = self { value } else { nil } }
    /// Only what is whole and fits.
    public var integer: Int? { double.flatMap { Int(exactly: $0) } }

    /// What a value is called in messages.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// Compact, with sorted keys: equal trees are equal texts.
    public var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let value): Int(exactly: value).map(String.init) ?? "\(value)"
        case .string(let text): JSONTree.quoted(text)
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.sorted { $0.key < $1.key }.map { JSONTree.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
        }
    }

    /// A text as a JSON string.
    public static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Why a text is not JSON that we read.
public struct JSONTreeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Byte from 0.
    public let position: Int
    public let reason: String
    public var description: String { "\(reason) at byte \(position)" }
}
