import Datasets
import Foundation
import Serving
import Storage
import Testing
import Understanding
import Workspaces

/// Searches by what a query means, among titles of which each differs from another by one thing.
@Suite struct IntentSearchTests {
    private func world() throws -> (TasteService, TestClock) {
        let folder = NSTemporaryDirectory() + "intent-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
        let films: [(String, Int, String, String, String, String, String)] = [
            ("Laughing Matter", 1994, "R", "Comedy", "Ann Director", "Bill Actor", "A clerk loses his parrot and finds a friend."),
            ("Funny Business", 1996, "PG", "Comedy,Family", "Ann Director", "Carl Player", "Two bakers fight over a recipe for bread."),
            ("Old Laughs", 1955, "PG", "Comedy", "Dora Maker", "Bill Actor", "A taxi driver inherits a circus."),
            ("Night Terror", 1995, "R", "Horror", "Dora Maker", "Carl Player", "A lighthouse keeper hears voices from the sea."),
            (
                "Space Toys", 1999, "G", "Animation,Family,Sci-Fi", "Ann Director", "Eve Voice",
                "Wooden toys repair a rocket and fly to the moon."
            ),
            ("War", 1990, "R", "War,Drama", "Dora Maker", "Bill Actor", "Soldiers wait in a trench for a letter."),
            ("The Long March", 1991, "R", "War", "Dora Maker", "Eve Voice", "A nurse walks home across three frontiers."),
        ]
        var (names, facts): ([String], [String]) = ([], [])
        for (number, film) in films.enumerated() {
            names.append("\(number + 1)::\(film.0) (\(film.1))::\(film.3.replacingOccurrences(of: ",", with: "|"))")
            facts.append("\(number + 1)::\(film.0)::\(film.1)::\(film.2)::::\(film.3)::\(film.4)::::\(film.5)::\(film.6)::")
        }
        for (file, lines) in [
            ("movies.dat", names), ("movies_extrainfos.dat", facts), ("users.dat", ["1::M::25::4::00000"]),
            ("ratings.dat", ["1::1::5::970000000", "1::6::5::970000100"]),
        ] {
            try (lines.joined(separator: "\n") + "\n").write(toFile: folder + "/in/" + file, atomically: true, encoding: .utf8)
        }
        let workspace = try Workspace.openOrCreate(folder + "/workspace")
        _ = try workspace.importAll(from: MovieLens1MImporter(folder: folder + "/in"))
        let clock = TestClock(ServiceWorld.today)
        let service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        return (service, clock)
    }

