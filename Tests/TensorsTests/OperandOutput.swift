import CKernels
import Testing

/// What a kernel wrote as an operand, as floats, with a guard zone that must stay.
struct OperandOutput {
    var bytes: [UInt16]
    let type: tk_type
    let count: Int

    init(_ count: Int, _ type: tk_type) {
        (self.count, self.type) = (count, type)
        bytes = [UInt16](repeating: 0x7e57, count: count * (type == TK_BF16 ? 1 : 2) + 40)
    }

    /// An operand that holds these numbers, rounded where it is bf16.
    init(_ values: [Float], _ type: tk_type) {
        self.init(values.count, type)
        for (i, value) in values.enumerated() {
            let bits = (type == TK_BF16 ? roundedToBF16(value) : value).bitPattern
            if type == TK_BF16 {
                bytes[i] = UInt16(bits >> 16)
            } else {
                (bytes[2 * i], bytes[2 * i + 1]) = (UInt16(truncatingIfNeeded: bits), UInt16(bits >> 16))
            }
        }
    }

    var zoneIsIntact: Bool { bytes.suffix(40).allSatisfy { $0 == 0x7e57 } }

    var values: [Float] {
        guard type == TK_F32 else { return bytes.prefix(count).map { Float(bitPattern: UInt32($0) << 16) } }
        return (0..<count).map { Float(bitPattern: UInt32(bytes[2 * $0]) | UInt32(bytes[2 * $0 + 1]) << 16) }
    }

    func expect(_ want: [Double], magnitude: [Double]? = nil, roundings: Double, _ context: String) {
        let share = (type == TK_BF16 ? 1.01 * 0x1p-8 : 0) + roundings * unitRoundoff
        expectClose(
            values, want.enumerated().map { Expected($1, share * max(abs($1), magnitude?[$0] ?? 0) + 1e-37) }, context)
        #expect(zoneIsIntact, "\(context) wrote behind its output")
    }
}
