import CKernels
import Foundation
import Testing

typealias Output = UnsafeMutablePointer<Float>
typealias Input = UnsafePointer<Float>

/// An operation on y, a, b: [N] with its exact result and the error that float32 may make.
struct ElementwiseCase: Sendable {
    var name: String
    var range: ClosedRange<Float> = -3...3
    var run: @Sendable (Output, Input, Input, Int) -> Void
    /// From the old y, a and b.
    var want: @Sendable (Double, Double, Double) -> Expected
}

/// `roundings` roundings of a result whose parts have this magnitude.
func rounded(_ value: Double, _ magnitude: Double, _ roundings: Double) -> Expected {
    Expected(value, roundings * unitRoundoff * magnitude)
}

/// exp errs by 2 ulp = 4u of its result; 1 + e, the division and the products add one u each.
let elementwiseCases: [ElementwiseCase] = [
    ElementwiseCase(name: "fill", run: { y, _, _, n in tk_fill(y, 0.75, n) }, want: { _, _, _ in Expected(0.75, 0) }),
    ElementwiseCase(name: "add", run: { tk_add($0, $1, $2, $3) }, want: { rounded($1 + $2, abs($1 + $2), 1) }),
    ElementwiseCase(
        name: "axpy", run: { y, a, _, n in tk_axpy(y, a, 0.3, n) },
        want: { y, a, _ in rounded(y + Double(Float(0.3)) * a, abs(y) + abs(a), 2) }),
    ElementwiseCase(name: "mul", run: { tk_mul($0, $1, $2, $3) }, want: { rounded($1 * $2, abs($1 * $2), 1) }),
    ElementwiseCase(
        name: "mul_add", run: { tk_mul_add($0, $1, $2, $3) }, want: { rounded($0 + $1 * $2, abs($0) + 2 * abs($1 * $2), 1) }),
    ElementwiseCase(
        name: "scale", run: { y, a, _, n in tk_scale(y, a, 1.7, n) },
        want: { _, a, _ in rounded(Double(Float(1.7)) * a, 1.7 * abs(a), 1) }),
    ElementwiseCase(
        name: "exp", range: -87...88, run: { y, a, _, n in tk_exp(y, a, n) }, want: { _, a, _ in rounded(exp(a), exp(a), 4) }),
    ElementwiseCase(
        name: "log", range: 0.001...100, run: { y, a, _, n in tk_log(y, a, n) },
        // 3 ulp of the result; near x = 1 the result is f itself and the polynomial adds terms of its size.
        want: { _, a, _ in rounded(log(a), abs(log(a)), 6) }),
    ElementwiseCase(
        name: "sigmoid", range: -20...20, run: { y, a, _, n in tk_sigmoid(y, a, n) },
        want: { _, a, _ in rounded(sigmoid(a), sigmoid(a), 7) }),
    ElementwiseCase(
        name: "silu", range: -20...20, run: { y, a, _, n in tk_silu(y, a, n) },
        want: { _, a, _ in rounded(a * sigmoid(a), abs(a) * sigmoid(a), 8) }),
    ElementwiseCase(
        name: "silu_backward", range: -20...20, run: { tk_silu_backward($0, $1, $2, $3) },
        want: { y, dy, x in
            let s = sigmoid(x), slope = s * (1 + x * (1 - s))
            // 1 − s loses what s erred by (7u), times x, times s.
            return rounded(y + dy * slope, abs(y) + abs(dy) * s * (1 + 2 * abs(x)), 12)
        }),
]

extension ElementwiseCase: CustomTestStringConvertible { var testDescription: String { name } }

@Suite("Elementwise kernels")
struct KernelsElementwiseTests {
    @Test(arguments: elementwiseCases) func everyLevelMatchesADoubleReference(test: ElementwiseCase) {
        for level in kernelLevels {
            for n in tailLengths { check(test, level: level, n: n, offset: n % 3) }
        }
    }

