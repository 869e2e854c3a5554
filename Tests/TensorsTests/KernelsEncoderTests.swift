import CKernels
import Foundation
import Testing

/// The kernels of text encoders against double precision, at every level, in both types and at the tails of vectors.
@Suite("Encoder kernels")
struct KernelsEncoderTests {
    private func everywhere(_ body: (String, tk_type, Int, Int, inout TestNumbers) -> Void) {
        for level in kernelLevels {
            for type in [TK_F32, TK_BF16] {
                for (rows, d) in rowShapes + tailLengths.map({ (2, $0) }) where d > 0 {
                    var numbers = TestNumbers(seed: UInt64(rows * 1000 + d))
                    at(level) { body("\(name(level)) \(type == TK_BF16 ? "bf16" : "float32") [\(rows), \(d)]", type, rows, d, &numbers) }
                }
            }
        }
    }

    private func gelu(_ x: Double) -> Double { 0.5 * x * (1 + erf(x / 2.0.squareRoot())) }

    @Test func sumsAreFinishedWithScaleBiasAndGELU() {
        everywhere { context, type, rows, d, numbers in
            let x = numbers.floats(rows * d, in: -9...9)
            let (scales, bias) = (numbers.floats(rows, in: 0.5...1), numbers.floats(d))
            for variant in 0..<8 {
                let (isScaled, isBiased, isGELU) = (variant & 1 != 0, variant & 2 != 0, variant & 4 != 0)
                var y = OperandOutput(rows * d, type)
                finish(x, d, into: &y, scales: isScaled ? scales : nil, bias: isBiased ? bias : nil, gelu: isGELU)
                let linear = (0..<rows * d).map {
                    Double(x[$0]) * Double(isScaled ? scales[$0 / d] : 1) + Double(isBiased ? bias[$0 % d] : 0)
                }
                // float32: erf errs by 4e-7, the linear part by two roundings of up to 10; bf16: 2e-4 and half a unit of the result.
                let error = type == TK_BF16 ? (isGELU ? 2e-4 : 1e-5) : isGELU ? 1e-5 : 2e-6
                let want = linear.map { value -> Expected in
                    let y = isGELU ? gelu(value) : value
                    return Expected(y, error + (type == TK_BF16 ? 1.01 * 0x1p-8 * abs(y) : 0))
                }
                expectClose(y.values, want, "\(context) variant \(variant)")
                #expect(y.zoneIsIntact, "\(context)")
            }
        }
    }

    private func finish(_ x: [Float], _ d: Int, into y: inout OperandOutput, scales: [Float]?, bias: [Float]?, gelu: Bool) {
        let (rows, type) = (x.count / d, y.type)
        y.bytes.withUnsafeMutableBytes { out in
            (scales ?? []).withUnsafeBufferPointer { scale in
                (bias ?? []).withUnsafeBufferPointer { bias in
                    var finish = tk_finish()
                    (finish.out, finish.type, finish.stride) = (out.baseAddress, type, d)
                    finish.scales = scales == nil ? nil : scale.baseAddress
                    finish.bias = bias.isEmpty ? nil : bias.baseAddress
                    finish.activation = gelu ? TK_GELU : TK_LINEAR
                    tk_finish_rows(&finish, 0, 0, x, d, rows, d)
                }
            }
        }
    }

    @Test func sumsAreFinishedAsExponentialsWithTheirOwnSums() {
        everywhere { context, type, rows, d, numbers in
            let x = numbers.floats(rows * d)
            var y = OperandOutput(rows * d, type), lanes = GuardedOutput([Float](repeating: 0.25, count: rows * 16))
            y.bytes.withUnsafeMutableBytes { out in
                lanes.values.withUnsafeMutableBufferPointer { lanes in
                    var finish = tk_finish()
                    (finish.out, finish.type, finish.stride, finish.activation) = (out.baseAddress, type, d, TK_EXPONENTIAL)
                    (finish.factor, finish.shift, finish.sums) = (20, 19.5, lanes.baseAddress)
                    tk_finish_rows(&finish, 0, 0, x, d, rows, d)
                }
            }
            let want = x.map { exp(20 * Double($0) - 19.5) }
            let share = type == TK_BF16 ? 1.01 * 0x1p-8 : 6e-6
            expectClose(y.values, want.map { Expected($0, $0 * share + 1e-36) }, context)
            for r in 0..<rows {
                for lane in 0..<16 {
                    let sum = stride(from: lane, to: d, by: 16).reduce(0.25) { $0 + want[r * d + $1] }
                    expectClose([lanes.values[r * 16 + lane]], [Expected(sum, sum * 2e-5)], "\(context) row \(r) lane \(lane)")
                }
            }
            #expect(y.zoneIsIntact && lanes.zoneIsIntact, "\(context)")
        }
    }

    @Test func geluOfExtremes() {
        let x: [Float] = [-100, -6, -0.0, 0, 1e-30, 6, 100, 1e30, .nan]
        for level in kernelLevels {
            for type in [TK_F32, TK_BF16] {
                var out = OperandOutput(x.count, type)
                at(level) { finish(x, x.count, into: &out, scales: nil, bias: nil, gelu: true) }
                let y = out.values
                #expect(abs(y[0]) < 1e-4 && abs(y[1]) < 1e-5 && y[2] == 0 && y[3] == 0, "\(name(level)) \(y)")
                #expect(abs(y[5] - 6) < 1e-5 && abs(y[6] - 100) < 0.5 && abs(y[7] / 1e30 - 1) < 0.01 && y[8].isNaN, "\(name(level)) \(y)")
            }
        }
    }

