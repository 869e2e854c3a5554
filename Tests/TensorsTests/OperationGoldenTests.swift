import CKernels
import Tensors
import Testing

/// The tape's operations against PyTorch, at every level that this machine has.
///
/// Float32 levels: sums of some dozen terms, a few units in the last place each: 2e-5 of the largest value.
/// bf16 levels round operands to 8 bits: 2 % of the largest value after the two products of a backward pass.
struct OperationGoldenTests {
    private static let levels = [TK_SCALAR, TK_AVX2, TK_AVX512, TK_AVX512_BF16, TK_AMX_BF16, TK_NEON]

    func atEveryLevel(_ body: (_ tolerance: Float, _ name: String) throws -> Void) rethrows {
        for level in Self.levels where tk_level_available(level) != 0 {
            try at(level) { try body(tk_level_uses_bf16(level) != 0 ? 2e-2 : 2e-5, String(cString: tk_level_name(level))) }
        }
    }

    func expect(_ got: [Float], _ golden: GoldenReference, _ name: String, _ tolerance: Float, _ level: String) throws {
        let want = try golden.floats(name)
        try #require(got.count == want.count)
        let largest = want.map(abs).max() ?? 0
        let worst = zip(got, want).map { abs($0 - $1) }.max() ?? 0
        #expect(worst <= tolerance * max(largest, 1e-3), "\(golden.operation).\(name) at \(level): off by \(worst) of \(largest)")
    }

    func tensor(_ tape: Tape, _ golden: GoldenReference, _ name: String) throws -> Tensor {
        let shape = try golden.shape(name)
        return tape.make(try golden.floats(name), rows: shape.count > 1 ? shape[0] : 1, columns: shape.last ?? 1)
    }

    func seed(_ y: Tensor, _ golden: GoldenReference) throws {
        for (index, value) in try golden.floats("dy").enumerated() { y.gradient![index] = value }
    }

    @Test func linearFollowsPyTorch() throws {
        let golden = try GoldenReference.load("linear")
        try atEveryLevel { tolerance, level in
            var layout = ParameterLayout()
            let (w, b) = (layout.declare("w", 12, 9), layout.declare("b", 1, 9))
            let (store, gradients) = (ParameterStore(layout), GradientBuffer(layout))
            let recorded = try golden.floats("w")  // PyTorch keeps the transpose.
            for row in 0..<12 { for column in 0..<9 { store.pointer(w)[row * 9 + column] = recorded[column * 12 + row] } }
            for (index, value) in try golden.floats("b").enumerated() { store.pointer(b)[index] = value }
            for packed in [nil, PackedWeights([w], store: store)] {
                gradients.clear()
                let tape = Tape(store: store, gradients: gradients, packedWeights: packed)
                let x = try tensor(tape, golden, "x")
                let y = tape.linear(x, w, bias: b)
                try seed(y, golden)
                tape.backward()
                try expect(y.array, golden, "y", tolerance, level)
                try expect(x.gradientArray, golden, "dx", tolerance, level)
                try expect((0..<108).map { gradients.values[w.offset + ($0 % 12) * 9 + $0 / 12] }, golden, "dw", tolerance, level)
                try expect((0..<9).map { gradients.values[b.offset + $0] }, golden, "db", tolerance, level)
            }
        }
    }

    @Test func swiGLUFollowsPyTorch() throws {
        let golden = try GoldenReference.load("swiglu")
        try atEveryLevel { tolerance, level in
            let tape = Tape()
            let x = try tensor(tape, golden, "x")
            let y = tape.swiGLU(x)
            try seed(y, golden)
            tape.backward()
            try expect(y.array, golden, "y", tolerance, level)
            try expect(x.gradientArray, golden, "dx", tolerance, level)
        }
    }

    @Test func bagPoolingFollowsPyTorch() throws {
        let golden = try GoldenReference.load("embedding_bag")
        let (indices, offsets) = (try golden.integers("indices"), try golden.integers("offsets"))
        let weights = offsets.dropLast().indices.flatMap { bag -> [Float] in
            let count = Int(offsets[bag + 1] - offsets[bag])
            return [Float](repeating: 1 / Float(max(1, count)), count: count)
        }
        try atEveryLevel { tolerance, level in
            let tape = Tape()
            let table = try tensor(tape, golden, "table")
            let y = tape.make(5, 6)
            tape.poolBags(Bags(borders: offsets, indices: indices, weights: weights), rows: 0..<5, table: table, into: Columns(y))
            try seed(y, golden)
            tape.backward()
            try expect(y.array, golden, "y", tolerance, level)
            try expect(table.gradientArray, golden, "dtable", tolerance, level)
        }
    }

