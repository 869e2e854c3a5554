import Datasets
import Foundation
import Testing

/// Files that are one JSON value: an object of objects, or a list of them.
@Suite struct JSONDocumentTests {
    let folder = TestFolder()

    private func read(_ items: String, _ plays: String = FuzzCorpus.playsJSON) throws -> RecordingSink {
        folder.write("items.json", items)
        folder.write("plays.json", plays)
        var sink = RecordingSink()
        try MappedImporter(mapping: FuzzCorpus.documentMapping, path: folder.path).run(into: &sink)
        return sink
    }

    @Test func keysOfAnObjectAreIds() throws {
        let sink = try read(FuzzCorpus.itemsJSON)
        #expect(sink.problems.isEmpty, "\(sink.problems)")
        #expect(sink.items.map(\.id) == (1...12).map { ItemID("i\($0)") })
        #expect(sink.items[3].title == "Film 4" && sink.items[3].facets[FacetName(rawValue: "brand")] == ["a, {b}"])
        #expect(sink.items[3].text == #"["x", 'y']"#)
        #expect(sink.events.count == 12 && sink.events[1].user == UserID("2") && sink.events[1].item == ItemID("i2"))
    }

    @Test func valuesMayStandOnOneLineOrOnMany() throws {
        let many = "\u{FEFF}{ \"a\" :\n {\n \"title\" : \"A\\\"}\" \n} \n,\n\"b\":{\"title\":\"B\"}\n}\n"
        let sink = try read(many)
        #expect(sink.items.map(\.title) == ["A\"}", "B"] && sink.problems.isEmpty)
    }

    @Test(arguments: [
        (#"{"a": {"title": "A"}, "b": {"title": "B""#, 1, RowProblem.Kind.truncated), (#"{"a": {"title": "A"}} {"b": {}}"#, 1, .malformed),
        (#"{"a": {"title": "A"} "b": {"title": "B"}}"#, 1, .malformed), (#"{"a": {"title": "A"}, 7: {"title": "B"}}"#, 1, .malformed),
        (#"{"a": {"title": "A"}, "b": 3, "c": {"title": "C"}}"#, 2, .malformed),
        (#"{"a": {"title": "A"}, "b": {"title": B}, "c": {"title": "C"}}"#, 2, .malformed),
        (#"{"a": {"title": "A"}, "\u0062": {"title": "B"}, "c": {"title": "C"}}"#, 2, .malformed),
    ]) func damageCostsWhatItTouches(text: String, items: Int, kind: RowProblem.Kind) throws {
        let sink = try read(text)
        #expect(sink.items.count == items, "\(sink.items)")
        #expect(sink.problems.map(\.kind) == [kind], "\(sink.problems)")
    }

    @Test(arguments: ["", "7", "{}", "[]", "[", "{", "[}", "\"text\"", "[1, 2]", "{\"a\"}", String(repeating: "[", count: 100_000)])
    func whatIsNoTableIsRefused(text: String) {
        #expect(throws: ImportError.self) { try read(text) }
    }
}
