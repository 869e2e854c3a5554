import Datasets
import Evaluation
import Recommenders
import Testing

/// Small worlds whose right answer is known.
enum BaselineWorld {
    static func catalog(_ count: Int) -> Catalog {
        Catalog((0..<count).map { Item(id: ItemID("i" + String(1000 + $0))) })
    }

    static func users(_ histories: [[Int]], hours: [[Int64]]? = nil) -> [UserHistory] {
        histories.enumerated().map { user, items in
            UserHistory(
                id: UserID("u\(user)"), key: UInt64(user),
                interactions: items.enumerated().map { position, item in
                    Interaction(
                        item: ItemIndex(item), kind: .play, time: hours.map { Timestamp(seconds: $0[user][position] * 3600) })
                })
        }
    }

    static func query(_ items: [Int], key: UInt64 = 99, hour: Int64? = nil) -> ScoringQuery {
        let events = items.map { Interaction(item: ItemIndex($0), kind: .play) }
        return ScoringQuery(
            userKey: key, interactions: events, historyCount: events.count,
            request: RequestContext(time: hour.map { Timestamp(seconds: $0 * 3600) }))
    }

    static func scores(_ scorer: any Scorer, _ queries: [ScoringQuery], items: Int) throws -> [[Float]] {
        var scores = [Float](repeating: .nan, count: queries.count * items)
        try scores.withUnsafeMutableBufferPointer { try scorer.score(queries, into: $0) }
        return queries.indices.map { Array(scores[$0 * items..<($0 + 1) * items]) }
    }

    /// Even users choose even items, odd users odd ones; each leaves one item of their colour out.
    static func checkerboard(users count: Int, items: Int) -> (training: [UserHistory], split: Split) {
        var training: [[Int]] = []
        var cases: [EvaluationCase] = []
        for user in 0..<count {
            let own = (0..<items).filter { $0 % 2 == user % 2 }
            let target = own[(user / 2) % own.count]
            let history = own.filter { $0 != target }
            training.append(history)
            cases.append(
                EvaluationCase(
                    user: UserIndex(user), userKey: UInt64(user), interactions: query(history + [target]).interactions,
                    historyCount: history.count, request: RequestContext(), targets: [ItemIndex(target)]))
        }
        let users = users(training)
        let split = Split(
            protocolName: "leave-one-out", training: users, validation: cases, test: cases, seenRemoved: true)
        return (users, split)
    }
}

struct BaselineTests {
    private func top(_ row: [Float]) -> Int { row.indices.max { row[$0] < row[$1] }! }

    @Test(arguments: [BaselineKind.itemKNN, .ease, .implicitALS])
    func onACheckerboardTheMissingSquareOfTheOwnColourComesFirst(kind: BaselineKind) throws {
        let world = BaselineWorld.checkerboard(users: 60, items: 30)
        let catalog = BaselineWorld.catalog(30)
        let scorer = try kind.fit(training: world.training, catalog: catalog, parameters: kind == .ease ? ["lambda": 10] : [:])
        let task = EvaluationTask(dataset: "checkerboard", split: world.split, catalog: catalog)
        let result = try Evaluator(EvaluatorOptions(cutoffs: [1, 10])).evaluate(scorer, on: task).result
        #expect(result.metrics["HR@1"] == 1)
        // Popularity knows no colours.
        let popularity = try BaselineKind.popularity.fit(training: world.training, catalog: catalog)
        let poor = try Evaluator(EvaluatorOptions(cutoffs: [1, 10])).evaluate(popularity, on: task).result
        #expect(poor.metrics["HR@1"]! < 0.6)
    }