    @Test func exponentialsOfRowsWithTheirSums() {
        everywhere { context, type, rows, d, numbers in
            let stride = (d + 31) / 16 * 16
            let x = numbers.floats(rows * stride, in: -60...30)
            var y = OperandOutput(rows * stride, type), sums = GuardedOutput([Float](repeating: 0, count: rows))
            tk_softmax_operand(&y.bytes, type, &sums.values, x, stride, rows, d, stride)
            for r in 0..<rows {
                let row = x[r * stride..<r * stride + d].map(Double.init)
                let exponentials = row.map { exp($0 - row.max()!) }
                // Differences of up to 90 are rounded before the exponential.
                let share = type == TK_BF16 ? 1.01 * 0x1p-8 : 8e-6
                expectClose(
                    y.values[r * stride..<r * stride + d], exponentials.map { Expected($0, ($0 * share) + 1e-36) }, "\(context) row \(r)")
                #expect(y.values[r * stride + d..<(r + 1) * stride].allSatisfy { $0 == 0 }, "\(context) row \(r)")
                let inverse = 1 / exponentials.reduce(0, +)
                expectClose(sums.values[r..<r + 1], [Expected(inverse, inverse * 1e-5)], "\(context) row \(r)")
            }
            #expect(y.zoneIsIntact && sums.zoneIsIntact, "\(context)")
        }
    }

    @Test func layerNormalisation() {
        everywhere { context, type, rows, d, numbers in
            let x = numbers.floats(rows * d, in: -2...2)
            let (added, gain, bias) = (numbers.floats(d), numbers.floats(d), numbers.floats(d))
            for isAdded in [true, false] {
                var y = GuardedOutput(x), out = OperandOutput(rows * d, type)
                tk_layernorm_operand(&out.bytes, type, &y.values, isAdded ? added : nil, gain, bias, rows, d, 1e-3)
                for r in 0..<rows {
                    let row = (0..<d).map { Double(x[r * d + $0]) + (isAdded ? Double(added[$0]) : 0) }
                    let mean = row.reduce(0, +) / Double(d)
                    let inverse = 1 / (row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(d) + 1e-3).squareRoot()
                    let want = row.indices.map { i in
                        let value = (row[i] - mean) * inverse * Double(gain[i])
                        // d additions err by d·u of the magnitudes, divided by what is left of the spread.
                        let error = Double(d + 9) * 3 * inverse * abs(Double(gain[i])) * (1 + abs((row[i] - mean) * inverse)) + 4
                        return Expected(value + Double(bias[i]), error * unitRoundoff)
                    }
                    expectClose(y.values[r * d..<(r + 1) * d], want, "\(context) row \(r)")
                }
                out.expect(y.values.prefix(rows * d).map(Double.init), roundings: 0, context)
                #expect(y.zoneIsIntact, "\(context)")
            }
        }
    }

    /// The sums of a finished product are those of the plain one, so both agree to the last bit.
    @Test func finishedProductsEqualProductsThatAreFinished() {
        for level in kernelLevels {
            for (m, n, k) in [(1, 1, 1), (3, 17, 2), (14, 32, 64), (15, 33, 66), (70, 100, 96), (129, 64, 128), (460, 40, 32)] {
                for type in tk_level_uses_bf16(level) != 0 ? [TK_F32, TK_BF16] : [TK_F32] {
                    at(level) { compareFinished("\(name(level)) \(m) × \(n) × \(k)", m, n, k, type) }
                }
            }
        }
    }

    private func compareFinished(_ context: String, _ m: Int, _ n: Int, _ k: Int, _ type: tk_type) {
        var numbers = TestNumbers(seed: UInt64(m + n + k))
        let a = OperandOutput(numbers.floats(m * k), type), b = numbers.floats(k * n), bias = numbers.floats(n)
        var packed = [UInt8](repeating: 0, count: tk_gemm_packed_b_bytes(k, n, 0) + 64)
        b.withUnsafeBufferPointer {
            var view = tk_matrix(data: $0.baseAddress, type: TK_F32, row_stride: n, column_stride: 1)
            tk_gemm_pack_b(&packed, &view, k, n, 0, n, 0)
        }
        var sums = [Float](repeating: 0, count: m * n)
        var want = OperandOutput(m * n, type), got = OperandOutput(m * n, type)
        var scratch = [UInt8](repeating: 0, count: max(tk_gemm_scratch_bytes(m, n, k), tk_gemm_finished_scratch_bytes(m, k)))
        a.bytes.withUnsafeBytes { a in
            packed.withUnsafeBytes { packed in
                scratch.withUnsafeMutableBytes { scratch in
                    var arguments = tk_gemm_args()
                    (arguments.m, arguments.n, arguments.k, arguments.alpha) = (m, n, k, 1)
                    arguments.a = tk_matrix(data: a.baseAddress, type: type, row_stride: k, column_stride: 1)
                    (arguments.packed_b, arguments.scratch) = (packed.baseAddress, scratch.baseAddress)
                    sums.withUnsafeMutableBufferPointer {
                        (arguments.c, arguments.ldc) = ($0.baseAddress, n)
                        tk_gemm_prepacked(&arguments)
                    }
                    arguments.c = nil
                    got.bytes.withUnsafeMutableBytes { out in
                        bias.withUnsafeBufferPointer { bias in
                            var finish = tk_finish()
                            (finish.out, finish.type, finish.stride) = (out.baseAddress, type, n)
                            (finish.bias, finish.activation) = (bias.baseAddress, TK_GELU)
                            tk_gemm_finished(&arguments, &finish)
                        }
                    }
                }
            }
        }
        finish(sums, n, into: &want, scales: nil, bias: bias, gelu: true)
        #expect(got.bytes == want.bytes, "\(context)")
    }
}
