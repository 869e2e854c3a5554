import Datasets
import Evaluation
import Foundation
import Language
import Recommenders

extension Workspace {
    /// Publishes a copy of a model that places new titles by attributes and texts, without training it again.
    ///
    /// - Parameters:
    ///   - kind: which encoder reads the texts; `none` places them by attributes alone.
    ///   - folder: of the sentence encoder; nil for the environment's.
    ///   - newName: of the copy; it does not serve before it is promoted.
    /// - Returns: the share of the text in what places a title, chosen on validation; nil when new titles cannot be placed.
    /// - Throws: `RegistryError`, `WorkspaceError`, `SplitError`, `TextEncoderError`.
    @discardableResult
    public func placeTitles(
        model name: String, encoder kind: TextEncoderKind, folder: String? = nil, as newName: String, workers: Int
    ) throws -> Float? {
        let loaded = try loadModel(name)
        let run = loaded.bundle.run
        guard run.model.inputs >= .attributes else {
            throw WorkspaceError(
                .configuration, "the model “\(name)” reads no attributes, so it cannot place new titles",
                advice: "Name a model with inputs of attributes or more")
        }
        let data = try RunData(try dataset(), run: run)
        var reading = run.model
        reading.textEncoder = kind
        let texts = try Self.texts(reading, of: data.dataset.catalog, folder: folder, workers: workers)
        var bundle = loaded.bundle
        bundle.model = try bundle.model.placingNewTitles(
            by: texts, dataset: data.dataset, split: data.split, training: run.training, workers: workers)
        try models.publish(newName, facts: try models.manifest(of: name).facts, files: try bundle.files())
        return bundle.model.newTitleTextShare
    }
}
