import CKernels
import Foundation
import Testing

/// The kernels of text encoders against double precision, at every level and at the tails of vectors.
@Suite("Encoder kernels")
struct KernelsEncoderTests {
    private func everywhere(_ body: (String, Int, Int, inout TestNumbers) -> Void) {
        for level in kernelLevels {
            for (rows, d) in rowShapes + tailLengths.map({ (2, $0) }) {
                var numbers = TestNumbers(seed: UInt64(rows * 1000 + d))
                at(level) { body("\(name(level)) [\(rows), \(d)]", rows, d, &numbers) }
            }
        }
    }

    private func gelu(_ x: Double) -> Double { 0.5 * x * (1 + erf(x / 2.0.squareRoot())) }

    /// erf errs by 4e-7 as the header says, the sum before it by a rounding of x.
    @Test func geluWithBias() {
        everywhere { context, rows, d, numbers in
            let x = StridedRows(rows: rows, d: d, numbers: &numbers, range: -9...9)
            let bias = numbers.floats(d)
            var y = x
            tk_bias_gelu_rows(&y.values, x.values, bias, rows, d)
            y.expect(
                { r in
                    zip(x.row(r), bias).map { x, b in
                        let v = x + Double(b)
                        return Expected(gelu(v), abs(v) * 3e-7 + (abs(x) + 1) * 8 * unitRoundoff)
                    }
                }, gapsOf: x, context)
        }
    }

    @Test func geluOfExtremes() {
        let x: [Float] = [-.infinity, -1e30, -100, -6, -0.0, 0, 1e-30, 6, 100, 1e30, .nan]
        for level in kernelLevels {
            var y = x
            at(level) { tk_bias_gelu_rows(&y, x, [Float](repeating: 0, count: x.count), 1, x.count) }
            #expect(y[1] == 0 && y[2] == 0 && abs(y[3]) < 1e-6 && y[4] == 0 && y[5] == 0, "\(name(level)) \(y)")
            #expect(y[7] > 5.99999 && y[8] == 100 && y[9] == 1e30 && y[10].isNaN, "\(name(level)) \(y)")
        }
    }

    @Test func layerNormalisation() {
        everywhere { context, rows, d, numbers in
            guard d > 0 else { return }
            let x = StridedRows(rows: rows, d: d, numbers: &numbers)
            let (gain, bias) = (numbers.floats(d), numbers.floats(d))
            var y = x
            tk_layernorm(&y.values, x.values, gain, bias, rows, d, 1e-3)
            y.expect(
                { r in
                    let row = x.row(r)
                    let mean = row.reduce(0, +) / Double(d)
                    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(d)
                    let inverse = 1 / (variance + 1e-3).squareRoot()
                    return row.indices.map { i in
                        let value = (row[i] - mean) * inverse * Double(gain[i])
                        // d additions err by d·u of the magnitudes, divided by what is left of the spread.
                        let error = Double(d + 8) * 2 * inverse * abs(Double(gain[i])) * (1 + abs((row[i] - mean) * inverse)) + 4
                        return Expected(value + Double(bias[i]), error * unitRoundoff)
                    }
                }, gapsOf: x, context)
        }
    }

    @Test func sumWithBias() {
        everywhere { context, rows, d, numbers in
            let x = StridedRows(rows: rows, d: d, numbers: &numbers), before = StridedRows(rows: rows, d: d, numbers: &numbers)
            let bias = numbers.floats(d)
            var y = before
            tk_add_bias_rows(&y.values, x.values, bias, rows, d)
            y.expect(
                { r in
                    (0..<d).map { i in
                        let terms = [before.row(r)[i], x.row(r)[i], Double(bias[i])]
                        return rounded(terms.reduce(0, +), terms.reduce(0) { $0 + abs($1) }, 3)
                    }
                }, gapsOf: before, context)
        }
    }
}
