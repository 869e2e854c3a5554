import Datasets
import Evaluation
import Synchronization
import Testing

struct EvaluatorTests {
    /// Item 0 is best, then 1, and so on.
    private func byIndex(_ items: Int) -> RuleScorer {
        RuleScorer(name: "by index", itemCount: items) { _, item in Float(-item) }
    }

    private func ranks(
        _ task: EvaluationTask, _ scorer: RuleScorer, workers: Int = 2, batchSize: Int = 64
    ) throws -> [CaseRanking] {
        try Evaluator(EvaluatorOptions(workers: workers, batchSize: batchSize)).rank(task, with: scorer)
    }

    @Test func ranksCountTheCandidatesThatScoreHigher() throws {
        let task = World.task([World.ask(user: 0, [2, 5])], items: 8, seenRemoved: false)
        #expect(try ranks(task, byIndex(8))[0].targets == [TargetRank(better: 5)])
    }

    @Test func seenItemsAreRemovedWhereTheProtocolSaysSo() throws {
        let task = World.task([World.ask(user: 0, [0, 2, 5])], items: 8)
        let ranking = try ranks(task, byIndex(8))[0]
        #expect(ranking.targets == [TargetRank(better: 3)])
        #expect(ranking.list.map(\.position) == [1, 3, 4, 5, 6, 7])
    }

    @Test func aTargetThatIsInTheHistoryIsAMissOnlyWhereSeenItemsAreRemoved() throws {
        let repeated = [World.ask(user: 0, [3, 1, 3])]
        #expect(try ranks(World.task(repeated, items: 8), byIndex(8))[0].targets == [.unreachable])
        let kept = World.task(repeated, items: 8, seenRemoved: false)
        #expect(try ranks(kept, byIndex(8))[0].targets == [TargetRank(better: 3)])
    }

    @Test func anImpressionIsNotASeenItem() throws {
        var entry = World.ask(user: 0, [0, 2, 5])
        entry.interactions[0].kind = .impression
        #expect(try ranks(World.task([entry], items: 8), byIndex(8))[0].targets == [TargetRank(better: 4)])
    }

    @Test func tiesAreCountedNotBroken() throws {
        let halves = RuleScorer(name: "halves", itemCount: 8) { _, item in item < 4 ? 1 : 0 }
        let ranking = try ranks(World.task([World.ask(user: 0, [0, 6])], items: 8), halves)[0]
        #expect(ranking.targets == [TargetRank(better: 3, tied: 3)])
        #expect(ranking.targets[0].expected == 5.5)
    }

    @Test func aTargetScoredMinusInfinityIsAMissAndNeverListed() throws {
        let shy = RuleScorer(name: "shy", itemCount: 4) { _, item in item == 2 ? -.infinity : Float(item) }
        let ranking = try ranks(World.task([World.ask(user: 0, [0, 2])], items: 4), shy)[0]
        #expect(ranking.targets == [.unreachable])
        #expect(ranking.list.map(\.position) == [3, 1])
    }

