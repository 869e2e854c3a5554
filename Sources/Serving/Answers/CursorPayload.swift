/// Writes what a cursor remembers: numbers in 7 bits a byte, texts and byte strings with their length.
public struct CursorWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    public init() {}

    public mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// - Parameter number: 0 or more; less is written as 0.
    public mutating func write(_ number: Int) { write(UInt64(max(0, number))) }
    public mutating func write(_ number: Int64) { write(UInt64(bitPattern: number &<< 1 ^ number &>> 63)) }
    public mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes += text.utf8
    }
}

/// Reads it again; nil where the bytes end too early or say the impossible, which a signed payload of this version never does.
public struct CursorReader: Sendable {
    private let bytes: [UInt8]
    private var position = 0
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var isAtEnd: Bool { position == bytes.count }

    public mutating func number() -> UInt64? {
        var result: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            position += 1
            guard shift < 63 || byte <= 1 else { return nil }
            result |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return result }
        }
        return nil
    }

    public mutating func count() -> Int? { number().flatMap { Int(exactly: $0) } }
    public mutating func signed() -> Int64? { number().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) } }
    public mutating func text() -> String? {
        guard let length = count(), length <= bytes.count - position else { return nil }
        defer { position += length }
        return String(validating: bytes[position..<position + length], as: UTF8.self)
    }
}
