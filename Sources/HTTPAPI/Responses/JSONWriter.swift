import Datasets
import NIOCore
import Serving

/// Writes JSON straight into bytes; whoever uses it sees to it that keys differ.
///
/// Numbers are written so that reading gives the same value; what is no finite number becomes `null`.
public struct JSONWriter: Sendable {
    /// Longer than what is written: a page consists of ten thousand pieces, and an array that grew by each would ask every time whose
    /// it is.
    private var storage: [UInt8]
    private var count = 0
    private var needsComma = false

    public init(capacity: Int = 4096) { storage = Array(repeating: 0, count: max(64, capacity)) }

    /// What is written so far.
    public var bytes: [UInt8] { Array(storage[..<count]) }
    /// The same as it is sent.
    var buffer: ByteBuffer { storage.withUnsafeBytes { ByteBuffer(bytes: $0[..<count]) } }

    /// Room for some bytes behind those that are written, all of which `body` fills.
    @inline(__always)
    private mutating func write(_ length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) {
        let end = count
        if end + length > storage.count { storage.append(contentsOf: repeatElement(0, count: max(storage.count, length))) }
        storage.withUnsafeMutableBufferPointer { body($0.baseAddress! + end) }
        count = end + length
    }

    private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
        guard let base = text.baseAddress else { return }
        write(text.count) { $0.update(from: base, count: text.count) }
    }

    @inline(__always) private mutating func write(_ byte: UInt8) { write(1) { $0.pointee = byte } }

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
        write(bracket)
    }

    private mutating func close(_ bracket: UInt8) {
        write(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { write(UInt8(ascii: ",")) }
        needsComma = false
    }

    // MARK: Keys

    public mutating func key(_ name: StaticString) {
        separate()
        name.withUTF8Buffer { name in
            write(name.count + 3) { place in
                place[0] = UInt8(ascii: "\"")
                if let base = name.baseAddress { (place + 1).update(from: base, count: name.count) }
                place[name.count + 1] = UInt8(ascii: "\"")
                place[name.count + 2] = UInt8(ascii: ":")
            }
        }
    }

    /// A key that is data.
    public mutating func key(text: String) {
        value(text)
        write(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: Values

    public mutating func value(_ text: String) {
        separate()
        var text = text
        text.withUTF8 { utf8 in
            guard utf8.contains(where: JSONWriter.isSpecial) else {
                return write(utf8.count + 2) { place in
                    place[0] = UInt8(ascii: "\"")
                    if let base = utf8.baseAddress { (place + 1).update(from: base, count: utf8.count) }
                    place[utf8.count + 1] = UInt8(ascii: "\"")
                }
            }
            var escaped: [UInt8] = []
            JSONWriter.append(utf8, to: &escaped)
            escaped.withUnsafeBufferPointer { write($0) }
        }
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
        if json.withContiguousStorageIfAvailable({ write($0) }) == nil { Array(json).withUnsafeBufferPointer { write($0) } }
        needsComma = true
    }

    /// The same without a question about how the bytes are stored.
    mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
        separate()
        write(json)
        needsComma = true
    }

    /// Where a field, or several, come to stand, without the comma before them.
    mutating func place(of fields: (inout JSONWriter) -> Void) -> Range<Int> {
        let start = count + (needsComma ? 1 : 0)
        fields(&self)
        return start..<count
    }

    /// Writes once more what stands in a place.
    mutating func repeatField(_ place: Range<Int>) {
        separate()
        let distance = count - place.lowerBound
        write(place.count) { $0.update(from: $0 - distance, count: place.count) }
        needsComma = true
    }

    private mutating func raw(_ text: String) {
        var text = text
        separate()
        text.withUTF8 { write($0) }
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
        write(UInt8(ascii: "\n"))
        needsComma = false
    }

    // MARK: Strings

    /// Text in quotes. What HTML would act upon is escaped as well, so that no page can be broken out of by a title.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &bytes) }
    }

    private static func append(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
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
