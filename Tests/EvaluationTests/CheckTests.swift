import Datasets
import Evaluation
import Testing

struct CheckTests {
    private func check(_ name: String, of scorer: RuleScorer, on task: EvaluationTask) throws -> EvaluationCheck {
        try #require(try Evaluator().evaluate(scorer, on: task).result.checks.first { $0.name == name })
    }

    @Test func anHonestScorerPassesEveryCheck() throws {
        let result = try Evaluator().evaluate(World.noise(items: 40), on: World.random(users: 100, items: 40, seed: 3)).result
        #expect(result.checks.count == 3)
        let failed = result.checks.filter { !$0.passed }
        #expect(failed.isEmpty, "\(failed.map(\.line))")
    }

    @Test func aScorerThatPeeksAtTheAnswerIsCaught() throws {
        let cheat = RuleScorer(name: "cheat", itemCount: 40) { query, item in
            let next = query.historyCount < query.interactions.count ? query.interactions[query.historyCount].item : nil
            return next == ItemIndex(item) ? 2 : Float(item) / 100
        }
        let task = World.random(users: 100, items: 40, seed: 3)
        let found = try check("scores do not read the future", of: cheat, on: task)
        #expect(!found.passed)
        #expect(try Evaluator().evaluate(cheat, on: task).result.metrics["HR@10"] == 1)
    }

    @Test func aScorerThatCountsTheEventsToComeIsCaught() throws {
        let cheat = RuleScorer(name: "cheat", itemCount: 40) { query, item in Float(query.interactions.count * item) }
        let found = try check("scores do not read the future", of: cheat, on: World.random(users: 9, items: 40, seed: 3))
        #expect(!found.passed)
    }

    @Test func aScorerThatSaysNothingFailsTheTieCheck() throws {
        let constant = RuleScorer(name: "constant", itemCount: 40) { _, _ in 1 }
        let found = try check("ties do not decide", of: constant, on: World.random(users: 100, items: 40, seed: 3))
        #expect(!found.passed && found.detail.contains("100 constant rows"), "\(found.detail)")
    }

    @Test func tiesBetweenSeveralTargetsOfOneCaseNeverExceedThePerfectList() throws {
        // Four items share one score, three of them are targets: between the first and the last three of four places.
        let halves = RuleScorer(name: "halves", itemCount: 30) { _, item in item < 4 ? 1 : 0 }
        let task = World.task([World.ask(user: 0, [9], targets: [0, 1, 2])], items: 30)
        let found = try check("ties do not decide", of: halves, on: task)
        // (1/log2(3) + 1/2 + 1/log2(5)) / (1 + 1/log2(3) + 1/2) = 0.7328
        #expect(!found.passed && found.detail.contains("between 0.7328 and 1.0000"), "\(found.detail)")
    }

    @Test func listsWithSeenOrExcludedItemsAreFound() throws {
        let task = World.task([World.ask(user: 0, [0, 2, 5])], items: 8)
        var rankings = try Evaluator().rank(task, with: World.noise(items: 8))
        #expect(ListCheck.run(rankings, of: task).passed)
        let honest = rankings[0].list
        for fault in [[ItemIndex(2)], [honest[0], honest[0]]] {
            rankings[0].list = fault
            #expect(!ListCheck.run(rankings, of: task).passed)
        }
        rankings[0].list = honest
        let fewer = task.restricted(to: .only(honest.dropFirst(), name: "fewer", catalogCount: 8))
        #expect(!ListCheck.run(rankings, of: fewer).passed)
    }
}
