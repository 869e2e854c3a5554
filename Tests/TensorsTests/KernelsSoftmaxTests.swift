import CKernels
import Foundation
import Testing

@Suite("Softmax kernels")
struct KernelsSoftmaxTests {
    /// exp errs by 2 ulp = 4u and by u of its argument's size; the sum of N by (N + 4)u; the quotient by three more.
    func want(_ x: [Double], seen: Int, shifted: Double) -> [Expected] {
        guard seen > 0 else { return x.map { _ in Expected(0, 0) } }
        let top = x[..<seen].max()!
        let e = x[..<seen].map { exp($0 - top) }, sum = e.reduce(0, +)
        return (0..<x.count).map { i in
            guard i < seen else { return Expected(0, 0) }
            return rounded(e[i] / sum, e[i] / sum, Double(seen) + 16 + 2 * (abs(x[i]) + shifted))
        }
    }

    @Test(arguments: kernelLevels) func rowsMatchADoubleReference(level: tk_level) {
        for n in tailLengths {
            for subtract in [0, 1] as [Int32] {
                var numbers = TestNumbers(seed: UInt64(n))
                let x = numbers.floats(n, in: -9...9)
                var y = GuardedOutput(x)
                at(level) { tk_softmax_row(&y.values, n, subtract) }
                expectClose(y.values[..<n], want(x.map(Double.init), seen: n, shifted: 9), "\(name(level)) n \(n) max \(subtract)")
                #expect(y.zoneIsIntact)
            }
        }
    }

    @Test(arguments: kernelLevels) func causalRowsSeeTheirPastAndZeroTheRest(level: tk_level) {
        for (rows, n, visible) in [(20, 20, 1), (35, 35, 1), (5, 50, 46), (3, 17, 30), (70, 40, 1), (1, 1, 1), (0, 4, 1)] {
            for subtract in [0, 1] as [Int32] {
                var numbers = TestNumbers(seed: 7)
                let x = StridedRows(rows: rows, d: n, extra: 3, numbers: &numbers, range: -9...9)
                var y = x
                at(level) { tk_softmax_causal(&y.values, x.stride, rows, n, visible, subtract) }
                y.expect(
                    { want(x.row($0), seen: min(visible + $0, n), shifted: 9) }, gapsOf: x, "\(name(level)) \(rows)×\(n) from \(visible)")
            }
        }
    }

    @Test(arguments: kernelLevels) func largeScoresDoNotOverflowWhenTheMaximumIsSubtracted(level: tk_level) {
        for n in [1, 5, 16, 40] {
            var x = [Float](repeating: -3e38, count: n)
            x[n / 2] = 3e38
            at(level) { tk_softmax_row(&x, n, 1) }
            #expect(x == (0..<n).map { $0 == n / 2 ? 1 : 0 }, "\(name(level)) \(n)")
            var negative = [Float](repeating: -1e30, count: n)
            at(level) { tk_softmax_row(&negative, n, 1) }
            #expect(negative.allSatisfy { abs($0 - 1 / Float(n)) < 1e-6 }, "\(name(level)) \(n)")
        }
    }

    /// The mean errs by (N + 1)u of Σ|p·dp|, the difference and the product by one each.
    @Test(arguments: kernelLevels) func backwardMatchesADoubleReference(level: tk_level) {
        for (rows, n, visible) in [(20, 20, 1), (35, 35, 1), (5, 50, 46), (3, 17, 30), (1, 65, 65), (0, 4, 1)] {
            var numbers = TestNumbers(seed: 11)
            let p = StridedRows(rows: rows, d: n, extra: 1, numbers: &numbers, range: 0...0.1)
            let dp = StridedRows(rows: rows, d: n, extra: 2, numbers: &numbers)
            let before = StridedRows(rows: rows, d: n, extra: 5, numbers: &numbers)
            var ds = before, inPlace = dp
            at(level) {
                tk_softmax_causal_backward(&ds.values, ds.stride, dp.values, dp.stride, p.values, p.stride, rows, n, visible)
                inPlace.values.withUnsafeMutableBufferPointer {
                    tk_softmax_causal_backward(
                        $0.baseAddress!, dp.stride, Input($0.baseAddress!), dp.stride, p.values, p.stride, rows, n, visible)
                }
            }
            func want(_ r: Int) -> [Expected] {
                let seen = min(visible + r, n), p = p.row(r), dp = dp.row(r)
                let terms = (0..<seen).map { p[$0] * dp[$0] }
                let mean = terms.reduce(0, +), size = terms.reduce(0) { $0 + abs($1) }
                return (0..<n).map { i in
                    guard i < seen else { return Expected(0, 0) }
                    return Expected(p[i] * (dp[i] - mean), (2 * abs(dp[i]) + Double(seen + 3) * size) * p[i] * unitRoundoff)
                }
            }
            ds.expect(want, gapsOf: before, "\(name(level)) \(rows)×\(n)")
            inPlace.expect(want, gapsOf: dp, "\(name(level)) \(rows)×\(n) in place")
        }
    }

    /// The argument scale·x − shift errs by u of its parts, which exp turns into a relative error; exp adds 4u, the sum N·u.
    @Test(arguments: kernelLevels) func exponentialsOfRowsAddToTheirSumsAndRoundToBF16(level: tk_level) {
        for (rows, n) in [(0, 4), (2, 0), (1, 1), (3, 15), (2, 16), (3, 17), (2, 33), (2, 130)] {
            var numbers = TestNumbers(seed: 13)
            let x = StridedRows(rows: rows, d: n, extra: 2, numbers: &numbers, range: -1...1), old = numbers.floats(rows, in: 0...1)
            var sums = GuardedOutput(old), alone = GuardedOutput(old)
            let outStride = n + 3
            var out = [UInt16](repeating: 0xabcd, count: rows * outStride + 1)
            at(level) {
                tk_exp_rows(&out, outStride, &sums.values, x.values, x.stride, rows, n, 20, 20)
                tk_exp_rows(nil, 0, &alone.values, x.values, x.stride, rows, n, 20, 20)
            }
            for r in 0..<rows {
                let e = x.row(r).map { exp(20 * $0 - 20) }
                let total = Expected(Double(old[r]) + e.reduce(0, +), (Double(n) + 50) * unitRoundoff * (1 + e.reduce(0, +)))
                expectClose([sums.values[r], alone.values[r]], [total, total], "\(name(level)) [\(rows), \(n)] sum \(r)")
                let got = out[r * outStride..<r * outStride + n].map { Float(bitPattern: UInt32($0) << 16) }
                // bf16 keeps 8 bits: half a unit is 2^−8 of the value at most.
                expectClose(got, e.map { Expected($0, 1.001 * 0x1p-8 * $0 + 1e-38) }, "\(name(level)) [\(rows), \(n)] row \(r)")
                #expect(out[r * outStride + n..<(r + 1) * outStride].allSatisfy { $0 == 0xabcd })
            }
            #expect(sums.zoneIsIntact && alone.zoneIsIntact && out.last == 0xabcd)
        }
    }
}
