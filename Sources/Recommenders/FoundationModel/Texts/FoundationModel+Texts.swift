import Datasets
import Evaluation

extension FoundationModel {
    /// Texts of a catalogue that this model would read and cannot, because its encoder is not at hand.
    public func unreadTexts(of catalog: Catalog) -> Int {
        texts?.vectors(of: catalog.items, workers: ItemTexts.encodingWorkers).unread ?? 0
    }

    /// Share of a new title's text in what places it; nil when new titles are not placed.
    public var newTitleTextShare: Float? { newTitles?.textShare }

    /// The same model with new titles placed by attributes and texts, without training it again.
    ///
    /// - Parameters:
    ///   - texts: nil places them by attributes alone.
    ///   - split, training: those of the model's own training, whose validation cases are fitted on.
    /// - Throws: `FoundationModelError.configuration` when the network itself reads texts of another encoder.
    public func placingNewTitles(
        by texts: ItemTexts?, dataset: Dataset, split: Split, training: TrainingConfiguration, workers: Int
    ) throws -> FoundationModel {
        guard network.textDimension == 0 || texts?.identity == self.texts?.identity else {
            throw FoundationModelError.configuration(
                field: "textEncoder", value: texts?.identity.description ?? "none",
                rule: "\(self.texts?.identity.description ?? "none"), which the network was trained with")
        }
        let catalog = dataset.catalog
        var validation = EvaluationTask(dataset: dataset.name, split: split, part: .validation, catalog: catalog)
        validation.cases = FoundationTrainer.sample(split.validation, count: training.validationCases)
        var result = self
        result.texts = texts
        result.newTitles = nil
        result.newTitles = try NewTitleFitter(
            model: result, scorer: result.bound(to: catalog), catalog: catalog, validation: validation, cost: training.newTitleCost,
            workers: workers
        ).fit()
        return result
    }
}
