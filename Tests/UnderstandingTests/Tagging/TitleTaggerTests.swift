import Testing
import Understanding

@Suite("The tagger of titles")
struct TitleTaggerTests {
    private func claims(_ synopsis: String, facets: [String: [String]] = [:]) -> [TagClaim] {
        TitleTagger().tag([TaggedTitle(id: "a", title: "", synopsis: synopsis, facets: facets)])[0]
    }

    @Test func wordsOfTheSynopsisSpeakForATagAndAreNamed() throws {
        let claim = try #require(claims("Two brothers rob a bank and steal the diamonds.").first { $0.tag == "heist" })
        #expect(claim.provenance == .synopsis)
        #expect(claim.evidence.contains("rob a bank"))
        #expect((0.25...1).contains(claim.confidence))
    }

    @Test func severalCuesSayMoreThanOne() throws {
        let one = try #require(claims("A vampire arrives.").first { $0.tag == "vampires" })
        let two = try #require(claims("A vampire arrives; it is Dracula himself.").first { $0.tag == "vampires" })
        #expect(two.confidence > one.confidence)
    }

    @Test(arguments: ["This is not a love story.", "A quiet film without zombies.", "这部电影没有僵尸。"])
    func whatIsDeniedIsNotClaimed(_ synopsis: String) {
        let tags = claims(synopsis).filter { $0.provenance == .synopsis }.map(\.tag)
        #expect(!tags.contains("zombies") && !tags.contains("date-night"), "\(tags)")
    }

    @Test func notOnlyDeniesNothingAndANegationEndsWithItsClause() {
        #expect(claims("It is not only zombies that walk.").contains { $0.tag == "zombies" })
        #expect(claims("He does not know. Zombies come.").contains { $0.tag == "zombies" })
    }

    @Test func chineseSynopsesAreRead() throws {
        let found = claims("一名退休侦探调查一起谋杀案，凶手是一个连环杀手。")
        for tag in ["detective", "murder-mystery", "serial-killer"] {
            let claim = try #require(found.first { $0.tag == tag }, "\(tag)")
            #expect(claim.provenance == .synopsis && claim.evidence.allSatisfy { "一名退休侦探调查一起谋杀案，凶手是一个连环杀手。".contains($0) })
        }
    }

    @Test func facetsImplyTags() throws {
        let claim = try #require(claims("Nothing to see.", facets: ["genre": ["western"]]).first { $0.tag == "wild-west" })
        #expect(claim.provenance == .facets && claim.evidence == ["genre: western"] && claim.confidence >= 0.9)
    }

    @Test func titlesWithoutGenresGetWhatTheirWordsSay() {
        let titles = SmallWorld.titles(60)
        let found = TitleTagger().tag(titles)
        var right = 0
        let silent = titles.indices.filter { titles[$0].facets.isEmpty }
        for title in silent {
            let west = found[title].first { $0.tag == "wild-west" }.map(\.confidence) ?? 0
            right += (west >= 0.5) == titles[title].id.hasPrefix("Western") ? 1 : 0
        }
        #expect(right * 10 >= silent.count * 9, "\(right) of \(silent.count)")
    }

    @Test func workersAndRepetitionChangeNothing() {
        let titles = SmallWorld.titles(20)
        let one = TitleTagger(options: .init(workers: 1)).tag(titles)
        #expect(one == TitleTagger(options: .init(workers: 3)).tag(titles))
        #expect(one == TitleTagger(options: .init(workers: 1)).tag(titles))
    }

    @Test func companyOfTitlesSpeaksForWhatWordsSay() throws {
        // Ten films about heists are watched by the people who watch the eleventh, whose synopsis says so once.
        var titles = (0..<10).map { TaggedTitle(id: "h\($0)", title: "H\($0)", synopsis: "They rob a bank; a perfect heist number \($0).") }
        titles += (0..<40).map { TaggedTitle(id: "o\($0)", title: "O\($0)", synopsis: "A garden grows \($0) flowers.") }
        titles.append(TaggedTitle(id: "x", title: "X", synopsis: "Somebody plans to rob a bank."))
        func confidence(amongHeists: Bool?) throws -> Double {
            var behaviour = [Float](repeating: 0, count: titles.count * 2)
            for place in titles.indices { behaviour[2 * place + (place < 10 || (place == 50 && amongHeists == true) ? 0 : 1)] = 1 }
            let claims = TitleTagger().tag(titles, behaviour: amongHeists == nil ? [] : behaviour)[50]
            return Double(try #require(claims.first { $0.tag == "heist" }).confidence)
        }
        let alone = try confidence(amongHeists: nil)
        #expect(try confidence(amongHeists: true) > alone)
        #expect(try confidence(amongHeists: false) < alone)
    }

    @Test func whatAPersonDecidedStands() {
        let title = TaggedTitle(id: "a", title: "", synopsis: "A vampire robs a bank.")
        let found = TitleTagger().tag(
            [title], decisions: ["a": [TagDecision(tag: "vampires", isAccepted: false), TagDecision(tag: "cosy", isAccepted: true)]])[0]
        #expect(!found.contains { $0.tag == "vampires" })
        #expect(found.first == TagClaim(tag: "cosy", confidence: 1, provenance: .person))
    }

    @Test func rejectionsLowerTheConfidenceOfLikeClaims() {
        let titles = (0..<30).map { TaggedTitle(id: "\($0)", title: "T\($0)", synopsis: "A ghost sits in house \($0).") }
        func confidence(accepted: Int) -> Double {
            let decisions = (0..<20).map { ("\($0)", [TagDecision(tag: "ghosts", isAccepted: $0 < accepted)]) }
            let found = TitleTagger().tag(titles, decisions: Dictionary(uniqueKeysWithValues: decisions))
            return found[29].first { $0.tag == "ghosts" }?.confidence ?? 0
        }
        #expect(confidence(accepted: 5) < confidence(accepted: 15))
    }

    @Test func emptyHugeAndStrangeTextsAreRead() {
        #expect(TitleTagger().tag([]).isEmpty)
        let texts = [
            "", String(repeating: "vampire ", count: 40_000), String(repeating: "\u{0301}", count: 10_000), "\u{0}\u{FFFD}\u{202E}", "'’'",
        ]
        let found = TitleTagger().tag(texts.enumerated().map { TaggedTitle(id: "\($0)", title: "", synopsis: $1) })
        #expect(found.count == texts.count)
        #expect(found.joined().allSatisfy { (0...1).contains($0.confidence) })
    }
}
