import LanguageModels
import Testing

@Suite("Streams of events, and when to come again")
struct StreamPartsTests {
    private let stream = "\u{FEFF}: hello\ndata: one\ndata:two\nid: 7\n\ndata\n\nevent: x\r\ndata: Käse 🧀\r\n\r\ndata: last\r\rdata: cut"

    @Test func eventsAreTheSameWhereverTheBytesAreCut() throws {
        let bytes = Array(stream.utf8)
        var whole = EventStreamParser(longest: 1000)
        let events = try whole.take(bytes).map { String(decoding: $0, as: UTF8.self) }
        #expect(events == ["one\ntwo", "", "Käse 🧀", "last"])
        for cut in 0...bytes.count {
            var parser = EventStreamParser(longest: 1000)
            let found = try parser.take(bytes[..<cut]) + parser.take(bytes[cut...])
            #expect(found.map { String(decoding: $0, as: UTF8.self) } == events, "cut at \(cut)")
        }
        var single = EventStreamParser(longest: 1000)
        #expect(try bytes.flatMap { try single.take([$0]) }.map { String(decoding: $0, as: UTF8.self) } == events)
    }

    @Test func anEventMayNotGrowWithoutEnd() throws {
        var parser = EventStreamParser(longest: 10)
        #expect(throws: EventStreamParser.TooLong.self) { try parser.take(Array("data: 12345".utf8)) }
        var lines = EventStreamParser(longest: 20)
        #expect(throws: EventStreamParser.TooLong.self) {
            for _ in 0..<100 { _ = try lines.take(Array("data: 1\n".utf8)) }
        }
    }

    @Test func patienceIsReadFromSecondsAndDates() {
        #expect(RetryAfter.pause("3", wall: 0) == .seconds(3) && RetryAfter.pause(" 0.5", wall: 0) == .milliseconds(500))
        #expect(RetryAfter.pause("Sun, 06 Nov 1994 08:49:37 GMT", wall: 784_111_770) == .seconds(7))
        #expect(RetryAfter.pause("Sun, 06 Nov 1994 08:49:37 GMT", wall: 784_111_900) == .zero)
        #expect(RetryAfter.pause("99999999999", wall: 0) == .seconds(86_400))
        for text in ["", "-1", "soon", "nan", "inf", "1e9", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            #expect(RetryAfter.pause(text, wall: 0) == nil, "\(text)")
        }
    }
}
