import Foundation
import Language
import NeuralNetworks
import Testing

/// The tiny BERT of Tests/Golden/generate_encoder.py, made again from its counter, and what PyTorch answers with it.
struct TinyEncoder {
    struct Answer: Decodable {
        var text: String
        var pieces: [Int32]
        var vector: [Float]
    }
    struct Golden: Decodable {
        struct Config: Codable {
            var model_type: String
            var hidden_act: String
            var hidden_size, num_hidden_layers, num_attention_heads, intermediate_size: Int
            var max_position_embeddings, type_vocab_size, vocab_size: Int
            var layer_norm_eps: Double
        }
        var config: Config
        var vocabulary: [String]
        var answers: [Answer]
    }
    struct Sample: Decodable { var answers: [Answer] }

    static let golden: Golden = read("encoder_tiny.json")
    static let sample: Sample = read("encoder_minilm.json")

    private static func read<Value: Decodable>(_ name: String) -> Value {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try! JSONDecoder().decode(Value.self, from: Data(contentsOf: folder.appendingPathComponent("Golden/\(name)")))
    }

    // MARK: Weights

    private static func mixed(_ input: UInt64) -> UInt64 {
        var z = input
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static func values(_ name: String, _ count: Int) -> [Float] {
        var seed: UInt64 = 0
        for byte in name.utf8 { seed = mixed(seed ^ UInt64(byte)) }
        return (0..<count).map { place in
            let word = mixed(seed &+ UInt64(place + 1) &* 0x9E37_79B9_7F4A_7C15) >> 40
            let number = Float(word) / 0x1p23 - 1
            return name.hasSuffix("LayerNorm.weight") ? 1 + number / 8 : number / 4
        }
    }

    static var tensors: [String: Safetensors.Entry] {
        let c = golden.config
        let (d, f) = (c.hidden_size, c.intermediate_size)
        var shapes: [String: [Int]] = [
            "embeddings.word_embeddings.weight": [c.vocab_size, d],
            "embeddings.position_embeddings.weight": [c.max_position_embeddings, d],
            "embeddings.token_type_embeddings.weight": [c.type_vocab_size, d],
            "embeddings.LayerNorm.weight": [d], "embeddings.LayerNorm.bias": [d],
        ]
        for layer in 0..<c.num_hidden_layers {
            let name = "encoder.layer.\(layer)."
            for part in ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"] {
                shapes[name + part + ".weight"] = [d, d]
                shapes[name + part + ".bias"] = [d]
            }
            shapes[name + "intermediate.dense.weight"] = [f, d]
            shapes[name + "intermediate.dense.bias"] = [f]
            shapes[name + "output.dense.weight"] = [d, f]
            shapes[name + "output.dense.bias"] = [d]
            for part in ["attention.output", "output"] {
                shapes[name + part + ".LayerNorm.weight"] = [d]
                shapes[name + part + ".LayerNorm.bias"] = [d]
            }
        }
        return Dictionary(
            uniqueKeysWithValues: shapes.map { ($0, Safetensors.Entry(shape: $1, values: values($0, $1.reduce(1, *)))) })
    }

    // MARK: Folder

    /// The files of the folder; a test changes what it wants to be wrong.
    static func files() throws -> [String: Data] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys  // the identity covers the bytes
        return [
            "config.json": try encoder.encode(golden.config),
            "vocab.txt": Data(golden.vocabulary.joined(separator: "\n").utf8),
            "model.safetensors": try Safetensors(tensors: tensors).encoded(),
        ]
    }

    /// Runs `body` with a folder of these files, and removes it.
    static func withFolder<Result>(_ files: [String: Data], _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("encoder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("1_Pooling"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
        return try body(folder.path)
    }

    static func encoder(_ precision: EncoderPrecision = .float32, changing files: [String: Data] = [:]) throws -> SentenceEncoder {
        try withFolder(self.files().merging(files) { $1 }) { try SentenceEncoder(folder: $0, precision: precision) }
    }
}

func cosine(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Double {
    var (dot, first, second) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
        dot += Double(x) * Double(y)
        first += Double(x) * Double(x)
        second += Double(y) * Double(y)
    }
    return dot / (first * second).squareRoot()
}
