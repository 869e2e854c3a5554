import Datasets
import Foundation
import Language
import Recommenders

/// Where the sentence encoder lies, which is too large for a bundle: a folder that is named once per machine.
public enum TextEncoderFolder {
    /// The variable that names it; `make text-encoder` installs one and says so.
    public static let environmentVariable = "TASTEMAKER_TEXT_ENCODER"

    static var path: String? {
        ProcessInfo.processInfo.environment[environmentVariable].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Read once, when a text is met that no bundle holds a vector of; nil where no folder is named.
    private static let shared: Result<SentenceEncoder, any Error>? = path.map { folder in
        Result { try SentenceEncoder(folder: folder) }
    }

    /// The machine's encoder if it is the one that a model was trained with.
    @Sendable static func encoder(_ wanted: TextEncoderIdentity) -> (any TextEncoder)? {
        guard case .success(let encoder) = shared, encoder.identity == wanted else { return nil }
        return encoder
    }

    /// Why the encoder of that identity is not at hand.
    static func absence(of wanted: TextEncoderIdentity) -> String {
        switch shared {
        case nil: "\(environmentVariable) names no folder of it"
        case .failure(let error): "\(error)"
        case .success(let encoder): "the folder that \(environmentVariable) names holds \(encoder.identity)"
        }
    }
}

extension Workspace {
    /// The vectors that a run reads of a catalogue's texts; nil for a run that reads none.
    ///
    /// - Parameters:
    ///   - folder: of the sentence encoder; nil for the environment's.
    ///   - start: a hashed encoder of the model that training sets out from is used again, for its directions are what was learned.
    /// - Throws: `WorkspaceError.configuration` when the run needs a folder and there is none, `TextEncoderError` when it is unusable.
    static func texts(
        _ model: FoundationModelConfiguration, of catalog: Catalog, folder: String?, start: FoundationModel? = nil, workers: Int
    ) throws -> ItemTexts? {
        switch model.textReader {
        case nil, .some(.none): return nil
        case .hashed:
            let known = start?.texts.flatMap { $0.identity.kind == .hashed ? $0.encoder($0.identity) : nil }
            return ItemTexts(catalog, encoder: known, workers: workers)
        case .minilm:
            guard let folder = folder ?? TextEncoderFolder.path else {
                throw WorkspaceError(
                    .configuration, "the run reads texts with a sentence encoder, and no folder of one is named",
                    advice:
                        "Run `make text-encoder`, then name its folder with --text-encoder or \(TextEncoderFolder.environmentVariable); or set \"textEncoder\" to \"hashed\""
                )
            }
            return ItemTexts(catalog, encoder: try SentenceEncoder(folder: folder), workers: workers)
        }
    }
}

extension LoadedModel {
    /// What to tell a reader when texts of new titles stay unread; nil when there are none.
    func unreadTexts(of catalog: Catalog) -> String? {
        guard let texts = bundle.model.texts else { return nil }
        let count = bundle.model.unreadTexts(of: catalog)
        guard count > 0 else { return nil }
        return "\(count) titles that are new to the model are placed by their attributes alone, for their texts need the encoder "
            + "\(texts.identity): \(TextEncoderFolder.absence(of: texts.identity))"
    }
}
