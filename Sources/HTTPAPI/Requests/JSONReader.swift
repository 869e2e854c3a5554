import Datasets

/// Reads JSON texts from strangers: RFC 8259 and nothing else, within limits, no key twice.
///
/// - Complexity: O(bytes), and memory in proportion.
public struct JSONReader {
    /// What a text may hold.
    public struct Limits: Sendable {
        public var depth = 64
        public var elements = 10_000
        /// Bytes of one string, after its escapes are undone.
        public var string = 65_536
        public init(depth: Int = 64, elements: Int = 10_000, string: Int = 65_536) {
            self.depth = depth
            self.elements = elements
            self.string = string
        }
    }

    private let limits: Limits

    public static func read(_ bytes: UnsafeRawBufferPointer, limits: Limits = Limits()) throws(JSONSyntaxError) -> JSONValue {
        var text = JSONText(bytes, maximumDepth: limits.depth, longestString: limits.string)
        do throws(JSONTextProblem) {
            let value = try JSONReader(limits: limits).value(&text, depth: 1)
            try text.end()
            return value
        } catch { throw JSONSyntaxError(position: error.offset, reason: error.reason) }
    }

    public static func read(_ text: String) throws(JSONSyntaxError) -> JSONValue { try read(bytes: Array(text.utf8)) }

    public static func read(bytes: [UInt8], limits: Limits = Limits()) throws(JSONSyntaxError) -> JSONValue {
        do { return try bytes.withUnsafeBytes { try read($0, limits: limits) } } catch let error as JSONSyntaxError { throw error } catch {
            throw JSONSyntaxError(position: 0, reason: "\(error)")
        }
    }

    private func value(_ text: inout JSONText, depth: Int) throws(JSONTextProblem) -> JSONValue {
        // What stands in the innermost list counts as well.
        guard depth <= limits.depth else { throw text.problem("it is nested more than \(limits.depth) deep") }
        switch text.next() {
        case UInt8(ascii: "{"): return try object(&text, depth)
        case UInt8(ascii: "["): return try list(&text, depth)
        case UInt8(ascii: "\""): return .string(try text.string())
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try text.bool())
        case UInt8(ascii: "n"):
            _ = try text.null()
            return .null
        default:
            switch try text.numeral() {
            case .whole(let value): return .integer(value)
            case .decimal(let value): return .number(value)
            }
        }
    }

    private func object(_ text: inout JSONText, _ depth: Int) throws(JSONTextProblem) -> JSONValue {
        var members: [JSONValue.Member] = []
        // Few keys are compared one by one, many through a set.
        var names: Set<String> = []
        try text.object { (text, name) throws(JSONTextProblem) in
            if members.count == 8 { names = Set(members.map(\.name)) }
            let isKnown = members.count < 8 ? members.contains { $0.name == name } : !names.insert(name).inserted
            guard !isKnown else { throw text.problem("the key “\(name.prefix(100))” comes twice") }
            guard members.count < limits.elements else { throw text.problem("an object has more than \(limits.elements) keys") }
            members.append(JSONValue.Member(name, try value(&text, depth: depth + 1)))
        }
        return .object(members)
    }

    private func list(_ text: inout JSONText, _ depth: Int) throws(JSONTextProblem) -> JSONValue {
        var values: [JSONValue] = []
        try text.list { (text) throws(JSONTextProblem) in
            guard values.count < limits.elements else { throw text.problem("a list has more than \(limits.elements) elements") }
            values.append(try value(&text, depth: depth + 1))
        }
        return .array(values)
    }
}