    private func find(
        _ text: String, without: [String] = [], _ service: TasteService, _ clock: TestClock
    ) throws -> (Set<String>, SearchAnswer) {
        var request = SearchRequest(text, at: Moment(time: clock.now), isUnfinished: false)
        request.withoutParts = without
        let answer = try service.search(request)
        return (
            Set(
                answer.list.items.map {
                    answer.list.snapshot.titles[$0.index].title.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces)
                }), answer
        )
    }

    @Test func conditionsOfAQueryHold() throws {
        let (service, clock) = try world()
        for (query, titles) in [
            ("comedies", ["Laughing Matter", "Funny Business", "Old Laughs"]), ("90s comedies", ["Laughing Matter", "Funny Business"]),
            ("comedies with Bill Actor", ["Laughing Matter", "Old Laughs"]), ("comedies not with Bill Actor", ["Funny Business"]),
            ("directed by Ann Director", ["Laughing Matter", "Funny Business", "Space Toys"]), ("comedies before 1960", ["Old Laughs"]),
            ("90s comedies with bil actor", ["Laughing Matter"]), ("for kids", ["Space Toys"]), ("science fiction", ["Space Toys"]),
            ("comedies without circus", ["Laughing Matter", "Funny Business"]), ("九十年代的喜剧", ["Laughing Matter", "Funny Business"]),
        ] {
            let found = try find(query, service, clock).0
            #expect(found == Set(titles), "\(query)")
        }
    }

    @Test func aTitleThatIsCalledLikeAGenreStandsFirst() throws {
        let (service, clock) = try world()
        let answer = try find("war", service, clock).1
        #expect(answer.list.items.count == 2)
        #expect(answer.list.snapshot.titles[try #require(answer.list.items.first?.index)].title.hasPrefix("War"))
    }

    @Test func aTitleThatIsBeingTypedStandsFirstAndIsNoGenre() throws {
        let (service, clock) = try world()
        let answer = try service.search(SearchRequest("night terr", at: Moment(time: clock.now)))
        #expect(answer.list.snapshot.titles[try #require(answer.list.items.first?.index)].title.hasPrefix("Night Terror"))
        #expect(answer.understood?.intent.title == "Night Terror")
        // "Carl Player" is an actor, and no title is called so.
        let person = try service.search(SearchRequest("comedies with carl pl", at: Moment(time: clock.now)))
        #expect(person.understood?.sentence.text == "Comedies, with Carl Player")
        #expect(person.list.items.count == 1)
    }

    @Test func suggestionsStandInTheOrderInWhichTheyFitWhateverTheyAre() throws {
        let (service, clock) = try world()
        func names(_ text: String) throws -> [String] {
            let found = try service.suggest(text, at: Moment(time: clock.now))
            return found.ordered.map { suggestion in
                switch suggestion {
                case .title(let index): String(found.snapshot.titles[index].title.prefix { $0 != "(" }).trimmingCharacters(in: .whitespaces)
                case .person(let person): person.name
                case .genre(let genre): genre
                }
            }
        }
        #expect(try names("bill act") == ["Bill Actor"])
        #expect(try names("bill actor").first == "Bill Actor")
        #expect(try names("player").first == "Carl Player")
        #expect(try names("war").prefix(2) == ["War", "War"])
        #expect(try names("long ma").first == "The Long March")
        #expect(try names("comed").first == "Comedy")
        #expect(try names("dora makr").contains("Dora Maker"))
        #expect(try names("zzzz").isEmpty)
    }

    @Test func whatLeavesNothingIsGivenUpWithANoteButNeverAnExclusion() throws {
        let (service, clock) = try world()
        let (found, answer) = try find("horror under 90 minutes from the 1920s", service, clock)
        #expect(found == ["Night Terror"])
        #expect(Set(answer.understood?.notes.map(\.key) ?? []) == ["runtime", "years"])
        #expect(try find("horror for kids", service, clock).0 == ["Space Toys"])
        #expect(try find("horror, no horror", service, clock).0.contains("Night Terror") == false)
    }

    @Test func aPartThatIsTakenAwayCountsNoMore() throws {
        let (service, clock) = try world()
        #expect(try find("90s comedies with Bill Actor", without: ["years"], service, clock).0 == ["Laughing Matter", "Old Laughs"])
        #expect(try find("war", without: ["genre"], service, clock).1.understood?.intent.isEmpty == true)
    }

    @Test func aStoryFindsItsTitle() throws {
        let (service, clock) = try world()
        try service.prepareSearch()
        let answer = try find("somebody who drives a taxi inherits a circus", service, clock).1
        #expect(answer.list.snapshot.titles[try #require(answer.list.items.first?.index)].title.hasPrefix("Old Laughs"))
    }

    @Test func aTitleLikeAnotherIsAnotherAndTheComparisonHolds() throws {
        let (service, clock) = try world()
        #expect(try find("like War but newer", service, clock).0.contains("War") == false)
        let newer = try find("like War but newer", service, clock).1
        for item in newer.list.items { #expect(try #require(newer.list.snapshot.titles[item.index].year) > 1990) }
    }

    @Test func inALongStoryAGenreIsAHintAndWhatIsNotWantedStaysOut() throws {
        let (service, clock) = try world()
        try service.prepareSearch()
        let story =
            """
            the one where the lonely keeper of a tall stone lighthouse hears strange voices calling from the stormy sea every evening \
            while a comedy plays on his broken radio and nobody believes him
            """
        let answer = try find(story, service, clock).1
        #expect(answer.list.snapshot.titles[try #require(answer.list.items.first?.index)].title.hasPrefix("Night Terror"))
        #expect(answer.understood?.notes.contains(IntentNote(key: "genre:comedy", reason: .hint)) == true)
        #expect(try find(story + ", no horror", service, clock).0.contains("Night Terror") == false)
    }
}
