import Datasets
import Evaluation
import Foundation
import Recommenders

/// A published model read into memory, and why better-placed ones were passed over.
public struct LoadedModel: Sendable {
    public var name: String
    public var bundle: FoundationBundle
    public var refused: [RegistryError]
    /// Whether it was trained on another catalogue, whose ids mean nothing here.
    public var isForeign = false
}

extension Workspace {
    /// Reads a model; the bytes that are used are the bytes that were compared with the manifest.
    ///
    /// - Parameter name: nil for the one that serves, or the last good one before it.
    /// - Throws: `RegistryError`, or `FoundationModelError.damagedBundle`.
    public func loadModel(_ name: String? = nil) throws -> LoadedModel {
        guard let name else {
            let serving = try models.serving()
            var loaded = try loadModel(serving.name)
            loaded.refused = serving.refused
            return loaded
        }
        let files = try models.contents(of: name)
        var bundle = try FoundationBundle { file in
            guard let data = files[file] else {
                throw RegistryError(
                    .damaged, model: name, "model “\(name)” is damaged: it has no \(file)",
                    advice: "Go back with `tastemaker models rollback`, or train again")
            }
            return data
        }
        if bundle.model.texts?.identity.kind == .minilm { bundle.model.texts?.encoder = TextEncoderFolder.encoder }
        return LoadedModel(name: name, bundle: bundle, refused: [], isForeign: files[ForeignModel.fileName] != nil)
    }
}
