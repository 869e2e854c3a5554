import Datasets
import Foundation
import Serving
import Storage
import Testing
import Workspaces

/// What searches learn from what people chose after them: from enough people, with their consent, and not for ever.
@Suite struct SearchLearningTests {
    /// A film that no word of the queries is in, and some that all of them are in.
    private func world(people: Int = 5) throws -> (service: TasteService, clock: TestClock, folder: String) {
        let folder = NSTemporaryDirectory() + "learning-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
        let rows = [
            "1::Titanic (1997)::Drama", "2::The Trip of the Sinking Boat Crew (2002)::Comedy", "3::A Sinking Boat Again (1990)::Drama",
            "4::Heat (1995)::Crime",
            "5::Sinking (1980)::Drama", "6::Boat (1970)::Drama",
        ]
        try (rows.joined(separator: "\n") + "\n").write(toFile: folder + "/in/movies.dat", atomically: true, encoding: .isoLatin1)
        try "1::M::25::4::00000\n".write(toFile: folder + "/in/users.dat", atomically: true, encoding: .isoLatin1)
        try "1::4::5::970000000\n".write(toFile: folder + "/in/ratings.dat", atomically: true, encoding: .isoLatin1)
        let workspace = try Workspace.openOrCreate(folder + "/workspace")
        _ = try workspace.importAll(from: MovieLens1MImporter(folder: folder + "/in"))
        let (service, clock) = try service(folder, people: people)
        return (service, clock, folder)
    }

