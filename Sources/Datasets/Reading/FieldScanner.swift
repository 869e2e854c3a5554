/// Fields and numbers read from the bytes of one row, by hand and without allocation.
struct FieldScanner {
    private let bytes: UnsafeRawBufferPointer
    private let separator: UInt8
    /// Separators such as `::` are one byte, this often.
    private let repeats: Int
    private var position = 0
    private var isDone = false

    init(_ bytes: UnsafeRawBufferPointer, separator: Unicode.Scalar, repeats: Int = 1) {
        self.bytes = bytes
        self.separator = UInt8(ascii: separator)
        self.repeats = repeats
    }

    /// The next field; nil when the row has no more.
    mutating func next() -> UnsafeRawBufferPointer? {
        guard !isDone else { return nil }
        let first = position
        var current = position
        let count = bytes.count
        while current < count {
            if bytes[current] == separator && isSeparator(at: current) {
                position = current + repeats
                return UnsafeRawBufferPointer(rebasing: bytes[first..<current])
            }
            current += 1
        }
        isDone = true
        return UnsafeRawBufferPointer(rebasing: bytes[first...])
    }

    /// All fields that are left.
    mutating func all() -> [UnsafeRawBufferPointer] {
        var fields: [UnsafeRawBufferPointer] = []
        while let field = next() { fields.append(field) }
        return fields
    }

    private func isSeparator(at position: Int) -> Bool {
        guard repeats > 1 else { return true }
        guard position + repeats <= bytes.count else { return false }
        for offset in 1..<repeats where bytes[position + offset] != separator { return false }
        return true
    }
}

/// Numbers written in decimal.
enum DecimalParser {
    /// A whole number of at most 18 digits with an optional minus; nil for anything else.
    static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var position = 0
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { position = 1 }
        guard position < bytes.count, bytes.count - position <= 18 else { return nil }
        var value: Int64 = 0
        while position < bytes.count {
            let digit = bytes[position] &- 48
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
            position += 1
        }
        return isNegative ? -value : value
    }

    /// A number such as `4`, `3.5` or `0.125`, without exponent; nil for anything else.
    static func fraction(_ bytes: UnsafeRawBufferPointer) -> Double? {
        var mantissa: Int64 = 0
        var digits = 0
        var scale = 1.0
        var hasPoint = false
        var position = 0
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { position = 1 }
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: ".") {
                guard !hasPoint else { return nil }
                hasPoint = true
                continue
            }
            let digit = byte &- 48
            guard digit < 10, digits < 15 else { return nil }
            mantissa = mantissa * 10 + Int64(digit)
            digits += 1
            if hasPoint { scale *= 10 }
        }
        guard digits > 0 else { return nil }
        return (isNegative ? -Double(mantissa) : Double(mantissa)) / scale
    }
    /// Powers of ten that a `Double` holds exactly.
    private static let powersOfTen: [Double] = (0...22).map { exponent in (0..<exponent).reduce(1.0) { value, _ in value * 10 } }

    /// A number such as `4`, `-3.5`, `.5` or `1.25e9`; nil for anything else, and for what no `Double` can hold.
    ///
    /// The nearest `Double`, as long as there are at most 15 digits and the exponent is within 22; otherwise read by the library.
    static func number(_ bytes: UnsafeRawBufferPointer) -> Double? {
        var mantissa: Int64 = 0
        var (digits, exponent, position) = (0, 0, 0)
        var hasPoint = false
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { position = 1 }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if byte &- 48 < 10 {
                digits += 1
                guard digits <= 15 else { return longNumber(bytes) }
                mantissa = mantissa * 10 + Int64(byte &- 48)
                if hasPoint { exponent -= 1 }
            } else if byte | 0x20 == UInt8(ascii: "e"), digits > 0 {
                return longNumber(bytes)
            } else {
                return nil
            }
            position += 1
        }
        guard digits > 0 else { return nil }
        let value = exponent < 0 ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa)
        return isNegative ? -value : value
    }

    /// Digits, one point, one exponent and nothing else, however many.
    private static func longNumber(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard bytes.count <= 400 else { return nil }
        for byte in bytes {
            guard byte &- 48 < 10 || byte == 43 || byte == 45 || byte == 46 || byte | 0x20 == UInt8(ascii: "e") else { return nil }
        }
        guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }
}
