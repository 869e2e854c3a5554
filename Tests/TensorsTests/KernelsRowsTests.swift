import CKernels
import Foundation
import Testing

/// Shapes of rows: no rows, no columns, widths around the vectors, and one of the widths that models use.
let rowShapes: [(rows: Int, d: Int)] = [(0, 5), (3, 0), (1, 1), (5, 3), (3, 15), (2, 16), (3, 17), (4, 33), (3, 64), (2, 130)]

/// A matrix with a row stride, seeded.
struct StridedRows {
    let rows, d, stride: Int
    var values: [Float]

    init(rows: Int, d: Int, extra: Int = 0, numbers: inout TestNumbers, range: ClosedRange<Float> = -2...2) {
        (self.rows, self.d) = (rows, d)
        stride = d + extra
        values = numbers.floats(rows * stride + 1, in: range)
    }

    func row(_ r: Int) -> [Double] { values[r * stride..<r * stride + d].map(Double.init) }

    /// Compares each row, and that the gaps between rows still hold what `before` holds.
    func expect(_ want: (Int) -> [Expected], gapsOf before: StridedRows, _ context: String) {
        for r in 0..<rows {
            expectClose(values[r * stride..<r * stride + d], want(r), "\(context) row \(r)")
            let gap = r * stride + d..<(r + 1) * stride
            #expect(values[gap] == before.values[gap], "\(context) wrote between rows")
        }
        #expect(values.last == before.values.last, "\(context) wrote behind its output")
    }
}

@Suite("Row kernels")
struct KernelsRowsTests {
    /// Runs `body` at each level with each shape and fresh seeded numbers.
    func everywhere(_ body: (String, Int, Int, inout TestNumbers) -> Void) {
        for level in kernelLevels {
            for (rows, d) in rowShapes {
                var numbers = TestNumbers(seed: UInt64(rows * 1000 + d))
                at(level) { body("\(name(level)) [\(rows), \(d)]", rows, d, &numbers) }
            }
        }
    }

    @Test func biasAndRowWeights() {
        everywhere { context, rows, d, numbers in
            let x = StridedRows(rows: rows, d: d, numbers: &numbers)
            let bias = numbers.floats(d), weights = numbers.floats(rows)
            var y = x
            tk_bias_rows(&y.values, x.values, bias, rows, d)
            y.expect({ r in zip(x.row(r), bias).map { rounded($0 + Double($1), abs($0 + Double($1)), 1) } }, gapsOf: x, context)
            tk_scale_rows(&y.values, x.values, weights, rows, d)
            y.expect({ r in x.row(r).map { rounded($0 * Double(weights[r]), abs($0), 1) } }, gapsOf: x, context)
        }
    }

    /// R additions to a number err by R·u of the sum of magnitudes.
    @Test func biasGradientIsTheSumOfRows() {
        everywhere { context, rows, d, numbers in
            let dy = StridedRows(rows: rows, d: d, extra: 3, numbers: &numbers)
            let before = numbers.floats(d)
            var dbias = GuardedOutput(before)
            tk_bias_rows_backward(&dbias.values, dy.values, dy.stride, rows, d)
            let want = (0..<d).map { i in
                let column = (0..<rows).map { dy.row($0)[i] } + [Double(before[i])]
                return rounded(column.reduce(0, +), column.reduce(0) { $0 + abs($1) }, Double(rows))
            }
            expectClose(dbias.values[..<d], want, context)
            #expect(dbias.zoneIsIntact)
        }
    }

    @Test func dotProductsOfGatheredRowsAreThoseOfEachRow() {
        everywhere { context, rows, d, numbers in
            let x = numbers.floats(d), table = StridedRows(rows: 5, d: d, numbers: &numbers)
            let index = (0..<rows).map { [4, 2, 2, 0, 3][$0 % 5] as Int32 }
            var out = GuardedOutput([Float](repeating: .nan, count: rows))
            tk_dot_gathered(&out.values, x, table.values, index, rows, d)
            let want = index.map { row in
                let products = zip(x, table.row(Int(row))).map { Double($0) * $1 }
                return rounded(products.reduce(0, +), products.reduce(0) { $0 + abs($1) }, Double(d + 1))
            }
            expectClose(out.values[..<rows], want, context)
            let single = table.values.withUnsafeBufferPointer { table in
                index.map { Float(tk_dot(x, table.baseAddress! + Int($0) * d, d)) }
            }
            #expect(Array(out.values[..<rows]) == single, "\(context)")
            #expect(out.zoneIsIntact)
        }
    }

