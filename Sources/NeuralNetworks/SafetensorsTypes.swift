import Foundation

extension Safetensors {
    /// The types of numbers that are read; all become float32, which holds each of them exactly.
    enum NumberType: String {
        case float32 = "F32"
        case float16 = "F16"
        case bfloat16 = "BF16"

        var bytes: Int { self == .float32 ? 4 : 2 }

        /// - Parameter data: `count` little-endian numbers.
        func decode(_ data: Data, count: Int) -> [Float] {
            var values = [Float](repeating: 0, count: count)
            guard self != .float32 else {
                values.withUnsafeMutableBytes { _ = data.copyBytes(to: $0) }
                return values
            }
            data.withUnsafeBytes { bytes in
                for index in 0..<count {
                    let half = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
                    values[index] = self == .bfloat16 ? Float(bitPattern: UInt32(half) << 16) : Self.widened(half)
                }
            }
            return values
        }

        /// IEEE 754 half precision; `Float16` is not there on every platform.
        static func widened(_ half: UInt16) -> Float {
            let sign = UInt32(half & 0x8000) << 16
            let (exponent, fraction) = (UInt32(half >> 10 & 0x1F), UInt32(half & 0x3FF))
            switch exponent {
            case 0: return Float(sign: sign == 0 ? .plus : .minus, exponent: 0, significand: Float(fraction) * 0x1p-24)
            case 0x1F: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
            default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
            }
        }
    }
}
