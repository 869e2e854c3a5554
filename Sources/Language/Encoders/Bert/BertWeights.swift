import Foundation
import NeuralNetworks
import Tensors

/// The numbers of a BERT encoder, linear layers in kernel layout.
final class BertWeights: Sendable {
    struct Norm: Sendable {
        let gain: [Float]
        let bias: [Float]
    }

    struct Layer: Sendable {
        /// Queries, keys and values side by side, `[D, 3 D]`; queries already divided by √d.
        let attention: PackedMatrix
        let attentionBias: [Float]
        let attentionOutput: PackedMatrix
        let attentionOutputBias: [Float]
        let attentionNorm: Norm
        /// The feed-forward in blocks of columns, each with the rows that continue it: what lies between fits the cache.
        let feedForward: [FeedForwardBlock]
        let outputBias: [Float]
        let outputNorm: Norm
    }

    struct FeedForwardBlock: Sendable {
        let columns: Int
        let inner: PackedMatrix
        let bias: [Float]
        let output: PackedMatrix
    }

    let configuration: BertConfiguration
    let words: [Float]
    /// Position embeddings with the embedding of the first segment type added, `[P, D]`.
    let positions: [Float]
    let embeddingNorm: Norm
    let layers: [Layer]

    private static let widestBlock = 512

    /// - Throws: `TextEncoderError.tensor` when one is missing or has another shape, `damaged` for a damaged file.
    init(_ data: Data, _ configuration: BertConfiguration, precision: EncoderPrecision) throws {
        self.configuration = configuration
        let tensors = try BertTensors(data)
        let (d, vocabulary) = (configuration.width, configuration.vocabularySize)
        words = try tensors.values("embeddings.word_embeddings.weight", [vocabulary, d])
        var positions = try tensors.values("embeddings.position_embeddings.weight", [configuration.positionCount, d])
        let types = try tensors.values("embeddings.token_type_embeddings.weight", [configuration.segmentTypeCount, d])
        for index in positions.indices { positions[index] += types[index % d] }
        self.positions = positions
        embeddingNorm = try tensors.norm("embeddings.LayerNorm", d)
        layers = try (0..<configuration.layerCount).map { try Self.layer($0, tensors, configuration, precision) }
    }

    private static func layer(
        _ number: Int, _ tensors: BertTensors, _ configuration: BertConfiguration, _ precision: EncoderPrecision
    ) throws -> Layer {
        let (d, name) = (configuration.width, "encoder.layer.\(number).")
        var (rows, bias): ([Float], [Float]) = ([], [])
        for part in ["query", "key", "value"] {
            // 1/√d belongs to the scores; here it costs nothing. Powers of two change no digit, others the last one.
            let scale = part == "query" ? 1 / Float(d / configuration.headCount).squareRoot() : 1
            rows += try tensors.values(name + "attention.self.\(part).weight", [d, d]).map { $0 * scale }
            bias += try tensors.values(name + "attention.self.\(part).bias", [d]).map { $0 * scale }
        }
        let output = try tensors.values(name + "attention.output.dense.weight", [d, d])
        return Layer(
            attention: pack(rows, inner: d, columns: 3 * d, precision), attentionBias: bias,
            attentionOutput: pack(output, inner: d, columns: d, precision),
            attentionOutputBias: try tensors.values(name + "attention.output.dense.bias", [d]),
            attentionNorm: try tensors.norm(name + "attention.output.LayerNorm", d),
            feedForward: try feedForward(name, tensors, configuration, precision),
            outputBias: try tensors.values(name + "output.dense.bias", [d]), outputNorm: try tensors.norm(name + "output.LayerNorm", d))
    }

    private static func feedForward(
        _ name: String, _ tensors: BertTensors, _ configuration: BertConfiguration, _ precision: EncoderPrecision
    ) throws -> [FeedForwardBlock] {
        let (d, f) = (configuration.width, configuration.feedForwardWidth)
        let inner = try tensors.values(name + "intermediate.dense.weight", [f, d])
        let bias = try tensors.values(name + "intermediate.dense.bias", [f])
        let output = try tensors.values(name + "output.dense.weight", [d, f])
        return stride(from: 0, to: f, by: widestBlock).map { first in
            let columns = min(widestBlock, f - first)
            return FeedForwardBlock(
                columns: columns, inner: pack(Array(inner[first * d..<(first + columns) * d]), inner: d, columns: columns, precision),
                bias: Array(bias[first..<first + columns]),
                output: output.withUnsafeBufferPointer {
                    PackedMatrix(
                        .transposed($0.baseAddress! + first, f), inner: columns, columns: d, float32: precision == .float32)
                })
        }
    }

    /// - Parameter rows: one row an output, as PyTorch keeps linear layers: `[columns, inner]`.
    private static func pack(_ rows: [Float], inner: Int, columns: Int, _ precision: EncoderPrecision) -> PackedMatrix {
        rows.withUnsafeBufferPointer {
            PackedMatrix(.transposed($0.baseAddress!, inner), inner: inner, columns: columns, float32: precision == .float32)
        }
    }
}

/// Which numbers are multiplied.
public enum EncoderPrecision: String, Sendable, Codable, CaseIterable {
    /// float32 throughout: agrees with the reference to its rounding.
    case float32
    /// Operands of large products rounded to bf16 where the kernels have it, sums in float32: about twice as fast, cosine above 0.9999.
    case bfloat16
}

/// The tensors of a file by name, with or without the prefix of the class that saved them.
private struct BertTensors {
    private let file: Safetensors
    private let prefix: String

    init(_ data: Data) throws {
        do {
            // Tables of positions, which old files carry as integers, and heads of other tasks are not read.
            file = try Safetensors(decoding: data) { name in
                !name.hasSuffix("position_ids") && (name.contains("embeddings.") || name.contains("encoder.layer."))
            }
        } catch let error as SafetensorsError {
            throw TextEncoderError.damaged(file: "model.safetensors", reason: error.description)
        }
        prefix = file.tensors.keys.contains { $0.hasPrefix("bert.") } ? "bert." : ""
    }

    func values(_ name: String, _ shape: [Int]) throws -> [Float] {
        guard let entry = file.tensors[prefix + name] else { throw TextEncoderError.tensor(name: prefix + name, reason: "it is missing") }
        guard entry.shape == shape else {
            throw TextEncoderError.tensor(name: prefix + name, reason: "its shape is \(entry.shape), config.json asks for \(shape)")
        }
        guard entry.values.allSatisfy(\.isFinite) else {
            throw TextEncoderError.tensor(name: prefix + name, reason: "it holds numbers that are not finite")
        }
        return entry.values
    }

    func norm(_ name: String, _ width: Int) throws -> BertWeights.Norm {
        // Files converted from TensorFlow call them gamma and beta.
        let isOld = file.tensors[prefix + name + ".gamma"] != nil
        return BertWeights.Norm(
            gain: try values(name + (isOld ? ".gamma" : ".weight"), [width]), bias: try values(name + (isOld ? ".beta" : ".bias"), [width]))
    }
}