    @Test func gatheredRowsBecomeColumns() {
        everywhere { context, rows, d, numbers in
            let table = StridedRows(rows: 5, d: d, numbers: &numbers), stride = rows + 3
            // More rows than are asked for ahead.
            for count in [rows, 4 * rows] {
                let stride = max(stride, count + 1)
                let index = (0..<count).map { [4, 2, 2, 0, 3][$0 % 5] as Int32 }
                var y = GuardedOutput([Float](repeating: 7, count: d * stride))
                tk_gather_columns(&y.values, stride, table.values, index, count, d)
                let want = (0..<d).flatMap { i in
                    (0..<stride).map { $0 < count ? table.values[Int(index[$0]) * d + i] : 7 }
                }
                #expect(Array(y.values[..<(d * stride)]) == want, "\(context)")
                #expect(y.zoneIsIntact)
            }
        }
    }

    /// R products and additions err by (R + 1)u of the sum of magnitudes.
    @Test func weightedSumsOfRows() {
        everywhere { context, rows, d, numbers in
            let x = StridedRows(rows: rows, d: d, numbers: &numbers), weights = numbers.floats(rows)
            var y = GuardedOutput([Float](repeating: .nan, count: d))
            tk_combine_rows(&y.values, weights, x.values, rows, d)
            let want = (0..<d).map { i in
                let products = (0..<rows).map { Double(weights[$0]) * x.row($0)[i] }
                return rounded(products.reduce(0, +), products.reduce(0) { $0 + abs($1) }, Double(rows + 1))
            }
            expectClose(y.values[..<d], want, context)
            #expect(y.zoneIsIntact)
        }
    }

    /// The mean square errs by (D + 2)u, its root and reciprocal by half of it and two more, two products follow.
    @Test func rmsNormForward() {
        everywhere { context, rows, d, numbers in
            let x = StridedRows(rows: rows, d: d, numbers: &numbers), gain = numbers.floats(d)
            var y = x, inverse = GuardedOutput([Float](repeating: .nan, count: rows))
            tk_rmsnorm(&y.values, &inverse.values, x.values, gain, rows, d, 1e-5)
            guard d > 0 else { return }
            func want(_ r: Int) -> Double { 1 / (x.row(r).reduce(0) { $0 + $1 * $1 } / Double(d) + Double(Float(1e-5))).squareRoot() }
            let roundings = Double(d) / 2 + 6
            expectClose(inverse.values[..<rows], (0..<rows).map { rounded(want($0), want($0), roundings) }, context)
            y.expect(
                { r in
                    zip(x.row(r), gain).map { rounded($0 * want(r) * Double($1), abs($0 * want(r)), roundings + 2) }
                }, gapsOf: x, context)
            #expect(inverse.zoneIsIntact)
        }
    }

    /// Against the formula in Double with the same inverse_rms; the sum over D errs by (D + 2)u of its magnitudes.
    @Test func rmsNormBackward() {
        everywhere { context, rows, d, numbers in
            let x = StridedRows(rows: rows, d: d, numbers: &numbers), dy = StridedRows(rows: rows, d: d, numbers: &numbers)
            let gain = numbers.floats(d), inverse = numbers.floats(rows, in: 0.5...2), gainBefore = numbers.floats(d)
            let before = StridedRows(rows: rows, d: d, numbers: &numbers)
            var dx = before, dgain = GuardedOutput(gainBefore)
            tk_rmsnorm_backward(&dx.values, &dgain.values, dy.values, x.values, gain, inverse, rows, d)
            dx.expect(
                { r in
                    let s = Double(inverse[r]), x = x.row(r), dy = dy.row(r), old = before.row(r)
                    let terms = (0..<d).map { dy[$0] * Double(gain[$0]) * x[$0] }
                    let factor = s * s * s / Double(d)
                    let along = terms.reduce(0, +) * factor, size = terms.reduce(0) { $0 + abs($1) } * factor
                    return (0..<d).map { i in
                        let direct = dy[i] * Double(gain[i]) * s
                        let error = (8 * (abs(direct) + abs(old[i])) + Double(d + 10) * size * abs(x[i])) * unitRoundoff
                        return Expected(old[i] + direct - x[i] * along, error)
                    }
                }, gapsOf: before, context)
            let want = (0..<d).map { i in
                let terms = (0..<rows).map { dy.row($0)[i] * x.row($0)[i] * Double(inverse[$0]) } + [Double(gainBefore[i])]
                return rounded(terms.reduce(0, +), terms.reduce(0) { $0 + abs($1) }, Double(rows + 3))
            }
            expectClose(dgain.values[..<d], want, context)
            #expect(dgain.zoneIsIntact)
        }
    }

