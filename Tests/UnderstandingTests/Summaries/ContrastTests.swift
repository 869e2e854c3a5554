import Datasets
import Testing
import Understanding

/// "Like X, but lighter": said where what is known of both says so, and refused everywhere else.
@Suite struct ContrastTests {
    private typealias Side = TitleContrast.Side

    @Test func aContrastNeedsEvidenceOnBothSides() {
        let cases: [(Side, Side, TitleContrast?)] = [
            (Side(tags: ["feel-good"]), Side(tags: ["gritty"]), .lighter), (Side(tags: ["dark"]), Side(tags: ["cosy"]), .darker),
            (Side(tags: ["feel-good"]), Side(), nil), (Side(), Side(tags: ["gritty"]), nil),
            (Side(tags: ["feel-good", "dark"]), Side(tags: ["gritty"]), nil), (Side(tags: ["fast"]), Side(tags: ["slow"]), .faster),
            (Side(minutes: 80), Side(minutes: 120), .shorter), (Side(minutes: 81), Side(minutes: 120), nil),
            (Side(year: 2010), Side(year: 1990), .newer), (Side(year: 1990), Side(year: 2010), .older),
            (Side(year: 2009), Side(year: 1990), nil),
            // Moods say more than years.
            (Side(tags: ["funny"], year: 2010), Side(tags: ["dark"], year: 1950), .lighter),
        ]
        for (title, cause, contrast) in cases { #expect(TitleContrast(of: title, to: cause) == contrast, "\(title) \(cause)") }
        // Nothing is other than itself, and no contrast holds both ways.
        for side in [Side(tags: ["funny", "slow"], year: 1990, minutes: 100), Side()] { #expect(TitleContrast(of: side, to: side) == nil) }
        for (title, cause, _) in cases {
            for contrast in TitleContrast.allCases where contrast.holds(of: title, to: cause) {
                #expect(!contrast.holds(of: cause, to: title))
            }
        }
    }

    private func subject(
        _ contrast: TitleContrast?, shared: [String] = [], causes: [String] = ["Seven"], _ language: PitchLanguage = .english
    ) -> PitchSubject {
        PitchSubject(
            facts: PitchFacts(
                id: "t", title: "Clue", year: 1985, genres: ["Mystery", "Comedy"], people: [.init("Tim Curry", .cast)]),
            reasons: [PitchReason(.becauseOf, causes: causes.map { .init($0) }, shared: shared, contrast: contrast)], language: language)
    }

    @Test func everyContrastIsSaidAndHoldsBeforeTheChecker() throws {
        for contrast in TitleContrast.allCases {
            for language in PitchLanguage.allCases {
                for shared in [[], ["Mystery"], ["Tim Curry"]] {
                    let subject = subject(contrast, shared: shared, language)
                    let text = try #require(PitchWriter.reason(subject), "\(contrast) \(language) \(shared)")
                    #expect(text.contains(language == .english ? contrast.english : contrast.chinese), "\(text)")
                    #expect(ClaimChecker(subject).claims(of: text).contains { $0.kind == .contrast && $0.isSupported }, "\(text)")
                    // The same sentence without the evidence is refused.
                    #expect(!ClaimChecker(self.subject(nil, shared: shared, language)).unsupported(in: text).isEmpty, "\(text)")
                    let other = TitleContrast.allCases.first { $0 != contrast }
                    #expect(!ClaimChecker(self.subject(other, shared: shared, language)).unsupported(in: text).isEmpty, "\(text)")
                }
            }
        }
    }

    @Test func aContrastToAnotherTitleIsRefused() {
        let checker = ClaimChecker(subject(.lighter, causes: ["Seven", "Zodiac"]))
        #expect(checker.unsupported(in: "Like “Seven”, which you watched, but lighter.").isEmpty)
        for text in [
            "Like “Zodiac”, which you watched, but lighter.", "Like “Seven” and “Zodiac”, but lighter.", "It is lighter.",
            "“Clue” is lighter.", "Like “Seven”, but darker.", "Like “Seven”.", "You watched “Seven”, but here is more.",
        ] { #expect(!checker.unsupported(in: text).isEmpty, "\(text)") }
    }

    @Test func aReasonIsOneSentenceThatHolds() throws {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<500 {
            var (subject, _, _) = PitchWorld.subject(&random)
            subject.length = .long
            let text = try #require(PitchWriter.reason(subject), "\(subject)")
            #expect(ClaimChecker(subject).unsupported(in: text).isEmpty && !text.isEmpty)
        }
        #expect(PitchWriter.reason(PitchSubject(facts: PitchFacts(id: "x", title: "X"))) == nil)
    }
}
