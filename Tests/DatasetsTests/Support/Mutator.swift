import Datasets

/// Damages files as accidents and attackers do; the same seed gives the same files.
struct Mutator {
    private var generator: SeededGenerator

    /// What parsers trip over: numbers beyond every type, halves of escapes and surrogates, quotes, separators, line ends, other encodings.
    static let tokens: [[UInt8]] =
        [
            "1e309", "-1e309", "NaN", "Infinity", "-0", "00", "0x10", "9223372036854775808", "-9223372036854775809",
            "99999999999999999999999999999999999999", "1e-400", "1.7976931348623159e308", ".", "-", "+1", "1.", ".5", "1e", "\"", "\"\"",
            "\"\"\"",
            "\\", "\\u", "\\uD800", "\\uDC00\\uD800", "\\uD83D\\uDE00", "\\u0000", "{", "}", "[", "]", "{}", "[]", "{\"a\":", ":", ",",
            ",,,,", "\t",
            "|", "::", "\n", "\r", "\r\n", "\n\n\n", "\"\n\"", "null", "true", "false", "NA", "''", "2024-02-30", "0000-00-00T99:99:99Z",
            "9999-12-31T23:59:59+99:99", "\u{0}", "\u{FEFF}", "\u{202E}", "日本語", "e\u{301}\u{301}\u{301}", "*", ".*", "%s%n",
            "../../etc/passwd",
            "'; drop table events; --", "=1+1", "-1", "0", "1e18", "1506826818863000", "tt", "yyyy", "user_id", "item",
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE], [0xFE, 0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD],
        ]

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }

    /// One to eight changes.
    mutating func damaged(_ bytes: [UInt8], splicing other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) { change(&bytes, other) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<14, using: &generator) {
        case 0, 1: flip(&bytes)
        case 2: bytes.removeSubrange(place...)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
        case 4, 5, 6: bytes.insert(contentsOf: Mutator.tokens.randomElement(using: &generator)!, at: place)
        case 7: replace(&bytes, at: place, with: Mutator.tokens.randomElement(using: &generator)!)
        case 8: bytes.insert(contentsOf: slice(of: other), at: place)
        case 9: bytes.insert(contentsOf: slice(of: bytes), at: place)
        case 10: bytes.insert(contentsOf: nesting(), at: place)
        case 11: bytes.insert(contentsOf: long(), at: place)
        case 12: replaceField(&bytes)
        default: bytes.insert(contentsOf: (0..<8).map { _ in UInt8.random(in: 0...255, using: &generator) }, at: place)
        }
        // Splices of splices would grow without end.
        if bytes.count > 300_000 { bytes.removeSubrange(300_000...) }
    }

    private mutating func flip(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    }

    private func replace(_ bytes: inout [UInt8], at place: Int, with token: [UInt8]) {
        bytes.replaceSubrange(place..<min(bytes.count, place + token.count), with: token)
    }

    /// Puts a token in place of what stands between two separators.
    private mutating func replaceField(_ bytes: inout [UInt8]) {
        let separators: Set<UInt8> = [9, 10, 44, 58, 124, 34, 125]
        let places = bytes.indices.filter { separators.contains(bytes[$0]) }
        guard places.count > 1 else { return }
        let index = Int.random(in: 0..<(places.count - 1), using: &generator)
        bytes.replaceSubrange((places[index] + 1)..<places[index + 1], with: Mutator.tokens.randomElement(using: &generator)!)
    }

    private mutating func slice(of bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        let start = Int.random(in: 0..<bytes.count, using: &generator)
        return Array(bytes[start..<min(bytes.count, start + Int.random(in: 1...400, using: &generator))])
    }

    private mutating func nesting() -> [UInt8] {
        let depth = [3, 60, 255, 256, 257, 20_000].randomElement(using: &generator)!
        let pair = [("[", "]"), ("{\"a\":", "}"), ("{\"fields\":[", "]}"), ("\"", "\""), ("(", ")")].randomElement(using: &generator)!
        let middle = Bool.random(using: &generator) ? "1" : ""
        let closing = Bool.random(using: &generator) ? String(repeating: pair.1, count: depth) : ""
        return Array((String(repeating: pair.0, count: depth) + middle + closing).utf8)
    }

    private mutating func long() -> [UInt8] {
        let byte = [UInt8(ascii: "x"), UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "\""), 9, 10, 0xFF].randomElement(
            using: &generator)!
        return [UInt8](repeating: byte, count: [300, 5_000, 100_000].randomElement(using: &generator)!)
    }
}
