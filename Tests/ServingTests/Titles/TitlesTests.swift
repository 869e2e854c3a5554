import Datasets
import Foundation
import Serving
import Testing

@Suite struct TitlesTests {
    private func served(_ service: TasteService, _ clock: TestClock, maturity: Int? = nil, country: String? = nil) throws -> [ItemID] {
        let moment = Moment(time: clock.now, country: country, maturity: maturity)
        let list = try service.recommendations(ListRequest(.session([]), at: moment, count: 400))
        return list.items.map { list.snapshot.titles[$0.index].id }
    }

    @Test func hidingTakesEffectOnTheNextAnswerAndSoDoesShowing() throws {
        let (service, clock) = try ServiceWorld.service()
        let item = try #require(try served(service, clock).first)
        try service.setHidden(true, item)
        #expect(try !served(service, clock).contains(item))
        #expect(try service.title(item).facts.isHidden)
        try service.setHidden(false, item)
        #expect(try served(service, clock).contains(item))
        #expect(throws: ServingError.unknownItem("none")) { try service.setHidden(true, ItemID("none")) }
    }

    @Test func limitsHoldAtOnceAndNamesSoon() async throws {
        let (service, clock) = try ServiceWorld.service(trained: false)
        let item = try #require(try served(service, clock).first)
        let changed = try service.patch(item) { title in
            title.item.title = "Another name"
            title.facts.maturity = 16
            title.facts.availability = [.init(countries: ["DE"])]
        }
        #expect(changed.item.title == "Another name")
        #expect(try !served(service, clock, maturity: 12, country: "DE").contains(item))
        #expect(try !served(service, clock, country: "FR").contains(item))
        #expect(try served(service, clock, maturity: 16, country: "DE").contains(item))
        await service.titlesSettled()
        let titles = try service.host.current().titles
        #expect(try titles[#require(titles.catalog.index(of: item))].title == "Another name")
    }

    @Test func whatIsPutIsFoundAndReplacedWhole() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let generation = try service.host.current().generation
        let item = Item(id: ItemID("new"), title: "New", year: 2026, facets: [.genre: ["Drama"]], text: "…", identifiers: ["imdb": "tt1"])
        let document = TitleDocument(item, facts: TitleFacts(maturity: 6))
        try service.put([document])
        #expect(try service.title(ItemID("new")) == document)
        await service.titlesSettled()
        #expect(try service.host.current().titles.catalog.index(of: ItemID("new")) != nil)
        #expect(try service.host.current().generation > generation)
        try service.put([TitleDocument(Item(id: ItemID("new"), title: "Bare"))])
        #expect(try service.title(ItemID("new")) == TitleDocument(Item(id: ItemID("new"), title: "Bare")))
    }

    @Test func aChangeOfSomethingElseThanWasReadIsRefused() throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let id = try service.host.current().titles.catalog.items[0].id
        let version = try service.title(id).version()
        try service.patch(id, ifMatch: version) { $0.item.year = 1901 }
        #expect(try service.title(id).version() != version)
        #expect(throws: ServingError.self) { try service.patch(id, ifMatch: version) { $0.item.year = 1902 } }
        #expect(throws: ServingError.self) { try service.removeTitle(id, ifMatch: version) }
        #expect(throws: ServingError.self) { try service.put([TitleDocument(Item(id: ItemID("none")))], ifMatch: "*") }
        #expect(try service.title(id).item.year == 1901)
        try service.removeTitle(id, ifMatch: "*")
    }

    @Test func aRemovedTitleIsNotShownThoughTheModelKnowsIt() async throws {
        let (service, clock) = try ServiceWorld.service()
        let item = try #require(try served(service, clock).first)
        try service.removeTitle(item)
        #expect(try !served(service, clock).contains(item))
        await service.titlesSettled()
        #expect(try !served(service, clock).contains(item))
        #expect(throws: ServingError.unknownItem(item.rawValue)) { try service.title(item) }
        #expect(throws: ServingError.unknownItem(item.rawValue)) { try service.removeTitle(item) }
        try service.put([TitleDocument(Item(id: item, title: "Back"))])
        #expect(try served(service, clock).contains(item))
    }

    @Test func titlesAreListedPageByPage() throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let all = try service.host.current().titles.catalog.items.map(\.id)
        var listed: [ItemID] = []
        while true {
            let page = try service.titles(after: listed.last, limit: 37)
            #expect(page.total == all.count)
            if page.titles.isEmpty { break }
            listed += page.titles.map(\.id)
        }
        #expect(listed == all)
        #expect(try service.titles(after: ItemID("\u{10FFFF}"), limit: 5).titles.isEmpty)
    }

    @Test func anEpisodeIsNoTitleOfItsOwn() async throws {
        let (service, _) = try ServiceWorld.service(trained: false)
        let link = EpisodeLink(id: ItemID("s1e1"), series: ItemID("s"), season: 1, number: 1, title: "Pilot", duration: 1800)
        try service.put([TitleDocument(Item(id: ItemID("s"), domain: .series, title: "Series")), TitleDocument(link)])
        await service.titlesSettled()
        let titles = try service.host.current().titles
        #expect(titles.catalog.index(of: ItemID("s")) != nil && titles.catalog.index(of: ItemID("s1e1")) == nil)
        #expect(titles.episodes[ItemID("s1e1")] == link)
        #expect(try service.title(ItemID("s1e1")).episode == link)
        #expect(throws: ServingError.self) {
            try service.put([TitleDocument(EpisodeLink(id: ItemID("x"), series: ItemID("x"), number: 1))])
        }
        #expect(throws: ServingError.self) {
            try service.put([TitleDocument(EpisodeLink(id: ItemID("x"), series: ItemID("s"), number: 0))])
        }
        try service.removeTitle(ItemID("s1e1"))
        #expect(throws: ServingError.unknownItem("s1e1")) { try service.title(ItemID("s1e1")) }
    }
}
