import Datasets
import Evaluation
import Recommenders
import Simulation
import Testing

/// Merging events into tokens pays: fewer tokens for the same span of events, and no worse an answer.
@Suite(.serialized) struct MergingTests {
    private let dataset = SimulatedAudience(SimulatedAudience.Configuration(users: 500, seed: 9)).dataset()

    /// NDCG@10 of a model whose tokenizer merges or not, on the same questions, reading the same span of events.
    private func figure(merging: Bool, split: Split) throws -> (ndcg: Double, compression: Double) {
        let tokenizer = TokenizerConfiguration(mergesAdjacent: merging)
        let model = FoundationModelConfiguration(
            inputs: .time, embeddingDimension: 32, layerCount: 2, headCount: 2, feedForwardDimension: 64,
            maximumSequenceLength: merging ? 40 : 200, facetDimension: 16, dropoutRate: 0.1, embeddingDropoutRate: 0.1,
            temperature: 0.08)
        let training = TrainingConfiguration(
            epochs: 10, batchSize: 32, learningRate: 3e-3, warmupSteps: 20, patience: 100, validationInterval: 100,
            firstValidation: 100, validationCases: 1)
        let trainer = try FoundationTrainer(
            dataset: dataset, split: split, configuration: model, training: training, tokenizer: tokenizer, workers: 2,
            clock: { 0 })
        let scorer = try trainer.run().bound(to: dataset.catalog)
        let task = EvaluationTask(dataset: "audience", split: split, catalog: dataset.catalog)
        let result = try Evaluator(EvaluatorOptions(cutoffs: [10], resamples: 0, slices: false, leakCheck: false))
            .evaluate(scorer, on: task).result
        let report = InteractionTokenizer.fit(split.training, dataset: dataset, configuration: tokenizer).report
        return (result.metrics["NDCG@10"]!, report.compression)
    }

    @Test func mergedTokensHoldThreeEventsAndAnswerNoWorse() throws {
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        let merged = try figure(merging: true, split: split)
        let single = try figure(merging: false, split: split)
        #expect(merged.compression >= 3, "\(merged.compression) events a token")
        #expect(single.compression == 1)
        #expect(merged.ndcg > 0.02, "a comparison of models that have learned nothing: \(merged.ndcg)")
        #expect(merged.ndcg >= single.ndcg, "merged \(merged.ndcg), every event a token \(single.ndcg)")
    }
}
