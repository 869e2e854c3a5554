import Tensors

/// The inputs of one sparse attention, drawn from a seed; as plain numbers, so that references can be computed from them.
struct SparseExample {
    var shape: SparseAttentionShape
    var heads: Int
    var d: Int
    var queries: JaggedOffsets
    var keys: JaggedOffsets
    var visible: [Int32]
    var isTimed: Bool
    static let bucketCount = 5

    /// Every token sees itself and all before it.
    init(_ lengths: [Int], shape: SparseAttentionShape, heads: Int = 2, d: Int = 3, timed: Bool = false) {
        let geometry = AttentionGeometry.causal(JaggedOffsets(lengths: lengths))
        (self.shape, self.heads, self.d, isTimed) = (shape, heads, d, timed)
        (queries, keys, visible) = (geometry.queries, geometry.keys, geometry.visible)
    }

    var width: Int { heads * d }

    /// query; key and value side by side; position; distance; time; time of summaries; learned queries; places.
    var shapes: [(Int, Int)] {
        [
            (queries.rowCount, width), (keys.rowCount, 2 * width), (heads, shape.exactDistances),
            (heads * shape.summaries, SparseAttentionShape.distanceClasses), (heads, Self.bucketCount), (heads, Self.bucketCount),
            (shape.summaries, width), (heads * shape.summaries, shape.block),
        ]
    }

    func numbers(seed: UInt64) -> [[Float]] {
        var random = SeededNumbers(seed: seed)
        return shapes.map { shape in (0..<shape.0 * shape.1).map { _ in random.normal() } }
    }

    func bucket(_ key: Int, _ query: Int) -> UInt8 { UInt8((key * 3 + query * 7) % Self.bucketCount) }

    func attention(_ tape: Tape, _ inputs: [Tensor]) -> Tensor {
        var geometry = AttentionGeometry(queries: queries, keys: keys, visible: visible)
        if isTimed {
            geometry.sparseTimeBuckets = SparseTimeBuckets(
                shape: shape, queries: queries, keys: keys, visible: visible, arena: tape.arena, bucket: bucket)
        }
        return tape.sparseAttention(
            SparseAttentionInputs(
                query: Columns(inputs[0]), key: Columns(inputs[1], 0, width), value: Columns(inputs[1], width, width), heads: heads,
                geometry: geometry, shape: shape, summaries: SummaryQueries(query: inputs[6], place: inputs[7]),
                biases: SparseAttentionBiases(
                    position: inputs[2], distance: inputs[3], time: isTimed ? inputs[4] : nil, summaryTime: isTimed ? inputs[5] : nil)))
    }

    func output(_ numbers: [[Float]]) -> [Float] {
        let tape = Tape(recording: false)
        return attention(tape, tensors(numbers, on: tape)).array
    }

    func tensors(_ numbers: [[Float]], on tape: Tape) -> [Tensor] {
        zip(numbers, shapes).map { tape.make($0, rows: $1.0, columns: $1.1) }
    }
}

/// The same computed plainly in double precision, one query and head at a time.
struct SparseReference {
    let example: SparseExample
    let numbers: [[Double]]

    init(_ example: SparseExample, _ numbers: [[Float]]) {
        self.example = example
        self.numbers = numbers.map { $0.map(Double.init) }
    }

    private func number(_ input: Int, _ row: Int, _ column: Int) -> Double { numbers[input][row * example.shapes[input].1 + column] }
    private func key(_ row: Int, _ head: Int) -> [Double] { (0..<example.d).map { number(1, row, head * example.d + $0) } }
    private func value(_ row: Int, _ head: Int) -> [Double] {
        (0..<example.d).map { number(1, row, example.width + head * example.d + $0) }
    }
    private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    private func softmax(_ x: [Double]) -> [Double] {
        let top = x.max() ?? 0
        let e = x.map { exponential($0 - top) }
        let sum = e.reduce(0, +)
        return e.map { $0 / sum }
    }
    private func mix(_ weights: [Double], _ rows: [[Double]]) -> [Double] {
        (0..<example.d).map { column in zip(weights, rows).reduce(0) { $0 + $1.0 * $1.1[column] } }
    }

    /// Summary i of a block that begins with key row `first`.
    private func summary(_ first: Int, _ head: Int, _ i: Int) -> (key: [Double], value: [Double]) {
        let rows = first..<first + example.shape.block
        let u = (0..<example.d).map { number(6, i, head * example.d + $0) }
        let weights = softmax(
            rows.map { row in
                dot(u, key(row, head)) / Double(example.d).squareRoot() + number(7, head * example.shape.summaries + i, row - first)
            })
        return (mix(weights, rows.map { key($0, head) }), mix(weights, rows.map { value($0, head) }))
    }

    func output() -> [Double] {
        var result = [Double](repeating: 0, count: example.queries.rowCount * example.width)
        for segment in 0..<example.queries.segmentCount {
            for row in example.queries[segment] {
                for head in 0..<example.heads {
                    let first = row * example.width + head * example.d
                    for (column, y) in self.row(row, segment, head).enumerated() { result[first + column] = y }
                }
            }
        }
        return result
    }

    private func row(_ row: Int, _ segment: Int, _ head: Int) -> [Double] {
        let (shape, first, n) = (example.shape, example.keys[segment].lowerBound, Int(example.visible[row]))
        let q = (0..<example.d).map { number(0, row, head * example.d + $0) }
        let scale = 1 / Double(example.d).squareRoot()
        var (scores, values): ([Double], [[Double]]) = ([], [])
        // Said again, not asked of the shape: a block is summarised when all of it lies before the W latest keys.
        var blocks = 0
        while (blocks + 1) * shape.block <= n - shape.window { blocks += 1 }
        for block in 0..<blocks {
            for i in 0..<shape.summaries {
                let (k, v) = summary(first + block * shape.block, head, i)
                let distance = SparseAttentionShape.distanceClass(blocks - 1 - block)
                var score = dot(q, k) * scale + number(3, head * shape.summaries + i, distance)
                if example.isTimed { score += number(5, head, Int(example.bucket(first + (block + 1) * shape.block - 1, row))) }
                scores.append(score)
                values.append(v)
            }
        }
        for position in blocks * shape.block..<n {
            var score = dot(q, key(first + position, head)) * scale + number(2, head, shape.exactDistances - n + position)
            if example.isTimed { score += number(4, head, Int(example.bucket(first + position, row))) }
            scores.append(score)
            values.append(value(first + position, head))
        }
        return mix(softmax(scores), values)
    }
}
