import CKernels
import Foundation
import Tensors
import Testing

/// Attention over pages against sums in double precision, at every level.
@Suite("Cached attention kernels")
struct KernelsCachedAttentionTests {
    /// heads, d, keys, rows: around the lanes of a page, the pairs of bf16 and the blocks of rows.
    static let shapes: [(heads: Int, d: Int, keys: Int, rows: Int)] = [
        (1, 1, 1, 1), (2, 3, 15, 2), (3, 7, 16, 7), (1, 8, 17, 8), (4, 16, 33, 9), (2, 17, 31, 1), (3, 33, 48, 6), (1, 64, 100, 20),
        (2, 32, 5, 0), (4, 32, 200, 1), (2, 40, 7, 13),
    ]

    /// Keys and values in pages of their own, with a guard behind each.
    private final class Pages {
        let bytes: Int
        var pages: [UnsafeMutableRawPointer?]
        init(keys: Int, bytes: Int) {
            self.bytes = bytes
            pages = (0..<(keys + 15) / 16).map { _ in
                let page = UnsafeMutableRawPointer.allocate(byteCount: bytes + 64, alignment: 64)
                page.initializeMemory(as: UInt8.self, repeating: 0xAB, count: bytes + 64)
                return page
            }
        }
        deinit { for page in pages { page?.deallocate() } }
        var guardsAreIntact: Bool {
            pages.allSatisfy { page in (bytes..<bytes + 64).allSatisfy { page!.load(fromByteOffset: $0, as: UInt8.self) == 0xAB } }
        }
        var readable: [UnsafeRawPointer?] { pages.map { UnsafeRawPointer($0) } }
    }

    private func operand(_ x: Float, _ level: tk_level) -> Double { Double(tk_level_uses_bf16(level) != 0 ? roundedToBF16(x) : x) }

    @Test func scoresAndMixturesAreSumsOverWhatWasStored() {
        for level in kernelLevels {
            for (heads, d, keys, rows) in Self.shapes {
                var numbers = TestNumbers(seed: UInt64(heads * 1_000_000 + d * 1000 + keys))
                let context = "\(name(level)) H \(heads) d \(d) keys \(keys) rows \(rows)"
                at(level) { check(level, heads, d, keys, rows, &numbers, context) }
            }
        }
    }

    private func check(
        _ level: tk_level, _ heads: Int, _ d: Int, _ keys: Int, _ rows: Int, _ numbers: inout TestNumbers, _ context: String
    ) {
        let width = heads * d
        let (key, value) = (numbers.floats(keys * width), numbers.floats(keys * width))
        let pages = Pages(keys: keys, bytes: tk_cached_page_bytes(heads, d))
        for j in 0..<keys {
            key.withUnsafeBufferPointer { k in
                value.withUnsafeBufferPointer { v in
                    tk_cached_store(pages.pages[j / 16], j % 16, k.baseAddress! + j * width, v.baseAddress! + j * width, heads, d)
                }
            }
        }
        #expect(pages.guardsAreIntact, "\(context) wrote behind a page")
        let query = StridedRows(rows: rows, d: width, extra: 3, numbers: &numbers, range: -1...1)
        let padded = (keys + 15) / 16 * 16
        for head in 0..<heads {
            var scores = GuardedOutput([Float](repeating: 0, count: rows * padded))
            query.values.withUnsafeBufferPointer { q in
                tk_cached_scores(
                    &scores.values, padded, q.baseAddress! + head * d, query.stride, rows, pages.readable, keys, heads, d, head, 0.5)
            }
            #expect(scores.zoneIsIntact, "\(context) scores")
            for r in 0..<rows {
                let want = (0..<keys).map { j -> Expected in
                    let products = (0..<d).map { c in
                        operand(query.values[r * query.stride + head * d + c], level) * operand(key[j * width + head * d + c], level)
                    }
                    return Expected(0.5 * products.reduce(0, +), Double(d + 2) * unitRoundoff * products.reduce(0) { $0 + abs($1) } + 1e-30)
                }
                expectClose(scores.values[r * padded..<r * padded + keys], want, "\(context) scores of row \(r)")
            }
            var weights = numbers.floats(rows * padded)
            let given = weights
            var mixed = StridedRows(rows: rows, d: width, extra: 1, numbers: &numbers)
            let before = mixed
            mixed.values.withUnsafeMutableBufferPointer { y in
                tk_cached_mix(y.baseAddress! + head * d, before.stride, &weights, padded, rows, pages.readable, keys, heads, d, head)
            }
            for r in 0..<rows {
                let want = (0..<d).map { c -> Expected in
                    let products = (0..<keys).map { j in
                        operand(given[r * padded + j], level) * operand(value[j * width + head * d + c], level)
                    }
                    return Expected(products.reduce(0, +), Double(keys + 2) * unitRoundoff * products.reduce(0) { $0 + abs($1) } + 1e-30)
                }
                let own = r * before.stride + head * d..<r * before.stride + (head + 1) * d
                expectClose(mixed.values[own], want, "\(context) mixture of row \(r)")
            }
            // Other heads and the gaps between rows keep what they held.
            let untouched = before.values.indices.filter { index in
                let column = index % before.stride
                return index >= rows * before.stride || column < head * d || column >= (head + 1) * d
            }
            #expect(untouched.allSatisfy { mixed.values[$0] == before.values[$0] }, "\(context) wrote outside its head")
        }
    }

