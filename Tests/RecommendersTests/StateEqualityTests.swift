import Datasets
import Evaluation
import Recommenders
import Tensors
import Testing

/// What is kept of a user answers as the model does that reads the whole history.
@Suite(.serialized) struct StateEqualityTests {
    private static let windows: [HistoryWindow] = [.latest, .anchored(hop: 6)]

    private func expectEqual(_ a: [Float], _ b: [Float], _ context: @autoclosure () -> String) {
        let furthest = zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
        #expect(a.count == b.count && furthest <= stateTolerance / 10, "\(context()): vectors differ by \(furthest)")
    }

    @Test(arguments: KernelLevel.available, StateWorld.mixers)
    func aStateThatGrowsEventByEventAnswersLikeTheScorer(level: KernelLevel, mixer: MixerKind) throws {
        try level.only {
            for window in Self.windows {
                let world = StateWorld(mixer: mixer, users: 2)
                let server = try world.server(StateOptions(window: window))
                var random = SeededGenerator(seed: 4)
                var previous: [Float] = []
                var moves = 0
                for user in 0..<2 {
                    let events = world.dataset.users[user].interactions
                    for count in 0...events.count {
                        if count > 0 { try server.note(events[count - 1], at: count - 1, userKey: world.dataset.users[user].key) }
                        let request = world.request(&random, after: events[0..<count])
                        let kept = try server.userVectors(world.question(user, count, [RowQuery(request, count: 1)]))
                        expectEqual(
                            kept, try world.scorer.userVectors([world.query(user, count, request)], window: window),
                            "\(level.rawValue) hop \(window.hop) user \(user) after \(count) events")
                        if zip(kept, previous).contains(where: { abs($0 - $1) > 0.1 }) { moves += 1 }
                        previous = kept
                    }
                }
                #expect(moves > 100, "vectors that hardly move would agree by accident: \(moves)")
                let statistics = server.statistics
                #expect(statistics.misses == 2 && statistics.hits > 10, "\(statistics)")
                #expect(window == .latest || statistics.appends > 3 * statistics.rebuilds, "\(statistics)")
            }
        }
    }

    @Test(arguments: ModelInputs.allCases, StateWorld.mixers) func everyShapeOfModelIsKeptWhole(
        inputs: ModelInputs, mixer: MixerKind
    ) throws {
        for (layers, width, heads) in [(1, 8, 1), (2, 24, 8), (4, 40, 1)] {
            let world = StateWorld(
                inputs: inputs, mixer: mixer, layers: layers, maximumLength: 40, users: 3, events: 50, width: width, heads: heads)
            let server = try world.server()
            var random = SeededGenerator(seed: 7)
            for user in 0..<3 {
                for count in [0, 1, 30, 33, 50] {
                    for event in 0..<count {
                        try server.note(world.dataset.users[user].interactions[event], at: event, userKey: world.dataset.users[user].key)
                    }
                    let request = world.request(&random, after: world.dataset.users[user].interactions[0..<count])
                    expectEqual(
                        try server.userVectors(world.question(user, count, [RowQuery(request, count: 1)])),
                        try world.scorer.userVectors([world.query(user, count, request)]), "\(inputs) \(mixer) L \(layers) D \(width)")
                }
            }
        }
    }

    /// States that grow, are asked, pushed out, invalidated and erased, in any order.
    @Test(arguments: StateWorld.mixers) func tenThousandRandomRequestsAreOrderedAsTheScorerOrdersThem(mixer: MixerKind) throws {
        for window in Self.windows {
            let world = StateWorld(mixer: mixer, users: 10)
            // Room for a few of the ten users.
            let server = try world.server(StateOptions(bytes: 64_000, hotShare: 0.5, tokenShare: 0.1, window: window, shardCount: 2))
            var random = SeededGenerator(seed: 12)
            var known = [Int](repeating: 0, count: 10)
            var lists = RankedLists()
            var wrong = 0
            for step in 0..<2500 {
                let user = min(Int.random(in: 0..<10, using: &random), Int.random(in: 0..<10, using: &random))
                let person = world.dataset.users[user]
                for _ in 0..<Int.random(in: 0..<3, using: &random) where known[user] < person.interactions.count {
                    try server.note(person.interactions[known[user]], at: known[user], userKey: person.key)
                    known[user] += 1
                }
                switch Int.random(in: 0..<200, using: &random) {
                case 0: server.erase(userKey: person.key)
                case 1: server.invalidate(userKey: person.key)
                // An event is lost on the way: the gap is noticed at the next one.
                case 2: known[user] = min(known[user] + 1, person.interactions.count); server.invalidate(userKey: person.key)
                case 3: known[user] = 0; server.erase(userKey: person.key)
                default: break
                }
                let requests = (0..<2).map { _ in world.request(&random, after: person.interactions[0..<known[user]]) }
                let count = Int.random(in: 0...StateWorld.itemCount + 5, using: &random)
                try server.answer(world.question(user, known[user], requests.map { RowQuery($0, count: count) }), into: &lists)
                for (row, request) in requests.enumerated() {
                    let scores = try world.scores(world.query(user, known[user], request), window: window)
                    if !isOrder(lists[row], of: scores, count: count, tolerance: stateTolerance, where: { _ in true }) {
                        wrong += 1
                        if wrong < 5 { Issue.record("step \(step), user \(user) after \(known[user]) events: \(lists[row].prefix(3))") }
                    }
                }
            }
            #expect(wrong == 0)
            let statistics = server.statistics
            #expect(statistics.evictions + statistics.demotions > 50 && statistics.rebuilds > 50 && statistics.hits > 50, "\(statistics)")
            #expect(statistics.bytes <= 64_000, "\(statistics)")
        }
    }

