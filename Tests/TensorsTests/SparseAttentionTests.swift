import CKernels
import Foundation
import Tensors
import Testing

func exponential(_ x: Double) -> Double { exp(x) }

struct SparseAttentionTests {
    private let small = SparseAttentionShape(window: 3, block: 2, summaries: 2)

    // MARK: What is read

    @Test(arguments: [(1, 1), (1, 4), (3, 2), (4, 4), (5, 3), (7, 10), (64, 16)])
    func everyKeyIsReadOnceByItselfOrInItsBlock(window: Int, block: Int) {
        let shape = SparseAttentionShape(window: window, block: block, summaries: 3)
        for n in 1...200 {
            var read = [Int](repeating: 0, count: n)
            for b in 0..<shape.summarisedBlocks(n) { for key in b * block..<(b + 1) * block { read[key] += 1 } }
            for key in shape.exactKeys(n) { read[key] += 1 }
            #expect(read.allSatisfy { $0 == 1 }, "\(n) keys, window \(window), blocks of \(block): read \(read)")
            #expect(shape.exactKeys(n).contains(max(0, n - window)), "\(n) keys: the window is not read by itself")
            #expect(shape.exactKeys(n).count <= shape.exactDistances, "\(n) keys: more distances than biases")
            #expect(shape.summarisedBlocks(n + 1) >= shape.summarisedBlocks(n), "a summarised block came back")
            #expect(shape.columns(n) == 3 * shape.summarisedBlocks(n) + shape.exactKeys(n).count)
        }
    }

    @Test func classesOfDistanceGrowSlowlyAndNeverFall() {
        #expect((0..<8).map(SparseAttentionShape.distanceClass) == Array(0..<8))
        #expect([8, 11, 12, 15, 16, 23, 24, 31, 32].map(SparseAttentionShape.distanceClass) == [8, 8, 9, 9, 10, 10, 11, 11, 12])
        for blocks in 1..<70_000 {
            let (before, here) = (SparseAttentionShape.distanceClass(blocks - 1), SparseAttentionShape.distanceClass(blocks))
            #expect(here == before || here == before + 1)
            #expect(here < SparseAttentionShape.distanceClasses)
        }
        #expect(SparseAttentionShape.distanceClass(.max) == SparseAttentionShape.distanceClasses - 1)
    }

    // MARK: Gradients

