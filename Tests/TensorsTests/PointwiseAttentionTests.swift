import CKernels
import Foundation
import Tensors
import Testing

extension OperationGoldenTests {
    @Test func pointwiseAttentionFollowsPyTorch() throws {
        let golden = try GoldenReference.load("pointwise_attention")
        let offsets = try golden.integers("offsets").map(Int.init)
        let offset = JaggedOffsets(lengths: zip(offsets.dropFirst(), offsets).map { $0 - $1 })
        let recorded = try golden.integers("time_bucket")
        var layout = ParameterLayout()
        let gain = layout.declare("gain", 1, 8)
        let (store, gradients) = (ParameterStore(layout), GradientBuffer(layout))
        for (index, value) in try golden.floats("gain").enumerated() { store.pointer(gain)[index] = value }
        try atEveryLevel { tolerance, level in
            gradients.clear()
            let tape = Tape(store: store, gradients: gradients)
            let inputs = try ["q", "k", "v", "gate"].map { try tensor(tape, golden, $0) }
            // Columns run from the farthest distance to the nearest.
            let distances = try golden.floats("distance_bias")
            let position = tape.make((0..<12).map { distances[$0 / 6 * 6 + 5 - $0 % 6] }, rows: 2, columns: 6)
            let time = try tensor(tape, golden, "time_bias")
            let mixed = tape.pointwiseAttention(
                query: Columns(inputs[0]), key: Columns(inputs[1]), value: Columns(inputs[2]), heads: 2,
                geometry: .causal(offset, timeBuckets: buckets(recorded, offset, on: tape)), position: position, time: time)
            let y = tape.siluGate(tape.rmsNorm(mixed, gain: gain), by: Columns(inputs[3]))
            try seed(y, golden)
            tape.backward()
            // The norm divides by the size of `mixed`, which is a quarter here, and so magnifies what bf16 rounded away.
            let afterNorm = tolerance > 1e-3 ? 2 * tolerance : tolerance
            try expect(mixed.array, golden, "mixed", tolerance, level)
            try expect(y.array, golden, "y", afterNorm, level)
            for (input, name) in zip(inputs, ["dq", "dk", "dv", "dgate"]) {
                try expect(input.gradientArray, golden, name, afterNorm, level)
            }
            try expect((0..<8).map { gradients.values[gain.offset + $0] }, golden, "dgain", afterNorm, level)
            let reversed = position.gradientArray
            try expect((0..<12).map { reversed[$0 / 6 * 6 + 5 - $0 % 6] }, golden, "ddistance_bias", afterNorm, level)
            try expect(time.gradientArray, golden, "dtime_bias", afterNorm, level)
        }
    }
}

