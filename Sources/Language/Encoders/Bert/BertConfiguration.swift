import Foundation

/// The shape of a BERT encoder, from `config.json`.
struct BertConfiguration: Sendable, Hashable {
    /// D.
    var width: Int
    /// L.
    var layerCount: Int
    /// H.
    var headCount: Int
    /// F, the inner width of the feed-forward.
    var feedForwardWidth: Int
    var vocabularySize: Int
    var positionCount: Int
    var segmentTypeCount: Int
    var normEpsilon: Float

    private static let file = "config.json"

    /// - Throws: `TextEncoderError` for shapes that are impossible and for settings that are not implemented.
    init(_ folder: EncoderFolder) throws {
        let settings = try folder.requiredSettings(Self.file)
        try settings.demand("model_type", oneOf: ["bert"])
        try settings.demand("hidden_act", oneOf: ["gelu"])
        try settings.demand("position_embedding_type", oneOf: ["absolute"])
        width = try settings.integer("hidden_size", 8...4096)
        layerCount = try settings.integer("num_hidden_layers", 1...48)
        headCount = try settings.integer("num_attention_heads", 1...64)
        feedForwardWidth = try settings.integer("intermediate_size", 8...16384)
        vocabularySize = try settings.integer("vocab_size", 4...1_000_000)
        positionCount = try settings.integer("max_position_embeddings", 2...4096)
        segmentTypeCount = try settings.integer("type_vocab_size", 1...64, default: 2)
        normEpsilon = Float(try settings.number("layer_norm_eps", above: 0, to: 1e-2, default: 1e-12))
        guard width % headCount == 0 else {
            throw TextEncoderError.damaged(file: Self.file, reason: "hidden_size \(width) is no multiple of \(headCount) heads")
        }
    }
}

/// How pieces become one vector, and how long texts may be: from the files that sentence-transformers adds.
struct SentenceSettings: Sendable, Hashable {
    var lowercases: Bool
    /// Pieces of a text, first and last included.
    var maximumLength: Int

    /// - Throws: `TextEncoderError.unsupported` for another pooling, or modules that are not implemented.
    init(_ folder: EncoderFolder, positions: Int) throws {
        try Self.checkModules(folder)
        try Self.checkPooling(folder)
        let tokenizer = try folder.settings("tokenizer_config.json")
        lowercases = tokenizer?.flag("do_lower_case") ?? true
        if let strips = tokenizer?.flag("strip_accents"), strips != lowercases {
            throw TextEncoderError.unsupported(
                file: "tokenizer_config.json", setting: "strip_accents", value: "\(strips)", supported: "the value of do_lower_case")
        }
        let sentence = try folder.settings("sentence_bert_config.json")
        let limit = try sentence?.integer("max_seq_length", 2...8192, default: positions) ?? positions
        maximumLength = min(limit, positions)
    }

    private static func checkModules(_ folder: EncoderFolder) throws {
        let file = "modules.json"
        guard folder.exists(file) else { return }
        let data = try folder.read(file)
        guard let modules = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]] else {
            throw TextEncoderError.damaged(file: file, reason: "it is not a list of modules")
        }
        let known = ["Transformer", "Pooling", "Normalize"]
        for module in modules {
            let type = (module["type"] as? String ?? "nothing").split(separator: ".").last.map(String.init) ?? "nothing"
            guard known.contains(type) else {
                throw TextEncoderError.unsupported(file: file, setting: "type", value: type, supported: known.joined(separator: ", "))
            }
        }
    }

    private static func checkPooling(_ folder: EncoderFolder) throws {
        guard let pooling = try folder.settings("1_Pooling/config.json") else { return }
        let modes = pooling.values.filter { $0.key.hasPrefix("pooling_mode_") && $0.value as? Bool == true }.keys.sorted()
        guard modes == ["pooling_mode_mean_tokens"] else {
            throw TextEncoderError.unsupported(
                file: pooling.file, setting: "pooling", value: modes.joined(separator: ", "), supported: "pooling_mode_mean_tokens")
        }
    }
}
