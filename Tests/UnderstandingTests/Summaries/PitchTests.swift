import Datasets
import Testing
import Understanding

@Suite("Pitches of the built-in engine")
struct PitchTests {
    private let heat = PitchFacts(
        id: "heat", title: "Heat", year: 1995, genres: ["Crime", "Drama"],
        people: [.init("Michael Mann", .director), .init("Al Pacino", .cast), .init("Val Kilmer", .cast), .init("Jon Voight", .cast)],
        minutes: 170, sentences: ["A detective of Los Angeles hunts a crew of thieves."])

    private func subject(_ length: PitchLength = .medium, _ language: PitchLanguage = .english) -> PitchSubject {
        PitchSubject(
            facts: heat, reasons: [PitchReason(.becauseOf, causes: [.init("The Insider")], shared: ["Al Pacino", "Drama"])], length: length,
            language: language)
    }

    /// As the grammar words it, before the check that could put something else in its place.
    private static func unguarded(_ subject: PitchSubject) -> (text: String, claims: [PitchClaim]) {
        let text = PitchGrammar().pitch(subject)
        return (text, ClaimChecker(subject).claims(of: text))
    }

    @Test(arguments: PitchLength.allCases, PitchLanguage.allCases) func aPitchKeepsItsLengthAndItsFacts(
        _ length: PitchLength, _ language: PitchLanguage
    ) {
        let pitch = PitchWriter().builtIn(subject(length, language))
        #expect(language.length(of: pitch.text) <= length.words && pitch.engine == Pitch.builtIn && pitch.fallback == nil)
        #expect(!pitch.claims.isEmpty && pitch.claims.allSatisfy(\.isSupported), "\(pitch.text): \(pitch.claims)")
        #expect(pitch.text.contains("Al Pacino"))
    }

    /// The independent checker over two thousand pitches of the catalogue: nothing that no record says.
    @Test func twoThousandPitchesSayNothingThatTheCatalogueDoesNot() {
        var random = SeededGenerator(seed: 21)
        let everybody = Set(PitchWorld.catalogue.flatMap { $0.facets[.cast] ?? [] })
        var (failures, refused) = ([String](), 0)
        for _ in 0..<2000 {
            let (subject, item, causes) = PitchWorld.subject(&random)
            let pitch = PitchTests.unguarded(subject)
            let checker = RecordChecker(
                facts: PitchWorld.facts(item),
                history: Dictionary(causes.map { ($0.title, Set($0.facets.values.flatMap { $0 })) }) { a, _ in a },
                everybody: everybody)
            let problems = checker.problems(pitch.text)
            if !problems.isEmpty { failures.append("\(item.id) “\(pitch.text)”: \(problems)") }
            if let claim = pitch.claims.first(where: { !$0.isSupported }) {
                refused += 1
                failures.append("\(item.id) “\(pitch.text)”: the shipped checker refuses \(claim)")
            }
            if subject.language.length(of: pitch.text) > subject.length.words { failures.append("too long: \(pitch.text)") }
        }
        #expect(failures.isEmpty, "\(failures.count) of 2000, such as \(failures.prefix(8).joined(separator: "\n"))")
    }

    @Test func drawnFactsAreTreatedAlike() {
        var random = SeededGenerator(seed: 5)
        var failures: [String] = []
        for _ in 0..<500 {
            let subject = PitchWorld.drawn(&random)
            let pitch = PitchTests.unguarded(subject)
            let history = Dictionary(subject.reasons.flatMap { reason in reason.causes.map { ($0.title, Set(reason.shared)) } }) { a, _ in a
            }
            let problems = RecordChecker(facts: subject.facts, history: history, everybody: []).problems(pitch.text)
            if !problems.isEmpty { failures.append("“\(pitch.text)”: \(problems)") }
            if let claim = pitch.claims.first(where: { !$0.isSupported }) { failures.append("“\(pitch.text)”: \(claim)") }
        }
        #expect(failures.isEmpty, "\(failures.count) of 500, such as \(failures.prefix(8).joined(separator: "\n"))")
    }

    @Test func equalQuestionsGetEqualPitchesAndOtherReasonsOthers() {
        let grammar = PitchGrammar()
        #expect(grammar.pitch(subject()) == grammar.pitch(subject()))
        let causes = ["The Insider", "Scarface", "Serpico", "Ali", "Collateral", "Thief"]
        let texts = causes.map { cause in
            var subject = subject()
            subject.reasons = [PitchReason(.becauseOf, causes: [.init(cause)], shared: ["Al Pacino"])]
            return grammar.pitch(subject).replacing(cause, with: "X")
        }
        #expect(Set(texts).count >= 4, "\(texts)")
    }

    @Test func pitchesOfARowDoNotSoundAlike() {
        let subjects = PitchWorld.catalogue.prefix(6).map { item in
            PitchSubject(
                facts: PitchWorld.facts(item),
                reasons: [PitchReason(.becauseOf, causes: [.init("Heat")], shared: item.facets[.genre] ?? [])])
        }
        let texts = PitchGrammar().pitches(Array(subjects))
        let ends = texts.map { text in text.split(separator: " ").prefix(3).joined(separator: " ") }
        #expect(Set(ends).count == texts.count, "\(texts)")
    }

    @Test func whatIsNotKnownIsNotSaid() {
        let bare = PitchSubject(facts: PitchFacts(id: "x", title: "Untitled", kind: .other))
        for length in PitchLength.allCases {
            for language in PitchLanguage.allCases {
                var subject = bare
                (subject.length, subject.language) = (length, language)
                let pitch = PitchWriter().builtIn(subject)
                #expect(!pitch.text.isEmpty && pitch.claims.allSatisfy(\.isSupported), "\(pitch)")
            }
        }
    }
}
