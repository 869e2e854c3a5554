import Datasets
import Foundation
import Recommenders

/// A made-up catalogue and its people.
struct CatalogueWorld {
    let dataset: Dataset
    private let configuration: FoundationModelConfiguration

    /// 640 people of 60 choices, titles by Zipf's law, and collectors, so that every title is somebody's choice and takes part.
    init(items: Int, width: Int, layers: Int) {
        configuration = FoundationModelConfiguration(inputs: .ids, embeddingDimension: width, layerCount: layers)
        var generator = SeededGenerator(seed: 1)
        let catalog = Catalog((0..<items).map { Item(id: ItemID("title-\($0)")) })
        func user(_ name: String, _ choices: [Int]) -> UserHistory {
            UserHistory(
                id: UserID(name), key: StableHash.of(name, seed: Dataset.userKeySeed),
                interactions: choices.map { Interaction(item: ItemIndex($0), kind: .interaction) })
        }
        let people = (0..<640).map { number in
            user("person-\(number)", (0..<60).map { _ in Int(pow(Double(items), Double.random(in: 0..<1, using: &generator))) - 1 })
        }
        let collectors = stride(from: 0, to: items, by: 4000).map { first in
            user("collector-\(first)", Array(first..<min(items, first + 4000)))
        }
        dataset = Dataset(name: "made up", catalog: catalog, users: people + collectors)
    }

    /// One epoch.
    ///
    /// - Returns: the model, and what its steps took.
    func train(negatives: Int?) throws -> (FoundationModel, [String: Any]) {
        let split = Split(protocolName: "none", training: dataset.users, validation: [], test: [], seenRemoved: false)
        let training = TrainingConfiguration(epochs: 1, batchSize: 64, newTitleCost: 0, negativeCount: negatives)
        let started = ContinuousClock.now
        // Every look at the clock is kept: the trainer looks once a step.
        nonisolated(unsafe) var looks: [Double] = []
        let trainer = try FoundationTrainer(
            dataset: dataset, split: split, configuration: configuration, training: training, workers: 2,
            clock: {
                looks.append((ContinuousClock.now - started) / .seconds(1))
                return looks.last!
            })
        let model = try trainer.run()
        let times = zip(looks.dropFirst(2), looks.dropFirst(3)).prefix(trainer.totalSteps - 1).map { $1 - $0 }.sorted()
        return (
            model,
            [
                "stepSeconds": times[times.count / 2], "steps": times.count, "tokensPerStep": trainer.history.tokens / trainer.totalSteps,
                "negatives": trainer.history.negatives ?? 0, "weights": model.parameterCount,
            ]
        )
    }
}
