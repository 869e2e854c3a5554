import Tensors

extension ParameterStore {
    /// All parameters under their keys.
    package func export() -> [String: Safetensors.Entry] {
        var tensors: [String: Safetensors.Entry] = [:]
        for parameter in layout.parameters {
            tensors[parameter.key] = .init(shape: [parameter.rows, parameter.columns], values: Array(buffer(parameter)))
        }
        return tensors
    }

    /// Takes every parameter from `tensors`.
    ///
    /// - Throws: `CheckpointError` when one is missing or has another shape; the store is then unchanged.
    package func restore(_ tensors: [String: Safetensors.Entry]) throws {
        for parameter in layout.parameters {
            guard let entry = tensors[parameter.key] else { throw CheckpointError.missing(parameter.key) }
            guard entry.shape == [parameter.rows, parameter.columns], entry.values.count == parameter.count else {
                throw CheckpointError.shape(parameter.key, expected: [parameter.rows, parameter.columns], found: entry.shape)
            }
        }
        for parameter in layout.parameters {
            _ = buffer(parameter).update(fromContentsOf: tensors[parameter.key]!.values)
        }
    }
}

package enum CheckpointError: Error, Equatable, CustomStringConvertible {
    case missing(String)
    case shape(String, expected: [Int], found: [Int])

    package var description: String {
        switch self {
        case .missing(let key): "the weights lack '\(key)'; they were saved by another configuration of the model"
        case .shape(let key, let expected, let found): "'\(key)' has shape \(found), the configuration asks for \(expected)"
        }
    }
}
