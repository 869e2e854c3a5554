#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the values at given paths in one JSON object, in one pass over its bytes, without building anything.
///
/// The whole text is checked against RFC 8259 while it is passed, but for the encoding of strings that nobody asked for.
/// A key that comes twice on the way to a wanted value is a problem, since readers disagree on which of the two counts.
final class JSONScanner {
    /// Deeper texts are refused; what people write stays below ten.
    static let maximumDepth = 256

    private let paths: JSONPaths
    /// The object in which each node's key was met last.
    private var lastMet: [Int]
    private var objects = 0
    private let unescaped = RawScratch()
    private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    private var position = 0

    init(_ paths: JSONPaths) {
        self.paths = paths
        lastMet = Array(repeating: 0, count: paths.nodes.count)
    }

    /// Reads an object; cells hold until the next call, as long as `bytes` does.
    func scan(_ bytes: UnsafeRawBufferPointer, into row: inout TableRow) throws(JSONProblem) {
        self.bytes = bytes
        position = 0
        unescaped.clear(reserving: bytes.count)
        skipBlanks()
        guard peek == UInt8(ascii: "{") else { throw problem("the line is not a JSON object") }
        try object(0, 1, &row)
        skipBlanks()
        guard position == bytes.count else { throw problem("something follows the object") }
    }

    // MARK: Wanted parts

    private func value(_ node: Int, _ depth: Int, owner: Int, _ row: inout TableRow) throws(JSONProblem) {
        let slot = paths.nodes[node].slot
        switch peek {
        case UInt8(ascii: "{"):
            let place = UnsafeRawBufferPointer(rebasing: bytes[position..<position])
            keep(Cell(kind: .object, bytes: place, owner: owner), slot, &row)
            try object(node, depth + 1, &row)
        case UInt8(ascii: "["): try array(node, depth + 1, owner: owner, &row)
        default:
            if let scalar = try scalar(isWanted: slot >= 0) { keep(Cell(kind: .value, bytes: scalar, owner: owner), slot, &row) }
        }
    }

    /// A string, number or truth value; nil for null.
    private func scalar(isWanted: Bool) throws(JSONProblem) -> UnsafeRawBufferPointer? {
        if peek == UInt8(ascii: "\"") { return try string(isWanted: isWanted) }
        let first = position
        try skipWord()
        let word = UnsafeRawBufferPointer(rebasing: bytes[first..<position])
        return word[0] == UInt8(ascii: "n") ? nil : word
    }

    /// The value of a key that only `*` stands for: what is no object is kept, from lists too.
    private func anyValue(_ slot: Int, _ key: UnsafeRawBufferPointer, _ depth: Int, owner: Int, _ row: inout TableRow) throws(JSONProblem) {
        if peek == UInt8(ascii: "{") { return try skipValue(depth) }
        guard take(UInt8(ascii: "[")) else {
            if let scalar = try scalar(isWanted: true) { row.named.append((slot, key, Cell(kind: .value, bytes: scalar, owner: owner))) }
            return
        }
        skipBlanks()
        if take(UInt8(ascii: "]")) { return }
        while true {
            if peek == UInt8(ascii: "{") || peek == UInt8(ascii: "[") {
                try skipValue(depth + 1)
            } else if let scalar = try scalar(isWanted: true) {
                row.named.append((slot, key, Cell(kind: .value, bytes: scalar, owner: owner)))
            }
            skipBlanks()
            if take(UInt8(ascii: "]")) { return }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or a closing bracket was expected") }
            skipBlanks()
        }
    }

    private func keep(_ cell: Cell, _ slot: Int, _ row: inout TableRow) {
        guard slot >= 0 else { return }
        if row.cells[slot].kind == .absent { row.cells[slot] = cell } else { row.more.append((slot, cell)) }
    }

