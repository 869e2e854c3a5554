import Datasets
import Foundation
import Recommenders
import Serving
import Synchronization
import TestSupport
import Testing
import Workspaces

/// Which model serves, and how it changes while people ask.
@Suite(.timeLimit(.minutes(30)), .serialized) struct ModelServiceTests {
    /// Two trained models: one that learned, and one that was not given the time to.
    private static let source = Result {
        let world = try JobWorld(ScriptedRunner(), users: 120)
        var run = RunConfiguration(name: "good")
        run.model.embeddingDimension = 32
        run.model.layerCount = 2
        run.model.headCount = 2
        run.model.maximumSequenceLength = 48
        run.training.epochs = 8
        var request = TrainingRequest(run: run, name: "good", seed: 1, workers: 2)
        request.promotes = false
        let good = try world.service.workspace.train(request)
        #expect(!good.promoted && good.data?.events ?? 0 > 0)
        run.name = "poor"
        run.training.epochs = 1
        run.training.learningRate = 1e-9
        request.run = run
        request.name = "poor"
        _ = try world.service.workspace.train(request)
        return world
    }

    private func world(_ runner: any ProcessRunner = ScriptedRunner()) throws -> (JobWorld, ModelService) {
        let source = try Self.source.get()
        let world = try JobWorld(runner, copyOf: source)
        let models = ModelService(service: world.service, jobs: world.jobs)
        try models.promote("good", overriding: "the first one", requester: "test")
        return (world, models)
    }

    private func serving(_ world: JobWorld) throws -> String { try world.service.host.current().model }

    private func compare(_ world: JobWorld, _ name: String, against: String? = nil) throws -> ModelComparison {
        try ModelComparer(world.service.workspace, workers: 2, seconds: { ProcessInfo.processInfo.systemUptime }).compare(
            name, against: against)
    }

    @Test func theGateRefusesAWorseModelAndSaysWhy() throws {
        let (world, _) = try world()
        defer { world.remove() }
        let comparison = try compare(world, "poor")
        #expect(comparison.candidate.model == "poor" && comparison.live?.model == "good" && comparison.cases > 10)
        #expect(!comparison.verdict.isPassed)
        let failed = comparison.verdict.findings.filter { !$0.isPassed }.map(\.check)
        #expect(failed.contains(.accuracy), "\(comparison.verdict)")
        // Turned around, nothing of the kind is found.
        let back = try compare(world, "good", against: "poor").verdict.findings.first { $0.check == .accuracy }
        #expect(back?.isPassed == true)
        #expect(comparison.candidate.secondsAnAnswer ?? 0 > 0 && comparison.overlapPeople > 10)
    }

    @Test func vectorsStayInTheirSpaceWhenAModelIsPromoted() throws {
        let (world, models) = try world()
        defer { world.remove() }
        let service = world.service
        let title = try service.host.current().titles[ItemIndex(0)].id
        let before = try service.embedding(of: title)
        #expect(before.model == "good" && before.space == "good")
        try models.promote("poor", overriding: "to see its vectors", requester: "test")
        let after = try service.embedding(of: title)
        #expect(after.model == "poor" && after.space == "good")
        let alignment = try #require(try service.alignment(of: "poor"))
        #expect(alignment.onto == "good" && alignment.titles >= alignment.dimension)
        #expect(alignment.cosineAfter > alignment.cosineBefore)
        let length = after.values.reduce(0) { $0 + $1 * $1 }
        #expect(abs(length - 1) < 1e-3)
        _ = try models.rollback()
        #expect(try service.embedding(of: title).values == before.values)
    }

    @Test func aModelComparedWithItselfIsTheSame() throws {
        let (world, models) = try world()
        defer { world.remove() }
        try FileManager.default.copyItem(atPath: world.folder + "/w/models/good", toPath: world.folder + "/w/models/broken")
        #expect(throws: RegistryError.self) { try compare(world, "broken") }
        #expect(try compare(world, "good").live == nil)
        let comparison = try compare(world, "good", against: "good")
        #expect(comparison.overlap10 == 1 && comparison.live?.metrics == comparison.candidate.metrics)
        // The copy bears another name than its manifest says: damage, shown and not served.
        let broken = try #require(try models.list().first { $0.name == "broken" })
        #expect(broken.damage != nil)
        #expect(throws: RegistryError.self) { try models.pin("broken", requester: "test") }
        #expect(try serving(world) == "good" && models.pinned() == nil)
    }

    @Test func eachConditionOfTheGateIsAsked() {
        func side(_ ndcg: Double, coverage: Double = 0.5, gini: Double = 0.8, notANumber: Int = 0) -> ModelComparison.Side {
            .init(model: "m", inputs: "", metrics: ["NDCG@10": ndcg, "Coverage@10": coverage, "Gini@10": gini], notANumber: notANumber)
        }
        func failed(
            _ candidate: ModelComparison.Side, _ live: ModelComparison.Side?, baseline: Double = 0.05, overlap: Double? = 0.9
        ) -> [GateVerdict.Finding.Check] {
            PromotionJudge(limits: GateLimits()).judge(
                candidate: candidate, live: live, baseline: .init(name: "popularity", ndcg10: baseline), overlap: overlap
            ).findings.filter { !$0.isPassed }.map(\.check)
        }
        let live = side(0.2)
        #expect(failed(side(0.2), live) == [] && failed(side(0.1961), live) == [] && failed(side(0.1959), live) == [.accuracy])
        #expect(failed(side(0.2, coverage: 0.449), live) == [.coverage] && failed(side(0.2, gini: 0.831), live) == [.gini])
        #expect(failed(side(0.2), live, overlap: 0.29) == [.overlap] && failed(side(0.2, notANumber: 1), live) == [.numbers])
        #expect(failed(side(0.04), nil) == [.baseline] && failed(side(.nan), nil).contains(.measured))
        #expect(Set(failed(side(.nan, coverage: .nan, gini: .nan), live)).isSuperset(of: [.measured, .accuracy, .coverage, .gini]))
        let unmeasured = ModelComparison.Side(model: "m", inputs: "", metrics: [:], notANumber: 0)
        #expect(failed(unmeasured, live).contains(.measured) && failed(unmeasured, nil) == [])
    }

    @Test func promotionIsAJobAndItsVerdictIsKept() async throws {
        let runner = ScriptedRunner()
        let (world, models) = try world(runner)
        defer { world.remove() }
        func outcome(_ comparison: ModelComparison) async throws -> JobRecord {
            let job = try models.promote(comparison.candidate.model, requester: "key:1")
            let number = try #require(await runner.starts.next())
            #expect(runner.processes[number].command.arguments.prefix(3) == ["models", "compare", comparison.candidate.model])
            runner.print(number, String(decoding: try JSONEncoder().encode(comparison), as: UTF8.self))
            runner.end(number, .exited(0))
            let over = try #require(await world.ended.next())
            #expect(over.id == job.id && over.state == .succeeded)
            return over
        }
        var comparison = try compare(world, "poor")
        try await world.running {
            let job = try await outcome(comparison)
            #expect(try serving(world) == "good")
            let verdict = try #require(try models.verdict(of: "poor"))
            #expect(!verdict.verdict.isPassed && !verdict.isServing && verdict.job == job.id && verdict.requester == "key:1")
            comparison.verdict.findings.removeAll { !$0.isPassed }
            _ = try await outcome(comparison)
            #expect(try serving(world) == "poor" && models.verdict(of: "poor")?.isServing == true)
            #expect(try models.rollback() == "good")
            #expect(try serving(world) == "good")
        }
    }

    @Test func anOverrideNeedsAReasonAndAWholeModel() throws {
        let (world, models) = try world()
        defer { world.remove() }
        for reason in ["", " \n ", String(repeating: "x", count: 1001)] {
            #expect(throws: ServingError.self) { try models.promote("poor", overriding: reason, requester: "key:1") }
        }
        #expect(throws: RegistryError.self) { try models.promote("none", overriding: "because", requester: "key:1") }
        #expect(try serving(world) == "good")
        let verdict = try models.promote("poor", overriding: "a rehearsal", requester: "key:1")
        #expect(verdict.override == "a rehearsal" && verdict.requester == "key:1")
        #expect(try serving(world) == "poor" && models.verdict(of: "poor") == verdict.served)
    }

    @Test func aPinHoldsAgainstPromotionsAndRestarts() throws {
        let (world, models) = try world()
        defer { world.remove() }
        try models.promote("poor", overriding: "a rehearsal", requester: "k")
        try models.pin("good", requester: "k")
        #expect(try serving(world) == "good")
        try models.promote("poor", overriding: "again", requester: "k")
        #expect(try serving(world) == "good")
        let later = try JobWorld(ScriptedRunner(), after: world)
        let again = ModelService(service: later.service, jobs: later.jobs)
        try again.load()
        #expect(try serving(later) == "good" && again.pinned() == "good")
        try again.unpin()
        #expect(try serving(later) == "poor")
        let listed = try again.list()
        #expect(listed.first { $0.isServing }?.name == "poor" && listed.first { $0.name == "good" }?.rollbackPlace == 1)
        let detail = try again.model("good")
        #expect(detail.history?.losses.isEmpty == false && detail.history?.validations.isEmpty == false && !detail.files.isEmpty)
        #expect(detail.summary.facts["events"] != nil)
        #expect(throws: RegistryError.self) { try again.model("none") }
    }

    /// Whatever changes, an answer is of one model, and the version that it names is the one that scored it.
    @Test func fiftySwitchesUnderLoadLeaveNoMixedAnswer() async throws {
        let (world, models) = try world()
        defer { world.remove() }
        let users = try world.service.workspace.store.userIDs().prefix(8)
        let moment = Moment(time: Timestamp(seconds: 1_767_225_600))
        func ask(_ user: UserID) throws -> (String, [ServedItem]) {
            let list = try world.service.recommendations(ListRequest(.user(user), at: moment, count: 10, isShown: false))
            return (list.head.model, list.items)
        }
        var expected: [String: [UserID: [ServedItem]]] = [:]
        for name in ["good", "poor"] {
            try models.pin(name, requester: "k")
            for user in users { expected[name, default: [:]][user] = try ask(user).1 }
        }
        try models.unpin()
        let truth = expected
        #expect(truth["good"] != truth["poor"])
        let (isOver, rounds) = (Guarded(false), Guarded(0))
        let asked = try await withThrowingTaskGroup(of: Set<String>.self) { group in
            group.addTask {
                defer { isOver.withLock { $0 = true } }
                // Fifty at least, and as many as it takes until somebody has asked meanwhile.
                for cycle in 0..<5000 where cycle < 50 || rounds.withLock({ $0 < 20 }) {
                    await Task.yield()
                    if cycle % 2 == 0 {
                        try models.promote("poor", overriding: "cycle \(cycle)", requester: "k")
                    } else {
                        #expect(try models.rollback() == "good")
                    }
                }
                return []
            }
            group.addTask {
                var seen: Set<String> = []
                while !isOver.withLock({ $0 }) {
                    for user in users {
                        let (model, items) = try ask(user)
                        seen.insert(model)
                        if items.map(\.index) != truth[model]?[user]?.map(\.index)
                            || items.map(\.score) != truth[model]?[user]?.map(\.score)
                        {
                            Issue.record("an answer named \(model) and was not of it")
                        }
                    }
                    rounds.withLock { $0 += 1 }
                    await Task.yield()
                }
                return seen
            }
            return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        #expect(asked == ["good", "poor"])
    }
}

extension StoredVerdict {
    /// As it is stored once the model serves.
    fileprivate var served: StoredVerdict {
        var verdict = self
        verdict.isServing = true
        return verdict
    }
}
