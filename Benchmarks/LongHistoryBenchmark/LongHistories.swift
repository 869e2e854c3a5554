import Datasets
import Recommenders

/// Users with histories of one length over a catalogue like MovieLens 1M's; every event is a choice.
struct LongHistories {
    let length: Int
    let users: Int
    private static let items = 3706

    var world: (dataset: Dataset, split: Split) {
        let catalog = Catalog((0..<Self.items).map { Item(id: ItemID("item-\($0)")) })
        let histories = (0..<users).map { number -> UserHistory in
            let name = "user-\(number)"
            var random = SeededGenerator(seed: StableHash.of(name, seed: 1))
            let events = (0..<length).map { event in
                Interaction(
                    item: ItemIndex(Int(random.next() % UInt64(Self.items))), kind: .rating,
                    time: Timestamp(seconds: 1_000_000_000 + Int64(event) * 3607), rating: Float(1 + event % 5))
            }
            return UserHistory(id: UserID(name), key: StableHash.of(name, seed: Dataset.userKeySeed), interactions: events)
        }
        let dataset = Dataset(name: "long histories", catalog: catalog, users: histories, ratingScale: 1...5)
        let split = Split(protocolName: "long", training: dataset.users, validation: [], test: [], seenRemoved: false)
        return (dataset, split)
    }
}

extension FoundationTrainer {
    /// One that takes the same number of tokens in a step whatever the length of histories, and never validates.
    convenience init(
        _ world: (dataset: Dataset, split: Split), _ configuration: FoundationModelConfiguration, usersPerStep: Int, epochs: Int,
        workers: Int, learningRate: Float = 1e-3, clock: @escaping @Sendable () -> Double
    ) throws {
        let training = TrainingConfiguration(
            epochs: epochs, batchSize: usersPerStep, learningRate: learningRate, warmupSteps: 20, latestWindowShare: 1, newTitleCost: 0)
        try self.init(
            dataset: world.dataset, split: world.split, configuration: configuration, training: training, workers: workers, clock: clock)
    }
}
