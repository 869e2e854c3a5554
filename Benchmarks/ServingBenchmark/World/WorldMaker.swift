import Datasets
import Evaluation
import Foundation
import Recommenders
import Storage
import Workspaces

/// Writes a made-up service into a workspace, and trains the model that serves it.
struct WorldMaker {
    let folder: String
    let plan: WorldPlan
    /// Every so many people are learned from.
    var trainingStride = 16
    var epochs = 12
    /// Published under the names `served-1`, `served-2` and so on; the first serves. They differ in their seed.
    var models = 1
    private static let batch = 16_384

    func run() throws {
        let begun = ContinuousClock.now
        func tell(_ text: String) {
            print(String(format: "%6.1f s  ", (ContinuousClock.now - begun) / .seconds(1)) + text)
            // Progress shall be seen where the output is a pipe.
            fflush(nil)
        }
        var workspace = try Workspace.openOrCreate(folder)
        try workspace.configure { $0.datasetName = "made-up service" }
        let titles = WorldTitles(plan)
        tell("\(plan.titles) titles, \(plan.users) people, \(plan.eventCount) events planned")
        let data = try write(titles, into: workspace)
        tell("written: \(try workspace.store.counts())")
        for model in 0..<models { try publish(model, data, in: workspace, tell) }
        try JSONEncoder().encode(plan).write(to: URL(fileURLWithPath: "\(folder)/\(WorldPlan.fileName)"))
        tell("model served-1 serves")
    }

    /// - Returns: the people who are learned from.
    private func write(_ titles: WorldTitles, into workspace: Workspace) throws -> Dataset {
        let store = workspace.store
        let people = WorldPeople(plan, titles)
        _ = try store.begin(SourceDescription(name: WorldPeople.source, format: "simulated", domain: .film))
        try store.describe(items: titles.items)
        var builder = DatasetBuilder(name: "made-up service", domain: .film)
        builder.receive(items: titles.items)
        var line = 0
        var batch: [RawEvent] = []
        for rank in 0..<plan.users {
            let events = people.events(ofRank: rank, line: &line)
            batch += events
            if rank % trainingStride == 0 { builder.receive(events: events) }
            guard batch.count >= WorldMaker.batch || rank == plan.users - 1 else { continue }
            _ = try store.append(batch, problems: [], source: WorldPeople.source)
            batch.removeAll(keepingCapacity: true)
        }
        try store.finish(source: WorldPeople.source)
        return builder.build()
    }

    /// A few epochs over a sample: the figures are of speed, but scores must differ as a trained model's do.
    private func publish(_ number: Int, _ data: Dataset, in workspace: Workspace, _ tell: @escaping (String) -> Void) throws {
        let split = Split(protocolName: "none", training: data.users, validation: [], test: [], seenRemoved: false)
        let training = TrainingConfiguration(
            epochs: epochs, batchSize: 64, newTitleCost: 0, negativeCount: 2048, seed: plan.seed &+ UInt64(number))
        let run = RunConfiguration(name: "served", keywordsPerItem: 0, training: training)
        let started = ContinuousClock.now
        let trainer = try FoundationTrainer(
            dataset: data, split: split, configuration: run.model, training: training, tokenizer: run.tokenizer, workers: 2,
            clock: { (ContinuousClock.now - started) / .seconds(1) })
        var told = 0
        let model = try trainer.run(progress: { progress in
            guard progress.epoch > told else { return }
            told = progress.epoch
            tell("step \(progress.step) of \(progress.totalSteps), loss \(progress.loss)")
        })
        let bundle = FoundationBundle(
            model: model, schema: DatasetSchema(data), run: run, history: trainer.history, catalog: data.catalog)
        let name = "served-\(number + 1)"
        try workspace.models.publish(name, facts: ["dataset": data.name], files: try bundle.files())
        if number == 0 { try workspace.models.promote(name) }
    }
}
