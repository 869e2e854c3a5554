import CKernels
import Foundation
import Testing

/// Operands of products against double references: float32 to rounding, bf16 to half a unit of its eight bits.
@Suite("Operand kernels")
struct KernelsOperandTests {
    private func everywhere(_ body: (String, tk_type, Int, Int, inout TestNumbers) -> Void) {
        for level in kernelLevels {
            for type in [TK_F32, TK_BF16] {
                for (rows, d) in rowShapes where d > 0 {
                    var numbers = TestNumbers(seed: UInt64(rows * 1000 + d))
                    at(level) { body("\(name(level)) \(type == TK_BF16 ? "bf16" : "float32") [\(rows), \(d)]", type, rows, d, &numbers) }
                }
            }
        }
    }

    @Test func normalisedRows() {
        everywhere { context, type, rows, d, numbers in
            let x = numbers.floats(rows * d, in: -2...2), gain = numbers.floats(d)
            var y = OperandOutput(rows * d, type), inverse = GuardedOutput([Float](repeating: 0, count: rows))
            tk_rmsnorm_operand(&y.bytes, type, &inverse.values, x, gain, rows, d, 1e-6)
            let scales = (0..<rows).map { r -> Double in
                let squares = x[r * d..<(r + 1) * d].reduce(0.0) { $0 + Double($1) * Double($1) }
                return 1 / (squares / Double(d) + 1e-6).squareRoot()
            }
            expectClose(inverse.values[0..<rows], scales.map { Expected($0, Double(d + 8) * unitRoundoff * $0) }, context)
            let want = (0..<rows * d).map { Double(x[$0]) * scales[$0 / d] * Double(gain[$0 % d]) }
            y.expect(want, roundings: Double(d + 12), context)
        }
    }

    @Test func droppedRowsAndTheirSum() {
        everywhere { context, type, rows, d, numbers in
            let n = rows * d, x = numbers.floats(n), a = numbers.floats(n)
            for keep in [Float(0.7), 1] {
                var plain = [Float](repeating: 0, count: n), y = OperandOutput(n, type), sum = GuardedOutput(a)
                tk_dropout(&plain, x, n, 77, 5, keep)
                tk_dropout_operand(&y.bytes, type, x, n, 77, 5, keep)
                tk_add_dropout(&sum.values, sum.values, x, n, 77, 5, keep)
                y.expect(plain.map(Double.init), roundings: 0, "\(context) keep \(keep)")
                expectClose(sum.values[0..<n], zip(a, plain).map { rounded(Double($0) + Double($1), 2 + abs(Double($1)), 2) }, context)
                #expect(sum.zoneIsIntact)
            }
        }
    }

    @Test func gatedRows() {
        everywhere { context, type, rows, d, numbers in
            let a = numbers.floats(rows * d), g = StridedRows(rows: rows, d: d, extra: 3, numbers: &numbers)
            var y = OperandOutput(rows * d, type)
            tk_gate_operand(&y.bytes, type, a, g.values, g.stride, rows, d)
            let gates = (0..<rows).flatMap { g.row($0) }
            y.expect(zip(a, gates).map { Double($0) * sigmoid($1) }, roundings: 10, context)
        }
    }

    @Test func gatedLinearUnitsThereAndBack() {
        everywhere { context, type, rows, f, numbers in
            let x = numbers.floats(rows * 2 * f, in: -3...3), dy = numbers.floats(rows * f)
            var y = OperandOutput(rows * f, type), kept = OperandOutput(rows * 2 * f, type), silent = OperandOutput(rows * f, type)
            tk_swiglu_operand(&y.bytes, &kept.bytes, type, x, rows, f)
            tk_swiglu_operand(&silent.bytes, nil, type, x, rows, f)
            func unit(_ values: [Float], _ i: Int) -> (a: Double, b: Double) {
                (Double(values[i / f * 2 * f + i % f]), Double(values[i / f * 2 * f + f + i % f]))
            }
            kept.expect(x.map(Double.init), roundings: 0, context)
            #expect(silent.bytes == y.bytes, "\(context): what is kept changed what came out")
            y.expect(
                (0..<rows * f).map {
                    let (a, b) = unit(x, $0); return a * sigmoid(a) * b
                }, roundings: 12, context)
            var slopes = OperandOutput(rows * 2 * f, type), again = OperandOutput(rows * f, type)
            tk_swiglu_backward_operand(&slopes.bytes, &again.bytes, type, dy, kept.bytes, rows, f)
            let held = kept.values
            again.expect(
                (0..<rows * f).map {
                    let (a, b) = unit(held, $0); return a * sigmoid(a) * b
                }, roundings: 12, context)
            var want = [Double](repeating: 0, count: rows * 2 * f), size = want
            for i in 0..<rows * f {
                let (a, b) = unit(held, i), s = sigmoid(a), place = i / f * 2 * f + i % f
                want[place] = Double(dy[i]) * b * s * (1 + a * (1 - s))
                size[place] = abs(Double(dy[i]) * b) * s * (1 + abs(a))
                want[place + f] = Double(dy[i]) * a * s
            }
            slopes.expect(want, magnitude: size, roundings: 16, context)
        }
    }

