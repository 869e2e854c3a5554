import Datasets

/// Makes a tree of one JSON value with nothing after it.
///
/// Refuses what JSON refuses, keys that come twice, nesting deeper than `depth` and more than `elements` values: a hostile answer
/// costs no more than its bytes.
struct JSONTreeReader {
    static let depth = 32
    static let elements = 200_000
    private var count = 0

    fileprivate mutating func value(_ text: inout JSONText, _ level: Int) throws(JSONTextProblem) -> JSONTree {
        // What stands in the innermost list counts as well.
        guard level <= JSONTreeReader.depth else { throw text.problem("it is nested too deeply") }
        count += 1
        guard count <= JSONTreeReader.elements else { throw text.problem("it has too many values") }
        switch text.next() {
        case UInt8(ascii: "{"): return try object(&text, level)
        case UInt8(ascii: "["): return try list(&text, level)
        case UInt8(ascii: "\""): return .string(try text.string())
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try text.bool())
        case UInt8(ascii: "n"):
            _ = try text.null()
            return .null
        default: return .number(try text.number())
        }
    }

    private mutating func object(_ text: inout JSONText, _ level: Int) throws(JSONTextProblem) -> JSONTree {
        var members: [String: JSONTree] = [:]
        try text.object { (text, name) throws(JSONTextProblem) in
            guard members.updateValue(try value(&text, level + 1), forKey: name) == nil else { throw text.problem("a key comes twice") }
        }
        return .object(members)
    }

    private mutating func list(_ text: inout JSONText, _ level: Int) throws(JSONTextProblem) -> JSONTree {
        var values: [JSONTree] = []
        try text.list { (text) throws(JSONTextProblem) in values.append(try value(&text, level + 1)) }
        return .array(values)
    }
}

extension JSONTree {
    /// - Throws: `JSONTreeError` saying where and why.
    /// - Complexity: O(bytes).
    public static func read(_ bytes: [UInt8]) throws(JSONTreeError) -> JSONTree {
        let result = bytes.withUnsafeBytes { bytes -> Result<JSONTree, JSONTextProblem> in
            var text = JSONText(bytes, maximumDepth: JSONTreeReader.depth)
            var reader = JSONTreeReader()
            do throws(JSONTextProblem) {
                let tree = try reader.value(&text, 1)
                try text.end()
                return .success(tree)
            } catch { return .failure(error) }
        }
        do throws(JSONTextProblem) { return try result.get() } catch { throw JSONTreeError(position: error.offset, reason: error.reason) }
    }

    public static func read(_ text: String) throws(JSONTreeError) -> JSONTree { try read(Array(text.utf8)) }
}
