import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

@Suite struct SearchTests {
    private func titles(_ text: String, _ service: TasteService, _ time: Timestamp, count: Int = 10) throws -> [String] {
        let answer = try service.search(SearchRequest(text, at: Moment(time: time), count: count))
        return answer.list.items.map { answer.list.snapshot.titles[$0.index].title }
    }

    @Test func titlesAndPeopleAreFoundHoweverTheyAreTyped() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        var random = SeededGenerator(seed: 5)
        let questions = SearchWorld.questions(try service.host.current().titles, &random)
        let exact = try SearchWorld.success(Array(questions.exact.prefix(500)), service, clock.now)
        let mistyped = try SearchWorld.success(Array(questions.mistyped.prefix(500)), service, clock.now)
        let people = try SearchWorld.success(Array(questions.people.prefix(300)), service, clock.now)
        #expect(exact >= 0.98 && mistyped >= 0.95 && people >= 0.95, "\(exact) \(mistyped) \(people)")
    }

    @Test(arguments: [
        ("matrix the", "The Matrix"), ("THE MATRIX", "The Matrix"), ("matirx", "The Matrix"), ("the matrix 1999", "The Matrix"),
        ("godfather 2", "The Godfather Part II"), ("godfather part ii", "The Godfather Part II"), ("starwars", "Star Wars"),
        ("\"the matrix\"", "The Matrix"), ("matr", "The Matrix"), ("spider man", "Spider-Man"), ("spiderman", "Spider-Man"),
    ])
    func whatIsMeantStandsFirst(text: String, title: String) throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let known = try service.host.current().titles.catalog.items.contains { $0.title == title }
        guard known else { return }
        let found = try titles(text, service, clock.now)
        #expect(found.first == title, "\(text): \(found)")
    }

    /// Films whose names are easily taken for each other.
    private func little() throws -> (TasteService, TestClock) {
        let folder = NSTemporaryDirectory() + "search-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
        let rows = [
            "1::Amélie (2001)::Comedy", "2::Amelia (2009)::Drama", "3::Matrix, The (1999)::Action",
            "4::Matrix Reloaded, The (2003)::Action",
            "5::Rocky (1976)::Drama", "6::Rocky II (1979)::Drama", "7::Rocky III (1982)::Drama", "8::1917 (2019)::War",
            "9::Léon (The Professional) (1994)::Crime",
            "10::Heat (1995)::Crime", "11::Heart of Stone (2023)::Action", "12::Love (2015)::Romance", "13::Love Actually (2003)::Romance",
            "14::It's a Wonderful Life (1946)::Drama", "15::Schindler's List (1993)::Drama", "16::Love & Mercy (2014)::Drama",
        ]
        try rows.joined(separator: "\n").write(toFile: folder + "/in/movies.dat", atomically: true, encoding: .isoLatin1)
        try "1::M::25::4::00000\n".write(toFile: folder + "/in/users.dat", atomically: true, encoding: .isoLatin1)
        try "1::13::5::970000000\n1::16::5::970000100\n".write(toFile: folder + "/in/ratings.dat", atomically: true, encoding: .isoLatin1)
        let workspace = try Workspace.openOrCreate(folder + "/workspace")
        _ = try workspace.importAll(from: MovieLens1MImporter(folder: folder + "/in"))
        let clock = TestClock(ServiceWorld.today)
        let service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        return (service, clock)
    }

    @Test func accentsNumeralsYearsAndOtherNamesAreForgiven() throws {
        let (service, clock) = try little()
        let catalog = try service.host.current().titles.catalog
        let cases = [
            ("amelie", "1"), ("AMÉLIE", "1"), ("the matrix", "3"), ("matrix the", "3"), ("matrix reloaded", "4"), ("rocky 2", "6"),
            ("rocky iii", "7"),
            ("rocky", "5"), ("1917", "8"), ("the professional", "9"), ("leon", "9"), ("heat", "10"), ("haet", "10"), ("love", "12"),
            ("love 2015", "12"),
            ("its a wonderful life", "14"), ("schindlers list", "15"), ("list schindlers", "15"), ("love and mercy", "16"),
            ("love & mercy", "16"),
            ("rockyii", "6"), ("amel", "1"), ("\"wonderful life\"", "14"),
        ]
        for (text, id) in cases {
            let answer = try service.search(SearchRequest(text, at: Moment(time: clock.now)))
            let first = answer.list.items.first.map { catalog[$0.index].id.rawValue }
            #expect(
                first == id || (text == "amel" && ["1", "2"].contains(first)),
                "\(text): \(answer.list.items.map { catalog[$0.index].title })")
        }
        #expect(try titles("\"life wonderful\"", service, clock.now).isEmpty)
    }

    @Test func tasteOrdersEqualMatchesAndNeverPassesAnExactTitle() throws {
        let (service, clock) = try little()
        let user = Asker.user(UserID("1"))
        let answer = try service.search(SearchRequest("love", asker: user, at: Moment(time: clock.now)))
        let names = answer.list.items.map { answer.list.snapshot.titles[$0.index].id.rawValue }
        #expect(names.first == "12" && names.count >= 3, "\(names)")
        #expect(answer.matches[0] == [SearchMatch(field: "title", value: answer.list.snapshot.titles[answer.list.items[0].index].title)])
    }

    @Test func pagesOfWhatWasFoundHaveNoTitleTwiceAndEnd() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        var request = SearchRequest("the", at: Moment(time: clock.now), count: 7)
        var seen: [ItemIndex] = []
        let whole = try service.search(SearchRequest("the", at: Moment(time: clock.now), count: 70)).list.items.map(\.index)
        for _ in 0..<10 {
            let answer = try service.search(request)
            seen += answer.list.items.map(\.index)
            request.cursor = answer.list.next
            clock.advance(seconds: 3_600)
            request.moment.time = clock.now
        }
        #expect(seen == whole)
        request.text = "a"
        #expect(throws: ServingError.self) { try service.search(request) }
        request.cursor = "AAAA"
        #expect(throws: ServingError.self) { try service.search(request) }
        let all = try service.search(SearchRequest("godfather", at: Moment(time: clock.now), count: 500))
        #expect(all.list.next == nil && all.total >= all.list.items.count)
    }

    @Test func filtersAndRulesHoldInSearchAndFacetsAreCounted() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let titles = try service.host.current().titles
        var request = SearchRequest(
            "", at: Moment(time: clock.now), count: 20, filter: "genre = Comedy and year < 1990", facets: [.genre, "decade"])
        let browsed = try service.search(request)
        let expected = titles.catalog.items.filter { ($0.facets[.genre] ?? []).contains("Comedy") && $0.year! < 1990 }
        #expect(browsed.total == expected.count && browsed.list.items.count == 20)
        #expect(browsed.facets[0].values.first { $0.value == "Comedy" }?.count == expected.count)
        #expect(browsed.facets[1].values.map(\.count).reduce(0, +) == expected.count)
        request.text = "the"
        for item in try service.search(request).list.items {
            #expect(titles[item.index].year! < 1990 && titles[item.index].facets[.genre]!.contains("Comedy"))
        }
        try service.keepRule(StoredRule(name: "no", text: "exclude genre = Comedy"))
        #expect(try service.search(request).list.items.isEmpty)
        request.filter = "genre ="
        #expect(throws: ServingError.self) { try service.search(request) }
    }

    @Test func hiddenTitlesAreNotFound() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let item = try service.host.current().titles[ItemIndex(10)]
        #expect(try titles(item.title, service, clock.now).contains(item.title))
        try service.documents.put(
            ServiceDocument(.titleFacts, key: item.id.rawValue, time: clock.now, encoding: TitleFacts(isHidden: true)))
        try service.host.reloadFacts()
        let answer = try service.search(SearchRequest(item.title, at: Moment(time: clock.now)))
        #expect(!answer.list.items.contains { $0.index == ItemIndex(10) })
        #expect(!(try service.suggest(item.title, at: Moment(time: clock.now))).titles.contains(ItemIndex(10)))
    }

    @Test func suggestionsNameTitlesAndPeopleFromTheFirstLetters() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let snapshot = try service.host.current()
        let person = try #require(snapshot.titles.catalog.items.lazy.compactMap { $0.facets[.cast]?.first }.first { $0.count > 8 })
        let begun = String(person.dropLast(2))
        let found = try service.suggest(begun, at: Moment(time: clock.now))
        #expect(found.people.contains { $0.name == person && $0.titles > 0 }, "\(begun): \(found.people)")
        let title = snapshot.titles[ItemIndex(0)].title
        let titles = try service.suggest(String(title.prefix(6)), at: Moment(time: clock.now), count: 20).titles
        #expect(titles.contains(ItemIndex(0)), "\(title)")
        let nearest = try service.suggest(begun, at: Moment(time: clock.now)).ordered
        guard case .person(let first)? = nearest.first else { return #expect(Bool(false), "\(begun): \(nearest)") }
        #expect(first.name.hasPrefix(begun))
        #expect(try service.suggest("  ", at: Moment(time: clock.now)).titles.isEmpty)
    }

    @Test func noQueryWhateverIsTooMuch() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let hostile = [
            "", " ", "...", "!!!???", "🙂🙃", "\u{0}\u{1}\u{7F}", "(((((((((((((((((", "(a+)+$", "a*", "\"", "\"\"", "“", "%", "\\",
            "' or 1=1 --", "é\u{301}\u{302}",
            "\u{202E}xirtam", String(repeating: "a", count: 1_000), String(repeating: "a ", count: 500),
            String(repeating: "\"", count: 900),
            String(repeating: "the ", count: 200), "ﷺ", "Ⅷ", "１９９９", "𝕳𝖊𝖆𝖙",
        ]
        for text in hostile {
            _ = try service.search(SearchRequest(text, at: Moment(time: clock.now)))
            _ = try service.suggest(text, at: Moment(time: clock.now))
        }
        #expect(throws: ServingError.self) {
            try service.search(SearchRequest(String(repeating: "a", count: 10_240), at: Moment(time: clock.now)))
        }
        var random = SeededGenerator(seed: 4)
        for _ in 0..<1_500 {
            let text = String(
                decoding: (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self
            )
            _ = try service.search(SearchRequest(text, at: Moment(time: clock.now)))
        }
    }

    @Test func theSameQuestionHasTheSameAnswer() throws {
        let (a, clock) = try ServiceWorld.service()
        let (b, _) = try ServiceWorld.service()
        for text in ["love", "the man", "star", "godfahter", "tom h"] {
            let asked = SearchRequest(text, asker: .user(try ServiceWorld.users(a, count: 1)[0]), at: Moment(time: clock.now))
            #expect(try a.search(asked).list.items.map(\.index) == b.search(asked).list.items.map(\.index))
        }
    }
}
