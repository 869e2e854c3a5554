import Foundation
import Language
import NeuralNetworks
import Testing

extension TinyEncoder {
    /// A safetensors file of these tensors.
    static func file(_ tensors: [String: Safetensors.Entry]) throws -> Data { try Safetensors(tensors: tensors).encoded() }

    /// The weights in another type, whose bytes `encode` makes.
    static func file(as type: String, _ encode: (Float) -> UInt16) throws -> Data {
        var (header, body): ([String: Any], Data) = ([:], Data())
        for (name, entry) in tensors {
            let start = body.count
            for value in entry.values { withUnsafeBytes(of: encode(value).littleEndian) { body.append(contentsOf: $0) } }
            header[name] = ["dtype": type, "shape": entry.shape, "data_offsets": [start, body.count]]
        }
        // Old files carry a table of positions as integers, and heads of other tasks.
        header["embeddings.position_ids"] = ["dtype": "I64", "shape": [1, 1], "data_offsets": [0, 8]]
        let json = try JSONSerialization.data(withJSONObject: header)
        var data = Data()
        withUnsafeBytes(of: UInt64(json.count).littleEndian) { data.append(contentsOf: $0) }
        return data + json + body
    }
}

/// Folders that are not what they should be end in an error that names the file.
@Suite struct HostileFolderTests {
    private func error(_ change: (inout [String: Data]) throws -> Void) throws -> TextEncoderError {
        var files = try TinyEncoder.files()
        try change(&files)
        return try #require(
            throws: TextEncoderError.self, performing: { try TinyEncoder.withFolder(files) { _ = try SentenceEncoder(folder: $0) } })
    }

    private func tensorError(_ change: (inout [String: Safetensors.Entry]) -> Void) throws -> TextEncoderError {
        try error { files in
            var tensors = TinyEncoder.tensors
            change(&tensors)
            files["model.safetensors"] = try TinyEncoder.file(tensors)
        }
    }

    @Test func missingFiles() throws {
        for name in ["config.json", "vocab.txt", "model.safetensors"] {
            let found = try error { $0[name] = nil }
            guard case .unreadable = found else {
                Issue.record("\(name): \(found)")
                continue
            }
            #expect(found.description.contains("make text-encoder"))
        }
        #expect(throws: TextEncoderError.self) { try SentenceEncoder(folder: "/nonexistent/folder") }
    }

    @Test func missingTensorsAndWrongShapes() throws {
        let name = "encoder.layer.1.attention.self.key.weight"
        #expect(try tensorError { $0[name] = nil } == .tensor(name: name, reason: "it is missing"))
        let found = try tensorError { $0[name]!.shape = [16, 64] }
        #expect(found.description.contains("[16, 64]"))
        #expect(try tensorError { $0[name]!.values[5] = .nan }.description.contains("not finite"))
    }

    @Test func truncatedAndForeignFiles() throws {
        for count in [0, 7, 8, 100, 10_000] {
            let found = try error { $0["model.safetensors"] = $0["model.safetensors"]!.prefix(count) }
            guard case .damaged(file: "model.safetensors", _) = found else {
                Issue.record("\(count) bytes: \(found)")
                continue
            }
        }
        _ = try error { $0["model.safetensors"] = Data(repeating: 0xFF, count: 4096) }
        _ = try error { $0["config.json"] = Data("[1, 2]".utf8) }
        _ = try error { $0["vocab.txt"] = Data([0xFF, 0xFE, 0x00]) }
    }

    @Test func anUnreadTypeOfNumbers() throws {
        let data = try TinyEncoder.file(as: "I16") { UInt16(truncatingIfNeeded: Int($0 * 100)) }
        #expect(try error { $0["model.safetensors"] = data }.description.contains("I16"))
    }

    @Test(arguments: ["F16", "BF16"]) func halfPrecisionIsRead(type: String) throws {
        let data = try TinyEncoder.file(as: type) { value in
            type == "BF16" ? UInt16(value.bitPattern >> 16) : half(value)
        }
        let encoder = try TinyEncoder.encoder(.float32, changing: ["model.safetensors": data])
        let answer = TinyEncoder.golden.answers[1]
        #expect(cosine(encoder.encode([answer.text], workers: 1), answer.vector) > (type == "F16" ? 0.99999 : 0.998))
    }

    /// Truncated, which is near enough here; numbers below 2^-14 become zero.
    private func half(_ value: Float) -> UInt16 {
        let bits = value.bitPattern
        let exponent = Int(bits >> 23 & 0xFF) - 112
        guard exponent > 0 else { return 0 }
        return UInt16(bits >> 16 & 0x8000) | UInt16(exponent << 10) | UInt16(bits >> 13 & 0x3FF)
    }

    @Test func impossibleConfigurations() throws {
        for (name, value) in [
            ("hidden_size", "0"), ("hidden_size", "33"), ("hidden_size", "-32"), ("hidden_size", "1e30"), ("num_attention_heads", "\"4\""),
            ("num_hidden_layers", "1000000"), ("vocab_size", "null"), ("layer_norm_eps", "-1"), ("max_position_embeddings", "1"),
        ] {
            let found = try error { $0["config.json"] = try changed($0["config.json"]!, name, value) }
            guard case .damaged(file: "config.json", _) = found else {
                Issue.record("\(name) \(value): \(found)")
                continue
            }
        }
    }

    private func changed(_ json: Data, _ name: String, _ value: String) throws -> Data {
        var object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        object[name] = try JSONSerialization.jsonObject(with: Data("[\(value)]".utf8)) as? [Any]
        object[name] = (object[name] as? [Any])?.first
        return try JSONSerialization.data(withJSONObject: object)
    }

    @Test func whatIsNotImplementedIsRefused() throws {
        for (file, content) in [
            ("tokenizer_config.json", #"{"do_lower_case": true, "strip_accents": false}"#),
            ("modules.json", #"[{"type": "sentence_transformers.models.Dense"}]"#),
            ("1_Pooling/config.json", #"{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}"#),
        ] {
            let found = try error { $0[file] = Data(content.utf8) }
            guard case .unsupported = found else {
                Issue.record("\(file): \(found)")
                continue
            }
        }
        let activation = try error { $0["config.json"] = try changed($0["config.json"]!, "hidden_act", "\"relu\"") }
        #expect(activation == .unsupported(file: "config.json", setting: "hidden_act", value: "relu", supported: "gelu"))
    }

    @Test func aVocabularyLargerThanTheTableIsRefused() throws {
        let found = try error { $0["vocab.txt"]! += Data("\nmore\nand\nmore".utf8) }
        #expect(found.description.contains("vectors"))
    }

    @Test func aLinkThatLeadsToItselfIsUnreadable() throws {
        try TinyEncoder.withFolder(try TinyEncoder.files()) { folder in
            let path = folder + "/config.json"
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
            #expect(throws: TextEncoderError.self) { try SentenceEncoder(folder: folder) }
        }
    }

    @Test func aConfigurationNestedInItselfIsRefused() throws {
        let deep = String(repeating: "{\"a\":", count: 5000) + "1" + String(repeating: "}", count: 5000)
        _ = try error { $0["config.json"] = Data(deep.utf8) }
    }
}