    @Test func l2NormalizeForwardAndBackward() {
        everywhere { context, rows, d, numbers in
            guard d > 0 else { return }
            let x = StridedRows(rows: rows, d: d, numbers: &numbers), dy = StridedRows(rows: rows, d: d, numbers: &numbers)
            let before = StridedRows(rows: rows, d: d, numbers: &numbers)
            var y = x, dx = before, inverse = GuardedOutput([Float](repeating: .nan, count: rows))
            tk_l2_normalize(&y.values, &inverse.values, x.values, rows, d, 1e-6)
            func norm(_ r: Int) -> Double { max(x.row(r).reduce(0) { $0 + $1 * $1 }.squareRoot(), 1e-6) }
            let roundings = Double(d) / 2 + 4
            expectClose(inverse.values[..<rows], (0..<rows).map { rounded(1 / norm($0), 1 / norm($0), roundings) }, context)
            y.expect({ r in x.row(r).map { rounded($0 / norm(r), abs($0) / norm(r), roundings + 1) } }, gapsOf: x, context)
            tk_l2_normalize_backward(&dx.values, dy.values, y.values, inverse.values, rows, d, 1e-6)
            dx.expect(
                { r in
                    let y = y.row(r), dy = dy.row(r), old = before.row(r), s = Double(inverse.values[r])
                    let terms = zip(y, dy).map { $0 * $1 }
                    let along = terms.reduce(0, +), size = terms.reduce(0) { $0 + abs($1) }
                    return (0..<d).map { i in
                        let error = 5 * (abs(old[i]) + s * abs(dy[i])) + Double(d + 6) * s * abs(y[i]) * size
                        return Expected(old[i] + (dy[i] - y[i] * along) * s, error * unitRoundoff)
                    }
                }, gapsOf: before, context)
            #expect(inverse.zoneIsIntact)
        }
    }

    @Test(arguments: kernelLevels) func aZeroVectorNormalizesToZeroWithAFiniteGradient(level: tk_level) {
        var y = [Float](repeating: .nan, count: 20), inverse: Float = .nan, dx = [Float](repeating: 0, count: 20)
        at(level) {
            tk_l2_normalize(&y, &inverse, [Float](repeating: 0, count: 20), 1, 20, 0.01)
            tk_l2_normalize_backward(&dx, [Float](repeating: 2, count: 20), y, &inverse, 1, 20, 0.01)
        }
        #expect(y == [Float](repeating: 0, count: 20))
        #expect(dx.allSatisfy { abs($0 - 200) < 1e-3 })
    }

    /// 8 roundings as in silu, one for the product, a few for the sums of a gradient.
    @Test func sigmoidGateForwardAndBackward() {
        everywhere { context, rows, d, numbers in
            let a = StridedRows(rows: rows, d: d, extra: 2, numbers: &numbers)
            let g = StridedRows(rows: rows, d: d, extra: 5, numbers: &numbers, range: -8...8)
            let dy = StridedRows(rows: rows, d: d, extra: 1, numbers: &numbers)
            let before = StridedRows(rows: rows, d: d, extra: 4, numbers: &numbers)
            var y = before, da = before, dg = before
            tk_sigmoid_gate(&y.values, y.stride, a.values, a.stride, g.values, g.stride, rows, d)
            y.expect({ r in zip(a.row(r), g.row(r)).map { rounded($0 * sigmoid($1), abs($0), 8) } }, gapsOf: before, context)
            tk_sigmoid_gate_backward(
                &da.values, da.stride, &dg.values, dg.stride, dy.values, dy.stride, a.values, a.stride, g.values, g.stride, rows, d)
            da.expect(
                { r in
                    (0..<d).map { i in
                        rounded(before.row(r)[i] + dy.row(r)[i] * sigmoid(g.row(r)[i]), abs(before.row(r)[i]) + abs(dy.row(r)[i]), 9)
                    }
                }, gapsOf: before, context)
            dg.expect(
                { r in
                    (0..<d).map { i in
                        let s = sigmoid(g.row(r)[i]), term = dy.row(r)[i] * a.row(r)[i]
                        return rounded(before.row(r)[i] + term * s * (1 - s), abs(before.row(r)[i]) + abs(term), 16)
                    }
                }, gapsOf: before, context)
        }
    }

