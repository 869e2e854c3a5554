import HTTPAPI
import Serving
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        #"{"a":1,"b":[true,false,null],"c":"é\u00e9\ud83d\ude00","d":-1.5e3}"#, "[]", "{}", "0", "-0.5", #""""#, " [ 1 , 2 ] ",
    ])
    func whatIsJSONIsRead(_ text: String) throws { _ = try JSONReader.read(text) }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1,\"a\":2}", "01", "1.", ".5", "+1", "1e", "1e309", "-", "nul", "True",
        "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\u{0}\"", "\"abc", "[1] 2", "NaN", "Infinity", "'a'", "{a:1}", "//",
        "\u{FEFF}{}",
    ])
    func whatIsNotIsRefused(_ text: String) { #expect(throws: JSONSyntaxError.self) { try JSONReader.read(text) } }

    @Test func limitsHold() {
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(deep) }
        let inner = String(repeating: "[", count: 64) + "1" + String(repeating: "]", count: 64)
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(inner) }
        let most = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try JSONReader.read(most) }
        let digits = String(repeating: "1", count: 401)
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read("0." + digits) }
        let escaped = "\"\\n" + String(repeating: "a", count: 65_536) + "\""
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(escaped) }
        let wide = "[" + repeatElement("1", count: 10_001).joined(separator: ",") + "]"
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(wide) }
        let long = "\"" + String(repeating: "a", count: 65_537) + "\""
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(long) }
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read(bytes: [0x22, 0xFF, 0x22]) }
    }

    @Test func wholeNumbersStayWhole() throws {
        #expect(
            try JSONReader.read("[0,-0,12,-9223372036854775808,9223372036854775807]")
                == .array([.integer(0), .integer(0), .integer(12), .integer(.min), .integer(.max)]))
        #expect(
            try JSONReader.read("[9223372036854775808,1.0,1e2]") == .array([.number(9_223_372_036_854_775_808), .number(1), .number(100)]))
    }

    @Test func manyKeysAreStillComparedWithEachOther() throws {
        let names = (0..<20).map { "\"k\($0)\":\($0)" }
        let value = try JSONReader.read("{" + names.joined(separator: ",") + "}")
        #expect(value.object?.count == 20)
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read("{" + (names + ["\"k3\":1"]).joined(separator: ",") + "}") }
        #expect(throws: JSONSyntaxError.self) { try JSONReader.read("{" + (names + ["\"k15\":1"]).joined(separator: ",") + "}") }
    }

    @Test func whatIsWrittenReadsTheSame() throws {
        let texts = ["", "a\"b\\c\n\t\u{1}\u{7F}</script>", "Amélie – 東京物語 😀", "\u{2028}"]
        let numbers: [Double] = [0, -0.0, 1.5, 1e300, 5e-324, 0.1, 123_456_789.125, 1e21]
        var json = JSONWriter()
        json.object { json in
            json.field("texts", texts)
            json.array("numbers", numbers) { $0.value($1) }
            json.field("nothing", Double.nan)
            json.object("inside") { $0.field("truth", true) }
            json.key(text: "a \"key\"")
            json.value(7)
        }
        let read = try JSONReader.read(bytes: json.bytes)
        #expect(read["texts"]?.array?.map(\.string) == texts)
        #expect(read["numbers"]?.array?.map(\.double) == numbers)
        #expect(read["nothing"] == .null && read["inside"]?["truth"] == .bool(true) && read["a \"key\""] == .integer(7))
        #expect(!json.bytes.contains(UInt8(ascii: "<")))
    }

    @Test func fieldsAreStrict() throws {
        var fields = try JSONFields(
            try JSONReader.read(#"{"count":false,"size":1.5,"width":2.0,"height":1e300,"name":"x","other":1,"gone":null}"#), pointer: "")
        #expect(throws: Problem.field("/count", "is not a whole number between 1 and 5")) { try fields.integer("count", in: 1...5) }
        #expect(throws: Problem.self) { try fields.integer("size", in: 0...5) }
        // Whole is what has no fraction, however it is written.
        #expect(try fields.integer("width", in: 0...5) == 2)
        #expect(throws: Problem.self) { try fields.integer("height", in: 0...5) }
        #expect(try fields.string("name") == "x")
        #expect(try fields.string("gone") == nil && fields.wasNull("gone"))
        #expect(throws: Problem.field("/other", "is not a field that can be set here")) { try fields.finish() }
    }

    @Test func timesGoThereAndBack() throws {
        for text in [
            "1970-01-01T00:00:00Z", "2026-03-01T21:30:00Z", "2024-02-29T23:59:59.250Z", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z",
        ] {
            let time = try #require(RFC3339.parse(text))
            #expect(RFC3339.text(time) == text)
        }
        #expect(RFC3339.parse("2026-03-01T23:30:00+02:00") == RFC3339.parse("2026-03-01T21:30:00Z"))
        for text in [
            "", "2026-03-01", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T00:00:00",
            "2026-03-01T00:00:00.Z", "2026-03-01T00:00:00Zx", "2026-03-01 00:00:00Z", "2026-03-01T00:00:00.0123456789Z",
            "2026-03-01T00:00:61Z", "2026-03-01T00:00:00+24:00",
        ] {
            #expect(RFC3339.parse(text) == nil, "\(text)")
        }
    }
}
