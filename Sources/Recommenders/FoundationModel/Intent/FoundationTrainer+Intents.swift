import Datasets
import NeuralNetworks
import Tensors

extension FoundationTrainer {
    /// The heads that this training learns: those of the start where it has some, so that their weights keep their meaning.
    static func intents(
        _ configuration: FoundationModelConfiguration, _ training: TrainingConfiguration, _ users: CorpusUsers,
        _ tokenizer: InteractionTokenizer, _ catalog: Catalog, _ cutoffYear: Int?, _ start: WarmStart?
    ) -> IntentVocabulary? {
        guard let wanted = configuration.intentHeads, !wanted.isEmpty else { return nil }
        if let known = start?.model.intents { return known }
        // Where repeats are no targets, every target is a discovery; a shuffled history has no before.
        let hasOrder = training.learnsRepeats && !training.shufflesHistories
        return IntentVocabulary(
            Set(wanted), users: users, tokenizer: tokenizer, catalog: catalog, cutoffYear: cutoffYear, hasOrder: hasOrder)
    }

    /// Puts the heads' losses beside that of the items; their gradients go to the heads and what is below them, not through the
    /// distributions that the queries were told.
    func addIntentLoss(_ answers: RequestAnswers, _ batch: SequenceBatch, lossScale: Float, on tape: Tape) {
        let weight = training.intentWeight ?? TrainingConfiguration.defaultIntentWeight
        guard let intents = answers.intents, let intentLabels, weight > 0 else { return }
        let targets = tape.arena.allocate(Float.self, count: max(1, intents.logits.count))
        intentLabels.fill(batch.labels, into: targets)
        batch.weights.withUnsafeBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            _ = tape.groupedCrossEntropy(
                intents.logits, probabilities: intents.predicted, groups: intentLabels.groups, targets: targets, weights: weights,
                scale: weight * lossScale)
        }
    }

    /// Finds where in the space of titles the classes lie, for requests that say what they are after; the model's own predictions are
    /// left as they are. Without validation cases a start's directions stay.
    func fitIntentDirections() throws {
        guard let vocabulary = model.intents, let intentLabels, let heads = model.network.intents else { return }
        let directions = IntentDirections(vocabulary: vocabulary, labels: intentLabels, model: model, scorer: model.bound(to: catalog))
        guard let found = try directions.fit(validation.cases) else { return }
        found.withUnsafeBufferPointer { model.store.pointer(heads.directions).update(from: $0.baseAddress!, count: $0.count) }
    }

    /// How well the heads predict the validation cases; nil without heads or cases.
    func intentFigures() throws -> [IntentFigures]? {
        guard let vocabulary = model.intents, let intentLabels, !validation.cases.isEmpty else { return nil }
        return try IntentMeasurement(
            vocabulary: vocabulary, labels: intentLabels, scorer: model.bound(to: catalog), cutoffYear: model.cutoffYear
        ).figures(validation.cases)
    }
}
