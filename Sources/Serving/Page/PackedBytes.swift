import FoundationEssentials

/// Writes little-endian numbers and short texts one behind the other.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []
    var data: Data { Data(bytes) }

    mutating func number<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// At most 65,535 bytes; what is longer is cut at a character.
    mutating func text(_ text: String) {
        var kept = text[...]
        while kept.utf8.count > Int(UInt16.max) { kept = kept.dropLast(max(1, (kept.utf8.count - Int(UInt16.max)) / 4)) }
        number(UInt16(kept.utf8.count))
        bytes.append(contentsOf: kept.utf8)
    }
}

/// Reads what `PackedWriter` wrote; refuses what is cut off or no text.
struct PackedReader {
    struct Malformed: Error {}
    private let bytes: [UInt8]
    private var place = 0
    init(_ data: Data) { bytes = Array(data) }

    var isAtEnd: Bool { place == bytes.count }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(Malformed) -> Number {
        let size = Number.bitWidth / 8
        guard bytes.count - place >= size else { throw Malformed() }
        var value = Number.zero
        for byte in (place..<place + size).reversed() { value = (size > 1 ? value << 8 : 0) | Number(truncatingIfNeeded: bytes[byte]) }
        place += size
        return value
    }

    mutating func text() throws(Malformed) -> String {
        let length = Int(try number(UInt16.self))
        guard bytes.count - place >= length, let text = String(validating: bytes[place..<place + length], as: UTF8.self) else {
            throw Malformed()
        }
        place += length
        return text
    }
}
