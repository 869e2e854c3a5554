import Testing
import Understanding

@Suite("The vocabulary of tags")
struct TagVocabularyTests {
    private func file(_ tag: String, format: String = "tastemaker-tags") -> [UInt8] {
        Array(#"{"format": "\#(format)", "version": 1, "tags": [\#(tag)]}"#.utf8)
    }

    private func error(_ bytes: [UInt8]) -> TagVocabularyError? {
        do {
            _ = try TagVocabulary(json: bytes)
            return nil
        } catch { return error }
    }

    private static let good = #"{"id": "heist", "category": "story", "name": {"en": "Heist", "zh": "劫案"}, "cues": ["rob a bank"]}"#

    @Test func theBuiltInOneIsReadAndNamesEveryTagInEnglishAndChinese() throws {
        let vocabulary = try TagVocabulary(json: TagVocabulary.standardFile)
        #expect(vocabulary.count >= 120)
        #expect(Set(vocabulary.tags.map(\.category)) == Set(TagCategory.allCases))
        for tag in vocabulary.tags {
            #expect(tag.names["en"]?.isEmpty == false && tag.names["zh"]?.isEmpty == false, "\(tag.id)")
            #expect(!tag.cues.isEmpty, "\(tag.id) can never be found")
        }
        #expect(vocabulary["heist"]?.name(in: "zh") == "抢劫计划")
    }

    @Test func aSmallFileIsRead() throws {
        let vocabulary = try TagVocabulary(json: file(Self.good))
        #expect(vocabulary.tags.map(\.id) == ["heist"])
        #expect(vocabulary["heist"]?.name(in: "fr") == "Heist")
    }

    @Test(arguments: [
        (#"{"id": "heist", "category": "story", "name": {"en": "H", "zh": "劫"}, "cues": [], "colour": 1}"#, "colour"),
        (#"{"id": "heist", "category": "smell", "name": {"en": "H", "zh": "劫"}, "cues": []}"#, "category"),
        (#"{"id": "He ist", "category": "story", "name": {"en": "H", "zh": "劫"}, "cues": []}"#, "id"),
        (#"{"id": "heist", "category": "story", "name": {"en": "H"}, "cues": []}"#, "name.zh"),
        (#"{"id": "heist", "category": "story", "name": {"en": "H", "zh": "劫"}, "cues": ["..."]}"#, "cues[0]"),
        (#"{"id": "heist", "category": "story", "name": {"en": "H", "zh": "劫"}, "cues": ["ro*"]}"#, "cues[0]"),
        (#"{"id": "heist", "category": "story", "name": {"en": "H", "zh": "劫"}, "cues": ["Rob", "rob"]}"#, "cues[1]"),
        (#"{"id": "heist", "category": "story", "name": {"en": "H", "zh": "劫"}}"#, "cues"),
        (
            #"{"id": "heist", "category": "story", "name": {"en": "H", "zh": "劫"}, "cues": [], "facets": [{"facet": "genre", "value": "Crime", "share": 2}]}"#,
            "facets[0]"
        ),
        (Self.good + "," + Self.good, "twice"),
        (#"{"id": 4}"#, "id"), ("", "tags"),
    ])
    func whatIsWrongIsNamed(_ tag: String, _ word: String) {
        let found = error(file(tag))
        #expect(found?.description.contains(word) == true, "\(tag): \(found.map(String.init(describing:)) ?? "accepted")")
    }

    @Test func anotherFormatIsRefused() { #expect(error(file(Self.good, format: "other"))?.place == "format") }

    @Test func cutAndHostileFilesAreRefusedWithoutATrap() {
        let whole = Array(file(Self.good))
        for length in 0..<whole.count { #expect(error(Array(whole.prefix(length))) != nil) }
        #expect(error(Array(repeating: UInt8(ascii: "["), count: 200_000)) != nil)
        #expect(error(Array(repeating: 0, count: (4 << 20) + 1)) != nil)
        #expect(error(Array(#"{"format": "tastemaker-tags", "version": 1e400, "tags": []}"#.utf8)) != nil)
    }
}
