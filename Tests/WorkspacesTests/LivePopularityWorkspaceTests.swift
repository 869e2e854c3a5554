import Datasets
import Evaluation
import Foundation
import Recommenders
import Storage
import Testing
import Workspaces

/// From the event log of a store to a list: every day another item is in fashion.
@Suite(.serialized) struct LivePopularityWorkspaceTests {
    private static let days = 20
    private static let file = "clicks.txt"

    private static func event(_ line: Int, user: Int, item: Int, seconds: Int64) -> RawEvent {
        RawEvent(
            user: UserID("u\(user)"), item: ItemID("item-\(item + 100)"), kind: .click, time: Timestamp(seconds: seconds),
            source: SourcePosition(file: file, line: line, ordinal: 0))
    }

    private static func events() -> [RawEvent] {
        var random = SeededGenerator(seed: 5)
        var events: [RawEvent] = []
        for user in 0..<120 {
            for day in 0..<days {
                let item = Double.random(in: 0..<1, using: &random) < 0.6 ? day * 11 % 29 : Int.random(in: 0..<29, using: &random)
                let seconds = Int64(day) * 86_400 + Int64.random(in: 0..<86_400, using: &random)
                events.append(event(events.count + 1, user: user, item: item, seconds: seconds))
            }
        }
        return events
    }

    private static let run = RunConfiguration(
        name: "fashion", split: SplitConfiguration(.temporalEach, quantile: 0.8, validationShare: 0.5, seenRemoved: false),
        preprocessing: Preprocessing(),
        model: FoundationModelConfiguration(
            inputs: .ids, embeddingDimension: 16, layerCount: 1, headCount: 2, feedForwardDimension: 32, maximumSequenceLength: 16,
            facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1, livePopularity: true),
        training: TrainingConfiguration(
            epochs: 2, batchSize: 16, learningRate: 3e-3, warmupSteps: 5, validationInterval: 1, firstValidation: 1))

    private func withTrainedWorkspace(_ body: (Workspace, String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            _ = try workspace.store.begin(SourceDescription(name: Self.file, format: "sample"))
            try workspace.store.append(Self.events(), problems: [], source: Self.file)
            let report = try workspace.train(TrainingRequest(run: Self.run, name: "live", workers: 1))
            try body(workspace, report.model)
        }
    }

    @Test func whatPeopleChoseAMomentAgoIsRecommendedEvenIfNothingDescribesIt() throws {
        try withTrainedWorkspace { workspace, model in
            let start = Int64(Self.days) * 86_400 + 3600
            func list(at seconds: Int64) throws -> [String] {
                try workspace.recommend(
                    RecommendationRequest(.user(UserID("u3")), count: 5, time: Timestamp(seconds: seconds), model: model)
                ).items.map(\.id)
            }
            #expect(try !list(at: start + 600).contains("item-777"))
            let burst = (0..<90).map { Self.event(100_000 + $0, user: $0 + 4, item: 677, seconds: start + Int64($0)) }
            try workspace.store.append(burst, problems: [], source: Self.file)
            #expect(try list(at: start + 600).first == "item-777", "ninety people chose it ten minutes ago")
            #expect(try !list(at: start).contains("item-777"), "nobody had chosen it yet")
        }
    }

    @Test func oneModelIsJudgedWithTheLogAndWithoutIt() throws {
        try withTrainedWorkspace { workspace, model in
            func results(_ kind: SplitProtocol, ablates: Bool) throws -> [EvaluationResult] {
                try workspace.evaluate(
                    EvaluationRequest(kind, models: [model], baselines: [], ablatesLivePopularity: ablates, workers: 1)
                ).results
            }
            let both = try results(.temporalEach, ablates: true)
            #expect(both.map(\.model) == ["live", "live, log unread"])
            let (read, unread) = (both[0].metrics["NDCG@10"] ?? 0, both[1].metrics["NDCG@10"] ?? 0)
            #expect(read > 1.2 * unread, "\(read) with the log, \(unread) without")
            #expect(try results(.temporalEach, ablates: false).count == 1)
        }
    }
}
