/// The part of JSON Schema that our questions use, as a check of answers.
///
/// Servers that promise a schema keep its shape and not its bounds, and some keep neither: every answer is checked here.
public indirect enum AnswerSchema: Sendable, Hashable {
    case object(properties: [String: AnswerSchema], required: [String], allowsOthers: Bool)
    case array(of: AnswerSchema, counts: ClosedRange<Int>)
    case string(lengths: ClosedRange<Int>, choices: [String])
    case number(range: ClosedRange<Double>, isWhole: Bool)
    case boolean
    /// Null, or what else is said.
    case optional(AnswerSchema)

    /// What of an answer is not as it must be.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// JSON pointer.
        public var path: String
        public var reason: String
        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
        public var description: String { "\(path.isEmpty ? "the answer" : path) \(reason)" }
    }

    /// Why a schema cannot be used: our own mistake, said where it is made.
    public struct Unsupported: Error, Sendable, Hashable, CustomStringConvertible {
        public var path: String
        public var reason: String
        public var description: String { "the schema at “\(path)”: \(reason)" }
    }

    /// - Throws: `JSONTreeError` for a schema that is no JSON, `Unsupported` for words that are not checked here: nothing that
    ///   a schema demands is passed over.
    public init(_ text: String) throws {
        self = try AnswerSchemaReader.schema(JSONTree.read(text), at: "")
    }

    /// - Throws: `Fault` for the first thing that is not as it must be.
    public func check(_ value: JSONTree, at path: String = "") throws(Fault) {
        switch (self, value) {
        case (.optional(let schema), _): if value != .null { try schema.check(value, at: path) }
        case (.object(let properties, let required, let allowsOthers), .object(let members)):
            for name in required where members[name] == nil { throw Fault(path: path, reason: "lacks “\(name)”") }
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                if let schema = properties[name] {
                    try schema.check(member, at: "\(path)/\(name)")
                } else if !allowsOthers {
                    throw Fault(path: path, reason: "has a field that nobody asked for")
                }
            }
        case (.array(let element, let counts), .array(let values)):
            guard counts.contains(values.count) else {
                throw Fault(path: path, reason: "has \(values.count) elements, not \(counts.lowerBound) to \(counts.upperBound)")
            }
            for (place, value) in values.enumerated() { try element.check(value, at: "\(path)/\(place)") }
        case (.string(let lengths, let choices), .string(let text)):
            guard choices.isEmpty || choices.contains(text) else { throw Fault(path: path, reason: "is none of the choices") }
            guard lengths.contains(text.unicodeScalars.count) else { throw Fault(path: path, reason: "is too short or too long") }
        case (.number(let range, let isWhole), .number(let number)):
            guard range.contains(number) else { throw Fault(path: path, reason: "is beyond its bounds") }
            guard !isWhole || number == number.rounded() else { throw Fault(path: path, reason: "is not whole") }
        case (.boolean, .bool): return
        default: throw Fault(path: path, reason: "is \(value.kind), not \(kind)")
        }
    }

    private var kind: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number(_, let isWhole): isWhole ? "a whole number" : "a number"
        case .boolean: "a boolean"
        case .optional(let schema): schema.kind
        }
    }

    /// Reads an answer and checks it.
    ///
    /// - Parameter schema: as JSON text; nil checks only that it is JSON.
    /// - Throws: `LanguageModelError.malformed` that says what is wrong, without quoting the answer.
    public static func tree(of text: String, _ schema: String?) throws(LanguageModelError) -> JSONTree {
        do {
            let tree = try JSONTree.read(text)
            if let schema { try AnswerSchema(schema).check(tree) }
            return tree
        } catch { throw .malformed("\(error)") }
    }
}
