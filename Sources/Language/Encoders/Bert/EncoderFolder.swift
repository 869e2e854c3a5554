import Foundation

/// The files of a sentence encoder as sentence-transformers saves it, read with bounds on what they may ask for.
struct EncoderFolder {
    let path: String

    /// Larger files are refused before memory is asked for: bytes.
    private static let largestJSON = 64 << 20
    private static let largestWeights = 4 << 30

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// - Throws: `TextEncoderError.unreadable`, also for links that lead in circles.
    func read(_ name: String, largest: Int = largestJSON) throws -> Data {
        let url = URL(fileURLWithPath: path + "/" + name)
        do {
            let size = try FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)[.size] as? Int ?? 0
            guard size <= largest else {
                throw TextEncoderError.damaged(file: name, reason: "it has \(size) bytes; at most \(largest) are read")
            }
            return try Data(contentsOf: url, options: .mappedIfSafe)
        } catch let error as TextEncoderError { throw error } catch {
            throw TextEncoderError.unreadable(file: name, reason: (error as? CocoaError)?.localizedDescription ?? "\(error)")
        }
    }

    func weights() throws -> Data { try read("model.safetensors", largest: Self.largestWeights) }

    /// A JSON object; nil where the file is not there and need not be.
    func settings(_ name: String) throws -> EncoderSettings? {
        guard exists(name) else { return nil }
        return try requiredSettings(name)
    }

    func requiredSettings(_ name: String) throws -> EncoderSettings {
        let data = try read(name)
        guard let object = try? JSONSerialization.jsonObject(with: data), let values = object as? [String: Any] else {
            throw TextEncoderError.damaged(file: name, reason: "it is not a JSON object")
        }
        return EncoderSettings(file: name, values: values)
    }
}

/// One JSON object of the folder, with typed access that names file and setting when something is wrong.
struct EncoderSettings {
    let file: String
    let values: [String: Any]

    func integer(_ name: String, _ range: ClosedRange<Int>, default standard: Int? = nil) throws -> Int {
        guard let value = present(name) else {
            if let standard { return standard }
            throw TextEncoderError.damaged(file: file, reason: "\(name) is missing")
        }
        guard let number = value as? Int, range.contains(number) else {
            throw TextEncoderError.damaged(file: file, reason: "\(name) is \(value); allowed is \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func number(_ name: String, above: Double, to: Double, default standard: Double) throws -> Double {
        guard let value = present(name) else { return standard }
        guard let number = value as? Double, number > above, number <= to else {
            throw TextEncoderError.damaged(file: file, reason: "\(name) is \(value); allowed is above \(above), at most \(to)")
        }
        return number
    }

    func flag(_ name: String) -> Bool? { present(name) as? Bool }
    func text(_ name: String) -> String? { present(name) as? String }

    /// - Throws: `TextEncoderError.unsupported` unless the setting is absent or one of `values`.
    func demand(_ name: String, oneOf allowed: [String]) throws {
        guard let value = present(name) else { return }
        guard let text = value as? String, allowed.contains(text) else {
            throw TextEncoderError.unsupported(
                file: file, setting: name, value: "\(value)", supported: allowed.joined(separator: " or "))
        }
    }

    private func present(_ name: String) -> Any? { values[name].flatMap { $0 is NSNull ? nil : $0 } }
}
