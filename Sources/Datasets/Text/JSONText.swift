/// Why a text is not the JSON that was asked for.
package struct JSONTextProblem: Error, Equatable {
    package var reason: String
    /// In bytes.
    package var offset: Int
}

/// Reads JSON from bytes, front to back, strictly as RFC 8259 says: for bodies that strangers send.
///
/// Nothing is built that the caller does not ask for. Text that is not UTF-8, half of a surrogate pair, numbers beyond what a
/// `Double` holds and what goes beyond the limits are problems, so that what was read is what was written.
package struct JSONText {
    /// Lists and objects within each other; what people write stays below ten.
    package static let maximumDepth = 32
    /// Characters of one number.
    private static let longestNumber = 400

    private let maximumDepth: Int
    private let longestString: Int
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var depth = 0

    /// - Parameter longestString: bytes of one string, after its escapes are undone.
    package init(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int = JSONText.maximumDepth, longestString: Int = .max) {
        (self.bytes, self.maximumDepth, self.longestString) = (bytes, maximumDepth, longestString)
    }

    // MARK: Structure

    /// Reads one object; `field` must read or pass over the value of every key that it is given.
    package mutating func object(_ field: (inout JSONText, String) throws(JSONTextProblem) -> Void) throws(JSONTextProblem) {
        guard take("{") else { throw problem("an object was expected") }
        try enter()
        if !take("}") {
            repeat {
                let key = try string()
                guard take(":") else { throw problem("a colon was expected") }
                try field(&self, key)
            } while take(",")
            guard take("}") else { throw problem("a comma or a closing brace was expected") }
        }
        depth -= 1
    }

    /// Reads one list; `element` must read every value.
    package mutating func list(_ element: (inout JSONText) throws(JSONTextProblem) -> Void) throws(JSONTextProblem) {
        guard take("[") else { throw problem("a list was expected") }
        try enter()
        if !take("]") {
            repeat { try element(&self) } while take(",")
            guard take("]") else { throw problem("a comma or a closing bracket was expected") }
        }
        depth -= 1
    }

    /// Demands that nothing follows.
    package mutating func end() throws(JSONTextProblem) {
        skipBlanks()
        guard position == bytes.count else { throw problem("something follows the end") }
    }

    /// The first byte of the next value; 0 at the end.
    package mutating func next() -> UInt8 {
        skipBlanks()
        return position < bytes.count ? bytes[position] : 0
    }

    private mutating func enter() throws(JSONTextProblem) {
        depth += 1
        guard depth <= maximumDepth else { throw problem("it is nested more than \(maximumDepth) deep") }
    }

    package func problem(_ reason: String) -> JSONTextProblem { JSONTextProblem(reason: reason, offset: position) }

    // MARK: Words

    /// - Returns: whether the next value is `null`, which is then behind us.
    package mutating func null() throws(JSONTextProblem) -> Bool {
        guard next() == UInt8(ascii: "n") else { return false }
        try word("null")
        return true
    }

    package mutating func bool() throws(JSONTextProblem) -> Bool {
        switch next() {
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"):
            try word("false")
            return false
        default: throw problem("true or false was expected")
        }
        return true
    }

    private mutating func word(_ text: StaticString) throws(JSONTextProblem) {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count,
            bytes[position..<position + count].elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: count))
        else { throw problem("a value was expected") }
        position += count
    }

    /// A finite number; whole where it is written without a point and without an exponent, and fits into 64 bits.
    package enum Number: Equatable {
        case whole(Int64)
        case decimal(Double)
    }

    /// A finite number.
    package mutating func number() throws(JSONTextProblem) -> Double {
        switch try numeral() {
        case .whole(let value): Double(value)
        case .decimal(let value): value
        }
    }

    package mutating func numeral() throws(JSONTextProblem) -> Number {
        skipBlanks()
        let first = position
        _ = step(over: "-")
        // A zero in front stands alone.
        if !step(over: "0") { try digits("a number was expected") }
        var isWhole = true
        if step(over: ".") {
            try digits("a digit was expected")
            isWhole = false
        }
        if step(over: "e") || step(over: "E") {
            if !step(over: "+") { _ = step(over: "-") }
            try digits("a digit was expected")
            isWhole = false
        }
        if isWhole, position - first <= 15 { return .whole(small(first..<position)) }
        guard position - first <= JSONText.longestNumber else {
            throw problem("a number has more than \(JSONText.longestNumber) characters")
        }
        let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[first..<position]), as: UTF8.self)
        if isWhole, let value = Int64(text) { return .whole(value) }
        guard let value = Double(text), value.isFinite else { throw problem("the number is too large") }
        return .decimal(value)
    }

    private func small(_ range: Range<Int>) -> Int64 {
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        var value: Int64 = 0
        for place in (isNegative ? range.dropFirst() : range) { value = value * 10 + Int64(bytes[place] - 48) }
        return isNegative ? -value : value
    }

    private mutating func digits(_ reason: String) throws(JSONTextProblem) {
        let first = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
        guard position > first else { throw problem(reason) }
    }

    // MARK: Bytes

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        return step(over: character)
    }

    private mutating func step(over character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}

// MARK: Strings

extension JSONText {
    package mutating func string() throws(JSONTextProblem) -> String {
        guard take("\"") else { throw problem("a text in quotes was expected") }
        let first = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return try text(UnsafeRawBufferPointer(rebasing: bytes[first..<position - 1]))
            case UInt8(ascii: "\\"): return try escapedString(from: first)
            case 0..<0x20: throw problem("a control character in a text")
            default: position += 1
            }
        }
        throw problem("a text is never closed")
    }

    private func text(_ bytes: some Collection<UInt8>) throws(JSONTextProblem) -> String {
        guard bytes.count <= longestString else { throw tooLong }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("a text is not UTF-8") }
        return text
    }

    private mutating func escapedString(from first: Int) throws(JSONTextProblem) -> String {
        var unescaped = Array(bytes[first..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(unescaped)
            case UInt8(ascii: "\\"): try escape(into: &unescaped)
            case 0..<0x20: throw problem("a control character in a text")
            default: unescaped.append(byte)
            }
            guard unescaped.count <= longestString else { throw tooLong }
        }
        throw problem("a text is never closed")
    }

    private var tooLong: JSONTextProblem { problem("a text is longer than \(longestString) bytes") }

    private mutating func escape(into unescaped: inout [UInt8]) throws(JSONTextProblem) {
        guard position < bytes.count else { throw problem("a text is never closed") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(8)
        case UInt8(ascii: "f"): unescaped.append(12)
        case UInt8(ascii: "n"): unescaped.append(10)
        case UInt8(ascii: "r"): unescaped.append(13)
        case UInt8(ascii: "t"): unescaped.append(9)
        case UInt8(ascii: "u"): unescaped.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw problem("an escape that JSON does not have")
        }
    }

    /// Four hexadecimal digits, or two times four for a character beyond the first 65,536.
    private mutating func scalar() throws(JSONTextProblem) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit & 0xFC00 == 0xD800, step(over: "\\"), step(over: "u") else { throw problem("half of a surrogate pair") }
        let second = try hexadecimal()
        guard second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        else { throw problem("half of a surrogate pair") }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONTextProblem) -> UInt16 {
        guard position + 4 <= bytes.count else { throw problem("an escape is cut off") }
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw problem("a hexadecimal digit was expected")
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}