    /// a and b are the halves of one [R, 2F] matrix, as a fused projection writes them.
    @Test func swigluForwardAndBackward() {
        everywhere { context, rows, f, numbers in
            let x = StridedRows(rows: rows, d: 2 * f, extra: 1, numbers: &numbers, range: -8...8)
            let dy = StridedRows(rows: rows, d: f, extra: 3, numbers: &numbers)
            let before = StridedRows(rows: rows, d: f, extra: 2, numbers: &numbers)
            let dxBefore = StridedRows(rows: rows, d: 2 * f, extra: 4, numbers: &numbers)
            var y = before, dx = dxBefore
            x.values.withUnsafeBufferPointer { x_ in
                let a = x_.baseAddress!, b = a + f
                tk_swiglu(&y.values, y.stride, a, x.stride, b, x.stride, rows, f)
                dx.values.withUnsafeMutableBufferPointer {
                    let da = $0.baseAddress!, db = da + f
                    tk_swiglu_backward(da, dx.stride, db, dx.stride, dy.values, dy.stride, a, x.stride, b, x.stride, rows, f)
                }
            }
            y.expect(
                { r in
                    (0..<f).map { i in
                        let a = x.row(r)[i], b = x.row(r)[f + i]
                        return rounded(a * sigmoid(a) * b, abs(a * b), 10)
                    }
                }, gapsOf: before, context)
            dx.expect(
                { r in
                    (0..<2 * f).map { i in
                        let a = x.row(r)[i % f], b = x.row(r)[f + i % f], s = sigmoid(a), dy = dy.row(r)[i % f], old = dxBefore.row(r)[i]
                        let term = i < f ? dy * b * s * (1 + a * (1 - s)) : dy * a * s
                        let magnitude = i < f ? abs(dy * b) * (1 + 2 * abs(a)) : abs(dy * a)
                        return rounded(old + term, abs(old) + magnitude, 14)
                    }
                }, gapsOf: dxBefore, context)
        }
    }

    @Test func outputsMayBeInputsWhereTheHeaderSaysSo() {
        everywhere { context, rows, d, numbers in
            let x = StridedRows(rows: rows, d: d, numbers: &numbers).values
            let b = StridedRows(rows: rows, d: d, numbers: &numbers).values, gain = numbers.floats(d), weights = numbers.floats(rows)
            var inverse = [Float](repeating: 0, count: rows)
            func compare(_ operation: String, _ body: (Output, Input) -> Void) {
                var together = x, apart = x
                together.withUnsafeMutableBufferPointer { body($0.baseAddress!, Input($0.baseAddress!)) }
                apart.withUnsafeMutableBufferPointer { y in x.withUnsafeBufferPointer { body(y.baseAddress!, $0.baseAddress!) } }
                #expect(together == apart, "\(context) \(operation)")
            }
            compare("bias") { tk_bias_rows($0, $1, gain, rows, d) }
            compare("row weights") { tk_scale_rows($0, $1, weights, rows, d) }
            if d > 0 { compare("rmsnorm") { tk_rmsnorm($0, &inverse, $1, gain, rows, d, 1e-5) } }
            compare("l2") { tk_l2_normalize($0, &inverse, $1, rows, d, 1e-5) }
            compare("gate") { tk_sigmoid_gate($0, d, $1, d, b, d, rows, d) }
            compare("swiglu over a") { tk_swiglu($0, d, $1, d, b, d, rows, d) }
            compare("swiglu over b") { tk_swiglu($0, d, b, d, $1, d, rows, d) }
        }
    }

    @Test func gatherAndScatterSkipNegativeIndicesAndAddRepeatedOnes() {
        everywhere { context, rows, d, numbers in
            let tableRows = 4
            let table = StridedRows(rows: tableRows, d: d, numbers: &numbers), x = StridedRows(rows: rows, d: d, numbers: &numbers)
            let index = (0..<rows).map { [-1, 2, 2, 0, 3][$0 % 5] as Int32 }, weights = numbers.floats(rows)
            for w in [nil, weights] {
                func weight(_ r: Int) -> Double { w.map { Double($0[r]) } ?? 1 }
                var y = x, added = x, gradient = table
                tk_gather_rows(&y.values, table.values, index, w, rows, d)
                y.expect(
                    { r in
                        index[r] < 0
                            ? [Expected](repeating: Expected(0, 0), count: d)
                            : table.row(Int(index[r])).map { rounded($0 * weight(r), abs($0), 1) }
                    }, gapsOf: x, context)
                tk_gather_rows_add(&added.values, table.values, index, w, rows, d)
                added.expect(
                    { r in
                        let row = index[r] < 0 ? [Double](repeating: 0, count: d) : table.row(Int(index[r])).map { $0 * weight(r) }
                        return zip(x.row(r), row).map { rounded($0 + $1, abs($0) + abs($1), 2) }
                    }, gapsOf: x, context)
                tk_scatter_rows_add(&gradient.values, x.values, index, w, rows, d)
                gradient.expect(
                    { t in
                        (0..<d).map { i in
                            let terms = (0..<rows).filter { index[$0] == t }.map { x.row($0)[i] * weight($0) } + [table.row(t)[i]]
                            return rounded(terms.reduce(0, +), terms.reduce(0) { $0 + abs($1) }, Double(terms.count + 1))
                        }
                    }, gapsOf: table, context)
            }
        }
    }
}