    /// `offset` shifts the inputs against the output, so that no alignment is taken for granted.
    func check(_ test: ElementwiseCase, level: tk_level, n: Int, offset: Int) {
        var numbers = TestNumbers(seed: UInt64(n))
        let old = numbers.floats(n)
        let a = numbers.floats(n + offset, in: test.range), b = numbers.floats(n + offset, in: test.range)
        var y = GuardedOutput(old)
        at(level) {
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { b in
                    y.values.withUnsafeMutableBufferPointer { y in
                        guard let x = y.baseAddress, let p = a.baseAddress, let q = b.baseAddress else { return }
                        test.run(x, p + offset, q + offset, n)
                    }
                }
            }
        }
        let want = (0..<n).map { test.want(Double(old[$0]), Double(a[$0 + offset]), Double(b[$0 + offset])) }
        expectClose(y.values[..<n], want, "\(name(level)) \(test.name) n \(n)")
        #expect(y.zoneIsIntact, "\(name(level)) \(test.name) n \(n) wrote behind its output")
    }

    @Test(arguments: kernelLevels) func outputsMayBeInputs(level: tk_level) {
        var numbers = TestNumbers(seed: 5)
        let x = numbers.floats(77), b = numbers.floats(77)
        /// Runs with the output as the input, and with both apart.
        func compare(_ operation: String, _ body: (Output, Input) -> Void) {
            var together = x, apart = [Float](repeating: 0, count: 77)
            together.withUnsafeMutableBufferPointer { body($0.baseAddress!, Input($0.baseAddress!)) }
            apart.withUnsafeMutableBufferPointer { y in x.withUnsafeBufferPointer { body(y.baseAddress!, $0.baseAddress!) } }
            #expect(together == apart, "\(operation) at \(name(level))")
        }
        at(level) {
            compare("add") { tk_add($0, $1, b, 77) }
            compare("mul") { tk_mul($0, b, $1, 77) }
            compare("scale") { tk_scale($0, $1, 3, 77) }
            compare("exp") { tk_exp($0, $1, 77) }
            compare("silu") { tk_silu($0, $1, 77) }
            compare("dropout") { tk_dropout($0, $1, 77, 1, 2, 0.5) }
            var doubled = x
            doubled.withUnsafeMutableBufferPointer { tk_axpy($0.baseAddress!, $0.baseAddress!, 1, 77) }
            #expect(doubled == x.map { $0 * 2 }, "axpy at \(name(level))")
        }
    }

    @Test(arguments: kernelLevels) func extremesGiveLimitsAndNeverNaN(level: tk_level) {
        let big = Float.greatestFiniteMagnitude
        let x: [Float] = [-.infinity, -big, -1e10, -200, -88, 0, 88, 89, 200, 1e10, big, .infinity] + [Float](repeating: 0, count: 9)
        var y = [Float](repeating: .nan, count: x.count)
        at(level) {
            tk_exp(&y, x, x.count)
            #expect(Array(y[..<5]) == [0, 0, 0, 0, 0] && y[5] == 1 && y[6] > 1e38)
            #expect(y[7...11].allSatisfy { $0 == .infinity })
            tk_sigmoid(&y, x, x.count)
            #expect(y[0] == 0 && y[1] == 0 && y[5] == 0.5 && y[10] == 1 && y[11] == 1)
            tk_silu(&y, Array(x[1...10]), 10)
            #expect(y[..<10].allSatisfy { !$0.isNaN } && y[0] == 0 && y[9] == big)
            var slopes = [Float](repeating: 0, count: 10)
            tk_silu_backward(&slopes, [Float](repeating: 1, count: 10), Array(x[1...10]), 10)
            #expect(slopes.allSatisfy { !$0.isNaN } && slopes[0] == 0 && slopes[9] == 1)
        }
    }

    @Test(arguments: kernelLevels) func notANumberStaysNotANumber(level: tk_level) {
        let x = [Float](repeating: .nan, count: 20)
        var y = [Float](repeating: 0, count: 20)
        at(level) {
            tk_exp(&y, x, 20)
            #expect(y.allSatisfy { $0.isNaN }, "exp at \(name(level))")
            y = [Float](repeating: 0, count: 20)
            tk_log(&y, x, 20)
            #expect(y.allSatisfy { $0.isNaN }, "log at \(name(level))")
        }
    }

    @Test(arguments: kernelLevels) func logarithmsOfTheEdgesOfTheDomain(level: tk_level) {
        let x: [Float] = [0, -0.0, -1, -.infinity, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude, 1]
        var y = [Float](repeating: 0, count: 8)
        at(level) { tk_log(&y, x, 8) }
        #expect(y[0] == -.infinity && y[1] == -.infinity && y[2].isNaN && y[3].isNaN && y[4] == .infinity)
        #expect(y[5] == -.infinity && abs(y[6] + 87.336544) < 1e-5 && y[7] == 0)
    }

    /// float32 inside blocks of 1,024 (1,024·u of Σ|a·b|), double across them.
    @Test(arguments: kernelLevels) func sumsAreExactToFloat32BlocksAtAnyLength(level: tk_level) {
        for n in tailLengths + [1023, 1024, 1025, 5000] {
            var numbers = TestNumbers(seed: UInt64(n))
            let a = numbers.floats(n), b = numbers.floats(n)
            let products = zip(a, b).map { Double($0) * Double($1) }
            let error = Double(min(n, 1024) + 1) * unitRoundoff
            at(level) {
                let dot = tk_dot(a, b, n), squares = tk_sum_squares(a, n), sum = tk_sum(a, n)
                #expect(abs(dot - products.reduce(0, +)) <= error * products.reduce(0) { $0 + abs($1) }, "\(name(level)) \(n)")
                let exactSquares = a.reduce(0.0) { $0 + Double($1) * Double($1) }
                #expect(abs(squares - exactSquares) <= error * exactSquares, "\(name(level)) \(n)")
                let exactSum = a.reduce(0.0) { $0 + Double($1) }
                #expect(abs(sum - exactSum) <= error * a.reduce(0.0) { $0 + abs(Double($1)) }, "\(name(level)) \(n)")
            }
        }
    }

    @Test(arguments: kernelLevels) func aMillionOnesSumExactly(level: tk_level) {
        let ones = [Float](repeating: 1, count: 1_000_001)
        at(level) { #expect(tk_sum_squares(ones, ones.count) == 1_000_001) }
    }

    @Test(arguments: kernelLevels) func lookupsAddAndScatter(level: tk_level) {
        for n in tailLengths {
            var numbers = TestNumbers(seed: 2)
            let table = numbers.floats(256), x = numbers.floats(n), old = numbers.floats(n)
            let index = (0..<n).map { _ in UInt8(truncatingIfNeeded: numbers.word()) }
            var y = GuardedOutput(old), gradient = GuardedOutput(table)
            at(level) {
                tk_lookup_add(&y.values, table, index, n)
                tk_lookup_add_backward(&gradient.values, x, index, n)
            }
            #expect(Array(y.values[..<n]) == (0..<n).map { old[$0] + table[Int(index[$0])] })
            var want = table
            for i in 0..<n { want[Int(index[i])] += x[i] }
            #expect(Array(gradient.values[..<256]) == want)
            #expect(y.zoneIsIntact && gradient.zoneIsIntact)
        }
    }
}