struct PointwiseAttentionTests {
    @Test func siluAndItsGateMatchDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("silu at \(level)", shapes: [(3, 21)]) { $0.silu(Columns($1[0], 2, 17)) }
            check.run("siluGate at \(level)", shapes: [(3, 5), (3, 12)]) { $0.siluGate($1[0], by: Columns($1[1], 4, 5)) }
        }
    }

    @Test(arguments: [false, true]) func pointwiseAttentionMatchesDifferences(timed: Bool) {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let offsets = JaggedOffsets(lengths: [3, 1, 4])
            check.run("pointwise attention at \(level), timed \(timed)", shapes: [(8, 18), (2, 6), (2, 5)]) { tape, inputs in
                let buckets = (0..<3).map { segment -> UnsafePointer<UInt8> in
                    let n = offsets[segment].count
                    let memory = tape.arena.allocate(UInt8.self, count: n * n)
                    for index in 0..<n * n { memory[index] = UInt8((index * 7 + segment) % 5) }
                    return UnsafePointer(memory)
                }
                return tape.pointwiseAttention(
                    query: Columns(inputs[0], 0, 6), key: Columns(inputs[0], 6, 6), value: Columns(inputs[0], 12, 6), heads: 2,
                    geometry: .causal(offsets, timeBuckets: timed ? buckets : nil), position: inputs[1], time: timed ? inputs[2] : nil)
            }
        }
    }

    @Test func fewRequestsMatchDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let geometry = AttentionGeometry(
                queries: JaggedOffsets(lengths: [2, 0, 1]), keys: JaggedOffsets(lengths: [3, 2, 4]), visible: [1, 3, 2])
            check.run("pointwise requests at \(level)", shapes: [(3, 4), (9, 8), (2, 4)]) { tape, inputs in
                tape.pointwiseAttention(
                    query: Columns(inputs[0]), key: Columns(inputs[1], 0, 4), value: Columns(inputs[1], 4, 4), heads: 2,
                    geometry: geometry, position: inputs[2], time: nil)
            }
        }
    }

    /// Lengths around every vector width and every block of rows. Sums of n terms of order one, divided by n: a few units
    /// in the last place of the largest term; bf16 operands keep 8 bits.
    @Test(arguments: [1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 130]) func everyLengthMatchesADoubleReference(n: Int) {
        let d = 3
        var numbers = SeededNumbers(seed: UInt64(n))
        let x = (0..<n * 3 * d).map { _ in numbers.normal() }
        let position = (0..<n).map { _ in numbers.normal() }
        func at3(_ row: Int, _ part: Int, _ column: Int) -> Double { Double(x[row * 3 * d + part * d + column]) }
        let want = (0..<n).flatMap { row -> [Double] in
            let weights = (0...row).map { key -> Double in
                let s = (0..<d).reduce(Double(position[n - 1 - row + key])) { $0 + at3(row, 0, $1) * at3(key, 1, $1) }
                return s / (1 + exp(-s)) / Double(row + 1)
            }
            return (0..<d).map { column in weights.indices.reduce(0) { $0 + weights[$1] * at3($1, 2, column) } }
        }
        let largest = want.map(abs).max()!
        for level in [TK_SCALAR, TK_AVX2, TK_AVX512, TK_AVX512_BF16, TK_AMX_BF16, TK_NEON] where tk_level_available(level) != 0 {
            at(level) {
                let tape = Tape(recording: false)
                let input = tape.make(x, rows: n, columns: 3 * d)
                let y = tape.pointwiseAttention(
                    query: Columns(input, 0, d), key: Columns(input, d, d), value: Columns(input, 2 * d, d), heads: 1,
                    geometry: .causal(JaggedOffsets(lengths: [n])), position: tape.make(position, rows: 1, columns: n), time: nil)
                let tolerance = tk_level_uses_bf16(level) != 0 ? 2e-2 : 1e-5
                let worst = zip(y.array, want).map { abs(Double($0) - $1) }.max()!
                let name = String(cString: tk_level_name(level))
                #expect(worst <= tolerance * largest, "\(name), \(n) tokens: off by \(worst) of \(largest)")
            }
        }
    }

    @Test func laterTokensNeverReachEarlierOnesAndNorDoesTheirNumber() {
        var numbers = SeededNumbers(seed: 3)
        let values = (0..<75 * 12).map { _ in numbers.normal() }
        func output(_ values: [Float], _ lengths: [Int]) -> [Float] {
            let tape = Tape(recording: false)
            let x = tape.make(values, rows: values.count / 12, columns: 12)
            return tape.pointwiseAttention(
                query: Columns(x, 0, 4), key: Columns(x, 4, 4), value: Columns(x, 8, 4), heads: 2,
                geometry: .causal(JaggedOffsets(lengths: lengths)), position: nil, time: nil
            ).array
        }
        var changed = values
        for column in 0..<12 { changed[66 * 12 + column] += 3 }
        let (before, after) = (output(values, [70, 5]), output(changed, [70, 5]))
        #expect(before[0..<66 * 4] == after[0..<66 * 4])
        #expect(before[66 * 4..<70 * 4] != after[66 * 4..<70 * 4])
        #expect(before[70 * 4..<75 * 4] == after[70 * 4..<75 * 4], "another user's tokens changed")
        let shorter = output(Array(values[0..<20 * 12]), [20])
        for (a, b) in zip(shorter, before) { #expect(abs(a - b) < 1e-5, "how long the history becomes moved an earlier state") }
    }
}
