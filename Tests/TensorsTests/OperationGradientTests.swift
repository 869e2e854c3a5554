import Tensors
import Testing

struct OperationGradientTests {
    private func layoutWith(_ rows: Int, _ columns: Int) -> (Parameter, ParameterLayout) {
        var layout = ParameterLayout()
        let parameter = layout.declare("w", rows, columns)
        return (parameter, layout)
    }

    @Test func linearMatchesDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let (w, layout) = layoutWith(5, 7)
            check.run("linear at \(level)", shapes: [(3, 5), (5, 7)]) { outer, inputs in
                bridged(outer, w, layout, inputs[1]) { inner in inner.linear(inputs[0], w) }
            }
        }
    }

    @Test func rmsNormMatchesDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let (g, layout) = layoutWith(1, 19)
            check.run("rmsNorm at \(level)", shapes: [(4, 19), (1, 19)]) { outer, inputs in
                bridged(outer, g, layout, inputs[1]) { inner in inner.rmsNorm(inputs[0], gain: g) }
            }
        }
    }

    @Test func l2NormalizeMatchesDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("l2Normalize at \(level)", shapes: [(3, 17)]) { $0.l2Normalize($1[0]) }
        }
    }

    @Test func addGateAndSwiGLUMatchDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("add at \(level)", shapes: [(3, 5), (3, 5)]) { $0.add($1[0], $1[1]) }
            check.run("gate at \(level)", shapes: [(3, 5), (3, 12)]) { $0.gate($1[0], by: Columns($1[1], 4, 5)) }
            check.run("swiGLU at \(level)", shapes: [(3, 34)]) { $0.swiGLU($1[0]) }
        }
    }

    @Test func dropoutMatchesDifferencesAndIsTheSameForTheSameUser() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let segments = JaggedOffsets(lengths: [2, 0, 3])
            let dropout = DropoutSeeds(seeds: [1, 2, 3], rate: 0.4)
            check.run("dropout at \(level)", shapes: [(5, 9)]) { $0.dropped($1[0], segments: segments, dropout: dropout, salt: 9) }
            let tape = Tape()
            let x = tape.make([Float](repeating: 1, count: 18), rows: 2, columns: 9)
            let alone = tape.dropped(x, segments: JaggedOffsets(lengths: [2]), dropout: DropoutSeeds(seeds: [1], rate: 0.4), salt: 9)
            let y = tape.make([Float](repeating: 1, count: 45), rows: 5, columns: 9)
            let beside = tape.dropped(y, segments: segments, dropout: dropout, salt: 9)
            #expect(alone.array == Array(beside.array[0..<18]), "a user's mask depends on the user alone")
        }
    }

    @Test func lookupSumMatchesDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("lookupSum at \(level)", shapes: [(4, 6), (3, 6)]) { tape, inputs in
                tape.lookupSum(
                    [
                        LookupColumn(table: inputs[0], indices: tape.indices([3, -1, 0, 3, 1])),
                        LookupColumn(table: inputs[1], indices: tape.indices([-1, 2, 2, 0, -1])),
                    ], rows: 5, width: 6)
            }
        }
    }

    @Test func bagPoolingMatchesDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let bags = Bags(borders: [0, 2, 2, 5], indices: [0, 3, 1, 3, 2], weights: [0.5, 0.5, 0.2, 0.3, 0.5])
            check.run("poolBags at \(level)", shapes: [(4, 5)]) { tape, inputs in
                let out = tape.make(3, 7)
                out.value.update(repeating: 0, count: out.count)
                tape.poolBags(bags, rows: 0..<3, table: inputs[0], into: Columns(out, 1, 5))
                return out
            }
        }
    }

    @Test func bagPoolingWithHiddenEntriesMatchesDifferencesAndKeepsTheMean() {
        let bags = Bags(borders: [0, 4, 8], indices: [0, 1, 2, 3, 0, 1, 2, 3], weights: [Float](repeating: 0.25, count: 8))
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("poolBags with dropout at \(level)", shapes: [(4, 5)]) { tape, inputs in
                let out = tape.make(2, 5)
                let dropout = BagDropout(rowKeys: [3, 4], step: 2, rate: 0.5)
                tape.poolBags(bags, rows: 0..<2, table: inputs[0], into: Columns(out), dropout: dropout, salt: 1)
                return out
            }
        }
        var sum: Float = 0
        for step in 0..<2000 {
            let tape = Tape(recording: false)
            let (table, out) = (tape.make([1, 1, 1, 1], rows: 4, columns: 1), tape.make(2, 1))
            let dropout = BagDropout(rowKeys: [3, 4], step: UInt64(step), rate: 0.5)
            tape.poolBags(bags, rows: 0..<2, table: table, into: Columns(out), dropout: dropout, salt: 1)
            sum += out.value[0] + out.value[1]
        }
        // 4,000 means of four values of 0 or 2: standard error 0.008.
        #expect(abs(sum / 4000 - 1) < 0.04)
    }

    @Test func hybridMixMatchesDifferencesWithDroppedItems() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            check.run("hybridMix at \(level)", shapes: [(4, 5), (4, 5), (1, 3), (1, 2)]) { tape, inputs in
                let dropped = tape.arena.allocate(Bool.self, count: 4)
                for (row, flag) in [false, true, false, true].enumerated() { dropped[row] = flag }
                return tape.hybridMix(
                    id: inputs[0], metadata: inputs[1], countGate: inputs[2], ageGate: inputs[3],
                    counts: tape.indices([1, 2, 0, 1]), ages: tape.indices([1, 1, 0, 0]), dropped: UnsafePointer(dropped))
            }
        }
    }

    @Test(arguments: [false, true]) func attentionMatchesDifferences(timed: Bool) {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let offsets = JaggedOffsets(lengths: [3, 1, 4])
            check.run("attention at \(level), timed \(timed)", shapes: [(8, 18), (2, 6), (2, 5)]) { tape, inputs in
                let geometry = AttentionGeometry.causal(offsets, timeBuckets: timed ? buckets(tape, offsets) : nil)
                return tape.attention(
                    query: Columns(inputs[0], 0, 6), key: Columns(inputs[0], 6, 6), value: Columns(inputs[0], 12, 6), heads: 2,
                    geometry: geometry, position: inputs[1], time: inputs[2])
            }
        }
    }

    @Test func attentionOfFewRequestsMatchesDifferences() {
        atEveryFloatLevel { level in
            var check = GradientCheck()
            let geometry = AttentionGeometry(
                queries: JaggedOffsets(lengths: [2, 0, 1]), keys: JaggedOffsets(lengths: [3, 2, 4]), visible: [1, 3, 2])
            check.run("request attention at \(level)", shapes: [(3, 4), (9, 8), (2, 4)]) { tape, inputs in
                tape.attention(
                    query: Columns(inputs[0]), key: Columns(inputs[1], 0, 4), value: Columns(inputs[1], 4, 4), heads: 2,
                    geometry: geometry, position: inputs[2], time: nil)
            }
        }
    }

    @Test func laterTokensNeverReachEarlierOnes() {
        let offsets = JaggedOffsets(lengths: [70, 5])
        var numbers = SeededNumbers(seed: 3)
        let values = (0..<75 * 12).map { _ in numbers.normal() }
        func output(_ values: [Float]) -> [Float] {
            let tape = Tape(recording: false)
            let x = tape.make(values, rows: 75, columns: 12)
            return tape.attention(
                query: Columns(x, 0, 4), key: Columns(x, 4, 4), value: Columns(x, 8, 4), heads: 2, geometry: .causal(offsets),
                position: nil, time: nil
            ).array
        }
        var changed = values
        for column in 0..<12 { changed[66 * 12 + column] += 3 }
        let (before, after) = (output(values), output(changed))
        #expect(before[0..<66 * 4] == after[0..<66 * 4])
        #expect(before[66 * 4..<70 * 4] != after[66 * 4..<70 * 4])
        #expect(before[70 * 4..<75 * 4] == after[70 * 4..<75 * 4], "another user's tokens changed")
    }

    @Test func catalogSoftmaxMatchesDifferences() {
        atEveryFloatLevel { level in
            var numbers = SeededNumbers(seed: 5)
            var users = (0..<5 * 6).map { _ in numbers.normal() }
            var items = (0..<40 * 6).map { _ in numbers.normal() }
            var logTemperature: Float = -1.2
            let targets: [Int32] = [3, -1, 39, 0, 3]
            let weights: [Float] = [1, 1, 0.5, 2, 0]
            func loss(_ keep: ((Tensor, Tensor, Tensor) -> Void)? = nil) -> Double {
                let tape = Tape()
                let user = tape.make(users, rows: 5, columns: 6)
                let item = tape.make(items, rows: 40, columns: 6)
                let temperature = tape.make([logTemperature], rows: 1, columns: 1)
                let (unit, units) = (tape.l2Normalize(user), tape.l2Normalize(item))
                let value = tape.catalogSoftmax(
                    user: unit, catalog: SoftmaxCatalog(items: units), itemGradient: units.gradient, targets: tape.indices(targets),
                    weights: UnsafePointer(tape.make(weights, rows: 1, columns: 5).value), logTemperature: temperature, lossScale: 1)
                tape.backward()
                keep?(user, item, temperature)
                return value
            }
            var analytic: ([Float], [Float], [Float]) = ([], [], [])
            _ = loss { analytic = ($0.gradientArray, $1.gradientArray, $2.gradientArray) }
            func differences(_ change: (Float) -> Void) -> Float {
                change(1e-2)
                let up = loss()
                change(-2e-2)
                let down = loss()
                change(1e-2)
                return Float((up - down) / 2e-2)
            }
            for index in users.indices {
                #expect(abs(differences { users[index] += $0 } - analytic.0[index]) < 2e-2, "user \(index) at \(level)")
            }
            for index in items.indices {
                #expect(abs(differences { items[index] += $0 } - analytic.1[index]) < 2e-2, "item \(index) at \(level)")
            }
            #expect(abs(differences { logTemperature += $0 } - analytic.2[0]) < 2e-2, "temperature at \(level)")
        }
    }

    private func buckets(_ tape: Tape, _ offsets: JaggedOffsets) -> [UnsafePointer<UInt8>] {
        (0..<offsets.segmentCount).map { segment in
            let n = offsets[segment].count
            let memory = tape.arena.allocate(UInt8.self, count: n * n)
            for index in 0..<n * n { memory[index] = UInt8((index * 7 + segment) % 5) }
            return UnsafePointer(memory)
        }
    }
}

/// Runs an operation on a parameter whose values and gradient are those of an input of another tape.
private func bridged(_ outer: Tape, _ parameter: Parameter, _ layout: ParameterLayout, _ input: Tensor, _ body: (Tape) -> Tensor) -> Tensor
{
    let store = ParameterStore(layout)
    store.pointer(parameter).update(from: input.value, count: input.count)
    let gradients = GradientBuffer(layout)
    let inner = Tape(store: store, gradients: gradients)
    let result = body(inner)
    let copy = outer.make(result.array, rows: result.rows, columns: result.columns)
    outer.record {
        guard let dy = copy.gradient, let target = result.gradient, let into = input.gradient else { return }
        target.update(from: dy, count: result.count)
        inner.backward()
        for index in 0..<input.count { into[index] += gradients.values[parameter.offset + index] }
        withExtendedLifetime(store) {}
    }
    return copy
}
