import Testing
import ToolProtocol
import Understanding

@Suite struct PlainLineTests {
    @Test func whatIsHiddenIsTakenOutAndWhatIsLongIsCut() {
        #expect(PlainLine.of("  a \r\n\t b\u{2028}c  ", longest: 100) == "a b c")
        #expect(PlainLine.of("a\u{200B}\u{202E}\u{FEFF}\u{E0041}\u{0}b\u{FE0F}\u{E0101}", longest: 100) == "a b")
        #expect(PlainLine.of("Amélie – 天使爱美丽 🎬", longest: 100) == "Amélie – 天使爱美丽 🎬")
        #expect(PlainLine.of("abcdef", longest: 3) == "abc…")
        #expect(PlainLine.of(String(repeating: "\u{200B}", count: 1_000_000) + "x", longest: 3) == "…")
        #expect(PlainLine.of("", longest: 3) == "")
    }

    @Test func measuredNumbersAreShortAndNeverBreakTheText() throws {
        #expect(JSONTree.rounded(1.23456).text == "1.235" && JSONTree.rounded(2).text == "2" && JSONTree.rounded(-0.0004).text == "0")
        for value in [Double.nan, .infinity, -.infinity, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude] {
            _ = try JSONTree.read(JSONTree.rounded(value).text)
        }
    }
}
