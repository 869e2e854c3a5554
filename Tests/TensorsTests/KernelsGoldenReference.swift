import Foundation
import Testing

/// Inputs, outputs and gradients of one operation as PyTorch computed them; `Tests/Golden/README.md` explains the names.
struct GoldenReference: Decodable {
    struct Tensor: Decodable {
        let shape: [Int]
        let type: String
        let values: [Double]
    }

    let operation: String
    let torch: String
    let scalars: [String: Double]
    let tensors: [String: Tensor]

    /// Reads `Tests/Golden/<operation>.json`.
    static func load(_ operation: String) throws -> GoldenReference {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appendingPathComponent("Golden").appendingPathComponent(operation + ".json")
        return try JSONDecoder().decode(GoldenReference.self, from: Data(contentsOf: file))
    }

    func tensor(_ name: String) throws -> Tensor { try #require(tensors[name], "\(operation).json has no tensor \(name)") }
    func shape(_ name: String) throws -> [Int] { try tensor(name).shape }
    func floats(_ name: String) throws -> [Float] { try tensor(name).values.map { Float($0) } }
    func integers(_ name: String) throws -> [Int32] { try tensor(name).values.map { Int32($0) } }
    func scalar(_ name: String) throws -> Float { Float(try #require(scalars[name], "\(operation).json has no scalar \(name)")) }

    /// The tensor with one error bound for all of it: `roundings` roundings of its largest magnitude.
    func expected(_ name: String, roundings: Double) throws -> [Expected] {
        let values = try tensor(name).values
        let largest = values.reduce(0) { max($0, abs($1)) }
        return values.map { rounded($0, largest, roundings) }
    }
}