@Suite("bf16")
struct KernelsBF16Tests {
    /// Every kind of float: all exponents, both signs, the halfway points and their neighbours, subnormals, NaN.
    static let patterns: [UInt32] = (0..<512).flatMap { exponent -> [UInt32] in
        let top = UInt32(exponent) << 23
        return [0, 1, 0x7fff, 0x8000, 0x8001, 0xffff, 0x10000, 0x17fff, 0x18000, 0x18001, 0x7fffff, 0x7f8000, 0x400000].map { top | $0 }
    }

    static func reference(_ bits: UInt32) -> UInt16 {
        let x = Float(bitPattern: bits)
        if x.isNaN { return UInt16(bits >> 16) | 0x40 }
        if x.isSubnormal || x.isZero { return UInt16(bits >> 16) & 0x8000 }
        return UInt16(truncatingIfNeeded: (UInt64(bits) + 0x7fff + UInt64(bits >> 16 & 1)) >> 16)
    }

    @Test(arguments: kernelLevels) func roundingHasTheSameBitsAtEveryLevel(level: tk_level) {
        let x = Self.patterns.map { Float(bitPattern: $0) }
        var y = [UInt16](repeating: 0, count: x.count)
        at(level) { tk_bf16_from_f32(&y, x, x.count) }
        for (got, bits) in zip(y, Self.patterns) where got != Self.reference(bits) {
            Issue.record("\(name(level)): \(String(bits, radix: 16)) became \(String(got, radix: 16))")
        }
    }

    @Test(arguments: kernelLevels) func tailsAreConvertedAndNothingMore(level: tk_level) {
        for n in tailLengths {
            var numbers = TestNumbers(seed: 8)
            let x = numbers.floats(n)
            var half = [UInt16](repeating: 0xabcd, count: n + 40), back = GuardedOutput(x)
            at(level) {
                tk_bf16_from_f32(&half, x, n)
                tk_f32_from_bf16(&back.values, half, n)
            }
            #expect(Array(half[..<n]) == x.map { Self.reference($0.bitPattern) })
            #expect(half[n...].allSatisfy { $0 == 0xabcd })
            #expect(Array(back.values[..<n]) == x.map(roundedToBF16) && back.zoneIsIntact)
        }
    }
}

