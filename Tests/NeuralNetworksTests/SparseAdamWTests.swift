import NeuralNetworks
import Tensors
import Testing

struct SparseAdamWTests {
    private struct World {
        let store: ParameterStore
        let table, before, after: Parameter
        let optimizer: AdamW
        let gradients: [GradientBuffer]

        init(workers: Int) {
            var layout = ParameterLayout()
            before = layout.declare("before", 3, 7)
            table = layout.declare("table", 50, 10)
            after = layout.declare("after", 1, 5, decays: false)
            store = ParameterStore(layout)
            for (seed, parameter) in [before, table, after].enumerated() {
                store.fillNormal(parameter, standardDeviation: 1, seed: UInt64(seed))
            }
            var options = AdamW.Options()
            options.weightDecay = 0.1
            options.clipNorm = 3
            optimizer = AdamW(store, options: options)
            gradients = (0..<workers).map { _ in GradientBuffer(layout) }
        }

        func fill(_ parameter: Parameter, step: Int) {
            for i in 0..<parameter.count {
                let value = Float((i * 7 + step * 3) % 11) / 5 - 1
                for share in gradients { share.values[parameter.offset + i] = value / Float(gradients.count) }
            }
        }
    }

    private func rowGradient(_ rows: [Int32], step: Int) -> [Float] {
        rows.flatMap { row in (0..<10).map { Float((Int(row) * 5 + $0 * 3 + step) % 7) / 4 - 0.7 } }
    }

    /// Sums of squares are taken in another order, so the scale of clipping may differ in its last bits.
    @Test(arguments: [1, 2]) func withAllRowsItIsTheUsualStep(workers: Int) {
        let (dense, sparse) = (World(workers: workers), World(workers: workers))
        let rows = (0..<50).map { Int32($0) }
        for step in 0..<4 {
            for world in [dense, sparse] {
                world.fill(world.before, step: step)
                world.fill(world.after, step: step)
            }
            let values = rowGradient(rows, step: step)
            for (i, value) in values.enumerated() {
                for share in dense.gradients { share.values[dense.table.offset + i] = value / Float(workers) }
            }
            let want = dense.optimizer.update(gradients: dense.gradients, learningRate: 0.01, workers: workers)
            let norm = values.withUnsafeBufferPointer {
                sparse.optimizer.update(
                    sparse.store, gradients: sparse.gradients, sparse: SparseRowGradient(sparse.table, rows: rows, values: $0.baseAddress!),
                    learningRate: 0.01, workers: workers)
            }
            #expect(abs(norm - want) <= 1e-5 * want && norm > 3)
            for share in dense.gradients { share.clear() }
            for share in sparse.gradients { share.clear(outside: sparse.table) }
        }
        for i in 0..<dense.store.layout.count { #expect(abs(dense.store.values[i] - sparse.store.values[i]) < 1e-5, "\(i)") }
    }

    @Test func rowsWithoutAGradientKeepTheirBytes() {
        let world = World(workers: 2)
        let start = Array(world.store.buffer(world.table))
        let rows: [Int32] = [41, 3, 17]
        for step in 0..<3 {
            world.fill(world.before, step: step)
            rowGradient(rows, step: step).withUnsafeBufferPointer {
                _ = world.optimizer.update(
                    world.store, gradients: world.gradients, sparse: SparseRowGradient(world.table, rows: rows, values: $0.baseAddress!),
                    learningRate: 0.01, workers: 2)
            }
            for share in world.gradients { share.clear(outside: world.table) }
        }
        let end = Array(world.store.buffer(world.table))
        for row in 0..<50 {
            let isSame = start[row * 10..<(row + 1) * 10] == end[row * 10..<(row + 1) * 10]
            #expect(isSame != rows.contains(Int32(row)), "row \(row)")
        }
        #expect(world.optimizer.step == 3)
    }

    @Test func aGradientThatIsNotANumberMovesNothing() {
        let world = World(workers: 1)
        let start = Array(UnsafeBufferPointer(start: world.store.values, count: world.store.layout.count))
        let norm = [Float](repeating: .nan, count: 10).withUnsafeBufferPointer {
            world.optimizer.update(
                world.store, gradients: world.gradients, sparse: SparseRowGradient(world.table, rows: [4], values: $0.baseAddress!),
                learningRate: 0.01, workers: 1)
        }
        #expect(!norm.isFinite && world.optimizer.step == 0)
        #expect(Array(UnsafeBufferPointer(start: world.store.values, count: start.count)) == start)
    }
}