    private func object(_ node: Int, _ depth: Int, _ row: inout TableRow) throws(JSONProblem) {
        guard depth <= JSONScanner.maximumDepth else { throw tooDeep }
        objects += 1
        let number = objects
        position += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return }
        while true {
            guard peek == UInt8(ascii: "\"") else { throw problem("a key in quotes was expected") }
            let key = try string(isWanted: true)
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw problem("a colon was expected") }
            skipBlanks()
            let child = self.child(of: node, key)
            if child >= 0 {
                guard lastMet[child] != number else { throw problem("the key \(TextEncoding.quoted(key)) comes twice") }
                lastMet[child] = number
                try value(child, depth, owner: number, &row)
            } else if paths.nodes[node].anySlot >= 0 {
                try anyValue(paths.nodes[node].anySlot, key, depth, owner: number, &row)
            } else {
                try skipValue(depth)
            }
            skipBlanks()
            if take(UInt8(ascii: "}")) { return }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or a closing brace was expected") }
            skipBlanks()
        }
    }

    private func array(_ node: Int, _ depth: Int, owner: Int, _ row: inout TableRow) throws(JSONProblem) {
        guard depth <= JSONScanner.maximumDepth else { throw tooDeep }
        position += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return }
        while true {
            try value(node, depth, owner: owner, &row)
            skipBlanks()
            if take(UInt8(ascii: "]")) { return }
            guard take(UInt8(ascii: ",")) else { throw problem("a comma or a closing bracket was expected") }
            skipBlanks()
        }
    }

    private func child(of node: Int, _ key: UnsafeRawBufferPointer) -> Int {
        let children = paths.nodes[node].children
        for index in children.indices where children[index].key.count == key.count {
            let isSame = key.isEmpty || children[index].key.withUnsafeBytes { memcmp($0.baseAddress!, key.baseAddress!, key.count) == 0 }
            if isSame { return children[index].node }
        }
        return -1
    }

    // MARK: Unwanted parts

    /// Passes over a value of any depth, without recursion.
    private func skipValue(_ depth: Int) throws(JSONProblem) {
        var open: [UInt8] = []
        while true {
            switch peek {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth + open.count < JSONScanner.maximumDepth else { throw tooDeep }
                let isObject = peek == UInt8(ascii: "{")
                position += 1
                skipBlanks()
                if take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { break }
                open.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                if isObject { try skipKey() }
                continue
            case UInt8(ascii: "\""): _ = try string(isWanted: false)
            default: try skipWord()
            }
            // A value is behind us: close what ends here, or go on to the next one.
            while true {
                guard let closing = open.last else { return }
                skipBlanks()
                if take(closing) {
                    open.removeLast()
                    continue
                }
                guard take(UInt8(ascii: ",")) else { throw problem("a comma or a closing bracket was expected") }
                skipBlanks()
                if closing == UInt8(ascii: "}") { try skipKey() }
                break
            }
        }
    }

    private func skipKey() throws(JSONProblem) {
        guard peek == UInt8(ascii: "\"") else { throw problem("a key in quotes was expected") }
        _ = try string(isWanted: false)
        skipBlanks()
        guard take(UInt8(ascii: ":")) else { throw problem("a colon was expected") }
        skipBlanks()
    }

    // MARK: Words and strings

    /// A number, `true`, `false` or `null`.
    private func skipWord() throws(JSONProblem) {
        switch peek {
        case UInt8(ascii: "t"): try expect("true")
        case UInt8(ascii: "f"): try expect("false")
        case UInt8(ascii: "n"): try expect("null")
        default: try skipNumber()
        }
    }

    private func expect(_ word: StaticString) throws(JSONProblem) {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count, memcmp(bytes.baseAddress! + position, word.utf8Start, count) == 0 else {
            throw problem("a value was expected")
        }
        position += count
    }

    private func skipNumber() throws(JSONProblem) {
        _ = take(UInt8(ascii: "-"))
        // A zero in front stands alone.
        if !take(UInt8(ascii: "0")) { guard skipDigits() else { throw problem("a value was expected") } }
        if take(UInt8(ascii: ".")) { guard skipDigits() else { throw problem("a digit was expected") } }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard skipDigits() else { throw problem("a digit was expected") }
        }
    }

    private func skipDigits() -> Bool {
        let first = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        return position > first
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    /// - Returns: what is between the quotes, escapes resolved when it is wanted.
    private func string(isWanted: Bool) throws(JSONProblem) -> UnsafeRawBufferPointer {
        position += 1
        let first = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return UnsafeRawBufferPointer(rebasing: bytes[first..<(position - 1)])
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: first, isWanted: isWanted) }
            guard byte >= 0x20 else { throw problem("a control character in a string") }
            position += 1
        }
        throw problem("a string is never closed")
    }

    private func escapedString(from first: Int, isWanted: Bool) throws(JSONProblem) -> UnsafeRawBufferPointer {
        let kept = unescaped.count
        unescaped.append(UnsafeRawBufferPointer(rebasing: bytes[first..<position]))
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return unescaped.bytes(from: kept)
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20: throw problem("a control character in a string")
            default: unescaped.append(byte)
            }
        }
        throw problem("a string is never closed")
    }

    private func escape() throws(JSONProblem) {
        guard position < bytes.count else { throw problem("a string is never closed") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(8)
        case UInt8(ascii: "f"): unescaped.append(12)
        case UInt8(ascii: "n"): unescaped.append(10)
        case UInt8(ascii: "r"): unescaped.append(13)
        case UInt8(ascii: "t"): unescaped.append(9)
        case UInt8(ascii: "u"): try appendScalar()
        default: throw problem("an escape that JSON does not have")
        }
    }

    /// Four hexadecimal digits, or two times four for a character beyond the first 65,536. Half a pair becomes U+FFFD.
    private func appendScalar() throws(JSONProblem) {
        let unit = try hexadecimal()
        var scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
        if unit & 0xFC00 == 0xD800, position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        {
            let mark = position
            position += 2
            let second = try hexadecimal()
            if second & 0xFC00 == 0xDC00 {
                scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
            } else {
                position = mark
            }
        }
        for byte in UTF8.encode(scalar)! { unescaped.append(byte) }
    }

    private func hexadecimal() throws(JSONProblem) -> UInt32 {
        guard position + 4 <= bytes.count else { throw problem("four hexadecimal digits were expected") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 55)
            default: throw problem("four hexadecimal digits were expected")
            }
            position += 1
        }
        return value
    }

    // MARK: Bytes

    /// 0 at the end.
    private var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private func skipBlanks() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return }
            position += 1
        }
    }

    private func problem(_ reason: String) -> JSONProblem { JSONProblem(offset: position, reason: reason) }
    private var tooDeep: JSONProblem { problem("nested deeper than \(JSONScanner.maximumDepth)") }
}
