import CKernels
import Tensors
import Testing

struct SparseAttentionCacheTests {
    /// What a cache answers after each token, row after row.
    private func appended(_ example: SparseExample, _ numbers: [[Float]]) -> [Float] {
        let tape = Tape(recording: false)
        let inputs = example.tensors(numbers, on: tape)
        let summaries = SummaryQueries(query: inputs[6], place: inputs[7])
        let biases = SparseAttentionBiases(
            position: inputs[2], distance: inputs[3], time: example.isTimed ? inputs[4] : nil,
            summaryTime: example.isTimed ? inputs[5] : nil)
        var result: [Float] = []
        for segment in 0..<example.keys.segmentCount {
            var cache = SparseAttentionCache(shape: example.shape, heads: example.heads, width: example.width)
            for row in example.keys[segment] {
                let key = inputs[1].value + row * inputs[1].columns
                // The time of a token is its number: the example makes its buckets of both.
                cache.append(key: key, value: key + example.width, time: Int64(row), summaries: summaries)
                let query = Tensor(value: inputs[0].value + row * example.width, gradient: nil, rows: 1, columns: example.width)
                let bucket: ((Int64, Int) -> UInt8)? = example.isTimed ? { key, _ in example.bucket(Int(key), row) } : nil
                result += cache.attend(Columns(query), biases: biases, summaries: summaries, bucket: bucket, on: tape).array
                let held = example.shape.columns(row - example.keys[segment].lowerBound + 1)
                #expect(cache.byteCount <= held * (8 * example.width + 8), "row \(row) holds more than it reads")
            }
        }
        return result
    }

    /// The same products, in tiles of other sizes.
    @Test(arguments: [false, true]) func oneTokenAfterTheOtherGivesWhatAllAtOnceGive(timed: Bool) {
        for (window, block, m) in [(1, 1, 1), (5, 3, 2), (16, 16, 1), (40, 7, 3)] {
            let shape = SparseAttentionShape(window: window, block: block, summaries: m)
            let example = SparseExample([150, 1, 40], shape: shape, heads: 2, d: 4, timed: timed)
            let numbers = example.numbers(seed: 6)
            for level in kernelLevels {
                at(level) {
                    let (batch, single) = (example.output(numbers), appended(example, numbers))
                    let tolerance: Float = tk_level_uses_bf16(level) != 0 ? 1e-3 : 1e-5
                    let worst = zip(batch, single).map { abs($0 - $1) }.max()!
                    #expect(batch.count == single.count && worst <= tolerance * batch.map(abs).max()!, "\(name(level)), \(shape): \(worst)")
                }
            }
        }
    }

    @Test func severalRequestsOfOneMomentAreAnsweredTogether() {
        let example = SparseExample([30], shape: SparseAttentionShape(window: 6, block: 4, summaries: 2), heads: 2, d: 3)
        let numbers = example.numbers(seed: 2)
        let tape = Tape(recording: false)
        let inputs = example.tensors(numbers, on: tape)
        let summaries = SummaryQueries(query: inputs[6], place: inputs[7])
        let biases = SparseAttentionBiases(position: inputs[2], distance: inputs[3], time: nil, summaryTime: nil)
        var cache = SparseAttentionCache(shape: example.shape, heads: 2, width: 6)
        for row in 0..<30 {
            let key = inputs[1].value + row * 12
            cache.append(key: key, value: key + 6, time: 0, summaries: summaries)
        }
        let snapshot = cache
        let all = cache.attend(Columns(inputs[0]), biases: biases, summaries: summaries, bucket: nil, on: tape).array
        for row in 0..<30 {
            let query = Tensor(value: inputs[0].value + row * 6, gradient: nil, rows: 1, columns: 6)
            let one = snapshot.attend(Columns(query), biases: biases, summaries: summaries, bucket: nil, on: tape).array
            for column in 0..<6 { #expect(abs(one[column] - all[row * 6 + column]) < 1e-5) }
        }
    }
}
