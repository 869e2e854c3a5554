import CKernels
import Foundation
import Tensors
import Testing

struct NegativeProposalTests {
    private let counts = [1, 0, 100, 7, 7, 400, 3, 1, 1, 50]

    @Test(arguments: [0.0, 0.5, 1.0]) func rowsAreDrawnAsOftenAsTheyShould(exponent: Double) {
        let proposal = NegativeProposal(counts: counts, exponent: exponent)
        let weights = counts.map { $0 > 0 ? pow(Double($0), exponent) : 0 }
        let draws = 200_000
        let negatives = proposal.draw(draws, seed: 3, step: 9)
        for (row, weight) in weights.enumerated() {
            let probability = weight / weights.reduce(0, +)
            #expect(abs(Double(proposal.probabilities[row]) - probability) < 1e-6)
            // How often a row was drawn stands in its correction.
            let drawn =
                negatives.rows.firstIndex(of: Int32(row)).map { exp(Double(negatives.corrections[$0])) * probability * Double(draws) } ?? 0
            let deviation = (probability * (1 - probability) * Double(draws)).squareRoot()
            #expect(abs(drawn - probability * Double(draws)) <= 5 * deviation + 0.5, "row \(row): \(drawn)")
        }
        #expect(!negatives.rows.contains(1), "a row that never occurs")
    }

    @Test func aStepDrawsTheSameEveryTimeAndAnotherStepOthers() {
        let proposal = NegativeProposal(counts: (1...1000).map { $0 }, exponent: 0.75)
        let first = proposal.draw(64, seed: 1, step: 5)
        #expect(first == proposal.draw(64, seed: 1, step: 5))
        #expect(first != proposal.draw(64, seed: 1, step: 6) && first != proposal.draw(64, seed: 2, step: 5))
        #expect(first.rows == first.rows.sorted() && Set(first.rows).count == first.rows.count && first.rows.count <= 64)
        #expect(proposal.draw(0, seed: 1, step: 5).rows.isEmpty)
        let only = NegativeProposal(counts: [3], exponent: 1).draw(10, seed: 1, step: 1)
        #expect(only.rows == [0] && only.corrections == [0])
    }
}

struct SampledSoftmaxTests {
    private let rows = 70
    private let items = 40
    private let negatives = 33
    private let width = 6

    private struct Setting {
        var users: [Float]
        var catalog: [Float]
        var corrections: [Float]
        var offsets: [Float]
        var targets: [Int32]
        var weights: [Float]
        var logTemperature: Float = -1.2
    }

    private func setting() -> Setting {
        var numbers = SeededNumbers(seed: 21)
        return Setting(
            users: (0..<rows * width).map { _ in numbers.normal() }, catalog: (0..<items * width).map { _ in numbers.normal() },
            corrections: (0..<negatives).map { _ in numbers.normal() }, offsets: (0..<rows * items).map { _ in 2 * numbers.unit() },
            // Some are negatives too, some are not, some rows have none.
            targets: (0..<rows).map { $0 % 9 == 4 ? -1 : numbers.index(items) },
            weights: (0..<rows).map { $0 % 11 == 5 ? 0 : 0.5 + numbers.unit() })
    }

    private func loss(
        _ setting: Setting, offsets: Bool, keep: ((Tensor, Tensor, Tensor) -> Void)? = nil
    ) -> Double {
        let tape = Tape()
        let user = tape.make(setting.users, rows: rows, columns: width)
        let item = tape.make(setting.catalog, rows: items, columns: width)
        let temperature = tape.make([setting.logTemperature], rows: 1, columns: 1)
        let (unit, units) = (tape.l2Normalize(user), tape.l2Normalize(item))
        let added = SampledOffsets(order: (0..<Int32(rows)).reversed(), bound: 2) { row, target, out in
            for column in 0..<negatives { out[column] = setting.offsets[row * items + column] }
            return setting.offsets[row * items + target]
        }
        let value = tape.sampledSoftmax(
            user: unit, catalog: SampledCatalog(items: units, corrections: setting.corrections), itemGradient: units.gradient,
            targets: tape.indices(setting.targets), weights: UnsafePointer(tape.make(setting.weights, rows: 1, columns: rows).value),
            logTemperature: temperature, lossScale: 1, offsets: offsets ? added : nil)
        tape.backward()
        keep?(user, item, temperature)
        return value
    }

    /// The loss by its definition, in double.
    private func reference(_ setting: Setting, offsets: Bool) -> Double {
        func unit(_ values: [Float], _ row: Int) -> [Double] {
            let own = values[row * width..<(row + 1) * width].map(Double.init)
            let length = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return own.map { $0 / length }
        }
        return (0..<rows).reduce(0.0) { sum, row in
            let target = Int(setting.targets[row])
            guard target >= 0 else { return sum }
            let user = unit(setting.users, row)
            func logit(_ item: Int) -> Double {
                zip(user, unit(setting.catalog, item)).reduce(0) { $0 + $1.0 * $1.1 } * exp(-Double(setting.logTemperature))
                    + (offsets ? Double(setting.offsets[row * items + item]) : 0)
            }
            let others = (0..<negatives).filter { $0 != target }.reduce(0) { $0 + exp(logit($1) + Double(setting.corrections[$1])) }
            return sum + Double(setting.weights[row]) * (log(exp(logit(target)) + others) - logit(target))
        }
    }

