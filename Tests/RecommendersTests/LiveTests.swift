import Datasets
import Evaluation
import Recommenders
import Testing

/// A front page whose taste turns: what is read changes by the hour, and who reads one of a pair reads the other next.
struct NewsWorld {
    let itemCount = 40

    /// Pairs (0, 1), (2, 3), …; in each hour two pairs are in fashion. Readers on a telephone (device 1) read the first pair.
    func dataset(hours: Int = 30, readers: Int = 40) -> Dataset {
        var generator = SeededGenerator(seed: 5)
        let catalog = Catalog((0..<itemCount).map { Item(id: ItemID("a\(100 + $0)")) })
        var histories = [[Interaction]](repeating: [], count: readers)
        for hour in 0..<hours {
            for reader in 0..<readers where Bool.random(using: &generator) {
                let pair = (hour % 10) * 2 + reader % 2
                let second = Int64(hour * 3600 + 60 * reader + 100)
                for step in 0..<2 {
                    histories[reader].append(
                        Interaction(
                            item: ItemIndex(2 * pair + step), kind: .click, time: Timestamp(seconds: second + Int64(step) * 30),
                            device: UInt8(1 + reader % 2)))
                }
            }
        }
        return Dataset(
            name: "news", catalog: catalog,
            users: histories.enumerated().map { UserHistory(id: UserID("r\($0)"), key: UInt64($0), interactions: $1) },
            devices: ["unknown", "telephone", "desk"])
    }

    func judge(_ learners: [any PrequentialLearner], until: Double = 1) throws -> [PrequentialOutcome] {
        let options = PrequentialOptions(burnIn: 0.2, testFrom: 0.4, until: until, seenRemoved: false, cutoff: 1, resamples: 0)
        return try PrequentialEvaluator(options).run(PrequentialStream(dataset()), learners: learners)
    }
}

@Suite struct LiveTests {
    private let world = NewsWorld()

    private func foundation(epochs: Int = 2) -> LiveFoundation {
        var run = RunConfiguration()
        run.model = FoundationModelConfiguration(
            inputs: .time, embeddingDimension: 16, layerCount: 1, headCount: 2, feedForwardDimension: 32, maximumSequenceLength: 8,
            dropoutRate: 0, embeddingDropoutRate: 0, temperature: 0.1)
        run.training = TrainingConfiguration(batchSize: 8, learningRate: 1e-2, warmupSteps: 2, validationCases: 0)
        let live = LiveFoundationConfiguration(memoryHours: 24, epochs: epochs, firstEpochs: 4, minimumChoices: 100)
        return LiveFoundation(dataset: world.dataset(), run: run, live: live, workers: 1, clock: { 0 })
    }

    private func hits(_ outcome: PrequentialOutcome) -> Double { outcome.result.metrics["HR@1"]! }

    @Test func aWindowForgetsWhatIsOlderThanItself() throws {
        let window = WindowPopularity(minutes: 10, itemCount: 4)
        func query(_ minute: Int64) -> ScoringQuery {
            let event = Interaction(item: ItemIndex(0), kind: .click, time: Timestamp(seconds: minute * 60))
            return ScoringQuery(userKey: 1, interactions: [event], historyCount: 0, request: event.context)
        }
        for (minute, item) in [(0, 2), (1, 2), (6, 3)] { window.learn(query(Int64(minute)), chosen: ItemIndex(item)) }
        var answer = PrequentialAnswer()
        window.answer(query(8), into: &answer)
        #expect(Dictionary(uniqueKeysWithValues: zip(answer.items, answer.scores)) == [2: 2, 3: 1])
        answer.clear()
        window.answer(query(13), into: &answer)
        #expect(answer.items == [3])
    }

    @Test func linksBeatPopularityWhereOneThingLeadsToAnother() throws {
        let count = world.itemCount
        let outcomes = try world.judge([
            LiveNeighbours(.transitions, halfLifeMinutes: 600, itemCount: count),
            LiveNeighbours(.session, halfLifeMinutes: 600, itemCount: count),
            WindowPopularity(minutes: 60, itemCount: count),
        ])
        #expect(hits(outcomes[0]) > hits(outcomes[2]) + 0.1)
        #expect(hits(outcomes[1]) > hits(outcomes[2]))
    }

