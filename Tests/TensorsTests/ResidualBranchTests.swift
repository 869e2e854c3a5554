import CKernels
import Tensors
import Testing

/// Fused branches against differences, and against the same network out of single operations.
struct ResidualBranchTests {
    private let width = 6
    private let hidden = 5
    private let segments = JaggedOffsets(lengths: [2, 0, 3])
    private let dropout = DropoutSeeds(seeds: [1, 2, 3], rate: 0.4)

    private struct Weights {
        var layout = ParameterLayout()
        let gain, up, down, output: Parameter

        init(width: Int, hidden: Int) {
            gain = layout.declare("gain", 1, width)
            up = layout.declare("up", width, 2 * hidden)
            down = layout.declare("down", hidden, width)
            output = layout.declare("output", width, width)
        }
    }

    /// Runs an operation on parameters whose values and gradients are those of inputs of another tape.
    private func bridged(_ outer: Tape, _ layout: ParameterLayout, _ pairs: [(Parameter, Tensor)], _ body: (Tape) -> Tensor) -> Tensor {
        let (store, gradients) = (ParameterStore(layout), GradientBuffer(layout))
        for (parameter, input) in pairs { store.pointer(parameter).update(from: input.value, count: input.count) }
        let inner = Tape(store: store, gradients: gradients)
        let result = body(inner)
        let copy = outer.make(result.array, rows: result.rows, columns: result.columns)
        outer.record {
            guard let dy = copy.gradient, let target = result.gradient else { return }
            target.update(from: dy, count: result.count)
            inner.backward()
            for (parameter, input) in pairs {
                for index in 0..<input.count { input.gradient![index] += gradients.values[parameter.offset + index] }
            }
            withExtendedLifetime(store) {}
        }
        return copy
    }

