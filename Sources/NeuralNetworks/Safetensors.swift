import Foundation

/// Reads and writes the safetensors format: a JSON header with names, shapes and offsets, then raw little-endian numbers.
///
/// A file can carry no code, which is why it is used. Format: huggingface/safetensors, README "Format".
package struct Safetensors: Sendable {
    package struct Entry: Sendable, Equatable {
        package var shape: [Int]
        package var values: [Float]
        package init(shape: [Int], values: [Float]) {
            self.shape = shape
            self.values = values
        }
    }

    package var tensors: [String: Entry] = [:]
    package var metadata: [String: String] = [:]

    package init(tensors: [String: Entry] = [:], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    private struct Description: Codable {
        var dtype: String
        var shape: [Int]
        var data_offsets: [Int]
    }

    /// A header larger than this is refused before memory is asked for, as in the reference implementation.
    private static let largestHeader = 100_000_000

    /// The bytes of a file; tensors in the order of their names, so that equal content gives equal bytes.
    package func encoded() throws -> Data {
        var header: [String: Any] = [:]
        if !metadata.isEmpty { header["__metadata__"] = metadata }
        var offset = 0
        let names = tensors.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in names {
            let bytes = tensors[name]!.values.count * 4
            header[name] = ["dtype": "F32", "shape": tensors[name]!.shape, "data_offsets": [offset, offset + bytes]]
            offset += bytes
        }
        var json = try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
        json.append(contentsOf: [UInt8](repeating: 0x20, count: (8 - json.count % 8) % 8))
        var data = Data(capacity: 8 + json.count + offset)
        withUnsafeBytes(of: UInt64(json.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(json)
        for name in names { tensors[name]!.values.withUnsafeBytes { data.append(contentsOf: $0) } }
        return data
    }

    /// - Parameter isWanted: names of the tensors to read; others are passed over, whatever their type.
    /// - Throws: `SafetensorsError` that says what is wrong with the bytes; never traps.
    package init(decoding data: Data, where isWanted: (String) -> Bool = { _ in true }) throws {
        guard data.count >= 8 else { throw SafetensorsError.truncated(expected: 8, found: data.count) }
        let length = data.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
        guard length <= UInt64(Self.largestHeader) else { throw SafetensorsError.headerTooLarge(length) }
        let headerEnd = 8 + Int(length)
        guard data.count >= headerEnd else { throw SafetensorsError.truncated(expected: headerEnd, found: data.count) }
        let bytes = data.subdata(in: data.startIndex + 8..<data.startIndex + headerEnd)
        guard let object = try? JSONSerialization.jsonObject(with: bytes), let header = object as? [String: Any] else {
            throw SafetensorsError.headerIsNotJSON
        }
        let body = data[(data.startIndex + headerEnd)...]
        for (name, value) in header {
            if name == "__metadata__" {
                metadata = value as? [String: String] ?? [:]
            } else if isWanted(name) {
                tensors[name] = try Self.entry(name, value, body)
            }
        }
    }

    private static func entry(_ name: String, _ value: Any, _ body: Data) throws -> Entry {
        guard let fields = value as? [String: Any], let type = fields["dtype"] as? String, let shape = fields["shape"] as? [Int],
            let offsets = fields["data_offsets"] as? [Int], offsets.count == 2
        else { throw SafetensorsError.badEntry(name, "dtype, shape and data_offsets are needed") }
        guard let type = NumberType(rawValue: type) else {
            throw SafetensorsError.badEntry(name, "type \(type) is not read here, only F32, F16 and BF16")
        }
        var count = 1
        for side in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflow else { throw SafetensorsError.badEntry(name, "shape \(shape) is impossible") }
            count = product
        }
        let (byteCount, overflow) = count.multipliedReportingOverflow(by: type.bytes)
        guard !overflow, offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] <= body.count,
            offsets[1] - offsets[0] == byteCount
        else { throw SafetensorsError.badEntry(name, "offsets \(offsets) do not fit shape \(shape) in \(body.count) bytes") }
        return Entry(shape: shape, values: type.decode(body[(body.startIndex + offsets[0])..<(body.startIndex + offsets[1])], count: count))
    }
}

package enum SafetensorsError: Error, Equatable, CustomStringConvertible {
    case truncated(expected: Int, found: Int)
    case headerTooLarge(UInt64)
    case headerIsNotJSON
    case badEntry(String, String)

    package var description: String {
        switch self {
        case .truncated(let expected, let found): "the file ends after \(found) of at least \(expected) bytes; copy it again"
        case .headerTooLarge(let size): "the header claims \(size) bytes; this is no safetensors file"
        case .headerIsNotJSON: "the header is not a JSON object; this is no safetensors file, or it is damaged"
        case .badEntry(let name, let reason): "tensor '\(name)': \(reason)"
        }
    }
}
