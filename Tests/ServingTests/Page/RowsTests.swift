import Datasets
import Recommenders
import Serving
import Testing

/// What each kind of row is made of.
@Suite struct RowsTests {
    private let world = PageWorld(titles: 120, seed: 12, restrictions: false)
    private func event(
        _ item: Int, _ kind: EventKind, daysAgo: Double, completion: Float? = nil, episode: Int32 = 0
    ) -> Interaction {
        Interaction(
            item: ItemIndex(item), kind: kind, time: Timestamp(rawValue: PageWorld.now.rawValue - Int64(daysAgo * 86_400_000)),
            completion: completion, episode: episode)
    }

    private func rows(
        _ events: [Interaction], facts: [ItemID: TitleFacts] = [:], record: PersonRecord = PersonRecord(), mood: String? = nil
    ) throws -> [RowProposal] {
        let snapshot = ServingSnapshot(
            generation: 1, model: "planted", titles: TitleTable(world.catalog, facts: facts), bundle: nil, refused: [], basis: nil,
            engine: world.engine, vocabulary: ContextVocabulary(), resolution: .exact, commonestKind: .play)
        let person = PersonView(history: events.sorted { $0.time! < $1.time! }, record: record)
        let planted = try world.sheet(person, Moment(time: PageWorld.now, mood: mood))
        let sheet = ScoreSheet(snapshot, person, planted.moment, scores: planted.scores, permitted: planted.permitted)
        return RowProposals(PageContext(sheet, shelves: snapshot.shelves, options: PageOptions())).all()
    }

    private func continued(_ events: [Interaction], facts: [ItemID: TitleFacts] = [:]) throws -> [Int] {
        try rows(events, facts: facts).first { $0.kind == .continueWatching }?.candidates.map { $0.item.position } ?? []
    }

    @Test func onlyWhatWasLeftUnfinishedGoesOn() throws {
        #expect(
            try continued([event(1, .progress, daysAgo: 1, completion: 0.4), event(2, .progress, daysAgo: 0.1, completion: 0.5)]) == [2, 1])
        #expect(try continued([event(1, .progress, daysAgo: 1, completion: 0.95)]).isEmpty)
        #expect(try continued([event(1, .progress, daysAgo: 1, completion: 0.4), event(1, .complete, daysAgo: 0.5)]).isEmpty)
        #expect(try continued([event(1, .play, daysAgo: 1)]).isEmpty)
    }

    @Test func whatWasGivenUpDoesNotComeBack() throws {
        #expect(try continued([event(1, .progress, daysAgo: 1, completion: 0.4), event(1, .abandon, daysAgo: 1)]).isEmpty)
        #expect(try continued([event(1, .progress, daysAgo: 1, completion: 0.05)]) == [1])
        #expect(try continued([event(1, .progress, daysAgo: 5, completion: 0.05)]).isEmpty)
        #expect(try continued([event(1, .progress, daysAgo: 60, completion: 0.5)]) == [1])
        #expect(try continued([event(1, .progress, daysAgo: 120, completion: 0.5)]).isEmpty)
        #expect(try continued([event(1, .progress, daysAgo: 2, completion: 0.5), event(1, .thumbsDown, daysAgo: 1)]).isEmpty)
    }

    @Test func aSeriesGoesOnWithItsNextEpisodeUntilTheLast() throws {
        let facts = [world.catalog[ItemIndex(3)].id: TitleFacts(episodeCount: 3)]
        let second = [event(3, .complete, daysAgo: 2, episode: 1), event(3, .complete, daysAgo: 1, completion: 0.97, episode: 2)]
        let row = try #require(try rows(second, facts: facts).first { $0.kind == .continueWatching })
        #expect(row.progress[ItemIndex(3)]?.episode == 3)
        #expect(row.progress[ItemIndex(3)]?.share == nil)
        #expect(try continued(second + [event(3, .complete, daysAgo: 0.5, episode: 3)], facts: facts).isEmpty)
        #expect(try continued(second).isEmpty, "how many episodes there are is not known")
    }

    @Test func whatIsLeftLongerIsWorthLess() throws {
        func value(_ days: Double) throws -> Float {
            try rows([event(1, .progress, daysAgo: days, completion: 0.4)]).first { $0.kind == .continueWatching }!.chances[0]
        }
        #expect(abs(try value(7) / value(0) - 0.5) < 0.01)
    }

    @Test func titlesThatAreMuchAlikeSpeakForOneRow() throws {
        let close = world.engine.similarity(to: ItemIndex(0))
        let rows = try rows([0, 20, 40, 60, 80, 100].map { event($0, .thumbsUp, daysAgo: Double($0)) })
        let seeds = rows.filter { $0.kind == .becauseOf }.compactMap { $0.reason?.titles.first }
        #expect(seeds.count == 4 && Set(seeds).count == 4)
        #expect(close[seeds[1].position] < 0.8)
        #expect(try self.rows([event(0, .thumbsDown, daysAgo: 1)]).allSatisfy { $0.kind != .becauseOf })
    }

    @Test func newTitlesAreThoseOfTheLastWeeksAndNotOfTheNext() throws {
        let row = try #require(try rows([]).first { $0.kind == .new })
        let days = row.candidates.map { Double(PageWorld.now.rawValue - world.catalog[$0.item].released!.rawValue) / 86_400_000 }
        #expect(!days.isEmpty && days.allSatisfy { (0...60).contains($0) })
    }

    @Test func aMoodRaisesItsTitlesAtOnce() throws {
        func share(_ mood: String?) throws -> Int {
            let top = try rows([], mood: mood).first { $0.kind == .topPicks }!.candidates.prefix(20)
            return top.count { world.catalog[$0.item].facets[.genre]?.contains("War") == true }
        }
        #expect(try share(" war ,nothing") > share(nil))
        #expect(try share("no such thing") == share(nil))
    }

    @Test func whatWasLovedComesAgainAfterMonthsAndSongsAfterADay() throws {
        let song = world.catalog.items.firstIndex { $0.domain == .song }!
        let film = world.catalog.items.firstIndex { $0.domain == .film }!
        let rows = try rows([event(song, .thumbsUp, daysAgo: 3), event(film, .thumbsUp, daysAgo: 3)])
        #expect(rows.first { $0.kind == .again }?.candidates.map { $0.item.position } == [song])
        let later = try self.rows([event(film, .thumbsUp, daysAgo: 200)])
        #expect(later.first { $0.kind == .again }?.candidates.map { $0.item.position } == [film])
    }
}
