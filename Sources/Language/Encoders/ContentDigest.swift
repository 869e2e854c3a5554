import Datasets
import Foundation

/// 128 bits over bytes and numbers, the same on every machine: tells encoders apart. It is no cryptographic hash.
struct ContentDigest {
    private var first = StableHash(seed: 0x7E97_0001)
    private var second = StableHash(seed: 0x7E97_0002)

    mutating func combine(_ word: UInt64) {
        first.combine(word)
        second.combine(word)
    }

    mutating func combine(_ text: String) {
        first.combine(text)
        second.combine(text)
    }

    /// Eight bytes at a time, the length last.
    mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        let whole = bytes.count / 8
        for index in 0..<whole { combine(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))) }
        var rest: UInt64 = 0
        for index in whole * 8..<bytes.count { rest |= UInt64(bytes[index]) << UInt64(8 * (index - whole * 8)) }
        combine(rest)
        combine(UInt64(bytes.count))
    }

    mutating func combine(_ data: Data) { data.withUnsafeBytes { combine($0) } }

    var hexadecimal: String {
        [first.value, second.value].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