    /// Queries there and back, at every number of visible keys around the vectors.
    @Test func attentionOfSomeQueries() {
        for level in kernelLevels {
            for type in [TK_F32, TK_BF16] {
                for n in tailLengths where n > 0 {
                    for biased in [false, true] { at(level) { attend(name(level), type, n, biased: biased) } }
                }
            }
        }
    }

    /// Seventeen rows or one: the first sees one key, the last n.
    private func attend(_ level: String, _ type: tk_type, _ n: Int, biased: Bool) {
        var numbers = TestNumbers(seed: UInt64(n))
        let (rows, d, stride) = (n % 2 == 0 ? 17 : 1, 5, (n + 15) & ~15)
        let context = "\(level) \(type == TK_BF16 ? "bf16" : "float32"), \(rows) over \(n), biased \(biased)"
        let visible = (0..<rows).map { Int32(max(1, n - rows + 1 + $0)) }
        let scores = numbers.floats(rows * stride, in: -4...4), position = numbers.floats(n), time = numbers.floats(7)
        let buckets = (0..<rows * n).map { _ in UInt8(numbers.word() % 7) }
        var x = GuardedOutput(scores), p = OperandOutput(rows * stride, type)
        position.withUnsafeBufferPointer {
            tk_attention_weights(
                &p.bytes, type, &x.values, stride, rows, visible, biased ? $0.baseAddress! + n : nil, biased ? time : nil,
                biased ? buckets : nil, n)
        }
        var want = [Double](repeating: 0, count: rows * stride)
        for r in 0..<rows {
            let seen = Int(visible[r])
            let logits = (0..<seen).map { j -> Double in
                let bias = biased ? Double(position[n - seen + j]) + Double(time[Int(buckets[r * n + j])]) : 0
                return Double(scores[r * stride + j]) + bias
            }
            let highest = logits.max()!
            let sum = logits.reduce(0) { $0 + exp($1 - highest) }
            for j in 0..<seen { want[r * stride + j] = exp(logits[j] - highest) / sum }
        }
        p.expect(want, roundings: Double(n + 40), context)
        #expect(x.zoneIsIntact, "\(context) wrote behind the scores")
        let dp = numbers.floats(rows * stride), y = numbers.floats(rows * d), dy = numbers.floats(rows * d), weights = p.values
        var slopes = GuardedOutput(dp), ds = OperandOutput(rows * stride, type)
        var dposition = GuardedOutput(position), dtime = GuardedOutput(time)
        dposition.values.withUnsafeMutableBufferPointer {
            tk_attention_slopes(
                &ds.bytes, type, p.bytes, &slopes.values, stride, rows, visible, y, dy, d, d, $0.baseAddress! + n, &dtime.values, buckets, n
            )
        }
        var (positions, times) = (position.map(Double.init), time.map(Double.init))
        want = [Double](repeating: 0, count: rows * stride)
        for r in 0..<rows {
            let (seen, mean) = (Int(visible[r]), (0..<d).reduce(0.0) { $0 + Double(y[r * d + $1]) * Double(dy[r * d + $1]) })
            for j in 0..<seen {
                let slope = Double(weights[r * stride + j]) * (Double(dp[r * stride + j]) - mean)
                want[r * stride + j] = slope
                positions[n - seen + j] += slope
                times[Int(buckets[r * n + j])] += slope
            }
        }
        ds.expect(want, magnitude: want.indices.map { 8 * Double(weights[$0]) }, roundings: 4, context)
        expectClose(dposition.values[0..<n], positions.map { rounded($0, 60, 20) }, context)
        expectClose(dtime.values[0..<7], times.map { rounded($0, 60, Double(n + 20)) }, context)
        #expect(slopes.zoneIsIntact && dposition.zoneIsIntact && dtime.zoneIsIntact, "\(context) wrote too far")
    }
}
