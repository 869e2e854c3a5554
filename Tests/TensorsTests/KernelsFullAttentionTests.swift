import CKernels
import Foundation
import Testing

/// Attention without a mask against double precision, at every level.
@Suite("Full attention kernel")
struct KernelsFullAttentionTests {
    private struct Case {
        let rows, d, heads: Int
        /// Queries, keys and values of all heads side by side.
        let joint: [Float]
        var stride: Int { 3 * heads * d }

        init(rows: Int, d: Int, heads: Int, scale: Float = 1) {
            (self.rows, self.d, self.heads) = (rows, d, heads)
            var numbers = TestNumbers(seed: UInt64(rows * 100 + d))
            joint = numbers.floats(rows * 3 * heads * d, in: -scale...scale).map(roundedToBF16)
        }

        private func vector(_ part: Int, _ row: Int, _ head: Int) -> [Double] {
            let first = row * stride + (part * heads + head) * d
            return joint[first..<first + d].map(Double.init)
        }

        /// What one row and head come to, and the largest value that it is made of.
        func want(_ row: Int, _ head: Int) -> [Expected] {
            let q = vector(0, row, head)
            let scores = (0..<rows).map { other in zip(q, vector(1, other, head)).reduce(0) { $0 + $1.0 * $1.1 } }
            let weights = scores.map { exp($0 - scores.max()!) }
            let sum = weights.reduce(0, +)
            return (0..<d).map { i in
                let terms = (0..<rows).map { weights[$0] / sum * vector(2, $0, head)[i] }
                let magnitude = terms.reduce(0) { $0 + abs($1) }
                // Weights and result are rounded to bf16 where that is the type; scores err by d roundings of their terms.
                return Expected(terms.reduce(0, +), magnitude)
            }
        }

        func run(_ type: tk_type, flags: UInt32) -> OperandOutput {
            let input = OperandOutput(joint, type)
            var out = OperandOutput(rows * heads * d, type)
            let bytes = type == TK_BF16 ? 2 : 4
            var scratch = [UInt8](repeating: 0xff, count: tk_full_attention_scratch_bytes(rows, d))
            input.bytes.withUnsafeBytes { input in
                out.bytes.withUnsafeMutableBytes { out in
                    scratch.withUnsafeMutableBytes { scratch in
                        for head in 0..<heads {
                            var x = tk_full_attention_args()
                            (x.rows, x.d, x.type, x.stride, x.out_stride, x.flags) = (rows, d, type, stride, heads * d, flags)
                            x.q = input.baseAddress! + head * d * bytes
                            x.k = input.baseAddress! + (heads + head) * d * bytes
                            x.v = input.baseAddress! + (2 * heads + head) * d * bytes
                            (x.out, x.scratch) = (out.baseAddress! + head * d * bytes, scratch.baseAddress)
                            tk_full_attention(&x)
                        }
                    }
                }
            }
            return out
        }

        func check(_ out: OperandOutput, tolerance: Double, _ context: String) {
            for row in 0..<rows {
                for head in 0..<heads {
                    let first = (row * heads + head) * d
                    expectClose(
                        out.values[first..<first + d], want(row, head).map { Expected($0.value, $0.error * tolerance + 1e-7) },
                        "\(context) row \(row) head \(head)")
                }
            }
            #expect(out.zoneIsIntact, "\(context)")
        }
    }

    private let shapes = [(1, 4), (2, 32), (13, 8), (14, 3), (15, 32), (29, 16), (33, 32), (65, 5), (130, 32)]

    @Test func equalsTheDefinition() {
        for level in kernelLevels {
            for (rows, d) in shapes {
                let example = Case(rows: rows, d: d, heads: 3)
                let context = "\(name(level)) [\(rows), \(d)]"
                at(level) { example.check(example.run(TK_F32, flags: TK_GEMM_FLOAT32), tolerance: 2e-5, context + " float32") }
                guard tk_level_uses_bf16(level) != 0 else { continue }
                at(level) { example.check(example.run(TK_BF16, flags: 0), tolerance: 0x1p-7, context + " bf16") }
            }
        }
    }

    @Test func survivesLargeScores() {
        for level in kernelLevels {
            let example = Case(rows: 20, d: 16, heads: 1, scale: 40)
            let out = at(level) { example.run(TK_F32, flags: TK_GEMM_FLOAT32) }
            #expect(out.values.allSatisfy { $0.isFinite && abs($0) <= 40.001 }, "\(name(level))")
        }
    }
}