    @Test(arguments: [false, true]) func gradientsMatchDifferences(timed: Bool) {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let example = SparseExample([7, 1, 3, 8, 0], shape: small, timed: timed)
            check.run("sparse attention at \(level), timed \(timed)", shapes: example.shapes) { example.attention($0, $1) }
        }
    }

    @Test func gradientsOfFewRequestsMatchDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            var example = SparseExample([9, 2, 6], shape: SparseAttentionShape(window: 2, block: 3, summaries: 1), timed: true)
            example.queries = JaggedOffsets(lengths: [3, 0, 2])
            example.visible = [9, 1, 6, 5, 6]
            check.run("sparse requests at \(level)", shapes: example.shapes) { example.attention($0, $1) }
        }
    }

    // MARK: Values

    /// Sums of n terms of order one, weighted to a mean: some units in the last place of the largest; bf16 operands keep 8 bits, and a
    /// score of about ten then moves by a few hundredths.
    @Test(arguments: [1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 130, 200])
    func everyLengthMatchesADoubleReference(n: Int) {
        for (window, block, summaries) in [(1, 1, 1), (16, 8, 2), (20, 5, 3), (64, 64, 1)] {
            let shape = SparseAttentionShape(window: window, block: block, summaries: summaries)
            let example = SparseExample([n, 3], shape: shape, heads: 2, d: 5, timed: true)
            let numbers = example.numbers(seed: UInt64(n))
            let want = SparseReference(example, numbers).output()
            let largest = want.map(abs).max()!
            for level in kernelLevels {
                at(level) {
                    let tolerance = tk_level_uses_bf16(level) != 0 ? 6e-2 : 2e-5
                    let worst = zip(example.output(numbers), want).map { abs(Double($0) - $1) }.max()!
                    #expect(worst <= tolerance * largest, "\(name(level)), \(n) tokens, \(shape): off by \(worst) of \(largest)")
                }
            }
        }
    }

    /// Rows and keys are the same; the order of sums differs and, where products round, what is rounded. Several tiles of one user are
    /// among the lengths.
    @Test(arguments: [1, 5, 64, 65, 127, 128, 129, 300]) func aWindowAsLongAsTheHistoryIsDenseAttention(n: Int) {
        let example = SparseExample([n, 4], shape: SparseAttentionShape(window: n, block: 16, summaries: 1), heads: 2, d: 8)
        let numbers = example.numbers(seed: 5)
        for level in kernelLevels {
            at(level) {
                var gradients: [[Float]] = []
                var outputs: [[Float]] = []
                for dense in [false, true] {
                    let tape = Tape()
                    let inputs = example.tensors(numbers, on: tape)
                    let y =
                        dense
                        ? tape.attention(
                            query: Columns(inputs[0]), key: Columns(inputs[1], 0, 16), value: Columns(inputs[1], 16, 16), heads: 2,
                            geometry: .causal(example.keys), position: inputs[2], time: nil)
                        : example.attention(tape, inputs)
                    for index in 0..<y.count { y.gradient![index] = Float(index % 7) - 3 }
                    tape.backward()
                    outputs.append(y.array)
                    gradients.append(inputs[0...2].flatMap(\.gradientArray))
                }
                // Dense attention keeps its probabilities in bf16, which has 8 bits.
                let tolerance: Float = tk_level_uses_bf16(level) != 0 ? 1e-2 : 1e-5
                for (a, b) in [(outputs[0], outputs[1]), (gradients[0], gradients[1])] {
                    let worst = zip(a, b).map { abs($0 - $1) }.max()!
                    #expect(worst <= tolerance * a.map(abs).max()!, "\(name(level)), \(n) tokens: off by \(worst)")
                }
            }
        }
    }

    // MARK: Reach

    @Test func laterTokensNeverReachEarlierOnes() {
        let example = SparseExample([70, 5], shape: SparseAttentionShape(window: 8, block: 4, summaries: 2), heads: 2, d: 2)
        let numbers = example.numbers(seed: 3)
        let before = example.output(numbers)
        for changed in [1, 20, 40, 66] {
            var other = numbers
            for column in 0..<4 { other[0][changed * 4 + column] += 3 }
            for column in 0..<8 { other[1][changed * 8 + column] += 3 }
            let after = example.output(other)
            #expect(before[0..<changed * 4] == after[0..<changed * 4])
            for row in changed..<70 {
                #expect(before[row * 4..<row * 4 + 4] != after[row * 4..<row * 4 + 4], "token \(changed), row \(row)")
            }
            #expect(before[70 * 4..<75 * 4] == after[70 * 4..<75 * 4], "another user's tokens changed")
        }
        var shorter = numbers
        let first20 = SparseExample([20], shape: example.shape, heads: 2, d: 2)
        shorter[0] = Array(numbers[0][0..<20 * 4])
        shorter[1] = Array(numbers[1][0..<20 * 8])
        for (a, b) in zip(first20.output(shorter), before) {
            #expect(abs(a - b) < 1e-5, "how long the history becomes moved an earlier state")
        }
    }

    @Test func twoRunsGiveTheSameBits() {
        let example = SparseExample([150, 40], shape: SparseAttentionShape(window: 32, block: 16, summaries: 2), timed: true)
        let numbers = example.numbers(seed: 8)
        func run() -> [[Float]] {
            let tape = Tape()
            let inputs = example.tensors(numbers, on: tape)
            let y = example.attention(tape, inputs)
            for index in 0..<y.count { y.gradient![index] = Float(index % 5) - 2 }
            tape.backward()
            return [y.array] + inputs.map(\.gradientArray)
        }
        for level in kernelLevels { at(level) { #expect(run() == run(), "\(name(level))") } }
    }
}
