/// Reads one JSON value and nothing after it.
///
/// Refuses what JSON refuses, keys that come twice, nesting deeper than `depth` and more than `elements` values: a hostile answer
/// costs no more than its bytes.
struct JSONTreeReader {
    static let depth = 32
    static let elements = 200_000

    private let bytes: [UInt8]
    private var position = 0
    private var count = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() throws(JSONTreeError) -> JSONTree {
        let value = try value(0)
        skipSpace()
        guard position == bytes.count else { throw fault("something stands after the value") }
        return value
    }

    private func fault(_ reason: String) -> JSONTreeError { JSONTreeError(position: position, reason: reason) }
    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8, _ name: String) throws(JSONTreeError) {
        guard next == byte else { throw fault("\(name) is missing") }
        position += 1
    }

    private mutating func value(_ level: Int) throws(JSONTreeError) -> JSONTree {
        guard level < JSONTreeReader.depth else { throw fault("it is nested too deeply") }
        count += 1
        guard count <= JSONTreeReader.elements else { throw fault("it has too many values") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(level)
        case UInt8(ascii: "["): return try array(level)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw fault("it ends too early")
        default: return .number(try number())
        }
    }

    private mutating func word(_ text: String, _ value: JSONTree) throws(JSONTreeError) -> JSONTree {
        guard bytes[position...].starts(with: text.utf8) else { throw fault("no JSON value begins here") }
        position += text.utf8.count
        return value
    }

    private mutating func object(_ level: Int) throws(JSONTreeError) -> JSONTree {
        position += 1
        var members: [String: JSONTree] = [:]
        skipSpace()
        if next == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault("a key is missing") }
            let key = try string()
            skipSpace()
            try take(UInt8(ascii: ":"), "a colon")
            guard members.updateValue(try value(level + 1), forKey: key) == nil else { throw fault("a key comes twice") }
            skipSpace()
            if next == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try take(UInt8(ascii: "}"), "a brace")
            return .object(members)
        }
    }

    private mutating func array(_ level: Int) throws(JSONTreeError) -> JSONTree {
        position += 1
        var values: [JSONTree] = []
        skipSpace()
        if next == UInt8(ascii: "]") {
            position += 1
            return .array(values)
        }
        while true {
            values.append(try value(level + 1))
            skipSpace()
            if next == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try take(UInt8(ascii: "]"), "a bracket")
            return .array(values)
        }
    }

    private mutating func number() throws(JSONTreeError) -> Double {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else { throw fault("no JSON value begins here") }
        if next == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw fault("digits are missing") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw fault("digits are missing") }
        }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
            throw fault("the number is too large")
        }
        return value
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func string() throws(JSONTreeError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let valid = String(validating: text, as: UTF8.self) else { throw fault("the text is not UTF-8") }
                return valid
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &text)
            case 0..<0x20: throw fault("a control character stands in a text")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw fault("a text does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONTreeError) {
        guard let byte = next else { throw fault("it ends too early") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): text += String(Character(try scalar())).utf8
        default: throw fault("there is no such escape")
        }
    }

    private mutating func scalar() throws(JSONTreeError) -> Unicode.Scalar {
        let first = try unit()
        guard (0xD800...0xDBFF).contains(first) else {
            guard let scalar = Unicode.Scalar(first) else { throw fault("half of a pair") }
            return scalar
        }
        try take(UInt8(ascii: "\\"), "the other half of a pair")
        try take(UInt8(ascii: "u"), "the other half of a pair")
        let second = try unit()
        guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
            throw fault("half of a pair")
        }
        return scalar
    }

    private mutating func unit() throws(JSONTreeError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw fault("it ends too early") }
        let text = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }), let value = UInt32(text, radix: 16) else {
            throw fault("no hexadecimal digits")
        }
        position += 4
        return value
    }
}

extension JSONTree {
    /// - Throws: `JSONTreeError` saying where and why.
    /// - Complexity: O(bytes).
    public static func read(_ bytes: [UInt8]) throws(JSONTreeError) -> JSONTree {
        var reader = JSONTreeReader(bytes)
        return try reader.read()
    }

    public static func read(_ text: String) throws(JSONTreeError) -> JSONTree { try read(Array(text.utf8)) }
}
