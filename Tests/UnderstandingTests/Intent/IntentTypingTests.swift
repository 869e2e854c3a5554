import Testing
import Understanding

/// What is read of a query whose last word is still being typed.
@Suite struct IntentTypingTests {
    private let parser = IntentParser(
        lexicon: IntentLexicon(
            titles: [
                .init("The Dark Knight"), .init("The Dark Knight Rises"), .init("Dark War Rising"), .init("Star Wars"), .init("Alien"),
                .init("Knight and Day"), .init("盗梦空间"),
            ],
            people: [
                .init("Bruce Willis", weight: 12), .init("Bruce Lee", weight: 4), .init("Tom Hanks", weight: 9),
                .init("Tom Hardy", weight: 8), .init("Spike Lee", weight: 3),
            ]))

    private func keys(_ text: String, isUnfinished: Bool = true) -> [String] {
        parser.parse(text, in: 2026, isUnfinished: isUnfinished).parts.map(\.key)
    }

    @Test func aTitleThatTheQueryBeginsIsNoMoodAndNoGenre() {
        for (text, title) in [
            ("the dark kni", "The Dark Knight"), ("the dark", nil), ("star war", "Star Wars"), ("dark knight r", "The Dark Knight Rises"),
            ("盗梦", "盗梦空间"), ("i want to watch the dark kn", "The Dark Knight"),
        ] as [(String, String?)] {
            #expect(parser.parse(text, in: 2026, isUnfinished: true).title == title, "\(text)")
        }
        // Nothing that is finished is completed.
        #expect(parser.parse("the dark kni", in: 2026).title == nil)
        #expect(parser.parse("the dark kni ", in: 2026, isUnfinished: true).title == nil)
    }

    @Test func wordsThatMeanSomethingAsTheyStandAreNoBeginnings() {
        #expect(Set(keys("dark war")) == ["mood:dark", "genre:war"])
        #expect(keys("the dark war ris") == ["title"] || keys("dark war ris") == ["title"])
        #expect(keys("comedies") == ["genre:comedy"])
    }

    @Test func aPersonIsCompletedWhereOnlyOneIsCalledSo() {
        #expect(keys("bruce wil") == ["person:Bruce Willis"])
        #expect(keys("comedies with bruce wil") == ["genre:comedy", "person:Bruce Willis"])
        #expect(keys("comedies by spike l") == ["genre:comedy", "person:Spike Lee"])
        // Two are called so, and neither is far better known.
        #expect(keys("comedies with tom h") == ["genre:comedy", "text"])
        #expect(keys("bruce wil", isUnfinished: false) == ["text"])
    }

    @Test func aWordOfTheTablesIsCompletedWhereAllThatBeginSoMeanTheSame() {
        #expect(
            Set(keys("french thril")) == ["country:FR", "genre:thriller"]
                || Set(keys("french thrille")) == ["country:FR", "genre:thriller"])
        #expect(Set(keys("french horr")) == ["country:FR", "genre:horror"])
        // "com" may become a comedy or a comic book: nothing is said of it yet.
        #expect(keys("french com") == ["country:FR"])
        #expect(keys("comedies wi") == ["genre:comedy"])
    }

    @Test func aShortQueryThatEndsInTheBeginningOfANameIsOne() {
        // No title begins so, but "kni" begins a word of titles: "dark" is a word of a name then, not a mood.
        #expect(keys("scary kni") == ["text"])
        let sentence = IntentSentence(parser.parse("comedies with tom h", in: 2026, isUnfinished: true), in: .english, isBegun: true)
        #expect(sentence.text == "Comedies, “tom h…”")
        #expect(parser.isBegun("tom h") && parser.isBegun("the dark k") && !parser.isBegun("tom hanks") && !parser.isBegun("zebra cro"))
    }

    @Test func aNewLetterNeverTrapsWhateverStandsThere() {
        let queries = [
            "comedies like the dark kni", "不要 tom h", "《盗", "with with bru", "no dark kni", "90s com", "’s", "1h", "like", "《盗梦空间》 bru",
        ]
        for query in queries {
            for end in query.indices { _ = parser.parse(String(query[...end]), in: 2026, isUnfinished: true) }
        }
    }
}
