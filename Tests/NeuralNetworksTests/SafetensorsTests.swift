import Foundation
import NeuralNetworks
import Tensors
import Testing

struct SafetensorsTests {
    private let sample = Safetensors(
        tensors: [
            "b": .init(shape: [2, 2], values: [1, 2, 3, .infinity]), "a": .init(shape: [0], values: []), "c": .init(shape: [], values: [7]),
        ],
        metadata: ["format": "tastemaker"])

    @Test func whatIsWrittenIsReadBack() throws {
        let read = try Safetensors(decoding: sample.encoded())
        #expect(read.tensors == sample.tensors)
        #expect(read.metadata == sample.metadata)
    }

    @Test func equalContentGivesEqualBytes() throws {
        let other = Safetensors(tensors: Dictionary(uniqueKeysWithValues: sample.tensors.reversed()), metadata: sample.metadata)
        #expect(try sample.encoded() == other.encoded())
    }

    @Test func headerEndsOnAnEightByteBorder() throws {
        let data = try sample.encoded()
        let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        #expect(length % 8 == 0)
    }

    @Test func everyTruncationIsRefused() throws {
        let data = try sample.encoded()
        for length in 0..<data.count {
            #expect(throws: SafetensorsError.self, "cut to \(length) bytes") { try Safetensors(decoding: data.prefix(length)) }
        }
    }

    @Test func aHeaderLargerThanTheFileIsRefusedWithoutAskingForMemory() {
        #expect(throws: SafetensorsError.headerTooLarge(.max)) { try Safetensors(decoding: Data(repeating: 0xFF, count: 64)) }
    }

    @Test(arguments: [
        #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, #"{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
        #"{"x":{"dtype":"F64","shape":[2],"data_offsets":[0,4]}}"#, #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
        #"{"x":{"dtype":"F16","shape":[1],"data_offsets":[0,4]}}"#, #"{"x":{"dtype":"BF16","shape":[3],"data_offsets":[0,4]}}"#,
        #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}}"#,
        #"{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#, #"{"x":[1]}"#, #"[]"#, #"{"#,
    ]) func hostileHeadersAreRefused(header: String) {
        var data = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: header.utf8)
        data.append(contentsOf: [0, 0, 128, 63])
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: data) }
    }

    private func file(_ header: String, _ body: [UInt8]) -> Data {
        var data = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        return data + Data(header.utf8) + Data(body)
    }

    /// 1, −2, the smallest and the largest subnormal, the largest number, infinity.
    @Test func halfPrecisionIsReadExactly() throws {
        let halves: [UInt16] = [0x3C00, 0xC000, 0x0001, 0x83FF, 0x7BFF, 0x7C00, 0x0000]
        let body = halves.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let read = try Safetensors(decoding: file(#"{"x":{"dtype":"F16","shape":[7],"data_offsets":[0,14]}}"#, body)).tensors["x"]
        #expect(read?.values == [1, -2, 0x1p-24, -0x1.FF8p-15, 65504, .infinity, 0])
        let brain = try Safetensors(decoding: file(#"{"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, [0x80, 0x3F, 0x20, 0xC0]))
        #expect(brain.tensors["x"]?.values == [1, -2.5])
    }

    @Test func whatNobodyWantsMayHaveAnyType() throws {
        let header = #"{"x":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#
        let data = file(header, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 63])
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: data) }
        #expect(try Safetensors(decoding: data) { $0 == "y" }.tensors["y"]?.values == [1])
    }

    @Test func weightsOfAnotherShapeAreRefusedAndNothingChanges() throws {
        var layout = ParameterLayout()
        let first = layout.declare("first", 1, 2)
        let second = layout.declare("second", 2, 2)
        let store = ParameterStore(layout)
        store.fill(first, 3)
        store.fill(second, 4)
        var tensors = store.export()
        tensors["first"]!.values = [9, 9]
        tensors["second"] = .init(shape: [4, 1], values: [1, 1, 1, 1])
        #expect(throws: CheckpointError.shape("second", expected: [2, 2], found: [4, 1])) { try store.restore(tensors) }
        #expect(Array(store.buffer(first)) == [3, 3])
        tensors["second"] = nil
        #expect(throws: CheckpointError.missing("second")) { try store.restore(tensors) }
    }
}
