import Testing
import Understanding

@Suite("JSON that models send")
struct JSONTreeTests {
    @Test func whatIsJSONIsReadAndWrittenAlike() throws {
        let text = #"{"a":[1,-2.5,1e3,true,false,null],"b":{"c":"\u00e9\n\"\\ \ud83e\uddc0"},"d":""}"#
        let tree = try JSONTree.read(text)
        #expect(tree["a"]?[1]?.double == -2.5 && tree["a"]?[2]?.integer == 1000 && tree["b"]?["c"]?.string == "é\n\"\\ 🧀")
        #expect(try JSONTree.read(tree.text) == tree)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "1e", "nan", "tru", "truex", "\"", "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\u{1}\"", "1 2", "{\"a\":1,\"a\":2}", "1e999", "[1 2]", "\"\\u+123\"", "{\"a\" 1}",
    ]) func whatIsNotJSONIsRefused(_ text: String) {
        #expect(throws: JSONTreeError.self) { try JSONTree.read(text) }
    }

    @Test func deepAndBrokenTextsAreRefused() {
        #expect(throws: JSONTreeError.self) { try JSONTree.read(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONTreeError.self) { try JSONTree.read([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONTreeError.self) { try JSONTree.read("[" + String(repeating: "0,", count: 300_000) + "0]") }
    }

    @Test func damagedTextsNeverTrap() {
        let text = Array(#"{"choices":[{"message":{"content":"K\u00e4se \ud83e\uddc0"},"n":-1.5e3}],"ok":[true,null]}"#.utf8)
        for cut in text.indices { #expect(throws: JSONTreeError.self) { try JSONTree.read(Array(text[..<cut])) } }
        for place in text.indices {
            for byte in [UInt8(0), 0x22, 0x5C, 0x7B, 0x7D, 0x80, 0xFF] {
                var damaged = text
                damaged[place] = byte
                _ = try? JSONTree.read(damaged)
            }
        }
    }
}

@Suite("Schemas of answers")
struct AnswerSchemaTests {
    private let schema = """
        {"type":"object","properties":{"year":{"type":"integer","minimum":1870,"maximum":2100},
        "mood":{"type":["string","null"],"enum":["dark","light"]},"score":{"type":"number","maximum":1},
        "names":{"type":"array","items":{"type":"string","minLength":1,"maxLength":3},"minItems":1,"maxItems":2},"ok":{"type":"boolean"}},
        "required":["year"],"additionalProperties":false}
        """

    @Test(arguments: [
        #"{"year":1995}"#, #"{"year":1995,"mood":null}"#, #"{"year":1995,"mood":"dark","score":0.5,"names":["a","中文字"],"ok":true}"#,
    ]) func whatFitsPasses(_ text: String) throws {
        try AnswerSchema(schema).check(JSONTree.read(text))
        #expect(try AnswerSchema.tree(of: text, schema)["year"]?.integer == 1995)
    }

    @Test(arguments: [
        #"{}"#, #"[]"#, #"{"year":"1995"}"#, #"{"year":1995.5}"#, #"{"year":382393}"#, #"{"year":1995,"more":1}"#,
        #"{"year":1995,"mood":"grim"}"#, #"{"year":1995,"score":1.1}"#, #"{"year":1995,"names":[]}"#,
        #"{"year":1995,"names":["a","b","c"]}"#,
        #"{"year":1995,"names":["abcd"]}"#, #"{"year":1995,"names":[""]}"#, #"{"year":1995,"ok":"true"}"#, #"{"year":null}"#, "no json",
    ]) func whatDoesNotFitIsRefused(_ text: String) {
        #expect(throws: LanguageModelError.self) { try AnswerSchema.tree(of: text, schema) }
    }

    @Test func aFaultSaysWhereItIs() throws {
        let fault = AnswerSchema.Fault(path: "/names/1", reason: "is too short or too long")
        #expect(throws: fault) { try AnswerSchema(schema).check(JSONTree.read(#"{"year":1995,"names":["a","abcd"]}"#)) }
    }

    @Test(arguments: [
        "{", "7", #"{"type":"object","oneOf":[]}"#, #"{"type":"string","pattern":"a"}"#, #"{"type":"array"}"#, #"{"type":"date"}"#, "{}",
        #"{"type":"integer","minimum":3,"maximum":1}"#, #"{"type":"string","minLength":3,"maxLength":1}"#,
        #"{"type":"array","items":{"type":"string"},"minItems":-1}"#, #"{"type":["string","integer"]}"#,
        #"{"type":"string","maxLength":1.5}"#,
    ]) func schemasThatWouldNotBeCheckedWholeAreRefused(_ text: String) {
        #expect(throws: (any Error).self) { try AnswerSchema(text) }
    }
}
