import Datasets
import Evaluation
import Foundation
import Recommenders
import Storage
import Testing
import Workspaces

/// From a store to a bundle that rests on counts: people who choose in threes, item 3k, 3k + 1 and 3k + 2.
@Suite(.serialized) struct CompanionWorkspaceTests {
    private static let file = "threes.txt"

    private static func events(users: Range<Int>) -> [RawEvent] {
        var random = SeededGenerator(seed: 5)
        var events: [RawEvent] = []
        for user in users {
            for (place, three) in (0..<30).shuffled(using: &random).prefix(4).enumerated() {
                for side in 0..<3 {
                    events.append(
                        RawEvent(
                            user: UserID("u\(user)"), item: ItemID("item-\(100 + 3 * three + side)"), kind: .click,
                            time: Timestamp(seconds: Int64(place * 300_000 + side * 90_000)),
                            source: SourcePosition(file: file, line: users.lowerBound * 1000 + events.count + 1, ordinal: 0)))
                }
            }
        }
        return events
    }

    private static let run = RunConfiguration(
        name: "threes", split: SplitConfiguration(.leaveOneOut),
        model: FoundationModelConfiguration(
            inputs: .ids, embeddingDimension: 16, layerCount: 1, headCount: 2, feedForwardDimension: 16, maximumSequenceLength: 16,
            facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1),
        training: TrainingConfiguration(
            epochs: 1, batchSize: 16, learningRate: 1e-3, warmupSteps: 5, validationInterval: 1, firstValidation: 1, newTitleCost: 0))

    private func withWorkspace(_ body: (Workspace) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            _ = try workspace.store.begin(SourceDescription(name: Self.file, format: "sample"))
            try workspace.store.append(Self.events(users: 0..<120), problems: [], source: Self.file)
            try body(workspace)
        }
    }

    @Test func aTrainedNetworkIsGivenCompanionsThatServeAndAreJudged() throws {
        try withWorkspace { workspace in
            let plain = try workspace.train(TrainingRequest(run: Self.run, name: "plain", workers: 1))
            #expect(!plain.promoted, "one epoch is below the counts")
            let report = try workspace.refitCompanions(
                CompanionRequest(model: "plain", companions: [.markov, .itemKNN], name: "together", workers: 1))
            #expect(report.promoted)
            #expect(report.inputs == "ids; network + Markov + item-kNN")
            #expect(try workspace.loadModel("plain").bundle.model.companions == nil, "the network's own bundle stays as it was")
            let results = try workspace.evaluate(
                EvaluationRequest(.leaveOneOut, models: ["together", "plain"], baselines: [], workers: 1, ablatesCompanions: true)
            ).results
            #expect(results.map(\.model) == ["together", "together, network alone", "plain"])
            let figures = results.map { $0.metrics["NDCG@10"] ?? 0 }
            #expect(figures[0] > 2 * figures[2] && figures[1] == figures[2], "\(figures)")
            // A history that ends with the first of three: the second comes next.
            let titles = try workspace.recommend(RecommendationRequest(.history("item-106; item-107; item-108; item-130"), count: 3)).items
            #expect(titles.first?.id == "item-131")
        }
    }

    @Test func trainingWithCompanionsIsTrainingAndThenFittingThem() throws {
        try withWorkspace { workspace in
            _ = try workspace.train(TrainingRequest(run: Self.run, name: "plain", workers: 1))
            _ = try workspace.train(TrainingRequest(run: Self.run, name: "at-once", workers: 1, companions: [.markov]))
            _ = try workspace.refitCompanions(CompanionRequest(model: "plain", companions: [.markov], name: "later", workers: 1))
            let (once, later) = (try workspace.models.contents(of: "at-once"), try workspace.models.contents(of: "later"))
            #expect(once.keys.contains("companions.safetensors"))
            #expect(once == later)
        }
    }

    @Test func companionsAreNotFittedToANetworkThatMayHaveSeenTheAnswers() throws {
        try withWorkspace { workspace in
            _ = try workspace.train(TrainingRequest(run: Self.run, name: "plain", workers: 1))
            try workspace.store.append(Self.events(users: 200..<210), problems: [], source: Self.file)
            let error = #expect(throws: WorkspaceError.self) {
                try workspace.refitCompanions(CompanionRequest(model: "plain", companions: [.markov], workers: 1))
            }
            #expect(error?.description.contains("other events") == true)
        }
    }

    @Test func choicesAreMadeOnValidationWithoutReadingTheTest() throws {
        try withWorkspace { workspace in
            func questions(_ part: EvaluationTask.Part) throws -> String? {
                try workspace.evaluate(
                    EvaluationRequest(.leaveOneOut, models: [], baselines: [.popularity], run: Self.run, workers: 1, part: part)
                ).results.first?.questions
            }
            let (choices, report) = (try questions(.validation), try questions(.test))
            #expect(choices != report)
        }
    }
}
