import Datasets
import Recommenders
import Serving
import Testing

@Suite struct PeopleCacheTests {
    private func view(_ events: Int) -> PersonView {
        PersonView(history: (0..<events).map { Interaction(item: ItemIndex($0 % 7), kind: .play, time: Timestamp(seconds: Int64($0))) })
    }

    private func keep(_ view: PersonView, _ user: String, _ cache: PeopleCache) {
        cache.keep(view, of: UserID(user), generation: 1, asOf: cache.changes(of: UserID(user)))
    }

    /// A budget that would be small for sixteen shards: whoever watches most must not push themselves out.
    @Test func aLongHistoryStaysWhileOthersComeAndGo() {
        let cache = PeopleCache(events: 2_000, longest: 200)
        keep(view(180), "busy", cache)
        for number in 0..<500 {
            keep(view(20), "somebody-\(number)", cache)
            #expect(cache.view(of: UserID("busy"), generation: 1)?.eventCount == 180)
            #expect(cache.count <= 2_000 / 30 + 1)
        }
        // Who was not asked for is gone.
        #expect(cache.view(of: UserID("somebody-0"), generation: 1) == nil)
        #expect(cache.view(of: UserID("somebody-499"), generation: 1) != nil)
    }

    /// People who act without asking take from the same budget.
    @Test func eventsCountWhenTheyCome() {
        let cache = PeopleCache(events: 1_000, longest: 10_000)
        for number in 0..<10 { keep(view(50), "\(number)", cache) }
        #expect(cache.count == 10)
        for second in 0..<600 {
            let event = Interaction(item: ItemIndex(second % 7), kind: .play, time: Timestamp(seconds: Int64(1_000 + second)))
            _ = cache.add(event, to: UserID("9"), generation: 1)
        }
        #expect(cache.count < 10)
        #expect(cache.view(of: UserID("9"), generation: 1)?.eventCount == 650)
    }
}