    @Test func questionsAnsweredTogetherAreAnsweredAsAlone() throws {
        let world = StateWorld(users: 12, events: 60)
        struct NoHistory: Error {}
        var random = SeededGenerator(seed: 3)
        var questions: [StateQuestion] = []
        for place in 0..<40 {
            let user = place % 12
            let events = world.dataset.users[user].interactions
            questions.append(
                world.question(
                    user, 55, (0..<place % 4).map { _ in RowQuery(world.request(&random, after: events[...]), count: 20) }))
        }
        questions[7].userKey = 999
        questions[7].history = { throw NoHistory() }
        questions[9].rows = [RowQuery(RequestContext(), count: 3, allowed: ItemMask(itemCount: 5))]
        let together = try world.server().answer(questions)
        #expect(together.count == questions.count)
        for (place, question) in questions.enumerated() {
            var alone = RankedLists()
            let server = try world.server()
            switch together[place] {
            case .success(let lists):
                try server.answer(question, into: &alone)
                #expect(lists.count == question.rows.count)
                for row in 0..<lists.count {
                    #expect(zip(lists[row], alone[row]).allSatisfy { abs($0.score - $1.score) <= stateTolerance } && lists[row].count == 20)
                }
            case .failure(let error):
                #expect((place == 7 && error is NoHistory) || (place == 9 && error is StateError), "\(place): \(error)")
            }
        }
        #expect((try? together[7].get()) == nil && (try? together[9].get()) == nil)
    }

    @Test func filtersApplyBeforeTheBestAreTaken() throws {
        let world = StateWorld(users: 3)
        let server = try world.server()
        var random = SeededGenerator(seed: 21)
        var lists = RankedLists()
        for step in 0..<300 {
            let user = step % 3
            let mask = { (random: inout SeededGenerator) -> ItemMask? in
                guard Bool.random(using: &random) else { return nil }
                return ItemMask(itemCount: 60, (0..<60).filter { _ in Bool.random(using: &random) }.map { ItemIndex($0) })
            }
            let rows = (0..<20).map { _ in
                RowQuery(
                    world.request(&random, after: world.dataset.users[user].interactions[...]),
                    count: Int.random(in: -1...40, using: &random),
                    allowed: mask(&random), excluded: mask(&random))
            }
            try server.answer(world.question(user, 90, rows), into: &lists)
            for (row, query) in rows.enumerated() where step % 10 == 0 {
                let scores = try world.scores(world.query(user, 90, query.request), window: .latest)
                let isRight = isOrder(lists[row], of: scores, count: query.count, tolerance: stateTolerance) {
                    query.allowed?.contains($0) != false && query.excluded?.contains($0) != true
                }
                #expect(isRight, "step \(step) row \(row)")
            }
        }
    }

    @Test func popularityOfTheMomentAndItsSurfacesAreHonoured() throws {
        let fashion = FashionWorld()
        let dataset = fashion.dataset
        let scorer = try fashion.trained(dataset).bound(
            to: dataset.catalog, log: PopularityLog(PopularityTimeline(itemCount: dataset.catalog.count, histories: dataset.users)))
        let server = try StateServer(scorer, clock: { 0 })
        var lists = RankedLists()
        for (place, user) in dataset.users.prefix(12).enumerated() {
            let rows = [3, 17, 9, 40].map { day in
                RowQuery(RequestContext(time: Timestamp(rawValue: Int64(day) * FashionWorld.day + 70_000_000)), count: 12)
            }
            try server.answer(StateQuestion(userKey: user.key, rows: rows) { Array(user.interactions.prefix(10)) }, into: &lists)
            for (row, query) in rows.enumerated() {
                var scores = [Float](repeating: 0, count: dataset.catalog.count)
                let asked = ScoringQuery(userKey: 1, interactions: user.interactions, historyCount: 10, request: query.request)
                try scores.withUnsafeMutableBufferPointer { try scorer.score([asked], into: $0) }
                #expect(isOrder(lists[row], of: scores, count: 12, tolerance: stateTolerance) { _ in true }, "user \(place) row \(row)")
            }
        }
    }

    @Test func newTitlesStandWhereTheScorerPutsThem() throws {
        let world = GenreWorld()
        let scorer = try world.model(cost: 0.05).bound(to: world.dataset.catalog)
        let server = try StateServer(scorer, clock: { 0 })
        var lists = RankedLists()
        for user in world.dataset.users.prefix(20) {
            let question = StateQuestion(userKey: user.key, rows: [RowQuery(RequestContext(), count: 120)]) { user.interactions }
            try server.answer(question, into: &lists)
            var scores = [Float](repeating: 0, count: world.dataset.catalog.count)
            let query = ScoringQuery(
                userKey: 1, interactions: user.interactions, historyCount: user.interactions.count, request: RequestContext())
            try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
            #expect(isOrder(lists[0], of: scores, count: 120, tolerance: stateTolerance) { _ in true }, "\(user.id)")
        }
    }

    @Test func sparseAttentionIsRefusedByName() {
        let world = StateWorld(mixer: .sparse, users: 1)
        #expect(throws: StateError.unsupported(parameters: ["mixer sparse"])) { try world.server() }
    }
}
