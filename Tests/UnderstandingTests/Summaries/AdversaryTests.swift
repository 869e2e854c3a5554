import Datasets
import Synchronization
import TestSupport
import Testing
import Understanding

@Suite("Pitches against adversaries")
struct AdversaryTests {
    private static let clean = PitchSubject(
        facts: ClaimCheckerTests.facts, reasons: ClaimCheckerTests.reasons, length: .long)

    private func escapes(_ text: String, _ attempt: Injections.Attempt) -> [String] {
        var problems = [attempt.mark, "http", "evil", "<", "](", "PWNED", "42"].filter { text.contains($0) && $0 != attempt.text }
        problems += RecordChecker(
            facts: Self.clean.facts, history: ["The Insider": ["Al Pacino", "Drama"]], everybody: ["Robert De Niro"]
        ).problems(text)
        return problems
    }

    @Test(arguments: Injections.carriers) func nothingThatACatalogueAsksForIsDone(_ carrier: String) async {
        var (count, failures) = (0, [String]())
        for (number, attempt) in Injections.attempts.enumerated() {
            var subject = Injections.planted(attempt, in: carrier, Self.clean)
            subject.language = number % 2 == 0 ? .english : .chinese
            // Without a model, with one that obeys what reaches it, and with one that obeys what does not.
            let models: [(any LanguageModel)?] = [nil, ObedientModel(always: nil), ObedientModel(always: attempt.payload)]
            for model in models {
                let pitch = await PitchWriter(model).pitch(subject, deadline: .seconds(1))
                count += 1
                let problems = escapes(pitch.text, attempt)
                if !problems.isEmpty || pitch.text.isEmpty {
                    failures.append("\(carrier) “\(attempt.text)” → “\(pitch.text)”: \(problems)")
                }
                if model != nil, pitch.engine != Pitch.builtIn { failures.append("the model's words were shown: \(pitch.text)") }
            }
        }
        #expect(count >= 200 && failures.isEmpty, "\(failures.count) of \(count), such as \(failures.prefix(5).joined(separator: "\n"))")
    }

    /// True of another title, or true but for one thing: the lies that are hardest to see.
    @Test func nothingThatAModelInventsReachesAnybody() async {
        var random = SeededGenerator(seed: 99)
        let everybody = Set(PitchWorld.catalogue.flatMap { $0.facets[.cast] ?? [] })
        var (shown, failures) = (0, [String]())
        for _ in 0..<500 {
            let (subject, item, causes) = PitchWorld.subject(&random)
            let lie = Self.lie(subject, &random)
            let pitch = await PitchWriter(ObedientModel(always: lie)).pitch(subject, deadline: .seconds(1))
            if pitch.engine == "obedient" { shown += 1 }
            let checker = RecordChecker(
                facts: PitchWorld.facts(item),
                history: Dictionary(causes.map { ($0.title, Set($0.facets.values.flatMap { $0 })) }) { a, _ in a },
                everybody: everybody)
            let problems = checker.problems(pitch.text)
            if !problems.isEmpty { failures.append("\(item.id) \(pitch.engine) “\(pitch.text)”: \(problems)") }
        }
        #expect(failures.isEmpty, "\(failures.count) of 500, such as \(failures.prefix(8).joined(separator: "\n"))")
        // What happens to be true may be said.
        #expect(shown > 5 && shown < 300, "\(shown)")
    }

    private static func lie(_ subject: PitchSubject, _ random: inout SeededGenerator) -> String {
        let grammar = PitchGrammar()
        var other = PitchWorld.subject(&random).subject
        (other.language, other.length) = (subject.language, subject.length)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return grammar.pitch(other)
        case 1:
            other.reasons = subject.reasons
            return grammar.pitch(other)
        case 2:
            var mixed = subject
            mixed.facts.year = other.facts.year
            return grammar.pitch(mixed)
        case 3:
            var mixed = subject
            mixed.facts.people = other.facts.people
            return grammar.pitch(mixed)
        case 4:
            var mixed = subject
            mixed.facts.genres = other.facts.genres
            mixed.reasons = [PitchReason(.becauseOf, causes: subject.reasons.first?.causes ?? [], shared: other.facts.genres)]
            return grammar.pitch(mixed)
        default: return grammar.pitch(subject) + ["", " A triumph.", " It won.", " You will like it."].randomElement(using: &random)!
        }
    }

    // MARK: Faults

    @Test(arguments: [
        LanguageModelError.late, .busy, .spent, .unreachable("x"), .refused(status: 500, "x"), .declined("x"), .malformed("x"),
    ]) func everyFaultEndsInAPitchThatSaysSo(_ error: LanguageModelError) async {
        let meter = LanguageMeter()
        let pitch = await PitchWriter(ToldModel { _ in .failure(error) }, meter: meter).pitch(Self.clean, deadline: .seconds(1))
        #expect(pitch.engine == Pitch.builtIn && pitch.fallback == error.kind && !pitch.text.isEmpty)
        #expect(meter.figures.fallbacks == ["pitch": 1])
    }

    @Test(arguments: ["", "{}", "[]", "{\"pitch\":\"\"}", "{\"pitch\":7}", "{\"pitch\":\"A crime drama.\",\"more\":1}", "A crime drama."])
    func answersThatAreNoneEndInOne(_ text: String) async {
        let pitch = await PitchWriter(ToldModel { _ in .success(text) }).pitch(Self.clean, deadline: .seconds(1))
        #expect(pitch.engine == Pitch.builtIn && pitch.fallback == "malformed")
    }

    @Test func aModelThatKeepsToTheFactsIsHeardOnce() async {
        let told = ToldModel { _ in .success(#"{"pitch":"A crime drama from 1995 with Al Pacino. More drama after “The Insider”."}"#) }
        let writer = PitchWriter(told)
        for _ in 0..<3 {
            let pitch = await writer.pitch(Self.clean, deadline: .seconds(1))
            #expect(pitch.engine == "told" && pitch.fallback == nil && pitch.claims.count >= 6)
        }
        #expect(told.requests.count == 1 && writer.figures == (2, 1))
        // The screened record is all that it was told.
        let prompt = told.requests[0].messages.map(\.text).joined()
        #expect(prompt.contains("Los Angeles") && !prompt.contains("Oscar"))
    }

    @Test func whatAFaultBroughtAboutIsNotKept() async {
        let isBroken = Guarded(true)
        let told = ToldModel { _ in
            isBroken.withLock { $0 } ? .failure(.late) : .success(#"{"pitch":"A crime drama."}"#)
        }
        let writer = PitchWriter(told)
        #expect(await writer.pitch(Self.clean, deadline: .seconds(1)).fallback == "late")
        isBroken.withLock { $0 = false }
        #expect(await writer.pitch(Self.clean, deadline: .seconds(1)).engine == "told")
    }
}