    @Test func notANumberIsAnErrorThatNamesUserAndItem() throws {
        let broken = RuleScorer(name: "broken", itemCount: 4) { query, item in
            query.userKey == 3 && item == 1 ? .nan : 0
        }
        let task = World.task((0..<5).map { World.ask(user: $0, [0, 2]) }, items: 4)
        for workers in [1, 3] {
            #expect(throws: EvaluationError.notANumber(model: "broken", user: UserIndex(2), item: ItemIndex(1))) {
                try ranks(task, broken, workers: workers, batchSize: 1)
            }
        }
    }

    @Test func itemsOutsideTheCatalogueAreRefused() throws {
        for items in [[0, 9], [9, 0]] {
            let task = World.task([World.ask(user: 0, items)], items: 4)
            #expect(throws: EvaluationError.itemOutsideCatalog(user: UserIndex(0), item: ItemIndex(9), catalogCount: 4)) {
                try ranks(task, byIndex(4))
            }
        }
    }

    @Test func aTaskWithoutTargetsAndImpossibleOptionsAreRefused() throws {
        let empty = World.task([World.ask(user: 0, [1], targets: [])], items: 4)
        #expect(throws: EvaluationError.noCases(protocolName: "leave-one-out")) { try ranks(empty, byIndex(4)) }
        for options in [
            EvaluatorOptions(cutoffs: []), EvaluatorOptions(cutoffs: [10, 5]), EvaluatorOptions(workers: 0),
            EvaluatorOptions(batchSize: 0), EvaluatorOptions(resamples: -1),
        ] {
            #expect(throws: EvaluationError.self) { try Evaluator(options) }
        }
    }

    @Test func ranksEqualThoseOfAFullSort() throws {
        let task = World.random(users: 60, items: 40, seed: 5)
        let scorer = World.noise(items: 40)
        for ranking in try ranks(task, scorer, batchSize: 7) {
            let entry = task.cases[ranking.caseIndex]
            let seen = Set(entry.interactions.dropLast().map { $0.item!.position })
            let order = (0..<40).filter { !seen.contains($0) }
                .sorted { scorer.rule(entry.query, $0) > scorer.rule(entry.query, $1) }
            #expect(ranking.list.map(\.position) == Array(order.prefix(10)))
            #expect(ranking.targets[0].optimistic == order.firstIndex(of: entry.targets[0].position)! + 1)
        }
    }

    @Test func theAnswerDoesNotDependOnTheNumberOfWorkers() throws {
        let task = World.random(users: 150, items: 40, seed: 6)
        var results: [EvaluationResult] = []
        for workers in [1, 2, 5] {
            var result = try Evaluator(EvaluatorOptions(workers: workers, batchSize: 8))
                .evaluate(World.noise(items: 40), on: task).result
            result.seconds = 0
            result.peakMemoryBytes = 0
            results.append(result)
        }
        #expect(results[0] == results[1] && results[1] == results[2])
    }

    @Test func progressReachesTheEndOnce() throws {
        let task = World.random(users: 50, items: 30, seed: 7)
        let last = Counter()
        _ = try Evaluator(EvaluatorOptions(batchSize: 8)).rank(task, with: World.noise(items: 30)) { done, all in
            if done == all { last.increment() }
        }
        #expect(last.value == 1)
    }

    @Test func usersCountEquallyHoweverOftenTheyAreAsked() throws {
        // User 0 is asked three times and always hit at rank 1, user 1 once and missed.
        let cases = [[0], [1], [2]].map { World.ask(user: 0, [7], targets: $0) } + [World.ask(user: 1, [7], targets: [6])]
        let scorer = RuleScorer(name: "oracle", itemCount: 30) { query, item in query.userKey == 1 && item < 3 ? 1 : Float(item) / 100 }
        let task = World.task(cases, items: 30)
        let result = try Evaluator().evaluate(scorer, on: task).result
        #expect(result.users == 2 && result.cases == 4)
        #expect(result.metrics["HR@10"] == 0.5)
    }

    @Test func coldTargetsAreMissesAmongTrainedItemsAndCountInTheColdPool() throws {
        let cases = [World.ask(user: 0, [0, 1]), World.ask(user: 1, [0, 5])]
        let training = [[0, 1, 2, 3]]
        let all = World.task(cases, items: 6, training: training)
        let trained = all.restricted(to: .trained(all.statistics))
        let cold = all.restricted(to: .cold(all.statistics))
        let scorer = byIndex(6)
        #expect(try ranks(all, scorer).map(\.targets) == [[TargetRank(better: 0)], [TargetRank(better: 4)]])
        #expect(try ranks(trained, scorer).map(\.targets) == [[TargetRank(better: 0)], [.unreachable]])
        #expect(try ranks(cold, scorer).map(\.targets) == [[.unreachable], [TargetRank(better: 1)]])
        #expect(trained.candidates.count == 4 && cold.candidates.count == 2)
        let result = try Evaluator().evaluate(scorer, on: trained).result
        let parts = result.slices.filter { $0.dimension == "target" }
        #expect(parts.map(\.label) == ["warm", "cold"] && parts.map { $0.metrics["HR@10"] } == [1, 0])
    }

    @Test func severalTargetsOfOneCaseAreRankedInOneList() throws {
        let task = World.task([World.ask(user: 0, [7], targets: [0, 2, 2])], items: 8)
        let ranking = try ranks(task, byIndex(8))[0]
        #expect(ranking.targets == [TargetRank(better: 0), TargetRank(better: 2)])
        let result = try Evaluator().evaluate(byIndex(8), on: task).result
        #expect(abs(result.metrics["NDCG@10"]! - 1.5 / (1 + 0.630929753571457)) < 1e-9)
    }

    @Test func slicesPartTheTargets() throws {
        let task = World.random(users: 200, items: 40, seed: 8)
        let result = try Evaluator().evaluate(World.noise(items: 40), on: task).result
        for dimension in ["activity", "popularity", "age", "target"] {
            let slices = result.slices.filter { $0.dimension == dimension }
            #expect(slices.reduce(0) { $0 + $1.targets } == 200, "\(dimension)")
            let mean = slices.reduce(0) { $0 + Double($1.targets) * $1.metrics["HR@10"]! } / 200
            #expect(abs(mean - result.metrics["HR@10"]!) < 1e-9, "\(dimension)")
        }
    }

    @Test func theJSONHasTheFieldsOfTheContractAndComesBackEqual() throws {
        let task = World.random(users: 30, items: 40, seed: 9)
        let result = try Evaluator().evaluate(World.noise(items: 40), on: task).result
        let json = try EvaluationResult.json([result])
        for field in [
            "dataset", "protocol", "inputs", "users", "candidates", "seen_removed", "model", "metrics", "intervals",
            "seconds", "peak_memory_bytes", "slices", "checks", "HR@10", "NDCG@10", "HR@50", "NDCG@50", "MRR",
            "Coverage@10", "Gini@10", "Novelty@10", "PopularityLift@10",
        ] {
            #expect(json.contains("\"\(field)\" :"), "\(field)")
        }
        #expect(try EvaluationResult.decode(json: json) == [result])
        #expect(result.peakMemoryBytes > 1_000_000)
    }

    /// As many as MovieLens 1M has, over several workers: each case is ranked, and stands where it was asked.
    @Test func everyCaseOfALargeTaskIsRanked() throws {
        let items = 3706
        let constants = (0..<items).map { Float(StableHash.mix(UInt64($0)) >> 40) }
        let scorer = CopyScorer(name: "copy", row: constants)
        let cases = (0..<6040).map { World.ask(user: $0, [$0 % items, ($0 * 7) % items, ($0 * 31) % items]) }
        let rankings = try Evaluator().rank(World.task(cases, items: items), with: scorer)
        #expect(rankings.count == cases.count)
        let one = try Evaluator().rank(World.task([cases[4321]], items: items), with: scorer)
        #expect(rankings[4321].list == one[0].list && rankings.map(\.caseIndex) == Array(cases.indices))
    }
}

/// Counts calls from several threads.
final class Counter: Sendable {
    private let count = Mutex(0)
    func increment() { count.withLock { $0 += 1 } }
    var value: Int { count.withLock { $0 } }
}

/// The same row for everyone: no cost of its own.
struct CopyScorer: Scorer {
    let name: String
    let row: [Float]
    func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for query in queries.indices {
            _ = UnsafeMutableBufferPointer(rebasing: scores[(query * row.count)..<((query + 1) * row.count)])
                .update(fromContentsOf: row)
        }
    }
}
