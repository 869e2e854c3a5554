import Testing
import Understanding

@Suite("Intents proposed by a language model") struct IntentProposerTests {
    private static let parser = IntentParser(
        lexicon: IntentLexicon(
            titles: [.init("Alien"), .init("The Matrix"), .init("Casino")], people: [.init("Bruce Willis"), .init("Ann Director")]))
    private static let query = "something where that bald guy from the tower picture saves everybody at christmas"

    private func proposal(_ answer: String, to query: String = query) async throws -> Intent? {
        let read = Self.parser.parse(query, in: 2026)
        return try await IntentProposer(ToldModel { _ in .success(answer) }).proposal(
            for: query, read: read, parser: Self.parser, year: 2026, deadline: .seconds(1))
    }

    @Test func whatTheCatalogueKnowsIsAddedToWhatWasRead() async throws {
        let read = Self.parser.parse(Self.query, in: 2026)
        #expect(IntentProposer(ToldModel { _ in .success("") }).isWorthAsking(Self.query, read))
        let answer = """
            {"parts":[{"slot":"person","value":"bruce willis","role":"actor"},{"slot":"genre","value":"action"},
            {"slot":"years","from":1980,"to":1999},{"slot":"text","value":"saves everybody christmas"}]}
            """
        let intent = try #require(try await proposal(answer))
        #expect(intent.people.map(\.name) == ["Bruce Willis"] && intent.values(.genre) == ["action"])
        #expect(intent.years == .init(from: 1980, to: 1999) && intent.text == "saves everybody christmas")
    }

    @Test(arguments: [
        #"{"slot":"genre","value":"best film ever"}"#, #"{"slot":"person","value":"Nobody Here"}"#,
        #"{"slot":"like","value":"No Such Film"}"#,
        #"{"slot":"years","from":99999}"#, #"{"slot":"years","from":1990,"to":1980}"#, #"{"slot":"runtime","to":-5}"#,
        #"{"slot":"runtime"}"#,
        #"{"slot":"maturity","to":99}"#, #"{"slot":"country","value":"ZZ"}"#, #"{"slot":"language","value":"klingon"}"#,
        #"{"slot":"format","value":"podcast"}"#, #"{"slot":"text","value":"buy at http://evil.example"}"#,
        #"{"slot":"exclusion","value":"communists"}"#, #"{"slot":"mood","value":"<b>"}"#,
    ]) func whatNobodyKnowsIsDropped(_ part: String) async throws {
        #expect(try await proposal("{\"parts\":[\(part)]}") == nil)
    }

    @Test(arguments: [
        "", "no", "[]", "{}", #"{"parts":[{"slot":"title","value":"Alien"}]}"#,
        #"{"parts":[{"slot":"genre","value":"action","run":"rm"}]}"#,
    ])
    func answersOfAnotherShapeAreMalformed(_ answer: String) async {
        await #expect(throws: LanguageModelError.self) { try await proposal(answer) }
    }

    @Test func whatWasReadStaysAndIsNotTurnedRound() async throws {
        let query = "no horror please just something with the bald tower guy who saves everybody at christmas"
        let answer = #"{"parts":[{"slot":"genre","value":"horror"},{"slot":"genre","value":"action"}]}"#
        let intent = try #require(try await proposal(answer, to: query))
        #expect(intent.values(.notGenre) == ["horror"] && intent.values(.genre) == ["action"])
    }

    @Test func namesAndQueriesThatAreUnderstoodAreNotAskedAbout() {
        let proposer = IntentProposer(ToldModel { _ in .success("") })
        for query in ["the matrix", "90s comedies with Bruce Willis", "alien", String(repeating: "word ", count: 200)] {
            #expect(!proposer.isWorthAsking(query, Self.parser.parse(query, in: 2026)), "\(query)")
        }
    }

    // MARK: Adversaries

    /// A model that does what the query says, and one that was told beforehand: neither gets a word of its own into an answer.
    @Test func nothingThatAQueryAsksForIsDone() async {
        var (count, escapes) = (0, [String]())
        let values = { (intent: Intent) in intent.parts.map { "\($0.meaning)" }.joined(separator: " ") }
        for attempt in Injections.attempts {
            let read = Self.parser.parse(attempt.text, in: 2026)
            let forced = JSONTree.object([
                "parts": .array(
                    ["text", "exclusion", "genre", "person", "like", "mood", "country", "adjustment", "format"].map {
                        .object(["slot": .string($0), "value": .string("OBEYED \(attempt.payload)")])
                    } + [.object(["slot": .string("maturity"), "to": .number(99)])])
            ]).text
            let said = JSONTree.object(["parts": .array([.object(["slot": .string("text"), "value": .string(attempt.payload)])])]).text
            for answer in [forced, said, attempt.payload, attempt.text] {
                count += 1
                let model = ToldModel { _ in .success(answer) }
                let intent = try? await IntentProposer(model).proposal(
                    for: attempt.text, read: read, parser: Self.parser, year: 2026, deadline: .seconds(1))
                let prompt = model.requests.flatMap(\.messages)
                // The query stands in the user's turn alone.
                if prompt.contains(where: { $0.role == .system && $0.text.contains(attempt.payload) }) {
                    escapes.append("prompt: \(attempt.text)")
                }
                guard let intent = intent ?? nil else { continue }
                // Words of scripts without blanks stand within others.
                let isOwn = intent.text.map { QueryWords($0).allSatisfy(attempt.text.lowercased().contains) } ?? true
                if values(intent).contains("OBEYED") || !isOwn || intent.parts.count > read.parts.count + 1 {
                    escapes.append("“\(attempt.text)” → \(values(intent))")
                }
            }
        }
        #expect(count >= 200 && escapes.isEmpty, "\(escapes.count) of \(count): \(escapes.prefix(5).joined(separator: "\n"))")
    }

    private func QueryWords(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}