    @Test func feedForwardMatchesDifferences() {
        let w = Weights(width: width, hidden: hidden)
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("feed-forward at \(level)", shapes: [(5, 6), (1, 6), (6, 10), (5, 6)]) { tape, x in
                bridged(tape, w.layout, [(w.gain, x[1]), (w.up, x[2]), (w.down, x[3])]) {
                    $0.gatedFeedForward(x[0], gain: w.gain, up: w.up, down: w.down, segments: segments, dropout: dropout, salt: 4)
                }
            }
        }
    }

    @Test func normalizedLinearMatchesDifferences() {
        let w = Weights(width: width, hidden: hidden)
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("normalized linear at \(level)", shapes: [(5, 6), (1, 6), (6, 10)]) { tape, x in
                bridged(tape, w.layout, [(w.gain, x[1]), (w.up, x[2])]) { $0.normalizedLinear(x[0], gain: w.gain, w.up) }
            }
        }
    }

    @Test func gatedLinearMatchesDifferences() {
        let w = Weights(width: width, hidden: hidden)
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("gated linear at \(level)", shapes: [(5, 6), (5, 9), (6, 6), (5, 6)]) { tape, x in
                bridged(tape, w.layout, [(w.output, x[2])]) {
                    $0.gatedLinear(
                        x[0], by: Columns(x[1], 2, 6), w.output, addedTo: x[3], segments: segments, dropout: dropout, salt: 4)
                }
            }
        }
    }

    /// Enough rows for several blocks and a rest; users that begin inside a block.
    @Test func blocksChangeNothing() throws {
        let (t, d, k) = (301, 32, 48)
        var numbers = SeededNumbers(seed: 5)
        let values = (0..<t * d).map { _ in numbers.normal() }, cotangent = (0..<t * d).map { _ in numbers.normal() }
        let w = Weights(width: d, hidden: k)
        let store = ParameterStore(w.layout)
        for index in 0..<w.layout.count { store.values[index] = 0.2 * numbers.normal() }
        let segments = JaggedOffsets(lengths: [100, 1, 130, 70]), dropout = DropoutSeeds(seeds: [1, 2, 3, 4], rate: 0.3)
        func run(_ body: (Tape, Tensor) -> Tensor) -> [[Float]] {
            let gradients = GradientBuffer(w.layout)
            let tape = Tape(store: store, gradients: gradients)
            let x = tape.make(values, rows: t, columns: d)
            let y = body(tape, x)
            y.gradient!.update(from: cotangent, count: y.count)
            tape.backward()
            return [y.array, x.gradientArray, Array(UnsafeBufferPointer(start: gradients.values, count: w.layout.count))]
        }
        for level in KernelLevel.available {
            try level.only {
                let fused = run {
                    $0.gatedFeedForward($1, gain: w.gain, up: w.up, down: w.down, segments: segments, dropout: dropout, salt: 4)
                }
                let parts = run { tape, x in
                    let inner = tape.swiGLU(tape.linear(tape.rmsNorm(x, gain: w.gain), w.up))
                    return tape.addDropped(x, tape.linear(inner, w.down), segments: segments, dropout: dropout, salt: 4)
                }
                for (name, (got, want)) in zip(["output", "gradient of x", "gradient of the weights"], zip(fused, parts)) {
                    let largest = want.map(abs).max()!, most = zip(got, want).map { abs($0 - $1) }.max()!
                    let tolerance: Float = level.roundsOperandsToBF16 ? 0.01 : 2e-5
                    #expect(most <= tolerance * largest, "\(level.rawValue): \(name) differs by \(most) of \(largest)")
                }
            }
        }
    }

    /// Products read rows of bf16 as they lie, or packed when they cannot: both say the same, to the bit.
    @Test func rowsInPlaceGiveTheSameBitsAsPackedRows() throws {
        for level in KernelLevel.available {
            for (m, n, k) in [(1, 1, 2), (13, 31, 16), (14, 32, 2), (15, 33, 64), (29, 65, 130), (3, 40, 7), (450, 33, 520)] {
                try level.only {
                    var numbers = SeededNumbers(seed: UInt64(m * n + k))
                    let arena = Arena()
                    let a = arena.allocate(Float.self, count: m * k), b = arena.allocate(Float.self, count: k * n)
                    let turned = arena.allocate(Float.self, count: m * k)
                    for i in 0..<m * k { a[i] = Float(bitPattern: numbers.normal().bitPattern & 0xffff_0000) }
                    for i in 0..<k * n { b[i] = numbers.normal() }
                    for i in 0..<m { for j in 0..<k { turned[j * m + i] = a[i * k + j] } }
                    let narrow = arena.allocate(UInt16.self, count: m * k)
                    for i in 0..<m * k { narrow[i] = UInt16(a[i].bitPattern >> 16) }
                    let packed = PackedMatrix(.rowMajor(b, n), inner: k, columns: n)
                    func product(_ view: MatrixView) -> [Float] {
                        let c = arena.zeros(m * n)
                        MatrixProduct.multiply(view, .packed(packed), into: c, rowStride: n, shape: (m, n, k), alpha: 0.5, arena: arena)
                        return Array(UnsafeBufferPointer(start: c, count: m * n))
                    }
                    let plain = product(.rowMajor(a, k))
                    #expect(product(.rowMajorBFloat16(narrow, k)) == plain, "\(level.rawValue) \(m) × \(n) × \(k), bf16")
                    #expect(product(.transposed(turned, m)) == plain, "\(level.rawValue) \(m) × \(n) × \(k), transposed")
                }
            }
        }
    }

    /// A product over the first keys only: what lies behind them is not read into the result.
    @Test func partOfTheRowsOfAPackedMatrix() throws {
        for level in KernelLevel.available {
            for (inner, count) in [(40, 10), (40, 40), (33, 17), (33, 33), (700, 640)] {
                try level.only {
                    var numbers = SeededNumbers(seed: UInt64(inner + count))
                    let (m, n, arena) = (5, 37, Arena())
                    let padded = (count + 15) & ~15
                    let a = arena.zeros(m * padded), b = arena.allocate(Float.self, count: inner * n)
                    for i in 0..<m { for j in 0..<count { a[i * padded + j] = Float(numbers.index(9) - 4) } }
                    for i in 0..<inner * n { b[i] = Float(numbers.index(9) - 4) }
                    let packed = PackedMatrix(.rowMajor(b, n), inner: inner, columns: n)
                    let c = arena.zeros(m * n)
                    MatrixProduct.multiply(
                        .rowMajor(a, padded), packed, innerCount: (count + 1) & ~1, into: c, rowStride: n, shape: (m, n), arena: arena)
                    for i in 0..<m {
                        for j in 0..<n {
                            let want = (0..<count).reduce(Float(0)) { $0 + a[i * padded + $1] * b[$1 * n + j] }
                            #expect(c[i * n + j] == want, "\(level.rawValue), \(count) of \(inner): [\(i), \(j)]")
                        }
                    }
                }
            }
        }
    }
}
