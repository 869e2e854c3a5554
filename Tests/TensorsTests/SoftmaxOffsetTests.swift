import CKernels
import Foundation
import Tensors
import Testing

struct SoftmaxOffsetTests {
    private let rows = 7
    private let items = 1030
    private let width = 6

    private struct Setting {
        var users: [Float]
        var catalog: [Float]
        var offsets: [Float]
        var logTemperature: Float = -1.2
        let targets: [Int32] = [3, -1, 1029, 0, 3, 512, 1024]
        let weights: [Float] = [1, 1, 0.5, 2, 0, 1, 1]
    }

    private func setting() -> Setting {
        var numbers = SeededNumbers(seed: 15)
        return Setting(
            users: (0..<rows * width).map { _ in numbers.normal() }, catalog: (0..<items * width).map { _ in numbers.normal() },
            offsets: (0..<rows * items).map { _ in 3 * numbers.unit() })
    }

    private func loss(
        _ setting: Setting, order: [Int32] = [6, 0, 3, 1, 5, 2, 4], offsets: Bool = true, bound: Float = 3,
        keep: ((Tensor, Tensor, Tensor) -> Void)? = nil
    ) -> Double {
        let tape = Tape()
        let user = tape.make(setting.users, rows: rows, columns: width)
        let item = tape.make(setting.catalog, rows: items, columns: width)
        let temperature = tape.make([setting.logTemperature], rows: 1, columns: 1)
        let (unit, units) = (tape.l2Normalize(user), tape.l2Normalize(item))
        let added = SoftmaxOffsets(order: order, bound: bound) { row, target in
            for column in 0..<items { target[column] = setting.offsets[row * items + column] }
        }
        let value = tape.catalogSoftmax(
            user: unit, catalog: SoftmaxCatalog(items: units), itemGradient: units.gradient, targets: tape.indices(setting.targets),
            weights: UnsafePointer(tape.make(setting.weights, rows: 1, columns: rows).value), logTemperature: temperature, lossScale: 1,
            offsets: offsets ? added : nil)
        tape.backward()
        keep?(user, item, temperature)
        return value
    }

    /// The loss by its definition, in double.
    private func reference(_ setting: Setting) -> Double {
        func unit(_ values: [Float], _ row: Int) -> [Double] {
            let own = values[row * width..<(row + 1) * width].map(Double.init)
            let length = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return own.map { $0 / length }
        }
        let catalog = (0..<items).map { unit(setting.catalog, $0) }
        return (0..<rows).reduce(0.0) { sum, row in
            guard setting.targets[row] >= 0 else { return sum }
            let user = unit(setting.users, row)
            let logits = (0..<items).map { item in
                zip(user, catalog[item]).reduce(0) { $0 + $1.0 * $1.1 } * exp(-Double(setting.logTemperature))
                    + Double(setting.offsets[row * items + item])
            }
            let all = log(logits.reduce(0) { $0 + exp($1) })
            return sum + Double(setting.weights[row]) * (all - logits[Int(setting.targets[row])])
        }
    }

    /// Float32: sums of a thousand exponentials, 1e-5 of the loss; bf16 operands move each logit by up to 2⁻⁸ of 1/τ.
    @Test func theLossIsThatOfTheDefinitionAtEveryLevel() {
        let setting = setting()
        let want = reference(setting)
        for level in [TK_SCALAR, TK_AVX2, TK_AVX512, TK_AVX512_BF16, TK_AMX_BF16, TK_NEON] where tk_level_available(level) != 0 {
            at(level) {
                let found = loss(setting)
                let tolerance = tk_level_uses_bf16(level) != 0 ? 5e-3 : 1e-5
                #expect(abs(found - want) <= tolerance * want, "\(String(cString: tk_level_name(level))): \(found) instead of \(want)")
            }
        }
    }

    @Test func gradientsMatchDifferences() {
        atEveryFloatLevel { level in
            var setting = setting()
            var analytic: ([Float], [Float], [Float]) = ([], [], [])
            _ = loss(setting) { analytic = ($0.gradientArray, $1.gradientArray, $2.gradientArray) }
            func differences(_ change: (Float) -> Void) -> Float {
                change(1e-2)
                let up = loss(setting)
                change(-2e-2)
                let down = loss(setting)
                change(1e-2)
                return Float((up - down) / 2e-2)
            }
            for index in setting.users.indices {
                #expect(abs(differences { setting.users[index] += $0 } - analytic.0[index]) < 2e-2, "user \(index) at \(level)")
            }
            for index in stride(from: 0, to: setting.catalog.count, by: 97) {
                #expect(abs(differences { setting.catalog[index] += $0 } - analytic.1[index]) < 2e-2, "item \(index) at \(level)")
            }
            #expect(abs(differences { setting.logTemperature += $0 } - analytic.2[0]) < 2e-2, "temperature at \(level)")
        }
    }

    @Test func theOrderAndTheBoundChangeNothingButRounding() {
        let setting = setting()
        let one = loss(setting)
        #expect(abs(loss(setting, order: [0, 1, 2, 3, 4, 5, 6]) - one) < 1e-4 * one)
        #expect(abs(loss(setting, bound: 20) - one) < 1e-4 * one)
    }

    @Test func offsetsOfZeroAreNoOffsets() {
        var plain = setting()
        plain.offsets = [Float](repeating: 0, count: plain.offsets.count)
        #expect(abs(loss(plain, bound: 0) - loss(plain, offsets: false)) < 1e-6 * loss(plain, offsets: false))
    }
}