    @Test func theFirstAboveAThresholdIsFound() {
        for level in kernelLevels {
            for n in tailLengths + [127, 128, 200] {
                for above in [nil, 0, n / 2, n - 1] where above.map({ (0..<n).contains($0) }) ?? true {
                    var x = [Float](repeating: 1, count: n)
                    for i in stride(from: 0, to: n, by: 3) { x[i] = i % 2 == 0 ? -.infinity : .nan }
                    if let above { for i in stride(from: above, to: n, by: 5) { x[i] = 1.5 } }
                    let found = at(level) { (tk_first_above(x, n, 1), tk_first_above(x, n, -.infinity), tk_first_above(x, n, .infinity)) }
                    #expect(found.0 == above ?? n && found.2 == n, "\(name(level)) \(above ?? -1) of \(n)")
                    #expect(found.1 == x.firstIndex { $0 > -.infinity } ?? n, "\(name(level)) of \(n)")
                }
            }
        }
    }

    @Test func aRowDependsOnNoOtherRow() {
        for level in kernelLevels {
            at(level) {
                var numbers = TestNumbers(seed: 4)
                let (heads, d, keys, rows) = (2, 24, 77, 19)
                let pages = Pages(keys: keys, bytes: tk_cached_page_bytes(heads, d))
                for j in 0..<keys {
                    tk_cached_store(pages.pages[j / 16], j % 16, numbers.floats(heads * d), numbers.floats(heads * d), heads, d)
                }
                let query = numbers.floats(rows * heads * d)
                var all = [Float](repeating: 0, count: rows * 80)
                tk_cached_scores(&all, 80, query, heads * d, rows, pages.readable, keys, heads, d, 0, 1)
                for r in 0..<rows {
                    var one = [Float](repeating: 0, count: 80)
                    query.withUnsafeBufferPointer {
                        tk_cached_scores(&one, 80, $0.baseAddress! + r * heads * d, heads * d, 1, pages.readable, keys, heads, d, 0, 1)
                    }
                    #expect(Array(all[r * 80..<r * 80 + keys]) == Array(one[0..<keys]), "\(name(level)) row \(r)")
                }
            }
        }
    }

    /// Kept keys give what reading all anew gives. Today the products agree to the bit; a fused attention would differ by the rounding
    /// of its operands: 2⁻⁸ with bf16, of numbers below two.
    @Test(arguments: [CachedAttention.Weighting.softmax, .pointwise]) func agreesWithTheAttentionOfTraining(
        weighting: CachedAttention.Weighting
    ) {
        for level in kernelLevels {
            at(level) {
                var numbers = TestNumbers(seed: 8)
                let (heads, d, count) = (2, 16, 70)
                let width = heads * d
                let tape = Tape(recording: false)
                let rows = tape.make(numbers.floats(count * 3 * width), rows: count, columns: 3 * width)
                let position = tape.make(numbers.floats(heads * 80), rows: heads, columns: 80)
                let time = tape.make(numbers.floats(heads * 131), rows: heads, columns: 131)
                let buckets = (0..<count * count).map { UInt8($0 * 7 % 131) }
                let want = buckets.withUnsafeBufferPointer { buckets in
                    let geometry = AttentionGeometry.causal(JaggedOffsets(lengths: [count]), timeBuckets: [buckets.baseAddress!])
                    let (q, k, v) = (Columns(rows, 0, width), Columns(rows, width, width), Columns(rows, 2 * width, width))
                    return weighting == .softmax
                        ? tape.attention(query: q, key: k, value: v, heads: heads, geometry: geometry, position: position, time: time)
                        : tape.pointwiseAttention(
                            query: q, key: k, value: v, heads: heads, geometry: geometry, position: position, time: time)
                }
                let attention = CachedAttention(width: width, heads: heads, weighting: weighting)
                let pages = Pages(keys: count, bytes: attention.pageBytes)
                let got = tape.make(count, width)
                let scratch = tape.arena.allocate(Float.self, count: CachedAttention.scratchCount(keys: count))
                let bias = CachedAttention.Bias(position: position.value, positionCount: 80, time: time.value, timeCount: 131)
                for j in 0..<count {
                    let own = rows.value + j * 3 * width
                    attention.store(key: own + width, value: own + 2 * width, at: j, pages: pages.pages)
                }
                // In pieces, as tokens arrive.
                for range in [0..<1, 1..<20, 20..<21, 21..<70] {
                    buckets.withUnsafeBufferPointer { buckets in
                        attention(
                            .init(
                                query: rows.value + range.lowerBound * 3 * width, queryStride: 3 * width,
                                output: got.value + range.lowerBound * width, outputStride: width, count: range.count,
                                visible: range.lowerBound + 1, step: 1, buckets: buckets.baseAddress! + range.lowerBound * count,
                                bucketStride: count),
                            pages: pages.pages, bias: bias, scratch: scratch)
                    }
                }
                let tolerance: Float = tk_level_uses_bf16(level) != 0 ? 0x1p-6 : 1e-5
                for (a, b) in zip(want.array, got.array) { #expect(abs(a - b) <= tolerance, "\(name(level)): \(b) instead of \(a)") }
            }
        }
    }
}