    @Test func markovFollowsTheCycle() throws {
        let cycle = 12
        let histories = (0..<20).map { start in (0..<9).map { (start + $0) % cycle } }
        let scorer = try BaselineKind.markov.fit(
            training: BaselineWorld.users(histories), catalog: BaselineWorld.catalog(cycle),
            parameters: ["window": 1, "smoothing": 1])
        let rows = try BaselineWorld.scores(scorer, (0..<cycle).map { BaselineWorld.query([5, $0]) }, items: cycle)
        for (last, row) in rows.enumerated() { #expect(top(row) == (last + 1) % cycle, "after \(last)") }
    }

    @Test func markovBacksOffToPopularity() throws {
        let histories = [[0, 1], [2, 1], [3, 1], [4, 5]]
        let scorer = try BaselineKind.markov.fit(
            training: BaselineWorld.users(histories), catalog: BaselineWorld.catalog(7), parameters: ["smoothing": 5])
        // Nobody went on from item 6, and nobody at all is before an empty history.
        for row in try BaselineWorld.scores(scorer, [BaselineWorld.query([6]), BaselineWorld.query([])], items: 7) {
            #expect(top(row) == 1)
        }
    }

    @Test func markovProbabilitiesAreThoseOfTheFormula() throws {
        let scorer = try BaselineKind.markov.fit(
            training: BaselineWorld.users([[0, 1, 0, 2]]), catalog: BaselineWorld.catalog(3),
            parameters: ["window": 2, "windowDecay": 0.5, "smoothing": 2, "historyLength": 1])
        let row = try BaselineWorld.scores(scorer, [BaselineWorld.query([0])], items: 3)[0]
        // From 0: 1 at distance 1 (1), 0 at distance 2 (½), 2 at distance 1 (1); shares ½, ¼, ¼.
        for (item, count) in [0.5, 1, 1].enumerated() {
            let expected = (count + 2 * [0.5, 0.25, 0.25][item]) / (2.5 + 2)
            #expect(abs(Double(row[item]) - expected) < 1e-6, "item \(item)")
        }
    }

    @Test func popularityCountsEventsAndCanForgetOldOnes() throws {
        let histories = [[0, 0, 1, 2], [0, 3, 1, 2], [0, 4, 5, 2]]
        func row(_ parameters: BaselineParameters) throws -> [Float] {
            let scorer = try BaselineKind.popularity.fit(
                training: BaselineWorld.users(histories), catalog: BaselineWorld.catalog(6), parameters: parameters)
            return try BaselineWorld.scores(scorer, [BaselineWorld.query([])], items: 6)[0]
        }
        // The immediate repeat of user 0 counts once.
        #expect(try row(["recencyHalfLife": 0, "userExponent": 0]) == [3, 2, 3, 1, 1, 1])
        #expect(top(try row(["recencyHalfLife": 1, "userExponent": 0])) == 2)
    }

    @Test func recentPopularityLooksAtTheWindowBeforeTheRequest() throws {
        let users = BaselineWorld.users([[0, 0, 0, 1, 2], [0, 3, 0, 3, 1]], hours: [[0, 2, 4, 400, 900], [1, 3, 5, 401, 402]])
        let scorer = try BaselineKind.recentPopularity.fit(
            training: users, catalog: BaselineWorld.catalog(4), parameters: ["backoff": 0.001])
        let queries = [10, 405, 5000].map { BaselineWorld.query([], hour: $0) }
        let rows = try BaselineWorld.scores(scorer, queries, items: 4)
        // Early: 0 is everywhere. At hour 405 the week holds 1, 3, 1. Later than training: its last week holds 2.
        #expect(rows.map(top) == [0, 1, 2])
        // Nothing of the request's own hour or later counts: at hour 400 the window is empty, so overall shares rule.
        #expect(top(try BaselineWorld.scores(scorer, [BaselineWorld.query([], hour: 400)], items: 4)[0]) == 0)
    }

    @Test func recentPopularityFallsBackToLastEventsWithoutTimes() throws {
        let scorer = try BaselineKind.recentPopularity.fit(
            training: BaselineWorld.users([[0, 1, 0, 2], [0, 3, 0, 2]]), catalog: BaselineWorld.catalog(4),
            parameters: ["fallbackEvents": 1])
        #expect(top(try BaselineWorld.scores(scorer, [BaselineWorld.query([])], items: 4)[0]) == 2)
    }

    @Test func itemKNNSimilaritiesAreThoseOfTheFormula() throws {
        let scorer = try BaselineKind.itemKNN.fit(
            training: BaselineWorld.users([[0, 1], [0, 1, 2], [0, 2]]), catalog: BaselineWorld.catalog(3),
            parameters: ["shrinkage": 1, "neighbours": 10, "recencyHalfLife": 1])
        let row = try BaselineWorld.scores(scorer, [BaselineWorld.query([2, 0])], items: 3)[0]
        let sim01 = 2 / (Float(6).squareRoot() + 1)
        let sim21 = 1 / (Float(4).squareRoot() + 1)
        #expect(abs(row[1] - (sim01 + 0.5 * sim21)) < 1e-5)
    }

    @Test func contentRanksWhatNobodyMet() throws {
        let items = (0..<20).map { number in
            Item(
                id: ItemID("i\(100 + number)"), year: 1990 + number,
                facets: [.genre: [number % 2 == 0 ? "Comedy" : "Horror"], .cast: ["Actor \(number % 2 + number / 6 * 2)"]],
                text: number % 2 == 0 ? "Friends laugh at a wedding" : "A ghost haunts the cellar")
        }
        let scorer = try BaselineKind.content.fit(training: [], catalog: Catalog(items), parameters: ["decade": 0.2])
        let row = try BaselineWorld.scores(scorer, [BaselineWorld.query([0, 2])], items: 20)[0]
        let best = row.indices.filter { $0 != 0 && $0 != 2 }.sorted { row[$0] > row[$1] }
        #expect(best.prefix(8).allSatisfy { $0 % 2 == 0 })
        #expect(row.allSatisfy { $0.isFinite })
    }

    @Test func impressionsAndDislikesRecommendNothing() throws {
        var users = BaselineWorld.users([[0, 1], [0, 1], [2, 3]])
        for user in 0..<2 { for event in 0..<2 { users[user].interactions[event].kind = event == 0 ? .impression : .thumbsDown } }
        let scorer = try BaselineKind.popularity.fit(training: users, catalog: BaselineWorld.catalog(4))
        let row = try BaselineWorld.scores(scorer, [BaselineWorld.query([])], items: 4)[0]
        #expect(row[0] == 0 && row[1] == 0 && row[2] > 0 && row[3] > 0)
    }

    @Test(arguments: BaselineKind.allCases)
    func everyBaselineTakesNobodyAndNothing(kind: BaselineKind) throws {
        let empty = try kind.fit(training: [], catalog: BaselineWorld.catalog(0))
        #expect(try BaselineWorld.scores(empty, [BaselineWorld.query([])], items: 0) == [[]])
        let untrained = try kind.fit(training: [], catalog: BaselineWorld.catalog(5))
        let queries = [BaselineWorld.query([]), BaselineWorld.query([1, 4]), BaselineWorld.query([7], hour: 3)]
        for row in try BaselineWorld.scores(untrained, queries, items: 5) {
            #expect(row.allSatisfy { $0.isFinite }, "\(kind)")
        }
    }

    @Test(arguments: BaselineKind.allCases)
    func aScoreDoesNotDependOnTheOtherQueriesNorOnTheFuture(kind: BaselineKind) throws {
        let world = BaselineWorld.checkerboard(users: 20, items: 10)
        let scorer = try kind.fit(training: world.training, catalog: BaselineWorld.catalog(10))
        var longer = BaselineWorld.query([1, 3, 5, 8], key: 7)
        let together = (0...4).map { count in
            longer.historyCount = count
            return longer
        }
        let rows = try BaselineWorld.scores(scorer, together, items: 10)
        for (count, row) in rows.enumerated() {
            let alone = BaselineWorld.query([1, 3, 5, 8].prefix(count).map { $0 }, key: 7)
            #expect(try BaselineWorld.scores(scorer, [alone], items: 10)[0] == row, "\(kind), \(count) events")
        }
    }

    @Test func unknownAndImpossibleParametersAreRefused() {
        let catalog = BaselineWorld.catalog(3)
        #expect(throws: BaselineError.unknownParameter(baseline: "ease", name: "lamda", known: ["lambda", "recencyHalfLife"])) {
            try BaselineKind.ease.fit(training: [], catalog: catalog, parameters: ["lamda": 3])
        }
        for (kind, parameters) in [
            (BaselineKind.ease, ["lambda": 0]), (.itemKNN, ["neighbours": 0.5]), (.itemKNN, ["neighbours": 10.5]),
            (.markov, ["smoothing": .nan]), (.popularity, ["userExponent": -1]), (.recentPopularity, ["days": 0]),
        ] as [(BaselineKind, [String: Double])] {
            #expect(throws: BaselineError.self, "\(kind) \(parameters)") {
                try kind.fit(training: [], catalog: catalog, parameters: BaselineParameters(parameters))
            }
        }
        #expect(throws: BaselineError.itemOutsideCatalog(item: ItemIndex(5), catalogCount: 3)) {
            try BaselineKind.popularity.fit(training: BaselineWorld.users([[5]]), catalog: catalog)
        }
    }

    @Test(arguments: BaselineKind.allCases)
    func everyGridHasTwelvePointsThatCanBeFitted(kind: BaselineKind) throws {
        #expect(Set(kind.grid).count >= 12)
        let world = BaselineWorld.checkerboard(users: 10, items: 8)
        let tuner = try BaselineTuner(
            dataset: "checkerboard", split: world.split, catalog: BaselineWorld.catalog(8), users: 5)
        let result = try tuner.tune(kind)
        #expect(result.points.count == kind.grid.count && result.users == 5)
        #expect(result.best!.ndcg10 == result.points.map(\.ndcg10).max())
        #expect(result.markdown().split(separator: "\n").count == 3 + kind.grid.count)
    }

    @Test(arguments: [BaselineKind.ease, .itemKNN, .content, .implicitALS])
    func aFitThatReusesAnotherEqualsAFreshOne(kind: BaselineKind) throws {
        let world = BaselineWorld.checkerboard(users: 20, items: 10)
        let catalog = BaselineWorld.catalog(10)
        let corpus = try BaselineCorpus(training: world.training, itemCount: 10)
        let first = try kind.fit(corpus, catalog: catalog, parameters: ["recencyHalfLife": 1])
        let changed: BaselineParameters =
            kind == .ease ? ["lambda": 3] : kind == .itemKNN ? ["shrinkage": 3] : kind == .implicitALS ? ["epochs": 3] : ["genre": 3]
        for parameters in [["recencyHalfLife": 7], changed] {
            let reused = try kind.fit(corpus, catalog: catalog, parameters: parameters, reusing: first)
            let fresh = try kind.fit(corpus, catalog: catalog, parameters: parameters)
            let query = [BaselineWorld.query([1, 3, 8])]
            #expect(try BaselineWorld.scores(reused, query, items: 10) == BaselineWorld.scores(fresh, query, items: 10))
        }
    }
}
