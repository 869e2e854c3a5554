import Datasets
import Evaluation
import Recommenders
import Simulation

/// A choice that is told only by the opening of a history, thousands of events earlier: the sparse model reads it, a model of the latest
/// events cannot.
struct PlantedDependency {
    let distance: Int
    let options: Options

    init(_ distance: Int, _ options: Options) { (self.distance, self.options) = (distance, options) }

    func run() throws {
        let world = PlantedTaste(distance: distance)
        let (dataset, split) = world.world(learners: options.number("learners", 480), asked: 200)
        for (name, longest) in [("sparse", world.historyCount + 2), ("truncated", min(512, distance))] {
            let configuration = FoundationModelConfiguration(
                inputs: .ids, mixer: .sparse, embeddingDimension: options.number("width", 32), layerCount: options.number("layers", 2),
                headCount: 2, feedForwardDimension: 64, maximumSequenceLength: longest, dropoutRate: 0, embeddingDropoutRate: 0,
                temperature: 0.1,
                idDropoutRate: 0, attentionWindow: options.number("window", 64), summaryBlock: options.number("block", 64),
                summaryCount: options.number("summaries", 1))
            var right = 0.0
            let spent = try seconds {
                let trainer = try FoundationTrainer(
                    (dataset, split), configuration, usersPerStep: 8, epochs: options.number("epochs", 2),
                    workers: options.number("workers", 1), learningRate: 3e-3, clock: { 0 })
                let scorer = try trainer.run { _ in
                } checkpoint: { trainer in
                    let loss = trainer.history.losses.last?.loss ?? 0
                    print("{\"model\": \"\(name)\", \"epoch\": \(trainer.history.losses.count), \"loss\": \(loss)}")
                }.bound(to: dataset.catalog)
                right = try shareOfRightAnswers(scorer, split, among: world.answers(in: dataset.catalog), items: dataset.catalog.count)
            }
            report(
                "planted-\(name)", configuration,
                ["distance": Double(distance), "right": right, "chance": 1 / Double(world.groups), "seconds": spent])
        }
    }

    private func shareOfRightAnswers(
        _ scorer: FoundationScorer, _ split: Split, among answers: [ItemIndex], items: Int
    ) throws -> Double {
        let queries = split.test.map {
            ScoringQuery(userKey: $0.userKey, interactions: $0.interactions, historyCount: $0.historyCount, request: $0.request)
        }
        var scores = [Float](repeating: 0, count: queries.count * items)
        try scores.withUnsafeMutableBufferPointer { try scorer.score(queries, into: $0) }
        let right = split.test.indices.filter { row in
            let best = answers.max { scores[row * items + $0.position] < scores[row * items + $1.position] }
            return best == split.test[row].targets[0]
        }
        return Double(right.count) / Double(queries.count)
    }
}
