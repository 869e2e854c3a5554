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

    private let bytes: UnsafeRawBufferPointer
    private let limits: Limits
    private var position = 0

    private init(_ bytes: UnsafeRawBufferPointer, _ limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    public static func read(_ bytes: UnsafeRawBufferPointer, limits: Limits = Limits()) throws(JSONSyntaxError) -> JSONValue {
        var reader = JSONReader(bytes, limits)
        reader.skipBlanks()
        let value = try reader.value(depth: 1)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.error("something follows the value") }
        return value
    }

    public static func read(_ text: String) throws(JSONSyntaxError) -> JSONValue { try read(bytes: Array(text.utf8)) }

    public static func read(bytes: [UInt8], limits: Limits = Limits()) throws(JSONSyntaxError) -> JSONValue {
        do { return try bytes.withUnsafeBytes { try read($0, limits: limits) } } catch let error as JSONSyntaxError { throw error } catch {
            throw JSONSyntaxError(position: 0, reason: "\(error)")
        }
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth <= limits.depth else { throw error("it is nested more than \(limits.depth) deep") }
        switch peek {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        skipBlanks()
        var members: [JSONValue.Member] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        // Few keys are compared one by one, many through a set.
        var names: Set<String> = []
        while true {
            guard peek == UInt8(ascii: "\"") else { throw error("a key in quotes was expected") }
            let name = try string()
            if members.count == 8 { names = Set(members.map(\.name)) }
            let isKnown = members.count < 8 ? members.contains { $0.name == name } : !names.insert(name).inserted
            guard !isKnown else { throw error("the key “\(name.prefix(100))” comes twice") }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw error("a colon was expected") }
            skipBlanks()
            members.append(JSONValue.Member(name, try value(depth: depth + 1)))
            guard members.count <= limits.elements else { throw error("an object has more than \(limits.elements) keys") }
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw error("a comma or a closing brace was expected") }
            skipBlanks()
        }
    }

    private mutating func array(_ depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        skipBlanks()
        var values: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try value(depth: depth + 1))
            guard values.count <= limits.elements else { throw error("a list has more than \(limits.elements) elements") }
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw error("a comma or a closing bracket was expected") }
            skipBlanks()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { throw error("a value was expected") }
        for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] { throw error("a value was expected") }
        position += count
        return value
    }

    // MARK: Numbers

    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if isDigit { throw error("a number may not begin with 0") }
        } else {
            try digits()
        }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        guard position - start <= 400 else { throw error("a number has more than 400 digits") }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error("the number \(text.prefix(40)) is too large") }
        return .number(value)
    }

    private mutating func digits() throws(JSONSyntaxError) {
        guard isDigit else { throw error("a value was expected") }
        while isDigit { position += 1 }
    }

    private var isDigit: Bool { (0x30...0x39).contains(peek) }

    // MARK: Strings

    private mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\"), bytes[position] >= 0x20
        {
            position += 1
        }
        guard position < bytes.count else { throw error("a string has no end") }
        guard bytes[position] == UInt8(ascii: "\"") else { return try escapedString(from: start) }
        position += 1
        return try text(UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1]))
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try self.text(text)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw error("a string holds a control character that is not escaped")
            default: text.append(byte)
            }
            guard text.count <= limits.string else { throw error("a string is longer than \(limits.string) bytes") }
        }
        throw error("a string has no end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard position < bytes.count else { throw error("a string has no end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw error("an escape that JSON does not know")
        }
    }

    /// A character behind `\u`, in two halves where it takes two.
    private mutating func scalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw error("half a character") }
        let second = try unit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10 | (second - 0xDC00)))
        else { throw error("half a character") }
        return scalar
    }

    private mutating func unit() throws(JSONSyntaxError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw error("four hexadecimal digits were expected") }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw error("four hexadecimal digits were expected")
            }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }

    private func text(_ bytes: some Collection<UInt8>) throws(JSONSyntaxError) -> String {
        guard bytes.count <= limits.string else { throw error("a string is longer than \(limits.string) bytes") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw error("a string is not UTF-8") }
        return text
    }

    // MARK: Bytes

    /// 0 at the end: no JSON text holds that byte.
    private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte, position < bytes.count else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func error(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(position: position, reason: reason) }
}
