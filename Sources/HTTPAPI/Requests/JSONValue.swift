/// A JSON text that has been read strictly.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// Written without point and exponent, and within 64 bits.
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Keys in the order of the text, none twice.
    case object([Member])

    public struct Member: Sendable, Hashable {
        public var name: String
        public var value: JSONValue
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    public var object: [Member]? { if case .object(let members) = self { members } else { nil } }
    /// A whole number, also where it is written with a point or an exponent, as JSON schemas understand the word.
    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
    public subscript(name: String) -> JSONValue? { object?.first { $0.name == name }?.value }
}

/// Where a text stops being JSON that we read, and why.
public struct JSONSyntaxError: Error, Sendable, Equatable {
    /// Byte from 0.
    public let position: Int
    public let reason: String
    var problem: Problem { .invalid("the body is not acceptable JSON at byte \(position): \(reason)") }
}