@Suite("Dropout kernel")
struct KernelsDropoutTests {
    @Test(arguments: kernelLevels) func theMaskIsTheHashOfSeedAndIndex(level: tk_level) {
        for n in tailLengths + [1000] {
            let x = [Float](repeating: 1, count: n), first = UInt64(n) * 7, seed: UInt64 = 42
            var y = GuardedOutput(x)
            at(level) { tk_dropout(&y.values, x, n, seed, first, 0.8) }
            let limit = UInt32(Double(Float(0.8)) * 4_294_967_296)
            let want = (0..<n).map { tk_dropout_hash(seed, first + UInt64($0)) < limit ? 1 / Float(0.8) : 0 }
            #expect(Array(y.values[..<n]) == want && y.zoneIsIntact, "\(name(level)) \(n)")
        }
    }

    @Test(arguments: kernelLevels) func countersMayCrossThirtyTwoBits(level: tk_level) {
        let first: UInt64 = 0x1_0000_0000 - 21, x = [Float](repeating: 1, count: 50)
        var whole = x, parts = x
        at(level) {
            tk_dropout(&whole, x, 50, 7, first, 0.5)
            parts.withUnsafeMutableBufferPointer {
                tk_dropout($0.baseAddress!, x, 30, 7, first, 0.5)
                tk_dropout($0.baseAddress! + 30, x, 20, 7, first + 30, 0.5)
            }
        }
        #expect(whole == parts)
        #expect(whole == (0..<50).map { tk_dropout_hash(7, first + UInt64($0)) < 0x8000_0000 ? 2 : 0 })
    }

    @Test func keepingAllIsTheIdentity() {
        var numbers = TestNumbers(seed: 1)
        let x = numbers.floats(33)
        var y = [Float](repeating: 0, count: 33)
        tk_dropout(&y, x, 33, 1, 0, 1)
        #expect(y == x)
    }

    /// 100,000 draws: the share kept and the share of equal neighbours lie within five standard deviations.
    @Test(arguments: [0, 1, 2, UInt64.max]) func drawsAreFairAndSeedsAreIndependent(seed: UInt64) {
        let n = 100_000, deviation = 5 * 0.5 / Double(n).squareRoot()
        func kept(_ seed: UInt64) -> [Bool] { (0..<UInt64(n)).map { tk_dropout_hash(seed, $0) < 0x8000_0000 } }
        func share(_ values: some Sequence<Bool>) -> Double { Double(values.count { $0 }) / Double(n) }
        let mask = kept(seed), other = kept(seed &+ 1)
        #expect(abs(share(mask) - 0.5) < deviation)
        #expect(abs(share(zip(mask, mask.dropFirst()).map { $0 == $1 }) - 0.5) < deviation)
        #expect(abs(share(zip(mask, other).map { $0 == $1 }) - 0.5) < deviation)
    }
}

@Suite("AdamW kernel")
struct KernelsAdamWTests {
    /// About a dozen roundings on the way to the step, which is at most a few learning rates long.
    @Test(arguments: kernelLevels) func stepsMatchADoubleReference(level: tk_level) {
        for n in tailLengths {
            var numbers = TestNumbers(seed: 6)
            let p = numbers.floats(n), g = numbers.floats(n), m = numbers.floats(n), v = numbers.floats(n, in: 0...1)
            var options = tk_adamw_options(
                learning_rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weight_decay: 0.1, correction1: 0.271,
                correction2: 0.0297, gradient_scale: 0.5)
            var param = GuardedOutput(p), mean = GuardedOutput(m), square = GuardedOutput(v)
            at(level) { tk_adamw(&param.values, &mean.values, &square.values, g, n, &options) }
            let want = (0..<n).map { i in adamW(Double(p[i]), Double(m[i]), Double(v[i]), Double(g[i]), options) }
            expectClose(param.values[..<n], want.map { rounded($0.p, abs($0.p) + abs($0.step), 16) }, "\(name(level)) param \(n)")
            expectClose(mean.values[..<n], want.map { rounded($0.m, 2, 4) }, "\(name(level)) m \(n)")
            expectClose(square.values[..<n], want.map { rounded($0.v, 2, 4) }, "\(name(level)) v \(n)")
            #expect(param.zoneIsIntact && mean.zoneIsIntact && square.zoneIsIntact)
        }
    }

    func adamW(_ p: Double, _ m: Double, _ v: Double, _ g: Double, _ o: tk_adamw_options) -> (p: Double, m: Double, v: Double, step: Double)
    {
        let b1 = Double(o.beta1), b2 = Double(o.beta2), g = g * Double(o.gradient_scale), rate = Double(o.learning_rate)
        let m = b1 * m + (1 - b1) * g, v = b2 * v + (1 - b2) * g * g
        let step = rate * (m / Double(o.correction1)) / ((v / Double(o.correction2)).squareRoot() + Double(o.epsilon))
        return (p * (1 - rate * Double(o.weight_decay)) - step, m, v, step)
    }
}
