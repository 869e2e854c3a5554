import Datasets
import Serving

/// Writes JSON straight into bytes; whoever uses it sees to it that keys differ.
///
/// Numbers are written so that reading gives the same value; what is no finite number becomes `null`.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8]
    private var needsComma = false

    public init(capacity: Int = 4096) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    // MARK: Containers

    public mutating func object<E: Error>(_ content: (inout JSONWriter) throws(E) -> Void) throws(E) {
        open(UInt8(ascii: "{"))
        try content(&self)
        close(UInt8(ascii: "}"))
    }

    public mutating func array<E: Error>(_ content: (inout JSONWriter) throws(E) -> Void) throws(E) {
        open(UInt8(ascii: "["))
        try content(&self)
        close(UInt8(ascii: "]"))
    }

    /// A field with a list, one call an element.
    public mutating func array<Values: Sequence, E: Error>(
        _ name: StaticString, _ values: Values, _ each: (inout JSONWriter, Values.Element) throws(E) -> Void
    ) throws(E) {
        key(name)
        open(UInt8(ascii: "["))
        for value in values { try each(&self, value) }
        close(UInt8(ascii: "]"))
    }

    public mutating func object<E: Error>(_ name: StaticString, _ content: (inout JSONWriter) throws(E) -> Void) throws(E) {
        key(name)
        try object(content)
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    // MARK: Keys

    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// A key that is data.
    public mutating func key(text: String) {
        value(text)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: Values

    public mutating func value(_ text: String) {
        separate()
        JSONWriter.append(text, to: &bytes)
        needsComma = true
    }
    public mutating func value(_ number: Int) { raw(number.description) }
    public mutating func value(_ number: Double) { raw(number.isFinite ? number.description : "null") }
    public mutating func value(_ number: Float) { raw(number.isFinite ? number.description : "null") }
    public mutating func value(_ truth: Bool) { raw(truth ? "true" : "false") }
    public mutating func value(_ time: Timestamp) { value(RFC3339.text(time)) }
    public mutating func null() { raw("null") }

    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let truth): self.value(truth)
        case .integer(let number): raw("\(number)")
        case .number(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let values): array { json in for value in values { json.value(value) } }
        case .object(let members):
            object { json in
                for member in members {
                    json.key(text: member.name)
                    json.value(member.value)
                }
            }
        }
    }

    /// A value that is JSON already, or the inside of an object that is.
    public mutating func raw(_ json: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// The same without a question about how the bytes are stored.
    mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Where a field, or several, come to stand, without the comma before them.
    mutating func place(of fields: (inout JSONWriter) -> Void) -> Range<Int> {
        let start = bytes.count + (needsComma ? 1 : 0)
        fields(&self)
        return start..<bytes.count
    }

    /// Writes once more what stands in a place.
    mutating func repeatField(_ place: Range<Int>) {
        separate()
        let start = bytes.count
        // A slice of the bytes would make appending copy them all.
        bytes.append(contentsOf: repeatElement(0, count: place.count))
        bytes.withUnsafeMutableBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            (base + start).update(from: base + place.lowerBound, count: place.count)
        }
        needsComma = true
    }

    private mutating func raw(_ text: String) {
        var text = text
        separate()
        text.withUTF8 { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    public mutating func field(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }
    public mutating func field(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }
    public mutating func field(_ name: StaticString, _ number: Double) {
        key(name)
        value(number)
    }
    public mutating func field(_ name: StaticString, _ number: Float) {
        key(name)
        value(number)
    }
    public mutating func field(_ name: StaticString, _ truth: Bool) {
        key(name)
        value(truth)
    }
    public mutating func field(_ name: StaticString, _ time: Timestamp) {
        key(name)
        value(time)
    }
    public mutating func field(_ name: StaticString, _ value: JSONValue) {
        key(name)
        self.value(value)
    }

    /// A list of strings.
    public mutating func field(_ name: StaticString, _ texts: some Sequence<String>) {
        array(name, texts) { json, text in json.value(text) }
    }

    /// Ends a line: for NDJSON, one writer a batch of lines.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    // MARK: Strings

    /// Text in quotes. What HTML would act upon is escaped as well, so that no page can be broken out of by a title.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            bytes.append(UInt8(ascii: "\""))
            var start = 0
            for position in 0..<utf8.count where isSpecial(utf8[position]) {
                bytes.append(contentsOf: utf8[start..<position])
                escape(utf8[position], to: &bytes)
                start = position + 1
            }
            bytes.append(contentsOf: utf8[start..<utf8.count])
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "<") || byte == 0x7F
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 10: bytes.append(contentsOf: #"\n"#.utf8)
        default:
            bytes.append(contentsOf: #"\u00"#.utf8)
            bytes.append(hexadecimal(byte >> 4))
            bytes.append(hexadecimal(byte & 15))
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x61 + digit - 10 }
}