    private func service(_ folder: String, people: Int) throws -> (TasteService, TestClock) {
        let workspace = try Workspace.open(folder + "/workspace")
        let clock = TestClock(ServiceWorld.today)
        var options = ServiceOptions(stateBytes: 1 << 20, explorationRate: 0)
        options.searchLearnsFrom = people
        let service = TasteService(
            workspace: workspace, documents: try workspace.documents(), options: options, now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        try service.prepareSearch()
        return (service, clock)
    }

    private func found(_ text: String, _ service: TasteService, _ clock: TestClock, by user: String? = nil) throws -> [String] {
        let request = SearchRequest(
            text, asker: user.map { .user(UserID($0)) }, at: Moment(time: clock.now), count: 10, isUnfinished: false)
        let answer = try service.search(request)
        return answer.list.items.map { answer.list.snapshot.titles[$0.index].id.rawValue }
    }

    private func scores(_ text: String, _ service: TasteService, _ clock: TestClock) throws -> [String] {
        let request = SearchRequest(text, asker: nil, at: Moment(time: clock.now), count: 10, isUnfinished: false)
        return try service.search(request).list.items.map { "\($0.index) \($0.score)" }
    }

    /// Everybody looks for the boat; what they choose they were shown before, in an answer or in its place.
    private func choose(
        _ item: String, after text: String, _ users: some Sequence<String>, _ service: TasteService, _ clock: TestClock
    ) async throws {
        for user in users {
            _ = try found(text, service, clock, by: user)
            clock.advance(seconds: 20)
            _ = try await service.take([play(item, user, clock)])
        }
    }

    private func play(_ item: String, _ user: String, _ clock: TestClock) -> IncomingEvent {
        IncomingEvent(
            RawEvent(
                user: UserID(user), item: ItemID(item), kind: .play, time: clock.now,
                source: SourcePosition(file: Workspace.serviceSource, line: 0)), hasTime: true)
    }

    private static let query = "sinking boat"

    @Test func whatEnoughPeopleChooseStandsFirstAndFewerChangeNothing() async throws {
        let (service, clock, folder) = try world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let before = try found(Self.query, service, clock)
        #expect(before.first == "3")
        try await choose("2", after: Self.query, ["a", "b", "c", "d"], service, clock)
        // The same people again are no others.
        try await choose("2", after: Self.query, ["a", "b", "c", "d"], service, clock)
        #expect(try found(Self.query, service, clock) == before)
        try await choose("2", after: "boat, the sinking", ["e", "f", "g", "h"], service, clock)
        let after = try found("Sinking Boat", service, clock)
        let (then, now) = try (#require(before.firstIndex(of: "2")), #require(after.firstIndex(of: "2")))
        #expect(now < then, "\(before) \(after)")
        #expect(Set(after) == Set(before))
        // Other words have learned nothing.
        #expect(try found("boat", service, clock).first == "6")
    }

    @Test func aChoiceThatNoSearchShowedTeachesNothing() async throws {
        let (service, clock, folder) = try world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let before = try found(Self.query, service, clock)
        try await choose("4", after: Self.query, (0..<12).map { "p\($0)" }, service, clock)
        #expect(try found(Self.query, service, clock) == before)
        // Nor does one that comes an hour later.
        for user in (0..<12).map({ "q\($0)" }) {
            _ = try found(Self.query, service, clock, by: user)
            clock.advance(seconds: 3_600)
            _ = try await service.take([play("2", user, clock)])
        }
        #expect(try found(Self.query, service, clock) == before)
        #expect(try service.documents.count(of: .searchChoices) == 0)
    }

    @Test func whoIsErasedOrRefusesCountsNoMoreAtOnceAndAfterARestart() async throws {
        let (service, clock, folder) = try world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let before = try found(Self.query, service, clock)
        try await choose("2", after: Self.query, ["a", "b", "c", "d", "e", "f"], service, clock)
        #expect(try found(Self.query, service, clock) != before)
        #expect(try service.documents.everything(of: UserID("a")).contains { $0.collection == .searchChoices })
        // What was learned is there after a restart. The plays themselves count there in any case, so one that does not learn stands beside.
        let (second, other) = try self.service(folder, people: 5)
        let (plain, clockOfPlain) = try self.service(folder, people: 0)
        let unlearned = try scores(Self.query, plain, clockOfPlain)
        let learned = try scores(Self.query, second, other)
        #expect(learned != unlearned)
        // Of six the first two go: five are enough, four are not.
        _ = try second.setConsents([.train: .init(isGiven: false, time: other.now)], of: UserID("b"))
        let fewer = try scores(Self.query, second, other)
        #expect(fewer != unlearned && fewer != learned)
        _ = try await second.erase(UserID("a"))
        #expect(try scores(Self.query, second, other) == unlearned)
        #expect(try !second.documents.everything(of: UserID("a")).contains { $0.collection == .searchChoices })
        let (third, clockOfThird) = try self.service(folder, people: 5)
        let (without, clockWithout) = try self.service(folder, people: 0)
        #expect(try scores(Self.query, third, clockOfThird) == scores(Self.query, without, clockWithout))
    }

    @Test func whoAllowsNoLearningLeavesNothing() async throws {
        let (service, clock, folder) = try world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for user in ["a", "b", "c", "d", "e", "f"] {
            _ = try service.setConsents([.train: .init(isGiven: false, time: clock.now)], of: UserID(user))
        }
        let before = try found(Self.query, service, clock)
        try await choose("2", after: Self.query, ["a", "b", "c", "d", "e", "f"], service, clock)
        #expect(try found(Self.query, service, clock) == before)
        #expect(try service.documents.count(of: .searchChoices) == 0)
    }

    @Test func addressesNumbersAndStoriesAreNotKept() async throws {
        let (service, clock, folder) = try world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for text in [
            "boat me@example.org", "boat 4915112345678", "boat https://example.org", "the of and",
            "boat one two three four five six seven eight nine",
        ] {
            _ = try found(text, service, clock, by: "a")
            _ = try await service.take([play("6", "a", clock)])
        }
        #expect(try service.documents.count(of: .searchChoices) <= 1)
        for document in try service.documents.everything(of: UserID("a")) where document.collection == .searchChoices {
            let text = String(decoding: document.data, as: UTF8.self)
            #expect(!text.contains("example") && !text.contains("4915"), "\(text)")
        }
    }

    @Test func whatIsExcludedIsNotBroughtBackAndNothingIsLearnedWhereItIsOff() async throws {
        let (service, clock, folder) = try world()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await choose("2", after: "boat", (0..<8).map { "p\($0)" }, service, clock)
        #expect(try !found("boat, no comedies", service, clock).contains("2"))
        let (off, other) = try self.service(folder, people: 0)
        try await choose("2", after: "sinking", (0..<8).map { "p\($0)" }, off, other)
        #expect(try off.documents.count(of: .searchChoices) == service.documents.count(of: .searchChoices))
    }
}
