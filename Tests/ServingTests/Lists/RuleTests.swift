import Datasets
import Foundation
import Serving
import Storage
import Testing

@Suite struct RuleTests {
    @Test func everyExampleOfTheDocumentationDoesWhatItSays() throws {
        let (service, clock) = try ServiceWorld.service()
        let titles = try service.host.current().titles
        for text in try RuleDocumentation.lines("filter") {
            #expect(service.checkFilter(text).error == nil, "\(text): \(service.checkFilter(text).error?.description ?? "")")
            _ = try ParsedCondition(text).compiled(for: titles).titles(for: nil, at: clock.now)
        }
        for text in try RuleDocumentation.lines("rule") {
            #expect(service.checkRule(text).error == nil, "\(text): \(service.checkRule(text))")
        }
        let refused = try RuleDocumentation.lines("refused")
        for pair in stride(from: 0, to: refused.count, by: 2) {
            let error = try #require(service.checkFilter(refused[pair]).error, "\(refused[pair])")
            #expect(error.description.hasPrefix(refused[pair + 1] + ". "), "\(refused[pair]): \(error)")
        }
        #expect(try RuleDocumentation.lines("filter").count > 8 && refused.count >= 8)
    }

    @Test func checksCountTitles() throws {
        let (service, _) = try ServiceWorld.service()
        let titles = try service.host.current().titles
        let comedies = titles.titles(.genre, "comedy").count
        let check = service.checkRule("exclude genre = Comedy; pin nobody at 3; boost 2 where seen; limit 1 in 4 genre = comedy")
        #expect(check.error == nil)
        #expect(check.statements.map(\.action) == ["exclude", "pin", "boost", "limit"])
        #expect(check.statements.map(\.titles) == [comedies, 0, 0, comedies])
        #expect(check.statements.map(\.isPersonal) == [false, false, true, false])
        #expect(comedies > 0)
    }

    @Test(arguments: [
        "", ";", "hide seen", "boost seen", "boost 2000 seen", "pin a at 0", "pin a at 1.5", "pin a", "limit 3 in 3 seen",
        "limit 0 in 3 seen",
        "limit 2 seen", "exclude seen include liked", "exclude seen when seen", "exclude seen when hour = noon",
        "exclude device = \"tv\" when",
        "include when device = tv", "exclude seen when genre = Comedy",
    ])
    func whatIsNoRuleIsRefused(text: String) throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        #expect(service.checkRule(text).error != nil, "\(text)")
        #expect(throws: ServingError.self) { try service.keepRule(StoredRule(name: "x", text: text)) }
        #expect(try service.storedRules().isEmpty)
    }

    @Test(arguments: ["", "a b", "é", "a/b", String(repeating: "x", count: 65)])
    func ruleNamesAreChecked(name: String) throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        #expect(throws: ServingError.self) { try service.keepRule(StoredRule(name: name, text: "exclude seen")) }
    }

    @Test func storedRulesHoldFromTheNextAnswerOn() throws {
        let (service, clock) = try ServiceWorld.service()
        let snapshot = try service.host.current()
        let moment = Moment(time: clock.now, device: "tv", country: "DE")
        func rules() throws -> ListRules { try service.listRules(filter: nil, surface: "home", person: nil, at: moment, in: snapshot) }
        #expect(try rules().allowed == nil)
        try service.keepRule(StoredRule(name: "b", text: "exclude genre = Comedy; boost 1.5 genre = Drama"))
        let drama = try ParsedCondition("genre = drama").compiled(for: snapshot.titles).titles(for: nil, at: clock.now)
        var now = try rules()
        let allowed = try #require(now.allowed)
        for item in snapshot.titles.titles(.genre, "comedy") { #expect(!allowed.contains(item)) }
        #expect(allowed.count == snapshot.titles.count - snapshot.titles.titles(.genre, "comedy").count)
        #expect(now.boosts.count == 1 && now.boosts[0].amount == 1.5 && now.boosts[0].titles == drama)
        try service.keepRule(StoredRule(name: "b", text: "exclude genre = Comedy", isEnabled: false))
        #expect(try rules().allowed == nil)
        let pinned = snapshot.titles[ItemIndex(3)].id.rawValue
        try service.keepRule(StoredRule(name: "a", text: "pin '\(pinned)' at 2 when device = TV and country = de", surfaces: ["home"]))
        try service.keepRule(
            StoredRule(name: "c", text: "pin '\(snapshot.titles[ItemIndex(4)].id.rawValue)' at 2; limit 1 in 3 genre = x or seen"))
        now = try rules()
        #expect(now.pins.count == 1 && now.pins[0].place == 1 && now.pins[0].item == ItemIndex(3))
        #expect(try service.removeRule("a"))
        #expect(try !service.removeRule("a"))
        #expect(try rules().pins.first?.item == ItemIndex(4))
        #expect(try service.listRules(filter: nil, surface: "search", person: nil, at: moment, in: snapshot).pins.count == 1)
    }

    @Test func situationsDecideWhenARuleHolds() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let snapshot = try service.host.current()
        let monday = Timestamp(seconds: 1_767_571_200 + 21 * 3_600)  // 2026-01-05, 21:00
        func holds(_ when: String, _ moment: Moment) throws -> Bool {
            try service.keepRule(StoredRule(name: "w", text: "exclude all when \(when)"))
            return try service.listRules(filter: nil, surface: "home", person: nil, at: moment, in: snapshot).allowed != nil
        }
        let moment = Moment(time: monday, device: "TV", country: "DE")
        for when in [
            "device = tv", "hour between 20 and 24", "hour = 21", "weekday = Monday", "surface = home", "country in (AT, DE)",
            "not mood = sad",
            "device != phone", "device = phone or (country = de and hour > 20.5)",
        ] { #expect(try holds(when, moment), "\(when)") }
        for when in [
            "device = phone", "hour < 21", "weekday = tuesday", "surface = search", "mood = happy", "not country = DE", "locale = de",
        ] {
            #expect(try !holds(when, moment), "\(when)")
        }
        #expect(try holds("surface = search", Moment(time: clock.now, surface: "search")))
    }

    @Test func filtersFollowChangesOfFacts() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        func count(_ filter: String) throws -> Int {
            let snapshot = try service.host.current()
            return try service.listRules(filter: filter, surface: "list", person: nil, at: Moment(time: clock.now), in: snapshot).allowed!
                .count
        }
        #expect(try count("maturity <= 12") == 0)
        let id = try service.host.current().titles[ItemIndex(5)].id
        try service.documents.put(ServiceDocument(.titleFacts, key: id.rawValue, time: clock.now, encoding: TitleFacts(maturity: 6)))
        try service.host.reloadFacts()
        #expect(try count("maturity <= 12") == 1)
        for turn in 0..<600 { #expect(try count("year = \(1_000 + turn)") == 0) }
        #expect(try count("maturity <= 12") == 1)
    }

    @Test func aFilterThatCannotBeReadNamesTheField() throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        #expect { try service.filter("year >", in: service.host.current()) } throws: { error in
            guard case .invalid("filter", let reason)? = error as? ServingError else { return false }
            return reason.contains("character 7")
        }
        _ = clock
    }
}

/// The blocks of docs/rules.md.
enum RuleDocumentation {
    static func lines(_ kind: String) throws -> [String] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../docs/rules.md").path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let blocks = text.components(separatedBy: "```")
        return blocks.enumerated().filter { $0.offset % 2 == 1 && $0.element.hasPrefix(kind + "\n") }
            .flatMap { $0.element.split(separator: "\n").dropFirst().map(String.init) }
    }
}