    @Test func theMixerLearnsWhichSignalsToTrust() throws {
        let count = world.itemCount
        let mixer = LiveMixer(name: "all", signals: LiveSignal.allCases, itemCount: count)
        let outcomes = try world.judge([
            mixer, LiveMixer(name: "popularity", signals: [.popularity], itemCount: count), WindowPopularity(minutes: 60, itemCount: count),
        ])
        #expect(hits(outcomes[0]) > hits(outcomes[2]) + 0.2)
        #expect(hits(outcomes[0]) > hits(outcomes[1]) + 0.1)
        #expect(outcomes.allSatisfy { $0.result.checks.allSatisfy { $0.passed } })
        #expect(mixer.weights[2]["transitions"]!.contains { $0 != 0 })
    }

    @Test func theFutureChangesNothing() throws {
        let count = world.itemCount
        func validation(_ until: Double) throws -> Double {
            try world.judge(
                [LiveMixer(name: "all", signals: LiveSignal.allCases, foundation: foundation(), itemCount: count)], until: until)[0]
                .validationHitRate
        }
        #expect(try validation(0.5) == validation(1))
    }

    @Test func theFoundationModelKeepsUpHourByHour() throws {
        let model = foundation()
        let mixer = LiveMixer(name: "mixed", signals: [.popularity, .foundation], foundation: model, itemCount: world.itemCount)
        let plain = LiveMixer(name: "plain", signals: [.popularity], itemCount: world.itemCount)
        let outcomes = try world.judge([mixer, plain, model])
        #expect(model.trainings > 15)
        #expect(hits(outcomes[0]) > hits(outcomes[1]) + 0.1)
        #expect(hits(outcomes[2]) > 0)
        #expect(outcomes.allSatisfy { $0.result.checks.allSatisfy { $0.passed } })
    }

    @Test func aSharedModelIsTrainedOnceAPeriodAndTwoRunsAreEqual() throws {
        func run() throws -> (Double, Int) {
            let model = foundation(epochs: 1)
            let mixers = ["a", "b"].map {
                LiveMixer(name: $0, signals: [.popularity, .foundation], foundation: model, itemCount: world.itemCount)
            }
            let outcomes = try world.judge(mixers)
            #expect(hits(outcomes[0]) == hits(outcomes[1]))
            return (hits(outcomes[0]), model.trainings)
        }
        let (first, second) = (try run(), try run())
        #expect(first.0 == second.0 && first.1 == second.1)
        #expect(first.1 <= 30)
    }
}

@Suite struct ContextBaselineTests {
    private func event(_ item: Int, device: UInt8 = 0) -> Interaction { Interaction(item: ItemIndex(item), kind: .open, device: device) }

    private func query(_ events: [Interaction], device: UInt8) -> ScoringQuery {
        ScoringQuery(userKey: 9, interactions: events, historyCount: events.count, request: RequestContext(device: device))
    }

    @Test func ownFrequencyCountsRepeatsAndPrefersTheSameSituation() throws {
        let training = [UserHistory(id: UserID("u"), key: 1, interactions: [event(0), event(1), event(2)])]
        let history = [event(1), event(1), event(1), event(2, device: 2), event(2, device: 2)]
        let plain = try BaselineKind.ownFrequency.fit(
            training: training, catalog: BaselineWorld.catalog(4), parameters: ["contextWeight": 0])
        let aware = try BaselineKind.ownFrequency.fit(
            training: training, catalog: BaselineWorld.catalog(4), parameters: ["contextWeight": 5])
        let asked = [query(history, device: 2)]
        let (a, b) = (try BaselineWorld.scores(plain, asked, items: 4)[0], try BaselineWorld.scores(aware, asked, items: 4)[0])
        #expect(a[1] > a[2] && a[2] > a[0] && a[0] > a[3])
        #expect(b[2] > b[1])
    }

