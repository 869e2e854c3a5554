import Datasets
import Evaluation
import Testing

struct CurveTests {
    private func point(_ events: Int, _ lead: Double, _ half: Double = 0.01) -> LearningCurves.Point {
        LearningCurves.Point(
            share: Double(events) / 10_000, users: events / 10, events: events, value: 0.1 + lead,
            interval: Interval(low: 0.1 + lead - half, high: 0.1 + lead + half), lead: lead,
            leadInterval: Interval(low: lead - half, high: lead + half))
    }
    private func curves(_ points: [LearningCurves.Point]) -> LearningCurves {
        LearningCurves(
            dataset: "d", protocolName: "leave-one-out", unit: .users, metric: "NDCG@10", cases: 10, askedUsers: 10,
            reference: "Popularity",
            curves: [
                .init(
                    model: "Popularity", inputs: "ids",
                    points: points.map { .init(share: $0.share, users: $0.users, events: $0.events, value: 0.1, interval: $0.interval) }),
                .init(model: "ours <1>", inputs: "ids", points: points),
            ])
    }

    @Test func theCrossingLiesBetweenThePointsOnTheLogarithm() {
        // −0.02 at 100 and +0.02 at 10,000: the middle of the logarithm is 1,000.
        let crossing = curves([point(100, -0.02), point(10_000, 0.02)]).crossings[0]
        #expect(crossing.estimatedEvents == 1000 && crossing.certainEvents == 10_000)
        #expect(crossing.sentence == "ours <1> beats Popularity from about 1,000 events, certain from 10,000 on")
    }

    @Test func aLeadWithinItsIntervalIsNotCertain() {
        let crossing = curves([point(100, -0.02), point(1000, 0.005)]).crossings[0]
        #expect(crossing.certainEvents == nil && crossing.estimatedEvents != nil && !crossing.leadsAtTheEnd)
        #expect(crossing.sentence.contains("not certain with the 1,000 events at hand"))
        // A certain lead that is lost again does not count.
        let lost = curves([point(100, 0.05), point(1000, -0.05), point(10_000, -0.05)])
        #expect(lost.crossings[0].certainEvents == nil && lost.firstToBeatTheReference == nil)
        #expect(lost.crossings[0].sentence.contains("does not beat Popularity for certain"))
    }

    @Test func aLeadFromTheSmallestShareOnIsSaidSo() {
        let crossing = curves([point(100, 0.05), point(1000, 0.06)]).crossings[0]
        #expect(crossing.estimatedEvents == nil && crossing.certainEvents == 100 && crossing.sentence.contains("already with 100 events"))
    }

    @Test func thePageShowsCurvesTableAndSentence() throws {
        let html = EvaluationReport(
            title: "t", results: [], learningCurves: [curves([point(100, -0.02), point(10_000, 0.02)])], notices: ["a < b"]
        ).html()
        let elements = try WellFormed.elements(of: html)
        #expect(elements.filter { $0 == "polyline" }.count == 2 && elements.contains("table"))
        #expect(html.contains("ours &lt;1&gt; beats Popularity from about 1,000 events") && html.contains("a &lt; b"))
        #expect(!html.contains("nan") && !html.contains("inf"))
    }

    // MARK: Comparability

    private func result(
        _ model: String, users: Int = 10, seen: Bool = true, fingerprint: String? = nil, questions: String? = nil
    ) -> EvaluationResult {
        EvaluationResult(
            dataset: "d", protocolName: "leave-one-out", inputs: "ids", users: users, cases: users, candidates: 5,
            candidateRule: "all items",
            seenRemoved: seen, model: model, metrics: ["NDCG@10": 0.1], fingerprint: fingerprint, questions: questions)
    }

    @Test func onlyResultsOfOneProtocolStandInOneTable() {
        let results = [result("a"), result("b", users: 9), result("c", seen: false), result("d")]
        #expect(Comparability.groups(results) == [[0, 3], [1], [2]])
        #expect(Comparability.differences(results[0], results[1]) == ["users 10 against 9", "questions 10 against 9"])
        #expect(Comparability.differences(results[0], results[2]) == ["seen items removed against kept"])
    }

    @Test func otherDataAndOtherQuestionsAreTold() {
        let known = result("a", fingerprint: "1234567890", questions: "x")
        #expect(Comparability.differences(known, result("b")).isEmpty)
        #expect(
            Comparability.differences(known, result("b", fingerprint: "9994567890", questions: "x"))[0].contains("12345678 and 99945678"))
        #expect(Comparability.differences(known, result("b", fingerprint: "1234567890", questions: "y"))[0].contains("another split"))
    }

    @Test func anUnknownResultDoesNotJoinTwoThatDiffer() {
        let results = [result("a", questions: "x"), result("b"), result("c", questions: "y")]
        #expect(Comparability.groups(results) == [[0, 1], [2]])
    }

    @Test func theHashOfTheQuestionsChangesWithThemOnly() throws {
        let evaluator = try Evaluator()
        func questions(_ task: EvaluationTask, _ scorer: RuleScorer) throws -> String? {
            try evaluator.evaluate(scorer, on: task).result.questions
        }
        let task = World.random(users: 30, items: 40, seed: 1)
        let first = try questions(task, World.noise(items: 40))
        #expect(try questions(task, RuleScorer(name: "r", itemCount: 40) { _, item in Float(item) }) == first)
        var other = task
        other.cases[3].targets = [ItemIndex((other.cases[3].targets[0].position + 1) % 40)]
        #expect(try questions(other, World.noise(items: 40)) != first)
    }

    // MARK: Values of single users

    @Test func valuesOfUsersComeBackFromTheirCompactForm() throws {
        let task = World.random(users: 50, items: 40, seed: 2)
        let evaluator = try Evaluator()
        let evaluations = try [
            evaluator.evaluate(World.noise(items: 40), on: task),
            evaluator.evaluate(RuleScorer(name: "r", itemCount: 40) { _, item in Float(item) }, on: task),
        ]
        let stored = try PerUserValues.decode(json: PerUserValues(evaluations).json())
        #expect(stored == PerUserValues(evaluations) && stored.entries.count == 2)
        for evaluation in evaluations {
            let values = try #require(stored.values(of: evaluation.result, metric: "NDCG@10"))
            let column = try #require(evaluation.perUser.column("NDCG@10"))
            #expect(values.count == 50)
            for (key, value) in zip(evaluation.userKeys, column) { #expect(abs(values[key]! - value) < 1e-6) }
        }
        var stranger = evaluations[0].result
        stranger.model = "somebody"
        #expect(stored.values(of: stranger, metric: "NDCG@10") == nil)
        #expect(stored.values(of: evaluations[0].result, metric: "MRR") == nil)
    }

    @Test func damagedValuesAreNotUsed() throws {
        let task = World.random(users: 20, items: 40, seed: 2)
        let evaluation = try Evaluator().evaluate(World.noise(items: 40), on: task)
        let json = try PerUserValues([evaluation]).json()
        let key = try #require(json.range(of: "\"NDCG@10\":\""))
        let cut = String(json[..<key.upperBound]) + String(json[json.index(key.upperBound, offsetBy: 8)...])
        #expect(try PerUserValues.decode(json: cut).values(of: evaluation.result, metric: "NDCG@10") == nil)
        #expect(throws: (any Error).self) { try PerUserValues.decode(json: "[]") }
    }
}
