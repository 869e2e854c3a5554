import Datasets
import Recommenders
import Serving
import Testing

@Suite struct SimilarTests {
    @Test func similarTitlesAreStableWithoutTheSeedAndWithoutRepetition() throws {
        for trained in [true, false] {
            let (service, clock) = try ServiceWorld.service(trained: trained)
            let catalog = try service.host.current().titles.catalog
            for position in stride(from: 0, to: catalog.count, by: 97) {
                let request = SimilarRequest([catalog[ItemIndex(position)].id], at: Moment(time: clock.now), count: 15)
                let first = try service.similar(request).items
                #expect(first.count == 15 && Set(first.map(\.index)).count == 15)
                #expect(!first.contains { $0.index == ItemIndex(position) })
                #expect(zip(first, first.dropFirst()).allSatisfy { $0.score >= $1.score })
                clock.advance(seconds: 86_400)
                #expect(try service.similar(request).items.map(\.index) == first.map(\.index))
                #expect(first.allSatisfy { $0.reason?.titles == [ItemIndex(position)] && $0.source == .similar })
            }
        }
    }

    @Test func sequelsAreFound() throws {
        let (service, clock) = try ServiceWorld.service()
        let catalog = try service.host.current().titles.catalog
        let pairs = [
            ("Rocky", "Rocky II"), ("The Matrix", "The Matrix Reloaded"), ("Toy Story", "Toy Story 2"), ("Die Hard", "Die Hard 2"),
            ("Scream", "Scream 2"),
        ]
        var asked = 0
        for (one, other) in pairs {
            guard let seed = catalog.items.first(where: { $0.title == one }), let sequel = catalog.items.first(where: { $0.title == other })
            else {
                continue
            }
            asked += 1
            let found = try service.similar(SimilarRequest([seed.id], at: Moment(time: clock.now), count: 10)).items.map {
                catalog[$0.index].id
            }
            #expect(found.contains(sequel.id), "\(one): \(found)")
        }
        #expect(asked >= 2)
    }

    @Test func severalSeedsAreOneQuestionAndUnknownOnesAreNamed() throws {
        let (service, clock) = try ServiceWorld.service()
        let catalog = try service.host.current().titles.catalog
        let seeds = [3, 400, 1_200].map { catalog[ItemIndex($0)].id }
        let moment = Moment(time: clock.now)
        let forward = try service.similar(SimilarRequest(seeds, at: moment)).items
        let backward = try service.similar(SimilarRequest(seeds.reversed() + seeds, at: moment)).items
        #expect(forward.map(\.index) == backward.map(\.index))
        #expect(!forward.contains { seeds.contains(catalog[$0.index].id) })
        #expect(throws: ServingError.unknownItem("nobody")) {
            try service.similar(SimilarRequest(seeds + ["nobody"].map { ItemID($0) }, at: moment))
        }
        #expect(throws: ServingError.self) { try service.similar(SimilarRequest([], at: moment)) }
        #expect(throws: ServingError.self) { try service.similar(SimilarRequest(seeds, at: moment, count: 0)) }
    }

    @Test func theAskersTasteAndHistoryCount() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let sheet = try service.sheet(.user(user), Moment(time: clock.now))
        let seed = try #require(sheet.person.titles.keys.min())
        let id = sheet.snapshot.titles[seed].id
        let anybody = try service.similar(SimilarRequest([id], at: Moment(time: clock.now), count: 50)).items
        let own = try service.similar(SimilarRequest([id], asker: .user(user), at: Moment(time: clock.now), count: 50)).items
        #expect(own.allSatisfy { sheet.person.titles[$0.index] == nil })
        #expect(own.map(\.index) != anybody.map(\.index))
        let again = SimilarRequest([id], asker: .user(user), at: Moment(time: clock.now), count: 50, includesSeen: true)
        #expect(try service.similar(again).items.count == 50)
    }

    @Test func filtersAndRulesHold() throws {
        let (service, clock) = try ServiceWorld.service()
        let titles = try service.host.current().titles
        let request = SimilarRequest(
            [titles[ItemIndex(0)].id], at: Moment(time: clock.now), count: 30, filter: "year >= 2000 and not genre = Horror")
        for item in try service.similar(request).items { #expect(titles[item.index].year! >= 2000) }
        let pinned = titles[ItemIndex(9)].id.rawValue
        try service.keepRule(StoredRule(name: "p", text: "pin '\(pinned)' at 2; limit 1 in 3 where genre = drama", surfaces: ["similar"]))
        let items = try service.similar(SimilarRequest([titles[ItemIndex(0)].id], at: Moment(time: clock.now), count: 10)).items
        #expect(items[1].index == ItemIndex(9) && items[1].source == .pinned)
        let dramas = items.map { titles[$0.index].facets[.genre]?.contains { $0.lowercased() == "drama" } ?? false }
        for start in 0..<items.count - 2 { #expect(dramas[start..<start + 3].filter(\.self).count <= 1) }
    }

    @Test func aCallersListIsOrderedAndNothingIsDroppedSilently() throws {
        let (service, clock) = try ServiceWorld.service()
        let user = try ServiceWorld.users(service, count: 1)[0]
        let moment = Moment(time: clock.now)
        let sheet = try service.sheet(.user(user), moment)
        let titles = sheet.snapshot.titles
        let ids = (0..<40).map { titles[ItemIndex($0 * 7)].id }
        let unknown = ItemID("no such title")
        let answer = try service.rank(RankRequest(.user(user), at: moment, (ids + [unknown] + ids.prefix(2)).map { .init($0) }))
        let expected = ids.sorted { a, b in
            let (x, y) = (titles.catalog.index(of: a)!, titles.catalog.index(of: b)!)
            return sheet.scores[x.position] != sheet.scores[y.position] ? sheet.scores[x.position] > sheet.scores[y.position] : x < y
        }.filter { sheet.permitted.contains(titles.catalog.index(of: $0)!) }
        #expect(answer.list.items.map { titles[$0.index].id } == expected)
        #expect(answer.unknown == [unknown] && answer.removed.count == ids.count - expected.count)
        let filtered = try service.rank(RankRequest(.user(user), at: moment, ids.map { .init($0) }, filter: "year < 1990"))
        #expect(filtered.removed.count + filtered.list.items.count == ids.count && !filtered.removed.isEmpty)
        let own = ids.enumerated().map { RankRequest.Entry($1, score: Float($0)) }
        let theirs = try service.rank(RankRequest(.user(user), at: moment, own, ownWeight: 1))
        #expect(theirs.list.items.map { titles[$0.index].id } == ids.reversed().filter { !theirs.removed.contains($0) })
        #expect(throws: ServingError.self) { try service.rank(RankRequest(.user(user), at: moment, [])) }
        #expect(throws: ServingError.self) { try service.rank(RankRequest(.user(user), at: moment, own, ownWeight: .nan)) }
        #expect(throws: ServingError.self) { try service.rank(RankRequest(.user(user), at: moment, [.init(ids[0], score: .infinity)])) }
    }
}
