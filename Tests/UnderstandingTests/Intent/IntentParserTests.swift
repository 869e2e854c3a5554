import Foundation
import Testing
import Understanding

@Suite struct IntentParserTests {
    private let parser = IntentParser(
        lexicon: IntentLexicon(
            titles: [.init("Drama City"), .init("12 Angry Men"), .init("Alien"), .init("Up"), .init("The Matrix", others: ["黑客帝国"])],
            people: [.init("Adam Sandler"), .init("Tom Hanks"), .init("周星驰")]))

    private func read(_ text: String) -> Intent { parser.parse(text, in: 2026) }

    @Test func aSentenceOfManyPartsIsReadAndSaidAgain() {
        let intent = read("comedies from the 1990s, under 90 minutes, not with Adam Sandler")
        #expect(IntentSentence(intent, in: .english).text == "Comedies, from the 1990s, under 90 minutes, not with Adam Sandler")
        #expect(intent.confidence == 1)
        let chinese = read("九十年代的喜剧，90分钟以内，不要周星驰")
        #expect(IntentSentence(chinese, in: .chinese).text == "1990年代的喜剧片，90分钟以内，不要周星驰")
    }

    @Test func everyPieceWithAKeyCanBeTakenAway() {
        let intent = read(
            "dark French crime series with Tom Hanks since 2018 under 2 hours like Alien but funnier, no horror, about whales")
        #expect(intent.parts.count >= 11)
        for language in IntentSentence.Language.allCases {
            let keys = IntentSentence(intent, in: language).pieces.compactMap(\.key)
            #expect(Set(keys) == Set(intent.parts.map(\.key)), "\(language)")
            var rest = intent
            for key in keys { rest = rest.removing(key) }
            #expect(rest.isEmpty)
        }
        #expect(intent.removing("genre").values(.genre).isEmpty)
    }

    @Test func whatIsSaidAgainIsReadAgain() {
        for query in [
            "90s comedies with Tom Hanks", "horror under 90 minutes", "no horror", "French drama since 2015", "like Alien but funnier",
        ] {
            let intent = read(query)
            let again = read(IntentSentence(intent, in: .english).text)
            #expect(
                Set(again.parts.map(\.key)).isSuperset(of: intent.parts.map(\.key)),
                "\(query): \(IntentSentence(intent, in: .english).text)")
        }
    }

    @Test func spansAreThoseOfTheWords() throws {
        let query = "é😀 comedies with Tom Hanks"
        let part = try #require(read(query).parts.first { $0.key == "person:Tom Hanks" })
        let units = Array(query.utf16)
        #expect(String(decoding: units[try #require(part.span)], as: UTF16.self) == "Tom Hanks")
    }

    @Test func aWordOfTheVocabularyIsNoTitleAndATitleIsNoVocabulary() {
        #expect(read("drama").values(.genre) == ["drama"])
        #expect(read("Drama City").title == "Drama City")
        #expect(read("12 angry men").title == "12 Angry Men")
        #expect(read("黑客帝国").title == "The Matrix")
    }

    @Test func theCurrentYearIsTheCallers() {
        #expect(parser.parse("from the last five years", in: 1999).years?.from == 1994)
        #expect(parser.parse("from the last five years", in: 2026).years?.from == 2021)
    }

    @Test func anIntentIsTheSameAfterCoding() throws {
        let intent = read("dark comedies with Tom Hanks before 1990 like Alien but not horror")
        #expect(try JSONDecoder().decode(Intent.self, from: JSONEncoder().encode(intent)) == intent)
    }

    @Test func hostileQueriesAreReadWithoutHarm() {
        let pieces = [
            "", " ", "not", "like", "with", "-", "1999", "90", "but", "\u{0}", "\u{301}", "👩‍👩‍👧‍👦", "不", "年", "百", "between", "under", "’", "\"",
            "《", "99999999999999999999", "1h", "e9", "0.1.2", "’s",
        ]
        var random = SeededNumbers(state: 5)
        for _ in 0..<2_000 {
            let text = (0..<Int(random.next() % 12)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined(
                separator: random.next() % 2 == 0 ? " " : "")
            let intent = read(text)
            #expect((0...1).contains(intent.confidence))
            for part in intent.parts { if let span = part.span { #expect(span.lowerBound >= 0 && span.upperBound <= text.utf16.count) } }
        }
        for unit in ["not ", "like ", "a", "\u{301}", "with tom ", "百", "1999-", "\"", "和"] {
            _ = read(String(repeating: unit, count: 200_000 / unit.utf8.count))
        }
    }

    @Test func aTableSaysWhichLineCannotBeRead() {
        for (table, line) in [
            ("genre comedy: comedy\nnonsense", 2), ("colour red: red", 1), ("genre a: x\n\ngenre b: x", 3), ("mood dark: ,", 1),
        ] {
            #expect { try IntentVocabulary(parsing: table) } throws: { ($0 as? IntentVocabulary.Fault)?.line == line }
        }
    }
}

/// SplitMix64.
private struct SeededNumbers {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