    /// Float32: sums of forty exponentials, 1e-5 of the loss; bf16 operands move each logit by up to 2⁻⁸ of 1/τ.
    @Test func theLossIsThatOfTheDefinitionAtEveryLevel() {
        let setting = setting()
        for offsets in [false, true] {
            let want = reference(setting, offsets: offsets)
            for level in kernelLevels {
                let found = at(level) { loss(setting, offsets: offsets) }
                let tolerance = tk_level_uses_bf16(level) != 0 ? 5e-3 : 1e-5
                #expect(abs(found - want) <= tolerance * want, "\(name(level)): \(found) instead of \(want)")
            }
        }
    }

    /// Central differences of the definition, so that no rounding of the loss stands in the way.
    @Test func theGradientIsThatOfTheDefinition() {
        atEveryFloatLevel { level in
            for offsets in [false, true] {
                let setting = setting()
                var (users, catalog, temperature) = ([Float](), [Float](), Float(0))
                _ = loss(setting, offsets: offsets) {
                    (users, catalog, temperature) = ($0.gradientArray, $1.gradientArray, $2.gradientArray[0])
                }
                func slope(_ change: (inout Setting, Float) -> Void) -> Double {
                    var (up, down) = (setting, setting)
                    change(&up, 1e-2)
                    change(&down, -1e-2)
                    return (reference(up, offsets: offsets) - reference(down, offsets: offsets)) / 2e-2
                }
                for index in stride(from: 0, to: users.count, by: 7) {
                    let want = slope { $0.users[index] += $1 }
                    #expect(abs(Double(users[index]) - want) < 4e-3, "\(level), user value \(index): \(users[index]) instead of \(want)")
                }
                for index in 0..<catalog.count {
                    let want = slope { $0.catalog[index] += $1 }
                    #expect(
                        abs(Double(catalog[index]) - want) < 2e-2, "\(level), item value \(index): \(catalog[index]) instead of \(want)")
                }
                let want = slope { $0.logTemperature += $1 }
                #expect(abs(Double(temperature) - want) < 1e-3 * max(1, abs(want)), "\(level): \(temperature) instead of \(want)")
            }
        }
    }

    /// Gradients of the users under the softmax over a whole catalogue, and under samples of it.
    @Test func withMoreNegativesTheMeanGradientComesToThatOfTheWholeCatalogue() {
        var numbers = SeededNumbers(seed: 31)
        let (users, all, d) = (12, 600, 8)
        let counts = (0..<all).map { 1 + 2000 / ($0 + 1) }
        let (userValues, itemValues) = ((0..<users * d).map { _ in numbers.normal() }, (0..<all * d).map { _ in numbers.normal() })
        let targets = (0..<users).map { _ in numbers.index(all) }

        func gradient(_ body: (Tape, Tensor, Tensor, UnsafePointer<Float>, Tensor) -> Void) -> [Float] {
            let tape = Tape()
            let (user, item) = (tape.make(userValues, rows: users, columns: d), tape.make(itemValues, rows: all, columns: d))
            let (unit, units) = (tape.l2Normalize(user), tape.l2Normalize(item))
            let weights = tape.make([Float](repeating: 1, count: users), rows: 1, columns: users)
            body(tape, unit, units, UnsafePointer(weights.value), tape.make([-1], rows: 1, columns: 1))
            tape.backward()
            return user.gradientArray
        }
        func error(_ draws: Int, _ negatives: Int, proposal: NegativeProposal, want: [Float]) -> Double {
            var mean = [Double](repeating: 0, count: want.count)
            for draw in 0..<draws {
                let sample = proposal.draw(negatives, seed: 1, step: UInt64(draw))
                let found = gradient { tape, unit, units, weights, temperature in
                    // A target that is a negative too stands there twice and is looked up as a negative.
                    let touched = sample.rows + targets
                    let places = targets.map { target in
                        Int32(sample.rows.firstIndex(of: target) ?? sample.rows.count + targets.firstIndex(of: target)!)
                    }
                    let own = tape.lookupSum([LookupColumn(table: units, indices: tape.indices(touched))], rows: touched.count, width: d)
                    _ = tape.sampledSoftmax(
                        user: unit, catalog: SampledCatalog(items: own, corrections: sample.corrections), itemGradient: own.gradient,
                        targets: tape.indices(places), weights: weights, logTemperature: temperature, lossScale: 1)
                }
                for index in mean.indices { mean[index] += Double(found[index]) / Double(draws) }
            }
            let size = want.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            return zip(mean, want).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }.squareRoot() / size
        }
        atEveryFloatLevel { level in
            let want = gradient { tape, unit, units, weights, temperature in
                _ = tape.catalogSoftmax(
                    user: unit, catalog: SoftmaxCatalog(items: units), itemGradient: units.gradient, targets: tape.indices(targets),
                    weights: weights, logTemperature: temperature, lossScale: 1)
            }
            let proposal = NegativeProposal(counts: counts, exponent: 0.5)
            let (few, many) = (error(40, 16, proposal: proposal, want: want), error(40, 1024, proposal: proposal, want: want))
            #expect(many < 0.01 && many < few / 3, "\(level): \(few) with 16, \(many) with 1,024")
        }
    }
}