    @Test func whatIsPopularDependsOnTheSituation() throws {
        let events = (0..<20).map { event($0 % 2, device: UInt8(1 + $0 % 2)) } + (0..<5).map { _ in event(2) }
        let scorer = try BaselineKind.contextPopularity.fit(
            training: [UserHistory(id: UserID("u"), key: 1, interactions: events)], catalog: BaselineWorld.catalog(3))
        for device in UInt8(1)...2 {
            let row = try BaselineWorld.scores(scorer, [query([], device: device)], items: 3)[0]
            #expect(row.indices.max { row[$0] < row[$1] } == Int(device) - 1)
        }
    }
}

@Suite struct BlendTests {
    private struct Fixed: Scorer {
        let name: String
        let row: [Float]
        func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
            for query in queries.indices { for item in row.indices { scores[query * row.count + item] = row[item] } }
        }
    }

    @Test func aWeightOfNothingLeavesTheModelAsItIs() throws {
        let model = Fixed(name: "model", row: [1, 2, -.infinity])
        let blend = Blend(model, with: Fixed(name: "companion", row: [5, 0, 3]), weight: 0)
        #expect(try BaselineWorld.scores(blend, [BaselineWorld.query([])], items: 3)[0] == [1, 2, -.infinity])
    }

    @Test func whatTheCompanionCannotScoreStandsWithItsLowest() throws {
        let blend = Blend(Fixed(name: "model", row: [0, 0, 0]), with: Fixed(name: "companion", row: [3, 1, -.infinity]), weight: 1)
        let row = try BaselineWorld.scores(blend, [BaselineWorld.query([])], items: 3)[0]
        #expect(row[0] > row[1] && row[1] == row[2])
    }

    @Test func theWeightIsTheBestOnValidation() throws {
        let world = BaselineWorld.checkerboard(users: 20, items: 10)
        let task = EvaluationTask(dataset: "checkerboard", split: world.split, part: .validation, catalog: BaselineWorld.catalog(10))
        let noise = Fixed(name: "noise", row: (0..<10).map { Float(StableHash.mix(UInt64($0)) % 100) / 10 })
        let ease = try BaselineKind.ease.fit(training: world.training, catalog: BaselineWorld.catalog(10))
        let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: 1, resamples: 0, slices: false, leakCheck: false))
        let blend = try Blend.fitted(noise, with: ease, on: task, evaluator: evaluator)
        #expect(blend.weight > 0 && blend.name == "noise + EASE")
        func figure(_ scorer: any Scorer) throws -> Double { try evaluator.evaluate(scorer, on: task).result.metrics["NDCG@10"]! }
        #expect(try figure(blend) > figure(noise))
    }
}

@Suite(.serialized) struct ShuffledHistoryTests {
    /// Everybody walks around a circle; whoever has lost the order can no longer say what comes next.
    @Test func aSetTeachesNoOrderAndTheSameBytesTwice() throws {
        func trained(_ shuffles: Bool) throws -> (FoundationTrainer, FoundationModel) {
            let world = CircleWorld()
            let split = try Split.make(world.dataset, SplitConfiguration(.leaveOneOut))
            let model = FoundationModelConfiguration(
                inputs: .ids, embeddingDimension: 16, layerCount: 2, headCount: 2, feedForwardDimension: 32, maximumSequenceLength: 16,
                dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1)
            let training = TrainingConfiguration(
                epochs: 12, batchSize: 16, learningRate: 1e-2, warmupSteps: 5, patience: 100, validationInterval: 12, firstValidation: 12,
                shufflesHistories: shuffles)
            let trainer = try FoundationTrainer(
                dataset: world.dataset, split: split, configuration: model, training: training, workers: 1, clock: { 0 })
            return (trainer, try trainer.run())
        }
        let (ordered, _) = try trained(false)
        let (shuffled, first) = try trained(true)
        let (_, second) = try trained(true)
        #expect(first.store.export() == second.store.export())
        #expect(ordered.history.validations.last!.ndcg10 > shuffled.history.validations.last!.ndcg10 + 0.1)
    }
}
