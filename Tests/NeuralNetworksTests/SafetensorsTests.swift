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
        #"{"x":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
        #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}}"#,
        #"{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#, #"{"x":[1]}"#, #"[]"#, #"{"#,
    ]) func hostileHeadersAreRefused(header: String) {
        var data = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: header.utf8)
        data.append(contentsOf: [0, 0, 128, 63])
        #expect(throws: SafetensorsError.self) { try Safetensors(decoding: data) }
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
