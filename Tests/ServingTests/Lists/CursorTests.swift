import Datasets
import Serving
import Testing

@Suite struct CursorTests {
    private let key = CursorKey(Array(0..<32))

    @Test func whatWasSealedOpensAgain() throws {
        var random = SeededGenerator(seed: 1)
        for length in 0..<200 {
            let payload = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Cursor.seal(payload, for: "list", key: key)
            #expect(try Cursor.open(text, for: "list", key: key) == payload, "length \(length)")
            #expect(text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || isAlphanumeric($0) })
        }
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    @Test func everySingleChangeOfALetterIsNoticed() {
        let text = Array(Cursor.seal(Array("place 17".utf8), for: "list", key: key).utf8)
        for position in text.indices {
            for letter in Array("AZaz09-_".utf8) where letter != text[position] {
                var changed = text
                changed[position] = letter
                #expect(throws: CursorError.self, "position \(position), letter \(letter)") {
                    try Cursor.open(String(decoding: changed, as: UTF8.self), for: "list", key: key)
                }
            }
        }
    }

    @Test func cutAndPaddedCursorsAreRefused() {
        let text = Cursor.seal([1, 2, 3, 4, 5], for: "list", key: key)
        for length in 0..<text.count {
            #expect(throws: CursorError.self) { try Cursor.open(String(text.prefix(length)), for: "list", key: key) }
        }
        for more in ["A", "=", "AA", "AAAA", " ", "\n", "\0", "é"] {
            #expect(throws: CursorError.self) { try Cursor.open(text + more, for: "list", key: key) }
            #expect(throws: CursorError.self) { try Cursor.open(more + text, for: "list", key: key) }
        }
    }

    @Test func aCursorOpensOnlyForItsPurposeAndItsService() {
        let text = Cursor.seal([7], for: "list", key: key)
        #expect(throws: CursorError.foreign) { try Cursor.open(text, for: "page", key: key) }
        #expect(throws: CursorError.foreign) { try Cursor.open(text, for: "list", key: CursorKey(Array(1..<33))) }
    }

    @Test func randomTextIsNeverACursor() {
        var random = SeededGenerator(seed: 2)
        let letters = Array("ABCabc019-_=+/ %\u{7F}é🙂".unicodeScalars)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...80, using: &random) { text.append(letters.randomElement(using: &random)!) }
            #expect(throws: CursorError.self) { try Cursor.open(String(text), for: "list", key: key) }
        }
        #expect(throws: CursorError.malformed) { try Cursor.open(String(repeating: "A", count: 1_000_000), for: "list", key: key) }
    }

    @Test func payloadsReadAsTheyWereWritten() {
        var writer = CursorWriter()
        let numbers: [UInt64] = [0, 1, 127, 128, 300, UInt64(UInt32.max), .max]
        let signed: [Int64] = [0, -1, 1, .min, .max]
        for number in numbers { writer.write(number) }
        for number in signed { writer.write(number) }
        writer.write("Amélie 🙂")
        var reader = CursorReader(writer.bytes)
        for number in numbers { #expect(reader.number() == number) }
        for number in signed { #expect(reader.signed() == number) }
        #expect(reader.text() == "Amélie 🙂")
        #expect(reader.isAtEnd && reader.number() == nil && reader.text() == nil)
    }

    @Test func damagedPayloadsReadAsNothing() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            var reader = CursorReader((0..<12).map { _ in UInt8.random(in: 0...255, using: &random) })
            while !reader.isAtEnd { guard reader.text() != nil, reader.number() != nil, reader.signed() != nil else { break } }
        }
        var endless = CursorReader([UInt8](repeating: 0xFF, count: 20))
        #expect(endless.number() == nil)
        var long = CursorReader([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x41])
        #expect(long.text() == nil)
    }
}