    /// Pointers to the recorded time buckets, one square a user; what is not visible is never read.
    func buckets(_ recorded: [Int32], _ offset: JaggedOffsets, on tape: Tape) -> [UnsafePointer<UInt8>] {
        (0..<offset.segmentCount).map { segment in
            let range = offset[segment]
            let memory = tape.arena.allocate(UInt8.self, count: range.count * range.count)
            for i in range {
                for j in range {
                    memory[(i - range.lowerBound) * range.count + j - range.lowerBound] = UInt8(max(0, recorded[i * 10 + j]))
                }
            }
            return UnsafePointer(memory)
        }
    }

    @Test func gatedAttentionFollowsPyTorch() throws {
        let golden = try GoldenReference.load("attention")
        let offsets = try golden.integers("offsets").map(Int.init)
        let offset = JaggedOffsets(lengths: zip(offsets.dropFirst(), offsets).map { $0 - $1 })
        let recorded = try golden.integers("time_bucket")
        try atEveryLevel { tolerance, level in
            let tape = Tape()
            let buckets = buckets(recorded, offset, on: tape)
            let inputs = try ["q", "k", "v", "gate"].map { try tensor(tape, golden, $0) }
            // Columns run from the farthest distance to the nearest.
            let distances = try golden.floats("distance_bias")
            let position = tape.make((0..<12).map { distances[$0 / 6 * 6 + 5 - $0 % 6] }, rows: 2, columns: 6)
            let time = try tensor(tape, golden, "time_bias")
            let mixed = tape.attention(
                query: Columns(inputs[0]), key: Columns(inputs[1]), value: Columns(inputs[2]), heads: 2,
                geometry: .causal(offset, timeBuckets: buckets), position: position, time: time)
            let y = tape.gate(mixed, by: Columns(inputs[3]))
            try seed(y, golden)
            tape.backward()
            try expect(mixed.array, golden, "mixed", tolerance, level)
            try expect(y.array, golden, "y", tolerance, level)
            for (input, name) in zip(inputs, ["dq", "dk", "dv", "dgate"]) {
                try expect(input.gradientArray, golden, name, tolerance, level)
            }
            let reversed = position.gradientArray
            try expect((0..<12).map { reversed[$0 / 6 * 6 + 5 - $0 % 6] }, golden, "ddistance_bias", tolerance, level)
            try expect(time.gradientArray, golden, "dtime_bias", tolerance, level)
        }
    }

    @Test func catalogSoftmaxFollowsPyTorch() throws {
        let golden = try GoldenReference.load("cross_entropy")
        let (targets, weights) = (try golden.integers("targets"), try golden.floats("weights"))
        let sum = weights.reduce(0, +)
        try atEveryLevel { tolerance, level in
            for (kind, weight, scale) in [("mean", [Float](repeating: 1, count: 6), Float(1) / 6), ("weighted", weights, 1 / sum)] {
                let tape = Tape()
                let (users, items) = (try tensor(tape, golden, "users"), try tensor(tape, golden, "items"))
                let temperature = tape.make([-(try golden.floats("log_inverse_temperature"))[0]], rows: 1, columns: 1)
                let (user, item) = (tape.l2Normalize(users), tape.l2Normalize(items))
                let loss = tape.catalogSoftmax(
                    user: user, catalog: SoftmaxCatalog(items: item), itemGradient: item.gradient, targets: tape.indices(targets),
                    weights: UnsafePointer(tape.make(weight, rows: 1, columns: 6).value), logTemperature: temperature, lossScale: scale)
                tape.backward()
                try expect([Float(loss) * scale], golden, kind, tolerance, level)
                try expect(users.gradientArray, golden, "\(kind).dusers", tolerance, level)
                try expect(items.gradientArray, golden, "\(kind).ditems", tolerance, level)
                try expect(temperature.gradientArray.map { -$0 }, golden, "\(kind).dlog_inverse_temperature", tolerance, level)
            }
        }
    }
}
